"""Compound yearly growth, as the methods of Eurostat, Statistics Canada and the United Nations use it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stemagenda.core.indicators.question import Question, Undefined


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """Observed and required yearly growth towards the better side (0.01 is 1 % a year), and their ratio.

    `required` and `ratio` are None without a target. `required` is negative where the reference is beyond the target;
    the ratio is taken over its size, so that its sign tells the direction of what was observed.
    """

    observed: float | None = None
    required: float | None = None
    ratio: float | None = None
    undefined: Undefined | None = None


def pace_of(*, question: Question) -> Pace:
    """The growth since the reference and, with a target, the growth that would reach it in time."""
    observed, undefined = growth(first=question.first, last=question.last, years=question.years, toward=question.toward)
    if question.target is None:
        return Pace(observed=observed, undefined=undefined)
    years = question.target_time - question.start
    if years <= 0:
        return Pace(observed=observed, undefined="target_before_reference")
    required, cause = growth(first=question.first, last=question.target, years=years, toward=question.toward)
    if observed is None or required is None:
        return Pace(observed=observed, undefined=undefined or cause)
    if required == 0:
        return Pace(observed=observed, required=required, undefined="target_met_at_reference")
    ratio = observed / abs(required)
    if not math.isfinite(ratio):
        return Pace(observed=observed, required=required, undefined="overflow")
    return Pace(observed=observed, required=required, ratio=ratio)


def growth(*, first: float, last: float, years: float, toward: int) -> tuple[float | None, Undefined | None]:
    """(last / first) ** (1 / years) - 1, positive where it goes the better way; or why there is none.

    Values that are all negative grow towards zero, so their sign turns the direction (as Open SDG does). A zero or a
    change of sign has no growth rate, and nothing is put in its place.
    """
    if first == 0 or last == 0:
        return None, "zero_value"
    if (first > 0) != (last > 0):
        return None, "sign_change"
    rate = carry_on(first=1.0, last=last / first, years=years, ahead=1.0) - 1
    if not math.isfinite(rate):
        return None, "overflow"
    return rate * toward * (1 if first > 0 else -1), None


def signed(rate: float | None, *, question: Question) -> float | None:
    """The growth rate as it is written outside: positive where the value grows, whichever way is better."""
    return None if rate is None else rate * question.toward * (1 if question.first > 0 else -1)


def carry_on(*, first: float, last: float, years: float, ahead: float) -> float:
    """The value `ahead` years after `first` if growth went on as from `first` to `last`; infinite where it explodes."""
    try:
        return float(first * math.pow(last / first, ahead / years))
    except OverflowError:
        return math.inf
