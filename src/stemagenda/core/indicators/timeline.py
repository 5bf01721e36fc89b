"""The states of one series through time: what was publicly known from which day, and what followed from it.

A state begins on a day on which something became known: a release was published, a threshold or a target came into
force. Reading a page "as of" a day is looking up the state that held on it; nothing is computed then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.assess import Assessment, assess, stale_from
from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.indicators.definition import Indicator, Rule, Series, Target
from stemagenda.core.indicators.points import compare
from stemagenda.core.indicators.selection import Chosen, choose
from stemagenda.core.observation import Figure, ReleaseHeading
from stemagenda.core.period import Period

#: Before anything was published.
FIRST_DAY: Final = date(1900, 1, 1)
#: Roles that carry a light of their own.
LIT_ROLES: Final = ("indicator", "breakdown")


@dataclass(frozen=True, kw_only=True)
class State:
    """What holds for one series from `valid_from` on, until the next state.

    `assessment` is None for series without a light (comparators, proxies, related figures). `stale_from` is the day
    from which the latest figure is older than two cycles; None while there is no figure.
    """

    valid_from: date
    chosen: tuple[Chosen, ...]
    assessment: Assessment | None
    rule: Rule | None
    target: Target | None
    stale_from: date | None


def timeline(
    *, indicator: Indicator, series: Series, figures: Sequence[Figure], proxies_since: date | None, agenda: Agenda
) -> tuple[State, ...]:
    """Return the states of a series, oldest first; the first one begins at `FIRST_DAY`.

    `figures` are all figures of the series in force; `proxies_since` is the day the first proxy of the indicator was
    published, None where there is none.
    """
    days = {FIRST_DAY, *(figure.release.published for figure in figures)}
    days.update(figure.release.replaced_on for figure in figures if figure.release.replaced_on)
    days.update(rule.since for rule in indicator.rules)
    days.update(target.published for target in series.targets)
    if proxies_since is not None:
        days.add(proxies_since)
    states = [
        _state(
            on=day,
            indicator=indicator,
            series=series,
            figures=figures,
            has_proxies=proxies_since is not None and proxies_since <= day,
            agenda=agenda,
        )
        for day in sorted(days)
    ]
    kept = states[:1]
    for before, after in pairwise(states):
        if replace(after, valid_from=before.valid_from) != before:
            kept.append(after)
    return tuple(kept)


def rule_on(*, indicator: Indicator, day: date) -> Rule | None:
    """The thresholds in force: the newest begun, or the first one for the time before any was declared."""
    rules = sorted(indicator.rules, key=lambda rule: rule.since)
    return next((rule for rule in reversed(rules) if rule.since <= day), rules[0] if rules else None)


def target_on(*, series: Series, day: date, latest: Period | None) -> Target | None:
    """The published target that counts: the nearest one still ahead, else the last one."""
    known = sorted((target for target in series.targets if target.published <= day), key=lambda t: t.period.start)
    ahead = [target for target in known if latest is None or target.period >= latest]
    return ahead[0] if ahead else (known[-1] if known else None)


def _state(
    *, on: date, indicator: Indicator, series: Series, figures: Sequence[Figure], has_proxies: bool, agenda: Agenda
) -> State:
    chosen = choose(figures=[figure for figure in figures if _counts(figure.release, on)])
    latest = chosen[-1].period if chosen else None
    rule = rule_on(indicator=indicator, day=on)
    target = target_on(series=series, day=on, latest=latest)
    assessment = None
    if series.role in LIT_ROLES:
        case = _case(
            series=series,
            chosen=chosen,
            rule=rule,
            target=target,
            agenda=agenda,
            limit=indicator.limit,
            only_proxies=has_proxies and not chosen,
        )
        assessment = assess(case=_linked(case, series))
    return State(
        valid_from=on,
        chosen=chosen,
        assessment=assessment,
        rule=rule,
        target=target,
        stale_from=stale_from(latest=latest, cycle_years=series.cycle_years) if latest else None,
    )


def _counts(release: ReleaseHeading, day: date) -> bool:
    """Whether a release was out by a day and no newer one of its dataset was."""
    return release.published <= day and (release.replaced_on is None or day < release.replaced_on)


def _case(
    *,
    series: Series,
    chosen: Sequence[Chosen],
    rule: Rule | None,
    target: Target | None,
    agenda: Agenda,
    limit: float | None,
    only_proxies: bool,
) -> Case:
    points = tuple(
        Point(
            period=item.period,
            value=item.figure.observation.value,
            standard_error=item.figure.observation.standard_error,
            rounding=item.figure.observation.half_width,
            break_before=index > 0 and series.breaks_between(chosen[index - 1].period, item.period),
        )
        for index, item in enumerate(chosen)
    )
    return Case(
        better=series.better,
        unit=series.unit,
        points=points,
        reference=rule.reference_period if rule else None,
        tolerance=rule.tolerance if rule else None,
        target=Goal(value=target.value, period=target.period) if target else None,
        limit=limit,
        target_method=rule.target_method if rule else "linear_path",
        bands=rule.bands if rule else (),
        agenda_start=agenda.starts,
        baseline_year=agenda.baseline_year,
        horizon=Period("year", agenda.ends.year),
        only_proxies=only_proxies,
    )


def _linked(case: Case, series: Series) -> Case:
    """The case with the link error of exactly the two cycles it compares."""
    window = compare(case=case).long
    if window is None:
        return case
    cycles = (window.first.period, window.last.period)
    return replace(
        case, link_error=next((link.value for link in series.link_errors if (link.first, link.second) == cycles), 0.0)
    )
