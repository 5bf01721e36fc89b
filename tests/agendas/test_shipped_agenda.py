"""The STEM Agenda 2030 as shipped: complete, bilingual, referenced."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from stemagenda.agendas.loading import AGENDAS, digest, find_agenda, read_agenda
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.validation import Refused

CODE = "stem-agenda-2030"
SOURCES = AGENDAS.parent / "sources"
OF_THE_AGENDA = (
    *("RG1", "RG2-WIS", "RG2-WET", "RG2-SE", "RG3-SO", "RG3-HO", "RG4", "RG5-SO", "RG5-HO"),
    *("RG6", "RG8-WIS", "RG8-WET", "RG8-WG", "RG9", "RG10", "RG11", "RG12"),
)
OF_VARIO = (
    *("VARIO-DIPL", "VARIO-OO1000", "VARIO-OOSECTOR", "VARIO-PISA"),
    *("VARIO-LEERMOT", "VARIO-TIMSS", "VARIO-LLL12", "VARIO-LLL12-VORM"),
)


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    return read_agenda(find_agenda(CODE))[0]


@pytest.fixture(scope="module")
def indicators() -> tuple[Indicator, ...]:
    return read_agenda(find_agenda(CODE))[1]


def test_the_framework_is_complete(agenda: Agenda) -> None:
    levels = Counter(objective.level for objective in agenda.objectives)
    assert levels == {"strategic": 4, "tactical": 11, "operational": 32}
    assert [strand.code for strand in agenda.strands] == [
        *("overtuigingskracht", "aantrekkingskracht", "innovatiekracht", "daadkracht")
    ]
    assert [area.code for area in agenda.result_areas] == [f"RG{number}" for number in range(1, 13)]
    assert len(agenda.quality_criteria) == 4
    assert (agenda.starts, agenda.ends, agenda.baseline_year) == (date(2021, 6, 11), date(2030, 12, 31), 2010)


def test_the_gap_at_td_3_2_stays_and_is_explained(agenda: Agenda) -> None:
    tactical = [objective.code for objective in agenda.objectives if objective.level == "tactical"]
    assert tactical == [
        *("TD 1.1", "TD 1.2", "TD 2.1", "TD 2.2", "TD 2.3", "TD 2.4"),
        *("TD 3.1", "TD 3.3", "TD 3.4", "TD 4.1", "TD 4.2"),
    ]
    above = next(objective for objective in agenda.objectives if objective.code == "SD 3")
    assert above.summary is not None
    assert "TD 3.2" in above.summary.nl
    assert "TD 3.2" in above.summary.en


def test_every_objective_hangs_below_its_own_number(agenda: Agenda) -> None:
    for objective in agenda.objectives:
        kind, number = objective.code.split()
        above = {"SD": "", "TD": f"SD {number.rpartition('.')[0]}", "OD": f"TD {number.rpartition('.')[0]}"}
        assert objective.parent == above[kind]


def test_documents_are_in_order_of_date(agenda: Agenda) -> None:
    dates = [document.published for document in agenda.documents]
    assert dates == sorted(dates)


def test_all_indicators_are_there(indicators: tuple[Indicator, ...]) -> None:
    assert tuple(it.code for it in indicators if it.group == "agenda") == OF_THE_AGENDA
    assert tuple(it.code for it in indicators if it.group == "vario") == OF_VARIO


def test_every_result_area_but_rg7_has_an_indicator(agenda: Agenda, indicators: tuple[Indicator, ...]) -> None:
    with_indicator = {indicator.result_area for indicator in indicators}
    assert {area.code for area in agenda.result_areas} - with_indicator == {"RG7"}


def test_every_threshold_has_a_reference_and_holds_from_the_start(
    agenda: Agenda, indicators: tuple[Indicator, ...]
) -> None:
    for indicator in indicators:
        assert indicator.rules[0].since <= agenda.starts
        assert all(len(rule.reference.nl) > 40 and len(rule.reference.en) > 40 for rule in indicator.rules)


def test_directions_are_as_declared(indicators: tuple[Indicator, ...]) -> None:
    assert {it.code for it in indicators if it.better == "down"} == {"RG2-WIS", "RG2-WET", "RG10"}


def test_only_published_targets_are_declared(indicators: tuple[Indicator, ...]) -> None:
    of_the_agenda = [
        (indicator.code, series.code, target.value, target.period.code)
        for indicator in indicators
        for series in indicator.series
        if series.area not in {"eu", "eu27"} and indicator.group == "agenda"
        for target in series.targets
        if target.period.first_year >= 2030
    ]
    assert of_the_agenda == [("RG3-SO", "def2024", 40.25, "2030-31")]


def test_old_and_new_stem_definitions_stay_apart(indicators: tuple[Indicator, ...]) -> None:
    series = {series.code: series for it in indicators if it.code == "RG3-SO" for series in it.series}
    assert series["def2024"].follows == "def2012"
    assert series["def2012"].headline
    assert series["def2024"].headline


def test_breaks_of_adult_learning(indicators: tuple[Indicator, ...]) -> None:
    learning = next(series for it in indicators if it.code == "VARIO-LLL12" for series in it.series if series.headline)
    assert [part.period.code for part in learning.breaks] == ["2017", "2021"]


def test_every_indicator_says_how_to_load_it(indicators: tuple[Indicator, ...]) -> None:
    for indicator in indicators:
        sources = {series.source for series in indicator.series}
        for text in (indicator.how_to_load.nl, indicator.how_to_load.en):
            assert any(f"`stemagenda import {source} <" in text for source in sources), indicator.code


def test_every_source_exists_and_covers_its_indicators(indicators: tuple[Indicator, ...]) -> None:
    covers: dict[str, set[str]] = {
        path.parent.name: set(tomllib.loads(path.read_text(encoding="utf-8"))["covers"])
        for path in SOURCES.glob("*/source.toml")
    }
    used = {(series.source, indicator.code) for indicator in indicators for series in indicator.series}
    assert not {pair for pair in used if pair[1] not in covers.get(pair[0], set())}


def test_titles_are_short_and_end_without_a_stop(agenda: Agenda, indicators: tuple[Indicator, ...]) -> None:
    titled = (*agenda.strands, *agenda.objectives, *agenda.result_areas, *indicators)
    for item in titled:
        for text in (item.title.nl, item.title.en):
            assert len(text) <= 75, text
            assert not text.endswith("."), text


def test_loading_is_repeatable() -> None:
    folder = find_agenda(CODE)
    assert read_agenda(folder) == read_agenda(folder)
    assert digest(folder) == digest(folder)


def test_an_agenda_is_found_by_code_or_path(tmp_path: Path) -> None:
    assert find_agenda(CODE) == AGENDAS / CODE
    assert find_agenda(AGENDAS / CODE) == AGENDAS / CODE
    with pytest.raises(Refused, match='Did you mean "stem-agenda-2030"'):
        find_agenda("stem-agenda-2020")
    with pytest.raises(Refused, match=r"is no shipped agenda and no folder with a framework\.toml"):
        find_agenda(tmp_path)
    for impossible in ("\0", "x" * 5000):
        with pytest.raises(Refused, match="Shipped agendas are"):
            find_agenda(impossible)
