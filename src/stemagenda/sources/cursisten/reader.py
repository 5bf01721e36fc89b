"""Reads this source's releases: files in the shared release format."""

from __future__ import annotations

from typing import Final

from stemagenda.core.observation import Release
from stemagenda.sources.reading import read_release

SOURCE: Final = "cursisten"


def read(*, name: str, content: bytes) -> Release:
    """Read one release file.

    Raises:
        Refused: with every named problem.
    """
    return read_release(source=SOURCE, name=name, content=content)
