"""Core values to JSON and back: nothing is lost, and what was stored before a field existed still reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.indicators.made import T, indicator, series

from stemagenda.agendas.loading import find_agenda, read_agenda
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Band, Break, Indicator, LinkError, Rule, Series, Target
from stemagenda.core.period import Period
from stemagenda.core.text import Text
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.store.codec import decode, encode


def shipped() -> Iterator[tuple[type[Any], Any]]:
    agenda, indicators = read_agenda(find_agenda("stem-agenda-2030"))
    yield Agenda, agenda
    for item in indicators:
        yield Indicator, item
        yield from ((Series, one) for one in item.series)


def through_json(value: object) -> Any:
    return json.loads(json.dumps(encode(value), allow_nan=False))


def test_every_shipped_definition_comes_back_as_it_went() -> None:
    found = list(shipped())
    assert len(found) > 100
    for kind, value in found:
        assert decode(kind, stored=through_json(value)) == value


numbers = st.floats(allow_nan=False, allow_infinity=False)
periods = st.builds(Period, st.sampled_from(("year", "school_year")), st.integers(1900, 2100))
texts = st.builds(Text, nl=st.just("één"), en=st.text(min_size=1).filter(str.strip))
bands = st.builds(Band, lower=st.none() | numbers, upper=st.none() | numbers, verdict=st.text())
rules = st.builds(
    Rule,
    since=st.dates(),
    reference=texts,
    target_method=st.sampled_from(("linear_path", "bands")),
    tolerance=st.none() | numbers,
    reference_period=st.none() | periods,
    bands=st.lists(bands, max_size=2).map(tuple),
)
targets = st.builds(
    Target, value=numbers, period=periods, published=st.dates(), reference=texts, url=st.text(), note=st.none() | texts
)
all_series = st.builds(
    series,
    sex=st.sampled_from(("total", "female")),
    note=st.none() | texts,
    breaks=st.lists(st.builds(Break, period=periods, reason=texts), max_size=2).map(tuple),
    link_errors=st.lists(st.builds(LinkError, first=periods, second=periods, value=numbers), max_size=2).map(tuple),
    targets=st.lists(targets, max_size=2).map(tuple),
)


@given(
    st.builds(
        lambda found, its_rules, **changed: indicator(*found, rules=tuple(its_rules), **changed),
        st.lists(all_series, min_size=1, max_size=2),
        st.lists(rules, min_size=1, max_size=2),
        baseline=st.none() | periods,
        limit=st.none() | numbers,
        next_figure=st.none() | texts,
    )
)
def test_any_indicator_comes_back_as_it_went(value: Indicator) -> None:
    assert decode(Indicator, stored=through_json(value)) == value


def test_a_period_is_its_code_and_a_day_is_iso() -> None:
    stored = encode(Target(value=20, period=Period("school_year", 2030), published=date(2023, 12, 31), reference=T))
    assert stored["period"] == "2030-31"
    assert stored["published"] == "2023-12-31"
    assert stored["note"] is None


def test_a_field_that_is_newer_than_the_store_takes_its_default() -> None:
    stored = encode(series(note=T))
    del stored["follows"], stored["link_errors"]
    assert decode(Series, stored=stored) == series(note=T)


def test_a_field_that_no_longer_exists_is_passed_over() -> None:
    assert decode(Series, stored={**encode(series()), "forgotten": 1}) == series()


@pytest.mark.parametrize("stored", ["2018-20", "", "18"])
def test_a_spoilt_period_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match=r"period|year"):
        decode(Period, stored=stored)


def test_a_code_that_was_kept_before_it_had_more_to_say_is_read() -> None:
    stored = {"code": "a", "title": {"nl": "A", "en": ""}, "type": "measure", "indicators": ["RG1"]}
    (link,) = decode(PolicyDevelopment, stored=stored).indicators
    assert (link.indicator, link.reasoning) == ("RG1", "")
