"""Published tables of PISA: means and shares with standard errors, and link errors between cycles."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.published_tables import SAID, figure, figures, read, recognised, refusal, refusals, workbook

from stemagenda.core.observation import Details
from stemagenda.core.period import Period
from stemagenda.core.survey.link_errors import link_errors_of
from stemagenda.core.validation import Refused
from stemagenda.sources.pisa import reader

TITLE = "Table I. Mathematics performance in PISA"
TREND = f"""{TITLE}
,PISA 2018,,PISA 2022,,Change between 2018 and 2022 (PISA 2022 - PISA 2018),
,Mean,S.E.,Mean,S.E.,Score dif.,S.E.
Belgium,,,,,,
Flemish Community,511.1,3.2,498.4,3.6,-12.7,(5.5)
OECD average,480.3,0.4,470.6,0.4,-9.7,(2.3)
Link error 2018-2022,,,2.24,,,
"""
LONG = """PISA, made for the test
Cycle;Region;Subject;Mean;S.E.;Below Level 2;S.E.;Level 5 or above;S.E.;n
2018;Flemish Community;Mathematics;511,1;3,2;17,1;1,1;19,2;1,2;4822
;;Science;501,5;3,3;18,1;1,3;10,2;0,9;4822
2022;Flemish Community;Mathematics;498,4;3,6;22,3;1,4;15,0;1,0;4714
Link error 2018-2022;;Mathematics;2,24;;1,05;;0,61;;
"""


def test_a_trend_table() -> None:
    """Two cycles above the columns, the subject in the title; the change between them is no figure."""
    release = read(reader, TREND)
    assert figures(release) == {
        ("VARIO-PISA", "wiskunde", "2018"): 511.1,
        ("VARIO-PISA", "wiskunde", "2022"): 498.4,
        ("VARIO-PISA", "wiskunde-oecd", "2018"): 480.3,
        ("VARIO-PISA", "wiskunde-oecd", "2022"): 470.6,
    }
    found = figure(release, "VARIO-PISA", "wiskunde", "2022")
    assert (found.standard_error, found.half_width, found.row, found.status) == (3.6, 0.05, 5, "A")
    assert found.where == "Flemish Community, PISA 2022 Mean"
    assert release.source == "pisa"
    assert release.rank == "primary"
    assert release.dataset == ""
    assert release.reader == "PISA table 1"
    assert (release.published.isoformat(), release.code) == ("2024-03-01", "table")


def test_its_link_error_travels_with_the_latest_figure() -> None:
    """Once a series, for the pair of cycles the row names; the release says it too."""
    release = read(reader, TREND)
    found = {(link.series, link.value, link.row) for link in link_errors_of(release=release)}
    assert found == {("wiskunde", 2.24, 7), ("wiskunde-oecd", 2.24, 7)}
    assert link_errors_of(release=release)[0].first == Period("year", 2018)
    assert "2018-2022: 2.24" in release.note
    assert not any(step.values[0][0] == "key" for step in figure(release, "VARIO-PISA", "wiskunde", "2018").steps)


def test_a_long_table() -> None:
    """Cycle, region and subject in columns of their own, merged cells repeated, decimal commas, sample sizes."""
    release = read(reader, LONG)
    assert figures(release)["RG2-WIS", "pisa", "2022"] == 22.3
    assert figures(release)["RG2-WET", "pisa", "2018"] == 18.1
    assert figures(release)["RG8-WIS", "pisa", "2018"] == 19.2
    assert len(release.observations) == 9
    low = figure(release, "RG2-WIS", "pisa", "2022")
    assert (low.standard_error, low.sample_size) == (1.4, 4714)


def test_a_link_error_for_each_measure() -> None:
    """The number under a column is for that column; science has none here."""
    found = {(link.indicator, link.series): link.value for link in link_errors_of(release=read(reader, LONG))}
    assert found == {("VARIO-PISA", "wiskunde"): 2.24, ("RG2-WIS", "pisa"): 1.05, ("RG8-WIS", "pisa"): 0.61}


@pytest.mark.parametrize(
    "label",
    [
        "Link error 2018-2022",
        "Link error (2018–2022)",
        "Linking error between 2018 and 2022",
        "Koppelingsfout 2018-2022",
    ],
)
def test_how_a_link_error_may_be_called(label: str) -> None:
    """Dashes, brackets and words between the years."""
    release = read(reader, TREND.replace("Link error 2018-2022", label))
    assert {link.value for link in link_errors_of(release=release)} == {2.24}


def test_a_table_without_link_errors() -> None:
    """It is no fault: the first cycle has none."""
    release = read(reader, TREND.replace("Link error 2018-2022,,,2.24,,,\n", ""))
    assert link_errors_of(release=release) == ()
    assert len(release.observations) == 4
    assert "Koppelingsfout" not in release.note


def test_two_link_errors_for_one_pair() -> None:
    """Nobody knows which of them counts."""
    said = refusal(reader, TREND + "Link error 2018-2022,,,3.5,,,\n")
    assert "row 8: gives a link error for 2018-2022 again, after row 7" in said


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Link error,,,2.24,,,", "names no two cycles"),
        ("Link error 2022-2018,,,2.24,,,", "names no two cycles"),
        ("Link error 2018-2022,,,,,,", "has a link error without a value"),
        ("Link error 2018-2022,,,-2.24,,,", "cannot be negative"),
        ("Link error 2018-2022,,,unknown,,,", "is no number"),
    ],
)
def test_link_errors_nobody_can_use(row: str, message: str) -> None:
    """Each is refused with its row."""
    said = refusal(reader, TREND.replace("Link error 2018-2022,,,2.24,,,", row))
    assert "row 7" in said
    assert message in said


@pytest.mark.parametrize(
    ("mark", "meaning"), [("c", "te weinig leerlingen"), ("m", "niet"), ("a", "niet"), ("w", "terug")]
)
def test_the_marks_of_the_oecd_are_no_figures(mark: str, meaning: str) -> None:
    """They are named in the release, with what they mean."""
    release = read(reader, TREND.replace("498.4,3.6", f"{mark},{mark}"))
    assert ("VARIO-PISA", "wiskunde", "2022") not in figures(release)
    assert "VARIO-PISA / wiskunde 2022" in release.note
    assert meaning in release.note


def test_a_link_error_stays_with_the_latest_figure_there_is() -> None:
    """2022 is missing for Flanders, so 2018 carries the link error."""
    links = link_errors_of(release=read(reader, TREND.replace("498.4,3.6", "c,c")))
    assert {link.series for link in links} == {"wiskunde", "wiskunde-oecd"}


def test_an_error_of_zero_is_a_rounded_one() -> None:
    """OECD: "where the value 0.00 is shown, this does not imply that the standard error is zero"."""
    found = figure(read(reader, TREND.replace("498.4,3.6", "498.4,0.00")), "VARIO-PISA", "wiskunde", "2022")
    assert found.standard_error == 0.005
    assert "afgerond tot nul" in found.note


def test_no_error_printed_is_no_error_known() -> None:
    """A table without a column S.E. gives figures without standard errors."""
    release = read(reader, "PISA 2022 mathematics\nCountry,Mean\nFlemish Community,498\n")
    found = figure(release, "VARIO-PISA", "wiskunde", "2022")
    assert (found.standard_error, found.half_width) == (None, 0.5)


def test_the_standard_deviation_is_not_the_standard_error() -> None:
    """Only the column S.E. straight beside the mean counts."""
    release = read(reader, "PISA 2022 mathematics\nCountry,Mean,S.D.,S.E.\nFlemish Community,498,95,1\n")
    assert figure(release, "VARIO-PISA", "wiskunde", "2022").standard_error is None


def test_a_footnote_mark_behind_a_country() -> None:
    """An asterisk asks for caution; the country stays the country, and the mark is kept."""
    found = figure(
        read(reader, TREND.replace("Flemish Community,", "Flemish Community*,")), "VARIO-PISA", "wiskunde", "2018"
    )
    assert found.where.startswith("Flemish Community*")
    assert "merkteken *" in found.note


def test_a_workbook_with_merged_titles_and_a_hidden_sheet(here: None) -> None:
    """Merged headings stand over their columns; what nobody sees is not read."""
    content = workbook(
        [TITLE],
        [None, "PISA 2018", None, "PISA 2022", None],
        [None, "Mean", "S.E.", "Mean", "S.E."],
        ["Flemish Community", 511.1, 3.2, 498.4, 3.6],
        ["Link error 2018-2022", None, None, 2.24, None],
        merged=("A1:E1", "B2:C2", "D2:E2"),
        hidden="rough work",
    )
    release = read(reader, content, name="table.xlsx")
    assert recognised(reader, content, name="table.xlsx")
    assert figures(release) == {("VARIO-PISA", "wiskunde", "2018"): 511.1, ("VARIO-PISA", "wiskunde", "2022"): 498.4}
    assert {link.value for link in link_errors_of(release=release)} == {2.24}


def test_a_share_formatted_as_a_percentage(here: None) -> None:
    """15 % is stored as 0.15: refused, with the cell."""
    content = workbook(
        ["PISA 2022 mathematics"], ["Country", "Below Level 2", "S.E."], ["Flemish Community", 0.15, 1.1], percent="B3"
    )
    assert "cell B3: is formatted as a percentage" in refusal(reader, content, name="table.xlsx")


def test_a_name_nearly_right() -> None:
    """A misspelt region is not passed over; another average is another average."""
    said = refusal(reader, TREND.replace("Flemish Community", "Flemisch Community"))
    assert "row 5: 'Flemisch Community' is no region we know. Did you mean 'flemish community'?" in said
    assert len(read(reader, TREND.replace("Belgium,,,,,,", "OECD average-23,1,1,1,1,1,1")).observations) == 4


def test_a_table_of_the_whole_world() -> None:
    """Thousands of regions that we do not know are passed over, and only so many are compared with ours."""
    world = "".join(f"Region {number:05d},500,1,501,2,,\n" for number in range(5000))
    assert len(read(reader, TREND + world).observations) == 4


def test_a_row_twice() -> None:
    """Which of the two counts, nobody knows."""
    said = refusals(reader, TREND + "Flemish Community,500.0,1,490.0,2,,\n")
    assert "gives VARIO-PISA / wiskunde for 2018 again, after row 5" in said[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (TREND.replace("Mathematics performance", "Performance"), "says not which subject"),
        (
            LONG.replace("Cycle;", "Round of testing;").replace("2018;F", "x;F").replace("2022;F", "x;F"),
            "not which cycle",
        ),
        (TREND.replace("Mean", "Median"), "has no column with a mean or a share that we know"),
        (TREND.replace("Flemish Community", "Japan").replace("OECD average", "Korea"), "no row of a region we know"),
        (TREND.replace("511.1", "511,1").replace(",", ";").replace("511;1", "511,1"), "another decimal mark"),
        (TREND.replace("511.1", "about 511"), "is no number"),
        (TREND.replace("3.2", "-3.2"), "standard error"),
        (TREND.replace(TITLE, "Mathematics performance of boys in PISA"), "is a table about 'boys'"),
        ("", "is empty"),
        ("PISA", "has no column"),
    ],
)
def test_tables_that_are_refused(content: str, message: str) -> None:
    """Each with what is wrong."""
    assert any(message in said for said in refusals(reader, content))


def test_a_decimal_comma_between_commas_moves_no_figure() -> None:
    """498,4 would be two cells: 498 as the mean, and 4 as its standard error."""
    assert "row 5: has 8 cells where the header has 7" in refusal(reader, TREND.replace("498.4", "498,4"))


def test_numbers_that_may_be_read_in_two_ways() -> None:
    """1.234 and 5.678 and nothing else: thousands or decimals."""
    said = refusal(reader, "PISA 2022 mathematics\nCountry;Mean\nFlemish Community;1.234\n")
    assert "row 3, column 2: '1.234' may mean a thousand and more" in said


def test_the_day_of_publication_is_asked_for() -> None:
    """The table does not hold it, and no light can be drawn without it."""
    assert "details: says no day of publication" in refusal(reader, TREND, details=Details())
    assert "is no publication date" in refusal(reader, TREND, details=Details(published="soon"))


def test_what_a_person_says_beside_the_file() -> None:
    """Title, day, address and note go into the release."""
    said = Details(title="A title", published="2023-12", url="https://example.org/table", note="Seen by two people.")
    release = read(reader, TREND, details=said)
    assert (release.title, release.url, release.precision) == ("A title", "https://example.org/table", "month")
    assert release.note.startswith("Seen by two people.")
    assert read(reader, TREND, details=Details(published="2024")).title == TITLE


def test_release_files_are_read_as_ever() -> None:
    """The shared format goes its own way, and its faults are said as such."""
    text = "# title: t\n# publisher: p\n# published: 2024\n# rank: primary\n# url: https://example.org\n# licence: l\n"
    release = read(reader, f"{text}indicator,series,period,value\nRG2-WIS,pisa,2022,20\n", details=Details())
    assert (release.reader, len(release.observations)) == ("release file 1", 1)
    assert "metadata" in refusals(reader, "indicator,series,period,value\nRG2-WIS,pisa,2022,20\n", details=Details())[0]


@pytest.mark.parametrize(
    ("content", "own"),
    [
        (TREND, True),
        (LONG, True),
        ("# title: t\nindicator,series,period,value\n", False),
        ("Country,Mean,S.E.\nFlemish Community,500,1\n", False),
        ("PISA 2022 mathematics\nCountry,Mean\nJapan,500\n", False),
        ("", False),
        ("\x00\x01", False),
    ],
)
def test_recognising(content: str, own: bool) -> None:
    """Only when the bytes say so: PISA, a measure, and a region of ours."""
    assert recognised(reader, content) is own


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text("PISA 2018,;\t\n.Mean S.E.cFlemish Community-1%\"'", max_size=300))
def test_whatever_bytes_come(content: bytes | str) -> None:
    """A reader answers or refuses; a recogniser answers."""
    as_bytes = content.encode() if isinstance(content, str) else content
    assert reader.recognises(name="a.csv", content=as_bytes) in {True, False}
    with suppress(Refused):
        reader.read(name="a.csv", content=as_bytes, details=SAID)
