"""Two records of the very same organisation brought together: one goes on, the other leads to it, nothing is removed.

Records that name the merged one are not rewritten: they are what people wrote, with their history. Whoever reads them
through the network finds the one that goes on (`Known.goes_on_as`), and its name stands wherever the old code is named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import transaction

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Entity
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.store.records import PUBLIC, Version
from stemagenda.usecases.permissions import Actor, can_edit_governance, check
from stemagenda.usecases.records import Written, value_of, write_record

KIND: Final = "entity"
LONGEST_REASON: Final = 2_000
_ONLY: Final = "only a coordinator brings two records of an organisation together"


@dataclass(frozen=True, kw_only=True)
class Merging:
    """What the form of merging shows: the record, its version, and every other one it could lead to."""

    entity: Entity
    seen: int
    others: tuple[tuple[str, Wording], ...]


def merging(*, code: str, actor: Actor) -> Merging | None:
    """What is needed to merge a record; None where there is no such record, or it was merged already.

    Raises:
        NotAllowed: for anybody but a coordinator.
    """
    check(can_edit_governance(actor), _ONLY)
    stored = {item.code: item for item in records.bodies(kind=KIND) if not item.body.get("merged_into")}
    if code not in stored:
        return None
    others = ((other, value_of(item).title) for other, item in stored.items() if other != code)
    return Merging(
        entity=value_of(stored[code]),
        seen=stored[code].number,
        others=tuple(sorted(others, key=lambda item: (item[1].nl.casefold(), item[0]))),
    )


def merge_entities(*, code: str, into: str, seen: int, reason: str, actor: Actor, now: datetime) -> Written:
    """Say that an organisation stands under another code too, under which it goes on from now.

    The one that goes on takes over the names of the other as aliases, and what documents say of it.

    Raises:
        NotAllowed: for anybody but a coordinator.
        Refused: with every problem; also where the record was changed since `seen`.
    """
    check(can_edit_governance(actor), _ONLY)
    with transaction.atomic():
        hold_writes()
        one, other = _found(code, place="code"), _found(into, place="merged_into")
        problems = _problems(one, other, seen=seen, reason=reason)
        if problems:
            raise Refused(problems)
        gone: Entity = value_of(one)
        staying: Entity = value_of(other)
        _save(
            _taken_over(staying, gone), other, note=f"{code}: {reason.strip()}"[:LONGEST_REASON], actor=actor, now=now
        )
        return _save(replace(gone, merged_into=into), one, note=reason.strip(), actor=actor, now=now)


def _save(entity: Entity, stored: Version, *, note: str, actor: Actor, now: datetime) -> Written:
    return write_record(
        kind=KIND,
        value=entity,
        seen=stored.number,
        state=PUBLIC,
        verb="merge_entities",
        actor=actor,
        now=now,
        note=note,
    )


def _taken_over(staying: Entity, gone: Entity) -> Entity:
    names = {staying.title.nl, staying.title.en}
    added = [name for name in (gone.title.nl, gone.title.en, *gone.aliases) if name and name not in names]
    return replace(
        staying,
        aliases=tuple(dict.fromkeys((*staying.aliases, *added))),
        roles=tuple(dict.fromkeys((*staying.roles, *gone.roles))),
        pillar=staying.pillar or gone.pillar,
        policy_domain=staying.policy_domain or gone.policy_domain,
        region=staying.region or gone.region,
        url=staying.url or gone.url,
    )


def _found(code: str, *, place: str) -> Version:
    stored = records.version(kind=KIND, code=code)
    if stored is None or stored.state == "withdrawn":
        raise Refused([_problem(place, f'"{code[:60]}" is no entity we know', "Choose one from the list")])
    return stored


def _problems(one: Version, other: Version, *, seen: int, reason: str) -> tuple[Problem, ...]:
    problems = []
    if one.number != seen:
        problems.append(_problem("seen", "was changed meanwhile", "Read it again before you decide"))
    if one.code == other.code:
        problems.append(_problem("merged_into", "is the actor itself", "Choose another one"))
    if one.body.get("merged_into"):
        problems.append(_problem("code", "was merged already", f"Open {one.body['merged_into']}"))
    if other.body.get("merged_into"):
        problems.append(_problem("merged_into", "was merged already", f"Choose {other.body['merged_into']}"))
    if not reason.strip():
        problems.append(_problem("reason", "is empty", "Say how you know that it is the same organisation"))
    elif len(reason) > LONGEST_REASON:
        problems.append(_problem("reason", f"is longer than {LONGEST_REASON:,} characters", "Shorten it"))
    return tuple(problems)


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="entity", place=place, message=message, remedy=remedy)
