"""Tables beside the Education and Training Monitor."""

from __future__ import annotations

from tests.sources.published_tables import figure, figures, read, recognised, refusal, workbook

from stemagenda.sources.eurostat_monitor import reader

TERTIARY = """Enrolment in STEM at tertiary level (made for the test)
Country,2021,2022,2023
EU,25.1,25.2 b,25.3
Belgium,15.1,:,15.3 p
Netherlands,16.1,16.2,16.3
"""


def test_belgium_and_the_eu() -> None:
    """Flags of Eurostat behind the numbers; other countries are passed over."""
    release = read(reader, TERTIARY)
    assert figures(release)["RG3-HO", "tertiair-inschrijvingen-eu", "2023"] == 25.3
    assert figure(release, "RG3-HO", "tertiair-inschrijvingen-eu", "2022").status == "B"
    assert figure(release, "RG3-HO", "tertiair-inschrijvingen-belgie", "2023").status == "P"
    assert len(release.observations) == 5


def test_women_are_another_series() -> None:
    """The title decides; Belgium is not asked for there."""
    release = read(reader, TERTIARY.replace("Enrolment in STEM", "Share of women in STEM"))
    assert {key[1] for key in figures(release)} == {"tertiair-inschrijvingen-eu-vrouwen"}


def test_a_country_nobody_named() -> None:
    """It is named, so that a person decides."""
    assert "row 5: 'Belgum' is no row we know. Did you mean 'Belgium'?" in refusal(
        reader, TERTIARY.replace("Netherlands", "Belgum")
    )


def test_a_decimal_comma_between_commas_moves_no_figure() -> None:
    """25,1 would be two cells, and every year after it would get the figure of another."""
    found = refusal(reader, TERTIARY.replace("25.1", "25,1"))
    assert "row 3: has 5 cells where the header has 4" in found


def test_a_workbook(here: None) -> None:
    """As downloaded."""
    content = workbook(
        ["Enrolment in STEM in initial medium-level VET", None], ["Country", 2023], ["EU", 36.1], ["Belgium", 27.2]
    )
    assert recognised(reader, content, name="a.xlsx")
    assert figures(read(reader, content, name="a.xlsx"))["RG3-SO", "vet-inschrijvingen-belgie", "2023"] == 27.2
