"""One indicator: its light and why, its points and where they come from, its history, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stemagenda.core.framework import Agenda, Objective, ResultArea, Strand
from stemagenda.core.indicators.definition import Indicator, Target
from stemagenda.core.indicators.standing import Standing, StandingPoint
from stemagenda.core.text import Text
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments
from stemagenda.store.assessments import Override
from stemagenda.usecases.gaps import GapView, gap_of
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.views import LightView, SeriesView, Window, light_view, series_views, window


def series_titles(*, codes: Iterable[str]) -> dict[tuple[str, str], Text]:
    """Every series of these indicators in words ("Laagpresteerders voor wiskunde: PISA, 15-jarigen"), by its codes."""
    return {
        (indicator.code, series.code): Text(
            nl=f"{indicator.title.nl}: {series.title.nl}", en=f"{indicator.title.en}: {series.title.en}"
        )
        for indicator in agenda_store.indicators(codes=tuple(sorted(set(codes))))
        for series in indicator.series
    }


@dataclass(frozen=True, kw_only=True)
class PastLight:
    """A light that held from a day, with what it rested on."""

    since: date
    light: LightView
    window: Window | None


@dataclass(frozen=True, kw_only=True)
class IndicatorPage:
    """Everything the page of one indicator shows; `shown` is the series in the chart and the verdict.

    `headlines` carry the indicator's lights; `breakdowns`, `comparators`, `proxies` and `related` are the other series
    that have figures.
    """

    agenda: Agenda
    indicator: Indicator
    strand: Strand
    area: ResultArea | None
    objectives: tuple[Objective, ...]
    shown: SeriesView
    headlines: tuple[SeriesView, ...]
    breakdowns: tuple[SeriesView, ...]
    comparators: tuple[SeriesView, ...]
    proxies: tuple[SeriesView, ...]
    related: tuple[SeriesView, ...]
    short_window: Window | None
    history: tuple[PastLight, ...]
    overrides: tuple[Override, ...]
    contradictions: int
    gap: GapView | None

    @property
    def choices(self) -> tuple[SeriesView, ...]:
        """The series a reader can choose at the top: those with a light, and the one in view."""
        choices = [*self.headlines, *(view for view in self.breakdowns if not view.series.headline)]
        return tuple(choices) if self.shown in choices else (*choices, self.shown)

    @property
    def table(self) -> tuple[StandingPoint, ...]:
        """The points of the series in view, newest first."""
        return self.shown.standing.points[::-1]

    @property
    def is_second_hand(self) -> bool:
        """Whether the latest figure was only found with somebody who quotes it."""
        return self.shown.latest is not None and self.shown.latest.chosen.rank == "secondary"

    @property
    def follows(self) -> Text | None:
        """The title of the series that the one in view follows under another definition."""
        code = self.shown.series.follows
        return next((series.title for series in self.indicator.series if series.code == code), None)

    @property
    def has_baseline(self) -> bool:
        """Whether the series in view reaches back to the declared baseline."""
        return self.shown.standing.point(self.indicator.baseline.code if self.indicator.baseline else None) is not None

    @property
    def has_errors(self) -> bool:
        """Whether the latest figure has a published standard error."""
        return self.shown.latest is not None and self.shown.latest.chosen.standard_error is not None

    @property
    def windows(self) -> tuple[tuple[str, Window], ...]:
        """The long and the short window, by the key of their name; none with an end that is only a limit."""
        pairs = (("indicator.window_long", self.shown.window), ("indicator.window_short", self.short_window))
        return tuple((name, window) for name, window in pairs if window is not None and not self._is_loose(window))

    def _is_loose(self, window: Window) -> bool:
        ends = (self.shown.standing.point(period.code) for period in (window.first, window.last))
        return any(point is not None and point.chosen.bound for point in ends)

    @property
    def target(self) -> Target | None:
        """The target in force as it was declared, with its reference."""
        found = self.shown.target
        return next((t for t in self.shown.series.targets if found is not None and (t.value, t.period) == found), None)

    @property
    def groups(self) -> tuple[tuple[str, str, tuple[SeriesView, ...]], ...]:
        """The other series: key of the heading, key of the explanation, rows."""
        return (
            ("indicator.comparators", "", self.comparators),
            ("indicator.proxies", "indicator.proxies_about", self.proxies),
            ("indicator.related", "indicator.related_about", self.related),
        )


def indicator_page(*, code: str, series: str | None, on: date) -> IndicatorPage | None:
    """One indicator as known on a day: a fixed number of queries. None where code or series does not exist."""
    indicator = agenda_store.indicator(code=code)
    if indicator is None:
        return None
    agenda = the_agenda()
    standings = assessments.standings(on=on, indicators=[code])
    overrides = assessments.overrides(on=on, indicator=code)
    views = series_views(indicators=[indicator], standings=standings, overrides=overrides, on=on, headline_only=False)
    shown = _shown(views, series)
    if shown is None:
        return None
    past = assessments.history(indicator=code, on=on).get(shown.series.code, ())
    return IndicatorPage(
        agenda=agenda,
        indicator=indicator,
        strand=next(strand for strand in agenda.strands if strand.code == indicator.strand),
        area=next((area for area in agenda.result_areas if area.code == indicator.result_area), None),
        objectives=tuple(o for o in agenda.objectives if o.code in indicator.objectives),
        shown=shown,
        headlines=tuple(view for view in views if view.series.headline),
        breakdowns=_with_figures(views, "breakdown"),
        comparators=_with_figures(views, "comparator"),
        proxies=_with_figures(views, "proxy"),
        related=_with_figures(views, "related"),
        short_window=window(shown.standing, name="short"),
        history=_history(past),
        overrides=overrides,
        gap=gap_of(views),
        contradictions=sum(point.contradicted for point in shown.standing.points),
    )


def indicator_rows(*, codes: Iterable[str], on: date) -> dict[str, tuple[SeriesView, ...]]:
    """The headline rows of some indicators by code: three queries, none where no code is asked for."""
    wanted = tuple(codes)
    if not wanted:
        return {}
    views = series_views(
        indicators=agenda_store.indicators(codes=wanted),
        standings=assessments.standings(on=on, indicators=wanted),
        overrides=assessments.overrides(on=on),
        on=on,
    )
    return {code: tuple(view for view in views if view.indicator.code == code) for code in wanted}


def _shown(views: tuple[SeriesView, ...], series: str | None) -> SeriesView | None:
    if series is not None:
        return next((view for view in views if view.series.code == series), None)
    headlines = [view for view in views if view.series.headline]
    with_figures = [view for view in headlines if view.standing.points]
    return next(iter([*with_figures, *headlines, *views]), None)


def _with_figures(views: tuple[SeriesView, ...], role: str) -> tuple[SeriesView, ...]:
    return tuple(view for view in views if view.series.role == role and view.standing.points)


def _history(past: tuple[Standing, ...]) -> tuple[PastLight, ...]:
    """One entry per change of what a reader would have seen."""
    found: list[PastLight] = []
    for standing in past:
        light = light_view(standing=standing, override=None, on=standing.valid_from)
        if light is None or (not found and not standing.points):
            continue
        entry = PastLight(since=standing.valid_from, light=light, window=window(standing))
        if found and found[-1].window == entry.window and _same(found[-1].light, light):
            continue
        found.append(entry)
    return tuple(found)


def _same(one: LightView, other: LightView) -> bool:
    return (one.colour, one.reason, one.uncertain) == (other.colour, other.reason, other.uncertain)
