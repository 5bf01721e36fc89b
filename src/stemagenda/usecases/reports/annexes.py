"""The annexes of a report: how lights are decided, every figure with its source, and the sources themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from stemagenda.core.editions.content import EditionRelease
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.reports import method_words, sentences
from stemagenda.core.reports.document import Block, ReportTable, Run, Runs, plain
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.usecases.reports.lights import areas
from stemagenda.usecases.reports.parts import Writing, heading, said
from stemagenda.usecases.views import SeriesView

Sources = Mapping[tuple[str, str], int]


def annexes(writing: Writing) -> Iterator[Block]:
    """Method, figures and sources."""
    yield from _method(writing)
    yield from _figures(writing)
    yield from _sources(writing)


def numbered(writing: Writing) -> Sources:
    """The number of every source, as the annexes use it."""
    return {(item.source, item.code): place for place, item in enumerate(writing.material.content.releases, 1)}


def _method(writing: Writing) -> Iterator[Block]:
    agenda = writing.material.content.agenda
    yield heading(1, writing.word("method"), "method")
    for place, title, paragraphs in method_words.METHOD:
        yield heading(2, title.to(writing.language), "method", place)
        for text in paragraphs:
            filled = text.to(writing.language).replace("{start}", writing.day(agenda.starts))
            yield said(filled.replace("{baseline}", str(agenda.baseline_year)))
    yield heading(2, writing.word("thresholds"), "method-rules")
    yield ReportTable(
        caption=writing.word("thresholds"),
        columns=writing.columns(("indicator", 4), ("threshold", 2.4), ("since", 2.4), ("reference", 9)),
        rows=tuple(_rule(writing, item) for item in writing.material.content.indicators if item.rules),
    )


def _rule(writing: Writing, indicator: Indicator) -> tuple[Runs, ...]:
    rule = indicator.rules[-1]
    return (
        plain(f"{indicator.code} {indicator.title.to(writing.language)}"),
        plain(_tolerance(writing, indicator)),
        plain(writing.day(rule.since)),
        plain(rule.reference.to(writing.language)),
    )


def _tolerance(writing: Writing, indicator: Indicator) -> str:
    declared = indicator.rules[-1].tolerance
    if declared is not None:
        return sentences.difference_written(value=declared, unit=indicator.unit, language=writing.language).lstrip("+")
    if indicator.unit == "share":
        return sentences.difference_written(value=0.5, unit="share", language=writing.language).lstrip("+")
    return sentences.written(value=1.0, unit="share", language=writing.language)


def _figures(writing: Writing) -> Iterator[Block]:
    yield heading(1, writing.word("data"), "data")
    sources = numbered(writing)
    for title, code in _groups(writing):
        views = [view for view in _ordered(writing) if (view.indicator.result_area or "vario") == code]
        if not views:
            continue
        yield ReportTable(
            caption=title,
            sheet=f"{writing.word('figures')} {code.upper()}",
            columns=writing.columns(
                ("indicator", 6.4),
                ("period", 1.6),
                ("figure", 1.8, "number"),
                ("publisher", 5),
                ("source_number", 1, "number"),
            ),
            rows=tuple(row for view in views for row in figure_rows(writing, view, sources)),
        )


def _groups(writing: Writing) -> list[tuple[str, str]]:
    named = [(f"{area.code} {area.title.to(writing.language)}", area.code) for area in areas(writing)]
    return [*named, (writing.word("other_indicators"), "vario")]


def _ordered(writing: Writing) -> tuple[SeriesView, ...]:
    """Every series with figures, in the agenda's order of indicators and series."""
    found = [view for view in (*writing.material.views, *writing.material.others) if view.standing.points]
    return tuple(
        sorted(found, key=lambda view: (view.indicator.order, view.indicator.code, view.series.order, view.series.code))
    )


def figure_rows(writing: Writing, view: SeriesView, sources: Sources) -> Iterator[tuple[Runs, ...]]:
    """The figures of a series with their sources, oldest first."""
    unit = "" if view.series.unit == "share" else f" ({view.series.unit_label.to(writing.language)})"
    name = f"{view.indicator.code} {view.series.title.to(writing.language)}{unit}"
    for point in view.standing.points:
        chosen = point.chosen
        number = sources.get((chosen.source, chosen.release))
        yield (
            plain(name),
            plain(str(point.period)),
            (writing.figure(view, point),),
            plain(chosen.publisher),
            (Run(text=str(number), link="#sources"),) if number else plain("–"),
        )


def _sources(writing: Writing) -> Iterator[Block]:
    yield heading(1, writing.word("sources"), "sources")
    yield ReportTable(
        caption=writing.word("source_list"),
        columns=writing.columns(
            ("number", 0.9, "number"), ("document", 6.5), ("publisher", 3.2), ("published", 2.4), ("licence", 4.6)
        ),
        rows=source_rows(writing, numbered(writing)),
    )


def source_rows(writing: Writing, used: Collection[tuple[str, str]]) -> tuple[tuple[Runs, ...], ...]:
    """The sources that are used, under the numbers they have in every report of this edition or day."""
    return tuple(
        _source(writing, place, item)
        for place, item in enumerate(writing.material.content.releases, 1)
        if (item.source, item.code) in used
    )


def _source(writing: Writing, number: int, release: EditionRelease) -> tuple[Runs, ...]:
    return (
        plain(str(number)),
        (Run(text=release.title, link=release.url, language=_other(writing, release.language)),),
        plain(release.publisher),
        plain(writing.day(release.published, release.precision)),
        writing.dutch(release.licence),
    )


def _other(writing: Writing, language: str) -> Language | None:
    """The language of a title where it is not the report's."""
    return next((known for known in LANGUAGES if known == language != writing.language), None)
