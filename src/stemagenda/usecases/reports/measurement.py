"""The yearly strategic measurement: result areas, lights, evolution, targets, and the figures behind them."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports import sentences
from stemagenda.core.reports.document import Block, Drawing, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.outputs.svg import line
from stemagenda.outputs.svg.static import static
from stemagenda.usecases.charting import series_chart
from stemagenda.usecases.explaining import verdict_of
from stemagenda.usecases.reports.parts import Writing, heading, said
from stemagenda.usecases.views import SeriesView, summary

#: A line needs two points.
_FEWEST_POINTS = 2


def measurement(writing: Writing) -> tuple[Block, ...]:
    """Every block of the yearly measurement."""
    return (*monitoring(writing), *annexes(writing))


def monitoring(writing: Writing) -> Iterator[Block]:
    """The lights by result area, each with its verdict and its chart."""
    found = summary(writing.material.views)
    yield heading(1, writing.word("monitoring"), "monitoring")
    counted = words.lights_counted(
        total=found.total, grey=found.grey_total, stale=found.stale_total, language=writing.language
    )
    yield Paragraph(runs=plain(counted), style="lead")
    yield Paragraph(runs=plain(words.CAVEAT.to(writing.language)), style="note")
    for area in sorted(writing.material.content.agenda.result_areas, key=lambda item: item.order):
        views = tuple(view for view in writing.material.views if view.indicator.result_area == area.code)
        yield from _group(writing, area.title.to(writing.language), area.code, views)
    rest = tuple(view for view in writing.material.views if not view.indicator.result_area)
    if rest:
        yield from _group(writing, writing.word("other"), "other", rest)


def annexes(writing: Writing) -> Iterator[Block]:
    """How lights are decided, and every figure with its source."""
    yield heading(1, writing.word("method"), "method")
    yield said(words.METHOD.to(writing.language))
    yield heading(1, writing.word("data"), "data")
    rows = tuple(
        (
            (Run(text=f"{view.indicator.code} {view.title.to(writing.language)}"),),
            plain(point.period.code),
            (writing.figure(view, point),),
            plain(point.chosen.publisher),
        )
        for view in writing.material.views
        for point in view.standing.points
    )
    if rows:
        yield ReportTable(
            caption=writing.word("data"),
            columns=writing.columns(("indicator", 4), ("period", 1), ("figure", 1), ("publisher", 2)),
            rows=rows,
        )


def _group(writing: Writing, title: str, code: str, views: tuple[SeriesView, ...]) -> Iterator[Block]:
    yield heading(2, title, "area", code)
    if not views:
        yield said(words.NO_FIGURE.to(writing.language))
        return
    yield ReportTable(
        caption=title,
        columns=writing.columns(("indicator", 4), ("light", 2), ("latest", 2), ("change", 2), ("target", 2)),
        rows=tuple(_row(writing, view) for view in views),
    )
    for view in views:
        yield heading(
            3,
            f"{view.indicator.code} {view.title.to(writing.language)}",
            "series",
            view.indicator.code,
            view.series.code,
        )
        yield said(verdict_of(view=view, language=writing.language))
        yield from _drawing(writing, view)


def _row(writing: Writing, view: SeriesView) -> tuple[Runs, ...]:
    light, latest, window, target = view.light, view.latest, view.window, view.target
    unit = view.series.unit
    lit = (
        (
            Run(
                text=sentences.colour_word(colour=light.colour, language=writing.language),
                glyph=light.colour,
                hollow=light.stale,
            ),
        )
        if light
        else ()
    )
    change = (
        sentences.difference_written(value=window.difference, unit=unit, language=writing.language) if window else ""
    )
    goal = f"{sentences.written(value=target[0], unit=unit, language=writing.language)} ({target[1]})" if target else ""
    return (
        plain(f"{view.indicator.code} {view.title.to(writing.language)}"),
        writing.or_not_stated(lit),
        writing.or_not_stated((writing.figure(view, latest), Run(text=f" ({latest.period.code})")) if latest else ()),
        writing.or_not_stated(plain(change)),
        writing.or_not_stated(plain(goal)),
    )


def _drawing(writing: Writing, view: SeriesView) -> Iterator[Drawing]:
    if len(view.standing.points) < _FEWEST_POINTS:
        return
    chart = series_chart(
        view=view,
        comparators=(),
        starts=writing.material.content.agenda.starts,
        language=writing.language,
        on=writing.material.as_of,
    )
    key = f"{view.indicator.code}-{view.series.code}".lower()
    yield Drawing(
        svg=static(line.write(chart=chart, language=writing.language, width=760, height=400, key=key)),
        alternative=chart.description,
        caption=chart.measure,
    )
