"""The lights of a report at a glance: all of them in one table, and those that nothing can be said of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemagenda.core.framework import ResultArea
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports import sentences
from stemagenda.core.reports.document import Block, Bullets, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.usecases.reports.parts import Writing, heading
from stemagenda.usecases.views import SeriesView, summary


def areas(writing: Writing) -> tuple[ResultArea, ...]:
    """The result areas in the order of the funnel."""
    return tuple(sorted(writing.material.content.agenda.result_areas, key=lambda item: item.order))


def in_area(writing: Writing, code: str) -> tuple[SeriesView, ...]:
    """The headline series of a result area; of none where the code is empty."""
    return tuple(view for view in writing.material.views if view.indicator.result_area == code)


def counted(writing: Writing) -> Runs:
    """How many series go which way."""
    found = summary(writing.material.views)
    told = {colour: found.fresh[colour] + found.stale[colour] for colour in ("green", "orange", "red")}
    return plain(
        words.lights_counted(
            good=told["green"],
            equal=told["orange"],
            wrong=told["red"],
            grey=found.grey_total,
            language=writing.language,
        )
    )


def aged(writing: Writing) -> Runs:
    """How many of the judged lights rest on an old figure."""
    found = summary(writing.material.views)
    return plain(
        words.stale_counted(stale=found.stale_total, assessed=found.total - found.grey_total, language=writing.language)
    )


def overall(writing: Writing) -> Iterator[Block]:
    """How to read the lights, the table of all of them, and the grey ones with their reason."""
    yield Bullets(items=tuple(plain(text.to(writing.language)) for text in words.READING))
    yield heading(2, writing.word("all_lights"), "all-lights")
    ordered = [view for area in areas(writing) for view in in_area(writing, area.code)]
    yield lights_table(writing, writing.word("all_lights"), [*ordered, *in_area(writing, "")])
    grey = [view for view in (*ordered, *in_area(writing, "")) if view.light and view.light.colour == "grey"]
    if grey:
        yield heading(2, writing.word("gaps"), "gaps")
        yield _grey(writing, grey)


def lights_table(writing: Writing, caption: str, views: Iterable[SeriesView]) -> ReportTable:
    """A table of lights: the latest figure, the difference over the long period, the target."""
    columns = writing.columns(
        ("indicator", 5.6),
        ("light", 3.9),
        ("latest", 1.8, "number"),
        ("period", 1.8),
        ("change", 1.9, "number"),
        ("target", 2.3),
    )
    return ReportTable(
        caption=caption,
        columns=columns,
        rows=tuple(_row(writing, view) for view in views),
        note=words.CHANGE_UNITS.to(writing.language),
    )


def _row(writing: Writing, view: SeriesView) -> tuple[Runs, ...]:
    latest, window = view.latest, view.window
    none = (Run(text="–", soft=True),)
    return (
        (Run(text=f"{view.indicator.code} ", strong=True), Run(text=view.title.to(writing.language))),
        writing.light(view),
        (writing.figure(view, latest),) if latest else none,
        plain(str(latest.period)) if latest else none,
        (writing.difference(view, window, unit=False),) if window else none,
        writing.target(view) or none,
    )


def _grey(writing: Writing, views: Iterable[SeriesView]) -> ReportTable:
    return ReportTable(
        caption=writing.word("gaps"),
        columns=writing.columns(("indicator", 4), ("reason", 3), ("who_publishes", 4), ("next_figure", 5)),
        rows=tuple(
            (
                plain(f"{view.indicator.code} {view.title.to(writing.language)}"),
                plain(sentences.grey_words(reason=view.light.reason if view.light else "", language=writing.language)),
                plain(view.indicator.publisher.to(writing.language)),
                writing.or_not_stated(
                    plain(view.indicator.next_figure.to(writing.language)) if view.indicator.next_figure else ()
                ),
            )
            for view in views
        ),
    )


def caveat(writing: Writing) -> Paragraph:
    """That a light claims no effect."""
    return Paragraph(runs=plain(words.CAVEAT.to(writing.language)), style="note")
