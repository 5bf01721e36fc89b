"""Tables with dimensions, recognised by their bytes; real ones of Eurostat; and names that lie."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from tests.formats.cubes import (
    DATA,
    EXPECTED,
    WRITERS,
    cells,
    eurostat_tsv,
    jsonstat,
    opened,
    problem,
    said,
    sdmx_csv,
    specific,
)

from stemagenda.formats.cube import recognise_cube

ENDINGS = {"sdmx-csv": "csv", "eurostat-tsv": "tsv", "sdmx-ml": "xml", "json-stat": "json"}


@pytest.mark.parametrize("written", WRITERS)
@pytest.mark.parametrize("packed", [False, True])
def test_one_table_in_every_format(written: str, packed: bool) -> None:
    kind = written.partition(" ")[0]
    content = WRITERS[written]().encode()
    content = gzip.compress(content, mtime=0) if packed else content
    name = f"sample_1.{ENDINGS[kind]}" + (".gz" if packed else "")

    assert recognise_cube(content) == kind
    cube = opened(content, name=name)
    assert (cube.dataset, cube.dimensions) == ("SAMPLE_1", ("freq", "unit", "geo"))
    assert cube.updated == (date(2024, 4, 24) if kind in {"sdmx-csv", "json-stat"} else None)
    assert sorted(said(content, name=name), key=str) == sorted(EXPECTED, key=str)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (sdmx_csv(), "a.xlsx", "ends in '.xlsx' but is SDMX-CSV. Give it the ending .csv."),
        (sdmx_csv(), "a.xml", "ends in '.xml' but is SDMX-CSV"),
        (specific(), "a.csv", "ends in '.csv' but is SDMX-ML. Give it the ending .sdmx."),
        (jsonstat(), "a.csv", "ends in '.csv' but is JSON-stat. Give it the ending .json."),
        (eurostat_tsv(), "a.json.gz", "ends in '.gz' but is not packed"),
        (
            gzip.compress(sdmx_csv().encode(), mtime=0),
            "a.csv",
            "ends in '.csv' but is a gzip archive. Name it a.csv.gz.",
        ),
        (gzip.compress(jsonstat().encode(), mtime=0), "a.csv.gz", "ends in '.csv' but is JSON-stat"),
    ],
)
def test_a_name_that_says_something_else_is_named(content: str | bytes, name: str, told: str) -> None:
    assert told in problem(content, name=name)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7", "is a PDF document, not SDMX-CSV, SDMX-ML, JSON-stat or Eurostat TSV"),
        (b"PK\x03\x04", "is a ZIP archive or an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old or encrypted Office document"),
        (b"<html><body>503</body></html>", "is a web page"),
        (b'{"a": 1}', "is a JSON document"),
        (b"<x/>", "is a marked-up document"),
        (b"a,b\n1,2\n", "is no table in a format known here"),
        (bytes(range(256)), "is no table in a format known here"),
    ],
)
def test_other_files(content: bytes, told: str) -> None:
    assert recognise_cube(content) is None
    assert told in problem(content, name="a.csv")


def test_an_unknown_ending_is_no_lie() -> None:
    assert cells(sdmx_csv(), name="download?format=SDMX-CSV")


@pytest.mark.parametrize("content", [b"\x1f\x8b", b"\x1f\x8bnonsense", b"\xff\xfe\x00", b"\xef\xbb\xbf"])
def test_recognising_never_raises(content: bytes) -> None:
    assert recognise_cube(content) is None


@pytest.mark.skipif(not DATA.is_dir(), reason="the real Eurostat tables are not here (../shared/data/eurostat)")
@pytest.mark.parametrize(
    ("name", "dimensions", "count", "some"),
    [
        (
            "trng_lfse_04.tsv",
            ("unit", "sex", "age", "geo"),
            23_280,
            {("PC.F.Y25-64.AT", "2015", 15.4, 1, "", 2), ("PC.F.Y25-64.AT1", "2006", 14.6, 1, "b", 3)},
        ),
        (
            "educ_uoe_grad02.tsv.gz",
            ("unit", "isced11", "iscedf13", "sex", "geo"),
            400_335,
            {("NR.ED35.F00.F.AT", "2015", 0.0, 0, "", 2), ("NR.ED35.F00.F.AT", "2014", None, 0, "", 2)},
        ),
    ],
)
def test_real_tables_of_eurostat(name: str, dimensions: tuple[str, ...], count: int, some: set[object]) -> None:
    content = (DATA / name).read_bytes()
    cube = opened(content, name=name)
    found = list(cube.cells)

    assert (recognise_cube(content), cube.dimensions) == ("eurostat-tsv", dimensions)
    assert cube.dataset == name.partition(".")[0].upper()
    assert len(found) == count
    assert some <= set(found)
    assert {cell.status for cell in found} <= {"", "b", "bu", "e", "u", "d", "z"}
