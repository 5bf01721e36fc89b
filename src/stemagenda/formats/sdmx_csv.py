"""SDMX-CSV 1.0, 2.0 and 2.1, and the way Eurostat and the OECD write it: read as a stream, a row at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import Any, Final, NoReturn

from stemagenda.core.observation import Datum
from stemagenda.formats.cells import CellError
from stemagenda.formats.cube_cells import (
    Cube,
    Remembered,
    check_code,
    check_period,
    joined_key,
    note,
    read_dataset,
    read_day,
    read_flags,
    read_value,
)
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.sdmx_csv_header import Columns, columns_of, recognises
from stemagenda.formats.stream import Lines

__all__ = ["read", "recognises"]

#: The numbers nearly every cell holds, told without a call; group 1 holds the digits after the mark.
_PLAIN: Final = re.compile(r"-?\d{1,17}(?:\.(\d{1,17}))?", re.ASCII)
#: What matches no text at all.
_NOTHING: Final = re.compile(r"(?!)()")
_COMMA: Final = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_ADDS: Final = frozenset({"", "I", "A", "M", "R"})
_QUOTES: Final = 'Put quotation marks around the whole cell and double those inside ("").'


def read(*, name: str, content: bytes, findings: Findings) -> Cube:  # noqa: ARG001  (every format is read in one way)
    """Open an SDMX-CSV file; the rows are read as the caller goes through `cells`.

    Datum.row is the line of the file on which a row begins. The scale (UNIT_MULT) is not applied.

    Raises:
        Refused: no header of this format, another encoding, or a first row that cannot be taken apart.
    """
    lines = Lines(content=content, findings=findings)
    text = iter(lines)
    first, above = "", 0
    for above, first in enumerate(text, 1):  # noqa: B007  (both are used after the loop)
        if first.strip():
            break
    separator = max(",;\t", key=first.count)
    # The field limit is the csv module's own and holds for the whole process; every reader here sets the same.
    csv.field_size_limit(findings.limits.cell_characters)
    header = _first_row(csv.reader([first], delimiter=separator, strict=True), above, findings)
    columns = columns_of(header, findings=findings)
    rows = csv.reader(text, delimiter=separator, strict=True)
    opening = _first_row(rows, above + 1, findings)
    if not opening:
        findings.stop("", "holds a header and no rows", "Give the table with its figures.")
    table = _Table(columns=columns, opening=opening, findings=findings)
    return Cube(
        dataset=table.dataset,
        dimensions=columns.ids,
        title=table.title,
        updated=table.updated,
        cells=_cells(table=table, opening=opening, rows=rows, above=above, lines=lines, marked=separator == ";"),
    )


def _first_row(rows: Any, number: int, findings: Findings) -> list[str]:
    """Return the first row that is not blank; none where there is no more."""
    try:
        return next((cells for cells in rows if any(cells)), [])
    except csv.Error as error:
        _stop_at(number, error, findings)


def _cells(*, table: _Table, opening: list[str], rows: Any, above: int, lines: Lines, marked: bool) -> Iterator[Datum]:
    """Yield the cells. Everything that returns is looked up, so that a row costs a few microseconds.

    `above` is the number of lines up to the header; `marked` tells that numbers may have a decimal comma.
    """
    findings, width = table.findings, table.columns.width
    time_at, value_at = table.columns.time, table.columns.value
    head_of, flags_of = itemgetter(*table.head), itemgetter(*(table.tail or (time_at,)))
    keys, periods, statuses = Remembered(table.key), Remembered(table.period), Remembered(table.status)
    values = Remembered(_Marks().read if marked else read_value)
    plain = _NOTHING.fullmatch if marked else _PLAIN.fullmatch
    new = tuple.__new__
    last = above + findings.limits.cube_rows
    line = above + rows.line_num - 1 - len(_LINE_END.findall("".join(opening)))
    head_before: object = None
    key = ""
    value: float | None
    try:
        for cells in chain((opening,), rows):
            lines.done = at = line + 1
            line = above + rows.line_num
            try:
                if len(cells) != width:
                    table.check_width(cells)
                head = head_of(cells)
                if head != head_before:
                    key = keys[head]
                    head_before = head
                text = cells[value_at]
                if match := plain(text):
                    start, end = match.span(1)
                    value, decimals = float(text), end - start
                else:
                    value, decimals = values[text]
                yield new(Datum, (key, periods[cells[time_at]], value, decimals, statuses[flags_of(cells)], at))
            except CellError:
                table.explain(cells, at, values)
            if line > last:
                findings.stop(f"row {at}", f"is past the {last - above:,} rows that are read", "Ask for a part.")
    except csv.Error as error:
        _stop_at(line + 1, error, findings)
    findings.refuse_if_any()


class _Table:
    """What one file says of itself, and the checks of its columns. Each raises `CellError`."""

    def __init__(self, *, columns: Columns, opening: list[str], findings: Findings) -> None:
        """Take the name of the table from its first row.

        Raises:
            Refused: it has none, or a day of last update that is none.
        """
        self.columns = columns
        self.findings = findings
        self.head = tuple(at for at in (columns.table, columns.action) if at is not None) + columns.dimensions
        self.tail = columns.flags + (() if columns.confidentiality is None else (columns.confidentiality,))
        self._codes_at = len(self.head) - len(columns.dimensions)
        self._called = self._cell(opening, columns.table)
        found = read_dataset(self._called)
        if found is None:
            findings.stop(
                "row 2", f"names no table in its column {self._name(columns.table)}", "Write AGENCY:TABLE(1.0) there."
            )
        self.dataset, title = found
        self.title = " ".join(self._cell(opening, columns.title).split())[:400] or title
        self.updated = self._day(self._cell(opening, columns.updated))

    def _cell(self, cells: list[str], at: int | None) -> str:
        return cells[at] if at is not None and at < len(cells) else ""

    def _name(self, at: int) -> str:
        return "DATAFLOW" if at == 0 else "STRUCTURE_ID"

    def _day(self, text: str) -> date | None:
        day = read_day(text) if text.strip() else None
        if text.strip() and day is None:
            self.findings.stop(
                "row 2, column LAST UPDATE", f"{shown(text)} is no day", "Write it as 24/04/24 23:00:00."
            )
        return day

    def key(self, head: tuple[str, ...]) -> str:
        """Return the key of a row, from the columns that say which table and which series it belongs to."""
        if head[0] != self._called and (read_dataset(head[0]) or ("",))[0] != self.dataset:
            raise CellError(f"belongs to another table, {shown(head[0])}", "Give one table a file.")
        if self._codes_at > 1 and head[1].strip().upper()[:1] not in _ADDS:
            raise CellError(f"asks for {shown(head[1])}, not for adding figures", "Ask for the table itself.")
        return joined_key([check_code(code) for code in head[self._codes_at :]], self.findings)

    def period(self, text: str) -> str:
        """Return the period in a cell, without the label behind it."""
        return check_period(text.partition(": ")[0])

    def status(self, tail: str | tuple[str, ...]) -> str:
        """Return the flags of a row."""
        parts = (tail,) if isinstance(tail, str) else tail
        if not self.tail:
            return ""
        if self.columns.confidentiality is None:
            flags = read_flags(parts)
        else:
            flags = read_flags(parts[:-1], confidentiality=parts[-1])
        if flags.isdigit():  # 12,5 without quotation marks, in a row that ended in blank cells
            raise CellError(f"{shown(flags)} is no flag", "Write its code of at most 10 letters, such as b or p.")
        return flags

    def check_width(self, cells: list[str]) -> None:
        """Accept a row that has more cells than the header, when those are blank."""
        width = self.columns.width
        if len(cells) < width or any(cells[width:]):
            raise CellError(
                f"has {len(cells):,} cells where the header has {width}",
                "Add the missing separators, or put quotation marks around a cell that holds one.",
            )

    def explain(self, cells: list[str], at: int, values: Remembered[str, tuple[float | None, int]]) -> None:
        """Note everything that is wrong with a row. A row that only carries attributes is left out."""
        columns, most = self.columns, self.findings.limits.columns
        if len(cells) > most:
            self.findings.stop(f"row {at}", f"has {len(cells):,} cells; at most {most} are read", "Give one table.")
        if not any(cells):
            return
        try:
            self.check_width(cells)
        except CellError as error:
            note(self.findings, f"row {at}", error)
            return
        keyed = [cells[place].strip() for place in (*columns.dimensions, columns.time)]
        if not cells[columns.value].strip() and any(code in {"", "~"} for code in keyed):
            return
        before = self.findings.count
        checks: list[tuple[str, Callable[[str], object], int]] = [
            *((name, check_code, place) for name, place in zip(columns.ids, columns.dimensions, strict=True)),
            ("TIME_PERIOD", self.period, columns.time),
            ("OBS_VALUE", values.__getitem__, columns.value),
        ]
        for name, check, place in checks:
            self._try(f"row {at}, column {name}", check, cells[place])
        self._try(f"row {at}", self.status, tuple(cells[place] for place in self.tail))
        if self.findings.count == before:
            self._try(f"row {at}", self.key, tuple(cells[place] for place in self.head))

    def _try(self, place: str, check: Callable[[Any], object], given: object) -> None:
        try:
            check(given)
        except CellError as error:
            note(self.findings, place, error)


class _Marks:
    """Reads the numbers of a file with semicolons: the decimal mark may be a comma, then it is one everywhere."""

    def __init__(self) -> None:
        """Start without having seen a mark."""
        self._mark = ""

    def read(self, text: str) -> tuple[float | None, int]:
        """Return the number and its decimals.

        Raises:
            CellError: no number, or one with another mark than those before it.
        """
        text = text.strip()
        comma = bool(_COMMA.fullmatch(text))
        value, decimals = read_value(text.replace(",", ".") if comma else text)
        mark = "," if comma else "." if "." in text else ""
        if mark and mark != (self._mark or mark):
            raise CellError(
                f"{shown(text)} uses another decimal mark than the rows before it",
                "Use one decimal mark in the whole file, and none for thousands.",
            )
        self._mark = self._mark or mark
        return value, decimals


def _stop_at(number: int, error: csv.Error, findings: Findings) -> NoReturn:
    said, place = str(error), f"row {number}"
    if "field larger than" in said:
        most = findings.limits.cell_characters
        findings.stop(place, f"has a cell longer than {most:,} characters", "Close the quotation mark left open.")
    if "unexpected end" in said:
        findings.stop(place, "opens a quotation mark that is never closed", "Close it, or leave it out.")
    findings.stop(place, f"cannot be taken apart ({said})", _QUOTES)
