"""The verdict in words: both languages, every colour and reason, numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.reports.wording import strangers

from stemagenda.core.indicators.case import Colour, GreyReason
from stemagenda.core.indicators.definition import Unit
from stemagenda.core.period import Period
from stemagenda.core.reports import sentences
from stemagenda.core.text import LANGUAGES, Language

COLOURS, REASONS, UNITS = get_args(Colour), get_args(GreyReason), get_args(Unit)
#: What a machine writes and a person does not.
MACHINE = re.compile(r"\bNone\b|\bnan\b|\binf\b|\d[eE][+-]?\d|(?<!\w)-\d|\{|\}|  |True|False")
numbers = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)
languages = st.sampled_from(LANGUAGES)
units = st.sampled_from(UNITS)
periods = st.builds(Period, st.sampled_from(("year", "school_year")), st.integers(2000, 2030))


def check(text: str, language: Language) -> None:
    assert text.strip() == text != ""
    assert text.endswith((".", "?", "!"))
    assert not MACHINE.search(text), text
    assert not strangers(text, language=language), text
    if language == "nl":
        assert not re.search(r"\d\.\d{1,2}(?!\d)|\d%|\d %", text), text
    else:
        assert not re.search(r"\d,\d{1,2}(?!\d)|\d[\u202f ]%", text), text


def light(**changed: Any) -> dict[str, Any]:
    return {
        "difference": 3.5,
        "threshold": 0.5,
        "statistic": None,
        "flips_at": 17.8,
        "flips_to": "orange",
        **changed,
    }


@given(
    colour=st.sampled_from(COLOURS),
    reason=st.sampled_from(("", *REASONS)),
    uncertain=st.booleans(),
    unit=units,
    first=st.none() | st.tuples(periods, numbers),
    last=st.none() | st.tuples(periods, numbers),
    language=languages,
)
def test_every_verdict_is_a_sentence_of_its_language(**asked: Any) -> None:
    check(sentences.verdict(**asked), asked["language"])


@given(
    light=st.fixed_dictionaries(
        {
            "difference": st.none() | numbers,
            "threshold": st.none() | st.floats(0, 1e6),
            "statistic": st.none() | st.floats(-1e4, 1e4),
            "flips_at": st.none() | numbers,
            "flips_to": st.sampled_from((None, "green", "orange", "red")),
        }
    ),
    unit=units,
    language=languages,
)
def test_every_explanation_is_in_sentences_of_its_language(light: Any, unit: Unit, language: Language) -> None:
    found = sentences.how_sure(light=light, unit=unit, language=language)
    for sentence in found:
        check(sentence.replace("95 % zekerheid", "zekerheid"), language)
    assert bool(found) == (light["difference"] is not None and light["threshold"] is not None)


@given(value=numbers, needed=st.none() | numbers, period=periods, unit=units, language=languages)
def test_every_target_is_a_sentence_of_its_language(
    value: float, needed: float | None, period: Period, unit: Unit, language: Language
) -> None:
    track = {"verdict": "too_slow", "needed_per_year": needed}
    for sentence in sentences.target_sentence(value=value, period=period, track=track, unit=unit, language=language):
        check(sentence, language)


@given(
    trend=st.fixed_dictionaries({"slope": numbers, "low": numbers, "high": numbers, "p_value": st.floats(0, 1)}),
    points=st.integers(5, 40),
    unit=units,
    language=languages,
)
def test_every_trend_is_a_sentence_of_its_language(
    trend: dict[str, float], points: int, unit: Unit, language: Language
) -> None:
    found = sentences.trend(found=trend, points=points, unit=unit, language=language)
    check(re.sub(r"\b(95|5) %", "x", found), language)


@given(
    projection=st.fixed_dictionaries({"value": numbers, "low": numbers, "high": numbers, "period": st.just("2030")}),
    unit=units,
    language=languages,
)
def test_every_projection_is_a_sentence_of_its_language(
    projection: dict[str, Any], unit: Unit, language: Language
) -> None:
    found = sentences.projection(found=projection, unit=unit, language=language)
    check(re.sub(r"\b80 %", "x", found), language)


def every_fixed_sentence(language: Language) -> Iterator[str]:
    for reason in ("", *REASONS):
        yield sentences.verdict(
            colour="grey", reason=reason, uncertain=False, unit="share", first=None, last=None, language=language
        )
    for agree, of in ((0, 6), (1, 6), (6, 6), (1, 1)):
        yield sentences.agreement(agree=agree, of=of, language=language)
    yield sentences.stale(latest=Period("school_year", 2018), language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_sentence_is_in_its_language(language: Language) -> None:
    found = list(every_fixed_sentence(language))
    for sentence in found:
        check(sentence, language)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_colour_and_reason_has_words_of_its_own(language: Language) -> None:
    words = [sentences.colour_word(colour=colour, language=language) for colour in COLOURS]
    words += [sentences.grey_words(reason=reason, language=language) for reason in ("", *REASONS)]
    assert len(set(words)) == len(words)
    assert not any(strangers(word, language=language) for word in words)


def verdict(colour: str, first: float, last: float, language: Language, **changed: Any) -> str:
    return sentences.verdict(
        **{
            "colour": colour,
            "reason": "",
            "uncertain": False,
            "unit": "share",
            "first": (Period.parse("2018"), first),
            "last": (Period.parse("2022-23"), last),
            "language": language,
            **changed,
        }
    )


def test_verdicts_word_for_word() -> None:
    assert verdict("red", 17.3, 20, "nl") == (
        "Het aandeel steeg van 17,3\u202f% in 2018 naar 20\u202f% in 2022-23. "
        "Dat gaat de verkeerde kant uit: lager is beter."
    )
    assert (
        verdict("green", 17.3, 20, "en")
        == "The share rose from 17.3% in 2018 to 20% in 2022-23. That is the right way."
    )
    assert verdict("red", 518, 501.25, "nl", unit="score") == (
        "De score daalde van 518 in 2018 naar 501,25 in 2022-23. Dat gaat de verkeerde kant uit."
    )
    assert verdict("orange", 12345, 12400, "en", unit="count", uncertain=True) == (
        "The number stayed about equal: 12,345 in 2018 and 12,400 in 2022-23. "
        "Because the figures are rounded, this is not certain."
    )


@pytest.mark.parametrize("reason", REASONS)
def test_a_grey_verdict_says_its_reason_and_no_number(reason: str) -> None:
    for language in LANGUAGES:
        found = verdict("grey", 17.3, 20, language, reason=reason)
        assert not re.search(r"\d", found)


def test_differences_carry_sign_and_unit() -> None:
    assert sentences.difference_written(value=3.5, unit="share", language="nl") == "+3,5 procentpunt"
    assert sentences.difference_written(value=-17, unit="score", language="nl") == "−17 punten"
    assert sentences.difference_written(value=1200, unit="count", language="nl") == "+1.200"
    assert sentences.difference_written(value=-0.5, unit="share", language="en") == "−0.5 percentage points"
    assert sentences.difference_written(value=0, unit="share", language="nl") == "0 procentpunt"


def test_one_point_is_singular() -> None:
    assert sentences.difference_written(value=1, unit="score", language="nl") == "+1 punt"
    assert sentences.difference_written(value=-1, unit="score", language="en") == "−1 point"


def test_how_sure_names_rule_number_and_tipping_point() -> None:
    assert sentences.how_sure(light=light(statistic=2.345), unit="share", language="nl") == (
        "Het verschil is +3,5 procentpunt; de drempel is 0,5.",
        "De drempel volgt uit de standaardfouten (z = 2,35, 95 % zekerheid).",
        "Het licht zou oranje worden bij 17,8\u202f%.",
    )
    assert sentences.how_sure(light=light(flips_to="red"), unit="score", language="en")[-1] == (
        "The light would turn red at 17.8."
    )


@pytest.mark.parametrize("missing", [{"flips_at": None}, {"flips_to": None}])
def test_without_a_tipping_point_nothing_is_said_of_it(missing: dict[str, Any]) -> None:
    assert len(sentences.how_sure(light=light(**missing), unit="share", language="nl")) == 1


def test_what_is_still_needed_is_said_only_on_the_way() -> None:
    def said(verdict: str | None, needed: float | None) -> int:
        track = {"verdict": verdict, "needed_per_year": needed}
        return len(
            sentences.target_sentence(value=15, period=Period("year", 2030), track=track, unit="share", language="nl")
        )

    assert said("too_slow", -0.4) == 2
    assert said("achieved", -0.4) == said(None, -0.4) == said("too_slow", None) == said("too_slow", 0.0) == 1


def test_agreement_counts() -> None:
    assert sentences.agreement(agree=1, of=6, language="nl") == "1 van de 6 methodes is het eens met het licht."
    assert sentences.agreement(agree=5, of=6, language="en") == "5 of 6 methods agree with the light."
    assert sentences.agreement(agree=6, of=6, language="nl") == "Alle 6 methodes zijn het eens met het licht."
    assert sentences.agreement(agree=0, of=6, language="en") == "Not one of the 6 methods agrees with the light."
    assert sentences.agreement(agree=1, of=1, language="en") == "The only method with an outcome agrees with the light."
    assert sentences.agreement(agree=0, of=1, language="nl") == (
        "De enige methode met een uitkomst is het niet eens met het licht."
    )


def test_a_small_p_is_never_zero() -> None:
    found = {"slope": 1.0, "low": 0.5, "high": 1.5, "p_value": 0.0001}
    assert "p < 0,001" in sentences.trend(found=found, points=9, unit="share", language="nl")


@given(st.floats(0.0001, 0.0049), languages)
def test_a_difference_that_decides_is_never_written_as_nothing(value: float, language: Language) -> None:
    assert re.search(r"[1-9]", sentences.difference_written(value=value, unit="rate", language=language))
