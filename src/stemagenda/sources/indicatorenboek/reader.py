"""Reads the Vlaams Indicatorenboek: release files, and its tables with years in columns."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from stemagenda.core.observation import Details, Release
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing
from stemagenda.sources.reading import read_release
from stemagenda.sources.table_release import is_release_file
from stemagenda.sources.wide import read_wide, recognises_wide

SOURCE: Final = "indicatorenboek"
#: Named in the lineage of every figure; raise the number when the same file would be read otherwise.
READER: Final = "Indicatorenboek table 1"
FOLDER: Final = Path(__file__).resolve().parent


def recognises(*, name: str, content: bytes) -> bool:
    """Whether a file is a table of the Indicatorenboek. Never raises."""
    return recognises_wide(folder=FOLDER, name=name, content=content)


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read one release file, or a table of the Indicatorenboek.

    Raises:
        Refused: with every named problem.
    """
    if is_release_file(name=name, content=content):
        return read_release(source=SOURCE, name=name, content=content, details=details)
    return read_wide(folder=FOLDER, reader=READER, name=name, content=content, details=details)
