"""Who comes to an event and who came: for whoever organises it, person by person; for everybody in protected counts.

Every look at the list of people is kept in the audit trail.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from stemagenda.core.events.event import BRUSSELS, Event
from stemagenda.core.events.registration import Attendance, attendance
from stemagenda.core.reports.action_words import PILLAR_WORDS
from stemagenda.core.reports.event_words import CAME_WORDS, PARTICIPANT_WORDS, SEAT_WORDS
from stemagenda.core.reports.table import Column
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.csv import writer as csv_writer
from stemagenda.store import registrations
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.personal import Person
from stemagenda.store.registrations import Seat
from stemagenda.usecases.events.reading import current_event
from stemagenda.usecases.events.registering import registered
from stemagenda.usecases.permissions import Actor, can_manage_event, check

_ONLY: Final = "only who organises an event, or a coordinator, sees who comes"


@dataclass(frozen=True, kw_only=True)
class Participants:
    """Everybody registered for an event. `has_begun`: from then on it can be noted who came."""

    event: Event
    people: tuple[tuple[Seat, Person], ...]
    has_begun: bool

    @property
    def seated(self) -> tuple[tuple[Seat, Person], ...]:
        """Those with a seat."""
        return tuple(item for item in self.people if item[0].state == "registered")

    @property
    def waiting(self) -> tuple[tuple[Seat, Person], ...]:
        """Those on the waiting list, in its order."""
        return tuple(item for item in self.people if item[0].state == "waiting")


def participants(*, code: str, actor: Actor, now: datetime) -> Participants | None:
    """Who is registered; None where there is no such event. The look is noted.

    Raises:
        NotAllowed: for anybody but who works for its organiser, and the coordinators.
    """
    event = current_event(code=code)
    if event is None:
        return None
    check(can_manage_event(actor, organiser=event.organiser), _ONLY)
    with transaction.atomic():
        people = registered(event=code)
        details = {"people": len(people)}
        record_write(
            verb="read_participants",
            subject=f"event/{code}",
            actor=actor.name,
            now=now,
            details=details,
            changes_pages=False,
        )
    return Participants(event=event, people=people, has_begun=_has_begun(event, now))


def participants_csv(*, found: Participants, language: Language) -> bytes:
    """The list as a file."""
    rows = [
        (
            str(place),
            SEAT_WORDS[seat.state].to(language),
            str(person.body.get("name", "")),
            person.address,
            str(person.body.get("organisation", "")),
            PILLAR_WORDS[seat.pillar].to(language) if seat.pillar in PILLAR_WORDS else "",
            seat.registered_at.astimezone(BRUSSELS).date().isoformat(),
            "" if seat.has_attended is None else CAME_WORDS[seat.has_attended].to(language),
        )
        for place, (seat, person) in enumerate((*found.seated, *found.waiting), 1)
    ]
    columns = tuple(Column(title=text.to(language)) for text in PARTICIPANT_WORDS.values())
    return csv_writer.write(columns=columns, rows=rows)


def mark_attendance(*, code: str, came: Collection[int], actor: Actor, now: datetime) -> None:
    """Note who of those with a seat came; the others did not. It can be noted again.

    Raises:
        NotAllowed: for anybody but who works for its organiser, and the coordinators.
        Refused: no such event, it has not begun, or a number is no seat of it; nothing is noted then.
    """
    with transaction.atomic():
        hold_writes()
        event = current_event(code=code)
        check(can_manage_event(actor, organiser=event.organiser if event else ""), _ONLY)
        if event is None:
            raise Refused([_problem("event", "is not there", "Choose one from the list")])
        if not _has_begun(event, now):
            raise Refused([_problem("event", "has not begun yet", "Note who came once it has begun")])
        seats = {seat.number for seat in registrations.seats(event=code) if seat.state == "registered"}
        if not seats.issuperset(came):
            raise Refused([_problem("came", "names somebody who has no seat", "Open the list and start anew")])
        registrations.note_attendance(event=code, came=came, now=now)
        details = {"came": len(set(came)), "seats": len(seats)}
        record_write(verb="mark_attendance", subject=f"event/{code}", actor=actor.name, now=now, details=details)


def public_attendance(*, code: str) -> Attendance | None:
    """Who came, as everybody may know it; None while nobody noted it."""
    counts = registrations.attended(event=code)
    return None if counts is None else attendance(counts=counts)


def _has_begun(event: Event, now: datetime) -> bool:
    return event.starts_at is not None and event.starts_at <= now


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="registration", place=place, message=message, remedy=remedy)
