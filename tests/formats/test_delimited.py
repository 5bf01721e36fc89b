"""Text files as people and programs really save them, and those that are none."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile

import pytest
from tests.sources.files import HEADER, METADATA, ROW, first_row, problem, problems, read, text

ROWS = (ROW, ("RG2-WIS", "pisa", "2015", "16"))
NOTED = ((*ROW, "België, één"), ("RG2-WIS", "pisa", "2015", "16", 'een "kwart"'))
GOOD = text(*NOTED, header=(*HEADER, "note"))
EXPECTED = read(GOOD).observations


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spellings_of_one_file(codec: str, ending: str, separator: str) -> None:
    content = text(*NOTED, header=(*HEADER, "note"), separator=separator, ending=ending).encode(codec)

    assert read(content).observations == EXPECTED


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_either_order(codec: str) -> None:
    assert read(("\ufeff" + GOOD).encode(codec)).observations == EXPECTED


@pytest.mark.parametrize(("name", "separator"), [("a.tsv", "\t"), ("a.txt", ";"), ("A.CSV", ",")])
def test_endings_of_text_files(name: str, separator: str) -> None:
    assert read(text(*ROWS, separator=separator), name=name).code == "a"


def test_a_spreadsheet_saved_it_with_quotes_and_trailing_separators() -> None:
    lines = [f'"# {key}: {value}",,,,,' for key, value in METADATA.items()]
    content = "\r\n".join(
        [*lines, ",,,,,", "indicator,series,period,value,,", '"RG2-WIS",pisa,2012,15.4,,', ",,,,,", ""]
    )

    release = read(content)
    assert release.title == METADATA["title"]
    assert [(one.value, one.row) for one in release.observations] == [(15.4, 9)]


def test_a_comma_in_metadata_survives_either_spelling() -> None:
    plain = text(ROW, metadata={**METADATA, "title": "Wiskunde, lezen, wetenschappen"})
    quoted = plain.replace("# title: Wiskunde, lezen, wetenschappen", '"# title: Wiskunde, lezen, wetenschappen",,')

    assert read(plain).title == read(quoted).title == "Wiskunde, lezen, wetenschappen"


def test_a_first_line_may_declare_the_separator() -> None:
    content = "sep=;\r\n" + text(*ROWS, separator=";", ending="\r\n")

    assert [one.row for one in read(content).observations] == [9, 10]


def test_decimal_commas_in_a_semicolon_file() -> None:
    content = text(("RG4", "a", "2012", "15,4"), ("RG4", "a", "2013", "-0,5"), ("RG4", "a", "2014", "7"), separator=";")

    assert [one.value for one in read(content).observations] == [15.4, -0.5, 7.0]


def test_two_decimal_marks_in_one_file_name_both_rows() -> None:
    content = text(("RG4", "a", "2012", "15,4"), ("RG4", "a", "2013", "1.234"), separator=";")

    first = first_row()
    assert problem(content).startswith(
        f"a.csv: row {first + 1}, column value: '1.234' uses another decimal mark than row {first}. "
    )


def test_a_quoted_decimal_comma_in_a_comma_file_is_refused() -> None:
    assert "'15,4' has a decimal comma. Write 15.4 with a point" in problem(text(("RG4", "a", "2012", "15,4")))


def test_a_bare_decimal_comma_in_a_comma_file_is_a_cell_too_many() -> None:
    content = text(ROW).replace("15.4", "15,4")

    assert f"row {first_row()}: has 5 cells where the header has 4" in problem(content)


def test_ragged_rows_are_named() -> None:
    content = text(("RG4", "a", "2012"), ROW, ("RG4", "a", "2013", "1", "2", "3"))

    assert [(one.place, one.message) for one in problems(content)] == [
        ("row 8", "has 3 cells where the header has 4"),
        ("row 10", "has 6 cells where the header has 4"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (text(ROW) + '\n"RG4,a,2013,1\n', "row 10: opens a quotation mark that is never closed"),
        (text(ROW) + '"RG4" x,a,2013,1\n', "row 9: cannot be taken apart"),
        (text(ROW).replace("15.4", "15\x00.4"), "row 8: holds a NUL character"),
        (text(ROW, ("RG4", "a", "2012", "9" * 10_001)), "row 9: has a cell longer than 10,000 characters"),
        (text(ROW) + "," * 1_000_000, "row 9: has 1,000,001 columns; at most 200"),
        (text(ROW) + "," * 3_000_000, "row 9: is longer than 2,000,000 characters"),
        (text(ROW) + "RG4,a,2013," + "x" * 15_000_000, "row 9: is longer than 2,000,000 characters"),
        (text(ROW, ("RG4", "a", "2012", "v" * 1_500_000)), "row 9: has a cell longer than 10,000 characters"),
        ("#" + "x" * 20_000 + "\n" + text(ROW), "row 1: is longer than 10,000 characters"),
        ("# a: b\n" * 60 + text(ROW), "row 51: is metadata line number 51"),
        ('"# title: open\n' + text(ROW), "row 1: has an unclosed quotation mark"),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) and value.startswith("row") else "",
)  # fmt: skip
def test_text_that_cannot_be_taken_apart(content: str, said: str) -> None:
    assert said in problem(content)


def test_an_open_quotation_mark_in_a_large_file_stops_at_the_cell_limit() -> None:
    content = text(ROW) + 'RG4,a,2013,"1\n' + "RG4,b,2013,1\n" * 100_000

    assert problem(content).startswith("a.csv: row 9: has a cell longer than 10,000 characters")


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp850", "mac-roman"])
def test_other_encodings_are_refused_with_the_line(codec: str) -> None:
    said = problem(GOOD.encode(codec))

    assert said.startswith(f"a.csv: row {first_row()}: is not UTF-8 (byte 0x")
    assert said.endswith("Save it as 'CSV UTF-8', so that no accent is misread.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.encode("utf-16-le"), "looks like UTF-16 without a byte order mark"),
        (GOOD.encode("utf-32"), "is encoded as UTF-32"),
        (GOOD.encode("utf-16")[:-1], "is broken UTF-16"),
        (("\ufeff" + text(ROW) + "\0").encode("utf-16-le"), "row 9: holds a NUL character"),
        (text(ROW).encode() + "é".encode()[:1], "row 9: ends in the middle of a letter"),
        (b"\xef\xbb\xbf", "has no header row"),
        (b"", "is empty"),
        (b"\n\n,,,\n", "has no header row"),
        (b'""\n', "has no header row"),
    ],
)
def test_broken_text_is_refused(content: bytes, said: str) -> None:
    assert said in problem(content)


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("figures.csv", GOOD)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(GOOD.encode(), mtime=0), "is a gzip archive, not a CSV file. Unpack it"),
        (gzip.compress(b"\0" * 50_000_000, mtime=0), "is a gzip archive"),
        (bz2.compress(GOOD.encode()), "is a bzip2 archive"),
        (lzma.compress(GOOD.encode()), "is an xz archive"),
        (zipped(), "is a ZIP archive or an Excel workbook"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "is an old or encrypted Office document"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
        (b"\x7fELF\x02\x01", "is a program"),
        (b"<!DOCTYPE html><title>404</title>", "is a web page"),
        (b"\xef\xbb\xbf  <HTML>", "is a web page"),
        (b"<?xml version='1.0'?>", "is an XML document"),
        (b'{"data": []}', "is a JSON document"),
        (b"SQLite format 3\0", "is an SQLite database"),
        (b"{\\rtf1", "is an RTF document"),
    ],
)
def test_other_files_are_recognised_by_what_they_hold(content: bytes, said: str) -> None:
    assert said in problem(content)


@pytest.mark.parametrize("name", ["a.pdf", "a.xls", "a", "a.csv.gz", "a.xlsm"])
def test_other_endings_are_refused(name: str) -> None:
    assert "Give a file that ends in one of .csv, .tsv, .txt, .xlsx." in problem(text(ROW), name=name)


def test_too_many_bytes_are_refused_before_anything_else() -> None:
    assert "is larger than 20 MB" in problem(b"\x1f\x8b" + bytes(20_000_000))


def test_thousands_of_wrong_rows_are_counted_not_kept() -> None:
    found = problems(text() + "x,y,z,u\n" * 5_000)

    assert str(found[-1]) == "a.csv: has 14,900 more problems. Mend these first."


def test_a_long_gap_before_the_table_is_no_table() -> None:
    assert "has no header row" in problem("\n" * 600 + text(ROW))
