"""Reads this source's releases: files in the shared release format."""

from __future__ import annotations

from typing import Final

from stemagenda.core.observation import Details, Release
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing
from stemagenda.sources.reading import read_release

SOURCE: Final = "eurostat_monitor"


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read one release file.

    Raises:
        Refused: with every named problem.
    """
    return read_release(source=SOURCE, name=name, content=content, details=details)
