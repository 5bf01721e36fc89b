"""The difference between two groups, girls and boys for instance, and how it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemagenda.core.indicators.case import Point
from stemagenda.core.indicators.points import comparable_points, difference_between
from stemagenda.core.period import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """The first group minus the second in their latest common period, in the unit of the series.

    `since` is the earliest common period comparable with it, `change` the gap's difference between the two (negative:
    the gap moved towards the second group); None where there is only one common period. `narrowed` tells whether the
    size of the gap shrank, whichever group is ahead.
    """

    period: Period
    first: float
    second: float
    difference: float
    since: Period | None = None
    difference_then: float | None = None
    change: float | None = None

    @property
    def narrowed(self) -> bool | None:
        """Whether the two groups came closer; None where nothing can be compared."""
        return None if self.difference_then is None else abs(self.difference) < abs(self.difference_then)


def gap_between(*, first: Sequence[Point], second: Sequence[Point]) -> Gap | None:
    """The gap between two series of points, each in the order of time; None without a common period.

    Only points after the last break of both are compared with one another.
    """
    others = {point.period: point for point in comparable_points(points=second)}
    common = [(point, others[point.period]) for point in comparable_points(points=first) if point.period in others]
    if not common:
        return None
    (then, then_other), (now, now_other) = common[0], common[-1]
    difference = difference_between(first=now_other.value, last=now.value)
    if then is now:
        return Gap(period=now.period, first=now.value, second=now_other.value, difference=difference)
    earlier = difference_between(first=then_other.value, last=then.value)
    return Gap(
        period=now.period,
        first=now.value,
        second=now_other.value,
        difference=difference,
        since=then.period,
        difference_then=earlier,
        change=difference_between(first=earlier, last=difference),
    )
