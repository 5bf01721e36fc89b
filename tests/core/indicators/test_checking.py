"""Rules about values against definitions: each says its own thing, and only that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from stemagenda.core.indicators.checking import RULES, check
from stemagenda.core.indicators.definition import Indicator, Rule, Series
from stemagenda.core.indicators.rules.inspection import MOST_PROBLEMS
from stemagenda.core.observation import Observation, Release
from stemagenda.core.period import Period
from stemagenda.core.text import Text
from stemagenda.core.validation import Problem

SOME = Text("iets", "something")


def series(code: str, **changes: Any) -> Series:
    values: dict[str, Any] = {
        "role": "indicator",
        "title": SOME,
        "source": "pisa",
        "area": "vlaanderen",
        "unit": "share",
        "better": "down",
        "unit_label": SOME,
        "cycle_years": 3,
    }
    return Series(code=code, **{**values, **changes})


def indicator(code: str, *parts: Series, **changes: Any) -> Indicator:
    values: dict[str, Any] = {
        "group": "agenda",
        "order": 1,
        "strand": "aantrekkingskracht",
        "result_area": "RG2",
        "objectives": (),
        "title": SOME,
        "definition": SOME,
        "measures_not": SOME,
        "unit": "share",
        "unit_label": SOME,
        "better": "down",
        "cycle_years": 3,
        "publisher": SOME,
        "source_url": "",
        "how_to_load": SOME,
        "rules": (Rule(since=date(2021, 6, 11), reference=SOME),),
        "series": parts,
    }
    return Indicator(code=code, **{**values, **changes})


INDICATORS = {
    "RG2-WIS": indicator("RG2-WIS", series("pisa"), series("pisa-oecd", role="comparator"), series("timss")),
    "RG4": indicator("RG4", series("aantal", unit="count", better="up", source="vdab")),
    "RG8-WIS": indicator("RG8-WIS", series("score", unit="score", better="up"), limit=700.0),
    "RG11": indicator("RG11", series("graad", unit="rate", better="up")),
    "RG6": indicator("RG6"),
}


def observation(value: float = 17.3, **changes: Any) -> Observation:
    values: dict[str, Any] = {"indicator": "RG2-WIS", "series": "pisa", "period": Period("year", 2018), "row": 8}
    return Observation(value=value, **{**values, **changes})


def release(*observations: Observation, **changes: Any) -> Release:
    values: dict[str, Any] = {
        "source": "pisa",
        "code": "2019",
        "title": "t",
        "publisher": "p",
        "published": date(2019, 12, 3),
        "precision": "day",
        "rank": "primary",
        "url": "https://example.org",
        "licence": "l",
        "digest": "d",
        "observations": observations,
    }
    return Release(**{**values, **changes})


def checked(*observations: Observation, **changes: Any) -> tuple[Problem, ...]:
    return check(release=release(*observations, **changes), indicators=INDICATORS)


def only(*observations: Observation, **changes: Any) -> tuple[str, str]:
    """Importance and wording of the one problem there is."""
    (problem,) = checked(*observations, **changes)
    assert problem.remedy.endswith((".", "?"))
    return problem.importance, str(problem)


def test_what_fits_has_no_problems() -> None:
    assert checked(observation(), observation(18.0, series="pisa-oecd", row=9), observation(0), observation(100)) == ()


def test_every_rule_explains_itself() -> None:
    assert all(rule.__doc__ for rule in RULES)
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


def test_an_unknown_indicator_is_told_once_with_a_suggestion() -> None:
    wrong = [observation(indicator="RG2-WSI", row=row) for row in (8, 9, 12)]

    assert only(*wrong) == (
        "error",
        "pisa/2019: row 8 and 2 more: there is no indicator 'RG2-WSI'. Did you mean 'RG2-WIS'?",
    )
    assert "Declare it in the agenda's folder first" in only(observation(indicator="ZZZ"))[1]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("RG2-WIS", "pisa-oced"), "RG2-WIS has no series 'pisa-oced'. Did you mean 'pisa-oecd'?"),
        (("RG2-WIS", "aantal"), "A series of that code belongs to RG4."),
        (("RG2-WIS", "zzz"), "Declared are pisa, pisa-oecd, timss."),
        (("RG6", "zzz"), "RG6 has no series 'zzz'. Declare it first."),
    ],
)
def test_an_unknown_series(codes: tuple[str, str], said: str) -> None:
    importance, wording = only(observation(indicator=codes[0], series=codes[1]))

    assert importance == "error"
    assert said in wording


def test_many_series_are_not_all_listed() -> None:
    many = {"RG1": indicator("RG1", *(series(f"s{n}") for n in range(20)))}
    (problem,) = check(release=release(observation(indicator="RG1", series="zzz")), indicators=many)

    assert problem.remedy == "Declared are s0, s1, s2, s3, s4, s5, s6, s7, ...."


@pytest.mark.parametrize("value", [-0.1, 100.1, 154, 1e6])
def test_a_share_lies_between_0_and_100(value: float) -> None:
    importance, wording = only(observation(value))

    assert importance == "error"
    assert wording.startswith("pisa/2019: row 8: RG2-WIS / pisa for 2018 is ")
    assert "; a share lies between 0 and 100. " in wording


@pytest.mark.parametrize(
    ("codes", "expected"),
    [(("RG4", "aantal"), "a count cannot be negative"), (("RG11", "graad"), "a rate cannot be negative")],
)
def test_counts_and_rates_are_not_negative(codes: tuple[str, str], expected: str) -> None:
    source = "vdab" if codes[0] == "RG4" else "pisa"
    found = checked(observation(-1, indicator=codes[0], series=codes[1]), source=source)

    assert [problem.importance for problem in found] == ["error"]
    assert expected in found[0].message
    assert not checked(observation(0, indicator=codes[0], series=codes[1]), source=source)


def test_a_score_may_be_negative() -> None:
    assert not checked(observation(-1, indicator="RG8-WIS", series="score"))


def test_one_odd_period_among_others() -> None:
    years = [observation(period=Period("year", 2012 + n), row=8 + n) for n in range(3)]
    odd = observation(period=Period("school_year", 2015), row=11)

    importance, wording = only(*years, odd)
    assert importance == "error"
    assert "row 11: RG2-WIS / pisa for 2015-16 stands among calendar years." in wording
    assert not checked(*years, replace(odd, series="timss")), "another series may count otherwise"


def test_a_value_cannot_come_before_its_period() -> None:
    early = observation(period=Period("school_year", 2020))

    assert "was published on 2019-12-03, before that period began" in only(early)[1]
    assert not checked(replace(early, status="F")), "a forecast may"
    assert not checked(replace(early, period=Period("school_year", 2019))), "a period that has begun may"


def test_a_source_the_indicator_does_not_know() -> None:
    importance, wording = only(observation(), observation(row=9), source="vdab")

    assert importance == "warning"
    assert "comes from source 'vdab'; RG2-WIS has pisa" in wording


@pytest.mark.parametrize(("value", "width", "wide"), [(17.3, 5.0, False), (17.3, 5.1, True)])
def test_a_wide_rounding_of_a_share(value: float, width: float, wide: bool) -> None:
    assert bool(checked(observation(value, half_width=width))) is wide


def test_a_wide_rounding_of_a_count() -> None:
    count = observation(1000, indicator="RG4", series="aantal", half_width=251)

    assert "has a rounding half-width of 251" in only(count, source="vdab")[1]
    assert not checked(replace(count, half_width=250), source="vdab")
    assert not checked(replace(count, bound="above"), source="vdab"), "a bound is no rounding"


def test_an_approximate_value_needs_a_width() -> None:
    importance, wording = only(observation(approximate=True))

    assert importance == "warning"
    assert "is approximate but has no half-width" in wording
    assert not checked(observation(approximate=True, half_width=0.5))
    assert not checked(observation(approximate=True, bound="below"))


def test_a_standard_error_as_large_as_the_value() -> None:
    assert "has a standard error of 17.3" in only(observation(standard_error=17.3))[1]
    assert not checked(observation(standard_error=17.2))
    assert not checked(observation(0, standard_error=1))


def test_a_value_beyond_the_natural_limit() -> None:
    score = observation(701, indicator="RG8-WIS", series="score")

    assert "is 701, beyond the natural limit of 700" in only(score)[1]
    assert not checked(replace(score, value=700))
    falling = {"RG8-WIS": indicator("RG8-WIS", series("score", unit="score", better="down"), limit=0.0)}
    (problem,) = check(release=release(replace(score, value=-1.0)), indicators=falling)
    assert "beyond the natural limit of 0" in problem.message


def test_a_slipped_decimal_mark() -> None:
    values = [15.4, 164.0, 16.1, 15.9]
    scores = [
        observation(value, indicator="RG8-WIS", series="score", period=Period("year", 2009 + n), row=8 + n)
        for n, value in enumerate(values)
    ]
    importance, wording = only(*scores)

    assert importance == "warning"
    assert "row 9: RG8-WIS / score for 2010 is 164 where the series lies around 16" in wording
    assert not checked(*scores[:2]), "two values have no middle"
    assert "is 1.5 where" in only(scores[0], scores[2], scores[3], replace(scores[1], value=1.5))[1]


def test_problems_beyond_a_hundred_are_counted() -> None:
    found = checked(*[observation(101, row=8 + n, approximate=True) for n in range(150)])

    assert len(found) == 2 * MOST_PROBLEMS + 2
    assert [(one.importance, one.message) for one in found[-2:]] == [
        ("error", "has 50 more problems"),
        ("warning", "has 50 more warnings"),
    ]


def test_a_hundred_thousand_unknown_codes_take_no_longer_than_they_should() -> None:
    wrong = [observation(indicator=f"RG{n}X", row=n) for n in range(20_000)]

    assert len(checked(*wrong)) == MOST_PROBLEMS + 1
