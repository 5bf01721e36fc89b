"""A workbook to be filled in: nothing in it runs, lists lead somewhere, the same form gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from stemagenda.core.reports.form import FormBook, FormColumn, FormSheet
from stemagenda.outputs.form import writer

SHEET = FormSheet(
    title="Acties",
    columns=(
        FormColumn(heading="Code", width=9),
        FormColumn(heading="Status", choices="status"),
        FormColumn(heading="Trekker", choices="entity", is_strict=False),
        FormColumn(heading="Pijlers", choices="status", takes_several=True),
        FormColumn(heading="Begin"),
        FormColumn(heading="Budget"),
        FormColumn(heading="Versie", role="told"),
        FormColumn(heading="Sleutel", role="hidden"),
    ),
    rows=(("AK-01", "Goed", "=1+1", "Goed; Slecht", date(2026, 3, 1), 120_000, 3, "x"), ("AK-02",) + (None,) * 7),
    fixed=2,
)
BOOK = FormBook(
    title="Proef",
    language="nl",
    made_on=date(2026, 11, 1),
    sheets=(SHEET,),
    choices={"status": (("Goed", ""), ("Slecht", "")), "entity": (("VDAB", "Dienst"),), "unused": ()},
    choices_title="Keuze's",
    refusal=("Kies", "Kies uit de lijst."),
    lines=(("Wat", "Uitleg"),),
    lines_title="Uitleg",
)


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(io.BytesIO(writer.write(book=BOOK)))


def test_cells_hold_what_they_are(book: Any) -> None:
    row = [cell.value for cell in book["Acties"][2]]
    assert row[0:4] == ["AK-01", "Goed", "=1+1", "Goed; Slecht"]
    assert (row[4].date(), row[5:]) == (date(2026, 3, 1), [120_000, 3, "x"])
    assert [cell.value for cell in book["Acties"][3]] == ["AK-02"] + [None] * 7
    assert book["Acties"]["E2"].number_format == "dd/mm/yyyy"
    assert book["Acties"]["F2"].number_format == "#,##0"


@pytest.mark.parametrize("live", ["=1+1", "+32", "-5", "@SUM(A1)", " =cmd|'/C calc'!A0", "\uff1d1"])
def test_no_text_ever_runs(live: str) -> None:
    sheet = FormSheet(title="Blad", columns=(FormColumn(heading=live),), rows=((live,),))
    made = FormBook(**{**vars(BOOK), "sheets": (sheet,), "title": live, "lines": ((live, live),)})
    found = load_workbook(io.BytesIO(writer.write(book=made)))
    cells = [cell for one in found for row in one.iter_rows() for cell in row if cell.value == live]
    assert len(cells) >= 4
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} <= {("s", True), ("inlineStr", True)}


def test_lists_stand_where_the_cells_look_for_them(book: Any) -> None:
    found = {str(item.sqref): item for item in book["Acties"].data_validations.dataValidation}
    assert set(found) == {"B2:B503", "C2:C503"}
    assert {place: item.errorStyle for place, item in found.items()} == {"B2:B503": "stop", "C2:C503": "warning"}
    assert found["B2:B503"].formula1 == "'Keuze''s'!$A$2:$A$3"
    assert found["B2:B503"].error == "Kies uit de lijst."
    choices = book["Keuze's"]
    assert [choices[place].value for place in ("A1", "A2", "A3", "C1", "C2", "D2")] == [
        "Status", "Goed", "Slecht", "Trekker", "VDAB", "Dienst",
    ]  # fmt: skip


def test_headings_stay_in_sight_and_can_be_filtered(book: Any) -> None:
    sheet = book["Acties"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C2", "A1:H3", "$1:$1")
    assert sheet.column_dimensions["A"].width == 9
    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert sheet.column_dimensions["H"].hidden
    assert not sheet.column_dimensions["A"].hidden
    assert sheet["G1"].font.color.rgb != sheet["A1"].font.color.rgb


def test_the_last_sheet_explains(book: Any) -> None:
    assert book.sheetnames == ["Acties", "Keuze's", "Uitleg"]
    assert [cell.value for cell in book["Uitleg"][3]] == ["Wat", "Uitleg"]
    assert book["Uitleg"].row_dimensions[3].height == 20
    assert (book.properties.title, book.properties.language) == ("Proef", "nl-BE")


def test_the_same_form_gives_the_same_bytes() -> None:
    first, second = writer.write(book=BOOK), writer.write(book=BOOK)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert b"2026-11-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_day_before_spreadsheets_know_days_is_a_text() -> None:
    sheet = FormSheet(title="Blad", columns=(FormColumn(heading="Dag"),), rows=((date(1850, 1, 2),), ("x" * 40_000,)))
    found = load_workbook(io.BytesIO(writer.write(book=FormBook(**{**vars(BOOK), "sheets": (sheet,)}))))["Blad"]
    assert found["A2"].value == "1850-01-02"
    assert len(str(found["A3"].value)) == 32_767


def test_rows_are_as_high_as_their_longest_text_up_to_a_bound() -> None:
    columns = (FormColumn(heading="Kort", width=11), FormColumn(heading="Weg", width=5, role="hidden"))
    rows = (("kort", "x" * 99), ("woord " * 5, ""), ("een\ntwee\ndrie", ""), ("x" * 900, ""), (None, None))
    sheet = FormSheet(title="Blad", columns=columns, rows=rows)
    found = load_workbook(io.BytesIO(writer.write(book=FormBook(**{**vars(BOOK), "sheets": (sheet,)}))))["Blad"]
    assert [found.row_dimensions[number].height for number in range(2, 7)] == [None, 45, 45, 120, None]


def test_a_very_wide_sheet_is_printed_over_pages() -> None:
    sheet = FormSheet(
        title="Blad", columns=(FormColumn(heading="a", width=200), FormColumn(heading="b", width=40)), rows=()
    )
    found = load_workbook(io.BytesIO(writer.write(book=FormBook(**{**vars(BOOK), "sheets": (sheet,)}))))["Blad"]
    assert not found.sheet_properties.pageSetUpPr or not found.sheet_properties.pageSetUpPr.fitToPage
