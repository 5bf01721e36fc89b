"""The separate process that opens a large workbook: `python -m stemagenda.formats.large_workbook_process <JSON>`.

Other than workbook_process.py it reads with calamine, seven times as fast on 100,000 rows of 56 columns, and lets only
the wanted columns out. Calamine holds the sheet in memory and can end its process on a crafted cell, so it lives here
only: bounds on memory, processor time and output first, then the workbook from standard input, then JSON lines:
{"header": [number, [names]]}, [number, [cells as text]] and {"stop": [place, message, remedy]}; {"end": true} is last.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fnmatch import fnmatchcase
from typing import IO, Any, Final

from stemagenda.formats.archive import archive_faults
from stemagenda.formats.limits import Limits
from stemagenda.formats.workbook_process import MEMORY_EXIT, OUTPUT_EXIT, confine

_DAMAGED: Final = "Open it in a spreadsheet program and save it again."
Stop = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What to read: the sheet by a pattern of its name ("*" where there is only one) and the columns by their names.

    No columns: all of them.
    """

    sheet: str
    columns: tuple[str, ...]
    limits: Limits


def main() -> int:
    """Read standard input as the first argument asks. Returns the exit code."""
    given = json.loads(sys.argv[1])
    asked = Asked(sheet=given["sheet"], columns=tuple(given["columns"]), limits=Limits(**given["limits"]))
    confine(asked.limits)
    try:
        for record in records(sys.stdin.buffer, asked):
            sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()
    except MemoryError:
        os._exit(MEMORY_EXIT)  # no memory for an orderly end
    except OSError:
        os._exit(OUTPUT_EXIT)
    return 0


def records(stream: IO[bytes], asked: Asked) -> Iterator[Any]:
    """Yield the header and rows of the workbook; whatever is wrong with it becomes a "stop" record."""
    try:
        fault = next(archive_faults(stream, asked.limits), None)
        if fault is None:
            stream.seek(0)
            yield from _opened(stream, asked)
        else:
            yield _stop("", *fault)
            return
    except (MemoryError, GeneratorExit):
        raise
    except zipfile.BadZipFile:
        yield _stop("", "is no workbook, or a damaged one", _DAMAGED)
    except BaseException as error:  # noqa: BLE001  (a panic of the library is no Exception)
        said = f"{type(error).__name__}: {error}"[:120]
        yield _stop("", f"cannot be read as a workbook ({said})", "Save it again, or give the figures as CSV UTF-8.")
    else:
        yield {"end": True}


def _stop(place: str, message: str, remedy: str) -> Stop:
    return {"stop": [place, message, remedy]}


def _opened(stream: IO[bytes], asked: Asked) -> Iterator[Any]:
    from python_calamine import (  # noqa: PLC0415  (only after the bounds are set)
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    with CalamineWorkbook.from_filelike(stream) as workbook:
        visible = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        name = chosen(visible, asked.sheet)
        if isinstance(name, dict):
            yield name
            return
        sheet = workbook.get_sheet_by_name(name)
        if sheet.end is None:
            yield _stop(f"sheet {name[:60]}", "is empty", "Put the table on it.")
            return
        if sheet.end[1] >= asked.limits.columns:
            wide = f"has {sheet.end[1] + 1:,} columns; at most {asked.limits.columns} are read"
            yield _stop(f"sheet {name[:60]}", wide, "Delete the columns to the right of the table.")
            return
        for (top, _), _ in sheet.merged_cell_ranges or []:
            yield _stop(f"row {top + 1}", "has merged cells, so cells beside it look empty", "Undo the merging.")
            return
        yield from _rows(sheet.iter_rows(), asked)


def chosen(visible: Sequence[str], pattern: str) -> str | Stop:
    """Return the one visible sheet whose name fits, or what is wrong. Hidden sheets are never read."""
    fitting = [name for name in visible if fnmatchcase(name.strip().lower(), pattern)]
    if len(fitting) == 1:
        return fitting[0]
    there = ", ".join(f"'{name[:30]}'" for name in visible[:10]) or "none"
    if not fitting:
        return _stop("", f"has no visible sheet named '{pattern}'; visible are {there}", "Give the workbook unchanged.")
    return _stop("", f"has {len(fitting)} sheets that may hold the table: {there}", "Keep the one with the table.")


def _rows(rows: Iterator[Sequence[Any]], asked: Asked) -> Iterator[Any]:
    limits = asked.limits
    places: list[int] = []
    for number, row in enumerate(rows, 1):
        if number > limits.rows + 1:  # the header is a row
            past = f"is past the {limits.rows:,} rows that are read"
            yield _stop(f"row {number}", past, "Split the file, or delete the empty rows below the table.")
            return
        if not places:
            names = [_short(cell, limits) for cell in row]
            if not any(names):
                continue
            places = wanted_places(names, asked.columns)
            yield {"header": [number, names]}
            if not places:
                return
            continue
        texts = [_short(row[place], limits) for place in places]
        if any(texts):
            yield [number, texts]


def wanted_places(names: Sequence[str], columns: Sequence[str]) -> list[int]:
    """Return the positions of the wanted columns in the header, in the order of the header; all where none is named."""
    return [place for place, name in enumerate(names) if not columns or folded_name(name) in columns]


def folded_name(name: str) -> str:
    """Return a column name for comparing: one space between words, no capitals."""
    return " ".join(name.split()).lower()


def _short(value: Any, limits: Limits) -> str:
    """Write a cell; a text past the limit is cut, one sign too long, so that whoever reads the cell refuses it."""
    return written(value)[: limits.cell_characters + 1]


def written(value: object) -> str:
    """Write a cell's value as text: 2012, 15.4, TRUE, 2013-12-03."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if abs(value) < 1e15 and value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return (value.date() if value.time() == time.min else value).isoformat()
    return value.isoformat() if isinstance(value, date | time) else _other(value)


def _other(value: object) -> str:
    return f"{value.total_seconds():g} s" if isinstance(value, timedelta) else str(value)


if __name__ == "__main__":
    sys.exit(main())
