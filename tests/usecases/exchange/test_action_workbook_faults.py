"""What can be wrong with a workbook of actions: each fault is named with its place, nothing is stored."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest
from openpyxl import Workbook
from tests.sources.workbooks import written_here
from tests.usecases.exchange.books import Change, add, changed, exported, put, wrong

from stemagenda.formats import workbook as door


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of its own has tests of its own."""
    monkeypatch.setattr(door, "_run", written_here)


def both(first: Change, second: Change) -> Change:
    def change(book: Workbook) -> None:
        first(book)
        second(book)

    return change


@cache
def shipped() -> bytes:
    """The list as it was loaded."""
    return exported()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("OK-01", "Status", "=A1"), "sheet 'Acties', row 2, cell G2: holds a formula"),
        (put("OK-01", "Begin", "morgen"), "sheet 'Acties', row 2, column 'Begin': 'morgen' is no day"),
        (put("OK-01", "Begin", "31/2/2026"), "'31/2/2026' is no day. Write it as 2026-11-23, or as 23/11/2026"),
        (put("OK-01", "Budget, gepland (euro)", 1.5), "holds a number with decimals"),
        (put("OK-01", "Budget, gepland (euro)", "1,5"), "column 'Budget, gepland (euro)': '1,5' is no whole number"),
        (put("OK-01", "Status", "op scheme"), "'op scheme' is none of the choices. Did you mean 'Op schema'?"),
        (put("OK-01", "Trekker", "xqz"), "'xqz' is none of the choices. Choose one from the list"),
        (put("OK-01", "Stap in de procedure", "Ingetrokken"), "column 'Stap in de procedure': cannot be changed here"),
        (put("OK-01", "Versie (niet wijzigen)", None), "has no version beside the code 'OK-01'"),
        (put("OK-01", "Versie (niet wijzigen)", 99), "'OK-01' has no version 99"),
        (put("OK-01", "Code", None), "row 2: has a version but no code"),
        (put("OK-01", "Code", "OK-02"), "row 3: has the code of row 2"),
        (put("OK-01", "Code", "ZZ-99"), "'ZZ-99' is no action of this register"),
        (lambda book: book["Acties"].merge_cells("B6:B7"), "sheet 'Acties', row 6: has merged cells (B6:B7)"),
        (put("Code", "Status", "Statuut"), "column 'Statuut': has a heading we do not know. Did you mean 'Status'?"),
        (put("Code", "Status", "Kleur"), "has no column 'Status' ('Status')"),
        (put("Code", "Trekker", "Status"), "column 'Status': stands there twice"),
        (both(put("OK-01", "Trekker", "VDAB"), put("Code", "Trekker", None)), "row 2: has a value under no heading"),
        (lambda book: book.remove(book["Acties"]), "has no sheet 'Acties'"),
        (lambda book: setattr(book["Acties"], "title", "Actie"), "sheet 'Actie': has a name we do not know"),
        (lambda book: book["Acties"].delete_rows(1, 100), "is empty, also of its headings"),
        (add("Fasen", Code="OK-01", Jaar=2026), "sheet 'Fasen', row 12, column 'Fase': is empty"),
        (add("Fasen", Jaar=2026, Fase="Pilot"), "row 12: belongs to no action of the first sheet"),
        (add("Fasen", Code="ZZ-99", Jaar=2026, Fase="Pilot"), "lines on other sheets name 'ZZ-99'"),
        (add("Mijlpalen", Code="OK-01", Mijlpaal="x"), "sheet 'Mijlpalen', row 2, column 'Tegen': is empty"),
        (add("Fasen", Code="OK-01", Jaar="nu", Fase="Pilot"), "column 'Jaar': 'nu' is no whole number"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(loaded: datetime, change: Change, told: str) -> None:
    said = wrong(changed(shipped(), change), loaded)
    assert any(told in line for line in said), said


def test_a_hundred_problems_are_enough(loaded: datetime) -> None:
    def spoil(book: Workbook) -> None:
        for number in range(120):
            book["Fasen"].append(["OK-01", None, 2026, f"Proefproject{number}"])
        for row in range(2, 44):
            book["Acties"].cell(row=row, column=5).value = "OD 9; OD 8; OD 7"

    said = wrong(changed(shipped(), spoil), loaded)
    assert len(said) == 100
    assert "Did you mean" in said[10]
    assert "Did you mean" not in said[99]


def test_a_file_that_is_none_is_refused(loaded: datetime) -> None:
    assert wrong(b"", loaded) == ["is empty. Give the workbook that was exported from the list of actions."]
    assert "is larger than 5 MB" in wrong(b"x" * 5_000_001, loaded)[0]
    (other,) = wrong(b"%PDF-1.7", loaded)
    assert "ends in .xlsx but is a PDF document" in other
    assert other.endswith("Give the workbook that was exported from the list of actions.")
