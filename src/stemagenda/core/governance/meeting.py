"""Meetings, what was decided there, and what has to be done after it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import NOTHING_SAID, DocumentLink, Wording
from stemagenda.core.observation import Precision

MeetingKind = Literal["meeting", "written-procedure", "event"]
DecisionEffect = Literal["none", "opens-action", "changes-action", "stops-action", "changes-body", "adopts-report"]
FollowUpState = Literal["open", "closed"]
RecommendationState = Literal["not-answered", "under-study", "taken-up", "partly-taken-up", "not-taken-up"]
MEETING_KINDS: Final[tuple[MeetingKind, ...]] = get_args(MeetingKind)
PRECISIONS: Final[tuple[Precision, ...]] = get_args(Precision)
EFFECTS: Final[tuple[DecisionEffect, ...]] = get_args(DecisionEffect)
RECOMMENDATION_STATES: Final[tuple[RecommendationState, ...]] = get_args(RecommendationState)


def stands_for(*, on: date, precision: Precision) -> date:
    """The day that stands for a month or a year of which no more is known: its last."""
    if precision == "day":
        return on
    if precision == "month":
        return on.replace(day=monthrange(on.year, on.month)[1])
    return date(on.year, 12, 31)


def begins_on(*, on: date, precision: Precision) -> date:
    """The day from which something counts of whose start no more is known than a month or a year: its first."""
    return on if precision == "day" else on.replace(day=1, month=on.month if precision == "month" else 1)


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """A point on the agenda of a meeting, with what it speaks about."""

    number: int
    title: str
    objectives: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting, written procedure or event of a body. `precision` "month" or "year" where the day is not known.

    `minutes` are kept for members unless `minutes_public`.
    """

    code: str
    body: str
    on: date
    title: Wording = NOTHING_SAID
    kind: MeetingKind = "meeting"
    precision: Precision = "day"
    where: str = ""
    items: tuple[AgendaItem, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    minutes: str = ""
    minutes_public: bool = False
    cancelled: bool = False
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a body, or the Government, decided. `meeting` is empty where no meeting of ours took it."""

    code: str
    on: date
    text: Wording
    by: str
    precision: Precision = "day"
    meeting: str = ""
    item: int = 0
    effect: DecisionEffect = "none"
    actions: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A follow-up point (werkpunt): who does what by when, until it is closed.

    `owner` is a body or an entity. `waits_for` are codes of other points that come first.
    """

    code: str
    title: Wording
    owner: str
    opened: date
    due: date | None = None
    state: FollowUpState = "open"
    closed: date | None = None
    closing_note: str = ""
    meeting: str = ""
    decision: str = ""
    actions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    source: str = ""
    source_place: str = ""


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """One recommendation of an advice, what was answered, and what became of it."""

    number: int
    text: Wording
    objectives: tuple[str, ...] = ()
    state: RecommendationState = "not-answered"
    response: str = ""
    answered: date | None = None
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Advice:
    """An advice of an advisory council or the STEM platform, recommendation by recommendation.

    `on` is None where no document gives a day.
    """

    code: str
    council: str
    title: Wording
    on: date | None = None
    precision: Precision = "day"
    url: str = ""
    recommendations: tuple[Recommendation, ...] = ()
    source: str = ""
