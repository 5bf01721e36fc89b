"""The interim report: the agenda, governance, monitoring, actions, advice, follow-up points and outlook in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports import glyphs
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import (
    Block,
    Bullets,
    PageBreak,
    Paragraph,
    ReportColumn,
    ReportTable,
    Run,
    Runs,
    plain,
)
from stemagenda.usecases.explaining import verdict_of
from stemagenda.usecases.reports import action_parts, lights
from stemagenda.usecases.reports.annexes import annexes
from stemagenda.usecases.reports.covering import coverage, objectives_counted
from stemagenda.usecases.reports.governing import advice, follow_ups, governance
from stemagenda.usecases.reports.measurement import monitoring
from stemagenda.usecases.reports.overview import actions, outlook
from stemagenda.usecases.reports.parts import Writing, heading, said, written_part
from stemagenda.usecases.views import SeriesView

_COLOURS: Final[tuple[Colour, ...]] = ("green", "orange", "red", "grey")


def interim(writing: Writing) -> tuple[Block, ...]:
    """Every block of the interim report."""
    return (
        *written_part(writing, "foreword"),
        PageBreak(),
        *_in_short(writing),
        PageBreak(),
        *_agenda(writing),
        *governance(writing),
        PageBreak(),
        *monitoring(writing),
        PageBreak(),
        *actions(writing),
        *coverage(writing),
        *advice(writing),
        *follow_ups(writing),
        *outlook(writing),
        *written_part(writing, "conclusion"),
        PageBreak(),
        *annexes(writing),
    )


def _in_short(writing: Writing) -> Iterator[Block]:
    """One page for whoever reads one page."""
    material = writing.material
    yield heading(1, writing.word("in_short"), "in-short")
    yield Paragraph(runs=lights.counted(writing), style="lead")
    opened = sum(item.state == "open" for item in material.follow_ups)
    yield Bullets(
        items=(
            lights.aged(writing),
            action_parts.counted(writing),
            plain(objectives_counted(writing)),
            *_met(writing),
            plain(
                words.follow_ups_counted(
                    opened=opened, closed=len(material.follow_ups) - opened, language=writing.language
                )
            ),
        )
    )
    yield ReportTable(
        caption=writing.word("strand_lights"),
        columns=(
            *writing.columns(("strand", 3.4)),
            *(ReportColumn(title=glyphs.WORDS[colour].to(writing.language), width=3) for colour in _COLOURS),
            *writing.columns(("actions", 1.4, "number")),
        ),
        rows=tuple(_strand(writing, code, title) for code, title in _strands(writing)),
    )
    yield lights.caveat(writing)
    yield from _recent(writing)


def _recent(writing: Writing) -> Iterator[Block]:
    """The verdict of every series of the agenda whose figure is no older than two measurements."""
    fresh = [
        view
        for area in lights.areas(writing)
        for view in lights.in_area(writing, area.code)
        if view.light is not None and view.light.colour != "grey" and not view.light.stale
    ]
    if fresh:
        yield heading(2, writing.word("recent"), "recent")
        yield Bullets(items=tuple(_verdict(writing, view) for view in fresh))


def _verdict(writing: Writing, view: SeriesView) -> Runs:
    told = writing.with_figures(verdict_of(view=view, language=writing.language), view, view.window)
    title = f"{view.indicator.code} {view.title.to(writing.language)}"
    return (*writing.light(view), Run(text=". "), Run(text=f"{title}: ", strong=True), *told)


def _strands(writing: Writing) -> list[tuple[str, str]]:
    found = sorted(writing.material.content.agenda.strands, key=lambda item: item.order)
    return [(strand.code, strand.title.to(writing.language)) for strand in found]


def _strand(writing: Writing, code: str, title: str) -> tuple[Runs, ...]:
    """A strand with its indicators under the light of each of their series, and how many actions it has."""
    areas = {area.code for area in lights.areas(writing) if area.strand == code}
    views = [view for view in writing.material.views if view.indicator.result_area in areas and view.light]
    cells = []
    for colour in _COLOURS:
        found = Counter(view.indicator.code for view in views if view.light and view.light.colour == colour)
        named = ", ".join(name if count == 1 else f"{name} ({count}×)" for name, count in found.items())
        cells.append((Run(text=named, glyph=colour),) if named else (Run(text="–", soft=True),))
    return plain(title), *cells, plain(str(sum(item.strand == code for item in writing.material.actions)))


def _met(writing: Writing) -> Iterator[Runs]:
    """How often each body with an agreed rhythm met in the last full year."""
    material = writing.material
    year = material.as_of.year - 1
    held = Counter(item.body for item in material.meetings if item.on.year == year and not item.cancelled)
    bodies = tuple((body.title.to(writing.language), held[body.code]) for body in material.bodies if body.cadences)
    if bodies and year >= material.content.agenda.starts.year:
        yield plain(words.meetings_counted(held=bodies, year=year, language=writing.language))


def _agenda(writing: Writing) -> Iterator[Block]:
    agenda = writing.material.content.agenda
    yield heading(1, writing.word("agenda"), "agenda")
    yield Paragraph(runs=plain(agenda.summary.to(writing.language)), style="lead")
    yield writing.passage("agenda")
    yield heading(2, writing.word("strands"), "strands")
    for strand in sorted(agenda.strands, key=lambda item: item.order):
        yield heading(3, strand.title.to(writing.language), "strand", strand.code)
        yield said(strand.promise.to(writing.language))
        yield Bullets(
            items=tuple(
                plain(f"{item.code} {item.title.to(writing.language)}")
                for item in agenda.objectives
                if item.strand == strand.code and item.level == "tactical"
            )
        )
    yield heading(2, writing.word("agenda_documents"), "documents")
    yield ReportTable(
        caption=writing.word("agenda_documents"),
        columns=writing.columns(("day", 3), ("document", 12)),
        rows=tuple(
            (
                plain(writing.day(item.published, item.precision)),
                (Run(text=item.title.to(writing.language), link=item.url),),
            )
            for item in sorted(agenda.documents, key=lambda item: item.published)
        ),
    )
