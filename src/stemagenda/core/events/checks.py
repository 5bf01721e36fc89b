"""What is wrong with an event as somebody wrote it; codes that lead nowhere are found elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from stemagenda.core.events.event import Event, hour
from stemagenda.core.governance.meeting import Meeting
from stemagenda.core.validation import Problem

EARLIEST, LATEST = date(2000, 1, 1), date(2060, 12, 31)
LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 20_000
LONGEST_PLACE: Final = 300
MOST_DOCUMENTS: Final = 60
MOST_SEATS: Final = 9_999
LONGEST_STAY: Final = 31
_DAYS: Final = "Correct one of the two days"


def problems(event: Event, *, meeting: Meeting | None) -> Iterator[Problem]:
    """Everything wrong with an event. `meeting` is the one it names, where there is such a meeting."""
    if not event.title.nl.strip() and (meeting is None or not meeting.title.nl):
        yield _problem("title", "is empty", "Give a Dutch text")
    yield from _lengths(event)
    yield from _dates(event, meeting)
    yield from _hours(event)
    yield from _registration(event, meeting)
    for number, document in enumerate(event.documents, 1):
        if not document.title.strip():
            yield _problem(f"documents[{number}]", "a document has no title", "Say what the document is")
        if document.url and not document.url.startswith(("https://", "http://")):
            yield _problem(f"documents[{number}]", "has an address that is no web address", "Begin it with https://")


def _lengths(event: Event) -> Iterator[Problem]:
    texts = {
        "title": (max(len(event.title.nl), len(event.title.en)), LONGEST_TITLE),
        "description": (max(len(event.description.nl), len(event.description.en)), LONGEST_TEXT),
        "where": (len(event.where), LONGEST_PLACE),
    }
    for place, (length, longest) in texts.items():
        if length > longest:
            yield _problem(place, f"has {length:,} characters, more than {longest:,}", "Shorten it")
    if len(event.documents) > MOST_DOCUMENTS:
        said = f"has {len(event.documents)} lines; {MOST_DOCUMENTS} is the most"
        yield _problem("documents", said, "Leave some out, or link a document")


def _dates(event: Event, meeting: Meeting | None) -> Iterator[Problem]:
    if event.on is None and meeting is None:
        yield _problem("on", "is empty", "Give the day")
    if meeting is not None and event.on not in {None, meeting.on}:
        remedy = "Leave the day empty here, or correct it at the meeting"
        yield _problem("on", f"differs from that of the meeting, {meeting.on:%d-%m-%Y}", remedy)
    for place in ("on", "ends", "registration_from", "registration_until"):
        day: date | None = getattr(event, place)
        if day is not None and not EARLIEST <= day <= LATEST:
            yield _problem(place, f"{day.isoformat()} lies outside 2000 to 2060", "Correct the year")
    first = event.on or (meeting.on if meeting else None)
    if event.ends and first:
        if event.ends < first:
            yield _problem("ends", "lies before the start", _DAYS)
        elif (event.ends - first).days > LONGEST_STAY:
            yield _problem("ends", f"comes more than {LONGEST_STAY} days after the start", _DAYS)


def _hours(event: Event) -> Iterator[Problem]:
    for place in ("begins", "finishes"):
        written: str = getattr(event, place)
        if written and hour(written) is None:
            yield _problem(place, f"'{written[:40]}' is no hour", "Write it as 13:30")
    if event.precision != "day" and (event.begins or event.finishes or event.ends):
        yield _problem("precision", "does not fit hours or a last day", "Give the day, or leave those out")
    begins, finishes = hour(event.begins), hour(event.finishes)
    is_one_day = event.ends is None or event.ends == event.on
    if begins and finishes and is_one_day and finishes <= begins:
        yield _problem("finishes", "lies before the start", "Correct one of the two hours")
    if finishes and not event.begins:
        yield _problem("begins", "is empty", "Give the hour at which it starts too")


def _registration(event: Event, meeting: Meeting | None) -> Iterator[Problem]:
    if event.capacity is not None and not 1 <= event.capacity <= MOST_SEATS:
        yield _problem("capacity", f"is not between 1 and {MOST_SEATS:,}", "Leave it empty where seats are not counted")
    opens, closes = event.registration_from, event.registration_until
    if closes and not opens:
        yield _problem("registration_from", "is empty", "Give the day from which people can register")
    if opens and closes and closes < opens:
        yield _problem("registration_until", "lies before the start", _DAYS)
    on = event.on or (meeting.on if meeting else None)
    precision = event.precision if event.on or meeting is None else meeting.precision
    if opens and on and precision == "day":
        for place, day in (("registration_from", opens), ("registration_until", closes)):
            if day and day > on:
                yield _problem(place, "lies after the day of the event", _DAYS)
    elif opens and precision != "day":
        yield _problem("registration_from", "needs the day of the event", "Give that day first")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="event", place=place, message=message, remedy=remedy)
