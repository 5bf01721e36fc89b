"""Which letters a member gets, in which language, and where they go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from stemagenda.core.validation import Problem, Refused
from stemagenda.store import correspondents as store
from stemagenda.store import letters
from stemagenda.store.audit import record_write
from stemagenda.store.correspondents import Choice
from stemagenda.usecases.letters import is_address, member_recipient
from stemagenda.usecases.people import is_known_person
from stemagenda.usecases.permissions import Actor, can_choose_letters, check


@dataclass(frozen=True, kw_only=True)
class MyLetters:
    """What a member chose, and whether there is an address at all. The address itself is shown nowhere."""

    choice: Choice
    has_address: bool


def my_letters(*, actor: Actor) -> MyLetters:
    """What the member who asks has chosen.

    Raises:
        NotAllowed: for anybody but members.
    """
    check(can_choose_letters(actor), "only members get letters")
    return MyLetters(choice=store.choice(person=actor.name), has_address=is_address(store.address(person=actor.name)))


def choose_letters(*, person: str, choice: Choice, actor: Actor, now: datetime) -> None:
    """Keep which letters somebody wants.

    Raises:
        NotAllowed: for anybody but that member and the operator.
        Refused: there is no such account.
    """
    is_own = can_choose_letters(actor) and actor.name == person
    check(is_own or actor.is_operator, "everybody chooses their own letters")
    with transaction.atomic():
        _check_account(person)
        store.set_choice(person=person, choice=choice)
        record_write(
            verb="choose_letters",
            subject=person,
            actor=actor.name,
            now=now,
            details={
                "language": choice.language,
                "reminders": choice.wants_reminders,
                "digest": choice.wants_digest,
            },
        )


def choice_of(*, person: str, actor: Actor) -> Choice:
    """What somebody chose, for the operator who is about to change it.

    Raises:
        NotAllowed: for anybody but the operator.
        Refused: there is no such account.
    """
    check(actor.is_operator, "only the operator reads what others chose")
    _check_account(person)
    return store.choice(person=person)


def has_address(*, person: str, actor: Actor) -> bool:
    """Whether letters to somebody have somewhere to go, for the operator.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check(actor.is_operator, "only the operator reads who has an address")
    return is_address(store.address(person=person))


def set_address(*, person: str, address: str, actor: Actor, now: datetime) -> None:
    """Say where somebody's letters go; an empty address: nowhere, and what waits for them is dropped.

    What waits goes to the new address; what never arrived at the old one is told again.

    Raises:
        NotAllowed: for anybody but the operator.
        Refused: no such account, or no e-mail address.
    """
    check(actor.is_operator, "only the operator says where letters go")
    if address and not is_address(address):
        raise Refused([_problem("address", "is no e-mail address", "Write it as els@example.be")])
    with transaction.atomic():
        _check_account(person)
        store.set_address(person=person, address=address)
        for letter in letters.readdress(recipient=member_recipient(person), address=address):
            letters.untell(letter=letter)
        # The address itself stays out of the trail: it is kept longer than the account.
        details = {"has_address": bool(address)}
        record_write(verb="set_address", subject=person, actor=actor.name, now=now, details=details)


def _check_account(person: str) -> None:
    if not is_known_person(name=person):
        raise Refused([_problem(person[:80], "has no account", "Add the account first")])


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="people", place=place, message=message, remedy=remedy)


__all__ = ["Choice", "MyLetters", "choice_of", "choose_letters", "has_address", "my_letters", "set_address"]
