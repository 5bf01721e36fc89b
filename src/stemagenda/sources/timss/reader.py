"""Reads TIMSS: release files, and published exhibits with averages or benchmarks and their standard errors."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from stemagenda.core.observation import Details, Release
from stemagenda.sources.estimates import read_estimates, recognises_estimates
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing
from stemagenda.sources.reading import read_release
from stemagenda.sources.table_release import is_release_file

SOURCE: Final = "timss"
#: Named in the lineage of every figure; raise the number when the same file would be read otherwise.
READER: Final = "TIMSS exhibit 1"
FOLDER: Final = Path(__file__).resolve().parent


def recognises(*, name: str, content: bytes) -> bool:
    """Whether a file is a published exhibit of TIMSS. Never raises."""
    return recognises_estimates(folder=FOLDER, name=name, content=content)


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read one release file, or a published exhibit of TIMSS.

    Raises:
        Refused: with every named problem.
    """
    if is_release_file(name=name, content=content):
        return read_release(source=SOURCE, name=name, content=content, details=details)
    return read_estimates(folder=FOLDER, reader=READER, name=name, content=content, details=details)
