"""Read the cells of a finished workbook again, as a person sees them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import load_workbook

from stemagenda.core.text import Language, format_number

Value = str | float | int | None
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


def text(*, content: bytes) -> str:
    """Return all that the sheets show, a line a row."""
    lines: dict[tuple[str, int], list[str]] = {}
    for cell in cells(content=content):
        lines.setdefault((cell.sheet, cell.row), []).append(cell.shown)
    return "\n".join("\t".join(line) for line in lines.values())


def _shown(cell: Any, language: Language) -> str:
    """Return the cell under its number format, as Excel shows it in the language of the report."""
    if not isinstance(cell.value, int | float):
        return str(cell.value)
    form: str = cell.number_format
    if form == "General":
        return format_number(cell.value, language=language)
    digits = _DIGITS.search(form)
    decimals = len(digits[1]) if digits and digits[1] else 0
    ending = "\u202f%" if '"\u202f%"' in form else "%" if '"%"' in form else ""
    return format_number(cell.value, language=language, decimals=decimals, sign=form.startswith("+")) + ending
