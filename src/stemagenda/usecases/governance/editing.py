"""Keeping bodies, meetings, decisions, points, advice, policy developments, events, news, actors and their relations.

Deleting is withdrawing: the history stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.db import transaction

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.events.checks import problems as event_problems
from stemagenda.core.events.event import Event, whole
from stemagenda.core.governance import checks
from stemagenda.core.governance.body import Body, Entity
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.governance.naming import code_from, new_code
from stemagenda.core.governance.news_item import NewsItem
from stemagenda.core.governance.news_item import problems as news_problems
from stemagenda.core.network.relation import Relation
from stemagenda.core.timeline.checks import problems as development_problems
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.usecases.actions.editing import create_action, save_action
from stemagenda.usecases.actor_names import check_names
from stemagenda.usecases.events.reading import current_event, meeting_of
from stemagenda.usecases.events.registering import event_changed
from stemagenda.usecases.network_keeping import network_problems
from stemagenda.usecases.permissions import Actor, can_close_follow_up, can_edit_governance, can_keep, check
from stemagenda.usecases.record_codes import known_codes, problems_of, resting_on
from stemagenda.usecases.records import Written, value_of, write_record

Kept = Body | Meeting | Decision | FollowUp | Advice | PolicyDevelopment | Event | NewsItem | Entity | Relation
KINDS: Final[dict[type[Any], str]] = {
    Body: "body",
    Meeting: "meeting",
    Decision: "decision",
    FollowUp: "follow-up",
    Advice: "advice",
    PolicyDevelopment: "development",
    Event: "event",
    NewsItem: "news",
    Entity: "entity",
    Relation: "relation",
}
LONGEST_REASON: Final = 2_000
_ONLY: Final = "only a coordinator keeps bodies, meetings, decisions and advice"
_ONLY_MEMBERS: Final = "only the working group and coordinators keep actors and relations"
_ANEW: Final = "Open the list and start anew"


def save(*, record: Kept, seen: int, actor: Actor, now: datetime, note: str = "", is_another: bool = False) -> Written:
    """Save a record of governance or the network after the version that was `seen`; 0 for a new one. Public at once.

    A new record without a code gets one. A decision that stops actions sets their status to stopped, with its text as
    the reason: those it names for the first time. `is_another` says of a new actor that it is none of those like it.

    Raises:
        NotAllowed: for anybody who does not keep such records.
        LooksLike: a new actor has a name like that of one that is known.
        Overtaken: somebody else changed the same meanwhile.
        Refused: with every problem; nothing is stored then.
    """
    kind = KINDS[type(record)]
    check(can_keep(actor, kind=kind), _ONLY_MEMBERS if isinstance(record, Entity | Relation) else _ONLY)
    with transaction.atomic():
        hold_writes()
        if isinstance(record, Entity) and not record.code and not is_another:
            check_names(entity=record)
        coded = record if record.code else _coded(record, kind)
        before = records.version(kind=kind, code=coded.code)
        events = _events_of(coded)
        written = _write(coded, verb=f"save_{kind.replace('-', '_')}", seen=seen, actor=actor, now=now, note=note)
        _tell_registered(events, now)
        if isinstance(coded, Decision):
            stopped = _stopped_by(value_of(before) if before else None)
            _stop(coded, others=stopped, actor=actor, now=now)
    return written


def decide(
    *, decision: Decision, seen: int = 0, opens: str, strand: str, actor: Actor, now: datetime
) -> tuple[Written, str]:
    """Save a decision; where it opens an action (`opens` is its title), draft that action and link both.

    Gives the action's code, or "" where none was opened.

    Raises:
        NotAllowed, Overtaken: as for saving.
        Refused: with every problem; nothing is stored then, neither decision nor action.
    """
    check(can_edit_governance(actor), _ONLY)
    with transaction.atomic():
        hold_writes()
        if decision.effect != "opens-action" or (not opens.strip() and decision.actions):
            return save(record=decision, seen=seen, actor=actor, now=now), ""
        if not decision.code:
            decision = replace(decision, code=new_code(record=decision, taken=records.codes(kind="decision")))
        drafted = Action(code="", title=Wording(nl=opens.strip()), strand=strand, objectives=decision.objectives)
        code = create_action(action=drafted, actor=actor, now=now, note=f"decision {decision.code}").code
        opened = replace(decision, actions=(*decision.actions, code))
        return save(record=opened, seen=seen, actor=actor, now=now), code


def close_follow_up(*, code: str, note: str, seen: int, actor: Actor, now: datetime) -> Written:
    """Close a point, saying what was done.

    Raises:
        NotAllowed: for anybody but its owner and the coordinators.
        Refused: no such point, or no note.
        Overtaken: somebody else changed it meanwhile.
    """
    with transaction.atomic():
        hold_writes()
        point = _follow_up(code, seen, actor)
        closed = replace(point, state="closed", closed=now.date(), closing_note=note.strip())
        return _write(closed, verb="close_follow_up", seen=seen, actor=actor, now=now)


def reopen_follow_up(*, code: str, seen: int, actor: Actor, now: datetime) -> Written:
    """Open a closed point again. What was said when it was closed stays in its history.

    Raises:
        NotAllowed, Refused, Overtaken: as for closing.
    """
    with transaction.atomic():
        hold_writes()
        point = _follow_up(code, seen, actor)
        opened = replace(point, state="open", closed=None, closing_note="")
        return _write(opened, verb="reopen_follow_up", seen=seen, actor=actor, now=now)


def withdraw(*, kind: str, code: str, seen: int, reason: str, actor: Actor, now: datetime) -> Written:
    """Take a record out of every list; its history stays. What others rest on stays: a body with meetings can only end.

    Raises:
        NotAllowed: for anybody but a coordinator.
        Refused: no such record, no reason, changed meanwhile, or something rests on it.
    """
    check(can_edit_governance(actor), _ONLY)
    with transaction.atomic():
        hold_writes()
        found = records.version(kind=kind, code=code) if kind in KINDS.values() else None
        if found is None or found.state == "withdrawn":
            raise Refused([_problem(kind, "code", "is not there", _ANEW)])
        if found.number != seen:
            raise Refused([_problem(kind, "seen", "was changed meanwhile", "Read it again before you decide")])
        problems = tuple(_withdrawing(kind, code, reason))
        if problems:
            raise Refused(problems)
        events = _events_of(value_of(found))
        written = write_record(
            kind=kind,
            value=value_of(found),
            seen=seen,
            state="withdrawn",
            verb="withdraw_record",
            actor=actor,
            now=now,
            note=reason.strip(),
        )
        _tell_registered(events, now)
    return written


def restore(*, kind: str, code: str, number: int, seen: int, actor: Actor, now: datetime) -> Written:
    """Write an earlier version's contents as a new version, also of a record that was withdrawn.

    Raises:
        NotAllowed, Overtaken: as for saving.
        Refused: there is no such version, or what it says does not fit any more.
    """
    check(can_keep(actor, kind=kind), _ONLY)
    earlier = records.version(kind=kind, code=code, number=number) if kind in KINDS.values() else None
    if earlier is None:
        raise Refused([_problem(kind, "number", "is no version of this record", "Choose one from the list")])
    return save(record=value_of(earlier), seen=seen, actor=actor, now=now, note=f"version {number} restored")


def _coded(record: Any, kind: str) -> Any:
    taken = records.codes(kind=kind)
    if isinstance(record, Relation):
        return replace(record, code=code_from(wish=f"{record.actor} {record.target}", taken=taken))
    titled = whole(event=record, meeting=meeting_of(event=record)) if isinstance(record, Event) else record
    return replace(record, code=new_code(record=titled, taken=taken))


def _withdrawing(kind: str, code: str, reason: str) -> Iterator[Problem]:
    if not reason.strip():
        yield _problem(kind, "reason", "is empty", "Say in a sentence why")
    if len(reason) > LONGEST_REASON:
        yield _problem(kind, "reason", f"has more than {LONGEST_REASON:,} characters", "Shorten it")
    meetings = [card for card in records.cards(kind="meeting") if kind == "body" and card.card["body"] == code]
    if meetings:
        remedy = "Give the body a last day instead: its past stays"
        yield _problem(kind, "code", f"has {len(meetings)} meetings", remedy)
    elif resting := resting_on(kind=kind, code=code):
        remedy = "Change those first, or leave this as it is"
        yield _problem(kind, "code", f"is named by {len(resting)} other records", remedy)


def _stopped_by(decision: Decision | None) -> frozenset[str]:
    return frozenset(decision.actions) if decision is not None and decision.effect == "stops-action" else frozenset()


def _stop(decision: Decision, *, others: frozenset[str], actor: Actor, now: datetime) -> None:
    """Set the actions that a decision stops to stopped; those in `others` were stopped by it earlier."""
    found = (records.version(kind="action", code=code) for code in sorted(_stopped_by(decision) - others))
    for current in filter(None, found):
        action: Action = value_of(current)
        ended = replace(
            action, status="stopped", status_reason=decision.text.nl[: checks.LONGEST_TITLE], status_on=decision.on
        )
        save_action(action=ended, seen=current.number, actor=actor, now=now, note=f"decision {decision.code}")


def _write(record: Kept, *, verb: str, seen: int, actor: Actor, now: datetime, note: str = "") -> Written:
    return write_record(
        kind=KINDS[type(record)],
        value=record,
        seen=seen,
        state="published",
        verb=verb,
        actor=actor,
        now=now,
        note=note,
        check=partial(_problems, on=now.date()),
    )


def _follow_up(code: str, seen: int, actor: Actor) -> FollowUp:
    """A point as its reader saw it; who owns it now decides who may."""
    latest = records.version(kind="follow-up", code=code)
    if latest is None or latest.state == "withdrawn":
        raise Refused([_problem("follow-up", "code", "is not there", _ANEW)])
    allowed = can_close_follow_up(actor, owner=value_of(latest).owner)
    check(allowed, "only its owner or a coordinator closes or reopens a point")
    found = records.version(kind="follow-up", code=code, number=seen)
    if found is None:
        raise Refused([_problem("follow-up", "seen", "is no version of this point", _ANEW)])
    point: FollowUp = value_of(found)
    return point


def _problems(record: Kept, *, on: date) -> Iterator[Problem]:
    yield from problems_of(record, known=known_codes())
    yield from network_problems(record=record, on=on) if isinstance(record, Entity | Relation) else _own(record)


def _own(
    record: Body | Meeting | Decision | FollowUp | Advice | PolicyDevelopment | Event | NewsItem,
) -> Iterable[Problem]:
    match record:
        case Body():
            return checks.body_problems(record, last_meeting=_last_meeting(record.code))
        case Meeting():
            return checks.meeting_problems(record, ended=_ended())
        case Decision():
            return checks.decision_problems(record)
        case FollowUp():
            waits = {card.code: tuple(card.card["waits_for"]) for card in records.cards(kind="follow-up")}
            return checks.follow_up_problems(record, waits=waits)
        case Advice():
            return checks.advice_problems(record)
        case _:
            return _beside_bodies(record)


def _events_of(record: Kept) -> dict[str, Event | None]:
    """The events that a change of a record touches, as they stand: itself, or those that are that meeting."""
    codes: tuple[str, ...] = ()
    if isinstance(record, Event):
        codes = (record.code,)
    elif isinstance(record, Meeting):
        codes = tuple(card.code for card in records.cards(kind="event") if card.card["meeting"] == record.code)
    return {code: current_event(code=code) for code in codes}


def _tell_registered(before: dict[str, Event | None], now: datetime) -> None:
    for code, event in before.items():
        event_changed(before=event, after=current_event(code=code), now=now)


def _beside_bodies(record: Event | NewsItem | PolicyDevelopment) -> Iterable[Problem]:
    """What is wrong with a record that is no part of a body's work."""
    if isinstance(record, Event):
        return event_problems(record, meeting=meeting_of(event=record))
    if isinstance(record, NewsItem):
        return news_problems(record)
    return development_problems(record)


def _ended() -> dict[str, date]:
    cards = records.cards(kind="body")
    return {card.code: date.fromisoformat(card.card["ends"]) for card in cards if card.card["ends"]}


def _last_meeting(body: str) -> date | None:
    held = [card.card for card in records.cards(kind="meeting") if card.card["body"] == body]
    return max((date.fromisoformat(card["on"]) for card in held if not card["cancelled"]), default=None)


def _problem(file: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(file=file, place=place, message=message, remedy=remedy)
