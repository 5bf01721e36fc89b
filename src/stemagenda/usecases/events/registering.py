"""Registering for an event by anybody: a seat or a place on the waiting list, decided once, told by letter.

Nobody learns here who is registered: whatever an address already has, the answer on the page is the same, and the
letter says how it is. Nothing of a person stands in audit entries, or anywhere but in their own row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from stemagenda.core.events.event import Door, Event, door
from stemagenda.core.events.registration import Wish, problems
from stemagenda.core.personal.purpose import last_day
from stemagenda.core.reports.event_words import said_when
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.mail.event_letter import EventLetter, EventNews, compose_event
from stemagenda.store import personal, registrations
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.personal import Person
from stemagenda.store.registrations import Seat
from stemagenda.usecases.events.reading import current_event
from stemagenda.usecases.guarding import Guard, check_guard, note_result
from stemagenda.usecases.letters import NewLetter, is_address, queue_letter_to_person

PURPOSE: Final = "registration"
FORM: Final = "registration"
#: In the address of a page the secret of somebody's link stands here.
PLACE: Final = "~own~"
#: A waiting list that is longer helps nobody.
MOST_WAITING: Final = 500
_NO_ENTRY: Final[dict[Door, tuple[str, str]]] = {
    "no-registration": ("takes no registrations here", "Ask whoever organises it how to come"),
    "not-yet": ("takes no registrations yet", "Come back on the day on which registration opens"),
    "closed": ("takes no registrations any more", "Ask whoever organises it whether you can still come"),
    "past": ("is over", "Look at the list for one that is still to come"),
    "cancelled": ("does not take place", "Look at the list for another one"),
}


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """What somebody finds who wants to come: the event, whether they still can, and how many seats are left."""

    event: Event
    door: Door
    left: int | None


@dataclass(frozen=True, kw_only=True)
class OwnSeat:
    """Somebody's own registration, for whoever holds its link. `event` is None where it was withdrawn."""

    seat: Seat
    event: Event | None
    person: Person


def entrance(*, code: str, now: datetime) -> Entrance | None:
    """How an event stands for somebody who wants to come; None where there is none."""
    event = current_event(code=code)
    if event is None:
        return None
    taken = registrations.count(event=code, state="registered")
    left = None if event.capacity is None else max(0, event.capacity - taken)
    return Entrance(event=event, door=_door(event, now), left=left)


def register(*, code: str, wish: Wish, language: Language, guard: Guard, link: str, now: datetime) -> None:
    """Give somebody a seat, or a place on the waiting list, and write them which of the two.

    `link` is the address of a page of one's own with PLACE in it. An address that is registered already changes
    nothing: its letter says so.

    Raises:
        Refused: something is wrong with what was told, or the event takes no (more) registrations.
        Repeated: the same page was sent before.
    """
    wrong = [*problems(wish)]
    if not is_address(wish.address):
        wrong.append(_problem("address", "is no e-mail address", "Write it as name@example.be"))
    if wrong:
        raise Refused(wrong)
    with transaction.atomic():
        hold_writes()
        nonce = check_guard(guard=guard, now=now)
        event = current_event(code=code)
        if event is None:
            raise Refused([_problem("event", "is not there", "Choose one from the list")])
        # Before looking who it is: a refusal says nothing about an address either.
        _check_room(event, now)
        known = _known(code, wish.address)
        if known is None:
            _seat_for(event, wish, language=language, link=link, now=now)
        else:
            news: EventNews = "already-registered" if known[0].state == "registered" else "already-waiting"
            # One a day: nobody's mailbox is filled by somebody else.
            _tell(known[0], known[1], event, news, link=link, now=now, key=f"again/{now.date()}")
        note_result(nonce=nonce, result="sent")
        # Also where nothing changed: the trail says no more than the page.
        record_write(verb="register_for_event", subject=f"event/{code}", actor="", now=now, changes_pages=False)


def own_seat(*, secret: str) -> OwnSeat | None:
    """The registration of whoever holds this link; None for a link that has none (any more)."""
    person = personal.find(secret=secret)
    if person is None or person.purpose != PURPOSE:
        return None
    seat = registrations.seat_of(person=person.number)
    return None if seat is None else OwnSeat(seat=seat, event=current_event(code=seat.event), person=person)


def cancel_registration(*, secret: str, now: datetime) -> bool:
    """Give a seat back and erase who had it; the first of the waiting list moves up. False for a link that is over.

    After the event a seat stays counted; who had it is erased all the same.
    """
    with transaction.atomic():
        hold_writes()
        own = own_seat(secret=secret)
        if own is None:
            return False
        end_registration(person=own.person, now=now)
        personal.erase(number=own.person.number)
        subject = f"event/{own.seat.event}"
        record_write(verb="cancel_registration", subject=subject, actor="", now=now, changes_pages=False)
    return True


def end_registration(*, person: Person, now: datetime) -> None:
    """Give back the seat of somebody who is about to be erased. Call it inside the erasing transaction."""
    seat = registrations.seat_of(person=person.number)
    if seat is None:
        return
    event = current_event(code=seat.event)
    if event is not None and _is_over(event, now):
        return
    registrations.change_state(number=seat.number, state="cancelled", now=now)
    if event is not None:
        move_up(event=event, now=now)


def move_up(*, event: Event, now: datetime) -> int:
    """Give the seats that are free to those who wait longest, and write them; how many moved up.

    Call it inside the write's transaction, after `hold_writes`.
    """
    moved = 0
    while not _is_over(event, now) and _has_seat(event) and (seat := registrations.first_waiting(event=event.code)):
        person = personal.person(number=seat.person or 0)
        registrations.change_state(number=seat.number, state="registered", now=now)
        if person is not None:
            _tell(seat, person, event, "moved-up", link="", now=now, key="moved-up")
        moved += 1
    return moved


def event_changed(*, before: Event | None, after: Event | None, now: datetime) -> None:
    """Write everybody who is registered what changed for them. Call it inside the write's transaction.

    `before` and `after` are whole; None where the event was not there, or was withdrawn.
    """
    if before is None or _is_over(before, now):
        return
    is_off = after is None or after.cancelled
    ended_on = now.date() if is_off or after is None else after.last or now.date()
    was = (before.on, before.precision, before.ends, before.begins, before.finishes, before.where)
    news: EventNews | None = None
    if is_off and not before.cancelled:
        news = "cancelled"
    elif after is not None and not is_off:
        is_same = was == (after.on, after.precision, after.ends, after.begins, after.finishes, after.where)
        news = None if is_same and not before.cancelled else "moved"
    if news is not None:
        personal.keep_until(purpose=PURPOSE, about=before.code, until=_until(ended_on))
        _tell_all(after or before, news, now=now)
    if after is not None:
        move_up(event=after, now=now)


def registered(*, event: str) -> tuple[tuple[Seat, Person], ...]:
    """Everybody with a seat or a place on the waiting list, in the order of registering: two queries."""
    people = {person.number: person for person in personal.people(purpose=PURPOSE, about=event)}
    held = (seat for seat in registrations.seats(event=event) if seat.state != "cancelled")
    return tuple((seat, people[seat.person]) for seat in held if seat.person in people)


def _seat_for(event: Event, wish: Wish, *, language: Language, link: str, now: datetime) -> None:
    is_in = _has_seat(event)
    person, _ = personal.keep(
        purpose=PURPOSE,
        about=event.code,
        address=wish.address,
        language=language,
        body={"name": wish.name.strip(), "organisation": wish.organisation.strip()},
        until=_until(event.last or now.date()),
        now=now,
    )
    state: EventNews = "registered" if is_in else "waiting"
    seat = registrations.add_seat(event=event.code, person=person.number, state=state, pillar=wish.pillar, now=now)
    _tell(seat, person, event, state, link=link, now=now, key="first")


def _known(code: str, address: str) -> tuple[Seat, Person] | None:
    for person in personal.people_at(address=address):
        if person.purpose == PURPOSE and person.about == code:
            seat = registrations.seat_of(person=person.number)
            if seat is not None:
                return seat, person
    return None


def _door(event: Event, now: datetime) -> Door:
    return door(event=event, now=now, taken=registrations.count(event=event.code, state="registered"))


def _check_room(event: Event, now: datetime) -> None:
    found = _door(event, now)
    if found in _NO_ENTRY:
        message, remedy = _NO_ENTRY[found]
        raise Refused([_problem("event", message, remedy)])
    if found == "full" and registrations.count(event=event.code, state="waiting") >= MOST_WAITING:
        raise Refused([_problem("event", "has a waiting list that is full", "Ask whoever organises it")])


def _has_seat(event: Event) -> bool:
    return event.capacity is None or registrations.count(event=event.code, state="registered") < event.capacity


def _is_over(event: Event, now: datetime) -> bool:
    return event.ends_at is not None and event.ends_at <= now


def _until(ended_on: date) -> date:
    return last_day(purpose=PURPOSE, ended_on=ended_on)


def _tell_all(event: Event, news: EventNews, *, now: datetime) -> None:
    for seat, person in registered(event=event.code):
        _tell(seat, person, event, news, link="", now=now, key=f"{news}/{now.isoformat()}")


def _tell(seat: Seat, person: Person, event: Event, news: EventNews, *, link: str, now: datetime, key: str) -> None:
    language: Language = "en" if person.language == "en" else "nl"
    letter = compose_event(
        letter=EventLetter(
            news=news,
            language=language,
            title=event.title.to(language),
            when=said_when(event=event, language=language),
            where=event.where,
            link=link.replace(PLACE, personal.secret_of(number=person.number)) if link else "",
        )
    )
    queue_letter_to_person(
        letter=NewLetter(
            key=f"registration/{seat.number}/{key}",
            recipient=personal.recipient_of(number=person.number),
            address=person.address,
            subject=letter.subject,
            text=letter.body,
        ),
        now=now,
        is_follow_up=not link,
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="registration", place=place, message=message, remedy=remedy)
