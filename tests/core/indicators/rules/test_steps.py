"""Jumps and breaks: said where they stand out, not where the series always moved like that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.core.indicators.rules.ruled import indicator, line, past, series, told

from stemagenda.core.indicators.definition import Break, Indicator
from stemagenda.core.period import Period
from stemagenda.core.text import Text

QUIET = [20.0, 20.5, 20.2, 20.8, 21.0]
PLAIN = indicator("X", series("x", cycle_years=1))


def test_a_jump_is_told_with_its_numbers() -> None:
    (problem,) = told(*line([*QUIET, 26.0]), of=PLAIN)

    assert problem.importance == "warning"
    assert str(problem) == (
        "pisa/2019: row 13: X / x for 2018 is 26, 5 away from 21 for 2017; the largest of 4 earlier steps was 0.6."
        " Check the figure; declare a break where the definition changed."
    )


@pytest.mark.parametrize(
    "values",
    [
        [*QUIET, 23.4],  # four times the largest step, and no more
        [*QUIET[1:], 26.0],  # three earlier steps are no history
        [20.0, 22.0, 20.0, 22.0, 20.0, 26.0],  # a restless series
        [20.0, 20.0, 20.0, 20.0, 20.0, 20.5],  # what a light calls no change
    ],
)
def test_no_jump(values: list[float]) -> None:
    assert not told(*line(values), of=PLAIN)


def test_the_past_of_the_series_counts() -> None:
    *before, last = line([*QUIET, 26.0])

    assert "26, 5 away from 21" in told(last, of=PLAIN, history=past(*before))[0].message
    assert not told(last, of=PLAIN), "alone it is no jump"
    assert not told(*before[-1:], of=PLAIN, history=past(*before[:-1], last)), "the jump was there already"


def test_what_a_newer_file_or_release_replaced_is_no_past() -> None:
    *before, last = line([*QUIET, 26.0])

    assert not told(last, of=PLAIN, history=past(*before, code="2019")), "an earlier file of this release"
    replaced = {
        key: tuple(replace(item, release=replace(item.release, replaced_on=date(2019, 1, 1))) for item in figures)
        for key, figures in past(*before).items()
    }
    assert not told(last, of=PLAIN, history=replaced)


@pytest.mark.parametrize(
    "changes",
    [{"half_width": 1.0}, {"standard_error": 1.5}, {"bound": "above"}, {"approximate": True, "half_width": 1.0}],
)
def test_rounding_sampling_and_loose_wording_make_no_jump(changes: dict[str, object]) -> None:
    assert not told(*line([*QUIET, 26.0], **changes), of=PLAIN)


def test_over_a_hole_of_years_more_may_change() -> None:
    years = {2003 + n: value for n, value in enumerate(QUIET)} | {2016: 26.0}

    assert not [problem for problem in told(*line(years), of=PLAIN) if "away from" in problem.message]


def broken(*periods: int) -> Indicator:
    why = Text("andere vraag", "other question")
    return indicator(
        "X",
        series("x", cycle_years=1, breaks=tuple(Break(period=Period("year", year), reason=why) for year in periods)),
    )


def test_a_declared_break_explains_a_jump() -> None:
    assert not told(*line([*QUIET, 26.0]), of=broken(2018))


def test_a_break_nobody_declared() -> None:
    *before, last = line([20.0, 20.1])
    (marked,) = line([20.1], status="B")

    (problem,) = told(*before, marked, of=PLAIN)
    assert problem.importance == "warning"
    assert "X / x for 2018 is marked as a break (B), but the series declares none after 2017" in problem.message
    assert told(marked, of=PLAIN, history=past(*before)), "the past counts"
    assert not told(*before, marked, of=broken(2018)), "declared"
    assert not told(*before, last, of=broken(2018)), "declared without a mark"
    assert not told(marked, of=PLAIN), "nothing lies before it"


def test_a_break_declared_between_two_surveys() -> None:
    first, last = line({2012: 20.0, 2015: 21.0})

    assert not told(first, *line({2015: last.value}, status="B"), of=broken(2014))
    assert told(first, *line({2015: last.value}, status="B"), of=broken(2010))
