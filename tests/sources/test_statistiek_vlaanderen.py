"""Tables of Statistiek Vlaanderen."""

from __future__ import annotations

import pytest
from tests.sources.published_tables import figure, figures, read, recognised, refusal

from stemagenda.sources.statistiek_vlaanderen import reader

DEGREES = """Diploma’s in wiskunde, wetenschappen en technologische richtingen (verzonnen voor de test)
In % van alle diploma’s
;2019;2020;2021 (b)
Vlaams Gewest;11,1;11,2;12,3
Mannen;21,1;21,2;22,3
België;12,1;:;13,3 (p)
Bron: verzonnen
"""


@pytest.mark.parametrize("apostrophe", ["’", "'"])
def test_degrees(apostrophe: str) -> None:
    """Decimal commas; curly or straight apostrophes in the title; flags behind numbers and years."""
    release = read(reader, DEGREES.replace("’", apostrophe))
    assert figures(release)["VARIO-DIPL", "totaal", "2020"] == 11.2
    assert figures(release)["VARIO-DIPL", "mannen", "2019"] == 21.1
    assert figure(release, "VARIO-DIPL", "totaal", "2021").status == "B"
    assert figure(release, "VARIO-DIPL", "belgie", "2021").status == "P"
    assert "België 2020 (niet beschikbaar)" in release.note
    assert recognised(reader, DEGREES)


def test_one_row_name_in_several_tables() -> None:
    """ "Vlaams Gewest" is what the title above it says."""
    text = "{};\n;2019\nVlaams Gewest;9,1\n"
    learning = read(reader, text.format("Opleidingsdeelname in de laatste 4 weken"))
    assert set(figures(learning)) == {("VARIO-LLL12", "vier-weken", "2019")}
    staff = read(reader, text.format("Aandeel O&O-personeel in de totale tewerkstelling"))
    assert set(figures(staff)) == {("VARIO-OO1000", "tewerkstelling", "2019")}


def test_new_firms_are_counted() -> None:
    """A count has no rounding."""
    release = read(reader, "Oprichtingen van ondernemingen\n;2018;2019\nVlaams Gewest;1001;1002\n")
    assert figure(release, "RG11", "oprichtingen-totaal", "2019").half_width == 0.0


def test_thousands_with_a_point() -> None:
    """57.297 may be fifty-seven thousand or fifty-seven: refused, with how to mend it."""
    said = refusal(reader, "Oprichtingen van ondernemingen\n;2018;2019\nVlaams Gewest;40.148;57.297\n")
    assert "row 3, column 2: '40.148' may mean a thousand and more" in said
    assert "Write thousands without a sign" in said
