"""The light of a series: how the latest comparable value differs from the reference one.

The rule is the monitor's own (docs/decisions/0004-light-method.md): the difference against 1.96 standard errors where
both are known, against a declared tolerance otherwise. The direction is declared, never inferred.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, Literal

from stemagenda.core.indicators.case import Case, Colour, GreyReason
from stemagenda.core.indicators.points import NOISE, Comparison, Detail, Window, exact

#: Two-sided 95 %: 1.959964.
CRITICAL: Final = NormalDist().inv_cdf(0.975)
#: Default tolerance of a share, in percentage points.
SHARE_TOLERANCE: Final = 0.5
#: Default tolerance of counts, scores and rates, as a share of the reference value.
RELATIVE_TOLERANCE: Final = 0.01

LightRule = Literal["standard_errors", "tolerance"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Light:
    """The verdict with its numbers, in the unit of the series.

    `statistic` is z where standard errors decided. `flips_at` is the value of the latest point on the border to
    `flips_to`; the border itself is orange. All numbers are None for a grey light.
    """

    colour: Colour
    reason: GreyReason | None = None
    detail: Detail | None = None
    uncertain: bool = False
    rule: LightRule | None = None
    difference: float | None = None
    statistic: float | None = None
    threshold: float | None = None
    flips_at: float | None = None
    flips_to: Colour | None = None


def light_of(*, case: Case, comparison: Comparison) -> Light:
    """Decide the light of a case; grey with one reason where there is nothing to compare."""
    window = comparison.long
    if window is None:
        return Light(colour="grey", reason=comparison.reason, detail=comparison.detail)
    error = _standard_error(case, window)
    threshold = CRITICAL * error if error is not None else tolerance(case=case, reference=window.first.value)
    colour = _colour(case, window.first.value, window.last.value, threshold)
    flips_at, flips_to = _flip(case, window, threshold, colour)
    return Light(
        colour=colour,
        uncertain=_uncertain(case, window, error, colour),
        rule="tolerance" if error is None else "standard_errors",
        difference=window.difference,
        statistic=None if error is None else window.difference / error,
        threshold=threshold,
        flips_at=flips_at,
        flips_to=flips_to,
    )


def tolerance(*, case: Case, reference: float) -> float:
    """The difference that still counts as equal: declared, or 0.5 points for a share, 1 % of the reference else."""
    if case.tolerance is not None:
        return case.tolerance
    if case.unit == "share":
        return SHARE_TOLERANCE
    return float(exact(abs(reference)) * exact(RELATIVE_TOLERANCE))


def _standard_error(case: Case, window: Window) -> float | None:
    """Standard error of the difference; None where one is unknown or where together they are nothing.

    Two errors of zero are a count, not a survey: no test can be made, so the tolerance decides.
    """
    first, last = window.first.standard_error, window.last.standard_error
    if first is None or last is None:
        return None
    error = math.hypot(first, last, case.link_error)
    return error if error > _noise(window.first.value, window.last.value) else None


def _noise(first: float, last: float) -> float:
    return NOISE * max(abs(first), abs(last))


def _colour(case: Case, first: float, last: float, threshold: float) -> Colour:
    difference = last - first
    if abs(difference) <= threshold + _noise(first, last):
        return "orange"
    return "green" if (difference > 0) == (case.better == "up") else "red"


def _uncertain(case: Case, window: Window, error: float | None, colour: Colour) -> bool:
    """Whether the unrounded values could give another colour.

    The rule is monotone in both values, so the two far corners of what may have been rounded decide. The corners
    themselves count: which way a half was rounded is not known.
    """
    low, high = window.first.rounding, window.last.rounding
    if not low and not high:
        return False
    for side in (1, -1):
        first, last = window.first.value - side * low, window.last.value + side * high
        threshold = CRITICAL * error if error is not None else tolerance(case=case, reference=first)
        if _colour(case, first, last, threshold) != colour:
            return True
    return False


def _flip(case: Case, window: Window, threshold: float, colour: Colour) -> tuple[float | None, Colour | None]:
    """The nearest border of the latest value, and the colour on the other side.

    From orange there are two; at equal distance the one to red is named. A share never leaves 0-100, so a border
    beyond is no border.
    """
    start, step = exact(window.first.value), exact(threshold)
    above, below = float(start + step), float(start - step)
    if colour != "orange":
        return (above if window.difference > 0 else below), "orange"
    sides: list[tuple[float, Colour]] = [(above, "green"), (below, "red")]
    if case.better == "down":
        sides = [(below, "green"), (above, "red")]
    if case.unit == "share":
        sides = [side for side in sides if 0 <= side[0] <= 100]
    if not sides:
        return None, None
    latest, noise = window.last.value, _noise(window.first.value, window.last.value)
    nearest = min(abs(at - latest) for at, _ in sides)
    return next(side for side in reversed(sides) if abs(side[0] - latest) <= nearest + noise)
