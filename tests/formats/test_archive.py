"""Workbooks crafted to do harm are refused, quickly, and without harm to this process."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from tests.sources.files import (
    HEADER,
    ROW,
    problems,
    read,
    repacked,
    sheet_with,
    text,
    workbook,
)
from tests.sources.measured import measured
from tests.sources.workbooks import TYPED, in_process, said

from stemagenda.formats.limits import Limits


def far_cell() -> bytes:
    """About 2 KB: one cell at the far corner of the largest sheet there can be."""
    content = sheet_with('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        wanted = {name for name in archive.namelist() if not name.startswith(("xl/theme", "docProps"))}
        parts = {name: archive.read(name) for name in wanted}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as small:
        for name, part in parts.items():
            small.writestr(name, part)
    return stream.getvalue()


def test_two_kilobytes_that_kill_other_readers(tmp_path: Path) -> None:
    content = far_cell()
    assert len(content) < 5_000
    (tmp_path / "far.xlsx").write_bytes(content)

    found = measured(tmp_path / "far.xlsx")
    assert "is past the 200,000 rows" in found.said
    assert found.seconds < 30
    assert found.grown + found.child < 400


@pytest.mark.usefixtures("here")
def test_a_far_column_stops_at_the_first_wide_row() -> None:
    assert "row 1: has 16,384 columns" in said(
        sheet_with('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>')
    )


@pytest.mark.usefixtures("here")
def test_a_column_no_sheet_has() -> None:
    assert said(sheet_with('<sheetData><row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row></sheetData>'))


@pytest.mark.usefixtures("here")
def test_a_sheet_that_lies_about_its_size() -> None:
    cells = "".join(f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>'
                    for column, name in zip("ABCD", HEADER, strict=True))  # fmt: skip
    content = sheet_with(f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{cells}</row></sheetData>')

    assert {one.message for one in problems(content, name="a.xlsx")} >= {"'title' is missing"}


def laughs() -> str:
    """Ten entities, each ten times the one before."""
    names = "abcdefghij"
    tenfold = "".join(f'<!ENTITY {name} "{10 * ("&" + before + ";")}">' for before, name in pairwise(names))
    return f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">{tenfold}]><worksheet>&j;</worksheet>'


OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("xml", [laughs(), OUTSIDE], ids=["laughs", "outside"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(part: str, xml: str, codec: str) -> None:
    content = repacked(workbook(TYPED), replace={part: xml.encode(codec)})

    assert in_process(content) == [
        {"stop": ["", "holds XML with a document type, which no workbook needs", door_remedy()]}
    ]


def door_remedy() -> str:
    return "Save the figures as a plain workbook (.xlsx) or as CSV UTF-8."


@pytest.mark.usefixtures("here")
def test_a_document_type_behind_a_long_comment_is_refused() -> None:
    hidden = OUTSIDE.replace("<!DOCTYPE", f"<!--{'x' * 100_000}--><!DOCTYPE")

    assert "document type" in said(repacked(workbook(), replace={"xl/worksheets/sheet1.xml": hidden.encode()}))


@pytest.mark.slow
def test_a_sheet_that_unpacks_to_six_hundred_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(600):
                part.write(b"<row/>" * 166_667)

    found = measured(path)
    assert "unpacks to 600 MB; at most 200 MB is opened" in found.said
    assert found.seconds < 30
    assert found.grown + found.child < 400


@pytest.mark.usefixtures("here")
def test_a_member_packed_too_tightly() -> None:
    assert "unpacks to more than 250 times its size" in said(repacked(workbook(), add={"xl/a.xml": b"<a>" * 2_000_000}))


@pytest.mark.slow
def test_a_million_columns_in_a_row() -> None:
    cells = "".join(f"<c><v>{n % 7919}</v></c>" for n in range(1_000_000))

    assert said(sheet_with(f'<sheetData><row r="1">{cells}</row></sheetData>'))


def test_shared_strings_that_need_too_much_memory() -> None:
    few, many = (with_strings("".join(f"<si><t>{n:x}</t></si>" for n in range(count))) for count in (10, 500_000))

    assert len(read(few, name="a.xlsx", limits=Limits(child_memory_bytes=70_000_000)).observations) == 1
    assert "needs more than 70 MB of memory to open" in said(many, child_memory_bytes=70_000_000)


def with_strings(strings: str) -> bytes:
    """A workbook with these shared strings."""
    content = workbook(TYPED)
    types = zipfile.ZipFile(io.BytesIO(content)).read("[Content_Types].xml")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    xml = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>'
    return repacked(
        content,
        replace={"[Content_Types].xml": types.replace(b"</Types>", declared.encode())},
        add={"xl/sharedStrings.xml": xml.encode()},
    )


def renamed(name: str, **attributes: int) -> bytes:
    """A workbook with one more member of this name."""
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as archive:
        member = zipfile.ZipInfo(name)
        archive.writestr(member, b"<a/>", compress_type=attributes.get("packed", zipfile.ZIP_STORED))
    return stream.getvalue()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil.xml", "xl/../../evil.xml", "C:/evil.xml", "xl\\..\\..\\e.xml"]
)
def test_names_that_point_outside(name: str) -> None:
    assert "is an archive whose files point outside it" in said(renamed(name))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("add", "told"),
    [
        ({"xl/embeddings/a.xlsx": b"PK\x03\x04"}, "holds another archive"),
        ({"xl/media/a.bin": b"\x1f\x8b\x08"}, "holds another archive"),
        ({"xl/vbaProject.bin": b"x"}, "holds macros"),
        ({"word/document.xml": b"<w/>"}, "is a Word document"),
        ({"xl/workbook.bin": b"x"}, "is a binary workbook"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "is an OpenDocument file"),
        ({f"xl/{n}.xml": b"<a/>" for n in range(600)}, "files; a workbook has at most 500"),
    ],
)
def test_archives_that_hold_something_else(add: dict[str, bytes], told: str) -> None:
    assert told in said(repacked(workbook(), add=add))


@pytest.mark.usefixtures("here")
def test_a_plain_archive_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("figures.csv", text(ROW))

    assert "is a ZIP archive, not a workbook" in said(stream.getvalue())


@pytest.mark.usefixtures("here")
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_occurs_twice() -> None:
    assert "a file occurs twice" in said(repacked(workbook(), add={"xl/workbook.xml": b"<a/>"}))


@pytest.mark.usefixtures("here")
def test_unusual_packing_and_passwords() -> None:
    assert "packed in a way no workbook is" in said(renamed("xl/a.xml", packed=zipfile.ZIP_LZMA))

    locked = bytearray(workbook())
    entry = locked.index(b"PK\x01\x02")
    locked[entry + 8] |= 1  # the flag "encrypted" of the first member
    assert "is protected with a password" in said(bytes(locked))


@pytest.mark.usefixtures("here")
def test_the_bounds_of_a_sheet_and_an_archive() -> None:
    book = workbook(*[("RG4", "a", 2000 + n, 1) for n in range(5)])

    assert "row 12: is past the 3 rows" in said(book, rows=3, metadata_lines=7)
    assert "row 7: has 4 columns; at most 3 are read" in said(book, columns=3)
    assert "unpacks to 0 MB; at most 0 MB is opened" in said(book, unpacked_bytes=1000)
    assert "is an archive of 9 files; a workbook has at most 8" in said(book, members=8)
