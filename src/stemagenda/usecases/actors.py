"""The actors of the network: the list with its filters, one actor with everything the monitor knows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, TypedDict

from stemagenda.core.actions.action import Wording
from stemagenda.core.facets import FacetIndex, fitting, index_facets
from stemagenda.core.framework import Document, Objective
from stemagenda.core.governance.body import DocumentRole, Entity
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp
from stemagenda.core.network.graph import Shared
from stemagenda.core.network.meeting import Match
from stemagenda.core.network.relation import TARGET_KINDS, TargetKind, Tie, holds
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports.action_words import DOMAIN_WORDS, PILLAR_WORDS
from stemagenda.core.reports.network_words import ENTITY_KIND_WORDS
from stemagenda.core.text import Language, Text
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.faceted import check_filters, rows_with_words
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.network import KIND, Connected, network
from stemagenda.usecases.records import value_of

PAGE: Final = 100
Names = Mapping[str, Wording]


@dataclass(frozen=True, kw_only=True)
class ActorRow:
    """One actor as lists show it: with how many it is connected, and how much it is a bridge (0 to 1)."""

    code: str
    title: Wording
    kind: str
    pillar: str
    domain: str
    region: str
    objectives: tuple[str, ...]
    connected: int
    bridge: float
    text: str


FACETS: Final[Mapping[str, Callable[[ActorRow], tuple[str, ...]]]] = {
    "pillar": lambda row: (row.pillar,) if row.pillar else (),
    "domain": lambda row: (row.domain,) if row.domain else (),
    "kind": lambda row: (row.kind,),
    "objective": lambda row: row.objectives,
    "region": lambda row: (row.region,) if row.region else (),
}


@dataclass(frozen=True, kw_only=True)
class ActorQuery:
    """What is asked: words, values by facet (one of a facet's is enough, every facet must hold), and the page."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Actors:
    """The answer. `found` are all that fit, by title; `rows` those of the page; `labels` values of filters in words."""

    query: ActorQuery
    found: tuple[ActorRow, ...]
    rows: tuple[ActorRow, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    labels: Mapping[str, Mapping[str, Text]]
    pages: int


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """An actor connected with the one in view, and what connects them."""

    code: str
    shared: tuple[Shared, ...]


@dataclass(frozen=True, kw_only=True)
class ActorPage:
    """One actor on a day. `ties` are its relations by what they are with, those that ended or begin later apart.

    `back` are relations in which others name it. `titles` gives a name to everything that ties lead to, by kind and
    code; what has none is not public on that day. `decisions` are those the actor took, and those about an action that
    it leads or takes part in; `advices` what it gave, `follow_ups` its own. `documents` are the sources. `is_present`
    is False where it no longer exists on the day.
    """

    entity: Entity
    is_present: bool
    roles: tuple[tuple[Document, DocumentRole], ...]
    ties: Mapping[TargetKind, tuple[Tie, ...]]
    earlier: tuple[Tie, ...]
    back: tuple[Tie, ...]
    titles: Mapping[Shared, Wording]
    names: Names
    objectives: tuple[Objective, ...]
    neighbours: tuple[Neighbour, ...]
    bridge: float
    place: int
    matches: tuple[Match, ...]
    transitions: Mapping[str, Text]
    successor: str
    source: Document | None
    documents: Mapping[str, Document]
    decisions: tuple[Decision, ...]
    advices: tuple[Advice, ...]
    follow_ups: tuple[FollowUp, ...]


def actors(*, query: ActorQuery, on: date, language: Language) -> Actors:
    """The actors that fit, as they were public on a day; no query but one where nothing was written since.

    Raises:
        Refused: a filter or value that nobody knows is asked for.
    """
    labels, index = _known(version(), on, language)
    check_filters(file="actors", chosen=query.chosen, known=labels)
    found = fitting(index=index, chosen=query.chosen, within=rows_with_words(index=index, words=query.words))
    pages = max(1, -(-len(found.rows) // PAGE))
    first = (min(max(query.page, 1), pages) - 1) * PAGE
    return Actors(
        query=query,
        found=found.rows,
        rows=found.rows[first : first + PAGE],
        total=len(index.rows),
        counts=found.counts,
        labels=labels,
        pages=pages,
    )


def goes_on_as(*, code: str, on: date) -> str:
    """The code under which an actor goes on where its record was merged into another one; its own otherwise."""
    return network(on=on).known.goes_on_as(code)


def actor_page(*, code: str, on: date) -> ActorPage | None:
    """One actor as it was public on a day; None where no document or record named it by then."""
    net = network(on=on)
    entity = net.known.entities.get(code)
    if entity is None:
        return None
    agenda = the_agenda()
    documents = {item.code: item for item in agenda.documents}
    own = net.told.get(code, ())
    current = [tie for tie in own if holds(starts=tie.starts, ends=tie.ends, on=on)]
    shares = net.bridging.shares
    return ActorPage(
        entity=entity,
        is_present=code in net.actors,
        roles=tuple((documents[role.document], role) for role in entity.roles if role.document in documents),
        ties={kind: tuple(tie for tie in current if tie.target_kind == kind) for kind in TARGET_KINDS},
        earlier=tuple(tie for tie in own if tie not in current),
        back=tuple(tie for tie in net.ties if tie.target_kind == "entity" and tie.target == code),
        titles=titles_of(on=on),
        names=names_of(),
        objectives=tuple(item for item in agenda.objectives if item.code in net.served.get(code, frozenset())),
        neighbours=_neighbours(net, code),
        bridge=shares.get(code, 0.0),
        place=net.bridges.index(code) + 1 if shares.get(code) else 0,
        matches=tuple(match for match in net.matches if code in (match.one, match.other)),
        transitions={item.code: item.title for item in agenda.transitions},
        successor=entity.successor,
        source=documents.get(entity.source),
        documents=documents,
        **_of_governance(net, code, own, on),
    )


class _Governance(TypedDict):
    """What the governance did with an actor."""

    decisions: tuple[Decision, ...]
    advices: tuple[Advice, ...]
    follow_ups: tuple[FollowUp, ...]


def _of_governance(net: Connected, code: str, own: Iterable[Tie], on: date) -> _Governance:
    """Decisions by an actor or about its actions, its advice, its follow-up points; the newest first."""
    goes_on = net.known.goes_on_as
    actions = {tie.target for tie in own if tie.target_kind == "action"}
    stored = records.public_bodies_of(kinds=("decision", "advice", "follow-up"), on=on)
    decisions: list[Decision] = [value_of(version) for version in stored["decision"]]
    advices: list[Advice] = [value_of(version) for version in stored["advice"]]
    points: list[FollowUp] = [value_of(version) for version in stored["follow-up"]]
    decided = [item for item in decisions if goes_on(item.by) == code or actions.intersection(item.actions)]
    advised = [item for item in advices if goes_on(item.council) == code]
    return _Governance(
        decisions=tuple(sorted(decided, key=lambda item: (item.on, item.code), reverse=True)),
        advices=tuple(sorted(advised, key=lambda item: (item.on or date.min, item.code), reverse=True)),
        follow_ups=tuple(
            sorted(
                (item for item in points if goes_on(item.owner) == code),
                key=lambda item: (item.opened, item.code),
                reverse=True,
            )
        ),
    )


def titles_of(*, on: date) -> Mapping[Shared, Wording]:
    """The title of everything that actors share, as it was public on a day."""
    return _titles(version(), on)


def names_of() -> Names:
    """The name of every actor by code."""
    return _names(version())


@lru_cache(maxsize=2)
def _names(written: int) -> Names:  # noqa: ARG001
    return entity_titles()


@lru_cache(maxsize=2)
def _titles(written: int, on: date) -> Mapping[Shared, Wording]:  # noqa: ARG001
    cards = {kind: records.public_cards(kind=kind, on=on) for kind in TARGET_KINDS if kind != KIND}
    found: dict[Shared, Wording] = {
        (kind, card.code): Wording(nl=card.card["title"]["nl"], en=card.card["title"]["en"])
        for kind, of in cards.items()
        for card in of
    }
    # An event with a meeting may leave its title to the meeting.
    for card in cards["event"]:
        if not found["event", card.code].nl:
            found["event", card.code] = found.get(("meeting", card.card["meeting"]), Wording(nl=card.code))
    return found


def _neighbours(net: Connected, code: str) -> tuple[Neighbour, ...]:
    """The closest first."""
    weights = net.network.weights.get(code, {})
    ordered = sorted(weights, key=lambda other: (-weights[other], other))
    return tuple(Neighbour(code=other, shared=net.network.shared(one=code, other=other)) for other in ordered)


@lru_cache(maxsize=4)
def _known(
    written: int,  # noqa: ARG001  (what is remembered holds until the next write)
    on: date,
    language: Language,
) -> tuple[Mapping[str, Mapping[str, Text]], FacetIndex[ActorRow]]:
    net = network(on=on)
    rows = sorted(_rows(net), key=lambda row: (row.title.to(language).casefold(), row.code))
    labels = {
        "pillar": PILLAR_WORDS,
        "domain": DOMAIN_WORDS,
        "kind": ENTITY_KIND_WORDS,
        "objective": {
            item.code: Text(f"{item.code} {item.title.nl}", f"{item.code} {item.title.en}")
            for item in the_agenda().objectives
        },
        "region": REGIONS,
    }
    return labels, index_facets(rows=rows, picks=FACETS)


def _rows(net: Connected) -> Iterable[ActorRow]:
    for code, entity in net.actors.items():
        texts = (code, entity.title.nl, entity.title.en, *entity.aliases)
        yield ActorRow(
            code=code,
            title=entity.title,
            kind=entity.kind,
            pillar=entity.pillar or "",
            domain=entity.policy_domain,
            region=entity.region,
            objectives=tuple(sorted(net.served[code])),
            connected=len(net.network.weights[code]),
            bridge=net.bridging.shares[code],
            text=" ".join(texts).casefold(),
        )
