"""Taking a release back: a new release that withdraws it, after which what stood before stands again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from stemagenda.core.validation import Problem, Refused
from stemagenda.store import withdrawals
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.usecases.assessing import colours, decide_lights
from stemagenda.usecases.permissions import Actor, check_can_import
from stemagenda.usecases.previews import LightChange, light_changes

SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 2000


def withdraw_release(
    *,
    source: str,
    code: str,
    reason: str,
    actor: Actor,
    now: datetime,
    seen: str = "",
    is_waiting: bool = False,
    dry_run: bool = False,
) -> tuple[LightChange, ...]:
    """Withdraw a release in force, else one that waits; with `is_waiting` only that. Returns the lights that change.

    Nothing is removed: the withdrawal is a release of its own that names the other. What the withdrawn one had
    replaced is in force again. `seen` is the digest of the file that the person looked at.

    Raises:
        NotAllowed: the actor is no editor.
        Refused: no such release is in force, somebody replaced it meanwhile, or the reason is too short or too long.
    """
    check_can_import(actor)
    if not dry_run and not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise Refused([_problem(source, code, "the reason is too short or too long", _REASON)])
    with transaction.atomic():
        hold_writes()
        before = colours(on=now.date())
        withdrawn = withdrawals.withdraw(
            source=source,
            code=code,
            reason=reason.strip(),
            seen=seen,
            is_waiting=is_waiting,
            actor=actor.name,
            now=now,
        )
        if withdrawn is None:
            raise Refused([_problem(source, code, "no such release is in force, or another took its place", _RELOAD)])
        record_write(
            verb="withdraw_release",
            subject=f"{source}/{code}",
            actor=actor.name,
            now=now,
            details={"digest": withdrawn.digest, "reason": reason.strip(), "again_in_force": withdrawn.again_in_force},
        )
        decide_lights(actor=actor, now=now, only=withdrawn.indicators)
        changes = light_changes(before, colours(on=now.date()))
        if dry_run:
            transaction.set_rollback(True)
    return changes


_REASON: Final = f"Write {SHORTEST_REASON} to {LONGEST_REASON} characters that a reader can check."
_RELOAD: Final = "Look at the release that is in force now, and decide again."


def _problem(source: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(file=f"{source}/{code}", place="", message=message, remedy=remedy)
