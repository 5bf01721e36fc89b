"""What is wrong with an actor or a relation that somebody saves, seen beside everything else in the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.framework import Document
from stemagenda.core.governance.body import Entity
from stemagenda.core.network import checks
from stemagenda.core.network.deriving import Known, all_ties
from stemagenda.core.network.relation import TARGET_KINDS, Relation, TargetKind, Tie
from stemagenda.core.validation import Problem
from stemagenda.store import records
from stemagenda.usecases.actors import titles_of
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.records import value_of

RELATION: Final = "relation"
ENTITY: Final = "entity"
#: kind of target -> the part of what is known in which such records stand
_PARTS: Final = {"action": "actions", "body": "bodies", "practice": "practices", "development": "developments"}
Named = tuple[tuple[str, Wording], ...]


@dataclass(frozen=True, kw_only=True)
class Related:
    """What the form of a relation can name: actors that go on, everything public by kind, the agenda's documents."""

    actors: Named
    targets: tuple[tuple[TargetKind, Named], ...]
    documents: tuple[Document, ...]


def related(*, on: date) -> Related:
    """Everything a relation can name on a day, by title."""
    cards = records.cards(kind=ENTITY)
    actors = _in_order((card.code, Wording(**card.card["title"])) for card in cards if not card.card.get("merged_into"))
    targets: dict[TargetKind, Named] = {ENTITY: actors}
    titles = titles_of(on=on)
    for kind in TARGET_KINDS[1:]:
        targets[kind] = _in_order((code, title) for (of, code), title in titles.items() if of == kind)
    return Related(
        actors=actors,
        targets=tuple((kind, named) for kind, named in targets.items() if named),
        documents=the_agenda().documents,
    )


def network_problems(*, record: Entity | Relation, on: date) -> Iterator[Problem]:
    """Everything wrong with an actor, or with a relation on a day; a target that nobody may see yet among it."""
    if isinstance(record, Relation):
        yield from _of_relation(record, on)
        return
    successors = {card.code: card.card.get("successor", "") for card in records.cards(kind=ENTITY)}
    yield from checks.entity_problems(record, successors=successors)


def _of_relation(relation: Relation, on: date) -> Iterator[Problem]:
    target = _target(relation)
    if target is not None and relation.target_kind != ENTITY and not _is_public(relation, on):
        remedy = "Publish it first: relations are public at once"
        yield Problem(file=RELATION, place="target", message="is not public yet", remedy=remedy)
    codes = (relation.actor, relation.target if relation.target_kind == ENTITY else "")
    found = [records.version(kind=ENTITY, code=code) for code in codes if code]
    around = checks.Around(
        entities={version.code: value_of(version) for version in found if version is not None},
        relations=tuple(value_of(version) for version in records.bodies(kind=RELATION)),
        follows=_follows(relation.target_kind, target),
        last=_last_day(target),
        on=on,
    )
    yield from checks.relation_problems(relation, around=around)


def _target(relation: Relation) -> Any:
    stored = records.version(kind=relation.target_kind, code=relation.target)
    return None if stored is None or stored.state == "withdrawn" else value_of(stored)


def _is_public(relation: Relation, on: date) -> bool:
    return records.public_version(kind=relation.target_kind, code=relation.target, on=on) is not None


def _follows(kind: TargetKind, target: Any) -> tuple[Tie, ...]:
    """The relations that follow from the record of the target itself."""
    if target is None or kind not in _PARTS:
        return ()
    known = Known(entities={}, **{_PARTS[kind]: (target,)})
    return tuple(all_ties(known=known))


def _last_day(target: Any) -> date | None:
    """The last day of an action, a body or another record that has one; that on which an action was stopped."""
    if isinstance(target, Entity):
        return None
    ended: date | None = getattr(target, "ends", None)
    if isinstance(target, Action) and target.status == "stopped" and target.status_on:
        return min(target.status_on, ended or target.status_on)
    return ended


def _in_order(named: Iterable[tuple[str, Wording]]) -> Named:
    return tuple(sorted(named, key=lambda item: (item[1].nl.casefold(), item[0])))
