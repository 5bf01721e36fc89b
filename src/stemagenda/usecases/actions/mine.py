"""What a member has to do with: the actions of their entities, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import Action, Partner, Wording
from stemagenda.core.actions.facts import NEAR, SILENT_DAYS
from stemagenda.core.actions.workflow import Step
from stemagenda.core.framework import Agenda
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.store import comments, records
from stemagenda.store.comments import Unsaved
from stemagenda.usecases.action_list import Row, public_rows, work_rows
from stemagenda.usecases.actions.workflow import proposed_by
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import Actor, can_read_work, can_take_step
from stemagenda.usecases.records import value_of

Matter = Literal["decide", "propose-again", "publish", "propose", "late", "near", "overdue", "silent"]
#: In the order in which they are shown.
MATTERS: Final[tuple[Matter, ...]] = get_args(Matter)
#: state -> what it is to whoever may take the next step, and that step
_WAITING: Final[Mapping[str, tuple[Matter, Step]]] = {
    "proposed": ("decide", "validate"),
    "validated": ("publish", "publish"),
    "returned": ("propose-again", "propose"),
    "draft": ("propose", "propose"),
}
Milestones = tuple[tuple[str, date], ...]


@dataclass(frozen=True, kw_only=True)
class Waits:
    """An action that waits for somebody: why, and the milestones it is about (title and day, the earliest first)."""

    matter: Matter
    row: Row
    milestones: Milestones = ()


@dataclass(frozen=True, kw_only=True)
class MyActions:
    """Actions the person's entities lead (co-leads among them) or take part in otherwise, and what waits for them.

    `follow_ups` are open points of their bodies and entities, by day; `unsaved` what they were typing in actions.
    """

    agenda: Agenda
    entities: Mapping[str, Wording]
    led: tuple[Row, ...]
    joined: tuple[Row, ...]
    waiting: tuple[Waits, ...]
    follow_ups: tuple[FollowUp, ...]
    unsaved: tuple[Unsaved, ...]
    on: date

    def is_late(self, point: FollowUp) -> bool:
        """Whether a point is past its day."""
        return point.due is not None and point.due < self.on


def my_actions(*, actor: Actor, on: date) -> MyActions:
    """The actions of somebody's entities, and what waits for them today. Drafts and decisions are for members alone."""
    at_work = can_read_work(actor)
    rows = work_rows(on=on) if at_work else public_rows(on=on)
    led = tuple(row for row in rows if {row.lead, *row.co_leads} & actor.entities)
    joined = tuple(row for row in rows if row not in led and set(row.partners) & actor.entities)
    waiting = (*_steps(rows, led, actor), *(item for row in led for item in _facts(row, on))) if at_work else ()
    return MyActions(
        agenda=the_agenda(),
        entities=entity_titles(),
        led=led,
        joined=joined,
        waiting=tuple(sorted(waiting, key=lambda item: (MATTERS.index(item.matter), item.row.code))),
        follow_ups=_follow_ups(actor, on),
        unsaved=comments.unsaved(person=actor.name, kind="action") if actor.name else (),
        on=on,
    )


def _steps(rows: Iterable[Row], led: tuple[Row, ...], actor: Actor) -> Iterator[Waits]:
    """Actions in a state that waits for a step this person may take: no query but for proposals."""
    own = {row.code for row in led}
    for row in rows:
        if row.state not in _WAITING:
            continue
        matter, step = _WAITING[row.state]
        # A coordinator may propose anything; only what nobody leads waits for them.
        if step == "propose" and row.code not in own and (row.lead or not actor.is_coordinator):
            continue
        if can_take_step(actor, step=step, action=_led_by(row), proposed_by=""):
            if step == "validate" and _proposer(row.code) == actor.name:
                continue
            yield Waits(matter=matter, row=row)


def _led_by(row: Row) -> Action:
    """As much of an action as its rights depend on."""
    partners = tuple(Partner(entity=entity, role="co-lead") for entity in row.co_leads)
    return Action(code=row.code, title=row.title, strand=row.strand, lead=row.lead, partners=partners)


def _proposer(code: str) -> str:
    found = records.version(kind="action", code=code)
    return proposed_by(found) if found else ""


def _facts(row: Row, on: date) -> Iterator[Waits]:
    if row.is_over:
        return
    opened = sorted(((title, due) for title, due, met in row.milestones if met is None), key=lambda item: item[1])
    late = tuple(item for item in opened if item[1] < on)
    near = tuple(item for item in opened if on <= item[1] <= on + NEAR)
    if late:
        yield Waits(matter="late", row=row, milestones=late)
    if near:
        yield Waits(matter="near", row=row, milestones=near)
    if row.ends is not None and row.ends < on:
        yield Waits(matter="overdue", row=row)
    if row.silent_days >= SILENT_DAYS:
        yield Waits(matter="silent", row=row)


def _follow_ups(actor: Actor, on: date) -> tuple[FollowUp, ...]:
    mine = actor.bodies | actor.entities
    points: list[FollowUp] = [value_of(version) for version in records.public_bodies(kind="follow-up", on=on)]
    opened = (point for point in points if point.state == "open" and point.owner in mine)
    return tuple(sorted(opened, key=lambda point: (point.due or date.max, point.opened, point.code)))
