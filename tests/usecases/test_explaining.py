"""Why a light is what it is: finished sentences for every series of the monitor, in both languages."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from tests.core.reports.wording import strangers

from stemagenda.core.indicators.target_track import all_methods
from stemagenda.core.reports.sentences import agreement
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.store import agenda as agenda_store
from stemagenda.usecases.explaining import Explanation, explanation
from stemagenda.usecases.indicators import indicator_page

TODAY = date(2026, 11, 1)
MACHINE = re.compile(r"\bNone\b|\bnan\b|\binf\b|\d[eE][+-]?\d|(?<![\w])-\d|[{}]")


def explained(code: str, series: str, language: Language, *, on: date = TODAY) -> Explanation:
    page = indicator_page(code=code, series=series, on=on)
    assert page is not None
    return explanation(page=page, language=language)


def every_series() -> list[tuple[str, str, str]]:
    return [(i.code, s.code, s.role) for i in agenda_store.indicators() for s in i.series]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_light_is_explained_in_sentences_of_the_language(loaded: datetime, language: Language) -> None:
    for code, series, role in every_series():
        if role not in {"indicator", "breakdown"}:
            continue
        found = explained(code, series, language)
        sentences = [*found.how_sure, found.agreement, found.trend, found.projection, *found.target, found.stale]
        for sentence in filter(None, sentences):
            assert sentence.endswith("."), sentence
            assert not MACHINE.search(sentence), sentence
            assert not strangers(sentence, language=language), sentence


def test_every_method_has_its_say_and_the_agreement_counts_them(loaded: datetime) -> None:
    told = set()
    for code, series, role in every_series():
        if role not in {"indicator", "breakdown"}:
            continue
        page = indicator_page(code=code, series=series, on=TODAY)
        assert page is not None
        found = explanation(page=page, language="en")
        assert [opinion.name for opinion in found.opinions] == list(all_methods())
        for opinion in found.opinions:
            assert [name for name, _ in opinion.numbers] == sorted(name for name, _ in opinion.numbers)
        counted = [opinion for opinion in found.opinions if opinion.counts]
        assert all(opinion.verdict for opinion in counted)
        assert page.shown.light is not None
        if page.shown.light.computed == "grey":
            assert found.agreement == ""
            continue
        agree = sum(1 for opinion in counted if opinion.colour == page.shown.light.computed)
        assert found.agreement == (agreement(agree=agree, of=len(counted), language="en") if counted else "")
        told.add(agree == len(counted))
    assert told == {True, False}


def test_a_series_without_a_light_has_nothing_to_explain(loaded: datetime) -> None:
    found = explained("RG2-WIS", "pisa-oecd", "nl")
    assert found == Explanation(
        how_sure=(), opinions=(), agreement="", trend="", projection="", target=(), track="", stale=""
    )


def test_a_stale_light_says_so_only_once_it_is_stale(loaded: datetime) -> None:
    assert "2018" in explained("RG2-WIS", "pisa", "nl").stale
    assert explained("RG2-WIS", "pisa", "nl", on=date(2024, 12, 30)).stale == ""
    assert explained("RG2-WIS", "pisa", "nl", on=date(2024, 12, 31)).stale != ""


def test_a_target_is_told_from_the_day_it_was_published(loaded: datetime) -> None:
    item = agenda_store.indicator(code="RG3-SO")
    assert item is not None
    series = next(one for one in item.series if one.code == "def2024")
    published = min(target.published for target in series.targets)
    assert "40,25\u202f%" in explained("RG3-SO", "def2024", "nl").target[0]
    before = explained("RG3-SO", "def2024", "nl", on=date.fromordinal(published.toordinal() - 1))
    assert (before.target, before.track) in (((), ""), ((), "undefined"))
