"""One change of several actions at once: all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Final

from django.db import transaction

from stemagenda.core.actions.action import STATUSES, Action, Status, YearStage
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.usecases.actions.editing import KIND, Deed, save_held, settled_check
from stemagenda.usecases.permissions import Actor, NotAllowed, can_draft_actions, can_edit_action, check
from stemagenda.usecases.records import Check, Overtaken, value_of

#: So many actions are changed at a time.
MOST_ACTIONS: Final = 500


@dataclass(frozen=True, kw_only=True)
class BulkChange:
    """What changes in each action; what is empty or None stays as it is.

    A status comes with its reason. `lead` "" stays, `no_lead` takes the lead away. `stage` sets the stage of its year.
    """

    status: Status | None = None
    status_reason: str = ""
    lead: str = ""
    no_lead: bool = False
    stage: YearStage | None = None
    add_objectives: tuple[str, ...] = ()
    remove_objectives: tuple[str, ...] = ()
    add_transitions: tuple[str, ...] = ()
    remove_transitions: tuple[str, ...] = ()
    add_target_groups: tuple[str, ...] = ()
    remove_target_groups: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change by it."""
        return all(getattr(self, field.name) == field.default for field in fields(self))


@dataclass(frozen=True, kw_only=True)
class BulkOutcome:
    """What came of it: actions that changed, those that held all of it already, and whose other changes were kept."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    merged: tuple[str, ...]


def update_actions(
    *, codes_seen: Mapping[str, int], change: BulkChange, actor: Actor, now: datetime, note: str = ""
) -> BulkOutcome:
    """Make one change in several actions, each after the version that was seen.

    Raises:
        NotAllowed: for anybody outside the working group.
        Refused: with every problem of every action, each under its code; those the actor may not edit, and those that
            somebody else changed meanwhile, are named. Nothing is stored then.
    """
    check(can_draft_actions(actor), "only the working group changes actions")
    with transaction.atomic():
        hold_writes()
        if problems := tuple(_problems(codes_seen, change)):
            raise Refused(problems)
        saving = _Saving(change=change, actor=actor, now=now, deed=_deed(note, settled_check()))
        outcomes = {code: saving.save(code, codes_seen[code]) for code in sorted(codes_seen)}
        if saving.problems:
            raise Refused(saving.problems)
    return BulkOutcome(
        changed=tuple(code for code, (changed, _) in outcomes.items() if changed),
        unchanged=tuple(code for code, (changed, _) in outcomes.items() if not changed),
        merged=tuple(code for code, (_, merged) in outcomes.items() if merged),
    )


def changed(action: Action, *, change: BulkChange, now: datetime) -> Action:
    """An action with the change made."""
    lead = "" if change.no_lead else change.lead or action.lead
    made = replace(
        action,
        lead=lead,
        # Whoever leads is no partner beside it.
        partners=tuple(item for item in action.partners if item.entity != lead),
        objectives=_codes(action.objectives, add=change.add_objectives, remove=change.remove_objectives),
        transitions=_codes(action.transitions, add=change.add_transitions, remove=change.remove_transitions),
        target_groups=_codes(action.target_groups, add=change.add_target_groups, remove=change.remove_target_groups),
    )
    if change.stage is not None:
        others = (item for item in action.stages if item.year != change.stage.year)
        made = replace(made, stages=tuple(sorted((*others, change.stage), key=lambda item: item.year)))
    judged = (change.status, change.status_reason.strip())
    if change.status is not None and judged != (action.status, action.status_reason):
        made = replace(made, status=change.status, status_reason=judged[1], status_on=now.date())
    return made


class _Saving:
    """One change on its way into one action after another; what is wrong is gathered, so that all of it is told."""

    def __init__(self, *, change: BulkChange, actor: Actor, now: datetime, deed: Deed) -> None:
        self.change, self.actor, self.now, self.deed = change, actor, now, deed
        self.problems: list[Problem] = []

    def save(self, code: str, seen: int) -> tuple[bool, bool]:
        """Save one; whether it changed, and whether somebody else's changes were kept beside it."""
        found = records.version(kind=KIND, code=code, number=seen)
        if found is None:
            self.refuse(code, "is no action in that version", "Open the list and start anew")
            return False, False
        action: Action = value_of(found)
        if not can_edit_action(self.actor, action):
            self.refuse(code, "is not yours to edit", "Take it out of the selection, or ask its lead")
            return False, False
        try:
            written = save_held(
                action=changed(action, change=self.change, now=self.now),
                seen=seen,
                deed=self.deed,
                actor=self.actor,
                now=self.now,
            )
        except NotAllowed:
            self.refuse(code, "is not yours to edit", "Take it out of the selection, or ask its lead")
        except Overtaken as overtaken:
            who = overtaken.current.actor
            self.refuse(code, f"was changed in the same place by {who} meanwhile", "Open the list again")
        except Refused as refused:
            for problem in refused.problems:
                self.problems.append(replace(problem, place=f"{code}, {problem.place}"))
        else:
            return written.changed, bool(written.merged)
        return False, False

    def refuse(self, code: str, message: str, remedy: str) -> None:
        """Note what is wrong with one action."""
        self.problems.append(Problem(file=KIND, place=code[:80], message=message, remedy=remedy))


def _deed(note: str, asked: Check) -> Deed:
    return Deed(verb="update_actions", note=note.strip()[:2000], asked=asked)


def _problems(codes_seen: Mapping[str, int], change: BulkChange) -> Iterator[Problem]:
    if not 0 < len(codes_seen) <= MOST_ACTIONS:
        yield _problem("codes", f"are not 1 to {MOST_ACTIONS} actions", "Choose them in the list")
    if change.is_empty:
        yield _problem("change", "is empty", "Say what should change in these actions")
    if change.status is not None and change.status not in STATUSES:
        yield _problem("status", "is none we know", "Choose one from the list")
    if change.status not in (None, "not-set") and not change.status_reason.strip():
        yield _problem("status_reason", "is empty", "Say in a sentence why the actions have this status")
    if change.lead and change.no_lead:
        yield _problem("lead", "is given and taken away", "Give a lead, or take it away")


def _codes(own: tuple[str, ...], *, add: tuple[str, ...], remove: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in (*own, *add) if code not in remove))


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file=KIND, place=place, message=message, remedy=remedy)
