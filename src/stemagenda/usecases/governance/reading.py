"""Governance as a reader may see it on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.framework import Agenda
from stemagenda.core.governance.body import Body, Seat
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.governance.rhythm import YearRhythm, rhythm
from stemagenda.core.governance.rotation import turns
from stemagenda.store import members, records
from stemagenda.store.members import Membership
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import Actor, can_read_work
from stemagenda.usecases.records import value_of

_KINDS: Final = ("body", "meeting", "decision", "follow-up", "advice")


@dataclass(frozen=True, kw_only=True)
class BodyView:
    """A body with its rhythm by year, the seats held on the day and those past or to come, and the chairs ahead."""

    body: Body
    rhythm: tuple[YearRhythm, ...]
    seats: tuple[Seat, ...]
    earlier: tuple[Seat, ...]
    chairs: tuple[tuple[int, str], ...]
    last: Meeting | None
    next: Meeting | None


@dataclass(frozen=True, kw_only=True)
class Governance:
    """Everything the governance pages show. `names` are those of entities and bodies by code."""

    agenda: Agenda
    bodies: tuple[BodyView, ...]
    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]
    follow_ups: tuple[FollowUp, ...]
    advices: tuple[Advice, ...]
    names: Mapping[str, Wording]
    titles: Mapping[str, Wording]
    on: date

    def body(self, code: str) -> BodyView | None:
        """One body."""
        return next((view for view in self.bodies if view.body.code == code), None)

    @property
    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        """Open points: late ones first, then by day, then those without one."""
        points = [point for point in self.follow_ups if point.state == "open"]
        return tuple(sorted(points, key=lambda point: (point.due or date.max, point.opened, point.code)))

    @property
    def closed_follow_ups(self) -> tuple[FollowUp, ...]:
        """Closed points, the one closed last first."""
        points = [point for point in self.follow_ups if point.state == "closed"]
        return tuple(sorted(points, key=lambda point: (point.closed or date.min, point.code), reverse=True))

    @property
    def point_titles(self) -> Mapping[str, Wording]:
        """The title of every follow-up point by code."""
        return {point.code: point.title for point in self.follow_ups}

    @property
    def meeting_titles(self) -> Mapping[str, Wording]:
        """The title of every meeting by code."""
        return {item.code: item.title for item in self.meetings}

    def is_late(self, point: FollowUp) -> bool:
        """Whether an open point is past its day."""
        return point.state == "open" and point.due is not None and point.due < self.on


def governance(*, on: date, actor: Actor, is_today: bool = True) -> Governance:
    """Bodies, meetings, decisions, points and advice: public ones, or for members of today all there is.

    Minutes that are not public are for members alone.
    """
    at_work = is_today and can_read_work(actor)
    read = {kind: _read(kind, on=on, at_work=at_work) for kind in _KINDS}
    meetings = sorted(read["meeting"], key=lambda item: (item.on, item.code), reverse=True)
    shown = tuple(item if at_work or item.minutes_public else replace(item, minutes="") for item in meetings)
    names = entity_titles()
    actions = records.cards(kind="action") if at_work else records.public_cards(kind="action", on=on)
    return Governance(
        agenda=the_agenda(),
        bodies=tuple(_view(body, shown, on) for body in sorted(read["body"], key=lambda body: (body.order, body.code))),
        meetings=shown,
        decisions=tuple(sorted(read["decision"], key=lambda item: (item.on, item.code), reverse=True)),
        follow_ups=read["follow-up"],
        advices=tuple(sorted(read["advice"], key=lambda item: (item.on or date.min, item.code), reverse=True)),
        names={**names, **{body.code: body.title for body in read["body"]}},
        titles={card.code: Wording(**card.card["title"]) for card in actions},
        on=on,
    )


def numbers(*, kind: str) -> dict[str, int]:
    """The version that each record of a kind is in, which a form starts from."""
    return {card.code: card.number for card in records.cards(kind=kind)}


def kept(*, kind: str, code: str) -> tuple[Any, int] | None:
    """A record as it stands and its version, for a form; None where there is none, or it was withdrawn."""
    found = records.version(kind=kind, code=code)
    return None if found is None or found.state == "withdrawn" else (value_of(found), found.number)


def seated(*, body: str, on: date, actor: Actor) -> tuple[Membership, ...]:
    """The accounts that have a seat in a body: for members alone, and in no report or export."""
    if not can_read_work(actor):
        return ()
    return tuple(item for item in members.members(on=on) if item.body == body)


def _read(kind: str, *, on: date, at_work: bool) -> tuple[Any, ...]:
    stored = records.bodies(kind=kind) if at_work else records.public_bodies(kind=kind, on=on)
    return tuple(value_of(version) for version in stored)


def _view(body: Body, meetings: tuple[Meeting, ...], on: date) -> BodyView:
    own = [item for item in meetings if item.body == body.code and not item.cancelled]
    past = [item for item in own if item.on <= on]
    ahead = [item for item in own if item.on > on]
    held = tuple(seat for seat in body.seats if _is_held(seat, on))
    return BodyView(
        body=body,
        rhythm=rhythm(body=body, meetings=meetings, on=on),
        seats=held,
        earlier=tuple(seat for seat in body.seats if seat not in held),
        chairs=turns(rotation=body.rotation, year=on.year) if body.rotation else (),
        last=max(past, key=lambda item: item.on, default=None),
        next=min(ahead, key=lambda item: item.on, default=None),
    )


def _is_held(seat: Seat, on: date) -> bool:
    return (seat.starts is None or seat.starts <= on) and (seat.ends is None or seat.ends >= on)
