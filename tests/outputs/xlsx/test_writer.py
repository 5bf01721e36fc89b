"""Tables as a workbook: text stays text, nothing runs, and the same table gives the same bytes."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from stemagenda.core.reports.table import Column, Table
from stemagenda.outputs.xlsx import writer
from stemagenda.outputs.xlsx.writer import write

COLUMNS = (Column(title="Naam"), Column(title="Waarde", kind="number"), Column(title="Dag", kind="date"))


def table(*rows: tuple[Any, ...], title: str = "Laagpresteerders", notes: tuple[tuple[str, str], ...] = ()) -> Table:
    return Table(title=title, columns=COLUMNS, rows=rows, notes=notes)


def opened(*tables: Table) -> Any:
    return load_workbook(io.BytesIO(write(sheets=tables)))


def test_cells_keep_their_kind() -> None:
    book = opened(table(("België", 15.4, date(2013, 12, 3)), (None, -2, None)))
    sheet = book["Laagpresteerders"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Naam", "Waarde", "Dag"],
        ["België", 15.4, datetime(2013, 12, 3)],  # noqa: DTZ001  (workbooks know no time zones)
        [None, -2, None],
    ]
    assert sheet["B2"].data_type == "n"
    assert sheet["C2"].number_format == "yyyy-mm-dd"


def test_the_header_stands_out_and_stays_in_sight() -> None:
    sheet = opened(table(("een naam die wat langer is", 1, None)))["Laagpresteerders"]

    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width >= 8


def test_a_last_sheet_says_what_the_file_is() -> None:
    first = table(title="PISA", notes=(("Bron", "UGent"), ("Licentie", "=niet vermeld")))
    second = table(title="TIMSS", notes=(("Bron", "KU Leuven"),))

    book = opened(first, second)
    assert book.sheetnames == ["PISA", "TIMSS", "Info"]
    assert [[cell.value or "" for cell in row] for row in book["Info"].iter_rows()] == [
        ["PISA", ""],
        ["Bron", "UGent"],
        ["Licentie", "=niet vermeld"],
        ["", ""],
        ["TIMSS", ""],
        ["Bron", "KU Leuven"],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+1", "-1", " =1", "#N/A", '=HYPERLINK("http://x")', "=cmd|' '!A0"]
)
def test_live_text_stays_text(text: str) -> None:
    content = write(sheets=[Table(title=text, columns=(Column(title=text),), rows=((text,),), notes=((text, text),))])
    book = load_workbook(io.BytesIO(content))

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.value is None or (cell.data_type, cell.value) == ("s", text)
    if not text.startswith("#"):
        assert book.worksheets[0]["A2"].quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name)
        assert b"<f>" not in whole
        assert not any("externalLink" in name for name in archive.namelist())
        assert b"TargetMode" not in b"".join(archive.read(name) for name in archive.namelist())


def test_signs_a_workbook_cannot_hold_are_marked() -> None:
    sheet = opened(table(("a\x00b\x07\ufffe", 1, None)))["Laagpresteerders"]

    assert sheet["A2"].value == "a\ufffdb\ufffd\ufffd"


def test_text_that_is_too_long_is_visibly_cut() -> None:
    value = opened(table(("x" * 40_000, 1, None)))["Laagpresteerders"]["A2"].value

    assert len(value) == 32_767
    assert value.endswith("…")


def test_sheet_names_are_made_to_fit() -> None:
    titles = ["a/b:c*d?[e]\\f", "x" * 40, "X" * 40, "", "''", "History", "info", "één"]
    names = opened(*(table(title=title) for title in titles)).sheetnames

    assert names == ["a b c d e f", "x" * 31, "X" * 29 + " 2", "Table", "Table 2", "History 2", "info 2", "één", "Info"]


@settings(max_examples=40)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_titles_give_a_workbook(titles: list[str]) -> None:
    names = opened(*(table(title=title) for title in titles)).sheetnames

    assert len({name.lower() for name in names}) == len(titles) + 1


#: Spreadsheets keep fifteen digits.
digits = st.floats(-1e300, 1e300, allow_subnormal=False).map(lambda number: float(f"{number:.15g}"))


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1),
            st.none() | digits | st.integers(-(10**15), 10**15),
            st.none() | st.dates(date(1901, 1, 1)).filter(lambda day: day.year < 9999),
        ),
        max_size=5,
    )
)
def test_what_is_written_is_read_back(rows: list[tuple[Any, ...]]) -> None:
    sheet = opened(table(*rows))["Laagpresteerders"]

    back = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2, max_col=3)]
    assert [(text, number, day and day.date()) for text, number, day in back] == rows


def test_the_same_table_gives_the_same_bytes() -> None:
    first = write(sheets=[table(("a", 1, None))])
    time.sleep(2.1)  # archives tell time in steps of two seconds

    assert write(sheets=[table(("a", 1, None))]) == first


def test_nothing_and_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="at least one table"):
        write(sheets=[])
    monkeypatch.setattr(writer, "LARGEST_SHEET", 2)
    with pytest.raises(ValueError, match="a sheet holds 1 rows"):
        write(sheets=[table(("a", 1, None), ("b", 1, None))])


def test_a_table_refuses_rows_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells where the table has 3 columns"):
        table(("a", 1, None), ("b",))
