"""The interval around a share, and an error that is never 0."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.survey.interval import cautious_error, wilson_interval
from stemagenda.core.survey.weighted import Estimate


def estimate(value: float, size: float, *, error: float | None = None) -> Estimate:
    """A share of a simple sample, or with another error."""
    if error is None:
        error = math.sqrt(value * (1 - value) / size)
    return Estimate(value=value, standard_error=error, size=int(size), effective_size=size)


def test_a_published_example() -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 gives 0.2553 to 0.3662."""
    low, high = wilson_interval(estimate=estimate(81 / 263, 263))
    assert low == pytest.approx(0.2553, abs=5e-5)
    assert high == pytest.approx(0.3662, abs=5e-5)


@pytest.mark.parametrize(("hits", "low", "high"), [(0, 0.0, 0.1611), (20, 0.8389, 1.0)])
def test_nobody_and_everybody(hits: int, low: float, high: float) -> None:
    """The same table: 0 of 20 gives 0 to 0.1611, where the simple formula gives 0 to 0."""
    found = wilson_interval(estimate=estimate(hits / 20, 20))
    assert found == pytest.approx((low, high), abs=5e-5)


def test_an_uneven_sample_has_a_wider_interval() -> None:
    """Twice the error is a quarter of the sample."""
    simple = wilson_interval(estimate=estimate(0.3, 400, error=0.05))
    assert simple == pytest.approx(wilson_interval(estimate=estimate(0.3, 84)))


def test_the_error_is_kept_where_there_is_one() -> None:
    """Only a 0 is replaced."""
    assert cautious_error(estimate=estimate(0.3, 100, error=0.04)) == 0.04


def test_all_alike_is_no_certainty() -> None:
    """0 of 20: half of 0.1611, divided by 1.96."""
    assert cautious_error(estimate=estimate(0.0, 20)) == pytest.approx(0.1611 / 2 / 1.96, abs=1e-4)


@given(st.floats(0, 1), st.floats(1, 1e6), st.floats(0.5, 0.999))
def test_limits_lie_around_the_share_and_within_0_and_1(value: float, size: float, level: float) -> None:
    """Whatever the sample; and a higher level gives no narrower interval."""
    low, high = wilson_interval(estimate=estimate(value, size), level=level)
    assert 0 <= low <= value + 1e-9
    assert value - 1e-9 <= high <= 1
    wide_low, wide_high = wilson_interval(estimate=estimate(value, size), level=min(0.9995, level + 0.0005))
    assert wide_low <= low + 1e-12
    assert high <= wide_high + 1e-12
