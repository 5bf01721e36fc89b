"""The neutral shape of a file with columns, whatever it was written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from stemagenda.formats.problems import Findings, shown

Written = Literal["comma", "semicolon", "tab", "pipe", "workbook"]


@dataclass(frozen=True)
class Line:
    """One metadata line: its row number and its text without the leading #."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (from 1) and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A file with columns: metadata lines, header and rows.

    `written` tells how the file separates cells. `rows` is read once, and raises `Refused` where the file breaks.
    """

    written: Written
    metadata: tuple[Line, ...]
    header: tuple[str, ...]
    header_number: int
    rows: Iterator[Row]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A file as rows of cells, before anybody knows which row is the header. `rows` is read once; raises `Refused`."""

    written: Written
    rows: Iterator[Row]


def header_row(row: Row, findings: Findings) -> tuple[str, ...]:
    """Return the column names: trimmed, lower case, without the empty columns a spreadsheet leaves at the right.

    Raises:
        Refused: when a name is empty or occurs twice.
    """
    names = [cell.strip().lower() for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    place = f"row {row.number}"
    for position, name in enumerate(names, 1):
        if not name:
            findings.stop(place, f"has no name for column {position}", "Name the column or remove it.")
        if names.index(name) < position - 1:
            findings.stop(place, f"names the column {shown(name)} twice", "Keep one of the two.")
    return tuple(names)


def fit_row(row: Row, sheet: Sheet, findings: Findings) -> tuple[str, ...] | None:
    """Return as many cells as the header has, or note that the row has too few or too many and return None."""
    width = len(sheet.header)
    cells = row.cells
    if len(cells) == width:
        return cells
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    if len(cells) < width and sheet.written == "workbook":  # a workbook does not store empty cells
        return cells + ("",) * (width - len(cells))
    _note_width(row, width, findings)
    return None


def has_surplus(row: Row, *, width: int, written: Written, findings: Findings) -> bool:
    """Note that a row of a text file holds something behind the last column of the header: its cells have moved.

    A decimal comma in a file with commas does so. In a workbook no cell moves, and a remark may stand there.
    """
    if written == "workbook" or not any(cell.strip() for cell in row.cells[width:]):
        return False
    _note_width(row, width, findings)
    return True


def _note_width(row: Row, width: int, findings: Findings) -> None:
    findings.add(
        f"row {row.number}",
        f"has {len(row.cells)} cells where the header has {width}",
        "Add the missing separators, or put quotation marks around a cell that holds one.",
    )
