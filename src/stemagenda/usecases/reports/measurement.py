"""The yearly strategic measurement: result areas, lights, evolution, targets, and the figures behind them."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import Block, PageBreak, Paragraph, Run
from stemagenda.usecases.reports.annexes import annexes
from stemagenda.usecases.reports.evolution import beside, series_part
from stemagenda.usecases.reports.lights import aged, areas, caveat, counted, in_area, overall
from stemagenda.usecases.reports.parts import Writing, heading, labelled, said, written_part
from stemagenda.usecases.views import SeriesView


def measurement(writing: Writing) -> tuple[Block, ...]:
    """Every block of the yearly measurement."""
    return (
        *monitoring(writing),
        *written_part(writing, "conclusion"),
        PageBreak(),
        *annexes(writing),
    )


def monitoring(writing: Writing) -> Iterator[Block]:
    """The lights at a glance, then by result area each series with its verdict and its chart."""
    yield heading(1, writing.word("monitoring"), "monitoring")
    yield Paragraph(runs=counted(writing), style="lead")
    yield Paragraph(runs=aged(writing))
    yield caveat(writing)
    yield writing.passage("monitoring")
    yield from overall(writing)
    for area in areas(writing):
        yield from _area(writing, f"{area.code} {area.title.to(writing.language)}", area.code)
    if in_area(writing, ""):
        yield from _area(writing, writing.word("other_indicators"), "")


def _area(writing: Writing, title: str, code: str) -> Iterator[Block]:
    views = in_area(writing, code)
    yield heading(2, title, "area", code or "vario")
    if not views:
        yield said(words.NO_INDICATOR.to(writing.language))
        return
    yield writing.passage("area", code or "vario")
    for view in views:
        yield from _series(writing, view, views)


def _series(writing: Writing, view: SeriesView, among: tuple[SeriesView, ...]) -> Iterator[Block]:
    """A series with what stands beside it; after the last one of an indicator, what that indicator does not measure."""
    yield from series_part(writing, view)
    yield from beside(writing, view)
    last = [other for other in among if other.indicator.code == view.indicator.code][-1]
    if last is view:
        limits = view.indicator.measures_not.to(writing.language)
        yield labelled(writing.word("limits"), Run(text=limits))
