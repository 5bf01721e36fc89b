"""All relations as of a day: what documents tell, and what follows from actions, bodies, developments and practices.

Nothing is typed twice: who leads an action stands with the action, who has a seat stands with the body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from stemagenda.core.actions.action import Action, PartnerRole
from stemagenda.core.governance.body import Body, Entity, LinkKind
from stemagenda.core.network.relation import Relation, RelationKind, Tie, holds
from stemagenda.core.practices.practice import Practice
from stemagenda.core.timeline.development import PolicyDevelopment

_OF_PARTNER: Final[Mapping[PartnerRole, RelationKind]] = {
    "partner": "partners-in",
    "co-lead": "leads",
    "funder": "funds",
    "executor": "carries-out",
    "adviser": "advises",
}
_OF_LINK: Final[Mapping[LinkKind, RelationKind]] = {"advises": "advises"}


@dataclass(frozen=True, kw_only=True)
class Known:
    """The records from which relations follow, each as it was public on the day asked about."""

    entities: Mapping[str, Entity]
    relations: tuple[Relation, ...] = ()
    actions: tuple[Action, ...] = ()
    bodies: tuple[Body, ...] = ()
    developments: tuple[PolicyDevelopment, ...] = ()
    practices: tuple[Practice, ...] = ()

    def goes_on_as(self, code: str) -> str:
        """The code under which an actor goes on where records were merged; its own where they were not."""
        seen = {code}
        while (entity := self.entities.get(code)) and entity.merged_into and entity.merged_into not in seen:
            code = entity.merged_into
            seen.add(code)
        return code


def present(*, known: Known, on: date) -> dict[str, Entity]:
    """The actors of a day by code: those that exist then, each organisation once."""
    return {
        code: entity
        for code, entity in sorted(known.entities.items())
        if not entity.merged_into and holds(starts=entity.starts, ends=entity.ends, on=on)
    }


def ties(*, known: Known, on: date) -> tuple[Tie, ...]:
    """Every relation that holds on a day between actors that exist then, by actor; told twice, it stands once."""
    there = present(known=known, on=on)
    found: dict[tuple[str, str, str, str], Tie] = {}
    for tie in all_ties(known=known):
        if not holds(starts=tie.starts, ends=tie.ends, on=on) or tie.actor not in there:
            continue
        if tie.target_kind == "entity" and (tie.target not in there or tie.target == tie.actor):
            continue
        found.setdefault((tie.actor, tie.target_kind, tie.target, tie.kind), tie)
    return tuple(found[key] for key in sorted(found))


def all_ties(*, known: Known) -> Iterator[Tie]:
    """Every relation of all times; merged records speak under the code that goes on."""
    named = known.goes_on_as
    for tie in _told(known):
        target = named(tie.target) if tie.target_kind == "entity" else tie.target
        yield replace(tie, actor=named(tie.actor), target=target)


def _told(known: Known) -> Iterator[Tie]:
    yield from map(_of_relation, known.relations)
    for action in known.actions:
        yield from _of_action(action)
    for body in known.bodies:
        yield from _of_body(body, known.entities)
    for development in known.developments:
        for code in development.bodies:
            yield Tie(
                actor=code,
                kind="responsible-for",
                target=development.code,
                target_kind="development",
                origin="development",
                source=development.source,
            )
    for practice in known.practices:
        for partner in practice.organisations:
            yield Tie(
                actor=partner.entity,
                kind=_OF_PARTNER[partner.role],
                target=practice.code,
                target_kind="practice",
                origin="practice",
                role=partner.role,
                source=practice.source,
            )


def _of_relation(relation: Relation) -> Tie:
    return Tie(
        actor=relation.actor,
        kind=relation.kind,
        target=relation.target,
        target_kind=relation.target_kind,
        origin="document",
        starts=relation.starts,
        ends=relation.ends,
        starts_precision=relation.starts_precision,
        ends_precision=relation.ends_precision,
        note=relation.note,
        source=relation.source,
        event=relation.event,
        code=relation.code,
    )


def _of_action(action: Action) -> Iterator[Tie]:
    roles: list[tuple[str, RelationKind, str]] = [(action.lead, "leads", "")] if action.lead else []
    roles += [(partner.entity, _OF_PARTNER[partner.role], partner.role) for partner in action.partners]
    for code, kind, role in roles:
        yield Tie(
            actor=code,
            kind=kind,
            target=action.code,
            target_kind="action",
            origin="action",
            role=role,
            starts=action.starts,
            ends=action.ends,
            source=action.source,
        )


def _of_body(body: Body, entities: Mapping[str, Entity]) -> Iterator[Tie]:
    for seat in body.seats:
        ends = [day for day in (seat.ends, body.ends) if day is not None]
        yield Tie(
            actor=seat.entity,
            kind="leads" if seat.role == "director" else "member-of",
            target=body.code,
            target_kind="body",
            origin="body",
            role=seat.role,
            starts=seat.starts or body.starts,
            ends=min(ends, default=None),
            source=body.source,
        )
    for link in body.links:
        # A body that is an actor too, as the STEM platform is: what it does for another actor is a relation.
        if body.code in entities and link.to in entities and link.kind in _OF_LINK:
            yield Tie(
                actor=body.code,
                kind=_OF_LINK[link.kind],
                target=link.to,
                target_kind="entity",
                origin="body",
                starts=body.starts,
                ends=body.ends,
                source=body.source,
            )
