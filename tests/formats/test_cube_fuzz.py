"""Whatever stands in a file: written and read back it is equal; damaged, it is refused or read, and nothing else."""

from __future__ import annotations

import gzip
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cubes import WRITERS, Cell, said

from stemagenda.core.validation import Refused
from stemagenda.formats import eurostat_tsv, jsonstat, sdmx_csv, sdmx_ml
from stemagenda.formats.cube import read_cube, recognise_cube
from stemagenda.formats.problems import Findings

CODES = st.text(st.sampled_from("ABCyz019_-"), min_size=1, max_size=8).filter(lambda code: code[0].isalnum())
PRINTED = st.one_of(
    st.just(""),
    st.integers(-(10**9), 10**9).map(str),
    st.decimals(-(10**6), 10**6, places=3, allow_nan=False).map(lambda number: f"{number:f}"),
)
PERIODS = st.lists(
    st.one_of(
        st.integers(1900, 2099).map(str),
        st.tuples(st.integers(1990, 2030), st.integers(1, 4)).map(lambda at: f"{at[0]}-Q{at[1]}"),
    ),
    min_size=1,
    max_size=4,
    unique=True,
)
READERS = {
    "sdmx-csv": sdmx_csv.read,
    "eurostat-tsv": eurostat_tsv.read,
    "sdmx-ml": sdmx_ml.read,
    "sdmx-ml generic": sdmx_ml.read,
    "json-stat": jsonstat.read,
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[Cell]]:
    """Draw dimensions, and a table that has a cell for every key and period."""
    names = draw(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True), min_size=1, max_size=4, unique=True))
    reserved = {"time", "time_period", "key", "title", "note", "notes", "action", "breaks"}
    names = [f"x{name}" if name in reserved else name for name in names]
    keys = draw(st.lists(st.tuples(*[CODES] * len(names)), min_size=1, max_size=5, unique=True))
    cells = [
        (key, period, draw(PRINTED), draw(st.sampled_from(["", "b", "bp", "u"])))
        for period in draw(PERIODS)
        for key in keys
    ]
    return tuple(dict.fromkeys(names)), cells


@pytest.mark.parametrize("written", WRITERS)
@given(table=tables())
def test_a_table_comes_back_as_it_was_written(written: str, table: tuple[tuple[str, ...], list[Cell]]) -> None:
    names, given_cells = table
    expected = [
        (".".join(key), period, float(value) if value else None, len(value.partition(".")[2]), flags)
        for key, period, value, flags in given_cells
    ]
    content = WRITERS[written](given_cells, dimensions=names)
    assert recognise_cube(content.encode()) == written.partition(" ")[0]
    assert sorted(said(content), key=str) == sorted(expected, key=str)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Damage a file in one to four places."""
    given_bytes = bytearray(content)
    pieces = (
        b"",
        b"\0",
        b'"',
        b"'",
        b"<",
        b">",
        b"&x;",
        b"{",
        b"[",
        b",,,",
        b"\t",
        b"\r",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"1e999",
        b"NaN",
        b"-1",
        b"9" * 30,
        b"<!DOCTYPE x>",
        b"null",
        b"\xe9",
        b"9999",
        b"\\time",
    )
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(given_bytes) + 1)
        to = min(len(given_bytes), at + chance.choice((0, 1, 1, 2, 8, 200)))
        kind = chance.randrange(4)
        if kind == 0:
            given_bytes[at:to] = chance.choice(pieces)
        elif kind == 1:
            given_bytes[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
        elif kind == 2:
            given_bytes[at:at] = given_bytes[at:to] * chance.randint(1, 3)
        else:
            del given_bytes[at : to if chance.random() < 0.8 else None]
    return bytes(given_bytes)


@pytest.mark.parametrize("written", WRITERS)
def test_a_damaged_file_is_refused_or_read_and_nothing_else(written: str) -> None:
    good = WRITERS[written]().encode()
    chance = random.Random(f"20240424 {written}")
    refused = 0
    started = time.process_time()
    for number in range(400):
        content = damaged(good, chance)
        if number % 10 == 0:
            content = damaged(gzip.compress(good, mtime=0), chance)
        assert recognise_cube(content) in {None, "sdmx-csv", "eurostat-tsv", "sdmx-ml", "json-stat"}
        for read in (read_cube, READERS[written]):
            try:
                for cell in read(name="a", content=content, findings=Findings(file="a")).cells:
                    assert cell.value is None or abs(cell.value) < 1e18
                    assert cell.key
                    assert len(cell.key) <= 400
                    assert len(cell.period) <= 20
                    assert len(cell.status) <= 10
            except Refused:
                refused += 1
    assert refused > 100
    assert time.process_time() - started < 20
