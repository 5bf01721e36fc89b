"""Which points may be compared, and which two of them a light compares.

Comparable are the points after the last break: no window ever reaches over one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from stemagenda.core.indicators.case import Case, GreyReason, Point
from stemagenda.core.period import Period

#: Values beyond this are no figures of any indicator; refusing them keeps every calculation finite.
LARGEST: Final = 1e15
#: Two printed values closer than this share of themselves are one value: binary fractions are not exact.
NOISE: Final = 1e-12

#: since_agenda: from the last point at or before the agenda's start (or the first one after it); before_agenda: the
#: figures end before the agenda; declared: the indicator names its reference.
WindowKind = Literal["since_agenda", "before_agenda", "declared"]
#: Why there is no window, more precisely than the grey reason.
Detail = Literal[
    "reference_not_among_points",
    "reference_is_latest",
    "reference_before_break",
    "no_reference_since_baseline",
    "not_a_number",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Two comparable points, the later minus the earlier one in the unit of the series."""

    first: Point
    last: Point
    difference: float
    since_agenda: bool
    kind: WindowKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The comparable points with the long and the short window, or the reason why there is no long one."""

    comparable: tuple[Point, ...]
    long: Window | None = None
    short: Window | None = None
    reason: GreyReason | None = None
    detail: Detail | None = None


def exact(value: float) -> Decimal:
    """The decimal number as it was written: 0.1 and not 0.1000000000000000055."""
    return Decimal(repr(value))


def difference_between(*, first: float, last: float) -> float:
    """`last` minus `first` of the written numbers: 13.4 - 12.9 is 0.5 and 0.3 - 0.1 is 0.2."""
    return float(exact(last) - exact(first))


def comparable_points(*, points: Sequence[Point]) -> tuple[Point, ...]:
    """The points after the last break."""
    start = 0
    for index, point in enumerate(points):
        if point.break_before:
            start = index
    return tuple(points[start:])


def compare(*, case: Case) -> Comparison:
    """Choose the two windows of a case (method, section 2).

    Without a declared reference: (a) the last comparable point that begins at or before the agenda's start, if a later
    one exists; (b) otherwise the first comparable point of the baseline year or later.
    """
    comparable = comparable_points(points=case.points)
    if not case.points:
        return Comparison(comparable=(), reason="proxy_only" if case.only_proxies else "no_data")
    if not all(map(_usable, comparable)):
        return Comparison(comparable=(), reason="undefined", detail="not_a_number")
    if len(comparable) == 1:
        broken = len(case.points) > 1
        return Comparison(comparable=comparable, reason="break" if broken else "one_point")
    last = comparable[-1]
    short = _window(case, comparable[-2], last, "short")
    first, detail = _reference(case, comparable)
    if first is None:
        reason: GreyReason = "break" if detail == "reference_before_break" else "undefined"
        return Comparison(comparable=comparable, short=short, reason=reason, detail=detail)
    return Comparison(comparable=comparable, long=_window(case, first, last, "long"), short=short)


def _usable(point: Point) -> bool:
    """Whether the numbers of a point can be calculated with."""
    error = point.standard_error
    return abs(point.value) <= LARGEST and 0 <= point.rounding <= LARGEST and (error is None or 0 <= error <= LARGEST)


def _reference(case: Case, comparable: tuple[Point, ...]) -> tuple[Point | None, Detail | None]:
    if case.reference is not None:
        return _declared(case, comparable, case.reference)
    chosen = _default(case, comparable)
    return (chosen, None) if chosen is not None else (None, "no_reference_since_baseline")


def _declared(case: Case, comparable: tuple[Point, ...], period: Period) -> tuple[Point | None, Detail | None]:
    found = next((point for point in comparable if point.period == period), None)
    if found is comparable[-1]:
        return None, "reference_is_latest"
    if found is not None:
        return found, None
    before_break = any(point.period == period for point in case.points)
    return None, "reference_before_break" if before_break else "reference_not_among_points"


def _default(case: Case, comparable: tuple[Point, ...]) -> Point | None:
    earlier = comparable[:-1]
    if comparable[-1].period.start > case.agenda_start:
        for point in reversed(earlier):
            if point.period.start <= case.agenda_start:
                return point
    return next((point for point in earlier if point.period.first_year >= case.baseline_year), None)


def _window(case: Case, first: Point, last: Point, name: Literal["long", "short"]) -> Window:
    reached = last.period.start > case.agenda_start
    kind: WindowKind = "since_agenda" if reached else "before_agenda"
    if name == "long" and case.reference is not None:
        kind = "declared"
        reached = reached and _starts_with_agenda(case, first)
    return Window(
        first=first,
        last=last,
        difference=difference_between(first=first.value, last=last.value),
        since_agenda=reached,
        kind=kind,
    )


def _starts_with_agenda(case: Case, first: Point) -> bool:
    """Whether a declared reference is the one the default choice would take, or a later one."""
    usual = _default(case, comparable_points(points=case.points))
    return usual is not None and first.period >= usual.period
