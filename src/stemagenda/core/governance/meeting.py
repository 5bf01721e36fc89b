"""Meetings, what was decided there, and what has to be done after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from stemagenda.core.actions.action import NOTHING_SAID, DocumentLink, Wording

MeetingKind = Literal["meeting", "written-procedure", "event"]
DecisionEffect = Literal["none", "opens-action", "changes-action", "stops-action", "changes-body", "adopts-report"]
FollowUpState = Literal["open", "closed"]
RecommendationState = Literal["not-answered", "under-study", "taken-up", "partly-taken-up", "not-taken-up"]


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
    precision: Literal["day", "month", "year"] = "day"
    place: str = ""
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
    precision: Literal["day", "month", "year"] = "day"
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
    precision: Literal["day", "month", "year"] = "day"
    url: str = ""
    recommendations: tuple[Recommendation, ...] = ()
    source: str = ""
