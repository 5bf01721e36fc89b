"""The sheet of one indicator: its lights and charts, what it is and is not, who works on it, its figures."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import Block, Bullets, ReportTable, Run, Runs, plain
from stemagenda.usecases.reports.annexes import figure_rows, numbered, source_rows
from stemagenda.usecases.reports.beside import moments_beside
from stemagenda.usecases.reports.evolution import related, related_table, series_part
from stemagenda.usecases.reports.lights import caveat
from stemagenda.usecases.reports.parts import Writing, heading, labelled, said
from stemagenda.usecases.views import SeriesView


def indicator_title(writing: Writing) -> str | None:
    """What the indicator is called; None where there is none with this code."""
    found = _found(writing)
    return f"{found.code} {found.title.to(writing.language)}" if found else None


def _found(writing: Writing) -> Indicator | None:
    return next((item for item in writing.material.content.indicators if item.code == writing.subject), None)


def indicator_sheet(writing: Writing) -> tuple[Block, ...]:
    """Every block of the sheet."""
    found = _found(writing)
    if found is None:
        return ()
    views = tuple(view for view in writing.material.views if view.indicator.code == found.code)
    return (
        heading(1, writing.word("light_history"), "lights"),
        *(
            block
            for view in views
            for block in series_part(writing, view, level=2, moments=moments_beside(writing, view))
        ),
        caveat(writing),
        *_definition(writing, found),
        *_beside(writing, found),
        *_actions(writing, found),
        *_figures(writing, views),
    )


def _series(writing: Writing, view: SeriesView) -> Iterator[Block]:
    return series_part(writing, view, level=2, moments=moments_beside(writing, view))


def _definition(writing: Writing, found: Indicator) -> Iterator[Block]:
    language = writing.language
    yield heading(1, writing.word("definition"), "definition")
    yield said(found.definition.to(language))
    yield labelled(writing.word("limits"), Run(text=found.measures_not.to(language)))
    yield labelled(writing.word("who_publishes"), Run(text=f"{found.publisher.to(language)}."))
    if found.next_figure is not None:
        yield labelled(writing.word("next_figure"), Run(text=found.next_figure.to(language)))
    served = [item for item in writing.material.content.agenda.objectives if item.code in found.objectives]
    if served:
        yield Bullets(items=tuple(plain(f"{item.code} {item.title.to(language)}") for item in served))


def _beside(writing: Writing, found: Indicator) -> Iterator[Block]:
    """Breakdowns and the same figure elsewhere."""
    beside = related(writing, found.code, "breakdown", "comparator")
    if beside:
        yield heading(1, writing.word("related_figures"), "related")
        yield related_table(writing, found.code, beside)


def _actions(writing: Writing, found: Indicator) -> Iterator[Block]:
    """Actions that say they contribute, each with the reasoning."""
    yield heading(1, writing.word("actions"), "actions")
    items: list[Runs] = [
        (
            Run(text=f"{action.code} ", strong=True),
            *writing.worded(action.title),
            Run(text=": "),
            *writing.dutch(link.reasoning),
        )
        for action in writing.material.actions
        for link in action.indicators
        if link.indicator == found.code
    ]
    yield Bullets(items=tuple(items)) if items else said(words.NO_CONTRIBUTION.to(writing.language))


def _figures(writing: Writing, views: tuple[SeriesView, ...]) -> Iterator[Block]:
    """Every figure of the headline series, and the sources they come from."""
    shown = [view for view in views if view.standing.points]
    if not shown:
        return
    sources = numbered(writing)
    yield heading(1, writing.word("figures"), "figures")
    yield ReportTable(
        caption=f"{writing.word('figures_of')} {writing.subject}",
        columns=writing.columns(
            ("indicator", 6.4),
            ("period", 1.6),
            ("figure", 1.8, "number"),
            ("publisher", 5),
            ("source_number", 1, "number"),
        ),
        rows=tuple(row for view in shown for row in figure_rows(writing, view, sources)),
    )
    used = {(point.chosen.source, point.chosen.release) for view in shown for point in view.standing.points}
    yield heading(1, writing.word("source_list"), "sources")
    yield ReportTable(
        caption=writing.word("source_list"),
        columns=writing.columns(
            ("number", 0.9, "number"), ("document", 6.5), ("publisher", 3.2), ("published", 2.4), ("licence", 4.6)
        ),
        rows=source_rows(writing, used),
    )
