"""Where a series would be at a later moment, with an 80 % interval.

Two models are asked and the wider answer is given: a straight trend with noise, and a random walk with drift. On a
series that walks at random the trend alone covers 41 % of the outcomes instead of 80 %. Where only two points exist
and both have a standard error, the interval follows from those errors.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import NormalDist
from typing import Final, Literal

from stemagenda.core.indicators.case import Case, Point
from stemagenda.core.indicators.line import fit_line
from stemagenda.core.period import Period

#: Both tails of an 80 % interval.
_UPPER: Final = 0.90
_CRITICAL: Final = NormalDist().inv_cdf(_UPPER)

ProjectionModel = Literal["trend", "random_walk", "survey_errors"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Projection:
    """The expected value at `period` with its 80 % interval, in the unit of the series, and the model that gave it.

    A share is kept within 0-100; `clipped` says that the model went beyond.
    """

    period: Period
    value: float
    low: float
    high: float
    model: ProjectionModel
    clipped: bool = False


def project(*, case: Case, comparable: Sequence[Point]) -> Projection | None:
    """Project to the target's period, or to the horizon without one; None where there is too little to go by."""
    period = case.target.period if case.target is not None else case.horizon
    if period is None or len(comparable) < 2 or period.position <= comparable[-1].period.position:
        return None
    found: Projection | None
    if len(comparable) == 2:
        found = _from_survey_errors(comparable[0], comparable[1], period, case.link_error)
    else:
        times = [point.period.position for point in comparable]
        values = [point.value for point in comparable]
        found = max(_trend(times, values, period), _random_walk(times, values, period), key=_width)
    if found is None or not all(map(math.isfinite, (found.value, found.low, found.high))):
        return None
    return _kept_within_bounds(found) if case.unit == "share" else found


def _width(found: Projection) -> float:
    return found.high - found.low


def _around(value: float, half: float, period: Period, model: ProjectionModel) -> Projection:
    return Projection(period=period, value=value, low=value - half, high=value + half, model=model)


def _trend(times: Sequence[float], values: Sequence[float], period: Period) -> Projection:
    """Least squares with the prediction interval of one new observation."""
    line = fit_line(times=times, values=values)
    half = student_t(upper=_UPPER, freedom=line.points - 2) * line.prediction_error(period.position)
    return _around(line.at(period.position), half, period, "trend")


def _random_walk(times: Sequence[float], values: Sequence[float], period: Period) -> Projection:
    """Random walk with drift on unequal steps: a change over d years has mean drift * d and variance sigma^2 * d.

    The variance of the forecast over h years is sigma^2 * (h + h^2 / years observed): the walk and its drift.
    """
    years, ahead = times[-1] - times[0], period.position - times[-1]
    drift = (values[-1] - values[0]) / years
    steps = len(times) - 1
    surprise = 0.0
    for index in range(steps):
        apart = times[index + 1] - times[index]
        surprise += (values[index + 1] - values[index] - drift * apart) ** 2 / apart
    sigma = math.sqrt(surprise / (steps - 1))
    half = student_t(upper=_UPPER, freedom=steps - 1) * sigma * math.sqrt(ahead + ahead * ahead / years)
    return _around(values[-1] + drift * ahead, half, period, "random_walk")


def _from_survey_errors(first: Point, last: Point, period: Period, link_error: float) -> Projection | None:
    """The line through two surveys; their errors and the link error carried along it."""
    if first.standard_error is None or last.standard_error is None:
        return None
    share = (period.position - last.period.position) / (last.period.position - first.period.position)
    value = last.value + share * (last.value - first.value)
    error = math.hypot((1 + share) * last.standard_error, share * first.standard_error, share * link_error)
    return _around(value, _CRITICAL * error, period, "survey_errors")


def _kept_within_bounds(found: Projection) -> Projection:
    if found.low >= 0 and found.high <= 100:
        return found
    value, low, high = (min(100.0, max(0.0, number)) for number in (found.value, found.low, found.high))
    return replace(found, value=value, low=low, high=high, clipped=True)


@lru_cache(maxsize=1024)
def student_t(*, upper: float, freedom: int) -> float:
    """The value that a Student t variable with `freedom` degrees stays below with probability `upper` (0.5 to 1).

    Bisection on the closed form of the distribution for whole degrees of freedom (Abramowitz and Stegun 26.7.3-4).
    """
    low, high = 0.0, 1.0
    while _inside(high, freedom) < 2 * upper - 1:
        high *= 2
    middle = (low + high) / 2
    while low < middle < high:
        if _inside(middle, freedom) < 2 * upper - 1:
            low = middle
        else:
            high = middle
        middle = (low + high) / 2
    return middle


def _inside(t: float, freedom: int) -> float:
    """Probability that a Student t variable lies between -t and t."""
    angle = math.atan2(t, math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term, total = (cosine, cosine) if odd else (1.0, 1.0)
    if freedom == 1:
        total = 0.0
    for step in range(2 + odd, freedom - 1, 2):
        term *= cosine * cosine * (step - 1) / step
        total += term
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
