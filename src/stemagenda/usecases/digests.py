"""Letters that tell readers what changed in the topics they follow: one a week or a month, none where nothing changed.

What was told is noted with the letter, in the transaction that queues it. So nobody hears the same twice, a run that
dies tells nothing or all, and a letter that never arrives is told again with the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final, cast

from django.db import transaction

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.changes import Change
from stemagenda.core.personal.subscription import Rhythm, from_body, period
from stemagenda.core.reports.change_words import headline, sentence
from stemagenda.core.text import Language
from stemagenda.outputs.mail.reader_letter import Line, NewsLetter, Part, compose_news
from stemagenda.outputs.mail.writer import Letter
from stemagenda.store import letters as queue
from stemagenda.store import personal as store
from stemagenda.store import reminders
from stemagenda.store.audit import hold_writes
from stemagenda.store.personal import Person
from stemagenda.usecases.changes import changes, topics_on
from stemagenda.usecases.letters import READERS, NewLetter, queue_letters
from stemagenda.usecases.permissions import Actor, check_can_remind
from stemagenda.usecases.reader_links import Site
from stemagenda.usecases.subscriptions import PURPOSE

#: What was told is forgotten after this; so no letter looks back further (see reminding.REMEMBERED).
LONGEST: Final = timedelta(days=60)
_TOLD: Final = "changes/"


@dataclass(frozen=True, kw_only=True)
class Digest:
    """A letter that is due to a reader; `told` is what it tells, for the note."""

    key: str
    recipient: str
    address: str
    rhythm: Rhythm
    language: Language
    changes: int
    told: str
    letter: Letter


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many subscriptions there are: confirmed, waiting to be, by rhythm, by language, by topic."""

    confirmed: int
    waiting: int
    rhythms: Mapping[str, int]
    languages: Mapping[str, int]
    topics: Mapping[str, int]


def due_digests(*, site: Site, now: datetime) -> tuple[Digest, ...]:
    """The letters that are due: to everybody who had none this week or month and in whose topics something changed."""
    told = reminders.told(since=now - LONGEST)
    people = [person for person in store.people(purpose=PURPOSE) if person.confirmed_at is not None]
    keys = {person.number: _key(person, now=now) for person in people}
    written = queue.known(keys=keys.values())
    # Read once for everybody: the newest first, so that each reader's are the first ones.
    found, names = changes(now=now), topics_on(on=now.date()).names
    due = []
    for person in people:
        if keys[person.number] in written:
            continue
        topics = tuple(topic for topic in from_body(person.body).topics if topic in names)
        since = _since(person, told.get(store.recipient_of(number=person.number), {}), now=now)
        new = tuple(change for change in takewhile(_after(since), found) if not change.about.isdisjoint(topics))
        if new:
            parts = _parts(new, {topic: names[topic] for topic in topics}, language=_language(person), site=site)
            due.append(_digest(person, parts, changes=len(new), since=since, site=site, now=now))
    return tuple(due)


def queue_digests(*, site: Site, actor: Actor, now: datetime) -> tuple[Digest, ...]:
    """Write the letters that are due and queue them, with a note of what they tell. All or nothing.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check_can_remind(actor)
    with transaction.atomic():
        # Another run that decides at the same moment waits here, and then sees what this one noted.
        hold_writes()
        due = due_digests(site=site, now=now)
        queue_letters(letters=[_new(item) for item in due], actor=actor, now=now)
        for item in due:
            reminders.note_told(recipient=item.recipient, subjects=(item.told,), now=now)
    return due


def subscription_counts() -> Counts:
    """How many subscriptions there are, without a word of whose: one query."""
    people = store.people(purpose=PURPOSE)
    confirmed = [person for person in people if person.confirmed_at is not None]
    subscriptions = [from_body(person.body) for person in confirmed]
    return Counts(
        confirmed=len(confirmed),
        waiting=len(people) - len(confirmed),
        rhythms=Counter(item.rhythm for item in subscriptions),
        languages=Counter(person.language for person in confirmed),
        topics=Counter(topic for item in subscriptions for topic in item.topics),
    )


def _since(person: Person, told: Mapping[str, datetime], *, now: datetime) -> datetime:
    """Since the last letter to this reader, else since they confirmed."""
    assert person.confirmed_at is not None  # noqa: S101  (asked of subscriptions only)
    earlier = [at for subject, at in told.items() if subject.startswith(_TOLD)]
    return max(*earlier, person.confirmed_at, now - LONGEST)


def _key(person: Person, *, now: datetime) -> str:
    which = period(rhythm=from_body(person.body).rhythm, on=now.date())
    return f"{READERS}{which}/{store.recipient_of(number=person.number)}"


def _after(since: datetime) -> Callable[[Change], bool]:
    return lambda change: change.at > since


def _language(person: Person) -> Language:
    return cast("Language", person.language)


def _digest(
    person: Person, parts: tuple[Part, ...], *, changes: int, since: datetime, site: Site, now: datetime
) -> Digest:
    language, subscription = _language(person), from_body(person.body)
    secret = store.secret_of(number=person.number)
    letter = NewsLetter(
        since=since.astimezone(now.tzinfo).date(),
        on=now.date(),
        until=person.until,
        language=language,
        parts=parts,
        links=site.links(secret=secret, language=language),
        all_changes=site.page("whats_new", language=language),
    )
    return Digest(
        key=_key(person, now=now),
        recipient=store.recipient_of(number=person.number),
        address=person.address,
        rhythm=subscription.rhythm,
        language=language,
        changes=changes,
        told=_TOLD + period(rhythm=subscription.rhythm, on=now.date()),
        letter=compose_news(letter=letter),
    )


def _parts(
    changes: Sequence[Change], topics: Mapping[str, Wording], *, language: Language, site: Site
) -> tuple[Part, ...]:
    """Each change once, under the first of the reader's topics that it touches."""
    sorted_out: dict[str, list[Line]] = {topic: [] for topic in topics}
    for change in changes:
        topic = next(topic for topic in topics if topic in change.about)
        sorted_out[topic].append(_line(change, language=language, site=site))
    return tuple(
        Part(head=topics[topic].to(language), lines=tuple(lines)) for topic, lines in sorted_out.items() if lines
    )


def _line(change: Change, *, language: Language, site: Site) -> Line:
    url = site.page(change.page, language=language, **change.parts) if change.page else ""
    return Line(
        text=headline(change=change, language=language),
        detail=sentence(change=change, language=language),
        url=f"{url}#{change.anchor}" if url and change.anchor else url,
    )


def _new(item: Digest) -> NewLetter:
    return NewLetter(
        key=item.key,
        recipient=item.recipient,
        address=item.address,
        subject=item.letter.subject,
        text=item.letter.body,
        about=(item.told,),
    )
