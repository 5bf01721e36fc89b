"""SDMX-CSV as offices really write it, and files that only look like it."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date

import pytest
from tests.formats.cubes import EUROSTAT, EXPECTED, SAMPLE, cells, opened, problem, problems, row, rows, said, sdmx_csv

GOOD = sdmx_csv()
ONE = [("A.PC.BE2", "2015", 15.4, 1, "b")]
OECD = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,MEASURE,Measure,UNIT_MULT,Unit multiplier,"
    "TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,DECIMALS,Decimals"
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spellings_of_one_file(codec: str, ending: str, separator: str) -> None:
    content = GOOD.replace("\r\n", ending).replace(",", separator).encode(codec)

    found = cells(content)
    assert [tuple(cell)[:5] for cell in found] == EXPECTED
    assert [cell.row for cell in found] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("DATAFLOW,FREQ,UNIT,GEO,TIME_PERIOD,OBS_VALUE,OBS_STATUS", "ESTAT:S_1(1.0),A,PC,BE2,2015,15.4,b"),
        ("DATAFLOW,FREQ,TIME_PERIOD,UNIT,GEO,OBS_VALUE,OBS_STATUS", "ESTAT:S_1(1.0),A,2015,PC,BE2,15.4,b"),
        ("DATAFLOW,FREQ,UNIT,GEO,TIME_PERIOD,OBS_STATUS,DECIMALS,OBS_VALUE", "S_1,A,PC,BE2,2015,b,1,15.4"),
        (
            "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,UNIT,GEO,TIME_PERIOD,OBS_VALUE,OBS_FLAG",
            "dataflow,E.A:S_1(1.0),I,A,PC,BE2,2015,15.4,b",
        ),
        (
            "STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ,UNIT,GEO,TIME_PERIOD,OBS_VALUE,OBS_FLAG[]",
            "dataflow,S_1,M,A,PC,BE2,2015,15.4,b",
        ),
        (
            "DATAFLOW:Dataflow,freq:Frequency,unit:Unit of measure,geo:Area,TIME_PERIOD:T,OBS_VALUE:V,OBS_FLAG:F",
            '"ESTAT:S_1(1.0): Adult, learning",A: Annual,PC: Percentage,"BE2: Flanders, x",2015: 2015,15.4,b: break',
        ),
        (EUROSTAT, "ESTAT:S_1(1.0),24/04/24 23:00:00,A,PC,BE2,2015,15.4,b,F"),
    ],
)
def test_layouts(header: str, line: str) -> None:
    cube = opened(rows(line, header=header))

    assert (cube.dataset, cube.dimensions) == ("S_1", ("freq", "unit", "geo"))
    assert [tuple(cell)[:5] for cell in cube.cells] == ONE


def test_labels_give_the_title() -> None:
    content = rows('"ESTAT:S_1(1.0): Adult, learning",A,2015,1', header="DATAFLOW,FREQ,TIME_PERIOD,OBS_VALUE")

    assert opened(content).title == "Adult, learning"


def test_names_beside_the_ids_as_the_oecd_writes_them() -> None:
    line = 'DATAFLOW,OECD.X:DSD_A@DF_B(2.0),"Name, of it",I,BEL,Belgium,RD,Research,0,Units,2015,,15.4,,B,Break,1,One'
    for header in (OECD, OECD.replace("Reference area", "").replace("Measure", "").replace("Time period", "")):
        cube = opened(rows(line, header=header))
        assert (cube.dataset, cube.title, cube.dimensions) == ("DSD_A@DF_B", "Name, of it", ("ref_area", "measure"))
        assert [tuple(cell)[:5] for cell in cube.cells] == [("BEL.RD", "2015", 15.4, 1, "B")]


@pytest.mark.parametrize(("conf", "flags"), [("", "b"), ("F", "b"), ("C", "bc"), ("N: Not for publication", "bc")])
def test_confidentiality_is_a_flag_of_its_own(conf: str, flags: str) -> None:
    assert cells(rows(row(f"A,PC,BE2,2015,,b,{conf}")))[0].status == flags


def test_rows_that_only_carry_attributes_are_left_out() -> None:
    content = rows(row("A,PC,,,,,"), row("A,PC,~,~,,,"), "", ",,,,,,,,", row("A,PC,BE2,2015,15.4,b,"))

    assert said(content) == ONE
    assert cells(content)[0].row == 6


def test_a_quoted_line_end_counts_as_a_line() -> None:
    header = "DATAFLOW,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,NOTE"
    content = rows('S_1,A,PC,BE2,2015,15.4,b,"a\nb"', "S_1,A,PC,BE2,2016,15.4,b,c", header=header, ending="\n")

    assert [cell.row for cell in cells(content)] == [2, 4]


def test_decimal_commas_in_a_semicolon_file() -> None:
    content = rows(row("A,PC,BE2,2015,15.4,b,"), row("A,PC,BE2,2016,-16.25,,")).replace(",", ";").replace(".4;", ",4;")

    assert "uses another decimal mark than the rows before it" in problem(content)
    right = content.replace("16.25", "16,25")
    assert [(cell.value, cell.decimals) for cell in cells(right)] == [(15.4, 1), (-16.25, 2)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('A,PC,BE2,2015,"15,4",,', "row 2, column OBS_VALUE: '15,4' has a decimal comma. Write 15.4 with a point."),
        ("A,PC,BE2,2015,1e999,,", "row 2, column OBS_VALUE: '1e999' is too large"),
        ("A,PC,BE2,2015,-Inf,,", "'-Inf' is no finite number"),
        ("A,PC,BE2,2015,1_000,,", "'1_000' is no number"),
        ("A,PC,BE2,2015,=1+1,,", "'=1+1' is no number"),
        ("A,PC,BE2,2015,\u0661,,", "is no number"),
        (f"A,PC,BE2,2015,{'9' * 200},,", "has 200 characters"),
        ("A,PC,,2015,1,,", "row 2, column geo: is blank"),
        ("A,PC,B E,2015,1,,", "row 2, column geo: 'B E' is no code"),
        ("A,PC,B.E,2015,1,,", "'B.E' is no code"),
        (f"{'A' * 120},{'B' * 120},{'C' * 120},2015,1,,", "ok"),
        (f"{'A' * 121},PC,BE,2015,1,,", "row 2, column freq:"),
        ("A,PC,BE2,15/01/2015,1,,", "where a spreadsheet made a date of it"),
        ("A,PC,BE2,42005,1,,", "where a spreadsheet made a date of it"),
        ("A,PC,BE2,jan-15,1,,", "where a spreadsheet made a date of it"),
        ("A,PC,BE2,2015-13,1,,", "row 2, column TIME_PERIOD: '2015-13' is no period"),
        ("A,PC,BE2,9999,1,,", "'9999' is no period"),
        ("A,PC,BE2,,1,,", "row 2, column TIME_PERIOD: is blank"),
        ("A,PC,BE2,2015,1,<b>,", "row 2: '<b>' is no flag"),
        ("A,PC,BE2,2015,15,4,,", "row 2: '4' is no flag"),
        ("A,PC,BE2,2015,1", "row 2: has 7 cells where the header has 9"),
        ("A,PC,BE2,2015,1,,,x", "row 2: has 10 cells where the header has 9"),
    ],
)
def test_rows_that_are_refused(line: str, told: str) -> None:
    content = rows(row(line))
    if told == "ok":
        assert len(cells(content)[0].key) == 362
    else:
        assert told in problem(content)


def test_every_problem_of_every_row_is_named() -> None:
    content = rows(row("A,P C,BE2,x,y,,"), row("A,PC,BE2,2015,1,,"), row("A,PC,BE2,2015,z,,"))

    assert [one.place for one in problems(content)] == [
        "row 2, column unit",
        "row 2, column TIME_PERIOD",
        "row 2, column OBS_VALUE",
        "row 4, column OBS_VALUE",
    ]


def test_a_file_in_which_everything_is_wrong_is_not_read_to_its_end() -> None:
    found = problems(rows(*[row("A,PC,BE2,2015,x,,")] * 3_000))

    assert found[-1].place == "row 1001, column OBS_VALUE"
    assert "is as far as the file was read" in found[-1].message


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (rows(), "holds a header and no rows"),
        (rows(header="DATAFLOW,freq,TIME_PERIOD,VALUE"), "row 1: has no column OBS_VALUE. Did you mean 'VALUE'?"),
        (rows(header="DATAFLOW,freq,TIME,OBS_VALUE"), "row 1: has no column TIME_PERIOD. Ask for"),
        (rows(header="STRUCTURE,ACTION,freq,TIME_PERIOD,OBS_VALUE"), "has no column that names the table"),
        (rows(header="DATAFLOW,TIME_PERIOD,OBS_VALUE"), "names no dimension beside time"),
        (rows(header="DATAFLOW,geo,geo,TIME_PERIOD,OBS_VALUE"), "names the column 'GEO' twice"),
        (rows(header="DATAFLOW,a b,TIME_PERIOD,OBS_VALUE"), "names a dimension 'A B'"),
        (
            rows(header="DATAFLOW," + ",".join(f"d{n}" for n in range(31)) + ",TIME_PERIOD,OBS_VALUE"),
            "names 31 dimensions",
        ),
        ("DATAFLOW,TIME_PERIOD," + "," * 1_000_000, "row 1: has 1,000,003 columns; at most 200 are read"),
        (rows("???,A,2015,1", header="DATAFLOW,freq,TIME_PERIOD,OBS_VALUE"), "names no table in its column DATAFLOW"),
        (rows("ESTAT:S_1(1.0),yesterday,A,PC,BE2,2015,1,,"), "column LAST UPDATE: 'yesterday' is no day"),
        (rows(row("A,PC,BE2,2015,1,,"), "ESTAT:S_2(1.0),x,A,PC,BE2,2015,1,,"), "row 3: belongs to another table"),
        (
            rows("dataflow,S_1,D,A,2015,1", header="STRUCTURE,STRUCTURE_ID,ACTION,freq,TIME_PERIOD,OBS_VALUE"),
            "asks for 'D'",
        ),
        (rows(row('A,PC,"BE2,2015,1,,')), "row 2: opens a quotation mark that is never closed"),
        (rows(row('A,PC,"BE"2,2015,1,,')), "row 2: cannot be taken apart"),
        (rows(row("A,PC,BE2,2015,1,,")) + '"' + "x,\n" * 40_000, "row 3: has a cell longer than 10,000 characters"),
        (rows(row("A,PC,BE2,2015,1,,")) + "x" * 3_000_000, "row 3: is longer than 2,000,000 characters"),
        (rows(row("A,PC,BE2,2015,1,,")) + '"\n",' * 1_000_000, "is longer than 2,000,000 characters"),
        (rows(row("A,PC,BE2,2015,1,,")) + "," * 1_000_000, "row 3: has 1,000,001 cells; at most 200 are read"),
        (rows(row("A,PC,BE2,2015,1\0,,")), "row 2: holds a NUL character"),
    ],
    ids=range(20),
)
def test_files_that_are_refused(content: str, told: str) -> None:
    started = time.process_time()
    assert told in problem(content)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            rows(*[row("A,PC,BE2,2015,1,,")] * 9_000).encode() + "één".encode("cp1252"),
            "row 9002: is not UTF-8 (byte 0xe9",
        ),
        (GOOD.encode() + "é".encode()[:1], "row 6: ends in the middle of a letter"),
        (GOOD.encode("utf-16")[:-1], "is broken UTF-16"),
        (GOOD.encode("utf-16-le"), "is no table in a format known here"),
    ],
)
def test_other_encodings_are_refused_with_the_line(content: bytes, told: str) -> None:
    assert told in problem(content)


def test_line_numbers_hold_across_the_pieces_a_file_is_read_in() -> None:
    """The pieces are of 256 KiB; a CR LF falls apart between two of them at some length of the first line."""
    for filler in range(3):
        lines = [row(f"A,PC,BE{number},2015,1,,") for number in range(12_000)]
        lines[0] = lines[0].replace("ESTAT", "E" + "S" * filler)
        lines[-1] = lines[-1].replace(",1,", ",x,")
        assert problem(rows(*lines)).startswith("a: row 12001, column OBS_VALUE")


def test_more_rows_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    from stemagenda.core.validation import Refused
    from stemagenda.formats.cube import read_cube
    from stemagenda.formats.limits import Limits
    from stemagenda.formats.problems import Findings

    cube = read_cube(name="a", content=GOOD.encode(), findings=Findings(file="a", limits=Limits(cube_rows=3)))
    with pytest.raises(Refused, match="row 5: is past the 3 rows that are read"):
        list(cube.cells)


def test_the_day_and_the_cells_are_read_lazily() -> None:
    cube = opened(GOOD + "broken")

    assert cube.updated == date(2024, 4, 24)
    assert next(cube.cells).key == "A.PC.BE2"


def test_speed_and_memory() -> None:
    """A guard against a blunder; benchmarks measure. Memory does not grow with the file."""
    content = sdmx_csv(
        [
            ((*SAMPLE[0][0][:2], f"G{number % 400}"), str(1900 + number % 200), f"{number}.5", "")
            for number in range(20_000)
        ]
    )
    started = time.process_time()
    assert sum(1 for _ in opened(content).cells) == 20_000
    assert time.process_time() - started < 2
    tracemalloc.start()
    assert sum(1 for _ in opened(content).cells) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000
