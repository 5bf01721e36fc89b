"""Saving an action: what was agreed goes through the committee, what is followed up is public at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from stemagenda.core.actions import checks
from stemagenda.core.actions.action import FOLLOWED_UP, Action
from stemagenda.core.actions.workflow import EDITABLE
from stemagenda.core.validation import Problem, Refused
from stemagenda.core.versions import changes
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.store.codec import decode, encode
from stemagenda.usecases.permissions import Actor, can_draft_actions, can_edit_action, check
from stemagenda.usecases.record_codes import known_codes, problems_of
from stemagenda.usecases.records import Written, brought_together, value_of, write_record

KIND: Final = "action"
_AGREED: Final = frozenset(field.name for field in fields(Action)) - FOLLOWED_UP - {"code"}
_WAIT: Final = "Wait for the decision, or take the proposal back"
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
        return _write(encode(coded), seen=0, state="draft", verb="create_action", note=note, actor=actor, now=now)


def save_action(*, action: Action, seen: int, actor: Actor, now: datetime, note: str = "") -> Written:
    """Save an action after the version that was `seen`.

    A published action whose agreed text changes becomes a draft beside what is public. What is followed up is public at
    once, also while such a draft waits.

    Raises:
        NotAllowed: the actor may not edit this action, as it stood or as it would be.
        Overtaken: somebody else changed the same meanwhile.
        Refused: with every problem; also where the text may not move in its present state.
    """
    with transaction.atomic():
        hold_writes()
        current, final, merged = brought_together(kind=KIND, value=action, seen=seen)
        check(can_edit_action(actor, value_of(current)), "only the lead's members in the working group edit an action")
        body = encode(final)
        changed = {change.field for change in changes(before=current.body, after=body)}
        if changed & _AGREED and current.state not in EDITABLE:
            raise Refused([_problem("state", f"is {current.state}: the agreed text stands still", _WAIT)])
        public = records.public_version(kind=KIND, code=action.code, on=now.date())
        number = current.number
        if public is not None and changed & FOLLOWED_UP and (changed & _AGREED or current.state != "published"):
            # What is followed up is public at once; the rest goes on waiting behind it.
            beside = {**public.body, **{name: body[name] for name in changed & FOLLOWED_UP}}
            number = _write(beside, seen=number, state="published", note=note, actor=actor, now=now).number
        state = "draft" if current.state == "published" and changed & _AGREED else current.state
        written = _write(body, seen=number, state=state, note=note, actor=actor, now=now)
    return replace(written, changed=written.changed or number != current.number, merged=merged)


def settled_check() -> Callable[[Action], Iterator[Problem]]:
    """What is asked of an action as it would be stored: right in itself, naming what exists."""
    known = known_codes()
    links = {
        version.code: checks.onward(value_of(version))
        for version in records.bodies(kind=KIND)
        if version.body.get("relations")
    }

    def asked(action: Action) -> Iterator[Problem]:
        yield from checks.problems(action, links=links)
        yield from problems_of(action, known=known)

    return asked


def _write(
    body: Mapping[str, Any],
    *,
    seen: int,
    state: str,
    note: str,
    actor: Actor,
    now: datetime,
    verb: str = "save_action",
) -> Written:
    return write_record(
        kind=KIND,
        value=decode(Action, stored=body),
        seen=seen,
        state=state,
        verb=verb,
        note=note,
        actor=actor,
        now=now,
        check=settled_check(),
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file=KIND, place=place, message=message, remedy=remedy)
