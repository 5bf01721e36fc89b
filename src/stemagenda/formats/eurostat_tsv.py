"""Bulk tables of Eurostat (TSV): the old layout (unit,sex,age,geo, a backslash, time) and the current one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from stemagenda.core.observation import Datum
from stemagenda.formats.cells import CellError
from stemagenda.formats.cube_cells import (
    Cube,
    Remembered,
    check_code,
    check_period,
    dimension_ids,
    joined_key,
    note,
    read_flags,
    read_value,
)
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.stream import Lines

_HEAD: Final = re.compile(r"\s*[\w,\- ]{1,1000}\\(?:time|TIME_PERIOD)\s*(?:\t|$)", re.IGNORECASE)
#: 15.4, 15.4 b, 15.4bu, :, : c, :c
_CELL: Final = re.compile(r"\s*(:|[^\s:a-zA-Z]*(?:[eE][+-]?\d+)?)\s*([a-zA-Z ]*)")
_NAMED: Final = re.compile(r"(?:estat_)?([a-z][a-z0-9]*(?:_[a-z0-9]+)+?)(?:_linear)?", re.IGNORECASE | re.ASCII)
_ROW_1: Final = "row 1"
Printed = tuple[float | None, int, str]


def recognises(line: str) -> bool:
    """Tell whether a first line is the header of such a table."""
    return bool(_HEAD.match(line))


def read(*, name: str, content: bytes, findings: Findings) -> Cube:
    """Open a table; its rows are read as the caller goes through `cells`.

    The file does not say which table it is: `dataset` is taken from a name such as trng_lfse_04.tsv.gz or
    estat_trng_lfse_04.tsv, and is "" where it has another. Datum.row is the line. Cells that print ":" are given too.

    Raises:
        Refused: no header of this kind, or another encoding.
    """
    lines = Lines(content=content, findings=findings)
    numbered = enumerate(lines, 1)
    _, first = next(((number, line) for number, line in numbered if line.strip()), (0, ""))
    head, *columns = first.rstrip("\r\n").split("\t")
    names, mark, time = head.rpartition("\\")
    if not mark or time.strip().lower() not in {"time", "time_period"}:
        findings.stop(_ROW_1, "does not begin with the dimensions, as in unit,geo\\time", "Give the table unchanged.")
    dimensions = dimension_ids(names.split(","), place=_ROW_1, findings=findings)
    return Cube(
        dataset=_dataset(name),
        dimensions=dimensions,
        title="",
        updated=None,
        cells=_cells(numbered, _periods(columns, findings), len(dimensions), lines, findings),
    )


def _dataset(name: str) -> str:
    """Return TRNG_LFSE_04 for trng_lfse_04.tsv.gz, "" for a name that is no code of a table."""
    stem = PurePosixPath(name.replace("\\", "/")).name.partition(".")[0]
    match = _NAMED.fullmatch(stem)
    return match[1].upper()[:100] if match else ""


def _periods(columns: Sequence[str], findings: Findings) -> tuple[str, ...]:
    """Return the periods in the header, in its order."""
    most = findings.limits.cube_columns
    if not columns:
        findings.stop(_ROW_1, "names no period", "Give the table unchanged, with tabs between the cells.")
    if len(columns) > most:
        findings.stop(_ROW_1, f"has {len(columns):,} columns; at most {most:,} are read", "Ask for fewer periods.")
    periods: dict[str, None] = {}
    for column, text in enumerate(columns, 2):
        try:
            period = check_period(text)
        except CellError as error:
            findings.stop(f"{_ROW_1}, column {column}", error.message, error.remedy)
        if period in periods:
            findings.stop(f"{_ROW_1}, column {column}", f"names the period {period} twice", "Keep one of the two.")
        periods[period] = None
    return tuple(periods)


def _cells(
    numbered: Iterator[tuple[int, str]], periods: tuple[str, ...], width: int, lines: Lines, findings: Findings
) -> Iterator[Datum]:
    printed = Remembered(_printed)
    left = findings.limits.cube_rows
    any_row = False
    for number, line in numbered:
        lines.done = number
        if not line.strip():
            continue
        any_row = True
        head, *cells = line.rstrip("\r\n").split("\t")
        left -= len(cells)
        if left < 0:
            most = findings.limits.cube_rows
            findings.stop(f"row {number}", f"is past the {most:,} cells that are read", "Ask for a part of the table.")
        try:
            key = _key(head, width, len(cells), len(periods), findings)
        except CellError as error:
            note(findings, f"row {number}", error)
            continue
        for period, text in zip(periods, cells, strict=True):
            try:
                value, decimals, status = printed[text]
            except CellError as error:
                note(findings, f"row {number}, column {period}", error)
            else:
                yield Datum(key, period, value, decimals, status, number)
    if not any_row:
        findings.add("", "holds a header and no rows", "Give the table with its figures.")
    findings.refuse_if_any()


def _key(head: str, width: int, cells: int, periods: int, findings: Findings) -> str:
    """Return the key of a row.

    Raises:
        CellError: the row has more or fewer codes or cells than the header.
    """
    codes = head.split(",")
    if len(codes) != width:
        raise CellError(f"begins with {len(codes):,} codes where the header has {width}", "Give the table unchanged.")
    if cells != periods:
        raise CellError(f"has {cells:,} cells where the header has {periods:,} periods", "Copy or download it again.")
    return joined_key([check_code(code) for code in codes], findings)


def _printed(text: str) -> Printed:
    """Return what a cell such as "15.4 b" or ": c" says: value, decimals and flags."""
    match = _CELL.fullmatch(text)
    if not match:
        raise CellError(f"{shown(text)} is no cell of such a table", "Give the table unchanged.")
    if not match[1]:
        raise CellError("is blank" if not match[2] else f"{shown(text)} has no figure", "Write : where there is none.")
    value, decimals = read_value(match[1])
    return value, decimals, read_flags([match[2]])
