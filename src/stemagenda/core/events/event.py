"""Frozen values for one event: a networking moment, a State of the STEM, another day on which people meet.

An empty field means: not stated. Where the event is a meeting of a body that this monitor keeps already, it names that
meeting, and takes from it what is not said here: nothing is typed twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

from stemagenda.core.actions.action import NOTHING_SAID, DocumentLink, Wording
from stemagenda.core.governance.meeting import Meeting
from stemagenda.core.governance.references import Namespace, Reference
from stemagenda.core.observation import Precision

EventKind = Literal["state-of-the-stem", "networking-moment", "other"]
When = Literal["upcoming", "past", "cancelled"]
#: What somebody who wants to come finds. "full" means that the next one waits.
Door = Literal["no-registration", "not-yet", "open", "full", "closed", "past", "cancelled"]
EVENT_KINDS: Final[tuple[EventKind, ...]] = get_args(EventKind)
WHENS: Final[tuple[When, ...]] = get_args(When)
#: Where events take place: their hours are those of its clocks.
BRUSSELS: Final = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event.

    `on` is its first day (the last day of the month or year where no more is known, as `precision` says), `ends` its
    last day where it takes several; `begins` and `finishes` are hours as 13:30, on the clocks of Brussels. `organiser`
    is an entity, `body` the body of the agenda it belongs to. Without `registration_from` nobody registers here.
    """

    code: str
    kind: EventKind
    title: Wording = NOTHING_SAID
    meeting: str = ""
    body: str = ""
    organiser: str = ""
    on: date | None = None
    precision: Precision = "day"
    ends: date | None = None
    begins: str = ""
    finishes: str = ""
    where: str = ""
    description: Wording = NOTHING_SAID
    objectives: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    capacity: int | None = None
    registration_from: date | None = None
    registration_until: date | None = None
    documents: tuple[DocumentLink, ...] = ()
    cancelled: bool = False
    source: str = ""
    source_place: str = ""

    def references(self) -> Iterator[Reference]:
        """Every code the event names; its source is found as that of every record."""
        yield Reference("meeting", self.meeting, "meeting")
        yield Reference("body", self.body, "body")
        yield Reference("organiser", self.organiser, "entity")
        named: tuple[tuple[str, Namespace], ...] = (
            ("objectives", "objective"),
            ("transitions", "transition"),
            ("actions", "action"),
        )
        for name, namespace in named:
            for number, code in enumerate(getattr(self, name), 1):
                yield Reference(f"{name}[{number}]", code, namespace)

    @property
    def first(self) -> date | None:
        """The first day on which it can be."""
        if self.on is None or self.precision == "day":
            return self.on
        return self.on.replace(day=1) if self.precision == "month" else date(self.on.year, 1, 1)

    @property
    def last(self) -> date | None:
        """The last day on which it can be."""
        return self.ends or self.on

    @property
    def starts_at(self) -> datetime | None:
        """The moment at which it starts, or the beginning of its first day where no hour is stated."""
        return None if self.on is None or self.precision != "day" else _moment(self.on, self.begins)

    @property
    def ends_at(self) -> datetime | None:
        """The moment at which it is over, or the end of its last day where no hour is stated."""
        if self.last is None:
            return None
        return _moment(self.last, self.finishes) if self.finishes else _moment(self.last + timedelta(days=1), "")


def whole(*, event: Event, meeting: Meeting | None) -> Event:
    """The event with what its meeting says filled in where the event itself says nothing."""
    if meeting is None:
        return event
    about = {name: _points(meeting, name) for name in ("objectives", "actions")}
    dated = event if event.on is not None else replace(event, on=meeting.on, precision=meeting.precision)
    return replace(
        dated,
        title=event.title if event.title.nl else meeting.title,
        body=event.body or meeting.body,
        where=event.where or meeting.where,
        objectives=tuple(dict.fromkeys((*event.objectives, *about["objectives"]))),
        actions=tuple(dict.fromkeys((*event.actions, *about["actions"]))),
        documents=(*event.documents, *(item for item in meeting.documents if item not in event.documents)),
        cancelled=event.cancelled or meeting.cancelled,
        source=event.source or meeting.source,
    )


def when(*, event: Event, on: date) -> When:
    """Whether it still comes on a day; the day itself counts as coming. What has no day yet is to come."""
    if event.cancelled:
        return "cancelled"
    return "past" if event.last is not None and event.last < on else "upcoming"


def door(*, event: Event, now: datetime, taken: int) -> Door:
    """What somebody finds who wants to register at a moment, when so many seats are taken."""
    if event.cancelled:
        return "cancelled"
    starts, today = event.starts_at, now.astimezone(BRUSSELS).date()
    if event.ends_at is not None and event.ends_at <= now:
        return "past"
    if event.registration_from is None or starts is None:
        return "no-registration"
    if today < event.registration_from:
        return "not-yet"
    has_begun = now >= (starts if event.begins else starts + timedelta(days=1))
    if has_begun or (event.registration_until is not None and today > event.registration_until):
        return "closed"
    return "full" if event.capacity is not None and taken >= event.capacity else "open"


def hour(written: str) -> time | None:
    """An hour written as 9:30 or 13:30; None for anything else."""
    hours, colon, minutes = written.partition(":")
    if not (colon and written.isascii() and hours.isdigit() and minutes.isdigit() and len(minutes) == len("30")):
        return None
    return time(int(hours), int(minutes)) if len(hours) <= len("13") and int(hours) < 24 and int(minutes) < 60 else None


def _moment(day: date, written: str) -> datetime:
    return datetime.combine(day, hour(written) or time(), tzinfo=BRUSSELS)


def _points(meeting: Meeting, name: str) -> tuple[str, ...]:
    return tuple(code for item in meeting.items for code in getattr(item, name))
