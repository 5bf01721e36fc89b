"""Read the cells of a finished workbook again, as a person sees them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import load_workbook

from stemagenda.core.text import Language, format_number

Value = str | float | int | None
_ENDING: Final = re.compile(r'"([^"]*)"')
_DIGITS: Final = re.compile(r"0(?:\.(0+))?")


@dataclass(frozen=True, kw_only=True)
class BookCell:
    """One cell: where it stands (rows and columns from 1), what it holds, and how it shows."""

    sheet: str
    row: int
    column: int
    value: Value
    shown: str


def cells(*, content: bytes) -> tuple[BookCell, ...]:
    """Return every cell that holds something, sheet by sheet, row by row."""
    workbook = load_workbook(io.BytesIO(content), read_only=True)
    language: Language = "en" if (workbook.properties.language or "").startswith("en") else "nl"
    return tuple(
        BookCell(sheet=sheet.title, row=cell.row, column=cell.column, value=cell.value, shown=_shown(cell, language))
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str | int | float)
    )


@dataclass(frozen=True, kw_only=True)
class BookText:
    """What a workbook says: the tables' sheets as text, a line a row; and its sheet of all figures.

    A row of `figures` is the key of a figure, how it is written, and its value.
    """

    tables: str
    figures: tuple[tuple[str, str, float | None], ...]


def read(*, content: bytes) -> BookText:
    """Return what the workbook says: its first sheet is the read-me, its last one lists the figures."""
    found = cells(content=content)
    sheets = list(dict.fromkeys(cell.sheet for cell in found))
    lines: dict[tuple[str, int], dict[int, BookCell]] = {}
    for cell in found:
        lines.setdefault((cell.sheet, cell.row), {})[cell.column] = cell
    shown = (
        "\t".join(cell.shown for cell in line.values()) for (sheet, _), line in lines.items() if sheet in sheets[1:-1]
    )
    listed = [line for (sheet, row), line in lines.items() if sheet == sheets[-1] and row > 1]
    return BookText(tables="\n".join(shown), figures=tuple(_listed(line) for line in listed))


def _listed(line: dict[int, BookCell]) -> tuple[str, str, float | None]:
    key = "/".join(line[column].shown for column in (1, 2, 3) if column in line)
    value = line[4].value if 4 in line else None
    return key, line[5].shown if 5 in line else "", float(value) if isinstance(value, int | float) else None


def _shown(cell: Any, language: Language) -> str:
    """Return the cell under its number format, as Excel shows it in the language of the report."""
    if not isinstance(cell.value, int | float):
        return str(cell.value)
    form: str = cell.number_format
    if form == "General":
        return format_number(cell.value, language=language)
    digits = _DIGITS.search(form)
    decimals = len(digits[1]) if digits and digits[1] else 0
    ending = found[1] if (found := _ENDING.search(form)) else ""
    return format_number(cell.value, language=language, decimals=decimals, sign=form.startswith("+")) + ending
