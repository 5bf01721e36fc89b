"""Definitions in and out: in the agenda's order, replaced as a whole, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.core.indicators.made import AGENDA, indicator, series
from tests.store.kept import later, save

from stemagenda.agendas.loading import find_agenda, read_agenda
from stemagenda.core.text import Text
from stemagenda.store import agenda as agenda_store
from stemagenda.store.models import SeriesRow


@pytest.fixture(autouse=True)
def _empty(request: pytest.FixtureRequest) -> None:
    """Every test has a database; `loaded` brings its own."""
    if "loaded" not in request.fixturenames:
        request.getfixturevalue("db")


def test_before_the_first_load_there_is_nothing() -> None:
    assert agenda_store.agenda() is None
    assert agenda_store.indicators() == ()
    assert agenda_store.indicator(code="RG1") is None
    assert agenda_store.agenda_digest(code="mini") == ""


def test_what_was_saved_comes_back_in_its_own_order() -> None:
    first = indicator(series(code="z", order=1), series(code="a", order=2), code="RG2", order=1)
    second = indicator(code="RG1", order=2)
    save(second, first, digest="abc")
    assert agenda_store.agenda() == AGENDA
    assert agenda_store.agenda_digest(code="mini") == "abc"
    assert agenda_store.indicators() == (first, second)
    assert agenda_store.indicator(code="RG2") == first
    assert agenda_store.indicators(codes=("RG1",)) == (second,)


def test_series_of_one_order_come_as_declared() -> None:
    one = indicator(*(series(code=code) for code in ("z", "a", "m")))
    save(one)
    assert agenda_store.indicators() == (one,)


def test_the_shipped_definitions_come_back_as_they_were_read(loaded: object) -> None:
    assert (agenda_store.agenda(), agenda_store.indicators()) == read_agenda(find_agenda("stem-agenda-2030"))


def test_saving_again_replaces_everything() -> None:
    save(indicator(code="RG1"), indicator(code="RG2"))
    changed = replace(AGENDA, title=Text("Nieuw", "New"))
    save(indicator(code="RG2", better="down"), agenda=changed, digest="e", now=later(1))
    assert agenda_store.agenda() == changed
    assert [(item.code, item.better) for item in agenda_store.indicators()] == [("RG2", "down")]
    assert SeriesRow.objects.count() == 1


def test_an_overview_keeps_headlines_and_series_by_sex() -> None:
    kept = series(code="a"), series(code="b", headline=False, sex="female", role="breakdown")
    save(indicator(*kept, series(code="c", headline=False), series(code="d", headline=False, role="proxy")))
    (found,) = agenda_store.indicators(overview=True)
    assert {item.code for item in found.series} == {"a", "b"}


@pytest.mark.parametrize("overview", [False, True])
def test_two_queries_however_many_indicators_there_are(overview: bool, django_assert_num_queries: Any) -> None:
    save(*(indicator(code=f"RG{number}", order=number) for number in range(1, 40)))
    with django_assert_num_queries(2):
        assert len(agenda_store.indicators(overview=overview)) == 39


def test_only_the_indicators_of_the_agenda_in_view_are_given() -> None:
    save(indicator(code="RG1"))
    other = replace(AGENDA, code="other")
    save(indicator(code="RG9"), agenda=other, now=later(1))
    assert agenda_store.agenda() == other
    assert [item.code for item in agenda_store.indicators()] == ["RG9"]
