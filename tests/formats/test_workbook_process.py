"""The process that opens workbooks: its bounds, its death, and whatever is thrown at it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.sources.files import (
    HEADER,
    METADATA,
    first_row,
    read,
    repacked,
    saved,
    workbook,
)
from tests.sources.measured import measured
from tests.sources.workbooks import TYPED, in_process, said

from stemagenda.core.validation import Refused
from stemagenda.formats import workbook as door
from stemagenda.formats import workbook_process
from stemagenda.formats.limits import LIMITS
from stemagenda.formats.workbook_process import confine, main

FIRST = first_row()


@pytest.mark.parametrize("code", ["MEMORY_EXIT", "OUTPUT_EXIT"])
def test_the_process_leaves_with_a_code_that_says_why(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_stream: object, _limits: object) -> None:
        raise MemoryError if code == "MEMORY_EXIT" else OSError(27, "File too large")

    left = []
    monkeypatch.setitem(sys.modules, "numpy", sys.modules.get("numpy"))  # type: ignore[arg-type]
    monkeypatch.setattr(workbook_process, "confine", lambda limits: None)
    monkeypatch.setattr(workbook_process, "records", fail)
    monkeypatch.setattr(os, "_exit", left.append)
    monkeypatch.setattr(sys, "argv", ["it", "{}"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    main()
    assert left == [getattr(workbook_process, code)]


def fake(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another program stand where the reading process stands."""
    really = subprocess.run

    def run(command: list[str], **options: Any) -> Any:
        return really([sys.executable, "-c", program], **options)

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import os; os.kill(os.getpid(), 9)", "broke the process that opened it (SIGKILL)"),
        ("import os; os.abort()", "broke the process that opened it (SIGABRT)"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "seconds of computing"),
        ("raise SystemExit(3)", "MB of memory to open"),
        ("raise SystemExit(4)", "MB of text"),
        ("raise SystemExit(1)", "broke the process that opened it (exit code 1)"),
        ("pass", "could not be read to its end"),
        ("print('[', end='')", "could not be read to its end"),
        ("import time; time.sleep(60)", "took longer than 1 seconds to open"),
    ],
)
def test_a_dying_process_is_a_named_problem(program: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(program, monkeypatch)

    assert told in said(workbook(TYPED), child_seconds=1 if "sleep" in program else 60)


def test_a_disk_without_room_is_a_named_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(door.tempfile, "TemporaryFile", full)
    assert "could not be opened here (No space left on device)" in said(workbook(TYPED))


def test_the_process_has_its_bounds() -> None:
    many = workbook(*[("RG4", "a", n, "een lange opmerking") for n in range(2000)])

    assert "MB of text" in said(many, child_output_bytes=20_000)
    start = time.perf_counter()
    assert said(many, child_seconds=0.01)
    assert time.perf_counter() - start < 10


def test_the_process_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMAGENDA_SECRET_KEY", "secret")
    monkeypatch.setattr(door, "_PROCESS", "this.cannot.be.imported")
    fake("import os, sys; sys.exit(4 if any('SECRET' in name for name in os.environ) else 3)", monkeypatch)

    assert "MB of memory to open" in said(workbook(TYPED))


def test_the_process_writes_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`main`, with its bounds left as they are: they would hold for the whole test run."""
    monkeypatch.setitem(sys.modules, "numpy", sys.modules.get("numpy"))  # type: ignore[arg-type]
    monkeypatch.setattr(workbook_process, "confine", lambda limits: None)
    monkeypatch.setattr(sys, "argv", ["it", "{}"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(workbook(TYPED))))

    assert main() == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-2:] == [{"row": [FIRST, ["RG2-WIS", "pisa", "2012", "15.4"]]}, {"end": True}]


def test_a_system_without_one_of_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def refuse(bound: int, values: tuple[int, int]) -> None:
        asked.append(bound)
        raise ValueError("not here")

    monkeypatch.setattr("resource.setrlimit", refuse)
    confine(LIMITS)
    assert len(asked) == 4


@given(st.data())
def test_damaged_workbooks_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(DAMAGED)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    last = in_process(bytes(content))[-1]
    assert "stop" in last or "end" in last


DAMAGED = workbook(TYPED)


@given(st.text(max_size=200), st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]))
def test_nonsense_inside_a_workbook_is_refused(nonsense: str, part: str) -> None:
    content = repacked(DAMAGED, replace={part: nonsense.encode("utf-8", "replace")})

    last = in_process(content)[-1]
    assert "stop" in last or "end" in last


@pytest.mark.slow
def test_thirty_thousand_rows_in_a_workbook(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for key, value in METADATA.items():
        sheet.append([f"# {key}: {value}"])
    sheet.append(HEADER)
    for n in range(30_000):
        sheet.append(("RG4", f"s{n // 200}", 1900 + n % 200, n / 7))
    (tmp_path / "large.xlsx").write_bytes(saved(book))

    found = measured(tmp_path / "large.xlsx")
    assert (found.said, found.figures) == ("", 30_000)
    assert found.seconds < 60
    assert found.child < 400


def test_a_refusal_is_the_only_thing_raised() -> None:
    with pytest.raises(Refused):
        read(b"PK\x03\x04", name="a.xlsx")
