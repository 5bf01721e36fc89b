"""Events to take along: as data (JSON, CSV, workbook) and as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.events.event import Event, When
from stemagenda.core.reports.event_words import AS_OF, COLUMN_WORDS, EVENTS, KIND_WORDS, WHEN_WORDS
from stemagenda.core.reports.governance_words import PRECISION_WORDS
from stemagenda.core.reports.table import Cell, Column, Kind, Table
from stemagenda.core.text import Language, format_date
from stemagenda.outputs.csv import writer as csv_writer
from stemagenda.outputs.ics import writer as ics_writer
from stemagenda.outputs.xlsx import writer as xlsx_writer
from stemagenda.usecases.events.reading import EventPage, EventRow, Events, Names

FORMATS: Final = ("csv", "xlsx", "json")
_KINDS: Final[Mapping[str, Kind]] = {"on": "date", "ends": "date", "capacity": "number"}


def events_document(*, found: Events, on: date) -> dict[str, Any]:
    """What was asked and what was found, as plain values for JSON."""
    return {
        "as_of": on.isoformat(),
        "words": found.query.words,
        "filters": {name: list(values) for name, values in found.query.chosen.items()},
        "total": found.total,
        "found": len(found.found),
        "counts": {facet: dict(counts) for facet, counts in found.counts.items()},
        "events": [event_entry(event=row.event, when=row.when, since=row.since) for row in found.found],
    }


def page_document(*, page: EventPage) -> dict[str, Any]:
    """One event and what came of it as plain values, for JSON."""
    return {
        **event_entry(event=page.event, when=page.when, since=page.since),
        "outcomes": [
            {"actor": item.actor, "kind": item.kind, "target": item.target, "since": _day(item.starts)}
            for item in page.outcomes
        ],
    }


def event_entry(*, event: Event, when: When, since: date) -> dict[str, Any]:
    """One event as plain values; what is not stated is null."""
    return {
        "code": event.code,
        "title": _both(event.title),
        "kind": event.kind,
        "when": when,
        "on": _day(event.on),
        "precision": event.precision if event.on else None,
        "ends": _day(event.ends),
        "begins": event.begins or None,
        "finishes": event.finishes or None,
        "where": event.where or None,
        "organiser": event.organiser or None,
        "body": event.body or None,
        "meeting": event.meeting or None,
        "description": _both(event.description),
        "objectives": list(event.objectives),
        "transitions": list(event.transitions),
        "actions": list(event.actions),
        "capacity": event.capacity,
        "registration_from": _day(event.registration_from),
        "registration_until": _day(event.registration_until),
        "documents": [{"title": item.title, "url": item.url or None} for item in event.documents],
        "source": event.source or None,
        "known_since": since.isoformat(),
    }


def events_file(*, found: Events, suffix: str, language: Language, on: date) -> bytes:
    """The events found as CSV or workbook.

    Raises:
        KeyError: no such format.
    """
    table = _table(found, language, on)
    written: dict[str, Callable[[], bytes]] = {
        "csv": lambda: csv_writer.write(columns=table.columns, rows=table.rows),
        "xlsx": lambda: xlsx_writer.write(sheets=[table]),
    }
    return written[suffix]()


def events_calendar(
    *,
    rows: Iterable[EventRow],
    name: str,
    url: str,
    page: Callable[[str], str],
    beginning: datetime,
    language: Language,
) -> bytes:
    """Events as iCalendar, the earliest first.

    Where only a month or a year is known, the event fills its last day and is marked as tentative; a cancelled one
    stays, struck out. `page` gives an event's address, `url` is the file's own; `beginning` stands for the last change
    while there is no event.
    """
    dated = sorted((row for row in rows if row.event.on), key=lambda row: (row.event.on or date.max, row.code))
    return ics_writer.write(
        events=[_calendar_entry(row.event, page=page, language=language) for row in dated],
        name=name,
        about=name,
        url=url,
        stamp=max((row.changed for row in dated), default=beginning),
        language=language,
    )


def _calendar_entry(event: Event, *, page: Callable[[str], str], language: Language) -> ics_writer.Event:
    first = event.on or date.max
    return ics_writer.Event(
        uid=f"event-{event.code}@stemagenda",
        first=first,
        last=event.last or first,
        title=event.title.to(language),
        language=event.title.written_in(language),
        about=event.description.to(language),
        place=event.where,
        url=page(event.code),
        is_tentative=event.precision != "day",
        is_cancelled=event.cancelled,
        moment=event.starts_at if event.begins else None,
        until=_until(event),
    )


def _until(event: Event) -> datetime | None:
    """When it is over, where it begins at an hour: an hour later where no document says when."""
    if not event.begins or event.starts_at is None or event.ends_at is None:
        return None
    return event.ends_at if event.finishes or event.ends else event.starts_at + timedelta(hours=1)


def _table(found: Events, language: Language, on: date) -> Table:
    return Table(
        title=EVENTS.to(language),
        columns=tuple(
            Column(title=text.to(language), kind=_KINDS.get(name, "text")) for name, text in COLUMN_WORDS.items()
        ),
        notes=((AS_OF.to(language), format_date(on, language=language)),),
        rows=tuple(_line(row, found.names, language) for row in found.found),
    )


def _line(row: EventRow, names: Names, language: Language) -> tuple[Cell, ...]:
    event = row.event
    return (
        event.code,
        event.title.to(language),
        KIND_WORDS[event.kind].to(language),
        WHEN_WORDS[row.when].to(language),
        event.on,
        PRECISION_WORDS[event.precision].to(language) if event.on else "",
        event.ends,
        event.begins,
        event.finishes,
        event.where,
        names[event.organiser].to(language) if event.organiser in names else event.organiser,
        names[event.body].to(language) if event.body in names else event.body,
        "; ".join(event.objectives),
        "; ".join(event.transitions),
        "; ".join(event.actions),
        event.capacity,
    )


def _both(text: Wording) -> dict[str, str | None]:
    return {"nl": text.nl or None, "en": text.en or None}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
