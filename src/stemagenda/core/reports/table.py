"""A table as a value: what every table-shaped output is made from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["text", "number", "date"]
#: A cell: text, a finite number, a day, or nothing.
Cell = str | int | float | date | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading and what its cells hold."""

    title: str
    kind: Kind = "text"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A titled table with notes about it (source, licence, day of download) as pairs of a label and a text.

    Raises:
        ValueError: when a row is not as wide as the header, or a cell is not of its column's kind.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table no reader could line up."""
        for number, row in enumerate(self.rows, 1):
            check_row(columns=self.columns, row=row, number=number)


def check_row(*, columns: tuple[Column, ...], row: tuple[Cell, ...], number: int) -> None:
    """Check that a row fits its columns.

    Raises:
        ValueError: naming the row (from 1) and the column.
    """
    if len(row) != len(columns):
        raise ValueError(f"row {number} has {len(row)} cells where the table has {len(columns)} columns")
    for column, cell in zip(columns, row, strict=True):
        if cell is not None and not _fits(cell, column.kind):
            raise ValueError(f"row {number}, column {column.title}: {cell!r} is no {column.kind}")


def _fits(cell: str | float | date, kind: Kind) -> bool:
    match kind:
        case "text":
            return isinstance(cell, str)
        case "number":
            return isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell)
        case "date":
            return type(cell) is date  # a datetime is a date too, and carries an hour nobody asked for
