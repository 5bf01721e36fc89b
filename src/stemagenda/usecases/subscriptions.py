"""Letters to readers without an account: asked for, confirmed from their own mailbox, changed, stopped.

Nobody learns here who has a subscription: whatever an address already has, the answer on the page is the same, and the
letter says how it is. Nobody is flooded: an address gets so many of these letters a day and no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from django.db import transaction
from django.utils.crypto import salted_hmac

from stemagenda.core.personal.purpose import last_day, unconfirmed_until
from stemagenda.core.personal.subscription import (
    RHYTHMS,
    UNCONFIRMED,
    Rhythm,
    Subscription,
    from_body,
    to_body,
)
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.mail.reader_letter import AskedLetter, compose_asked
from stemagenda.store import letters as queue
from stemagenda.store import personal as store
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.personal import Person
from stemagenda.usecases.changes import check_topics, topics_on
from stemagenda.usecases.guarding import Guard, check_guard
from stemagenda.usecases.letters import READERS, NewLetter, is_address, queue_letter_to_person
from stemagenda.usecases.permissions import Actor, check
from stemagenda.usecases.personal import erase_personal
from stemagenda.usecases.reader_links import Site

PURPOSE: Final = "subscription"
#: Letters a day to one address that answer this form, whoever sends it.
MOST_A_DAY: Final = 3
FORM: Final = "subscription"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody typed and chose, unchecked."""

    topics: tuple[str, ...]
    rhythm: str = "monthly"
    language: str = "nl"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A subscription as its holder sees it. `gone` are topics that no longer exist."""

    subscription: Subscription
    person: Person
    gone: tuple[str, ...]

    @property
    def language(self) -> Language:
        """The language of the letters."""
        return cast("Language", self.person.language)


def ask_subscription(*, address: str, wish: Wish, guard: Guard, site: Site, now: datetime) -> None:
    """Keep what is asked for two days, and send the address a letter to confirm it.

    Raises:
        Refused: no e-mail address, no topic, one nobody knows; or a program filled in the form, or a flood of forms.
        Repeated: the same page was sent before.
    """
    subscription = _checked(wish, now=now, problems=[*_address_problems(address)])
    with transaction.atomic():
        hold_writes()
        check_guard(guard=guard, now=now)
        key = _free_key(address=address, now=now)
        if key is not None:
            _write_to(address, subscription, language=_language(wish), key=key, site=site, now=now)
        # Also where nothing is sent: the trail says no more than the page.
        _note("ask_subscription", now=now)


def asked_for(*, secret: str, now: datetime) -> Held | None:
    """What waits for a confirmation by whoever holds this link; None for every link that has nothing to confirm."""
    person = store.find(secret=secret)
    if person is None or person.purpose != PURPOSE or person.confirmed_at is not None:
        return None
    return _held(person, now=now) if now - person.kept_at < UNCONFIRMED else None


def confirm_subscription(*, secret: str, now: datetime) -> str | None:
    """Begin the subscription; returns the secret of the page on which it is kept, None for a link that does nothing.

    An address has one subscription: what was confirmed before goes on, with these topics added to it.
    """
    with transaction.atomic():
        hold_writes()
        held = asked_for(secret=secret, now=now)
        if held is None:
            return None
        until = last_day(purpose=PURPOSE, ended_on=now.date())
        earlier = _confirmed_at_address(held.person.address)
        if earlier is None:
            store.confirm(number=held.person.number, until=until, now=now)
        else:
            joined = from_body(earlier.body).with_topics(held.subscription.topics)
            body = to_body(Subscription(topics=joined.topics, rhythm=held.subscription.rhythm))
            store.change(number=earlier.number, body=body, language=held.language, until=until)
            store.erase(number=held.person.number)
        _note("confirm_subscription", now=now)
        return secret if earlier is None else store.secret_of(number=earlier.number)


def subscription_of(*, secret: str, now: datetime) -> Held | None:
    """The subscription of whoever holds this link, None where there is none."""
    person = store.find(secret=secret)
    is_one = person is not None and person.purpose == PURPOSE and person.confirmed_at is not None
    return _held(person, now=now) if is_one and person is not None else None


def change_subscription(*, secret: str, wish: Wish, now: datetime) -> bool:
    """Keep another choice, for two years from today; False where there is no such subscription.

    Raises:
        Refused: no topic, or one nobody knows.
    """
    subscription = _checked(wish, now=now, problems=[])
    with transaction.atomic():
        hold_writes()
        held = subscription_of(secret=secret, now=now)
        if held is None:
            return False
        until = last_day(purpose=PURPOSE, ended_on=now.date())
        store.change(number=held.person.number, body=to_body(subscription), language=_language(wish), until=until)
        _note("change_subscription", now=now)
    return True


def stop_subscription(*, secret: str, now: datetime) -> None:
    """End a subscription, or what waits to become one, and erase everything about it. Nothing happens where it was."""
    person = store.find(secret=secret)
    if person is not None and person.purpose == PURPOSE:
        erase_personal(secret=secret, now=now)


def expire_unconfirmed(*, actor: Actor, now: datetime) -> int:
    """Erase what nobody confirmed in time; how many there were.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check(actor.is_operator, "only the operator lets personal data expire")
    with transaction.atomic():
        hold_writes()
        found = store.unconfirmed(purpose=PURPOSE, before=now - UNCONFIRMED)
        for person in found:
            store.erase(number=person.number)
        if found:
            details = {PURPOSE: len(found)}
            record_write(
                verb="expire_personal",
                subject="personal",
                actor=actor.name,
                now=now,
                details=details,
                changes_pages=False,
            )
    return len(found)


def _checked(wish: Wish, *, now: datetime, problems: list[Problem]) -> Subscription:
    """The subscription that is wished for."""
    topics = tuple(dict.fromkeys(wish.topics))
    if not topics:
        problems.append(_problem("topic", "was not chosen", "Choose at least one"))
    else:
        try:
            check_topics(topics=topics, on=now.date())
        except Refused as refused:
            problems.extend(refused.problems)
    if problems:
        raise Refused(problems)
    rhythm = next((known for known in RHYTHMS if known == wish.rhythm), RHYTHMS[-1])
    return Subscription(topics=topics, rhythm=rhythm)


def _address_problems(address: str) -> Iterable[Problem]:
    """A letter goes to a mailbox elsewhere, not to a name or number of this network."""
    host = address.rpartition("@")[2]
    if not is_address(address) or "." not in host or host.startswith("["):
        yield _problem("address", "is no e-mail address", "Write it as els@example.be")


def _write_to(address: str, wanted: Subscription, *, language: Language, key: str, site: Site, now: datetime) -> None:
    """Queue the one letter that fits: to confirm, or to say that there is a subscription."""
    known = _confirmed_at_address(address)
    if known is None:
        person, secret = store.keep(
            purpose=PURPOSE,
            about="",
            address=address,
            language=language,
            body=to_body(wanted),
            until=unconfirmed_until(on=now.date()),
            now=now,
        )
    else:
        person, secret = known, store.secret_of(number=known.number)
    names = topics_on(on=now.date()).names
    letter = compose_asked(
        letter=AskedLetter(
            on=now.date(),
            language=language,
            topics=tuple(names[topic].to(language) for topic in wanted.topics),
            rhythm=wanted.rhythm,
            links=site.links(secret=secret, language=language, more=wanted.topics),
            is_known=known is not None,
        )
    )
    recipient = store.recipient_of(number=person.number)
    new = NewLetter(key=key, recipient=recipient, address=person.address, subject=letter.subject, text=letter.body)
    queue_letter_to_person(letter=new, now=now)


def _confirmed_at_address(address: str) -> Person | None:
    found = store.people_at(address=address)
    return next((item for item in found if item.purpose == PURPOSE and item.confirmed_at is not None), None)


def _free_key(*, address: str, now: datetime) -> str | None:
    """A key under which this address may get one more letter today. It leads to no address, and to none of tomorrow."""
    keys = [_key(address, number, now=now) for number in range(MOST_A_DAY)]
    used = queue.known(keys=keys)
    return next((key for key in keys if key not in used), None)


def _key(address: str, number: int, *, now: datetime) -> str:
    said = f"{now.date()}/{number}/{store.folded(address)}"
    return f"{READERS}{salted_hmac('stemagenda.subscription', said, algorithm='sha256').hexdigest()[:32]}"


def _held(person: Person, *, now: datetime) -> Held:
    known = topics_on(on=now.date())
    subscription = from_body(person.body)
    return Held(
        subscription=subscription,
        person=person,
        gone=tuple(topic for topic in subscription.topics if topic not in known),
    )


def _language(wish: Wish) -> Language:
    return next((known for known in LANGUAGES if known == wish.language), "nl")


def _note(verb: str, *, now: datetime) -> None:
    """What was done, in a trail that is kept longer than the address: not by whom, not about what."""
    record_write(verb=verb, subject=PURPOSE, actor="", now=now, changes_pages=False)


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="subscription", place=place, message=message, remedy=remedy)


__all__ = [
    "Held",
    "Rhythm",
    "Wish",
    "ask_subscription",
    "asked_for",
    "change_subscription",
    "confirm_subscription",
    "stop_subscription",
    "subscription_of",
]
