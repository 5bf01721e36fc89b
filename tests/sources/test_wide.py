"""Tables with years in columns, through a mapping of their own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.published_tables import SAID, figure, figures, read, recognised, refusal, refusals, workbook

from stemagenda.core.observation import Details, Release
from stemagenda.core.validation import Refused
from stemagenda.sources.wide import read_wide, recognises_wide

SOURCE = """
publisher = "A publisher"
url = "https://example.org"
licence = "CC BY 4.0"
"""
MAPPING = """
[[tables]]
name = "staff"
titles = ["Research staff by sector"]
size = "Respondents"
ignore = ["Elsewhere"]
[tables.rows]
"Companies" = ["A1", "companies"]
"Universities" = ["A1", "universities"]
"Women > Universities" = ["A1", "women"]
"Region > Universities" = ["A1", "region"]

[[tables]]
name = "shares"
titles = ["Share of staff", "Share of research staff by sector"]
percent = true
[tables.rows]
"Companies" = ["A2", "companies"]

[[tables]]
name = "counts"
titles = ["Number of companies"]
exact = true
[tables.rows]
"Companies" = ["A3", "companies"]
"""
TABLE = """Table 1. Research staff by sector (made for the test);;;
;2019;2020;2021
Companies;10,5;11,0;12
Universities;20,1;20,2;20,3
Source: nobody.;;;
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A reader of a source of its own."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    (folder / "source.toml").write_text(SOURCE, encoding="utf-8")
    return made(folder)


def made(folder: Path) -> SimpleNamespace:
    """What a reader.py would offer."""

    def ask(*, name: str, content: bytes, details: Details) -> Release:
        return read_wide(folder=folder, reader="mine 1", name=name, content=content, details=details)

    def own(*, name: str, content: bytes) -> bool:
        return recognises_wide(folder=folder, name=name, content=content)

    return SimpleNamespace(read=ask, recognises=own)


def test_a_title_that_a_comma_took_apart(reader: Any) -> None:
    """A file with commas whose title has one too, without quotation marks around it."""
    assert figures(read(reader, "Made, for us: research staff, by sector\n,2019\nCompanies,10\n"))


def test_a_table(reader: Any) -> None:
    """Titles above, notes below, decimal commas as printed; half a rounding step from the digits."""
    release = read(reader, TABLE)
    assert figures(release) == {
        ("A1", "companies", "2019"): 10.5,
        ("A1", "companies", "2020"): 11.0,
        ("A1", "companies", "2021"): 12.0,
        ("A1", "universities", "2019"): 20.1,
        ("A1", "universities", "2020"): 20.2,
        ("A1", "universities", "2021"): 20.3,
    }
    assert [figure(release, "A1", "companies", year).half_width for year in ("2019", "2020", "2021")] == [
        0.05,
        0.05,
        0.5,
    ]
    assert figure(release, "A1", "companies", "2019").where == "Companies, kolom 2"
    assert figure(release, "A1", "companies", "2019").row == 3
    assert release.note == "Source: nobody."
    assert release.publisher == "A publisher"
    assert release.reader == "mine 1"


def test_a_newer_table_takes_the_place_of_the_older(reader: Any) -> None:
    """Both carry the same dataset, so figures that were dropped do not stay behind."""
    assert read(reader, TABLE).dataset.endswith("-staff")
    assert read(reader, TABLE).dataset == read(reader, TABLE.replace("2021", "2022")).dataset


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_whatever_separates_the_cells(reader: Any, separator: str) -> None:
    """A title with other separators in it does not mislead."""
    rows = [["", "2019", "2020"], ["Companies", "10.5", "11"], ["Universities", "20.1", "20"]]
    text = "Research staff by sector\n" + "\n".join(separator.join(row) for row in rows)
    assert figures(read(reader, text))["A1", "companies", "2019"] == 10.5


def test_counts_are_exact_where_declared(reader: Any) -> None:
    """A count of companies is not rounded."""
    release = read(reader, "Number of companies\n,2019\nCompanies,40148\n")
    assert figure(release, "A3", "companies", "2019").half_width == 0.0


def test_the_longest_title_decides(reader: Any) -> None:
    """'Share of research staff by sector' holds 'research staff by sector', and is another table."""
    release = read(reader, "Share of research staff by sector\n,2019\nCompanies,40%\n")
    assert figures(release) == {("A2", "companies", "2019"): 40.0}


def test_a_percent_sign_only_where_percentages_are_declared(reader: Any) -> None:
    """Elsewhere it means that the table is not what we think."""
    assert "has a percent sign" in refusal(reader, TABLE.replace("10,5", "10,5%"))


def test_the_name_of_the_file_may_say_which_table_it_is(reader: Any) -> None:
    """A download without a title often has it in its name."""
    text = ";2019\nCompanies;10\n"
    assert figures(read(reader, text, name="research-staff-by-sector.csv")) == {("A1", "companies", "2019"): 10.0}
    assert "has no title above the table" in refusal(reader, text)


def test_headings_between_rows(reader: Any) -> None:
    """The same label under another heading is another series; without a heading of its own it is the plain one."""
    text = TABLE.replace("Source", "Women;;;\nUniversities;5,1;5,2;5,3\nSource")
    assert figures(read(reader, text))["A1", "women", "2020"] == 5.2
    assert figures(read(reader, text))["A1", "universities", "2020"] == 20.2


def test_two_columns_of_labels(reader: Any) -> None:
    """Merged cells in the first one repeat downwards."""
    text = "Research staff by sector\nArea;Sector;2019\nRegion;Companies;10\n;Universities;20\n"
    assert figures(read(reader, text)) == {("A1", "companies", "2019"): 10.0, ("A1", "region", "2019"): 20.0}


def test_flags_and_footnote_marks(reader: Any) -> None:
    """Letters of Eurostat become a status, other marks a note; a break in the header is one of its whole column."""
    text = (
        TABLE.replace("2021", "2021 (b)").replace("10,5", "10,5 (p)").replace("20,2", "20,2*").replace("20,1", "20,1 e")
    )
    release = read(reader, text)
    assert figure(release, "A1", "companies", "2019").status == "P"
    assert figure(release, "A1", "universities", "2019").status == "E"
    assert figure(release, "A1", "companies", "2021").status == "B"
    assert figure(release, "A1", "universities", "2020").note == "merkteken * in de bron"


@pytest.mark.parametrize("sign", [":", "-", "n.b.", "..", "x"])
def test_missing_figures_are_named(reader: Any, sign: str) -> None:
    """They are no figure and no zero."""
    release = read(reader, TABLE.replace("10,5", sign))
    assert ("A1", "companies", "2019") not in figures(release)
    assert "Companies 2019" in release.note
    assert len(release.observations) == 5


def test_a_table_of_missing_figures_only(reader: Any) -> None:
    """Nothing would be left of it."""
    said = refusal(reader, "Research staff by sector\n;2019\nCompanies;:\n")
    assert "holds no figure that an indicator asks for" in said


def test_many_unknown_rows_are_counted(reader: Any) -> None:
    """The first hundred in full, the rest as a number."""
    said = refusals(reader, TABLE + "".join(f"Sector {number};1;2;3\n" for number in range(2000)))
    assert len(said) == 101
    assert "1,900 more problems" in said[-1]


def test_a_blank_cell_is_nothing(reader: Any) -> None:
    """Nobody marked it, so nobody is told."""
    release = read(reader, TABLE.replace("10,5", ""))
    assert len(release.observations) == 5
    assert release.note == "Source: nobody."


def test_sample_sizes(reader: Any) -> None:
    """A row of the table gives them for every figure of its year."""
    release = read(reader, TABLE.replace("Source", "Respondents;800;810;\nSource"))
    assert figure(release, "A1", "companies", "2020").sample_size == 810
    assert figure(release, "A1", "companies", "2021").sample_size is None


def test_school_years(reader: Any) -> None:
    """As good as calendar years."""
    release = read(reader, "Research staff by sector\n;2019-2020;2020-21\nCompanies;1;2\n")
    assert set(figures(release)) == {("A1", "companies", "2019-20"), ("A1", "companies", "2020-21")}


def test_rows_that_nobody_asks_for(reader: Any) -> None:
    """Declared ones are passed over; an unknown one is not."""
    assert len(read(reader, TABLE.replace("Source", "Elsewhere;1;2;3\nSource")).observations) == 6
    said = refusal(reader, TABLE.replace("Source", "Elsewhere else;1;2;3\nSource"))
    assert "row 5: 'Elsewhere else' is no row we know" in said


def test_a_label_nearly_right(reader: Any) -> None:
    """With the label that was probably meant."""
    said = refusal(reader, TABLE.replace("Universities", "Univercities"))
    assert "row 4: 'Univercities' is no row we know. Did you mean 'Universities'?" in said


def test_a_year_twice(reader: Any) -> None:
    """A real table printed 2020 twice and 2021 never: the figures of which year are they?"""
    said = refusals(reader, TABLE.replace("2021", "2020"))
    assert "row 2, column 4: names 2020 a second time" in said[0]
    assert "check it with the publisher" in said[0]


def test_a_row_twice(reader: Any) -> None:
    """Noted for each figure."""
    said = refusals(reader, TABLE.replace("Source", "Companies;1;2;3\nSource"))
    assert "row 5: gives A1 / companies for 2019 again, after row 3" in said[0]
    assert len(said) == 3


def test_figures_without_a_label(reader: Any) -> None:
    """Nobody knows what they are."""
    assert "row 5: has figures but no label" in refusal(reader, TABLE.replace("Source: nobody.;;;", ";1;2;3"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            TABLE.replace("Research staff by sector", "Research stuff by sector"),
            "Did you mean 'research staff by sector'",
        ),
        (TABLE.replace("2019;2020;2021", "first;second;third"), "has no row with years"),
        (TABLE.replace("10,5", "10.5"), "uses another decimal mark"),
        (TABLE.replace("10,5", "1.010,5"), "thousands separators"),
        (TABLE.replace("10,5", "ten"), "is no number"),
        (TABLE.replace("10,5", "<10"), "is a limit"),
        (TABLE.replace("10,5", "=1+1"), "is a formula"),
        ("", "is empty"),
        ("\n\n", "has no row with years"),
    ],
)
def test_tables_that_are_refused(reader: Any, content: str, message: str) -> None:
    """Each with what is wrong."""
    assert any(message in said for said in refusals(reader, content)), refusals(reader, content)


def test_thousands_or_decimals(reader: Any) -> None:
    """1.234 alone may be either, so it is refused; beside 12.5 it is a decimal, and a comma says it is neither."""
    text = "Research staff by sector\n;2019;2020\nCompanies;1.234;{}\n"
    assert "row 3, column 2: '1.234' may mean a thousand and more" in refusal(reader, text.format("5.678"))
    assert "may mean" in refusal(reader, text.format("900"))
    assert figures(read(reader, text.format("12.5")))["A1", "companies", "2019"] == 1.234
    assert "another decimal mark" in refusal(reader, text.format("12,5"))
    assert figures(read(reader, text.replace("1.234", "0.234").format("5.678")))["A1", "companies", "2019"] == 0.234


def test_a_workbook(reader: Any, here: None) -> None:
    """Merged titles, a hidden sheet, years and figures as numbers: three decimals are sure there."""
    content = workbook(
        ["Research staff by sector", None, None],
        [None, 2019, 2020],
        ["Companies", 1.234, 5.678],
        merged=("A1:C1",),
        hidden="rough work",
    )
    assert figures(read(reader, content, name="a.xlsx"))["A1", "companies", "2019"] == 1.234
    assert recognised(reader, content, name="a.xlsx")


def test_a_percentage_cell_of_a_workbook(reader: Any, here: None) -> None:
    """15 % is stored as 0.15."""
    content = workbook(["Share of staff"], [None, 2019], ["Companies", 0.15], percent="B3")
    assert "cell B3: is formatted as a percentage" in refusal(reader, content, name="a.xlsx")


@pytest.mark.parametrize(
    ("content", "own"),
    [
        (TABLE, True),
        (TABLE.replace("Companies", "Firms").replace("Universities", "Schools"), False),
        (TABLE.replace("staff", "people"), False),
        (TABLE.replace(";2019;2020;2021", ";a;b;c"), False),
        ("# title: Research staff by sector\nindicator,series,period,value\n", False),
        ("%PDF", False),
    ],
)
def test_recognising(reader: Any, content: str, own: bool) -> None:
    """Title, years and a row of ours, all three."""
    assert recognised(reader, content) is own


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text("Research staff by sector;,\t\n2019 20Companies1.5%*()", max_size=300))
def test_whatever_bytes_come(reader: Any, content: bytes | str) -> None:
    """A reader answers or refuses; a recogniser answers."""
    as_bytes = content.encode() if isinstance(content, str) else content
    assert reader.recognises(name="a.csv", content=as_bytes) in {True, False}
    with suppress(Refused):
        reader.read(name="a.csv", content=as_bytes, details=SAID)
