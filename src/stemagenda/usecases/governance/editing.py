"""Keeping bodies, meetings, decisions, follow-up points and advice. Deleting is withdrawing: the history stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.governance import checks
from stemagenda.core.governance.body import Body
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.usecases.actions.editing import create_action
from stemagenda.usecases.permissions import Actor, can_close_follow_up, can_edit_governance, check
from stemagenda.usecases.record_codes import known_codes, problems_of
from stemagenda.usecases.records import Written, value_of, write_record

Kept = Body | Meeting | Decision | FollowUp | Advice
KINDS: Final[dict[type[Any], str]] = {
    Body: "body",
    Meeting: "meeting",
    Decision: "decision",
    FollowUp: "follow-up",
    Advice: "advice",
}
_ONLY: Final = "only a coordinator keeps bodies, meetings, decisions and advice"


def save(*, record: Kept, seen: int, actor: Actor, now: datetime) -> Written:
    """Save a record of governance after the version that was `seen`; 0 for a new one. It is public at once.

    Raises:
        NotAllowed: for anybody but a coordinator.
        Overtaken: somebody else changed the same meanwhile.
        Refused: with every problem.
    """
    check(can_edit_governance(actor), _ONLY)
    kind = KINDS[type(record)]
    verb = f"save_{kind.replace('-', '_')}"
    return write_record(
        kind=kind, value=record, seen=seen, state="published", verb=verb, actor=actor, now=now, check=_problems
    )


def decide(*, decision: Decision, opens: str, strand: str, actor: Actor, now: datetime) -> tuple[Written, str]:
    """Save a new decision; where it opens an action, draft that action and link both. Gives the action's code or "".

    Raises:
        NotAllowed: for anybody but a coordinator.
        Refused: with every problem; nothing is stored then.
    """
    check(can_edit_governance(actor), _ONLY)
    with transaction.atomic():
        hold_writes()
        code = ""
        if decision.effect == "opens-action":
            drafted = Action(code="", title=Wording(nl=opens), strand=strand, objectives=decision.objectives)
            code = create_action(action=drafted, actor=actor, now=now, note=f"decision {decision.code}").code
            decision = replace(decision, actions=(*decision.actions, code))
        return save(record=decision, seen=0, actor=actor, now=now), code


def close_follow_up(*, code: str, note: str, seen: int, actor: Actor, now: datetime) -> Written:
    """Close a point, saying what was done.

    Raises:
        NotAllowed: for anybody but its owner and the coordinators.
        Refused: no such point, or no note.
        Overtaken: somebody else changed it meanwhile.
    """
    point = _follow_up(code)
    check(can_close_follow_up(actor, owner=point.owner), "only its owner or a coordinator closes a point")
    closed = replace(point, state="closed", closed=now.date(), closing_note=note.strip())
    return _write_point(closed, verb="close_follow_up", seen=seen, actor=actor, now=now)


def reopen_follow_up(*, code: str, seen: int, actor: Actor, now: datetime) -> Written:
    """Open a closed point again.

    Raises:
        NotAllowed, Refused, Overtaken: as for closing.
    """
    point = _follow_up(code)
    check(can_close_follow_up(actor, owner=point.owner), "only its owner or a coordinator reopens a point")
    opened = replace(point, state="open", closed=None)
    return _write_point(opened, verb="reopen_follow_up", seen=seen, actor=actor, now=now)


def withdraw(*, kind: str, code: str, seen: int, reason: str, actor: Actor, now: datetime) -> Written:
    """Take a record out of every list. A body that has meetings stays: it can end, not vanish.

    Raises:
        NotAllowed: for anybody but a coordinator.
        Refused: no such record, no reason, or something rests on it.
    """
    check(can_edit_governance(actor), _ONLY)
    found = records.version(kind=kind, code=code)
    problems = []
    if found is None or kind not in KINDS.values():
        problems.append(_problem(kind, "code", "is not there", "Open the list and start anew"))
    if not reason.strip():
        problems.append(_problem(kind, "reason", "is empty", "Say in a sentence why"))
    meetings = [card for card in records.cards(kind="meeting") if kind == "body" and card.card["body"] == code]
    if meetings:
        problems.append(
            _problem(kind, "code", f"has {len(meetings)} meetings", "Give the body a last day instead: its past stays")
        )
    if problems or found is None:
        raise Refused(problems)
    return write_record(
        kind=kind,
        value=value_of(found),
        seen=seen,
        state="withdrawn",
        verb="withdraw_record",
        actor=actor,
        now=now,
        note=reason.strip()[:2000],
    )


def _write_point(point: FollowUp, *, verb: str, seen: int, actor: Actor, now: datetime) -> Written:
    return write_record(
        kind="follow-up", value=point, seen=seen, state="published", verb=verb, actor=actor, now=now, check=_problems
    )


def _follow_up(code: str) -> FollowUp:
    found = records.version(kind="follow-up", code=code)
    if found is None:
        raise Refused([_problem("follow-up", "code", "is not there", "Open the list and start anew")])
    point: FollowUp = value_of(found)
    return point


def _problems(record: Kept) -> Iterator[Problem]:
    yield from problems_of(record, known=known_codes())
    yield from _own(record)


def _own(record: Kept) -> Iterable[Problem]:
    match record:
        case Body():
            return checks.body_problems(record)
        case Meeting():
            return checks.meeting_problems(record, ended=_ended())
        case Decision():
            return checks.decision_problems(record)
        case FollowUp():
            waits = {card.code: tuple(card.card["waits_for"]) for card in records.cards(kind="follow-up")}
            return checks.follow_up_problems(record, waits=waits)
        case Advice():
            return checks.advice_problems(record)


def _ended() -> dict[str, date]:
    cards = records.cards(kind="body")
    return {card.code: date.fromisoformat(card.card["ends"]) for card in cards if card.card["ends"]}


def _problem(file: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(file=file, place=place, message=message, remedy=remedy)
