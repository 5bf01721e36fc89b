"""Reads tables of the OECD (SDMX-CSV, SDMX-ML, JSON-stat), and files in the shared release format."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from stemagenda.core.observation import Details, Release
from stemagenda.sources.cube_release import Instrument, read_instrument, recognises_instrument
from stemagenda.sources.mapping import load_mapping
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing

FOLDER: Final = Path(__file__).resolve().parent
#: Named in the lineage of every figure; raise the number when the same file would be read otherwise.
READER: Final = "oecd 1"


@cache
def instrument() -> Instrument:
    """This source, with its mapping."""
    return Instrument(folder=FOLDER, mapped=load_mapping(FOLDER), reader=READER)


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read one table or one release file.

    Raises:
        Refused: with every named problem.
    """
    return read_instrument(instrument=instrument(), name=name, content=content, details=details, keep=keep)


def recognises(*, name: str, content: bytes) -> bool:
    """Whether a file is one of the tables in mapping.toml."""
    return recognises_instrument(instrument=instrument(), name=name, content=content)
