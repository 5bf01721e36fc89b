"""Large workbooks (.xlsx) of a publisher: the wanted columns of one sheet, row by row, read in a separate process."""

from __future__ import annotations

import json
import mmap
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any, Final, NoReturn

from stemagenda.formats.large_workbook_process import folded_name, wanted_places
from stemagenda.formats.limits import LIMITS, Limits
from stemagenda.formats.problems import Findings
from stemagenda.formats.recognising import ZIP, recognise
from stemagenda.formats.table import Row, Sheet
from stemagenda.formats.turns import TURNS
from stemagenda.formats.workbook_process import MEMORY_EXIT, OUTPUT_EXIT

#: Bounds of a publisher's own table. A sheet of 100,000 rows and 56 columns unpacks to some 300 MB and needs 500 MB.
LARGE: Final = replace(
    LIMITS,
    file_bytes=120_000_000,
    rows=1_048_576,
    columns=400,
    unpacked_bytes=600_000_000,
    child_memory_bytes=1_000_000_000,
    child_cpu_seconds=60,
    child_seconds=120.0,
    child_output_bytes=300_000_000,
)
_PROCESS: Final = "stemagenda.formats.large_workbook_process"
_SMALLER: Final = "Split it, delete empty rows and columns, or give the table as CSV UTF-8."


def read_large_workbook(
    *, content: bytes, sheet: str, columns: Sequence[str], findings: Findings
) -> tuple[Sheet, tuple[str, ...]]:
    """Read the sheet whose name fits the pattern; of its rows only the named columns, as they stand in its header.

    Returns the table of those columns, and the names of all columns of the sheet.

    Args:
        content: the untouched bytes.
        sheet: a pattern in small letters, "data" or "*_empl_*"; "*" where the workbook has one sheet.
        columns: names in small letters; none for all columns.
        findings: collects problems, and holds the limits.

    Raises:
        Refused: no workbook, a dangerous one, another sheet, or one that cannot be read within the limits.
    """
    if not content.startswith(ZIP):
        what, remedy = recognise(content) or ("no workbook", "Give a .xlsx file, or name a text file .csv.")
        findings.stop("", f"ends in .xlsx but is {what}", remedy)
    asked = {"sheet": sheet, "columns": list(columns), "limits": asdict(findings.limits)}
    records = _records(_run(content, asked, findings), findings)
    first = next(records, None)
    if not isinstance(first, dict):
        findings.stop("", "has no header row", "Put the names of the columns in the first row.")
    number, names = first["header"]
    table = Sheet(
        written="workbook",
        metadata=(),
        header=tuple(folded_name(names[place]) for place in wanted_places(names, columns)),
        header_number=number,
        rows=(Row(number=record[0], cells=tuple(record[1])) for record in records),
    )
    return table, tuple(folded_name(name) for name in names)


def _records(lines: Iterator[bytes], findings: Findings) -> Iterator[Any]:
    """Yield the header and rows the process wrote.

    Raises:
        Refused: the process stopped at something, or broke off before the end.
    """
    for line in lines:
        if not line.endswith(b"\n"):
            break
        record = json.loads(line)
        if isinstance(record, dict) and "header" not in record:
            if "end" in record:
                return
            findings.stop(*record["stop"])
        yield record
    findings.stop("", "could not be read to its end", _SMALLER)


def _run(content: bytes, asked: dict[str, Any], findings: Findings) -> Iterator[bytes]:
    """Return the lines the process wrote; they stay in a file without a name, not in memory."""
    limits = findings.limits
    try:
        with TURNS, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
            given.write(content)
            given.seek(0)
            done = subprocess.run(  # noqa: S603  (our own module, with names and numbers as its only argument)
                [sys.executable, "-P", "-m", _PROCESS, json.dumps(asked)],
                stdin=given,
                stdout=written,
                stderr=subprocess.DEVNULL,
                # Bounded in what it may write, it would leave bytecode behind that is cut off.
                env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONDONTWRITEBYTECODE": "1"},
                timeout=limits.child_seconds,
                check=False,
            )
            if done.returncode:
                _stop(done.returncode, limits, findings)
            if not os.fstat(written.fileno()).st_size:
                return iter(())
            # Mapped, the file needs no closing by a reader who may stop at any row.
            return iter(mmap.mmap(written.fileno(), 0, access=mmap.ACCESS_READ).readline, b"")
    except subprocess.TimeoutExpired:
        findings.stop("", f"took longer than {limits.child_seconds:g} seconds to open", _SMALLER)
    except OSError as error:
        findings.stop("", f"could not be opened here ({error.strerror})", "Make room on the disk and try again.")


def _stop(code: int, limits: Limits, findings: Findings) -> NoReturn:
    """Say why the process ended early. Calamine aborts where memory runs out."""
    if code in {MEMORY_EXIT, -signal.SIGABRT}:
        findings.stop("", f"needs more than {limits.child_memory_bytes // 1_000_000} MB of memory to open", _SMALLER)
    if code == OUTPUT_EXIT:
        findings.stop("", f"holds more than {limits.child_output_bytes // 1_000_000} MB of text", _SMALLER)
    if code == -signal.SIGXCPU:
        findings.stop("", f"took more than {limits.child_cpu_seconds} seconds of computing to open", _SMALLER)
    what = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    findings.stop("", f"broke the process that opened it ({what})", _SMALLER)
