"""The yearly update of the agenda's entry in Cedefop's timeline of policies, as far as documents state its fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports import timeline_words
from stemagenda.core.reports.action_words import GROUP_WORDS, STAGE_WORDS
from stemagenda.core.reports.document import Block, Bullets, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.usecases.reports.parts import Writing, heading, said


def timeline_entry(writing: Writing) -> tuple[Block, ...]:
    """Every block of the entry, in the order of its fields."""
    agenda = writing.material.content.agenda
    language = writing.language
    return (
        heading(1, writing.word("entry"), "entry"),
        Paragraph(runs=plain(timeline_words.ABOUT.to(language)), style="note"),
        ReportTable(
            caption=writing.word("entry"),
            columns=writing.columns(("field", 3), ("what_stated", 10)),
            rows=tuple((plain(label), writing.or_not_stated(runs)) for label, runs in _fields(writing)),
        ),
        heading(1, writing.word("background"), "background"),
        said(agenda.summary.to(language)),
        heading(1, writing.word("objectives"), "objectives"),
        *_objectives(writing),
        heading(1, writing.word("years"), "years"),
        *(block for year in _years(writing) for block in _year(writing, year)),
        heading(1, writing.word("bodies"), "bodies"),
        *_bodies(writing),
        heading(1, writing.word("further_reading"), "reading"),
        *_reading(writing),
        heading(1, writing.word("cite"), "cite"),
        said(timeline_words.cite(title=agenda.title.to(language), language=language)),
    )


def _fields(writing: Writing) -> Iterator[tuple[str, Runs]]:
    language = writing.language
    groups = {code for action in writing.material.actions for code in action.target_groups}
    named = ", ".join(GROUP_WORDS[code].to(language) for code in GROUP_WORDS if code in groups)
    yield writing.word("identifier"), plain(str(timeline_words.IDENTIFIER))
    yield writing.word("title"), plain(writing.material.content.agenda.title.to(language))
    yield writing.word("type"), plain(timeline_words.TYPE.to(language))
    yield writing.word("country"), plain(timeline_words.COUNTRY.to(language))
    yield writing.word("groups"), plain(named)
    yield writing.word("thematic"), ()
    yield writing.word("eu_priorities"), ()
    yield writing.word("subsystem"), ()


def _objectives(writing: Writing) -> Iterator[Block]:
    objectives = writing.material.content.agenda.objectives
    yield Bullets(
        items=tuple(
            (Run(text=f"{item.code} ", strong=True), Run(text=item.title.to(writing.language)))
            for item in objectives
            if item.level in {"strategic", "tactical"}
        )
    )


def _years(writing: Writing) -> range:
    return range(writing.material.content.agenda.starts.year, writing.material.as_of.year + 1)


def _year(writing: Writing, year: int) -> Iterator[Block]:
    """The stage of the agenda in a year, and what documents tell of it."""
    adopted = year == writing.material.content.agenda.starts.year
    stage = STAGE_WORDS["approved"].to(writing.language) if adopted else timeline_words.NO_STAGE.to(writing.language)
    yield heading(2, f"{year}: {stage.lower()}", "year", str(year))
    told = sorted(_told(writing, year), key=lambda item: item[0])
    if told:
        yield Bullets(items=tuple(runs for _, runs in told))
    else:
        yield said(timeline_words.QUIET.to(writing.language))


def _told(writing: Writing, year: int) -> Iterator[tuple[date, Runs]]:
    material = writing.material
    for decision in material.decisions:
        if decision.on.year == year:
            yield decision.on, _line(writing, decision.on, decision.precision, writing.worded(decision.text))
    for meeting in material.meetings:
        if meeting.on.year == year and meeting.on <= material.as_of and not meeting.cancelled:
            yield meeting.on, _line(writing, meeting.on, meeting.precision, writing.worded(meeting.title))
    for document in material.content.agenda.documents:
        if document.published.year == year:
            title = plain(document.title.to(writing.language))
            yield document.published, _line(writing, document.published, document.precision, title)


def _line(writing: Writing, day: date, precision: str, text: Runs) -> Runs:
    return (Run(text=f"{writing.day(day, precision)}: ", strong=True), *text)


def _bodies(writing: Writing) -> Iterator[Block]:
    """The administrations that sit in the committee which follows the agenda."""
    day = writing.material.as_of
    seats = [
        seat
        for body in writing.material.bodies
        if body.kind == "administrative-committee"
        for seat in body.seats
        if (seat.starts is None or seat.starts <= day) and (seat.ends is None or seat.ends >= day)
    ]
    if seats:
        yield Bullets(items=tuple(writing.named(seat.entity) for seat in seats))
    else:
        yield said(words.NO_SEATS.to(writing.language))


def _reading(writing: Writing) -> Iterator[Block]:
    agenda = writing.material.content.agenda
    items = tuple((Run(text=item.title.to(writing.language), link=item.url),) for item in agenda.documents if item.url)
    yield Bullets(items=items) if items else said(words.NOT_STATED.to(writing.language))
