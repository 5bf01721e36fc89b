"""From a page's values to a chart's values: which lines, which marks, in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from stemagenda.core.indicators.light import CRITICAL
from stemagenda.core.period import Period
from stemagenda.core.reports import chart_words, moment_words, sentences
from stemagenda.core.reports.chart import (
    Chart,
    ChartBreak,
    ChartEvent,
    ChartGap,
    ChartLine,
    ChartMark,
    ChartPoint,
    ChartProjection,
    ChartTarget,
)
from stemagenda.core.text import Language
from stemagenda.usecases.explaining import verdict_of
from stemagenda.usecases.indicators import IndicatorPage
from stemagenda.usecases.moments import Shown
from stemagenda.usecases.views import SeriesView

#: A projection is drawn only where it leads at most this many years past the last figure.
FARTHEST_YEARS = 12
#: Small multiples are drawn for at most so many series.
MOST_MULTIPLES = 12
#: A moment is drawn where it lies at most so many years before the first figure: a picture is of its figures.
EARLIEST_YEARS = 3


def chart_points(view: SeriesView) -> tuple[ChartPoint, ...]:
    """The points of a series with their rounding or error interval and their marks."""
    window = view.window
    compared = {window.first: "reference", window.last: "latest"} if window else {}
    points = []
    before = None
    for point in view.standing.points:
        value = point.chosen
        reach = CRITICAL * value.standard_error if value.standard_error else value.half_width
        points.append(
            ChartPoint(
                label=point.period.code,
                position=point.period.position,
                value=value.value,
                low=value.value - reach if reach else None,
                high=value.value + reach if reach else None,
                approximate=value.approximate,
                bound=value.bound,  # type: ignore[arg-type]
                contradicted=point.contradicted,
                break_before=before is not None and view.series.breaks_between(before, point.period),
                mark=compared.get(point.period, ""),  # type: ignore[arg-type]
            )
        )
        before = point.period
    return tuple(points)


def indicator_chart(*, page: IndicatorPage, language: Language, on: date, moments: Iterable[Shown] = ()) -> Chart:
    """The chart of the series in view on the page of an indicator, with the moments that were asked for."""
    chart = series_chart(
        view=page.shown, comparators=page.comparators, starts=page.agenda.starts, language=language, on=on
    )
    return with_moments(chart=chart, moments=moments, language=language)


def with_moments(*, chart: Chart, moments: Iterable[Shown], language: Language) -> Chart:
    """The chart with numbered moments, except those that lie long before its first figure."""
    marks = tuple(
        ChartMark(
            number=shown.number,
            first=_place(shown.moment.first),
            last=_place(shown.moment.first if shown.moment.precision == "day" else _day_after(shown.moment.last)),
            label=moment_words.label(moment=shown.moment, language=language),
        )
        for shown in moments
        if is_drawn(chart=chart, shown=shown)
    )
    if not marks:
        return chart
    told = "; ".join(f"{mark.number}. {mark.label}" for mark in marks)
    caveat = moment_words.CAVEAT.to(language)
    return replace(chart, marks=marks, caveat=caveat, description=f"{chart.description} {told}. {caveat}")


def is_drawn(*, chart: Chart, shown: Shown) -> bool:
    """Whether a moment lies within the picture, or not long before its first figure."""
    return bool(chart.points) and _place(shown.moment.last) >= chart.points[0].position - EARLIEST_YEARS


def _place(day: date) -> float:
    return day.year + (day.month - 1 + (day.day - 1) / 31) / 12


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


def series_chart(
    *, view: SeriesView, comparators: Iterable[SeriesView], starts: date, language: Language, on: date
) -> Chart:
    """A series: its line, breaks, target, the agenda's start and, where honest, a projection.

    `comparators` are the other series of the indicator that were measured elsewhere: they show which periods this one
    lacks. Nothing is read from the store, so an edition is drawn as it was frozen.
    """
    light = view.light
    title = view.series.title.to(language)
    unit_label = view.series.unit_label.to(language)
    verdict = verdict_of(view=view, language=language, doubt=False)
    return Chart(
        title=verdict or title,
        measure=f"{view.indicator.code} {view.indicator.title.to(language)}: {title} · {unit_label}",
        description=_description(view, verdict, language),
        unit=view.series.unit,
        unit_label="%" if view.series.unit == "share" else unit_label,
        lines=(ChartLine(label=title, points=chart_points(view), category=0, role=view.series.role),),
        target=_target(view, language),
        events=_events(view, starts, language),
        breaks=tuple(
            ChartBreak(position=item.period.position, note=item.reason.to(language)) for item in view.series.breaks
        ),
        projection=_projection(view, language),
        from_zero=view.series.unit in {"share", "count"},
        light=light.colour if light else None,
        uncertain=bool(light and light.uncertain),
        stale=bool(light and light.stale),
        until=float(on.year),
        gaps=_gaps(view, comparators),
        source=", ".join(dict.fromkeys(point.chosen.publisher for point in view.standing.points)),
    )


def breakdown_charts(*, page: IndicatorPage, language: Language) -> tuple[tuple[SeriesView, Chart], ...]:
    """The breakdowns as small multiples on one scale: each series with its chart."""
    shown = [view for view in page.breakdowns if len(view.standing.points) > 1][:MOST_MULTIPLES]
    if not shown:
        return ()
    places = [point.period.position for view in shown for point in view.standing.points]
    reach = max(point.chosen.value for view in shown for point in view.standing.points)
    return tuple(
        (
            view,
            Chart(
                title=view.series.title.to(language),
                measure="",
                description=_description(view, "", language),
                unit=view.series.unit,
                unit_label="%" if view.series.unit == "share" else "",
                lines=(ChartLine(label="", points=chart_points(view), category=0, role=view.series.role),),
                from_zero=view.series.unit in {"share", "count"},
                reach=reach,
                lead_in=min(places),
                until=max(places),
                light=view.light.colour if view.light else None,
                stale=bool(view.light and view.light.stale),
            ),
        )
        for view in shown
    )


def _target(view: SeriesView, language: Language) -> ChartTarget | None:
    if view.target is None:
        return None
    value, period = view.target
    label = chart_words.target(value=_plain(value, view, language), period=period, language=language)
    return ChartTarget(value=value, position=period.position, label=label)


def _events(view: SeriesView, starts: date, language: Language) -> tuple[ChartEvent, ...]:
    """The start of the agenda, where the series reaches back to before it."""
    points = view.standing.points
    position = starts.year + (starts.month - 1) / 12
    if not points or points[0].period.position > position:
        return ()
    return (ChartEvent(position=position, label=chart_words.AGENDA_START.to(language)),)


def _gaps(view: SeriesView, comparators: Iterable[SeriesView]) -> tuple[ChartGap, ...]:
    """Periods in which the same source measured elsewhere, while the series in view holds no figure for them."""
    if not view.standing.points:
        return ()
    held = {point.period for point in view.standing.points}
    measured = {
        point.period
        for other in comparators
        if (other.series.source, other.series.level) == (view.series.source, view.series.level)
        for point in other.standing.points
    }
    return tuple(
        ChartGap(label=period.code, position=period.position)
        for period in sorted(measured - held)
        if period > view.standing.points[0].period
    )


def _projection(view: SeriesView, language: Language) -> ChartProjection | None:
    found = (view.standing.verdict or {}).get("projection")
    latest = view.latest
    if not found or found["value"] is None or latest is None or (view.light and view.light.stale):
        return None
    target = view.target
    period = Period.parse(found["period"])
    position = target[1].position if target else period.position
    if position - latest.period.position > FARTHEST_YEARS:
        return None
    return ChartProjection(
        position=position,
        value=found["value"],
        low=found["low"],
        high=found["high"],
        label=_outlook(view, found["value"], language),
    )


def _outlook(view: SeriesView, value: float, language: Language) -> str:
    written = sentences.written(value=value, unit=view.series.unit, language=language, decimals=0)
    return chart_words.trend(value=written, language=language)


def _description(view: SeriesView, verdict: str, language: Language) -> str:
    points = "; ".join(f"{p.period}: {_plain(p.chosen.value, view, language)}" for p in view.standing.points)
    return f"{verdict} {points}".strip()


def _plain(value: float, view: SeriesView, language: Language) -> str:
    return sentences.written(value=value, unit=view.series.unit, language=language)
