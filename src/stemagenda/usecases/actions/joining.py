"""Actions that come together or part: merging, superseding, splitting. Both sides end up linked, nothing is removed.

The link is read from both sides. What was agreed changes by it, so the public sees it once the committee decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeVar

from django.db import transaction

from stemagenda.core.actions.action import PILLARS, Action, Partner, Relation, RelationKind, Wording
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.store.records import Version
from stemagenda.usecases.actions.editing import KIND, Deed, create_action, save_held, standing_still
from stemagenda.usecases.permissions import Actor, can_edit_action, can_read_work, check
from stemagenda.usecases.records import Written, value_of, write_record

LONGEST_REASON: Final = 2_000
#: Parts one action can be split into at a time.
MOST_PARTS: Final = 10
_MAY: Final = "only the lead's members in the working group edit an action"
#: After these an action has gone on under another code.
_GONE_ON: Final = frozenset({"merged-into", "superseded-by"})
Item = TypeVar("Item")


def merge_actions(*, code: str, into: str, seen: int, reason: str, actor: Actor, now: datetime) -> Written:
    """Merge an action into another one, which takes over what it served and who took part.

    The merged one is stopped with the reason, keeps its history and says where it went; its open milestones move. The
    other one gets its objectives, partners, pillars, domains, transitions, groups, indicators and documents, as far as
    it lacks them; its own text stays.

    Raises:
        NotAllowed: the actor may not edit both.
        Overtaken: somebody else changed the same meanwhile.
        Refused: with every problem; also where either text stands still, or would go round in a circle.
    """
    with transaction.atomic():
        hold_writes()
        action = _seen(code, seen, actor)
        target = _other(into, place="into")
        _refuse(_joining(action, target, place="into", reason=reason))
        check(can_edit_action(actor, value_of(target)), _MAY)
        if problem := standing_still(target.state, place="into"):
            raise Refused([problem])
        deed = Deed(verb="merge_actions", note=reason.strip(), waits=True)
        larger = _taken_over(value_of(target), action)
        taking = replace(deed, note=f"{code}: {deed.note}"[:LONGEST_REASON])
        save_held(action=larger, seen=target.number, deed=taking, actor=actor, now=now)
        gone = _gone_on(action, kind="merged-into", other=into, reason=reason, now=now)
        moved = replace(gone, milestones=tuple(item for item in action.milestones if item.met is not None))
        return save_held(action=moved, seen=seen, deed=deed, actor=actor, now=now)


def supersede_action(*, code: str, by: str, seen: int, reason: str, actor: Actor, now: datetime) -> Written:
    """Say that another action came in the place of this one, which is stopped with the reason unless it was done.

    Raises:
        NotAllowed, Overtaken, Refused: as for any change of agreed text; a circle is named.
    """
    with transaction.atomic():
        hold_writes()
        action = _seen(code, seen, actor)
        target = _other(by, place="by")
        _refuse(_joining(action, target, place="by", reason=reason))
        gone = _gone_on(action, kind="superseded-by", other=by, reason=reason, now=now)
        deed = Deed(verb="supersede_action", note=reason.strip(), waits=True)
        return save_held(action=gone, seen=seen, deed=deed, actor=actor, now=now)


def split_action(
    *, code: str, titles: Sequence[str], seen: int, reason: str, actor: Actor, now: datetime
) -> tuple[str, ...]:
    """Take new actions out of one, which stays; gives their codes.

    Each new one is a draft that serves and involves what the first one does, and says that it was split from it. Text,
    budget, milestones, stages and judgements are its own to write.

    Raises:
        NotAllowed: the actor may not edit this action.
        Refused: with every problem; also where somebody else changed it meanwhile.
    """
    with transaction.atomic():
        hold_writes()
        check(can_read_work(actor), _MAY)
        current = _other(code, place="code")
        action: Action = value_of(current)
        check(can_edit_action(actor, action), _MAY)
        _refuse(_splitting(current, titles=titles, seen=seen, reason=reason))
        parts = tuple(
            create_action(action=_part(action, title.strip()), actor=actor, now=now, note=reason.strip()).code
            for title in titles
        )
        write_record(
            kind=KIND,
            value=action,
            seen=current.number,
            state=current.state,
            verb="split_action",
            note=f"{', '.join(parts)}: {reason.strip()}"[:LONGEST_REASON],
            actor=actor,
            now=now,
        )
    return parts


def _seen(code: str, seen: int, actor: Actor) -> Action:
    """The action as the actor saw it; what others changed since is merged when it is saved."""
    check(can_read_work(actor), _MAY)
    found = records.version(kind=KIND, code=code, number=seen)
    if found is None:
        raise Refused([_problem("code", "is no action in that version", "Open the action again")])
    action: Action = value_of(found)
    check(can_edit_action(actor, action), _MAY)
    return action


def _other(code: str, *, place: str) -> Version:
    found = records.version(kind=KIND, code=code)
    if found is None or found.state in {"withdrawn", "rejected"}:
        raise Refused([_problem(place, "is no action", "Choose one from the list")])
    return found


def _refuse(problems: Iterator[Problem]) -> None:
    if found := tuple(problems):
        raise Refused(found)


def _joining(action: Action, target: Version, *, place: str, reason: str) -> Iterator[Problem]:
    yield from _reason(reason)
    if target.code == action.code:
        yield _problem(place, "is this action itself", "Choose another action")
    for went in _went(action):
        yield _problem("code", f"went on as {went} already", "Take that relation out first")
    for went in _went(value_of(target)):
        yield _problem(place, f"went on as {went} already", "Choose that one instead")


def _splitting(current: Version, *, titles: Sequence[str], seen: int, reason: str) -> Iterator[Problem]:
    yield from _reason(reason)
    if current.number != seen:
        yield _problem("seen", "the action was changed meanwhile", "Read it again before you decide")
    if problem := standing_still(current.state):
        yield problem
    named = [title.strip() for title in titles]
    if not 0 < len(named) <= MOST_PARTS or not all(named):
        yield _problem("titles", f"are not 1 to {MOST_PARTS} titles", "Give each new action a Dutch title")
    elif len({title.casefold() for title in named}) < len(named):
        yield _problem("titles", "holds the same title twice", "Give each new action a title of its own")


def _reason(reason: str) -> Iterator[Problem]:
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        yield _problem("reason", "is empty or longer than 2,000 characters", "Say in a sentence why")


def _went(action: Action) -> tuple[str, ...]:
    """The actions this one went on as, if it did."""
    return tuple(item.other for item in action.relations if item.kind in _GONE_ON)


def _gone_on(action: Action, *, kind: RelationKind, other: str, reason: str, now: datetime) -> Action:
    linked = replace(action, relations=(*action.relations, Relation(kind=kind, other=other)))
    if action.status in {"done", "stopped"}:
        return linked
    return replace(linked, status="stopped", status_reason=reason.strip(), status_on=now.date())


def _taken_over(target: Action, action: Action) -> Action:
    """The target with what the action served, and who took part in it."""
    known = {item.indicator for item in target.indicators}
    return replace(
        target,
        objectives=_with(target.objectives, action.objectives),
        partners=(*target.partners, *_new_partners(target, action)),
        pillars=tuple(code for code in PILLARS if code in {*target.pillars, *action.pillars}),
        policy_domains=_with(target.policy_domains, action.policy_domains),
        transitions=_with(target.transitions, action.transitions),
        target_groups=_with(target.target_groups, action.target_groups),
        milestones=_with(target.milestones, tuple(item for item in action.milestones if item.met is None)),
        indicators=(*target.indicators, *(item for item in action.indicators if item.indicator not in known)),
        documents=_with(target.documents, action.documents),
    )


def _new_partners(target: Action, action: Action) -> Iterator[Partner]:
    """Who joins: those who led become partners, because leading gives the right to edit."""
    present = set(target.entities)
    led = (Partner(entity=action.lead),) if action.lead else ()
    for item in (*led, *action.partners):
        if item.entity not in present:
            yield replace(item, role="partner") if item.role == "co-lead" else item


def _with(own: tuple[Item, ...], others: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys((*own, *others)))


def _part(action: Action, title: str) -> Action:
    return Action(
        code="",
        title=Wording(nl=title),
        strand=action.strand,
        objectives=action.objectives,
        recurrence=action.recurrence,
        lead=action.lead,
        partners=action.partners,
        pillars=action.pillars,
        policy_domains=action.policy_domains,
        transitions=action.transitions,
        target_groups=action.target_groups,
        starts=action.starts,
        ends=action.ends,
        relations=(Relation(kind="split-from", other=action.code),),
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file=KIND, place=place, message=message, remedy=remedy)
