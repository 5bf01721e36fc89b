"""A relation of an actor, as a document tells it or as it follows from another record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import NOTHING_SAID, Wording
from stemagenda.core.governance.references import Namespace, Reference

RelationKind = Literal[
    "leads",
    "partners-in",
    "carries-out",
    "involved-in",
    "funds",
    "supports",
    "advises",
    "responsible-for",
    "belongs-to",
    "member-of",
    "supplies-infrastructure-to",
    "cooperates-with",
]
#: What an actor can have a relation with.
TargetKind = Literal["entity", "action", "body", "meeting", "practice", "development"]
#: A record of its own (a document says so), or the kind of record it follows from.
Origin = Literal["document", "action", "body", "development", "practice"]

RELATION_KINDS: Final[tuple[RelationKind, ...]] = get_args(RelationKind)
TARGET_KINDS: Final[tuple[TargetKind, ...]] = get_args(TargetKind)
_NAMESPACES: Final[dict[TargetKind, Namespace]] = {
    "entity": "entity",
    "action": "action",
    "body": "body",
    "meeting": "meeting",
    "practice": "practice",
}


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What a document says about two records beyond what other records say already, or what came of an event.

    `ends` is the last day; `event` is the one at which the two found each other.
    """

    code: str
    actor: str
    kind: RelationKind
    target: str
    target_kind: TargetKind = "entity"
    starts: date | None = None
    ends: date | None = None
    note: Wording = NOTHING_SAID
    source: str = ""
    source_place: str = ""
    event: str = ""

    def references(self) -> Iterator[Reference]:
        """Every code the relation names; its source is found as that of every record."""
        yield Reference("actor", self.actor, "entity")
        if self.event:
            yield Reference("event", self.event, "event")
        if self.target_kind in _NAMESPACES:
            yield Reference("target", self.target, _NAMESPACES[self.target_kind])


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A relation that holds on the day asked about, with where it comes from. `role` is the code it has there."""

    actor: str
    kind: RelationKind
    target: str
    target_kind: TargetKind
    origin: Origin
    role: str = ""
    starts: date | None = None
    ends: date | None = None
    note: Wording = NOTHING_SAID
    source: str = ""
    event: str = ""


def holds(*, starts: date | None, ends: date | None, on: date) -> bool:
    """Whether something that began and ended on these days goes on on a day; an end is the last day."""
    return (starts is None or starts <= on) and (ends is None or ends >= on)
