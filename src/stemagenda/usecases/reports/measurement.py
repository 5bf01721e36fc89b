"""The yearly strategic measurement: result areas, lights, evolution, targets, and the figures behind them."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports import sentences
from stemagenda.core.reports.document import Block, Drawing, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.core.text import Language
from stemagenda.outputs.svg import line
from stemagenda.outputs.svg.static import static
from stemagenda.usecases.charting import series_chart
from stemagenda.usecases.explaining import verdict_of
from stemagenda.usecases.reports.material import Material
from stemagenda.usecases.reports.parts import columns, figure_run, heading, or_not_stated, said, word
from stemagenda.usecases.views import SeriesView, summary

#: A line needs two points.
_FEWEST_POINTS = 2


def measurement(*, material: Material, language: Language) -> tuple[Block, ...]:
    """Every block of the yearly measurement."""
    return (*monitoring(material=material, language=language), *annexes(material=material, language=language))


def monitoring(*, material: Material, language: Language) -> Iterator[Block]:
    """The lights by result area, each with its verdict and its chart."""
    found = summary(material.views)
    yield heading(1, word("monitoring", language), "monitoring")
    counted = words.lights_counted(total=found.total, grey=found.grey_total, stale=found.stale_total, language=language)
    yield Paragraph(runs=plain(counted), style="lead")
    yield Paragraph(runs=plain(words.CAVEAT.to(language)), style="note")
    for area in sorted(material.content.agenda.result_areas, key=lambda item: item.order):
        views = tuple(view for view in material.views if view.indicator.result_area == area.code)
        yield from _group(material, area.title.to(language), area.code, views, language)
    rest = tuple(view for view in material.views if not view.indicator.result_area)
    if rest:
        yield from _group(material, word("other", language), "other", rest, language)


def annexes(*, material: Material, language: Language) -> Iterator[Block]:
    """How lights are decided, and every figure with its source."""
    yield heading(1, word("method", language), "method")
    yield said(words.METHOD.to(language))
    yield heading(1, word("data", language), "data")
    rows = tuple(
        (
            (Run(text=f"{view.indicator.code} {view.title.to(language)}"),),
            plain(point.period.code),
            (figure_run(view, point, language),),
            plain(point.chosen.publisher),
        )
        for view in material.views
        for point in view.standing.points
    )
    if rows:
        yield ReportTable(
            caption=word("data", language),
            columns=columns(language, ("indicator", 4), ("period", 1), ("figure", 1), ("publisher", 2)),
            rows=rows,
        )


def _group(
    material: Material, title: str, code: str, views: tuple[SeriesView, ...], language: Language
) -> Iterator[Block]:
    yield heading(2, title, "area", code)
    if not views:
        yield said(words.NO_FIGURE.to(language))
        return
    yield ReportTable(
        caption=title,
        columns=columns(language, ("indicator", 4), ("light", 2), ("latest", 2), ("change", 2), ("target", 2)),
        rows=tuple(_row(view, language) for view in views),
    )
    for view in views:
        yield heading(
            3, f"{view.indicator.code} {view.title.to(language)}", "series", view.indicator.code, view.series.code
        )
        yield said(verdict_of(view=view, language=language))
        yield from _drawing(material, view, language)


def _row(view: SeriesView, language: Language) -> tuple[Runs, ...]:
    light, latest, window, target = view.light, view.latest, view.window, view.target
    unit = view.series.unit
    lit = (
        (
            Run(
                text=sentences.colour_word(colour=light.colour, language=language),
                glyph=light.colour,
                hollow=light.stale,
            ),
        )
        if light
        else ()
    )
    change = sentences.difference_written(value=window.difference, unit=unit, language=language) if window else ""
    goal = f"{sentences.written(value=target[0], unit=unit, language=language)} ({target[1]})" if target else ""
    return (
        plain(f"{view.indicator.code} {view.title.to(language)}"),
        or_not_stated(lit, language),
        or_not_stated(
            (figure_run(view, latest, language), Run(text=f" ({latest.period.code})")) if latest else (), language
        ),
        or_not_stated(plain(change), language),
        or_not_stated(plain(goal), language),
    )


def _drawing(material: Material, view: SeriesView, language: Language) -> Iterator[Drawing]:
    if len(view.standing.points) < _FEWEST_POINTS:
        return
    chart = series_chart(
        view=view,
        comparators=(),
        starts=material.content.agenda.starts,
        language=language,
        on=material.as_of,
    )
    key = f"{view.indicator.code}-{view.series.code}".lower()
    yield Drawing(
        svg=static(line.write(chart=chart, language=language, width=760, height=400, key=key)),
        alternative=chart.description,
        caption=chart.measure,
    )
