"""The yearly update of the agenda's entry in Cedefop's timeline of policies, as far as documents state its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from stemagenda.core.actions.action import NOTHING_SAID
from stemagenda.core.reports import development_words, timeline_words
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.action_words import STAGE_WORDS
from stemagenda.core.reports.document import Block, Bullets, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.core.text import Text
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.usecases.reports.parts import Writing, heading, said

_NOTHING = PolicyDevelopment(code="", title=NOTHING_SAID, type="strategy")


def timeline_entry(writing: Writing) -> tuple[Block, ...]:
    """Every block of the entry, in the order of its fields."""
    agenda = writing.material.content.agenda
    language = writing.language
    entry = _entry(writing)
    return (
        heading(1, writing.word("entry"), "entry"),
        Paragraph(runs=plain(timeline_words.ABOUT.to(language)), style="note"),
        ReportTable(
            caption=writing.word("entry"),
            columns=writing.columns(("field", 3), ("what_stated", 10)),
            rows=tuple((plain(label), writing.or_not_stated(runs)) for label, runs in _fields(writing, entry)),
        ),
        heading(1, writing.word("background"), "background"),
        Paragraph(runs=writing.worded(entry.background) if entry.background.nl else plain(agenda.summary.to(language))),
        heading(1, writing.word("objectives"), "objectives"),
        *((Paragraph(runs=writing.worded(entry.goals)),) if entry.goals.nl else ()),
        *_objectives(writing),
        heading(1, writing.word("years"), "years"),
        *(block for year in _years(writing, entry) for block in _year(writing, entry, year)),
        heading(1, writing.word("bodies"), "bodies"),
        *_bodies(writing, entry),
        heading(1, writing.word("further_reading"), "reading"),
        *_reading(writing, entry),
        heading(1, writing.word("cite"), "cite"),
        said(entry.cite_as or timeline_words.cite(title=agenda.title.to(language), language=language)),
    )


def _entry(writing: Writing) -> PolicyDevelopment:
    """The entry as this monitor keeps it; one in which nothing is stated where it was not known on the day."""
    number = str(timeline_words.IDENTIFIER)
    return next((item for item in writing.material.developments if item.number == number), _NOTHING)


def _fields(writing: Writing, entry: PolicyDevelopment) -> Iterator[tuple[str, Runs]]:
    language = writing.language

    def listed(table: Mapping[str, Text], codes: Iterable[str]) -> Runs:
        return plain("; ".join(table[code].to(language) for code in codes))

    yield writing.word("identifier"), plain(str(timeline_words.IDENTIFIER))
    yield writing.word("title"), plain(writing.material.content.agenda.title.to(language))
    yield writing.word("type"), plain(timeline_words.TYPE.to(language))
    yield writing.word("country"), plain(timeline_words.COUNTRY.to(language))
    yield writing.word("groups"), listed(development_words.LEARNER_WORDS, entry.target_groups)
    yield writing.word("thematic"), listed(development_words.THEME_WORDS, entry.themes)
    yield writing.word("eu_priorities"), listed(development_words.PRIORITY_WORDS, entry.priorities)
    yield writing.word("subsystem"), listed(development_words.SUBSYSTEM_WORDS, entry.subsystems)


def _objectives(writing: Writing) -> Iterator[Block]:
    objectives = writing.material.content.agenda.objectives
    yield Bullets(
        items=tuple(
            (Run(text=f"{item.code} ", strong=True), Run(text=item.title.to(writing.language)))
            for item in objectives
            if item.level in {"strategic", "tactical"}
        )
    )


def _years(writing: Writing, entry: PolicyDevelopment) -> range:
    first = writing.material.content.agenda.starts.year
    return range(min([first, *(item.year for item in entry.years)]), writing.material.as_of.year + 1)


def _year(writing: Writing, entry: PolicyDevelopment, year: int) -> Iterator[Block]:
    """The stage of the agenda in a year as the entry states it, what it says of the year, and what documents tell."""
    adopted = year == writing.material.content.agenda.starts.year
    known = entry.stage_in(year) or ("approved" if adopted else None)
    stage = (STAGE_WORDS[known] if known else timeline_words.NO_STAGE).to(writing.language)
    yield heading(2, f"{year}: {stage.lower()}", "year", str(year))
    for item in entry.years:
        if item.year == year and item.text.nl:
            yield Paragraph(runs=writing.worded(item.text))
    told = sorted(_told(writing, year), key=lambda item: item[0])
    if told:
        yield Bullets(items=tuple(runs for _, runs in told))
    elif entry.stage_in(year) is None:
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


def _bodies(writing: Writing, entry: PolicyDevelopment) -> Iterator[Block]:
    """Whom the entry names; otherwise the administrations that sit in the committee which follows the agenda."""
    if entry.bodies:
        yield Bullets(items=tuple(writing.named(code) for code in entry.bodies))
        return
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


def _reading(writing: Writing, entry: PolicyDevelopment) -> Iterator[Block]:
    if entry.reading:
        yield Bullets(items=tuple((Run(text=item.title, link=item.url, language="en"),) for item in entry.reading))
        return
    agenda = writing.material.content.agenda
    items = tuple((Run(text=item.title.to(writing.language), link=item.url),) for item in agenda.documents if item.url)
    yield Bullets(items=items) if items else said(words.NOT_STATED.to(writing.language))
