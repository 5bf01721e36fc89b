"""One indicator: every figure leads back to a row of a release, and every day shows only what was public then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.core.indicators.made import AGENDA, T, indicator, series
from tests.store.kept import states, two_figures

from stemagenda.core.framework import Agenda, Strand
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, releases
from stemagenda.store.assessments import Override
from stemagenda.usecases.indicators import IndicatorPage, indicator_page

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAYS = [date(2005, 1, 1), date(2014, 1, 1), date(2021, 6, 11), date(2024, 7, 5), TODAY]


def page(code: str, shown: str | None = None, *, on: date = TODAY) -> IndicatorPage:
    found = indicator_page(code=code, series=shown, on=on)
    assert found is not None
    return found


def codes() -> list[str]:
    return [item.code for item in agenda_store.indicators()]


def views(found: IndicatorPage) -> list[Any]:
    groups = (found.headlines, found.breakdowns, found.comparators, found.proxies, found.related)
    return [view for group in groups for view in group]


def test_every_figure_on_a_page_leads_to_the_row_it_came_from(loaded: datetime) -> None:
    rows = {
        (stored.heading.source, stored.heading.code): {
            (item.indicator, item.series, item.period): (item.value, item.row) for item in found[1]
        }
        for stored in releases.releases()
        if (found := releases.release(source=stored.heading.source, code=stored.heading.code))
    }
    told = set()
    for code in codes():
        for view in views(page(code)):
            for point in view.standing.points:
                for value in (point.chosen, *point.others):
                    key = (code, view.series.code, point.period)
                    assert rows[value.source, value.release][key] == (value.value, value.row)
                    told.add((value.source, value.release, *key))
    assert len(told) == sum(len(found) for found in rows.values()) == releases.counts()[1]


@pytest.mark.parametrize("on", DAYS)
def test_a_page_knows_nothing_that_was_published_later(loaded: datetime, on: date) -> None:
    for code in codes():
        found = page(code, on=on)
        for view in views(found):
            assert all(v.published <= on for p in view.standing.points for v in (p.chosen, *p.others))
            assert view.standing.valid_from <= on
        assert all(past.since <= on for past in found.history)
        assert found.target is None or found.target.published <= on


def test_the_history_tells_each_change_once_and_ends_with_the_light_in_view(loaded: datetime) -> None:
    for code in codes():
        found = page(code)
        told = [(past.light.colour, past.light.reason, past.light.uncertain, past.window) for past in found.history]
        assert all(one != other for one, other in pairwise(told))
        assert [past.since for past in found.history] == sorted(past.since for past in found.history)
        if found.history:
            assert found.shown.light is not None
            assert found.history[-1].light.colour == found.shown.light.computed
        else:
            assert not found.shown.standing.points


def test_a_page_opens_on_a_light_with_figures_where_there_is_one(loaded: datetime) -> None:
    for code in codes():
        found = page(code)
        assert found.shown.series.headline
        assert bool(found.shown.standing.points) == any(view.standing.points for view in found.headlines)
        assert found.shown in found.choices
        assert found.strand.code == found.indicator.strand
        assert (found.area is None) == (found.indicator.group == "vario")
        assert {objective.code for objective in found.objectives} == set(found.indicator.objectives)
        assert list(found.table) == sorted(found.table, key=lambda point: point.period, reverse=True)


def test_each_series_can_be_chosen_and_stands_in_the_list(loaded: datetime) -> None:
    for item in agenda_store.indicators(codes=("RG2-WIS", "RG3-SO", "VARIO-DIPL")):
        for one in item.series:
            found = page(item.code, one.code)
            assert found.shown.series == one
            assert found.shown in found.choices
            assert (found.shown.light is None) == (one.role not in {"indicator", "breakdown"})
            assert len({view.series.code for view in found.choices}) == len(found.choices)


def test_what_does_not_exist_is_none(loaded: datetime) -> None:
    assert indicator_page(code="RG99", series=None, on=TODAY) is None
    assert indicator_page(code="RG2-WIS", series="nowhere", on=TODAY) is None
    assert indicator_page(code="rg2-wis", series=None, on=TODAY) is None


def test_the_two_tests_of_mathematics_never_share_a_line(loaded: datetime) -> None:
    found = page("RG2-WIS", "timss")
    breaks = [item.period for item in found.shown.series.breaks]
    assert breaks
    window = found.shown.window
    assert window is not None
    assert not any(window.first < start <= window.last for start in breaks)


def test_figures_like_it_never_become_the_indicator(loaded: datetime) -> None:
    found = page("RG4")
    assert found.proxies
    assert all(view.light is None for view in found.proxies)
    assert found.shown.light is not None
    assert (found.shown.light.colour, found.shown.light.reason) == ("grey", "proxy_only")
    since = min(v.published for view in found.proxies for p in view.standing.points for v in (p.chosen, *p.others))
    day_before = page("RG4", on=since - timedelta(days=1)).shown.light
    assert day_before is not None
    assert day_before.reason == "no_data"
    assert found.history == ()


def test_contradictions_are_counted_and_both_values_kept(loaded: datetime) -> None:
    marked = [
        point for code in codes() for view in views(page(code)) for point in view.standing.points if point.contradicted
    ]
    assert marked
    assert all(any(other.value != point.chosen.value for other in point.others) for point in marked)


def test_an_override_stands_beside_the_computed_light(loaded: datetime) -> None:
    before = page("RG2-WIS", "timss").shown.light
    assert before is not None
    assessments.add_override(
        override=Override(
            number=0,
            indicator="RG2-WIS",
            series="timss",
            colour="orange",
            reason="Een reden die iemand kan nagaan.",
            author="redacteur",
            made_at=NOW,
            valid_from=TODAY,
            expires=TODAY + timedelta(days=30),
            withdrawn_at=None,
        )
    )
    found = page("RG2-WIS", "timss")
    light = found.shown.light
    assert light is not None
    assert (light.colour, light.computed, light.uncertain) == ("orange", before.computed, False)
    assert [item.author for item in found.overrides] == ["redacteur"]
    assert page("RG2-WIS", "timss", on=TODAY - timedelta(days=1)).overrides == ()
    assert page("RG2-WIS", "pisa").shown.light == page("RG2-WIS").shown.light


@pytest.mark.django_db
def test_as_many_queries_for_one_series_as_for_many() -> None:
    agenda = Agenda(**{**vars(AGENDA), "strands": (Strand(code="kracht", order=1, title=T, promise=T),)})
    counted = []
    for number in (1, 120):
        found = tuple(series(code=f"s{n}", order=n) for n in range(number))
        agenda_store.save_agenda(agenda=agenda, indicators=(indicator(*found),), digest=str(number), now=NOW)
        known = states(two_figures())
        assessments.save_states(states={("RG1", one.code): known for one in found}, now=NOW)
        with CaptureQueriesContext(connection) as caught:
            assert len(page("RG1").headlines) == number
        counted.append(len(caught))
    assert counted[0] == counted[1] <= 8
