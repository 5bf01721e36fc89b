"""Keeping what documents say of actors: relations beyond those that follow from other records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from stemagenda.core.governance.body import Entity
from stemagenda.core.network import checks
from stemagenda.core.network.relation import Relation
from stemagenda.core.validation import Problem
from stemagenda.store import records
from stemagenda.store.audit import hold_writes
from stemagenda.store.records import PUBLIC
from stemagenda.usecases.permissions import Actor, can_edit_governance, check
from stemagenda.usecases.record_codes import known_codes, problems_of
from stemagenda.usecases.records import Written, value_of, write_record

KIND: Final = "relation"
_ONLY: Final = "only a coordinator keeps the relations of actors"


def save_relation(*, relation: Relation, seen: int, actor: Actor, now: datetime, note: str = "") -> Written:
    """Save a relation after the version that was `seen`; 0 for a new one. It is public at once.

    A new relation without a code gets one: the two codes it joins.

    Raises:
        NotAllowed: for anybody but a coordinator.
        Overtaken: somebody else changed the same meanwhile.
        Refused: with every problem, such as a relation that begins after an actor ended; nothing is stored then.
    """
    check(can_edit_governance(actor), _ONLY)
    with transaction.atomic():
        hold_writes()
        return write_record(
            kind=KIND,
            value=relation if relation.code else replace(relation, code=_code(relation)),
            seen=seen,
            state=PUBLIC,
            verb="save_relation",
            actor=actor,
            now=now,
            note=note,
            check=_problems,
        )


def _problems(relation: Relation) -> Iterator[Problem]:
    yield from problems_of(relation, known=known_codes())
    stored = [records.version(kind="entity", code=code) for code in (relation.actor, relation.target)]
    entities: dict[str, Entity] = {version.code: value_of(version) for version in stored if version is not None}
    yield from checks.problems(relation, entities=entities)


def _code(relation: Relation) -> str:
    taken = records.codes(kind=KIND)
    joined = f"{relation.actor}-{relation.target}".lower()[:50].strip("-")
    return next(code for code in (joined, *(f"{joined}-{number}" for number in range(2, 1_000))) if code not in taken)
