"""Eurostat's bulk tables in both layouts, and broken ones."""

from __future__ import annotations

import pytest
from tests.formats.cubes import cells, eurostat_tsv, opened, problem, problems, said

OLD = "unit,sex,age,geo\\time\t2016 \t2015 \n"
ROW = "PC,F,Y25-64,BE2\t15.4 b\t: \n"


def test_the_old_layout() -> None:
    cube = opened(OLD + ROW, name="trng_lfse_04.tsv")

    assert (cube.dataset, cube.dimensions) == ("TRNG_LFSE_04", ("unit", "sex", "age", "geo"))
    assert list(cube.cells) == [
        ("PC.F.Y25-64.BE2", "2016", 15.4, 1, "b", 2),
        ("PC.F.Y25-64.BE2", "2015", None, 0, "", 2),
    ]


@pytest.mark.parametrize(
    ("printed", "value", "decimals", "flags"),
    [
        ("15.4 ", 15.4, 1, ""),
        ("15.40 bu", 15.4, 2, "bu"),
        ("0 n", 0.0, 0, "n"),
        ("0n", 0.0, 0, "n"),
        (":", None, 0, ""),
        (": c", None, 0, "c"),
        (":c", None, 0, "c"),
        (": bu ", None, 0, "bu"),
        ("-1.5 e", -1.5, 1, "e"),
        ("15.4 e", 15.4, 1, "e"),
        ("1e3", 1000.0, 0, ""),
        ("1.5E-3 p", 0.0015, 4, "p"),
    ],
)
def test_cells(printed: str, value: float | None, decimals: int, flags: str) -> None:
    assert said(f"geo\\time\t2015\nBE\t{printed}\n") == [("BE", "2015", value, decimals, flags)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_spellings(ending: str, codec: str) -> None:
    content = eurostat_tsv().replace("\n", ending).encode(codec)

    assert cells(content) == cells(eurostat_tsv())
    assert [cell.row for cell in cells(content)] == [2, 2, 3, 3]


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("trng_lfse_04.tsv.gz", "TRNG_LFSE_04"),
        ("estat_educ_uoe_grad02.tsv", "EDUC_UOE_GRAD02"),
        ("a/b/TRNG_LFSE_04.tsv", "TRNG_LFSE_04"),
        ("download.tsv", ""),
        ("trng lfse (1).tsv", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_the_name_of_the_file_is_that_of_the_table(name: str, dataset: str) -> None:
    from stemagenda.formats.eurostat_tsv import read
    from stemagenda.formats.problems import Findings

    assert read(name=name, content=(OLD + ROW).encode(), findings=Findings(file="a")).dataset == dataset


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (OLD, "holds a header and no rows"),
        ("geo\\time\n", "row 1: names no period"),
        ("geo\\time\t2015\t2015 \n", "row 1, column 3: names the period 2015 twice"),
        ("geo\\time\t1/01/2015\n", "row 1, column 2: '1/01/2015' is no period. Write 2015"),
        ("geo\\time" + "\t2015" * 6_000, "row 1: has 6,000 columns; at most 5,000 are read"),
        ("geo,geo\\time\t2015\n", "row 1: names the dimension 'geo' twice"),
        (OLD + "PC,F,Y25-64\t1\t2\n", "row 2: begins with 3 codes where the header has 4"),
        (OLD + "PC,F,Y25-64,BE2\t1\n", "row 2: has 1 cells where the header has 2 periods"),
        (OLD + "PC,F,Y25-64,BE2\t1\t2\t3\n", "row 2: has 3 cells where the header has 2 periods"),
        (OLD + "PC,F,,BE2\t1\t2\n", "row 2: is blank"),
        (OLD + "PC,F,Y25-64,BE2\t1\t\n", "row 2, column 2015: is blank. Write : where there is none."),
        (OLD + "PC,F,Y25-64,BE2\t1\tb\n", "row 2, column 2015: 'b' has no figure"),
        (OLD + "PC,F,Y25-64,BE2\t15,4\t1\n", "row 2, column 2016: '15,4' has a decimal comma"),
        (OLD + "PC,F,Y25-64,BE2\t1e999\t1\n", "row 2, column 2016: '1e999' is too large"),
        (OLD + "PC,F,Y25-64,BE2\tNaN\t1\n", "'NaN' has no figure"),
        (OLD + "PC,F,Y25-64,BE2\t1 2\t1\n", "'1 2' is no cell of such a table"),
        (OLD + "PC,F,Y25-64,BE2\t1 abcdefghijk\t1\n", "is no flag"),
        (OLD + "x" * 3_000_000, "row 2: is longer than 2,000,000 characters"),
        (OLD + "PC,F,Y25-64,BE2\t1\0\t1\n", "row 2: holds a NUL character"),
    ],
)
def test_broken_tables(content: str, told: str) -> None:
    assert told in problem(content)


def test_a_table_of_wrong_rows_is_not_read_to_its_end() -> None:
    assert "is as far as the file was read" in problems(OLD + "x\t1\t2\n" * 3_000)[-1].message


def test_a_file_without_such_a_header_is_refused_by_the_reader_itself() -> None:
    from stemagenda.core.validation import Refused
    from stemagenda.formats.eurostat_tsv import read
    from stemagenda.formats.problems import Findings

    with pytest.raises(Refused, match="does not begin with the dimensions"):
        read(name="a", content=b"a\tb\n", findings=Findings(file="a"))


def test_more_cells_than_the_limit() -> None:
    from stemagenda.core.validation import Refused
    from stemagenda.formats.eurostat_tsv import read
    from stemagenda.formats.limits import Limits
    from stemagenda.formats.problems import Findings

    findings = Findings(file="a", limits=Limits(cube_rows=3))
    cube = read(name="a", content=(OLD + ROW * 2).encode(), findings=findings)
    with pytest.raises(Refused, match="row 3: is past the 3 cells"):
        list(cube.cells)
