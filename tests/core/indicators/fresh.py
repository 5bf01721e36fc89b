"""The slow way to know where a series stood on a day: throw away what was not public yet, then ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.indicators.definition import Indicator, Series, Target
from stemagenda.core.indicators.selection import choose
from stemagenda.core.observation import Figure
from stemagenda.core.period import Period


def case_on(
    *, day: date, of: Indicator, shown: Series, figures: Sequence[Figure], proxies_since: date | None, agenda: Agenda
) -> Case:
    """What is asked of a series on a day. Link errors are left out."""
    points: list[Point] = []
    for item in choose(figures=[f for f in figures if f.release.published <= day]):
        seen = item.figure.observation
        points.append(
            Point(
                period=seen.period,
                value=seen.value,
                standard_error=seen.standard_error,
                rounding=seen.half_width,
                break_before=any(points and points[-1].period < one.period <= seen.period for one in shown.breaks),
            )
        )
    begun = [one for one in of.rules if one.since <= day]
    rule = max(begun, key=lambda one: one.since) if begun else min(of.rules, key=lambda one: one.since)
    goal = _goal(shown.targets, day, points[-1].period if points else None)
    return Case(
        better=shown.better,
        unit=shown.unit,
        points=tuple(points),
        reference=rule.reference_period,
        tolerance=rule.tolerance,
        target=Goal(value=goal.value, period=goal.period) if goal else None,
        limit=of.limit,
        target_method=rule.target_method,
        bands=rule.bands,
        agenda_start=agenda.starts,
        baseline_year=agenda.baseline_year,
        horizon=Period("year", agenda.ends.year),
        only_proxies=not points and proxies_since is not None and proxies_since <= day,
    )


def _goal(targets: Sequence[Target], day: date, latest: Period | None) -> Target | None:
    known = [one for one in targets if one.published <= day]
    ahead = [one for one in known if latest is None or one.period.start >= latest.start]
    if ahead:
        return min(ahead, key=lambda one: one.period.start)
    return max(known, key=lambda one: one.period.start, default=None)
