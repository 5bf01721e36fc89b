"""The first row of a file, seen without reading it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.sources import instruments

from stemagenda.formats.glimpse import first_rows_of


@pytest.mark.parametrize("separator", list(",;|\t"))
@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_first_row_of_a_text(separator: str, ending: str, codec: str) -> None:
    content = instruments.text(["jaar", "één & twee"], [[1, 2]], separator=separator, ending=ending, codec=codec)
    assert first_rows_of(content) == (("jaar", "één & twee"),)


def test_blank_lines_and_the_separator_line_of_excel_are_passed_by() -> None:
    assert first_rows_of(b"sep=;\r\n;;\r\njaar;naam\r\n") == (("jaar", "naam"),)


def test_the_first_row_of_every_sheet() -> None:
    book = Workbook()
    book.active.append(["# title: a & b", 5])
    book.create_sheet("twee")["C4"] = "jaar"
    assert first_rows_of(instruments.saved(book)) == (("# title: a & b", "5"), ("jaar",))


def test_shared_and_written_out_texts_are_both_seen() -> None:
    shared = b"<sst><si><t>jaar</t></si><si><r><t>na</t></r><r><t>am</t></r></si></sst>"
    sheet = (
        b'<worksheet><row><c r="A1" t="s"><v>1</v></c><c t="inlineStr"><is><t>los</t></is></c><c/>'
        b'<c t="s"><v>9</v></c><c t="s"><v>x</v></c><c><v>7</v></c></row></worksheet>'
    )
    content = instruments.package(
        {"[Content_Types].xml": b"", "xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet}
    )
    assert first_rows_of(content) == (("naam", "los", "", "", "", "7"),)


def test_what_cannot_be_seen_is_nothing() -> None:
    for content in (b"", b"PK\x03\x04", b"%PDF-1.7", b"\xff\xfe", b"\n\n;;\n", instruments.package({"a": b"1"})):
        assert first_rows_of(content) == ()


@given(st.binary(max_size=400))
def test_looking_never_fails(content: bytes) -> None:
    first_rows_of(content)
    first_rows_of(b"PK\x03\x04" + content)
    first_rows_of(b"\xff\xfe" + content)
