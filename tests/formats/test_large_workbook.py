"""Large workbooks: the wanted columns of one sheet; and the process that opens them may die without harm."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from tests.sources import instruments
from tests.sources.files import sheet_with

from stemagenda.core.validation import Refused
from stemagenda.formats import large_workbook_process
from stemagenda.formats.large_workbook import LARGE, read_large_workbook
from stemagenda.formats.large_workbook_process import Asked, chosen, records, written
from stemagenda.formats.limits import Limits
from stemagenda.formats.problems import Findings
from stemagenda.formats.table import Row

TABLE = instruments.xlsx(["Jaar", "Naam ", "Aantal"], [[2026, "een", 5], [None, None, None], [2026, "twee", 1.5]])


def read(content: bytes, *, sheet: str = "*", columns: tuple[str, ...] = ("jaar", "aantal"), **limits: Any) -> Any:
    findings = Findings(file="a.xlsx", limits=Limits(**limits) if limits else LARGE)
    table, names = read_large_workbook(content=content, sheet=sheet, columns=columns, findings=findings)
    return table.header, list(table.rows), names


def said(content: bytes, **others: Any) -> str:
    with pytest.raises(Refused) as refused:
        read(content, **others)
    (problem,) = refused.value.problems
    return str(problem)


def in_process(content: bytes, **limits: Any) -> list[Any]:
    asked = Asked(sheet="*", columns=(), limits=Limits(**limits))
    return list(records(io.BytesIO(content), asked))


def stop(content: bytes, **others: Any) -> str:
    (found,) = [record for record in in_process(content, **others) if isinstance(record, dict) and "stop" in record]
    return " ".join(found["stop"])


def test_only_the_wanted_columns_leave_the_process() -> None:
    header, rows, names = read(TABLE)
    assert header == ("jaar", "aantal")
    assert rows == [Row(2, ("2026", "5")), Row(4, ("2026", "1.5"))]
    assert names == ("jaar", "naam", "aantal")


def test_rows_count_from_the_top_of_the_sheet() -> None:
    book = Workbook()
    book.active["A3"], book.active["A4"] = "jaar", 2026
    assert read(instruments.saved(book))[1] == [Row(4, ("2026",))]


def test_a_sheet_is_chosen_by_its_name_and_hidden_ones_are_never_read() -> None:
    assert chosen(["Leeswijzer", "Data "], "data") == "Data "
    assert chosen(["TF_VAT_NACE_2021"], "*vat*") == "TF_VAT_NACE_2021"
    assert "has no visible sheet named 'data'; visible are 'Blad1'" in str(chosen(["Blad1"], "data"))
    assert "has 2 sheets that may hold the table" in str(chosen(["a", "b"], "*"))
    assert "visible are none" in str(chosen([], "*"))

    book = instruments.workbook(["jaar"], [[2026]], others=["verborgen"])
    assert in_process(instruments.saved(book))[:2] == [{"header": [1, ["jaar"]]}, [2, ["2026"]]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (0.25, "0.25"),
        (True, "TRUE"),
        (" a ", "a"),
        (date(2026, 10, 1), "2026-10-01"),
        (datetime(2026, 10, 1), "2026-10-01"),  # noqa: DTZ001
        (datetime(2026, 10, 1, 8, 30), "2026-10-01T08:30:00"),  # noqa: DTZ001
        (time(8, 30), "08:30:00"),
        (timedelta(hours=2), "7200 s"),
    ],
)
def test_cells_become_text(value: object, text: str) -> None:
    assert written(value) == text


def test_what_is_wrong_with_a_sheet_is_named() -> None:
    assert "is empty" in stop(instruments.saved(Workbook()))
    assert "is past the 2 rows that are read" in stop(TABLE, rows=2)
    assert "is no workbook, or a damaged one" in stop(b"PK\x03\x04 and no more")
    merged = instruments.workbook(["a", "b"], [[1, 2]])
    merged["data"].merge_cells("A2:B2")
    assert "row 2 has merged cells" in stop(instruments.saved(merged))


def test_a_sheet_wider_than_the_limit_is_refused() -> None:
    assert "has 3 columns; at most 2 are read" in stop(TABLE, columns=2)


def test_a_far_cell_costs_nothing() -> None:
    book = Workbook()
    book.active["XFD1048576"] = 1
    assert "has 16,384 columns" in said(instruments.saved(book))


def test_a_table_that_is_not_there() -> None:
    assert "has no header row" in said(instruments.saved(instruments.workbook([""], [[" "]])))
    assert "ends in .xlsx but is a PDF document" in said(b"%PDF-1.7")
    assert read(TABLE, columns=("iets",)) == ((), [], ("jaar", "naam", "aantal"))


def test_what_the_library_raises_is_a_named_problem() -> None:
    broken = instruments.package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook>"})
    assert "cannot be read as a workbook" in stop(broken)


def fake(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    really = subprocess.run

    def run(command: list[str], **options: Any) -> Any:
        return really([sys.executable, "-c", program], **options)

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import os; os.kill(os.getpid(), 9)", "broke the process that opened it (SIGKILL)"),
        ("import os; os.abort()", "MB of memory to open"),
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
    assert told in said(TABLE, child_seconds=1.0)


def test_a_process_that_breaks_off_between_rows_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(f"print({json.dumps(json.dumps({'header': [1, ['jaar']]}))}); print('[2, [\"2026\"]]')", monkeypatch)
    assert "could not be read to its end" in said(TABLE)


def test_no_room_on_the_disk_is_a_named_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(subprocess, "run", full)
    assert "could not be opened here (No space left on device)" in said(TABLE)


def test_a_sheet_that_needs_too_much_memory_ends_its_process_only() -> None:
    row = "<row>" + "<c><v>1.5</v></c>" * 150 + "</row>"
    dense = sheet_with(f"<sheetData>{row * 5_000}</sheetData>")
    assert "needs more than 45 MB of memory to open" in said(dense, child_memory_bytes=45_000_000, ratio=9_999)


@pytest.mark.parametrize(
    ("error", "code"), [(MemoryError(), "MEMORY_EXIT"), (OSError(27, "File too large"), "OUTPUT_EXIT")]
)
def test_the_process_leaves_with_a_code_that_says_why(
    error: BaseException, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_stream: object, _asked: object) -> None:
        raise error

    left: list[int] = []
    monkeypatch.setattr(large_workbook_process, "confine", lambda limits: None)
    monkeypatch.setattr(large_workbook_process, "records", fail)
    monkeypatch.setattr(os, "_exit", left.append)
    monkeypatch.setattr(sys, "argv", ["it", json.dumps({"sheet": "*", "columns": [], "limits": {}})])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    large_workbook_process.main()
    assert left == [getattr(large_workbook_process, code)]


def test_the_process_writes_what_it_was_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(large_workbook_process, "confine", lambda limits: None)
    monkeypatch.setattr(sys, "argv", ["it", json.dumps({"sheet": "*", "columns": ["naam"], "limits": {}})])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE)))
    assert large_workbook_process.main() == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [{"header": [1, ["Jaar", "Naam", "Aantal"]]}, [2, ["een"]], [4, ["twee"]], {"end": True}]


def test_an_archive_that_is_no_workbook_is_refused_before_it_is_opened() -> None:
    assert "is a ZIP archive, not a workbook" in stop(instruments.package({"a": b"1"}))


def test_a_sheet_that_is_not_there_is_named() -> None:
    asked = Asked(sheet="elders", columns=(), limits=Limits())
    found = next(records(io.BytesIO(TABLE), asked))
    assert "has no visible sheet named 'elders'; visible are 'data'" in found["stop"][1]
