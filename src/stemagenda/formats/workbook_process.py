"""The separate process that opens a workbook: `python -m stemagenda.formats.workbook_process <limits as JSON>`.

A crafted workbook of 2 KB can take a process down with it, so this one is expendable: it lowers its own bounds on
memory, processor time and output first, reads the workbook from standard input and writes JSON lines:
{"row": [number, [cells as text]]}, {"problem": [place, message, remedy]} for a cell and {"stop": [...]} for the file.
After the rows come {"merged": [first row, last row, range]} and, last, {"end": true}. With the second argument "sheets"
every visible sheet is read, each after a line {"sheet": title}.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import IO, Any, Final

from stemagenda.formats.archive import archive_faults
from stemagenda.formats.limits import Limits

MEMORY_EXIT: Final = 3
OUTPUT_EXIT: Final = 4
_PIECE: Final = 65_536
#: <mergeCell ref="C8:C10"/>: the range, its first row and its last.
_MERGED: Final = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]{0,100}?ref=["']([A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7}))["']"""
)
Record = dict[str, Any]


def main() -> int:
    """Read standard input within the limits of the first argument. Returns the exit code."""
    limits = Limits(**json.loads(sys.argv[1]))
    confine(limits)
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl loads it where it is found; too large in here
    try:
        for record in records(sys.stdin.buffer, limits, *sys.argv[2:]):
            sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()
    except MemoryError:
        os._exit(MEMORY_EXIT)  # no memory for an orderly end
    except OSError:
        os._exit(OUTPUT_EXIT)
    return 0


def confine(limits: Limits) -> None:
    """Lower this process's bounds; where a system knows one of them not, the others still hold."""
    for bound, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.child_memory_bytes),
        (resource.RLIMIT_CPU, limits.child_cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.child_output_bytes),
    ):
        try:
            resource.setrlimit(bound, (value, value))
        except (OSError, ValueError):
            continue


def records(stream: IO[bytes], limits: Limits, wanted: str = "first") -> Iterator[Record]:
    """Yield the workbook in `stream` as records; whatever is wrong with it becomes a "stop" record.

    `wanted` is "first" for the first sheet, where no other may hold anything, or "sheets" for all of them.
    """
    try:
        fault = next(archive_faults(stream, limits), None)
        if fault is None:
            stream.seek(0)
            yield from _sheets(stream, limits) if wanted == "sheets" else _opened(stream, limits)
        else:
            yield {"stop": ["", *fault]}
            return
    except MemoryError:
        raise
    except zipfile.BadZipFile:
        yield {"stop": ["", "is no workbook, or a damaged one", "Open it in a spreadsheet program and save it again."]}
    except Exception as error:  # noqa: BLE001  (the library raises whatever a crafted file provokes)
        said = f"{type(error).__name__}: {error}"[:120]
        yield {
            "stop": ["", f"cannot be read as a workbook ({said})", "Save it again, or give the figures as CSV UTF-8."]
        }
    else:
        yield {"end": True}


def _opened(stream: IO[bytes], limits: Limits) -> Iterator[Record]:
    from openpyxl import load_workbook  # noqa: PLC0415  (only after the bounds are set)

    workbook = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        yield {"stop": ["", "has no visible sheet", "Put the figures on the first sheet."]}
        return
    for other in visible[1:]:
        other.reset_dimensions()
        if any(cell.value is not None for row in other.iter_rows() for cell in row):
            yield {
                "stop": [
                    f"sheet {other.title}",
                    "is a second sheet with content",
                    "Keep one sheet a file; a release is one table.",
                ]
            }
            return
    yield from _rows(visible[0], limits)
    yield from _merged(visible[0], limits)


def _sheets(stream: IO[bytes], limits: Limits) -> Iterator[Record]:
    from openpyxl import load_workbook  # noqa: PLC0415  (only after the bounds are set)

    workbook = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        yield {"sheet": sheet.title}
        yield from _rows(sheet, limits, is_filled_in=True)
        yield from _merged(sheet, limits)


def _merged(sheet: Any, limits: Limits) -> Iterator[Record]:
    """Yield the first merged ranges: only the first cell of each holds its value, the others look empty."""
    rest = b""
    left = limits.problems
    # A sheet that is read row by row knows nothing of what stands behind its rows.
    with sheet.parent._archive.open(sheet._worksheet_path) as stream:  # noqa: SLF001
        while left and (piece := stream.read(_PIECE)):
            text = rest + piece
            end = 0
            for match in islice(_MERGED.finditer(text), left):
                end = match.end()
                left -= 1
                yield {"merged": [int(match[2]), int(match[3]), match[1].decode()]}
            rest = text[max(end, len(text) - 200) :]


def _rows(sheet: Any, limits: Limits, *, is_filled_in: bool = False) -> Iterator[Record]:
    """Yield the rows. A form that was filled in may be coloured beyond its columns, and holds whole numbers only."""
    sheet.reset_dimensions()  # what a sheet says of its own size may be a lie
    for number, given in enumerate(sheet.iter_rows(), 1):
        row = _filled(given) if is_filled_in else given
        # The metadata and the header are rows too.
        if number > limits.rows + limits.metadata_lines + 1:
            yield {
                "stop": [
                    f"row {number}",
                    f"is past the {limits.rows:,} rows that are read",
                    "Split the file, or delete the empty rows below the table.",
                ]
            }
            return
        if len(row) > limits.columns:
            yield {
                "stop": [
                    f"row {number}",
                    f"has {len(row):,} columns; at most {limits.columns} are read",
                    "Delete the columns to the right of the table.",
                ]
            }
            return
        texts: list[str] = []
        problems: list[Record] = []
        for cell in row:
            text, fault = cell_text(cell, limits)
            if is_filled_in and not fault and isinstance(cell.value, float) and "." in text:
                fault = "holds a number with decimals", "Write a whole number, or format the cell as text."
            texts.append(text)
            if fault:
                place = f"row {number}, cell {cell.coordinate}"
                problems.append({"problem": [place, *fault]})
        yield from problems
        if not problems and any(texts):
            yield {"row": [number, texts]}


def _filled(row: tuple[Any, ...]) -> tuple[Any, ...]:
    last = max((place for place, cell in enumerate(row, 1) if cell.value is not None), default=0)
    return row[:last]


def cell_text(cell: Any, limits: Limits) -> tuple[str, tuple[str, str] | None]:
    """Return a cell's value as text, or why it has none that can be trusted."""
    value = cell.value
    if value is None:
        return "", None
    fault: tuple[str, str] | None = None
    text = ""
    if cell.data_type == "f":
        fault = "holds a formula", "Replace it by its value (copy, paste special, values)."
    elif cell.data_type == "e":
        fault = f"holds the error {str(value)[:20]}", "Mend the formula it came from and store the value."
    elif cell.data_type == "n" and "%" in cell.number_format:
        fault = "is formatted as a percentage, so 15 % is stored as 0.15", "Store 15 as a plain number."
    elif len(text := _written(value)) > limits.cell_characters:
        fault = f"is longer than {limits.cell_characters:,} characters", "Shorten it."
    return text, fault


def _written(value: object) -> str:
    """Write a cell's value the way a release file does: 2012, 15.4, 2013-12-03."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if abs(value) < 1e15 and value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return (value.date() if value.time() == datetime.min.time() else value).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    sys.exit(main())
