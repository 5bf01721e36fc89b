"""Rows of a publisher's own table, and the shares that are counted from them."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources import instruments

from stemagenda.core.period import Period
from stemagenda.core.validation import Refused
from stemagenda.formats.package import Packed
from stemagenda.sources.rows import (
    Wanted,
    has_columns,
    is_shared_release,
    large_findings,
    open_rows,
    unpacked,
    year_in,
)
from stemagenda.sources.shares import Derivation, Figures, Part, Tally

MADE = Derivation(table="tabel", column="aantal", where="allen", by="een indeling van 2026")
YEAR = Period("year", 2026)


def read(content: bytes, *, name: str = "a.csv", required: tuple[str, ...] = ("aantal",)) -> list[dict[str, str]]:
    findings = large_findings(name)
    wanted = Wanted(required=required, optional=("jaar",))
    rows = open_rows(file=Packed(name=name, content=content), wanted=wanted, findings=findings)
    found = [dict(record.cells) for record in rows.records]
    findings.refuse_if_any()
    return found


@pytest.mark.parametrize("separator", list(",;|\t"))
@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_text_is_read_however_it_is_written(separator: str, ending: str, codec: str) -> None:
    rows = [["één; twee", 5, "a"], ["regel\neinde", 6, "b"]]
    content = instruments.text(["Naam", " AANTAL ", "x"], rows, separator=separator, ending=ending, codec=codec)
    assert read(content, required=("naam", "aantal")) == [
        {"naam": "één; twee", "aantal": "5", "jaar": ""},
        {"naam": "regel\neinde", "aantal": "6", "jaar": ""},
    ]


def test_a_workbook_and_a_text_of_one_table_read_the_same() -> None:
    rows = [[2025, "a", 1], [2026, "b", 2]]
    header = ["jaar", "naam", "aantal"]
    assert read(instruments.xlsx(header, rows), name="a.xlsx") == read(instruments.text(header, rows))


def test_what_is_no_table_is_named() -> None:
    for content, name, message in (
        (b"a;b\r1;2\r", "a.csv", "has no column 'aantal'"),
        (b"aantal;b\r1\r", "a.csv", "has 1 cells where the header has 2"),
        (b"aantal;aantal\r1;2\r", "a.csv", "twice"),
        (b'aantal;b\r"1;2\r', "a.csv", "is never closed"),
        (b"aantal\r1\r", "a.pdf", "ends in '.pdf'"),
        (b"aantal;na\xefve\r1;2\r", "a.csv", "is not UTF-8"),
    ):
        with pytest.raises(Refused) as refused:
            read(content, name=name)
        assert message in str(refused.value), str(refused.value)


def test_a_file_is_told_apart_from_a_release_file() -> None:
    assert is_shared_release(b"# title: iets\nindicator,series\n")
    assert is_shared_release(b"Indicator;Series;Period;Value\r")
    assert is_shared_release(instruments.xlsx(["# title", "iets"], []))
    assert not is_shared_release(b"jaar;aantal\r2026;5\r")
    assert not is_shared_release(b"")
    assert has_columns(b"Jaar;AANTAL \r", "jaar", "aantal")
    assert not has_columns(b"jaar\r", "jaar", "aantal")


def test_an_archive_is_unpacked_and_a_file_stays_what_it_is() -> None:
    assert unpacked(name="c:\\map\\a.csv", content=b"1", findings=large_findings("a"))[0].name == "a.csv"
    packed = instruments.package({"b.csv": b"2"})
    assert unpacked(name="a.zip", content=packed, findings=large_findings("a"))[0] == Packed(name="b.csv", content=b"2")


def test_a_year_in_a_name_counts_only_when_it_is_alone() -> None:
    assert [year_in(name) for name in ("TF_2021.txt", "a-2020-2021", "a20215", "2021_2021.csv", "")] == [
        "2021",
        "",
        "",
        "2021",
        "",
    ]


def test_a_hundred_thousand_rows_of_text_take_little_time() -> None:
    line = ";".join(["2026", "5", *("een tekst van gewone lengte" for _ in range(20))])
    header = ";".join(["jaar", "aantal", *(f"kolom {number}" for number in range(20))])
    content = "\r".join([header, *[line] * 100_000]).encode()
    start = time.process_time()
    assert len(read(content)) == 100_000
    assert time.process_time() - start < 10


def tally(part: int, whole: int) -> Tally:
    return Tally(part=part, whole=whole, part_rows=1, whole_rows=2)


@pytest.mark.parametrize(
    ("part", "whole", "value"),
    [(50, 200, 25.0), (0, 20, 0.0), (20, 20, 100.0), (4, 100, None), (96, 100, None), (5, 19, None), (0, 0, None)],
)
def test_a_share_shows_no_small_group(part: int, whole: int, value: float | None) -> None:
    found = Figures()
    found.share(indicator="RG6", series="totaal", period=YEAR, tally=tally(part, whole), made=MADE)
    assert [one.value for one in found.found] == ([] if value is None else [value])
    assert found.withheld == (1 if value is None and whole else 0)


def test_what_are_no_people_needs_no_protection() -> None:
    found = Figures(protects=False)
    found.share(indicator="RG10", series="a", period=YEAR, tally=tally(1, 4), made=MADE)
    found.number(indicator="RG10", series="b", period=YEAR, tally=tally(1, 4), made=MADE)
    assert [one.value for one in found.found] == [25, 1]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), min_size=2, max_size=6))
def test_one_part_alone_never_stays_away(drawn: list[tuple[int, int]]) -> None:
    """Else the whole and the other parts would give it back."""
    tallies = [tally(part, part + rest) for part, rest in drawn]
    found = Figures()
    parts = [Part(series=f"s{number}", tally=one, made=MADE) for number, one in enumerate(tallies)]
    found.shares(indicator="RG6", period=YEAR, parts=parts)
    there = sum(1 for one in tallies if one.whole)
    away = there - len(found.found)
    assert away == found.withheld
    assert away != 1 or there == 1


def test_what_stays_away_is_said() -> None:
    found = Figures()
    assert found.notes() == ()
    found.number(indicator="RG6", series="a", period=YEAR, tally=tally(2, 50), made=MADE)
    assert found.notes()[0].startswith("Eén cijfer blijft weg")
    found.number(indicator="RG6", series="b", period=YEAR, tally=tally(2, 50), made=MADE)
    assert found.notes()[0].startswith("2 cijfers blijven weg")


def test_cells_are_not_read_twice_from_one_table() -> None:
    rows: Any = open_rows(
        file=Packed(name="a.csv", content=b"aantal\r1\r"),
        wanted=Wanted(required=("aantal",)),
        findings=large_findings("a"),
    )
    assert len(list(rows.records)) == 1
    assert list(rows.records) == []
