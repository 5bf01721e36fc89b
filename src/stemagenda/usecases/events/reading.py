"""Events as they were publicly known on a day: the list with its filters, one event with what its codes name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.events.event import Event, When, when, whole
from stemagenda.core.facets import FacetIndex, fitting, index_facets
from stemagenda.core.framework import Document, Objective
from stemagenda.core.governance.meeting import Meeting
from stemagenda.core.network.relation import Relation
from stemagenda.core.reports.event_words import FACET_WORDS
from stemagenda.core.text import Language, Text
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.faceted import check_filters, rows_with_words
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.records import value_of

KIND: Final = "event"
PAGE: Final = 50
Names = Mapping[str, Wording]


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """One event as lists show it, whole. `text` is what words are looked for in, folded; `changed` its last write."""

    event: Event
    when: When
    since: date
    changed: datetime
    text: str

    @property
    def code(self) -> str:
        """The event's code."""
        return self.event.code


#: The filters of the list. What an event is about is among its objectives' strands; who sits where is the body's.
FACETS: Final[Mapping[str, Callable[[EventRow], tuple[str, ...]]]] = {
    "when": lambda row: (row.when,),
    "kind": lambda row: (row.event.kind,),
    "organiser": lambda row: (row.event.organiser,) if row.event.organiser else (),
    "body": lambda row: (row.event.body,) if row.event.body else (),
    "year": lambda row: (str(row.event.on.year),) if row.event.on else (),
    "transition": lambda row: row.event.transitions,
}


@dataclass(frozen=True, kw_only=True)
class EventQuery:
    """What is asked: words, values by facet (one of a facet's is enough, every facet must hold), and the page."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Events:
    """The answer: those to come first, the nearest on top, then those that are over, the latest on top."""

    query: EventQuery
    found: tuple[EventRow, ...]
    rows: tuple[EventRow, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    labels: Mapping[str, Mapping[str, Text | Wording]]
    names: Names
    pages: int


@dataclass(frozen=True, kw_only=True)
class EventPage:
    """One event, whole, with what its codes name; actions only where they are public on that day.

    `meeting` is the one it names. `outcomes` are the relations that came of it, and hold on that day.
    """

    event: Event
    when: When
    meeting: Meeting | None
    names: Names
    objectives: tuple[Objective, ...]
    transitions: tuple[Text, ...]
    actions: tuple[tuple[str, Wording], ...]
    outcomes: tuple[Relation, ...]
    source: Document | None
    since: date


def events(*, query: EventQuery, on: date, language: Language) -> Events:
    """The events that fit, as they were public on a day; nothing is read where nothing was written since.

    Raises:
        Refused: a facet or value that nobody knows is asked for.
    """
    written = version()
    known, labels = _known(written, on, language), _labels(written, on, language)
    check_filters(file="events", chosen=query.chosen, known=labels)
    found = fitting(
        index=known.index, chosen=query.chosen, within=rows_with_words(index=known.index, words=query.words)
    )
    pages = max(1, -(-len(found.rows) // PAGE))
    first = (min(max(query.page, 1), pages) - 1) * PAGE
    return Events(
        query=query,
        found=found.rows,
        rows=found.rows[first : first + PAGE],
        total=len(known.index.rows),
        counts=found.counts,
        labels=labels,
        names=known.names,
        pages=pages,
    )


def event_page(*, code: str, on: date) -> EventPage | None:
    """One event as it was public on a day; None where there was none."""
    known = _known(version(), on, "nl")
    row = next((row for row in known.index.rows if row.code == code), None)
    if row is None:
        return None
    event, agenda = row.event, the_agenda()
    titles = {card.code: Wording(**card.card["title"]) for card in records.public_cards(kind="action", on=on)}
    return EventPage(
        event=event,
        when=row.when,
        meeting=known.meetings.get(event.meeting),
        names=known.names,
        objectives=tuple(item for item in agenda.objectives if item.code in event.objectives),
        transitions=tuple(item.title for item in agenda.transitions if item.code in event.transitions),
        actions=tuple((code, titles[code]) for code in event.actions if code in titles),
        outcomes=tuple(item for item in known.outcomes if item.event == code),
        source=next((item for item in agenda.documents if item.code == event.source), None),
        since=row.since,
    )


def public_events(*, on: date) -> tuple[EventRow, ...]:
    """Every event that is public on a day, in the order of the list."""
    return tuple(_known(version(), on, "nl").index.rows)


def objective_events(*, below: frozenset[str], on: date) -> tuple[EventRow, ...]:
    """The events that speak about an objective or one below it: `below` has the codes of all of them."""
    return tuple(row for row in public_events(on=on) if below & set(row.event.objectives))


def action_events(*, code: str, on: date) -> tuple[EventRow, ...]:
    """The events that speak about an action."""
    return tuple(row for row in public_events(on=on) if code in row.event.actions)


def meeting_events(*, code: str, on: date) -> tuple[EventRow, ...]:
    """The events that are a meeting of a body."""
    return tuple(row for row in public_events(on=on) if row.event.meeting == code)


def body_events(*, code: str, on: date) -> tuple[EventRow, ...]:
    """The events of a body."""
    return tuple(row for row in public_events(on=on) if row.event.body == code)


def actor_events(*, code: str, on: date) -> tuple[EventRow, ...]:
    """The events that an actor organises, and those at which it found another one."""
    known = _known(version(), on, "nl")
    found_at = {item.event for item in known.outcomes if code in (item.actor, item.target)}
    return tuple(row for row in known.index.rows if row.event.organiser == code or row.code in found_at)


def current_event(*, code: str) -> Event | None:
    """An event as it stands now, whole; None where there is none, or it was withdrawn."""
    stored = records.version(kind=KIND, code=code)
    if stored is None or stored.state != records.PUBLIC:
        return None
    event: Event = value_of(stored)
    return whole(event=event, meeting=meeting_of(event=event))


def meeting_of(*, event: Event) -> Meeting | None:
    """The meeting an event names, as it stands now."""
    stored = records.version(kind="meeting", code=event.meeting) if event.meeting else None
    if stored is None or stored.state != records.PUBLIC:
        return None
    meeting: Meeting = value_of(stored)
    return meeting


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Everything read for a day."""

    index: FacetIndex[EventRow]
    names: Names
    meetings: Mapping[str, Meeting]
    outcomes: tuple[Relation, ...]


@lru_cache(maxsize=4)
def _known(written: int, on: date, language: Language) -> _Known:  # noqa: ARG001  (it holds until the next write)
    stored = records.public_bodies_of(kinds=(KIND, "meeting", "body", "relation"), on=on)
    meetings: dict[str, Meeting] = {item.code: value_of(item) for item in stored["meeting"]}
    names: Names = {**{item.code: Wording(**item.body["title"]) for item in stored["body"]}, **entity_titles()}
    rows = sorted(_rows(stored[KIND], meetings, names, on), key=lambda row: _place(row, language))
    relations = (value_of(item) for item in stored["relation"] if item.body.get("event"))
    return _Known(
        index=index_facets(rows=rows, picks=FACETS),
        names=names,
        meetings=meetings,
        outcomes=tuple(relations),
    )


def _rows(
    stored: Iterable[records.Version], meetings: Mapping[str, Meeting], names: Names, on: date
) -> Iterator[EventRow]:
    for item in stored:
        event: Event = value_of(item)
        filled = whole(event=event, meeting=meetings.get(event.meeting))
        said = [filled.title, *(names[code] for code in (filled.organiser, filled.body) if code in names)]
        texts = [filled.code, filled.where, *(text for wording in said for text in (wording.nl, wording.en))]
        yield EventRow(
            event=filled,
            when=when(event=filled, on=on),
            since=item.since,
            changed=item.at,
            text=" ".join(texts).casefold(),
        )


def _place(row: EventRow, language: Language) -> tuple[bool, int, str, str]:
    """Where a row stands: what comes before what is over; the nearest to today first on both sides."""
    on, is_over = row.event.on or date.max, row.when == "past"
    day = -on.toordinal() if is_over else on.toordinal()
    return is_over, day, row.event.title.to(language).casefold(), row.code


@lru_cache(maxsize=4)
def _labels(written: int, on: date, language: Language) -> Mapping[str, Mapping[str, Text | Wording]]:
    """What the values of the filters are called: only lists ask for it."""
    known = _known(written, on, language)
    years = {str(row.event.on.year) for row in known.index.rows if row.event.on}
    return {
        **FACET_WORDS,
        "organiser": known.names,
        "body": known.names,
        "year": {year: Text(year, year) for year in years},
        "transition": {item.code: item.title for item in the_agenda().transitions},
    }
