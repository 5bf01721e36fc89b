"""What rests on a figure: the lights that compare it, the trend through it, the target, the gap between two groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from stemagenda.core.period import Period
from stemagenda.usecases.gaps import gap_of
from stemagenda.usecases.views import SeriesView, window

#: What a light may take a figure for, in the order shown. reference, latest and previous: the ends of its windows;
#: only: its one comparable point; target: the way to the published target; trend: one of the points of the line;
#: gap: women and men side by side; proxy: no figure of its own, so the light is grey because there is only this one.
PARTS: Final = ("reference", "latest", "previous", "only", "target", "trend", "gap", "proxy")


@dataclass(frozen=True, kw_only=True)
class Resting:
    """A series that uses a figure, and what for (`PARTS`)."""

    view: SeriesView
    parts: tuple[str, ...]


def resting_on(*, view: SeriesView, period: Period, views: Sequence[SeriesView]) -> tuple[Resting, ...]:
    """The series of one indicator that use the figure of a series and period. `views` are all of the indicator's."""
    found: dict[str, tuple[SeriesView, list[str]]] = {}
    for user, part in (*_own(view, period), *_gap(view, period, views), *_proxied(view, views)):
        found.setdefault(user.series.code, (user, []))[1].append(part)
    return tuple(Resting(view=user, parts=tuple(sorted(set(parts), key=PARTS.index))) for user, parts in found.values())


def parts_of(*, view: SeriesView, period: Period) -> tuple[str, ...]:
    """What a series' own light takes its figure of a period for; nothing for a series without a light."""
    verdict = view.standing.verdict
    if verdict is None:
        return ()
    long, short = view.window, window(view.standing, name="short")
    ends = {"reference": long and long.first, "latest": long and long.last, "previous": short and short.first}
    parts = [name for name, end in ends.items() if end == period]
    latest = view.latest
    if latest is not None and latest.period == period and long is None:
        parts.append("latest" if short else "only")
    if view.target is not None and verdict["target_track"]["verdict"] and {"reference", "latest"} & set(parts):
        parts.append("target")
    line = verdict["trend"]["points"] or 0
    if period in {point.period for point in view.standing.points[-line:]} and line:
        parts.append("trend")
    return tuple(parts)


def _own(view: SeriesView, period: Period) -> Iterable[tuple[SeriesView, str]]:
    return ((view, part) for part in parts_of(view=view, period=period))


def _gap(view: SeriesView, period: Period, views: Sequence[SeriesView]) -> Iterable[tuple[SeriesView, str]]:
    """Both sides of the gap, where the figure is one of its ends."""
    gap = gap_of(tuple(views)) if view.series.sex != "total" else None
    if gap is None or view.series.code not in {gap.women.series.code, gap.men.series.code}:
        return ()
    return ((view, "gap"),) if period in {gap.found.period, gap.found.since} else ()


def _proxied(view: SeriesView, views: Sequence[SeriesView]) -> Iterable[tuple[SeriesView, str]]:
    if view.series.role != "proxy":
        return ()
    return ((user, "proxy") for user in views if user.standing.reason == "proxy_only")
