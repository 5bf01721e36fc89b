"""Tables of the Vlaams Indicatorenboek."""

from __future__ import annotations

import pytest
from tests.sources.published_tables import figure, figures, read, recognised, refusals

from stemagenda.sources.indicatorenboek import reader

STAFF = """Tabel 1. {title};;;
;2015;2016;2017
BES;101;102;103
HES gewest;21;22;23
GOV;11;12;13
PNP;1;2;3
Totaal nonBES gewest;134;138;142
Bron: verzonnen voor de test;;;
"""
ALL = "Totale O&O-personeel (VTE) naar sector (2015-2017)"
PUBLIC = "O&O-personeel (VTE) in de publieke sector (2015-2017)"
#: As the site prints it: percent signs, a decimal point, notes below.
LEARNING = """Tabel 13: Aandeel bevolking 25-64 jaar dat deelneemt aan opleidingen tijdens 12 maanden
,2019,2020,{third},2022
Vlaanderen,11.0%,11.1%,11.20%,11.4%
NOOT: schattingen op basis van een enquête (verzonnen voor de test).
Bron: verzonnen
"""


def test_one_label_means_two_things_in_two_tables() -> None:
    """Table 3.4.1 calls the total of all sectors "nonBES"; in 3.6.1 the same words are true."""
    every = figures(read(reader, STAFF.format(title=ALL)))
    assert every["VARIO-OO1000", "personeel-gewest", "2016"] == 138
    public = figures(read(reader, STAFF.replace("BES;101;102;103\n", "", 1).format(title=PUBLIC)))
    assert public["VARIO-OOSECTOR", "nonbes-gewest", "2016"] == 138
    assert ("VARIO-OO1000", "personeel-gewest", "2016") not in public


def test_the_sectors() -> None:
    release = read(reader, STAFF.format(title=ALL))
    assert figures(release)["VARIO-OOSECTOR", "bes", "2017"] == 103
    assert figures(release)["VARIO-OOSECTOR", "hes-gewest", "2015"] == 21
    assert figure(release, "VARIO-OOSECTOR", "gov", "2015").half_width == 0.5
    assert release.dataset == "indicatorenboek-3-4-1-personeel-alle-sectoren"
    assert release.reader == "Indicatorenboek table 1"


def test_percent_signs_and_points_as_the_site_prints_them() -> None:
    release = read(reader, LEARNING.format(third="2021"))
    assert recognised(reader, LEARNING.format(third="2021"))
    assert figures(release)["VARIO-LLL12", "totaal", "2021"] == 11.2
    assert figure(release, "VARIO-LLL12", "totaal", "2021").half_width == pytest.approx(0.005)
    assert figure(release, "VARIO-LLL12", "totaal", "2022").half_width == pytest.approx(0.05)
    assert release.note.startswith("NOOT: schattingen")


def test_the_year_that_the_site_printed_twice() -> None:
    """Its table 13 says 2020 where 2021 must be meant: a person decides, not the reader."""
    said = refusals(reader, LEARNING.format(third="2020"))
    assert "row 2, column 4: names 2020 a second time" in said[0]


def test_release_files_are_not_taken_for_tables() -> None:
    assert not recognised(reader, "# title: Totale O&O-personeel (VTE) naar sector\nindicator,series,period,value\n")
