"""What a release file may say, cell by cell, and what is said back when it may not."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sources.files import FULL_HEADER, HEADER, METADATA, ROW, first_row, problem, problems, read, text

from stemagenda.core.observation import STATUSES, Observation, Release
from stemagenda.core.period import Period
from stemagenda.core.validation import Refused
from stemagenda.formats.limits import Limits

FIRST = first_row()


def test_a_whole_release() -> None:
    row = ("RG2-WIS", "pisa", "2018-19", "15.4", "0.05", "yes", "above", "1.25", "4714", "P", "p. 7", "een kwart, ruim")
    content = text(row, header=FULL_HEADER, metadata={**METADATA, "language": "fr", "note": "jaar: afgeleid"})

    assert read(content, name="PISA 2012.csv") == Release(
        source="test",
        code="pisa-2012",
        title="Vlaamse resultaten",
        publisher="Een uitgever",
        published=date(2013, 12, 3),
        precision="day",
        rank="primary",
        url="https://example.org/a?b=c",
        licence="niet vermeld",
        digest=hashlib.sha256(content.encode()).hexdigest(),
        language="fr",
        note="jaar: afgeleid",
        reader="release file 1",
        observations=(
            Observation(
                indicator="RG2-WIS",
                series="pisa",
                period=Period("school_year", 2018),
                value=15.4,
                half_width=0.05,
                standard_error=1.25,
                sample_size=4714,
                approximate=True,
                bound="above",
                status="P",
                where="p. 7",
                note="een kwart, ruim",
                row=10,
            ),
        ),
    )


def test_optional_columns_may_be_absent_or_blank() -> None:
    short = read(text(ROW)).observations[0]
    full = read(text((*ROW, *[""] * 8), header=FULL_HEADER)).observations[0]

    assert short == full
    assert (short.half_width, short.standard_error, short.sample_size) == (0.0, None, None)
    assert (short.approximate, short.bound, short.status) == (False, "", "A")


def test_columns_may_come_in_any_order() -> None:
    content = text(("15.4", "2012", "pisa", "RG2-WIS"), header=("value", "period", "series", "indicator"))

    assert read(content).observations == read(text(ROW)).observations


@pytest.mark.parametrize(
    ("written", "published", "precision"),
    [
        ("2013", date(2013, 12, 31), "year"),
        ("2013-12", date(2013, 12, 31), "month"),
        ("2012-02", date(2012, 2, 29), "month"),
        ("2013-02-01", date(2013, 2, 1), "day"),
    ],
)
def test_a_publication_date_may_be_vague(written: str, published: date, precision: str) -> None:
    release = read(text(ROW, metadata={**METADATA, "published": written}))

    assert (release.published, release.precision) == (published, precision)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("published", "2013-02-30", "'2013-02-30' is no publication date"),
        ("published", "3 december 2013", "is no publication date"),
        ("published", "0013", "is no publication date"),
        ("published", "2013-13", "is no publication date"),
        ("published", "2013-00", "is no publication date"),
        ("published", "2013-01-00", "is no publication date"),
        ("rank", "primair", "Did you mean 'primary'?"),
        ("rank", "7", "Write 'primary'"),
        ("url", "ftp://example.org", "is no web address"),
        ("url", "javascript:alert(1)", "is no web address"),
        ("url", "http://[::1", "is no web address"),
        ("url", "https://", "is no web address"),
        ("url", "https://user:secret@example.org", "is no web address"),
        ("url", "https://example.org/a b", "is no web address"),
        ("language", "Dutch", "is no language code"),
        ("title", "", "row 1, title: is blank"),
        ("title", "t" * 401, "has 401 characters, at most 400 fit"),
        ("title", "=HYPERLINK(1)", "is a formula"),
        ("publisher", "\u202egnp.exe", "unreadable character U+202E"),
    ],
)
def test_wrong_metadata_is_named(key: str, value: str, said: str) -> None:
    assert said in problem(text(ROW, metadata={**METADATA, key: value}))


def test_missing_metadata_is_named_with_an_example() -> None:
    found = problems(text(ROW, metadata={}))

    assert [one.message for one in found] == [f"'{key}' is missing" for key in METADATA]
    assert "# rank: primary" in found[3].remedy


KNOWN_KEYS = "Known keys are title, publisher, published, rank, url, licence, language, note."


def test_unknown_repeated_and_formless_metadata_are_named() -> None:
    content = "# license: CC0\n# title: nog een\n# zomaar\n# nergens: op\n#\n" + text(ROW)

    assert [(one.place, one.message, one.remedy) for one in problems(content)] == [
        ("row 1", "'license' is no metadata key", "Did you mean 'licence'?"),
        ("row 3", "'zomaar' is no metadata", "Write it as '# key: value'."),
        ("row 4", "'nergens' is no metadata key", KNOWN_KEYS),
        ("row 6", "gives 'title' a second time", "Keep one of the two."),
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (("indicator", "series", "period", "valeu"), "Did you mean 'value'?"),
        (("indicator", "series", "value"), "the column 'period' is missing"),
        (("indicator", "series", "period", "value", "value"), "names the column 'value' twice"),
        (("indicator", "", "period", "value"), "has no name for column 2"),
        (("indicator", "series", "period", "value", "zzzzz"), "Known columns are indicator, series"),
    ],
)
def test_a_wrong_header_is_named(header: tuple[str, ...], said: str) -> None:
    found = problems(text(ROW, header=header))

    assert any(said in str(one) for one in found)
    assert {one.place for one in found} == {"row 7"}


WRONG_CELLS: list[tuple[str, str, str]] = [
    ("indicator", "", "is blank"),
    ("indicator", "RG2 WIS", "is no code"),
    ("indicator", "rg2-wis", "is no code"),
    ("series", "Pisa", "is no code"),
    ("series", "p" * 61, "is no code"),
    ("period", "", "is blank"),
    ("period", "12", "'12' is no period"),
    ("period", "1812", "'1812' is no period"),
    ("period", "2018-20", "is no period"),
    ("period", "99999", "is no period"),
    ("period", "2012-12-01", "format the column as text first"),
    ("period", "dec/12", "format the column as text first"),
    ("value", "", "is blank"),
    ("value", "15,4", "write 15.4 with a point"),
    ("value", "n.v.t.", "is no number"),
    ("value", ":", "stands for no figure"),
    ("value", "NaN", "is no finite number"),
    ("value", "-Infinity", "is no finite number"),
    ("value", "1e999", "is too large"),
    ("value", "1e15", "is too large"),
    ("value", "1 234", "has thousands separators"),
    ("value", "1.234.567", "has thousands separators"),
    ("value", "15.4%", "has a percent sign"),
    ("value", "<5", "is a limit, not a value"),
    ("value", "−5", "has a typographic minus"),
    ("value", "=1+1", "'=1+1' is a formula"),
    ("value", "@SUM(A1)", "is a formula"),
    ("value", "+cmd|' /C calc'!A0", "is a formula"),
    ("value", "1_000", "is no number"),
    ("value", "٣", "is no number"),
    ("value", "0x1F", "is no number"),
    ("value", "15.4 procent", "is no number"),
    ("half_width", "-0.05", "'-0.05' is negative"),
    ("half_width", "klein", "is no number"),
    ("standard_error", "-1", "is negative"),
    ("sample_size", "4714.5", "is no whole number"),
    ("sample_size", "-3", "is no whole number"),
    ("sample_size", "99999999999", "is no whole number"),
    ("sample_size", "=A1", "is a formula"),
    ("approximate", "ja", "Leave it blank or write 'yes'."),
    ("approximate", "Yes", "Write it as 'yes'."),
    ("bound", "abov", "Did you mean 'above'?"),
    ("bound", "=1", "is a formula"),
    ("status", "Q", "Write an SDMX status: A, B,"),
    ("status", "p", "Write it as 'P'."),
    ("where", "=1+1", "is a formula"),
    ("where", "w" * 301, "has 301 characters, at most 300 fit"),
    ("note", "BelgiÃ«", "holds accents that were misread ('Ã«')"),
    ("note", "zogenaamd â€œgoedâ€", "holds accents that were misread"),
    ("note", "Belgi\ufffd", "unreadable character U+FFFD"),
    ("note", "piep\x07", "unreadable character U+0007"),
]


@pytest.mark.parametrize(("column", "cell", "said"), WRONG_CELLS)
def test_a_wrong_cell_is_named_with_its_row_and_column(column: str, cell: str, said: str) -> None:
    cells = {**dict.fromkeys(FULL_HEADER, ""), **dict(zip(HEADER, ROW, strict=True)), column: cell}
    said_back = problem(text(list(cells.values()), header=FULL_HEADER))

    assert said_back.startswith(f"a.csv: row {FIRST}, column {column}: ")
    assert said.lower() in said_back.lower()


@pytest.mark.parametrize("note", ["- zie tabel 3", "+/- een vijfde", "Ångström en São Tomé", "À la carte", "‘goed’ €"])
def test_usual_text_is_no_formula_and_no_mojibake(note: str) -> None:
    assert read(text((*ROW, note), header=(*HEADER, "note"))).observations[0].note == note


def test_a_text_over_several_lines_becomes_one_line() -> None:
    content = text((*ROW, "een\nkwart,\r\n  ruim"), (*ROW[:2], "2013", "1", ""), header=(*HEADER, "note"))

    first, second = read(content).observations
    assert first.note == "een kwart, ruim"
    assert second.row == FIRST + 3, "rows are numbered as the lines of the file"


def test_duplicate_rows_name_both_rows() -> None:
    content = text(ROW, ("RG2-WIS", "pisa", "2015", "16"), ROW)

    assert problem(content) == (
        f"a.csv: row {FIRST + 2}: gives RG2-WIS / pisa for 2012 again, after row {FIRST}. Keep one of the two rows."
    )


def test_two_spellings_of_one_period_are_a_duplicate() -> None:
    assert "again" in problem(text(("RG4", "a", "2018-19", "1"), ("RG4", "a", "2018-2019", "1")))


def test_a_file_without_figures_is_refused() -> None:
    assert "holds no figure" in problem(text())
    assert "has no header row" in problem("# title: niets\n")


@pytest.mark.parametrize("name", ["---.csv", f"{'a' * 130}.csv"])
def test_a_name_that_gives_no_code_is_refused(name: str) -> None:
    assert "gives no release code" in problem(text(ROW), name=name)


def test_a_path_in_the_name_is_left_out() -> None:
    assert read(text(ROW), name="..\\..\\etc/Mijn bestand (1).csv").code == "mijn-bestand-1"


def test_the_first_hundred_problems_are_told_and_the_rest_counted() -> None:
    found = problems(text(*[("RG4", "a", "2012", "x") for _ in range(250)]))

    assert len(found) == 101
    assert found[-1].message == "has 150 more problems"


def test_all_faults_of_a_row_are_told_at_once() -> None:
    found = problems(text(("", "A", "later", "veel")))

    assert [one.place.rpartition(" ")[2] for one in found] == list(HEADER)


def test_limits_can_be_lower() -> None:
    limits = Limits(rows=2, columns=5, cell_characters=40, metadata_lines=6, problems=1)
    rows = [("RG4", "a", str(year), "1") for year in (2010, 2011, 2012)]

    assert len(read(text(*rows[:2]), limits=limits).observations) == 2
    assert "row 10: is past the 2 rows" in problem(text(*rows), limits=limits)
    assert "longer than 40 characters" in problem(text((*ROW, "n" * 41), header=(*HEADER, "note")), limits=limits)
    assert "has 6 columns; at most 5" in problem(text((*ROW, "", "")), limits=limits)
    assert "metadata line number 7" in problem(text(ROW, metadata={**METADATA, "note": "n"}), limits=limits)


plain = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=30)


@st.composite
def observed(draw: st.DrawFn) -> dict[str, Any]:
    """One row as values."""
    number = st.floats(-1e14, 1e14, allow_nan=False).map(lambda value: value + 0.0)
    width = st.floats(0, 1e14, allow_nan=False)
    return {
        "indicator": draw(st.from_regex(r"[A-Z][A-Z0-9]{0,8}(-[A-Z0-9]{1,8})?", fullmatch=True)),
        "series": draw(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)),
        "period": Period(draw(st.sampled_from(["year", "school_year"])), draw(st.integers(1900, 2099))),
        "value": draw(number),
        "half_width": draw(width),
        "standard_error": draw(st.none() | width),
        "sample_size": draw(st.none() | st.integers(0, 2**31 - 1)),
        "approximate": draw(st.booleans()),
        "bound": draw(st.sampled_from(["", "above", "below"])),
        "status": draw(st.sampled_from(STATUSES)),
        "where": draw(plain),
        "note": draw(plain),
    }


def as_cells(row: dict[str, Any]) -> list[str]:
    """The row as somebody would type it."""
    written = {
        **row,
        "period": row["period"].code,
        "approximate": "yes" if row["approximate"] else "",
        "value": repr(row["value"]),
    }
    return ["" if written[column] is None else str(written[column]) for column in FULL_HEADER]


@given(
    st.lists(observed(), min_size=1, unique_by=lambda row: (row["indicator"], row["series"], row["period"])),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read_back(rows: list[dict[str, Any]], separator: str, ending: str, codec: str) -> None:
    """parse(write(x)) == x, in every spelling of a text file; texts that nobody may write are refused by name."""
    content = text(*map(as_cells, rows), header=FULL_HEADER, separator=separator, ending=ending).encode(codec)

    try:
        release = read(content)
    except Refused:
        assert all(found.place.endswith(("where", "note")) for found in problems(content))
        return
    for number, (row, observation) in enumerate(zip(rows, release.observations, strict=True)):
        expected = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in row.items()}
        assert observation == Observation(**expected, row=FIRST + number)


@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"#")
@example(b'"')
@example(b"sep=;\r\n")
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert problems(content)


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    """A byte changed, removed or doubled anywhere never crashes the reader."""
    content = bytearray(text((*ROW, "0.05", *[""] * 5, "p. 7", 'een "kwart"'), header=FULL_HEADER).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    with suppress(Refused):
        read(bytes(content))
