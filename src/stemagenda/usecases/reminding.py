"""What is told by letter, and to whom: one letter a day to each, with what is new to them.

People who load figures hear of late sources, stale figures and announced releases; members of what they lead, own or
decide on; and once a week of what changed. What was told is noted in the transaction that queues the letter: nobody
hears the same twice within four weeks, and two runs at once write one letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac

from stemagenda.core.governance.news import News
from stemagenda.core.governance.notices import Notice
from stemagenda.core.text import Text
from stemagenda.outputs.mail.member_letter import Links, MemberLetter, compose_for_member
from stemagenda.outputs.mail.writer import Announced, LateSource, Letter, Reminder, StaleFigure, compose
from stemagenda.store import letters as queue
from stemagenda.store import reminders
from stemagenda.store.audit import hold_writes
from stemagenda.store.correspondents import Correspondent, correspondents
from stemagenda.usecases.letters import MEMBER, NewLetter, is_address, member_recipient, queue_letters
from stemagenda.usecases.members import actor_for
from stemagenda.usecases.news import news
from stemagenda.usecases.notices import notices_by_person
from stemagenda.usecases.permissions import Actor, check_can_remind
from stemagenda.usecases.views import SeriesView
from stemagenda.usecases.vitality import Calendar, Coming, SourceState, calendar

#: Nobody is told the same thing twice within this time.
SILENCE: Final = timedelta(days=28)
#: What is told once only, and how long what was told is remembered: longer than anything is "near".
REMEMBERED: Final = timedelta(days=60)
ONCE: Final = ("milestone-near/", "follow-up-near/")
#: The first weekly letter looks back so far; none looks back further than the second.
WEEK, LONGEST_WEEK = timedelta(days=7), timedelta(days=35)
#: Announced releases are mentioned so many days ahead.
DAYS_AHEAD: Final = 14
_NEWS: Final = "news/"

Told = Mapping[str, datetime]


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A letter to one recipient, and what it speaks of.

    `recipient` is an address from the settings, or "member/" with the name of an account.
    """

    key: str
    recipient: str
    address: str
    letter: Letter
    sources: Reminder | None = None
    notices: tuple[Notice, ...] = ()
    news: News | None = None
    week: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """What each line is about: the same is not repeated for a while."""
        about_sources = self.sources.keys if self.sources is not None else ()
        return (*about_sources, *(notice.key for notice in self.notices), *((self.week,) if self.news else ()))


def outgoing(*, addresses: Sequence[str], now: datetime, links: Links | None = None) -> tuple[Outgoing, ...]:
    """The letters that are due, none to whoever got one today or heard of everything already.

    `addresses` are those of the people who load figures; `links` is None where the site's own address is not known.
    """
    told = reminders.told(since=now - REMEMBERED)
    everything = _reminder(calendar(on=now.date(), today=now.date()), site=links.calendar if links else None)
    wanted = dict.fromkeys(addresses)
    people = _members(now)
    own = {person.address.casefold() for person in people}
    found = [*_to_members(people, everything, wanted=wanted, told=told, now=now, links=links)]
    for address in wanted:
        fresh = _without(everything, _recent(told.get(address, {}), now=now))
        if address.casefold() not in own and fresh.keys:
            key = letter_key(recipient=address, now=now)
            letter = compose(reminder=fresh)
            found.append(Outgoing(key=key, recipient=address, address=address, letter=letter, sources=fresh))
    written = queue.known(keys=(item.key for item in found))
    return tuple(item for item in found if item.key not in written)


def queue_reminders(
    *, addresses: Sequence[str], actor: Actor, now: datetime, links: Links | None = None
) -> tuple[Outgoing, ...]:
    """Write the letters that are due and queue them, with a note of what they tell. All or nothing.

    Raises:
        NotAllowed: for anybody but the operator.
        Refused: an address to which no letter can go.
    """
    check_can_remind(actor)
    with transaction.atomic():
        # Another run that decides at the same moment waits here, and then sees what this one noted.
        hold_writes()
        # What waits may speak of drafts: somebody who left is not to read it.
        here = [member_recipient(person.person) for person in _members(now)]
        queue.drop_waiting(prefix=MEMBER, kept=here)
        due = outgoing(addresses=addresses, now=now, links=links)
        queue_letters(letters=[_new(item) for item in due], actor=actor, now=now)
        for item in due:
            reminders.note_told(recipient=item.recipient, subjects=item.keys, now=now)
    return due


def is_anybody_there(*, addresses: Sequence[str], now: datetime) -> bool:
    """Whether there is anybody to write to."""
    return bool(addresses or _members(now))


def letter_key(*, recipient: str, now: datetime) -> str:
    """One letter a day to each. The name is made unreadable: the key outlives the letter."""
    name = salted_hmac("stemagenda.letters", recipient, algorithm="sha256").hexdigest()[:32]
    return f"{now.date().isoformat()}/{name}"


def _members(now: datetime) -> tuple[Correspondent, ...]:
    """Members who can be written to. One whose address is none keeps nobody else from their letter."""
    return tuple(person for person in correspondents(on=now.date()) if is_address(person.address))


def _new(item: Outgoing) -> NewLetter:
    return NewLetter(
        key=item.key,
        recipient=item.recipient,
        address=item.address,
        subject=item.letter.subject,
        text=item.letter.body,
        about=item.keys,
    )


def _to_members(
    people: Sequence[Correspondent],
    everything: Reminder,
    *,
    wanted: Mapping[str, None],
    told: Mapping[str, Told],
    now: datetime,
    links: Links | None,
) -> Iterator[Outgoing]:
    """The letters to members; those who load figures too hear of both in one."""
    loading = {address.casefold() for address in wanted}
    notices = notices_by_person(people=[_actor(person, now) for person in people], on=now.date())
    read_news = cache(lambda since: news(since=since, now=now))
    for person in people:
        recipient = member_recipient(person.person)
        own = told.get(recipient, {})
        recent = _recent(own, now=now)
        fresh = _without(everything, recent) if person.address.casefold() in loading else None
        item = MemberLetter(
            on=now.date(),
            language=person.choice.language,
            notices=tuple(notice for notice in notices[person.person] if notice.key not in recent)
            if person.choice.wants_reminders
            else (),
            news=read_news(_news_since(own, now=now))
            if person.choice.wants_digest and _is_new_week(own, now)
            else None,
            sources=fresh if fresh is not None and fresh.keys else None,
            links=links,
        )
        if item.notices or item.news or item.sources:
            yield _outgoing(item, person=person, recipient=recipient, now=now)


def _outgoing(item: MemberLetter, *, person: Correspondent, recipient: str, now: datetime) -> Outgoing:
    return Outgoing(
        key=letter_key(recipient=recipient, now=now),
        recipient=recipient,
        address=person.address,
        letter=compose_for_member(letter=item),
        sources=item.sources,
        notices=item.notices,
        news=item.news,
        week=_week(now),
    )


def _actor(person: Correspondent, now: datetime) -> Actor:
    return actor_for(person=person.person, is_editor=False, is_administrator=person.is_administrator, on=now.date())


def _week(now: datetime) -> str:
    year, week, _ = now.isocalendar()
    return f"{_NEWS}{year}-W{week:02d}"


def _is_new_week(told: Told, now: datetime) -> bool:
    return _week(now) not in told


def _news_since(told: Told, *, now: datetime) -> datetime:
    """Since the weekly letter before this one."""
    earlier = [at for subject, at in told.items() if subject.startswith(_NEWS)]
    return max(max(earlier, default=now - WEEK), now - LONGEST_WEEK)


def _recent(told: Told, *, now: datetime) -> frozenset[str]:
    """What is not to be told again now."""
    return frozenset(subject for subject, at in told.items() if subject.startswith(ONCE) or at > now - SILENCE)


def _without(reminder: Reminder, told: frozenset[str]) -> Reminder:
    return replace(
        reminder,
        late=tuple(item for item in reminder.late if item.key not in told),
        stale=tuple(item for item in reminder.stale if item.key not in told),
        announced=tuple(item for item in reminder.announced if item.key not in told),
    )


def _reminder(found: Calendar, *, site: Text | None) -> Reminder:
    until = found.on + timedelta(days=DAYS_AHEAD)
    return Reminder(
        on=found.on,
        late=tuple(_late(state) for state in found.late),
        stale=tuple(_stale(view) for view in found.stale),
        announced=tuple(
            _announced(item)
            for item in found.coming
            # A month or a year is mentioned when it begins and when it ends, not all the while.
            if item.is_announced and any(found.on <= day <= until for day in (item.span.first, item.span.last))
        ),
        days_ahead=DAYS_AHEAD,
        site=site,
    )


def _late(state: SourceState) -> LateSource:
    assert state.vitality.late_since is not None  # noqa: S101  (a late source is late since a day)
    return LateSource(
        key=f"late/{state.source.name}",
        title=state.source.title,
        publisher=state.source.publisher,
        since=state.vitality.late_since,
        days=state.vitality.days_late,
    )


def _stale(view: SeriesView) -> StaleFigure:
    assert view.latest is not None and view.standing.stale_from is not None  # noqa: PT018, S101  (stale: has a figure)
    return StaleFigure(
        key=f"stale/{view.indicator.code}/{view.series.code}",
        code=view.indicator.code,
        title=view.title,
        period=view.latest.period.code,
        since=view.standing.stale_from,
    )


def _announced(item: Coming) -> Announced:
    subject = item.key if item.kind == "waiting" else ("next", item.source.name)
    return Announced(
        key="/".join((*subject, item.span.code)),
        title=Text(item.title, item.title) if item.title else item.source.title,
        publisher=item.source.publisher,
        last=item.span.last,
        precision=item.span.precision,
        time=f"{item.moment:%H:%M}" if item.moment else "",
    )
