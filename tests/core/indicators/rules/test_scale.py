"""Fractions for percentages, thousands for units, decimal marks that slipped."""

from __future__ import annotations

import pytest
from tests.core.indicators.rules.ruled import indicator, line, past, series, told

SHARE = indicator("X", series("x", cycle_years=1))
COUNT = indicator("X", series("x", unit="count", better="up", cycle_years=1))


def test_a_fraction_where_percentages_stood() -> None:
    (problem,) = told(*line([0.21, 0.22]), of=SHARE, history=past(*line({2011: 20.0, 2012: 21.0})))

    assert problem.importance == "warning"
    assert problem.message == (
        "X / x for 2017 is 0.21 where other releases lie around 20.5: it looks like a fraction of 1"
    )


@pytest.mark.parametrize(
    ("values", "before"),
    [
        ([0.21], []),  # nothing to compare with
        ([0.9], [1.4, 1.2]),  # a small share that fell
        ([0.3], [0.2, 0.4]),  # always small
        ([21.0], [20.0, 20.4]),
        ([0.0], [20.0, 20.4]),  # none at all is no fraction
    ],
)
def test_no_fraction(values: list[float], before: list[float]) -> None:
    history = past(*line(dict(zip((2011, 2012), before, strict=False))))

    assert not [item for item in told(*line(values), of=SHARE, history=history) if "fraction" in item.message]


@pytest.mark.parametrize(
    ("value", "said"), [(21.0, "it looks like thousands"), (21_000_000.0, "it looks like units instead of thousands")]
)
def test_another_unit_of_counting(value: float, said: str) -> None:
    history = past(*line({2011: 20_000.0, 2012: 20_500.0, 2013: 20_100.0}))

    (problem,) = told(*line([value]), of=COUNT, history=history)
    assert problem.importance == "warning"
    assert said in problem.message


@pytest.mark.parametrize("value", [20_000.0, 9_000.0, 2_100.0, 300_000.0])
def test_the_same_unit_of_counting(value: float) -> None:
    history = past(*line({2012: 20_000.0}))

    assert not told(*line([value]), of=COUNT, history=history)


def test_a_slipped_mark_beside_the_past() -> None:
    history = past(*line({2011: 20.1, 2012: 20.5}))

    (problem,) = told(*line([2.01]), of=SHARE, history=history)
    assert problem.message == "X / x for 2018 is 2.01 where the series lies around 20.1"
    assert not told(*line([2.1]), of=SHARE, history=history), "ten times less, and no less"
    assert not told(*line([2.01]), of=SHARE, history=past(*line({2012: 20.5}))), "two values have no middle"
