"""Women and men side by side, where figures for both are published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from stemagenda.core.indicators.case import Point
from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.core.indicators.gap import Gap, gap_between
from stemagenda.usecases.views import SeriesView


@dataclass(frozen=True, kw_only=True)
class GapView:
    """The gap of one indicator: `found.first` is the women's value, `found.second` the men's."""

    indicator: Indicator
    women: SeriesView
    men: SeriesView
    found: Gap


def gaps(views: Iterable[SeriesView]) -> tuple[GapView, ...]:
    """One gap for each indicator that has figures for women and for men, in the order of the views."""
    found = (gap_of(tuple(group)) for _, group in groupby(views, key=lambda view: view.indicator.code))
    return tuple(gap for gap in found if gap is not None)


def gap_of(views: tuple[SeriesView, ...]) -> GapView | None:
    """The gap among the series of one indicator, or None where one of the two groups has no figures."""
    parts = [view for view in views if view.series.role == "breakdown"]
    for women in (view for view in parts if view.series.sex == "female"):
        for men in (view for view in parts if view.series.sex == "male" and _same_group(view.series, women.series)):
            found = gap_between(first=_points(women), second=_points(men))
            if found is not None:
                return GapView(indicator=women.indicator, women=women, men=men, found=found)
    return None


def _same_group(one: Series, other: Series) -> bool:
    """Whether two series differ in sex only."""
    return all(getattr(one, name) == getattr(other, name) for name in ("source", "area", "form", "level", "unit"))


def _points(view: SeriesView) -> tuple[Point, ...]:
    seen = view.standing.points
    return tuple(
        Point(
            period=point.period,
            value=point.chosen.value,
            break_before=index > 0 and view.series.breaks_between(seen[index - 1].period, point.period),
        )
        for index, point in enumerate(seen)
    )
