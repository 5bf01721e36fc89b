"""A workbook that people fill in and give back, as a value: sheets with typed columns, and what can be chosen.

Other than a table of a download, its cells can be changed, so a column says what may stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stemagenda.core.text import Language

FormCell = str | int | date | None


@dataclass(frozen=True, kw_only=True)
class FormColumn:
    """One column. `choices` names a list of the form; `is_strict`: nothing else may stand there.

    A cell that `takes_several` of a list is not held to it: a spreadsheet program knows lists of one choice only.

    `role` is how it looks: to be filled in, to be read only, or out of the way.
    """

    heading: str
    width: int = 16
    role: Literal["filled", "told", "hidden"] = "filled"
    choices: str = ""
    takes_several: bool = False
    is_strict: bool = True


@dataclass(frozen=True, kw_only=True)
class FormSheet:
    """One sheet; `fixed` are the columns that stay in sight."""

    title: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[FormCell, ...], ...]
    fixed: int = 1


@dataclass(frozen=True, kw_only=True)
class FormBook:
    """The whole workbook.

    `choices` are the lists by name: what may be chosen, and what stands beside it to explain it. `refusal` are the
    title and the words of what a spreadsheet program says of another value. `lines` explain the workbook, heading and
    text; they come last.
    """

    title: str
    language: Language
    made_on: date
    sheets: tuple[FormSheet, ...]
    choices: Mapping[str, tuple[tuple[str, str], ...]]
    choices_title: str
    refusal: tuple[str, str]
    lines: tuple[tuple[str, str], ...]
    lines_title: str
