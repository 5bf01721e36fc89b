"""Excel workbooks (.xlsx), opened in a separate process that may fail without harm."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final, NoReturn

from stemagenda.formats.delimited import check_metadata_line
from stemagenda.formats.limits import Limits
from stemagenda.formats.problems import Findings
from stemagenda.formats.recognising import ZIP, recognise
from stemagenda.formats.table import Line, Row, Sheet, header_row
from stemagenda.formats.turns import TURNS
from stemagenda.formats.workbook_process import MEMORY_EXIT, OUTPUT_EXIT

_PROCESS: Final = "stemagenda.formats.workbook_process"
_SMALLER: Final = "Split it, delete empty rows and columns, or give the figures as CSV UTF-8."


def read_workbook(*, content: bytes, findings: Findings) -> Sheet:
    """Read the first sheet of a workbook: rows that start with #, a header row, then rows.

    A metadata row may hold "# title: ..." in its first cell, or "# title" with the value in the next.

    Raises:
        Refused: no workbook, a dangerous one, or one that cannot be read within the limits.
    """
    _check_kind(content, findings)
    records = _records(_run(content, findings), findings)
    metadata: list[Line] = []
    for record in records:
        if "problem" in record:
            findings.stop(*record["problem"])
        if "merged" in record:
            continue
        number, cells = record["row"]
        if not cells[0].lstrip().startswith("#"):
            row = Row(number=number, cells=tuple(cells))
            return Sheet(
                written="workbook",
                metadata=tuple(metadata),
                header=header_row(row, findings),
                header_number=number,
                rows=_rows(records, findings, table_from=number),
            )
        text = _metadata_text(cells)
        check_metadata_line(number=number, text=text, count=len(metadata) + 1, findings=findings)
        metadata.append(Line(number=number, text=text))
    return findings.stop("", "has no header row", "Begin the table with the cells indicator, series, period, value.")


def workbook_rows(*, content: bytes, findings: Findings) -> Iterator[Row]:
    """Read the first visible sheet of a workbook as it stands: every row, titles above a table included.

    Raises:
        Refused: no workbook, a dangerous one, or one that cannot be read within the limits.
    """
    _check_kind(content, findings)
    return _rows(_records(_run(content, findings), findings), findings)


def workbook_sheets(*, content: bytes, findings: Findings) -> dict[str, tuple[Row, ...]]:
    """Read every visible sheet of a form that people filled in: by title, the rows that hold anything.

    Raises:
        Refused: no workbook, a dangerous one, one that cannot be read within the limits, or cells that hold no value
            that can be trusted: formulas, errors, numbers with decimals, cells that were merged.
    """
    _check_kind(content, findings)
    sheets: dict[str, list[Row]] = {}
    title = ""
    for record in _records(_run(content, findings, "sheets"), findings):
        if "sheet" in record:
            title = record["sheet"]
            sheets[title] = []
        elif "problem" in record:
            said, *rest = record["problem"]
            findings.add(f"sheet '{title}', {said}", *rest)
        elif "merged" in record:
            first, _, cells = record["merged"]
            findings.add(
                f"sheet '{title}', row {first}",
                f"has merged cells ({cells}), so that all but the first look empty",
                "Undo the merging and fill every cell.",
            )
        else:
            sheets[title].append(Row(number=record["row"][0], cells=tuple(record["row"][1])))
    findings.refuse_if_any()
    return {name: tuple(rows) for name, rows in sheets.items()}


def _check_kind(content: bytes, findings: Findings) -> None:
    if not content.startswith(ZIP):
        what, remedy = recognise(content) or ("no workbook", "Give a .xlsx file, or name a text file .csv.")
        findings.stop("", f"ends in .xlsx but is {what}", remedy)


def _metadata_text(cells: list[str]) -> str:
    first, *rest = (cell.strip() for cell in cells if cell.strip())
    first = first.lstrip("# ")
    if rest and ":" not in first:
        first += ":"
    return " ".join([first, *rest])


def _rows(records: Iterator[dict[str, Any]], findings: Findings, *, table_from: int | None = None) -> Iterator[Row]:
    """Yield the rows. From row `table_from` on no cell may be merged; None: they may, as above a published table."""
    for record in records:
        if "problem" in record:
            findings.add(*record["problem"])
        elif "merged" in record:
            first, last, cells = record["merged"]
            if table_from is not None and last >= table_from:
                findings.add(
                    f"row {first}",
                    f"has merged cells ({cells}), so that all but the first look empty",
                    "Undo the merging and fill every cell.",
                )
        else:
            yield Row(number=record["row"][0], cells=tuple(record["row"][1]))


def _records(output: bytes, findings: Findings) -> Iterator[dict[str, Any]]:
    """Yield the rows and problems the process wrote.

    Raises:
        Refused: the process stopped at something, or broke off before the end.
    """
    for line in io.BytesIO(output):
        if not line.endswith(b"\n"):
            break
        record = json.loads(line)
        if "stop" in record:
            findings.stop(*record["stop"])
        if "end" in record:
            return
        yield record
    findings.stop("", "could not be read to its end", _SMALLER)


def _run(content: bytes, findings: Findings, *wanted: str) -> bytes:
    """Return what the process wrote, at most `child_output_bytes`."""
    limits = findings.limits
    try:
        with TURNS, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
            given.write(content)
            given.seek(0)
            done = subprocess.run(  # noqa: S603  (our own module, with numbers and a word of ours as its arguments)
                [sys.executable, "-P", "-m", _PROCESS, json.dumps(asdict(limits)), *wanted],
                stdin=given,
                stdout=written,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                timeout=limits.child_seconds,
                check=False,
            )
            if done.returncode:
                _stop(done.returncode, limits, findings)
            written.seek(0)
            return written.read(limits.child_output_bytes)
    except subprocess.TimeoutExpired:
        findings.stop("", f"took longer than {limits.child_seconds:g} seconds to open", _SMALLER)
    except OSError as error:
        findings.stop("", f"could not be opened here ({error.strerror})", "Make room on the disk and try again.")


def _environment() -> dict[str, str]:
    """Return what the process may know: where the modules are, and no secret of ours.

    openpyxl is told to use the C parser of the standard library: document types were refused before (archive.py), and
    the guarded parser in Python takes four times as long.
    """
    modules = os.pathsep.join(path for path in sys.path if path)
    return {
        "PYTHONPATH": modules,
        # Bounded in what it may write, it would leave bytecode behind that is cut off.
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENPYXL_LXML": "False",
        "OPENPYXL_DEFUSEDXML": "False",
    }


def _stop(code: int, limits: Limits, findings: Findings) -> NoReturn:
    if code == MEMORY_EXIT:
        findings.stop("", f"needs more than {limits.child_memory_bytes // 1_000_000} MB of memory to open", _SMALLER)
    if code == OUTPUT_EXIT:
        findings.stop("", f"holds more than {limits.child_output_bytes // 1_000_000} MB of text", _SMALLER)
    if code == -signal.SIGXCPU:
        findings.stop("", f"took more than {limits.child_cpu_seconds} seconds of computing to open", _SMALLER)
    what = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    findings.stop("", f"broke the process that opened it ({what})", _SMALLER)
