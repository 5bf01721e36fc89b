"""The rows of a publisher's own table, however large or odd the file: the columns a reader names, one row at a time.

A text file may separate its cells by comma, semicolon, tab or |, end its lines in CR, LF or both, and begin with a byte
order mark. Of a workbook one visible sheet is read, in a process of its own (formats/large_workbook.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from stemagenda.core.period import Period
from stemagenda.formats.cells import CellError, read_period, read_whole, refuse_formula
from stemagenda.formats.delimited import read_delimited
from stemagenda.formats.glimpse import first_rows_of
from stemagenda.formats.large_workbook import LARGE, read_large_workbook
from stemagenda.formats.large_workbook_process import folded_name
from stemagenda.formats.package import Packed, is_package, read_package
from stemagenda.formats.problems import Findings, shown, suggestion
from stemagenda.formats.recognising import ZIP
from stemagenda.formats.table import Sheet, fit_row
from stemagenda.sources.table_release import file_name

_TEXTS: Final = (".csv", ".txt", ".tsv")
_YEARS: Final = re.compile(r"(?<!\d)(?:19[9]\d|20\d\d)(?!\d)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The columns a reader asks for, by their names in small letters, and the sheet by a pattern of its name."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    sheet: str = "*"


class Record(NamedTuple):
    """One row: its number in the file, and the text of every wanted column ("" where the file has no such column)."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A table taken apart: `columns` are the wanted ones it has; `records` is read once and may raise `Refused`."""

    columns: frozenset[str]
    header_number: int
    records: Iterator[Record]


def large_findings(name: str) -> Findings:
    """Return an empty list of problems for a publisher's own table, with the bounds of a large one."""
    return Findings(file=file_name(name)[:200], limits=LARGE)


def is_shared_release(content: bytes) -> bool:
    """Whether a file looks like the shared release format, by its first row alone: quick, however large it is."""
    rows = first_rows_of(content)
    if not rows:
        return False
    first = rows[0]
    return first[0].startswith("#") or {"indicator", "series"} <= {folded_name(cell) for cell in first}


def has_columns(content: bytes, *columns: str) -> bool:
    """Whether the header of a text file, or of a sheet of a workbook, holds all these columns. Never raises."""
    return any(set(columns) <= {folded_name(cell) for cell in row} for row in first_rows_of(content))


def unpacked(*, name: str, content: bytes, findings: Findings) -> tuple[Packed, ...]:
    """Return the files of an archive; a file that is none comes back alone.

    Raises:
        Refused: the file is empty or too large, or the archive cannot be opened within the limits.
    """
    most = findings.limits.file_bytes
    if not content:
        findings.stop("", "is empty", "Give the file as the publisher offers it.")
    if len(content) > most:
        findings.stop("", f"is larger than {most // 1_000_000} MB", "Give the file as the publisher offers it.")
    if is_package(content):
        return read_package(content=content, findings=findings)
    return (Packed(name=file_name(name), content=content),)


def open_rows(*, file: Packed, wanted: Wanted, findings: Findings) -> Rows:
    """Find the table in a file and return its rows.

    Raises:
        Refused: no table, a column that is missing or occurs twice, or (while reading) a row that breaks.
    """
    columns = (*wanted.required, *wanted.optional)
    sheet, names = _sheet(file, wanted, columns, findings)
    _check_header(sheet, names, wanted, findings)
    absent = frozenset(columns) - frozenset(sheet.header)
    blank = dict.fromkeys(absent, "")
    return Rows(
        columns=frozenset(columns) - absent,
        header_number=sheet.header_number,
        records=_records(sheet, frozenset(columns), blank, findings),
    )


def _sheet(file: Packed, wanted: Wanted, columns: tuple[str, ...], findings: Findings) -> tuple[Sheet, tuple[str, ...]]:
    """Return the table, and the names of all its columns."""
    if file.content.startswith(ZIP):
        return read_large_workbook(content=file.content, sheet=wanted.sheet, columns=columns, findings=findings)
    ending = PurePosixPath(file.name).suffix.lower()
    if ending not in _TEXTS:
        message = f"ends in {shown(ending)}"
        findings.stop("", message, f"Give a workbook (.xlsx), or text that ends in one of {', '.join(_TEXTS)}.")
    sheet = read_delimited(content=file.content, findings=findings)
    names = tuple(folded_name(name) for name in sheet.header)
    table = Sheet(written=sheet.written, metadata=(), header=names, header_number=sheet.header_number, rows=sheet.rows)
    return table, names


def _check_header(sheet: Sheet, names: tuple[str, ...], wanted: Wanted, findings: Findings) -> None:
    place = f"row {sheet.header_number}"
    for name in (*wanted.required, *wanted.optional):
        if sheet.header.count(name) > 1:
            findings.add(place, f"names the column {shown(name)} twice", "Keep one of the two.")
    for name in wanted.required:
        if name not in sheet.header:
            otherwise = "Give the table as the publisher offers it, with the names of the columns in its first row."
            strangers = [other for other in names if other not in {*wanted.required, *wanted.optional}]
            remedy = suggestion(name, strangers, otherwise=otherwise)
            findings.add(place, f"has no column {shown(name)}", remedy.replace("Did you mean", "Was it renamed to"))
    findings.refuse_if_any()


def _records(sheet: Sheet, wanted: frozenset[str], blank: Mapping[str, str], findings: Findings) -> Iterator[Record]:
    kept = [(place, name) for place, name in enumerate(sheet.header) if name in wanted]
    for row in sheet.rows:
        cells = fit_row(row, sheet, findings)
        if cells is not None:
            yield Record(row.number, {**blank, **{name: cells[place] for place, name in kept}})


class Cells:
    """Reads the cells of records, and notes what is wrong with the row and the column."""

    def __init__(self, findings: Findings) -> None:
        """Note problems in `findings`."""
        self.findings = findings

    def wrong(self, record: Record, column: str, message: str, remedy: str) -> None:
        """Note one problem of one cell."""
        self.findings.add(f"row {record.number}, column {column}", message, remedy)

    def count(self, record: Record, column: str) -> int | None:
        """Return a whole number of at least 0; None, and a problem, where there is none."""
        try:
            found = read_whole(record.cells[column])
        except CellError as error:
            self.wrong(record, column, error.message, error.remedy)
            return None
        if found is None:
            self.wrong(record, column, "is blank", "Give 0 where there are none.")
        return found

    def period(self, record: Record, column: str, *, school_year: bool) -> Period | None:
        """Return the year or school year; a school year may be written by its first year alone, as 2026."""
        text = record.cells[column].strip()
        try:
            found = read_period(text)
        except CellError as error:
            self.wrong(record, column, error.message, error.remedy)
            return None
        if school_year:
            return Period("school_year", found.first_year)
        if found.kind == "school_year":
            self.wrong(record, column, f"{shown(text)} is a school year, not a year", "Give the table of years.")
            return None
        return found

    def word(self, record: Record, column: str, known: Mapping[str, str], *, blank: str | None = None) -> str | None:
        """Return what a word stands for, whatever its capitals; `blank` for an empty cell where that may be."""
        text = folded_name(record.cells[column])
        if not text and blank is not None:
            return blank
        if text in known:
            return known[text]
        if not text:
            self.wrong(record, column, "is blank", "Fill it in.")
            return None
        try:
            refuse_formula(text)
        except CellError as error:
            self.wrong(record, column, error.message, error.remedy)
            return None
        otherwise = f"Known here: {', '.join(sorted(known)[:20])}."
        self.wrong(record, column, f"{shown(text)} is not known here", suggestion(text, known, otherwise=otherwise))
        return None


def year_in(name: str) -> str:
    """Return the only year (1990 to 2099) in a file name, "" where there is none or more than one."""
    found = set(_YEARS.findall(name))
    return found.pop() if len(found) == 1 else ""


def column_of(*, rows: Rows, names: tuple[str, ...], findings: Findings, needed: bool = True) -> str:
    """Return the one column of those that go by several names; "" where it may be missing and is.

    Raises:
        Refused: none of them, or more than one.
    """
    found = [name for name in names if name in rows.columns]
    if len(found) > 1:
        remedy = "Keep one of them."
        findings.stop(
            f"row {rows.header_number}", f"has the columns {' and '.join(found)}, which mean the same", remedy
        )
    if not found and needed:
        message = f"has no column {' or '.join(names)}"
        findings.stop(f"row {rows.header_number}", message, "Add it, or give it back the name it had.")
    return found[0] if found else ""
