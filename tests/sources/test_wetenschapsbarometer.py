"""The Wetenschapsbarometer: published tables, and survey files whose answers become weighted shares."""

from __future__ import annotations

import math
import tracemalloc
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.published_tables import SAID, figure, figures, read, recognised, refusal, refusals, workbook

from stemagenda.core.observation import Details
from stemagenda.core.validation import Refused
from stemagenda.sources.wetenschapsbarometer import reader

COLUMNS = ("editie", "doelgroep", "gewicht", "stem_maakt_samenleving_beter")
YES, NO, NONE = "helemaal akkoord", "neutraal", "geen antwoord"


def survey(*people: Sequence[object], columns: Sequence[str] = COLUMNS, separator: str = ",") -> str:
    """A survey file."""
    return "\n".join(separator.join(map(str, row)) for row in (columns, *people)) + "\n"


def asked(
    yes: int, no: int, *, year: int = 2023, weight: object = 1, group: str = "bevolking"
) -> list[tuple[object, ...]]:
    """People of one weight, of whom some agree."""
    return [(year, group, weight, YES)] * yes + [(year, group, weight, NO)] * no


def test_equal_weights_give_the_simple_share() -> None:
    """30 of 100, with the textbook error, in percentage points."""
    release = read(reader, survey(*asked(30, 70)))
    found = figure(release, "RG1", "totaal", "2023")
    assert found.value == pytest.approx(30)
    assert found.standard_error == pytest.approx(100 * math.sqrt(0.3 * 0.7 / 99))
    assert (found.sample_size, found.half_width) == (100, 0.0)
    assert figure(release, "RG1", "steekproef-bevolking", "2023").value == 100
    assert release.reader == "Wetenschapsbarometer survey file 1"
    assert "internetpanel" in release.note


def test_weights_by_hand() -> None:
    """20 people of weight 3 agree, 40 of weight 1 do not: 60 of 100; Kish: 100^2 / 220."""
    found = figure(read(reader, survey(*asked(20, 0, weight=3), *asked(0, 40))), "RG1", "totaal", "2023")
    assert found.value == pytest.approx(60)
    squares = 20 * (3 * 0.4) ** 2 + 40 * (1 * 0.6) ** 2
    assert found.standard_error == pytest.approx(math.sqrt(60 / 59 * squares))
    assert "effectieve steekproef: 45" in found.note


def test_every_step_is_told() -> None:
    """Which rows, which answers count, by which method."""
    steps = figure(read(reader, survey(*asked(30, 70))), "RG1", "totaal", "2023").steps
    assert [step.kind for step in steps] == ["select", "classify", "estimate"]
    assert dict(steps[0].values) == {
        "column": "stem_maakt_samenleving_beter",
        "where": "doelgroep = bevolking",
        "rows": 100,
    }
    assert dict(steps[1].values)["value"] == "eerder akkoord | helemaal akkoord"
    assert "linearisation" in str(dict(steps[2].values)["by"])


def test_editions_and_groups_are_apart() -> None:
    """Two years of the population; employers are another sample with another question."""
    columns = (*COLUMNS, "stem_opleidingen_sluiten_aan")
    people = [(*row, "") for row in (*asked(30, 70, year=2022), *asked(40, 60))]
    employers = [(2023, "werkgevers", 1, "", "sterk")] * 20 + [(2023, "werkgevers", 1, "", "weinig")] * 30
    found = figures(read(reader, survey(*people, *employers, columns=columns)))
    assert found["RG1", "totaal", "2022"] == pytest.approx(30)
    assert found["RG1", "totaal", "2023"] == pytest.approx(40)
    assert found["RG8-WG", "totaal", "2023"] == pytest.approx(40)
    assert found["RG8-WG", "steekproef-werkgevers", "2023"] == 50


def test_no_answer_is_left_out() -> None:
    """ "Geen antwoord" is in neither the share nor what it is a share of; "weet niet" is an answer."""
    none = [(2023, "bevolking", 1, NONE)] * 50
    unsure = [(2023, "bevolking", 1, "Weet niet")] * 100
    assert figures(read(reader, survey(*asked(30, 70), *none)))["RG1", "totaal", "2023"] == pytest.approx(30)
    assert figures(read(reader, survey(*asked(30, 70), *unsure)))["RG1", "totaal", "2023"] == pytest.approx(15)


def test_a_group_too_small() -> None:
    """29 answers give no figure; the release names the group, and how many there were."""
    release = read(reader, survey(*asked(30, 70), *asked(20, 9, year=2022)))
    assert ("RG1", "totaal", "2022") not in figures(release)
    assert figures(release)["RG1", "steekproef-bevolking", "2022"] == 29
    assert "RG1 / totaal 2022: 29 antwoorden" in release.note
    assert ("RG1", "totaal", "2023") in figures(read(reader, survey(*asked(20, 10))))


def test_everybody_agrees() -> None:
    """100 %, and not with an error of 0: the sample only saw no difference."""
    found = figure(read(reader, survey(*asked(100, 0))), "RG1", "totaal", "2023")
    assert found.value == pytest.approx(100)
    assert found.standard_error == pytest.approx(0.944, abs=0.001)
    assert "95 %-interval: 96,3 tot 100" in found.note


def test_decimal_commas_and_capitals() -> None:
    """As a spreadsheet in Dutch saves it; answers are compared without capitals and double spaces."""
    rows = [(2023, "Bevolking", "0,5", "Helemaal  akkoord")] * 40 + [(2023, "bevolking", "1,5", NO)] * 40
    assert figures(read(reader, survey(*rows, separator=";")))["RG1", "totaal", "2023"] == pytest.approx(25)


def test_a_workbook(here: None) -> None:
    """The same as a workbook, with a hidden sheet that nobody reads."""
    content = workbook(COLUMNS, *asked(30, 70, weight=0.5), hidden="codes")
    assert recognised(reader, content, name="a.xlsx")
    assert figures(read(reader, content, name="a.xlsx"))["RG1", "totaal", "2023"] == pytest.approx(30)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((2023, "bevolking", 1, "helemaal akkord"), "Did you mean 'helemaal akkoord'?"),
        ((2023, "bevolking", 1, "purple"), "is no answer we know. Name it in codebook.toml"),
        ((2023, "bevolking", "", YES), "is no weight"),
        ((2023, "bevolking", 0, YES), "is no weight"),
        ((2023, "bevolking", -1, YES), "is no weight"),
        ((2023, "bevolking", "heavy", YES), "is no number"),
        (("spring", "bevolking", 1, YES), "is no period"),
    ],
)
def test_rows_nobody_can_use(row: Sequence[object], message: str) -> None:
    """Each with its row."""
    said = refusal(reader, survey(*asked(30, 70), row))
    assert "row 102" in said
    assert message in said


def test_columns_that_changed() -> None:
    """Without weights it is no survey file of ours; without its group a question is not asked."""
    renamed = survey(*asked(30, 70), columns=("editie", "doelgroep", "weegfactor", "stem_maakt_samenleving_beter"))
    assert not recognised(reader, renamed)
    assert refusals(reader, renamed)
    no_group = survey(*asked(30, 70), columns=("editie", "groep", "gewicht", "stem_maakt_samenleving_beter"))
    assert "has no question we know" in refusal(reader, no_group)
    twice = survey(*[(*row, 1) for row in asked(30, 70)], columns=(*COLUMNS, "gewicht"))
    assert "names the column 'gewicht' twice" in refusal(reader, twice)


def test_only_small_groups() -> None:
    """Nothing to show is said as such when no number of respondents is wanted either."""
    columns = ("editie", "gewicht", "doelgroep", "vertrouwd_genoeg_met_stem")
    rows = [(2023, 1, "leerkrachten", "neutraal")] * 12
    release = read(reader, survey(*rows, columns=columns))
    assert set(figures(release)) == {("RG9", "steekproef-leerkrachten", "2023")}
    assert "RG9 / totaal 2023: 12 antwoorden" in release.note


def test_memory_does_not_grow_with_the_respondents() -> None:
    """What is kept for 6,000 is what is kept for 1,000: not one byte a person (a kept row takes some 400)."""
    head, _, body = survey(*asked(300, 700)).encode().partition(b"\n")
    peaks = []
    for times in (1, 1, 6):  # the first one fills what is kept between files
        file = head + b"\n" + body * times
        tracemalloc.start()
        release = reader.read(name="a.csv", content=file, details=SAID)
        peaks.append(tracemalloc.get_traced_memory()[1] - 2 * len(file))
        tracemalloc.stop()
        assert release.observations[0].sample_size == 1000 * times
    assert peaks[2] < peaks[1] + 200_000


TABLE = """Wetenschapsbarometer: bevolking
;2021;2022;2023
STEM maakt onze samenleving beter;71%;72,5%;73%
Vertrouwt wetenschap;:;75%;76%
Aantal respondenten;1300;1300;1310
Bron: verzonnen voor de test
"""


def test_a_published_table() -> None:
    """Percentages with the number of respondents below them."""
    release = read(reader, TABLE)
    assert recognised(reader, TABLE)
    assert figures(release)["RG1", "totaal", "2022"] == 72.5
    assert figure(release, "RG1", "expliciet-vertrouwen", "2023").sample_size == 1310
    assert figure(release, "RG1", "totaal", "2023").half_width == 0.5
    assert release.reader == "Wetenschapsbarometer table 1"


def test_release_files_are_read_as_ever() -> None:
    """The shared format goes first."""
    text = "# title: t\n# publisher: p\n# published: 2024\n# rank: primary\n# url: https://example.org\n# licence: l\n"
    content = f"{text}indicator,series,period,value\nRG1,totaal,2022,70\n"
    assert read(reader, content, details=Details()).reader == "release file 1"
    assert not recognised(reader, content)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300) | st.text("editie,gewicht;stem_maakt_samenleving_beter\n12.0", max_size=200))
def test_whatever_bytes_come(content: bytes | str) -> None:
    """A reader answers or refuses; a recogniser answers."""
    as_bytes = content.encode() if isinstance(content, str) else content
    assert reader.recognises(name="a.csv", content=as_bytes) in {True, False}
    with suppress(Refused):
        reader.read(name="a.csv", content=as_bytes, details=SAID)
