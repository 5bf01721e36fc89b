"""Saving an action: what was agreed goes through the committee, what is followed up is public at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from stemagenda.core.actions import checks
from stemagenda.core.actions.action import FOLLOWED_UP, Action
from stemagenda.core.actions.workflow import EDITABLE, STATES, TRANSITIONS
from stemagenda.core.validation import Problem, Refused
from stemagenda.core.versions import changes
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.store.codec import decode, encode
from stemagenda.store.records import Version
from stemagenda.usecases.permissions import Actor, can_draft_actions, can_edit_action, can_read_work, check
from stemagenda.usecases.record_codes import known_codes, problems_of
from stemagenda.usecases.records import Check, Written, brought_together, value_of, write_record

KIND: Final = "action"
_AGREED: Final = frozenset(field.name for field in fields(Action)) - FOLLOWED_UP - {"code"}
_MAY: Final = "only the lead's members in the working group edit an action"
_CLOSED: Final = frozenset(state for state in STATES if not TRANSITIONS[state])
_PREFIXES: Final = {"overtuigingskracht": "OK", "aantrekkingskracht": "AK", "innovatiekracht": "IK", "daadkracht": "DK"}


def new_code(*, strand: str) -> str:
    """The next free code of a strand: its letters and a number."""
    prefix = _PREFIXES.get(strand, "A" if not strand else strand[:2].upper())
    numbers = [
        int(code.rpartition("-")[2])
        for code in records.codes(kind=KIND)
        if code.startswith(f"{prefix}-") and code.rpartition("-")[2].isdigit()
    ]
    return f"{prefix}-{max(numbers, default=0) + 1:02d}"


def create_action(*, action: Action, actor: Actor, now: datetime, note: str = "") -> Written:
    """Draft a new action. An empty code is replaced by the next free one of its strand.

    Raises:
        NotAllowed: for anybody outside the working group.
        Refused: with every problem.
    """
    check(can_draft_actions(actor), "only the working group drafts actions")
    with transaction.atomic():
        hold_writes()
        coded = action if action.code else replace(action, code=new_code(strand=action.strand))
        deed = Deed(verb="create_action", note=note, asked=settled_check())
        return _write(encode(coded), seen=0, state="draft", deed=deed, actor=actor, now=now)


def save_action(*, action: Action, seen: int, actor: Actor, now: datetime, note: str = "") -> Written:
    """Save an action after the version that was `seen`.

    A published action whose agreed text changes becomes a draft beside what is public. What is followed up is public at
    once, also while such a draft waits.

    Raises:
        NotAllowed: the actor may not edit this action.
        Overtaken: somebody else changed the same meanwhile.
        Refused: with every problem; also where the text may not move in its present state.
    """
    with transaction.atomic():
        hold_writes()
        return save_held(action=action, seen=seen, deed=Deed(verb="save_action", note=note), actor=actor, now=now)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """In whose name a version is written: the verb, the words beside it, and what is asked of the action.

    `waits`: what is followed up waits for the decision too, because it belongs to what has to be decided.
    """

    verb: str
    note: str = ""
    waits: bool = False
    asked: Check | None = None


def save_held(*, action: Action, seen: int, deed: Deed, actor: Actor, now: datetime) -> Written:
    """Save as `save_action` does, as a part of a larger write. Call it in its transaction, after `hold_writes`.

    Raises:
        NotAllowed, Overtaken, Refused: as `save_action`.
    """
    check(can_read_work(actor), _MAY)
    stored = records.version(kind=KIND, code=action.code)
    # Asked before anything is compared: a clash shows what somebody else wrote.
    check(stored is None or can_edit_action(actor, value_of(stored)), _MAY)
    current, final, merged = brought_together(kind=KIND, value=action, seen=seen)
    body = encode(final)
    changed = {change.field for change in changes(before=current.body, after=body)}
    if problem := standing_still(current.state, followed_up=not changed & _AGREED):
        raise Refused([problem])
    deed = replace(deed, asked=deed.asked or settled_check())
    number = _published_beside(current, body, changed, deed=deed, actor=actor, now=now)
    state = "draft" if current.state == "published" and changed & _AGREED else current.state
    written = _write(body, seen=number, state=state, deed=deed, actor=actor, now=now)
    return replace(written, changed=written.changed or number != current.number, merged=merged)


def standing_still(state: str, *, followed_up: bool = False, place: str = "state") -> Problem | None:
    """Why an action cannot change in this state, if so; what is followed up changes until the action is closed."""
    if state in _CLOSED:
        return _problem(place, "was rejected or withdrawn", "Draft a new action")
    if state not in EDITABLE and not followed_up:
        return _problem(
            place, "stands still until the committee has decided", "Wait for the decision, or take the proposal back"
        )
    return None


def _published_beside(
    current: Version, body: Mapping[str, Any], changed: set[str], *, deed: Deed, actor: Actor, now: datetime
) -> int:
    """What is followed up is public at once; the rest goes on waiting behind it. Gives the number of the last version.

    Nothing to do where all of it is public at once, or nothing is public yet.
    """
    at_once = changed & FOLLOWED_UP
    if deed.waits or not at_once or (current.state == "published" and not changed & _AGREED):
        return current.number
    public = records.public_version(kind=KIND, code=current.code, on=now.date())
    if public is None:
        return current.number
    beside = {**public.body, **{name: body[name] for name in at_once}}
    return _write(beside, seen=current.number, state="published", deed=deed, actor=actor, now=now).number


def settled_check() -> Check:
    """What is asked of an action as it would be stored: right in itself, naming what exists."""
    known = known_codes()
    links = {
        card.code: tuple((item["kind"], item["other"]) for item in card.card["relations"])
        for card in records.cards(kind=KIND)
        if card.card.get("relations")
    }

    def asked(action: Action) -> Iterator[Problem]:
        yield from checks.problems(action, links=links)
        yield from problems_of(action, known=known)

    return asked


def _write(body: Mapping[str, Any], *, seen: int, state: str, deed: Deed, actor: Actor, now: datetime) -> Written:
    return write_record(
        kind=KIND,
        value=decode(Action, stored=body),
        seen=seen,
        state=state,
        verb=deed.verb,
        note=deed.note,
        actor=actor,
        now=now,
        check=deed.asked,
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file=KIND, place=place, message=message, remedy=remedy)
