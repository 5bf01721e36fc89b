"""The forms of an actor and of a relation to records; days known to a month or a year, targets of several kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from stemagenda.core.actions.action import PILLARS
from stemagenda.core.governance.body import ENTITY_KINDS, Entity
from stemagenda.core.governance.meeting import PRECISIONS, begins_on, stands_for
from stemagenda.core.network.relation import RELATION_KINDS, TARGET_KINDS, Relation
from stemagenda.core.observation import Precision
from stemagenda.web.governance_forms import LONGEST_CODE, MOST, Entry

#: Between the kind of a target and its code, in the list to choose from.
BETWEEN: Final = "/"


def read_entity(entry: Entry, *, before: Entity) -> Entity:
    """An actor; what documents say of it stays as it was."""
    pillar = entry.code("pillar")
    starts, starts_precision = _start(entry)
    ends, ends_precision = _end(entry)
    names = (" ".join(line.split()) for line in entry.text("aliases").split("\n")[:MOST])
    return replace(
        before,
        title=entry.wording("title"),
        aliases=tuple(dict.fromkeys(name for name in names if name)),
        kind=entry.one_of("kind", ENTITY_KINDS, otherwise=before.kind),
        pillar=next((item for item in PILLARS if item == pillar), None),
        policy_domain=entry.code("policy_domain"),
        region=entry.code("region"),
        url=entry.text("url"),
        starts=starts,
        ends=ends,
        starts_precision=starts_precision,
        ends_precision=ends_precision,
        successor=entry.code("successor"),
        source=entry.code("source"),
    )


def read_relation(entry: Entry, *, before: Relation) -> Relation:
    """A relation."""
    kind, _, target = entry.text("target").partition(BETWEEN)
    starts, starts_precision = _start(entry)
    ends, ends_precision = _end(entry)
    return replace(
        before,
        actor=entry.code("actor"),
        kind=entry.one_of("kind", RELATION_KINDS, otherwise=before.kind),
        target=target[:LONGEST_CODE],
        target_kind=next((item for item in TARGET_KINDS if item == kind), before.target_kind),
        starts=starts,
        ends=ends,
        starts_precision=starts_precision,
        ends_precision=ends_precision,
        note=entry.wording("note"),
        source=entry.code("source"),
        source_place=entry.text("source_place"),
    )


def _start(entry: Entry) -> tuple[date | None, Precision]:
    on, precision = _dated(entry, "starts")
    return (None, "day") if on is None else (begins_on(on=on, precision=precision), precision)


def _end(entry: Entry) -> tuple[date | None, Precision]:
    on, precision = _dated(entry, "ends")
    return (None, "day") if on is None else (stands_for(on=on, precision=precision), precision)


def _dated(entry: Entry, name: str) -> tuple[date | None, Precision]:
    return entry.day(name), entry.one_of(f"{name}_precision", PRECISIONS, otherwise="day")
