"""What is kept about people without an account: seen and erased by themselves, looked up by the operator, expired.

Erasing takes everything that leads to somebody; what can be counted without them stays. An audit entry says that it was
done and for which purpose, never for whom.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from django.db import transaction

from stemagenda.core.personal.purpose import PURPOSES, Purpose
from stemagenda.store import personal as store
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.personal import Person
from stemagenda.usecases.events.registering import end_registration
from stemagenda.usecases.hub.asking import forget_question
from stemagenda.usecases.permissions import Actor, check

#: What else goes with a person, by purpose: the free texts of a question, a seat that others wait for.
#: Called inside the erasing transaction, before the row goes.
ENDINGS: Final[Mapping[str, Callable[[Person, datetime], None]]] = MappingProxyType(
    {
        "help_request": lambda person, now: forget_question(person=person, now=now),
        "registration": lambda person, now: end_registration(person=person, now=now),
    }
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One purpose in the register of processing, with how many people are kept for it at the moment."""

    purpose: Purpose
    people: int


def processing_register() -> tuple[Kept, ...]:
    """Every purpose for which something about people without an account is kept; one query."""
    found = store.counts()
    return tuple(Kept(purpose=purpose, people=found.get(code, 0)) for code, purpose in PURPOSES.items())


def personal_page(*, secret: str) -> Person | None:
    """What is kept about the person with this link, for themselves."""
    return store.find(secret=secret)


def erase_personal(*, secret: str, now: datetime) -> bool:
    """Erase what is kept about whoever holds this link; False where there is nothing (any more)."""
    with transaction.atomic():
        hold_writes()
        person = store.find(secret=secret)
        if person is None:
            return False
        _erase(person, now=now)
        _note(verb="erase_personal", by="", erased={person.purpose: 1}, now=now)
    return True


def personal_of(*, address: str, actor: Actor) -> tuple[Person, ...]:
    """Everything kept under an e-mail address: for somebody who asks what we know about them.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check(actor.is_operator, "only the operator looks up what is kept under an address")
    return store.people_at(address=address)


def erase_address(*, address: str, actor: Actor, now: datetime) -> int:
    """Erase everything kept under an e-mail address; how many purposes it was kept for.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check(actor.is_operator, "only the operator erases what is kept under an address")
    with transaction.atomic():
        hold_writes()
        found = store.people_at(address=address)
        _erase_all(found, verb="erase_address", by=actor.name, now=now)
    return len(found)


def expire_personal(*, actor: Actor, now: datetime) -> int:
    """Erase everybody whose last day is past; how many there were.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check(actor.is_operator, "only the operator lets personal data expire")
    with transaction.atomic():
        hold_writes()
        found = store.expired(on=now.date())
        _erase_all(found, verb="expire_personal", by=actor.name, now=now)
    return len(found)


def expiring(*, now: datetime) -> int:
    """How many people a run at this moment would erase."""
    return len(store.expired(on=now.date()))


def as_plain(person: Person) -> Mapping[str, Any]:
    """What is kept about somebody, for them to take along: plain values, ready for JSON."""
    return {
        "purpose": person.purpose,
        "about": person.about,
        "address": person.address,
        "language": person.language,
        "told": dict(person.body),
        "kept_at": person.kept_at.isoformat(),
        "confirmed_at": person.confirmed_at.isoformat() if person.confirmed_at else None,
        "until": person.until.isoformat(),
    }


def _erase_all(people: tuple[Person, ...], *, verb: str, by: str, now: datetime) -> None:
    erased: dict[str, int] = {}
    for person in people:
        _erase(person, now=now)
        erased[person.purpose] = erased.get(person.purpose, 0) + 1
    if erased:
        _note(verb=verb, by=by, erased=erased, now=now)


def _erase(person: Person, *, now: datetime) -> None:
    ending = ENDINGS.get(person.purpose)
    if ending is not None:
        ending(person, now)
    store.erase(number=person.number)


def _note(*, verb: str, by: str, erased: Mapping[str, int], now: datetime) -> None:
    record_write(verb=verb, subject="personal", actor=by, now=now, details=dict(erased), changes_pages=False)
