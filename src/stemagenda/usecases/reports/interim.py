"""The interim report: the agenda, governance, monitoring, actions, advice, follow-up points and outlook in one."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import Block, Bullets, PageBreak, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.usecases.reports import action_parts, lights
from stemagenda.usecases.reports.annexes import annexes
from stemagenda.usecases.reports.covering import coverage, objectives_counted
from stemagenda.usecases.reports.governing import advice, follow_ups, governance
from stemagenda.usecases.reports.measurement import monitoring
from stemagenda.usecases.reports.overview import actions, outlook
from stemagenda.usecases.reports.parts import Writing, heading, said


def interim(writing: Writing) -> tuple[Block, ...]:
    """Every block of the interim report."""
    return (
        heading(1, writing.word("foreword"), "foreword"),
        writing.passage("foreword"),
        PageBreak(),
        *_in_short(writing),
        PageBreak(),
        *_agenda(writing),
        PageBreak(),
        *governance(writing),
        PageBreak(),
        *monitoring(writing),
        PageBreak(),
        *actions(writing),
        PageBreak(),
        *coverage(writing),
        PageBreak(),
        *advice(writing),
        *follow_ups(writing),
        PageBreak(),
        *outlook(writing),
        heading(1, writing.word("conclusion"), "conclusion"),
        writing.passage("conclusion"),
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
        caption=writing.word("strands"),
        columns=writing.columns(("strand", 3), ("light", 8), ("actions", 1.6, "number")),
        rows=tuple(
            (plain(title), _signs(writing, code), plain(str(sum(item.strand == code for item in material.actions))))
            for code, title in _strands(writing)
        ),
    )
    yield lights.caveat(writing)


def _strands(writing: Writing) -> list[tuple[str, str]]:
    found = sorted(writing.material.content.agenda.strands, key=lambda item: item.order)
    return [(strand.code, strand.title.to(writing.language)) for strand in found]


def _signs(writing: Writing, strand: str) -> Runs:
    """The lights of a strand, each with the code of its indicator."""
    runs: list[Run] = []
    for area in lights.areas(writing):
        if area.strand != strand:
            continue
        for view in lights.in_area(writing, area.code):
            if view.light is not None:
                runs += [Run(text=", ")] if runs else []
                runs.append(Run(text=view.indicator.code, glyph=view.light.colour, hollow=view.light.uncertain))
    return writing.or_not_stated(tuple(runs))


def _met(writing: Writing) -> Iterator[Runs]:
    """How often each body with an agreed rhythm met in the last full year."""
    material = writing.material
    year = material.as_of.year - 1
    for body in material.bodies:
        if body.cadences and year >= material.content.agenda.starts.year:
            held = sum(
                item.body == body.code and item.on.year == year and not item.cancelled for item in material.meetings
            )
            title = body.title.to(writing.language)
            yield plain(words.meetings_counted(body=title, held=held, year=year, language=writing.language))


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
