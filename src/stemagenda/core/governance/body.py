"""Entities and the bodies in which they sit. Everything has a first and, once it is over, a last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import NOTHING_SAID, Pillar, Wording
from stemagenda.core.observation import Precision

EntityKind = Literal[
    "parliament",
    "ministry",
    "department",
    "agency",
    "cabinet",
    "advisory-council",
    "platform",
    "network",
    "research-centre",
    "training-provider",
    "sector-fund",
    "company",
    "european",
    "organisation",
]
SeatRole = Literal["chair", "vice-chair", "member", "secretary", "observer", "director"]
BodyKind = Literal["advisory-committee", "administrative-committee", "working-group", "platform", "ecosystem", "other"]
#: What a body does for another body, or for an entity such as the Government.
LinkKind = Literal["prepares", "proposes-to", "discusses-for", "advises", "appointed-by", "supports"]
SEAT_ROLES: Final[tuple[SeatRole, ...]] = get_args(SeatRole)
BODY_KINDS: Final[tuple[BodyKind, ...]] = get_args(BodyKind)
ENTITY_KINDS: Final[tuple[EntityKind, ...]] = get_args(EntityKind)


@dataclass(frozen=True, kw_only=True)
class DocumentRole:
    """What a document says of an organisation, in our words, and at which objectives of the agenda it says so."""

    document: str
    text: Wording
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entity:
    """An organisation that leads, takes part or sits somewhere. `successor` is the entity that took over.

    `merged_into` is another record of the very same organisation, which goes on for both; `aliases` are names under
    which it stood before, or is known too. No `pillar`, `region` or `url` means: nobody stated it. Of a start known to
    the month or the year the first day stands here, of such an end the last one.
    """

    code: str
    title: Wording
    kind: EntityKind
    pillar: Pillar | None = None
    policy_domain: str = ""
    region: str = ""
    url: str = ""
    starts: date | None = None
    ends: date | None = None
    starts_precision: Precision = "day"
    ends_precision: Precision = "day"
    successor: str = ""
    roles: tuple[DocumentRole, ...] = ()
    aliases: tuple[str, ...] = ()
    merged_into: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A seat by represented entity. `ends` is the last day; None while it is held. No person stands here."""

    entity: str
    role: SeatRole = "member"
    note: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """How often a body meets from a day on: `times` meetings in every `years` years. `source` names the document."""

    times: int
    years: int
    starts: date
    ends: date | None = None
    source: str = ""
    note: Wording = NOTHING_SAID


@dataclass(frozen=True, kw_only=True)
class ReportedRhythm:
    """A document says how often a body met without giving the days: told, never counted."""

    starts: date
    ends: date
    statement: Wording
    source: str


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """The chair goes round between policy domains, a year each.

    `domains` is the order in which documents name them. `anchor_year` and `anchor_domain` say who was in the chair in
    one year; until somebody states that, nobody's turn can be computed.
    """

    domains: tuple[str, ...]
    anchor_year: int | None = None
    anchor_domain: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class BodyLink:
    """How a body stands to another one, or to an entity, as a document tells."""

    kind: LinkKind
    to: str


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body of the governance with its mandate, its dated composition, its rhythm and its chair's rotation.

    `complete_until` is the last day up to which every meeting of the body stands in the register. After it, meetings
    may be missing here that took place, so that no year can be called short.
    """

    code: str
    title: Wording
    kind: BodyKind
    mandate: Wording = NOTHING_SAID
    order: int = 100
    seats: tuple[Seat, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    reported: tuple[ReportedRhythm, ...] = ()
    complete_until: date | None = None
    rotation: Rotation | None = None
    links: tuple[BodyLink, ...] = ()
    starts: date | None = None
    ends: date | None = None
    source: str = ""
