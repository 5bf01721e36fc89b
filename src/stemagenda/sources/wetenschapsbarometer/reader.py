"""Reads the Wetenschapsbarometer: release files, published tables, and survey files with weights."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from stemagenda.core.observation import Details, Release
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing
from stemagenda.sources.reading import read_release
from stemagenda.sources.survey_file import read_survey, recognises_survey
from stemagenda.sources.table_release import is_release_file
from stemagenda.sources.wide import read_wide, recognises_wide

SOURCE: Final = "wetenschapsbarometer"
#: Named in the lineage of every figure; raise the number when the same file would be read otherwise.
TABLE: Final = "Wetenschapsbarometer table 1"
SURVEY: Final = "Wetenschapsbarometer survey file 1"
FOLDER: Final = Path(__file__).resolve().parent


def recognises(*, name: str, content: bytes) -> bool:
    """Whether a file is a survey file or a published table of the Wetenschapsbarometer. Never raises."""
    survey = recognises_survey(folder=FOLDER, name=name, content=content)
    return survey or recognises_wide(folder=FOLDER, name=name, content=content)


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read one release file, survey file or published table.

    Raises:
        Refused: with every named problem.
    """
    if is_release_file(name=name, content=content):
        return read_release(source=SOURCE, name=name, content=content, details=details)
    if recognises_survey(folder=FOLDER, name=name, content=content):
        return read_survey(folder=FOLDER, reader=SURVEY, name=name, content=content, details=details)
    return read_wide(folder=FOLDER, reader=TABLE, name=name, content=content, details=details)
