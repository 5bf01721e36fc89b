"""Tables as an Excel workbook: one sheet a table, and a last one that says what the file is.

Text is stored as text, so nothing in it is ever run; there are no formulas and no links. The same tables give the same
bytes: no clock is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from stemagenda.core.reports.table import Cell, Column, Table

#: The sheet with titles and notes; the word is the same in Dutch and English.
INFORMATION: Final = "Info"
LARGEST_SHEET: Final = 1_048_576
LONGEST_CELL: Final = 32_767
_WIDEST: Final = 60
_FORBIDDEN_IN_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_FORBIDDEN_IN_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIVE: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_HEAD: Final = {
    "font": Font(bold=True, color="FF1B2A33"),
    "fill": PatternFill("solid", fgColor="FFE9EEF0"),
    "border": Border(bottom=Side(style="thin", color="FF1B2A33")),
    "alignment": Alignment(vertical="top", wrap_text=True),
}
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PROPERTIES: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    b'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>stemagenda</dc:creator>'
    b"</cp:coreProperties>"
)


def write(*, sheets: Sequence[Table]) -> bytes:
    """Return tables as the bytes of a workbook, one sheet each, followed by a sheet with titles and notes.

    Raises:
        ValueError: without tables, or when one has more rows than a sheet holds.
    """
    if not sheets:
        raise ValueError("a workbook needs at least one table")
    workbook = Workbook(write_only=True)
    names: list[str] = [INFORMATION.lower()]
    for table in sheets:
        if len(table.rows) >= LARGEST_SHEET:
            raise ValueError(f"{table.title}: a sheet holds {LARGEST_SHEET - 1:,} rows")
        name = _sheet_name(table.title, names)
        names.append(name.lower())
        _add_sheet(workbook, name, table.columns, table.rows)
    _add_sheet(workbook, INFORMATION, (Column(title=""), Column(title="")), _information(sheets))
    stream = io.BytesIO()
    workbook.save(stream)
    return _same_every_time(stream)


def _information(sheets: Sequence[Table]) -> Iterable[tuple[Cell, ...]]:
    for position, table in enumerate(sheets):
        if position:
            yield ("", "")
        yield (table.title, "")
        yield from table.notes


def _add_sheet(workbook: Any, name: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
    sheet = workbook.create_sheet(name)
    rows = list(rows)
    for position, column in enumerate(columns, 1):
        longest = max([len(column.title), *(len(_shown(row[position - 1])) for row in rows[:1000])])
        sheet.column_dimensions[get_column_letter(position)].width = min(max(longest + 2, 8), _WIDEST)
    if any(column.title for column in columns):
        sheet.freeze_panes = "A2"
        sheet.append([_head(sheet, column) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _head(sheet: Any, column: Column) -> Any:
    cell = _cell(sheet, column.title)
    for name, style in _HEAD.items():
        setattr(cell, name, style)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    """Return a cell that shows the value and does nothing."""
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # the stubs forget plain dates
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    text = _FORBIDDEN_IN_TEXT.sub("\ufffd", value)
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # whatever it looks like: openpyxl would take "=1+1" for a formula, "#N/A" for an error
    if _LIVE.match(text):
        cell.quotePrefix = True  # and it stays text when somebody edits it
    return cell


def _shown(value: Cell) -> str:
    return "" if value is None else str(value)


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """Return a sheet name Excel accepts: at most 31 characters, some signs not, each name once."""
    name = " ".join(_FORBIDDEN_IN_NAME.sub(" ", title).split())[:31].strip("' ") or "Table"
    number = 1
    unique = name
    while unique.lower() in taken or unique.lower() == "history":
        number += 1
        ending = f" {number}"
        unique = name[: 31 - len(ending)] + ending
    return unique


def _same_every_time(stream: io.BytesIO) -> bytes:
    """Return the workbook without the moments at which it was made."""
    result = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as kept:
        for member in made.infolist():
            content = _PROPERTIES if member.filename == "docProps/core.xml" else made.read(member)
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, content)
    return result.getvalue()
