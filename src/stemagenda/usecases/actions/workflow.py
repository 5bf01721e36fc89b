"""The steps of an action on its way to being public: who may, when possible, and what stands there after that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast

from django.db import transaction

from stemagenda.core.actions.action import Action, Relation
from stemagenda.core.actions.workflow import STEPS, WITH_REASON, NotPossible, State, Step, after, steps
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.store.records import Version
from stemagenda.usecases.actions.editing import KIND, save_action, settled_check
from stemagenda.usecases.permissions import Actor, can_edit_action, can_read_work, can_take_step, check
from stemagenda.usecases.record_codes import resting_on
from stemagenda.usecases.records import Written, value_of, write_record

LONGEST_REASON: Final = 2_000
#: Not every version that is public ends one: what is followed up is published while a proposal waits.
_ENDS_OF_A_PROPOSAL: Final = frozenset({"publish_action", "reject_action", "load_records"})


@dataclass(frozen=True, kw_only=True)
class Possible:
    """A step that exists in this state, and whether the reader may take it."""

    step: Step
    allowed: bool
    with_reason: bool


def possible_steps(*, version: Version, actor: Actor) -> tuple[Possible, ...]:
    """Every step of the state; those the actor may not take are named too, so that people know whom to ask."""
    action, proposer = value_of(version), proposed_by(version)
    return tuple(
        Possible(
            step=step,
            allowed=can_take_step(actor, step=step, action=action, proposed_by=proposer),
            with_reason=step in WITH_REASON,
        )
        for step in steps(cast("State", version.state))
    )


def proposed_by(version: Version) -> str:
    """Who put the present text to the committee; empty where nobody did."""
    for earlier in records.history(kind=KIND, code=version.code):
        if earlier.verb == "propose_action":
            return earlier.actor
        if earlier.verb in _ENDS_OF_A_PROPOSAL and earlier.number < version.number:
            break
    return ""


def take_step(*, code: str, step: str, seen: int, reason: str, actor: Actor, now: datetime) -> Written:
    """Take a step. A rejected change of a published action leaves what was public in its place.

    Raises:
        NotAllowed: not for this actor; nobody decides on their own proposal.
        NotPossible: the step does not exist in this state.
        Refused: no such action, a reason is missing or too long, somebody else took a step meanwhile, or other records
            name the action that would be withdrawn.
    """
    check(can_read_work(actor), "only members take steps")
    with transaction.atomic():
        hold_writes()
        current = records.version(kind=KIND, code=code)
        if current is None:
            raise Refused([_problem("code", "is no action", "Open the list and start anew")])
        if problems := tuple(_problems(current, step=step, seen=seen, reason=reason)):
            raise Refused(problems)
        taken = cast("Step", step)
        action: Action = value_of(current)
        state = after(state=cast("State", current.state), step=taken)
        allowed = can_take_step(actor, step=taken, action=action, proposed_by=proposed_by(current))
        check(allowed, f"this step is not yours to take: {step}")
        written = _write(
            action, seen=current.number, state=state, step=taken, note=reason.strip(), actor=actor, now=now
        )
        public = records.public_version(kind=KIND, code=code, on=now.date())
        if state == "rejected" and public is not None:
            return _write(
                value_of(public), seen=written.number, state="published", step="publish", note="", actor=actor, now=now
            )
    return written


def restore(*, code: str, number: int, seen: int, actor: Actor, now: datetime) -> Written:
    """Write an earlier version's contents as a new version, by the same rules as any other change."""
    check(can_read_work(actor), "only members restore versions")
    earlier = records.version(kind=KIND, code=code, number=number)
    if earlier is None:
        raise Refused([_problem("number", "is no version of this action", "Choose one from the list")])
    return save_action(action=value_of(earlier), seen=seen, actor=actor, now=now, note=f"version {number} restored")


def relate(*, code: str, kind: str, other: str, seen: int, actor: Actor, now: datetime) -> Written:
    """Say how an action stands to another one: merged into, superseded by, split from, related to.

    Raises:
        NotAllowed, Overtaken, Refused: as for any change of agreed text; a circle is named.
    """
    check(can_read_work(actor), "only members relate actions")
    current = records.version(kind=KIND, code=code, number=seen)
    if current is None:
        raise Refused([_problem("code", "is no action in that version", "Open the action again")])
    action: Action = value_of(current)
    check(can_edit_action(actor, action), "only the lead's members in the working group edit an action")
    wanted = Relation(kind=kind, other=other)  # type: ignore[arg-type]
    relations = tuple(dict.fromkeys((*action.relations, wanted)))
    return save_action(action=replace(action, relations=relations), seen=seen, actor=actor, now=now)


def _problems(current: Version, *, step: str, seen: int, reason: str) -> Iterator[Problem]:
    if step not in STEPS:
        yield _problem("step", f'"{step[:40]}" is no step', "Choose one of the buttons")
        return
    if current.number != seen:
        yield _problem("seen", "the action was changed meanwhile", "Read it again before you decide")
        return
    if step in WITH_REASON and not reason.strip():
        yield _problem("reason", "is empty", "Say in a sentence why")
    if len(reason) > LONGEST_REASON:
        yield _problem("reason", f"has more than {LONGEST_REASON:,} characters", "Shorten it")
    if step == "withdraw" and (resting := resting_on(kind=KIND, code=current.code)):
        remedy = "Change those first, or leave this as it is"
        yield _problem("code", f"is named by {len(resting)} other records", remedy)


def _write(action: Action, *, seen: int, state: State, step: Step, note: str, actor: Actor, now: datetime) -> Written:
    return write_record(
        kind=KIND,
        value=action,
        seen=seen,
        state=state,
        verb=f"{step}_action",
        actor=actor,
        now=now,
        note=note,
        check=settled_check() if step in {"propose", "publish"} else None,
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file=KIND, place=place, message=message, remedy=remedy)


__all__ = ["NotPossible", "Possible", "possible_steps", "proposed_by", "relate", "restore", "take_step"]
