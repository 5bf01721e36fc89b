"""What came of an event: organisations that found each other there, as relations of the network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import transaction

from stemagenda.core.actions.action import Wording
from stemagenda.core.events.event import Event
from stemagenda.core.network.relation import Relation, RelationKind
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.store.records import PUBLIC
from stemagenda.usecases.events.reading import current_event
from stemagenda.usecases.network_keeping import network_problems
from stemagenda.usecases.permissions import Actor, can_manage_event, check
from stemagenda.usecases.record_codes import known_codes, problems_of
from stemagenda.usecases.records import Written, value_of, write_record

#: What two organisations that found each other at an event can go on to do.
OUTCOME_KINDS: Final[tuple[RelationKind, ...]] = (
    "cooperates-with",
    "supports",
    "advises",
    "funds",
    "supplies-infrastructure-to",
)
_ONLY: Final = "only who organises an event, or a coordinator, says what came of it"


def record_outcome(*, code: str, one: str, other: str, kind: str, note: str, actor: Actor, now: datetime) -> Written:
    """Note that two organisations found each other at an event. It is public at once, a relation from its first day.

    Raises:
        NotAllowed: for anybody but who works for the organiser, and the coordinators.
        Refused: with every problem, such as an event that has not begun, or a relation that stands there already.
    """
    with transaction.atomic():
        hold_writes()
        event = current_event(code=code)
        check(can_manage_event(actor, organiser=event.organiser if event else ""), _ONLY)
        if event is None or (event.starts_at is None and event.on is None):
            raise Refused([_problem("event", "is not there", "Choose one from the list")])
        wrong = tuple(_problems(event, one=one, other=other, kind=kind, now=now))
        if wrong:
            raise Refused(wrong)
        relation = Relation(
            code=_code(one, other),
            actor=one,
            kind=next(item for item in OUTCOME_KINDS if item == kind),
            target=other,
            starts=event.on,
            starts_precision=event.precision,
            note=Wording(nl=note.strip()),
            event=code,
        )
        return write_record(
            kind="relation",
            value=relation,
            seen=0,
            state=PUBLIC,
            verb="record_outcome",
            actor=actor,
            now=now,
            check=lambda value: (
                *problems_of(value, known=known_codes()),
                *network_problems(record=value, on=now.date()),
            ),
        )


def withdraw_outcome(*, code: str, relation: str, actor: Actor, now: datetime) -> None:
    """Take back what was noted of an event; its history stays.

    Raises:
        NotAllowed: for anybody but who works for the organiser, and the coordinators.
        Refused: no such event, or that relation did not come of it.
    """
    with transaction.atomic():
        hold_writes()
        event = current_event(code=code)
        check(can_manage_event(actor, organiser=event.organiser if event else ""), _ONLY)
        stored = records.version(kind="relation", code=relation)
        if stored is None or stored.state != PUBLIC or stored.body.get("event") != code:
            raise Refused([_problem("relation", "did not come of this event", "Open the list and start anew")])
        write_record(
            kind="relation",
            value=value_of(stored),
            seen=stored.number,
            state="withdrawn",
            verb="withdraw_outcome",
            actor=actor,
            now=now,
        )


def _problems(event: Event, *, one: str, other: str, kind: str, now: datetime) -> Iterator[Problem]:
    if event.cancelled:
        yield _problem("event", "does not take place", "Look at the list for another one")
    elif event.first is None or event.first > now.date():
        yield _problem("event", "has not begun yet", "Note what came of it once it has begun")
    for place, written in (("actor", one), ("target", other)):
        if not written:
            yield _problem(place, "is empty", "Choose one from the list")
    if kind not in OUTCOME_KINDS:
        yield _problem("kind", "is none we know", "Choose one from the list")


def _code(one: str, other: str) -> str:
    taken = records.codes(kind="relation")
    joined = f"{one}-{other}".lower()[:50].strip("-")
    return next(code for code in (joined, *(f"{joined}-{number}" for number in range(2, 1_000))) if code not in taken)


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="relation", place=place, message=message, remedy=remedy)
