"""Moments of policy beside a series: when they were, and the figures before and after. Never a claim of cause.

A figure counts as before where its whole period lies before the moment, as after where its whole period lies after it.
A figure of the period in which the moment falls is neither: nobody knows which part of it came first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import Stage, Wording
from stemagenda.core.indicators.case import Case, Point
from stemagenda.core.indicators.definition import Series
from stemagenda.core.indicators.light import light_of
from stemagenda.core.indicators.points import compare
from stemagenda.core.indicators.standing import StandingPoint
from stemagenda.core.observation import Precision

MomentKind = Literal["development", "decision", "action", "meeting"]
MOMENT_KINDS: Final[tuple[MomentKind, ...]] = get_args(MomentKind)
#: Why two figures are not subtracted: none or only one of them, another definition in between, a limit for a figure.
NotCompared = Literal["", "no_points", "no_before", "no_after", "break", "bound"]
#: How the difference is to be read: more than the margin, within it, or undecided because the figures are rounded.
Reading = Literal["", "moved", "within", "uncertain"]


@dataclass(frozen=True, kw_only=True)
class Link:
    """An indicator that somebody linked, why they think so, and through which action where it was not said directly."""

    indicator: str
    reasoning: str = ""
    through: str = ""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something that happened from `first` to `last`, the same day where the day is known.

    `stage` is what a development or action went into; `objectives` are what it serves. One record can have several.
    """

    kind: MomentKind
    code: str
    title: Wording
    first: date
    last: date
    precision: Precision
    stage: Stage | None = None
    links: tuple[Link, ...] = ()
    objectives: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """How an address names its record: decision/rapport-2024."""
        return f"{self.kind}/{self.code}"

    def link_to(self, indicator: str) -> Link | None:
        """The link to an indicator, if somebody made one; a direct one goes first."""
        found = [link for link in self.links if link.indicator == indicator]
        return min(found, key=lambda link: bool(link.through), default=None)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The last figure before a moment and the first one after it, and what their difference is worth."""

    before: StandingPoint | None
    after: StandingPoint | None
    difference: float | None = None
    reading: Reading = ""
    not_compared: NotCompared = ""


def span_of(*, on: date, precision: Precision) -> tuple[date, date]:
    """First and last day of what a document gives as a day, a month or a year."""
    if precision == "day":
        return on, on
    return (on.replace(day=1) if precision == "month" else date(on.year, 1, 1)), on


def figures_beside(
    *, moment: Moment, points: Sequence[StandingPoint], series: Series, tolerance: float | None
) -> Beside:
    """The figures of a series on both sides of a moment; the margin is that of the light's method.

    `tolerance` is the declared difference that still counts as equal, None for the default of the unit.
    """
    before = next((point for point in reversed(points) if point.period.end < moment.first), None)
    after = next((point for point in points if point.period.start > moment.last), None)
    if before is None or after is None:
        lacking: NotCompared = "no_before" if after else "no_after" if before else "no_points"
        return Beside(before=before, after=after, not_compared=lacking)
    if series.breaks_between(before.period, after.period):
        return Beside(before=before, after=after, not_compared="break")
    if before.chosen.bound or after.chosen.bound:
        return Beside(before=before, after=after, not_compared="bound")
    cycles = (before.period, after.period)
    case = Case(
        better=series.better,
        unit=series.unit,
        points=(_point(before), _point(after)),
        link_error=next((item.value for item in series.link_errors if (item.first, item.second) == cycles), 0.0),
        reference=before.period,
        tolerance=tolerance,
    )
    light = light_of(case=case, comparison=compare(case=case))
    reading: Reading = "uncertain" if light.uncertain else "within" if light.colour == "orange" else "moved"
    return Beside(before=before, after=after, difference=light.difference, reading=reading)


def serves(*, objectives: Collection[str], of: Collection[str]) -> bool:
    """Whether something serves one of these objectives, or one below the narrowest of them."""
    narrowest = [code for code in of if not any(_is_below(other, code) for other in of)]
    return any(code in of or any(_is_below(code, above) for above in narrowest) for code in objectives)


def _is_below(objective: str, above: str) -> bool:
    return objective.partition(" ")[2].startswith(above.partition(" ")[2] + ".")


def _point(point: StandingPoint) -> Point:
    chosen = point.chosen
    return Point(
        period=point.period,
        value=chosen.value,
        standard_error=chosen.standard_error,
        rounding=chosen.half_width,
    )
