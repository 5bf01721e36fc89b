"""A relation of an actor, as a document tells it or as it follows from another record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import NOTHING_SAID, Wording
from stemagenda.core.governance.references import Reference
from stemagenda.core.observation import Precision

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
TargetKind = Literal["entity", "action", "body", "meeting", "practice", "development", "event"]
#: A record of its own (a document says so), or the kind of record it follows from.
Origin = Literal["document", "action", "body", "development", "practice"]

RELATION_KINDS: Final[tuple[RelationKind, ...]] = get_args(RelationKind)
TARGET_KINDS: Final[tuple[TargetKind, ...]] = get_args(TargetKind)


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What a document or a member says about two records beyond what other records say already.

    `ends` is the last day. Of a start known to the month or the year the first day stands here, of such an end the last
    one. `note` is what the source says of it; `event` is the event at which the two found each other.
    """

    code: str
    actor: str
    kind: RelationKind
    target: str
    target_kind: TargetKind = "entity"
    starts: date | None = None
    ends: date | None = None
    starts_precision: Precision = "day"
    ends_precision: Precision = "day"
    note: Wording = NOTHING_SAID
    source: str = ""
    source_place: str = ""
    event: str = ""

    def references(self) -> Iterator[Reference]:
        """Every code the relation names; its source is found as that of every record."""
        yield Reference("actor", self.actor, "entity")
        if self.event:
            yield Reference("event", self.event, "event")
        yield Reference("target", self.target, self.target_kind)


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A relation that holds on the day asked about, with where it comes from.

    `role` is the code it has there; `code` that of the relation, where it is a record of its own.
    """

    actor: str
    kind: RelationKind
    target: str
    target_kind: TargetKind
    origin: Origin
    role: str = ""
    starts: date | None = None
    ends: date | None = None
    starts_precision: Precision = "day"
    ends_precision: Precision = "day"
    note: Wording = NOTHING_SAID
    source: str = ""
    event: str = ""
    code: str = ""


def holds(*, starts: date | None, ends: date | None, on: date) -> bool:
    """Whether something that began and ended on these days goes on on a day; an end is the last day."""
    return (starts is None or starts <= on) and (ends is None or ends >= on)
