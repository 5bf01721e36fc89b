"""Workbooks: what their cells may hold, and what is said when they hold something else."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from tests.sources.files import (
    FULL_HEADER,
    HEADER,
    METADATA,
    ROW,
    first_row,
    moment,
    problems,
    read,
    repacked,
    saved,
    text,
    workbook,
)
from tests.sources.workbooks import TYPED, in_process, said

from stemagenda.core.validation import Refused
from stemagenda.formats.limits import Limits
from stemagenda.formats.problems import Findings
from stemagenda.formats.workbook import workbook_rows, workbook_sheets

FIRST = first_row()


def test_a_workbook_says_the_same_as_a_text_file() -> None:
    cells = ("RG2-WIS", "pisa", "2018-19", 15.4, 0.05, "yes", "above", 1.25, 4714.0, "P", "p. 7", "één")
    book = read(workbook(cells, header=FULL_HEADER), name="a.xlsx")
    plain = read(text([str(cell) for cell in cells], header=FULL_HEADER))

    assert book.observations == plain.observations
    assert (book.title, book.published, book.code) == (plain.title, plain.published, plain.code)


@pytest.mark.usefixtures("here")
def test_metadata_may_stand_in_two_cells_and_dates_be_dates() -> None:
    book = Workbook()
    for key, value in {**METADATA, "published": moment(2013, 12, 3)}.items():
        book.active.append([f"# {key}", value])
    book.active.append([None])
    book.active.append(HEADER)
    book.active.append(TYPED)

    release = read(saved(book), name="a.xlsx")
    assert release.published == date(2013, 12, 3)
    assert release.title == METADATA["title"]
    assert release.observations[0].row == 9


@pytest.mark.usefixtures("here")
def test_hidden_sheets_and_empty_ones_are_left_alone() -> None:
    book = workbook(TYPED, hidden=["kladwerk"])

    assert len(read(book, name="a.xlsx").observations) == 1


@pytest.mark.usefixtures("here")
def test_a_second_sheet_with_content_is_named() -> None:
    book = Workbook()
    book.active.append(HEADER)
    book.create_sheet("Extra")["B9"] = 1

    assert "sheet Extra: is a second sheet with content" in said(saved(book))


@pytest.mark.usefixtures("here")
def test_no_visible_sheet() -> None:
    hidden = repacked(workbook(), replace={})
    xml = zipfile.ZipFile(io.BytesIO(hidden)).read("xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')

    assert "has no visible sheet" in said(repacked(hidden, replace={"xl/workbook.xml": xml}))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=1+1", "cell D8: holds a formula"),
        ("#N/A", "cell D8: holds the error #N/A"),
        ("15,4", "'15,4' has a decimal comma. Store it as a number, not as text."),
        (True, "'TRUE' is no number"),
        (moment(2012, 12, 1), "'2012-12-01' is no number"),
        (moment(2012, 12, 1, 8), "'2012-12-01T08:00:00' is no number"),
        ("n" * 10_001, "cell D8: is longer than 10,000 characters"),
        (None, "is blank"),
        (1e300, "is too large"),
    ],
)
def test_cells_that_hold_no_value(cell: object, told: str) -> None:
    assert told in said(workbook((*TYPED[:3], cell)))


@pytest.mark.usefixtures("here")
def test_a_percentage_format_is_refused_since_it_stores_a_hundredth() -> None:
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(TYPED)
    book.active["D2"].number_format = "0.0%"

    found = problems(saved(book), name="a.xlsx")
    assert any("cell D2: is formatted as a percentage" in str(one) for one in found)


@pytest.mark.usefixtures("here")
def test_a_school_year_that_became_a_date_is_explained() -> None:
    assert "format the column as text first" in said(workbook(("RG4", "a", moment(2011, 12, 1), 1)))


@pytest.mark.usefixtures("here")
def test_every_formula_is_named_at_once() -> None:
    found = problems(workbook(*[("RG4", "a", 2000 + n, "=A1") for n in range(5)]), name="a.xlsx")

    assert [one.place for one in found] == [f"row {FIRST + n}, cell D{FIRST + n}" for n in range(5)]


@pytest.mark.usefixtures("here")
def test_a_formula_in_the_header_stops_at_once() -> None:
    assert "cell B7: holds a formula" in said(workbook(TYPED, header=("indicator", "=1", "period", "value")))


@pytest.mark.usefixtures("here")
def test_short_rows_are_filled_up_and_wide_ones_named() -> None:
    release = read(workbook(TYPED, header=FULL_HEADER), name="a.xlsx")
    assert release.observations[0].note == ""

    assert "has 5 cells where the header has 4" in said(workbook((*TYPED, "extra")))


@pytest.mark.usefixtures("here")
def test_too_much_metadata_and_no_table() -> None:
    book = Workbook()
    for _ in range(51):
        book.active.append(["# a: b"])
    assert "row 51: is metadata line number 51" in said(saved(book))

    assert "has no header row" in said(saved(Workbook()))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (text(ROW).encode(), "ends in .xlsx but is no workbook"),
        (b"%PDF-1.7", "ends in .xlsx but is a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ends in .xlsx but is an old or encrypted Office document"),
        (b"PK\x03\x04" + bytes(200), "is no workbook, or a damaged one"),
        (workbook(TYPED)[:-300], "is no workbook, or a damaged one"),
    ],
)
def test_what_is_no_workbook(content: bytes, told: str) -> None:
    assert told in said(content)


@pytest.mark.usefixtures("here")
def test_merged_cells_in_the_table_are_named_since_a_value_below_the_first_is_lost() -> None:
    book = Workbook()
    book.active.append(["# title: Over several columns"])
    for row in ((*HEADER, "note"), (*TYPED, "only here"), ("RG2-WIS", "pisa", 2015, 16, None)):
        book.active.append(row)
    book.active.merge_cells("A1:E1")
    book.active.merge_cells("E3:E4")

    found = [str(one) for one in problems(saved(book), name="a.xlsx")]
    assert any("row 3: has merged cells (E3:E4), so that all but the first look empty. Undo" in one for one in found)
    assert not any("A1:E1" in one for one in found)


@pytest.mark.usefixtures("here")
def test_merged_cells_do_not_hide_that_there_is_no_table() -> None:
    book = Workbook()
    book.active.append(["# title: a"])
    book.active.merge_cells("A1:E1")

    assert "has no header row" in said(saved(book))


@pytest.mark.usefixtures("here")
def test_merged_headings_above_a_published_table_may_stay() -> None:
    book = Workbook()
    book.active.append(["Boys", None])
    book.active.append(["a", "b"])
    book.active.merge_cells("A1:B1")

    rows = workbook_rows(content=saved(book), findings=Findings(file="a.xlsx"))
    assert [row.cells for row in rows] == [("Boys",), ("a", "b")]


def test_thousands_of_merged_cells_are_counted_to_a_hundred() -> None:
    book = workbook(*[("RG4", "a", 1950 + number % 100, number) for number in range(2_000)])
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        name = "xl/worksheets/sheet1.xml"
        ranges = b"".join(b'<mergeCell ref="E%d:E%d"/>' % (number, number + 1) for number in range(10, 8_010, 2))
        sheet = archive.read(name).replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>")

    found = [record["merged"] for record in in_process(repacked(book, replace={name: sheet})) if "merged" in record]
    assert len(found) == 100
    assert found[:2] == [[10, 11, "E10:E11"], [12, 13, "E12:E13"]]


@pytest.mark.usefixtures("here")
def test_a_workbook_with_macros_under_another_name() -> None:
    named = repacked(workbook(TYPED), add={"xl/vbaProject.bin": b"x"})

    assert "holds macros. Save it as .xlsx, without macros." in said(named)


def form(*sheets: tuple[str, list[list[object]]], hidden: str = "") -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title == hidden else "visible"
        for row in rows:
            sheet.append(row)
    return saved(book)


def sheets_of(content: bytes, **limits: int) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    findings = Findings(file="a.xlsx", limits=Limits(**limits))
    return {
        title: [(row.number, row.cells) for row in rows]
        for title, rows in workbook_sheets(content=content, findings=findings).items()
    }


def test_every_visible_sheet_of_a_form_is_read_in_the_process_of_its_own() -> None:
    book = form(("Een", [["a", 1], [], [None, date(2026, 3, 1), 2.0]]), ("Weg", [["x"]]), ("Leeg", []), hidden="Weg")

    assert sheets_of(book) == {"Een": [(1, ("a", "1")), (3, ("", "2026-03-01", "2"))], "Leeg": []}


@pytest.mark.usefixtures("here")
def test_what_is_wrong_in_a_form_is_named_with_its_sheet() -> None:
    book = Workbook()
    book.active.title = "Een"
    book.active.append(["a", "=A1", 1.5, "b", "c"])
    book.active.append(["a", "b", "c", "d", "e"])
    book.active.merge_cells("D1:E2")

    with pytest.raises(Refused) as caught:
        sheets_of(saved(book))
    assert [str(one).partition(". ")[0] for one in caught.value.problems] == [
        "a.xlsx: sheet 'Een', row 1, cell B1: holds a formula",
        "a.xlsx: sheet 'Een', row 1, cell C1: holds a number with decimals",
        "a.xlsx: sheet 'Een', row 1: has merged cells (D1:E2), so that all but the first look empty",
    ]


@pytest.mark.usefixtures("here")
def test_a_form_has_bounds_and_colour_beyond_its_columns_is_no_content() -> None:
    book = Workbook()
    book.active.append(["a"])
    book.active["Z1"].font = Font(bold=True)

    assert sheets_of(saved(book), columns=5) == {"Sheet": [(1, ("a",))]}
    with pytest.raises(Refused, match="row 1: has 6 columns; at most 5 are read"):
        sheets_of(form(("Een", [["a"] * 6])), columns=5)
    with pytest.raises(Refused, match="is past the 1 rows that are read"):
        sheets_of(form(("Een", [["a"]] * 60)), rows=1)
    with pytest.raises(Refused, match=r"ends in \.xlsx but is"):
        sheets_of(b"%PDF-1.7")
