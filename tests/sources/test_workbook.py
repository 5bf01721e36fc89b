"""Workbooks: good ones read, formulas named, and crafted ones refused without harm to this process."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from stemagenda.core.validation import Refused
from stemagenda.sources import workbook as door
from stemagenda.sources.limits import LIMITS, Limits
from stemagenda.sources.workbook_process import confine, main, records
from tests.sources.files import (
    FULL_HEADER,
    HEADER,
    METADATA,
    ROW,
    first_row,
    problem,
    problems,
    read,
    repacked,
    saved,
    sheet_with,
    text,
    workbook,
)
from tests.sources.measured import measured

FIRST = first_row()
TYPED = ("RG2-WIS", "pisa", 2012, 15.4)


def said(content: bytes, **limits: Any) -> str:
    return problem(content, name="a.xlsx", limits=Limits(**limits))


def in_process(content: bytes, limits: Limits = LIMITS) -> list[dict[str, Any]]:
    """What the separate process would write, without the process."""
    return list(records(io.BytesIO(content), limits))


def test_a_workbook_says_the_same_as_a_text_file() -> None:
    cells = ("RG2-WIS", "pisa", "2018-19", 15.4, 0.05, "yes", "above", 1.25, 4714.0, "P", "p. 7", "één")
    book = read(workbook(cells, header=FULL_HEADER), name="a.xlsx")
    plain = read(text([str(cell) for cell in cells], header=FULL_HEADER))

    assert book.observations == plain.observations
    assert (book.title, book.published, book.code) == (plain.title, plain.published, plain.code)


def test_metadata_may_stand_in_two_cells_and_dates_be_dates() -> None:
    book = Workbook()
    for key, value in {**METADATA, "published": datetime(2013, 12, 3)}.items():
        book.active.append([f"# {key}", value])
    book.active.append([None])
    book.active.append(HEADER)
    book.active.append(TYPED)

    release = read(saved(book), name="a.xlsx")
    assert release.published == date(2013, 12, 3)
    assert release.title == METADATA["title"]
    assert release.observations[0].row == 9


def test_hidden_sheets_and_empty_ones_are_left_alone() -> None:
    book = workbook(TYPED, hidden=["kladwerk"])

    assert len(read(book, name="a.xlsx").observations) == 1


def test_a_second_sheet_with_content_is_named() -> None:
    book = Workbook()
    book.active.append(HEADER)
    book.create_sheet("Extra")["B9"] = 1

    assert "sheet Extra: is a second sheet with content" in said(saved(book))


def test_no_visible_sheet() -> None:
    hidden = repacked(workbook(), replace={})
    xml = zipfile.ZipFile(io.BytesIO(hidden)).read("xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')

    assert "has no visible sheet" in said(repacked(hidden, replace={"xl/workbook.xml": xml}))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=1+1", "cell D8: holds a formula"),
        ("#N/A", "cell D8: holds the error #N/A"),
        ("15,4", "'15,4' has a decimal comma. Store it as a number, not as text."),
        (True, "'TRUE' is no number"),
        (datetime(2012, 12, 1), "'2012-12-01' is no number"),
        (datetime(2012, 12, 1, 8), "'2012-12-01T08:00:00' is no number"),
        ("n" * 10_001, "cell D8: is longer than 10,000 characters"),
        (None, "is blank"),
        (1e300, "is too large"),
    ],
)
def test_cells_that_hold_no_value(cell: object, told: str) -> None:
    assert told in said(workbook((*TYPED[:3], cell)))


def test_a_percentage_format_is_refused_since_it_stores_a_hundredth() -> None:
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(TYPED)
    book.active["D2"].number_format = "0.0%"

    found = problems(saved(book), name="a.xlsx")
    assert any("cell D2: is formatted as a percentage" in str(one) for one in found)


def test_a_school_year_that_became_a_date_is_explained() -> None:
    assert "format the column as text first" in said(workbook(("RG4", "a", datetime(2011, 12, 1), 1)))


def test_every_formula_is_named_at_once() -> None:
    found = problems(workbook(*[("RG4", "a", 2000 + n, "=A1") for n in range(5)]), name="a.xlsx")

    assert [one.place for one in found] == [f"row {FIRST + n}, cell D{FIRST + n}" for n in range(5)]


def test_a_formula_in_the_header_stops_at_once() -> None:
    assert "cell B7: holds a formula" in said(workbook(TYPED, header=("indicator", "=1", "period", "value")))


def test_short_rows_are_filled_up_and_wide_ones_named() -> None:
    release = read(workbook(TYPED, header=FULL_HEADER), name="a.xlsx")
    assert release.observations[0].note == ""

    assert "has 5 cells where the header has 4" in said(workbook((*TYPED, "extra")))


def test_too_much_metadata_and_no_table() -> None:
    book = Workbook()
    for _ in range(51):
        book.active.append(["# a: b"])
    assert "row 51: is metadata line number 51" in said(saved(book))

    assert "has no header row" in said(saved(Workbook()))


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


# ---------------------------------------------------------------- crafted workbooks


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


def test_a_far_column_stops_at_the_first_wide_row() -> None:
    assert "row 1: has 16,384 columns" in said(
        sheet_with('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>')
    )


def test_a_column_no_sheet_has() -> None:
    assert said(sheet_with('<sheetData><row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row></sheetData>'))


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


def test_a_document_type_behind_a_long_comment_is_refused() -> None:
    hidden = OUTSIDE.replace("<!DOCTYPE", f"<!--{'x' * 100_000}--><!DOCTYPE")

    assert "document type" in said(repacked(workbook(), replace={"xl/worksheets/sheet1.xml": hidden.encode()}))


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


def test_a_member_packed_too_tightly() -> None:
    assert "unpacks to more than 250 times its size" in said(repacked(workbook(), add={"xl/a.xml": b"<a>" * 2_000_000}))


def test_a_million_columns_in_a_row() -> None:
    cells = "".join("<c><v>%d</v></c>" % (n % 7919) for n in range(1_000_000))

    assert said(sheet_with(f'<sheetData><row r="1">{cells}</row></sheetData>'))


def test_shared_strings_that_need_too_much_memory() -> None:
    """60 MB of short texts become ten times as much in memory."""
    one = "".join(f"<si><t>{n:x}</t></si>" for n in range(2_000_000))
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{one}</sst>'
    content = repacked(shared(), add={"xl/sharedStrings.xml": strings.encode()})

    assert "MB of memory to open" in said(content, child_memory_bytes=150_000_000)


def shared() -> bytes:
    """A workbook that declares shared strings."""
    content = workbook(TYPED)
    types = zipfile.ZipFile(io.BytesIO(content)).read("[Content_Types].xml")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return repacked(content, replace={"[Content_Types].xml": types.replace(b"</Types>", declared.encode())})


def renamed(name: str, **attributes: int) -> bytes:
    """A workbook with one more member of this name."""
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as archive:
        member = zipfile.ZipInfo(name)
        archive.writestr(member, b"<a/>", compress_type=attributes.get("packed", zipfile.ZIP_STORED))
    return stream.getvalue()


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil.xml", "xl/../../evil.xml", "C:/evil.xml", "xl\\..\\..\\e.xml"]
)
def test_names_that_point_outside(name: str) -> None:
    assert "is an archive whose files point outside it" in said(renamed(name))


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


def test_a_plain_archive_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("figures.csv", text(ROW))

    assert "is a ZIP archive, not a workbook" in said(stream.getvalue())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_occurs_twice() -> None:
    assert "a file occurs twice" in said(repacked(workbook(), add={"xl/workbook.xml": b"<a/>"}))


def test_unusual_packing_and_passwords() -> None:
    assert "packed in a way no workbook is" in said(renamed("xl/a.xml", packed=zipfile.ZIP_LZMA))

    locked = bytearray(workbook())
    entry = locked.index(b"PK\x01\x02")
    locked[entry + 8] |= 1  # the flag "encrypted" of the first member
    assert "is protected with a password" in said(bytes(locked))


# ---------------------------------------------------------------- the process


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
    monkeypatch.setattr("stemagenda.sources.workbook_process.confine", lambda limits: None)
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
