"""The network of actors as it was publicly known on a day: connected, bridging, alone, worth meeting.

Everything is worked out once for a day and remembered by the number of writes, so pages and commands read it. The
values at the end of a year are remembered by what was public then, which a write of today leaves as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from stemagenda.core.actions.action import PILLARS, Action, Wording
from stemagenda.core.governance.body import Entity
from stemagenda.core.indicators.assess import Assessment, assess
from stemagenda.core.indicators.case import Case, Point
from stemagenda.core.indicators.definition import Better, Unit
from stemagenda.core.network.bridging import Bridging, bridging
from stemagenda.core.network.communities import communities
from stemagenda.core.network.deriving import Known, all_ties, present, ties
from stemagenda.core.network.graph import Network, network_of
from stemagenda.core.network.measures import Measures, measures
from stemagenda.core.network.meeting import Aim, Match, Profile, lacking, who_should_meet
from stemagenda.core.network.relation import Tie
from stemagenda.core.period import Period
from stemagenda.core.practices.practice import Practice
from stemagenda.core.regions import PLACES, within
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.store.records import Version
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.records import value_of

#: Pairs that could meet, as many as people can weigh.
MOST_MATCHES: Final = 40
FIRST_YEAR: Final = 2021
KIND: Final = "entity"
Names = Mapping[str, Wording]


@dataclass(frozen=True, kw_only=True)
class Connected:
    """The network of a day with everything that follows from it.

    `known` are the records it was made from, `told` their relations of all times by actor. `actors` are those that
    exist on the day, by code; `ties` their relations. `served` gives the operational objectives that each actor works
    for: through an action, a practice, or because a document names it there. `region` says that only actors of one
    region are in it; `unplaced` counts the actors of which nobody stated a region.
    """

    on: date
    known: Known
    told: Mapping[str, tuple[Tie, ...]]
    actors: Mapping[str, Entity]
    ties: tuple[Tie, ...]
    network: Network
    measures: Measures
    bridging: Bridging
    clusters: tuple[tuple[str, ...], ...]
    matches: tuple[Match, ...]
    served: Mapping[str, frozenset[str]]
    lacking_pillars: Mapping[str, tuple[str, ...]]
    lacking_domains: Mapping[str, tuple[str, ...]]
    lacking_regions: Mapping[str, tuple[str, ...]]
    region: str = ""
    unplaced: int = 0

    @property
    def bridges(self) -> tuple[str, ...]:
        """The actors that stand between others, the strongest bridge first."""
        shares = self.bridging.shares
        return tuple(code for code in sorted(shares, key=lambda code: (-shares[code], code)) if shares[code] > 0)


@dataclass(frozen=True, kw_only=True)
class Connecting:
    """One indicator on connecting, by year: the value at the end of each, and the light that follows by the method.

    `values` are in the unit: per cent for shares. A year without a value has none to give.
    """

    code: str
    better: Better
    unit: Unit
    values: Mapping[int, float]
    assessment: Assessment


#: indicator -> (which way is better, unit)
CONNECTING: Final[Mapping[str, tuple[Better, Unit]]] = {
    "density": ("up", "share"),
    "across": ("up", "share"),
    "pillars": ("up", "score"),
    "bridging": ("down", "share"),
    "fragmentation": ("down", "share"),
}


def network(*, on: date, region: str = "") -> Connected:
    """The network as it was public on a day; nothing is worked out where nothing was written since.

    With a region: the actors that work there, and what is between those.
    """
    return _connected(version(), on, region)


def connecting(*, on: date) -> tuple[Connecting, ...]:
    """The indicators on connecting at the end of every year that is over on a day, since the agenda began."""
    last = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    days = tuple((document.code, document.published) for document in the_agenda().documents)
    ends = (date(year, 12, 31) for year in range(FIRST_YEAR, last + 1))
    return _connecting(tuple((end, records.fingerprint(kinds=_KINDS, on=end), days) for end in ends))


def known_on(*, on: date) -> Known:
    """The records from which relations follow, as they were public on a day; of actors what documents said by then."""
    agenda = the_agenda()
    days = {document.code: document.published for document in agenda.documents}
    stored = records.public_bodies_of(kinds=_KINDS, on=on)
    read = {kind: tuple(map(value_of, versions)) for kind, versions in stored.items() if kind != KIND}
    return Known(
        entities={version.code: _as_told(version, days, on) for version in stored[KIND]},
        relations=read["relation"],
        actions=read["action"],
        bodies=read["body"],
        developments=read["development"],
        practices=read["practice"],
    )


_KINDS: Final = (KIND, "relation", "action", "body", "development", "practice")


def values_of(*, found: Connected) -> dict[str, float | None]:
    """The five indicators of a network, shares in per cent."""
    return _values(found.measures, found.bridging)


def _values(measured: Measures, bridges: Bridging) -> dict[str, float | None]:
    shares = bridges.shares
    raw = {
        "density": measured.density,
        "across": measured.across,
        "bridging": max(shares.values(), default=None),
        "fragmentation": measured.fragmentation,
    }
    values = {code: None if share is None else 100 * share for code, share in raw.items()}
    return {code: measured.pillars_per_action if code == "pillars" else values[code] for code in CONNECTING}


def _as_told(stored: Version, days: Mapping[str, date], on: date) -> Entity:
    """An actor with what documents of the day or earlier say of it: all of it once the record itself was here."""
    entity: Entity = value_of(stored)
    if stored.at.date() <= on:
        return entity
    return replace(entity, roles=tuple(role for role in entity.roles if days.get(role.document, date.min) <= on))


@lru_cache(maxsize=16)
def _connected(
    written: int,  # noqa: ARG001  (what is remembered holds until the next write)
    on: date,
    region: str,
) -> Connected:
    known = known_on(on=on)
    everybody = present(known=known, on=on)
    actors = {code: item for code, item in everybody.items() if not region or _works_in(item, region)}
    tied = tuple(tie for tie in ties(known=known, on=on) if not region or _is_between(tie, actors))
    net = network_of(actors=actors, ties=tied)
    aims = _aims(known, actors, tied)
    served = {code: frozenset(aim for matter, aim in found if matter == "objective") for code, found in aims.items()}
    profiles = [
        Profile(code=code, pillar=entity.pillar or "", domain=entity.policy_domain, aims=aims[code])
        for code, entity in actors.items()
    ]
    objectives = tuple(item.code for item in the_agenda().objectives if item.level == "operational")
    domains = sorted({entity.policy_domain for entity in actors.values() if entity.policy_domain})
    return Connected(
        on=on,
        known=known,
        told=_by_actor(known),
        actors=actors,
        ties=tied,
        network=net,
        measures=_measured(net, known, actors, tied),
        bridging=bridging(network=net),
        clusters=communities(network=net),
        matches=who_should_meet(network=net, profiles=profiles, limit=MOST_MATCHES),
        served=served,
        lacking_pillars=lacking(rows=objectives, columns=PILLARS, served=_brought(served, actors, "pillar")),
        lacking_domains=lacking(rows=objectives, columns=domains, served=_brought(served, actors, "policy_domain")),
        lacking_regions=lacking(rows=objectives, columns=PLACES, served=_brought(served, actors, "region")),
        region=region,
        unplaced=sum(1 for entity in everybody.values() if not entity.region),
    )


def _works_in(entity: Entity, region: str) -> bool:
    return region == entity.region or region in within(region=entity.region)


def _is_between(tie: Tie, actors: Mapping[str, Entity]) -> bool:
    return tie.actor in actors and (tie.target_kind != "entity" or tie.target in actors)


def _measured(net: Network, known: Known, actors: Mapping[str, Entity], tied: Iterable[Tie]) -> Measures:
    return measures(
        network=net,
        domains={code: entity.policy_domain for code, entity in actors.items() if entity.policy_domain},
        pillars_of_actions=_pillars(known.actions, actors, tied),
    )


#: The end of a year, what was public then in short, and the days of the documents.
_End = tuple[date, str, tuple[tuple[str, date], ...]]


@lru_cache(maxsize=64)
def _at(end: _End) -> dict[str, float | None]:
    """The five indicators at the end of a year."""
    on = end[0]
    known = known_on(on=on)
    actors, tied = present(known=known, on=on), ties(known=known, on=on)
    net = network_of(actors=actors, ties=tied)
    return _values(_measured(net, known, actors, tied), bridging(network=net))


@lru_cache(maxsize=4)
def _connecting(ends: tuple[_End, ...]) -> tuple[Connecting, ...]:
    by_year = {end[0].year: _at(end) for end in ends}
    found = []
    for code, (better, unit) in CONNECTING.items():
        values = {year: value for year, of in by_year.items() if (value := of[code]) is not None}
        points = tuple(Point(period=Period.parse(str(year)), value=round(value, 6)) for year, value in values.items())
        case = Case(better=better, unit=unit, points=points)
        found.append(Connecting(code=code, better=better, unit=unit, values=values, assessment=assess(case=case)))
    return tuple(found)


def _by_actor(known: Known) -> Mapping[str, tuple[Tie, ...]]:
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in all_ties(known=known):
        found[tie.actor].append(tie)
    return {code: tuple(told) for code, told in found.items()}


def _aims(known: Known, actors: Mapping[str, Entity], tied: Iterable[Tie]) -> dict[str, frozenset[Aim]]:
    """What every actor works for: objectives and transitions of its actions and practices, and what documents name."""
    works: dict[tuple[str, str], Action | Practice] = {
        **{("action", item.code): item for item in known.actions},
        **{("practice", item.code): item for item in known.practices},
    }
    found: dict[str, set[Aim]] = defaultdict(set)
    for tie in tied:
        work = works.get((tie.target_kind, tie.target))
        if work is not None:
            found[tie.actor] |= {("objective", code) for code in work.objectives}
            found[tie.actor] |= {("transition", code) for code in work.transitions}
    for code, entity in actors.items():
        found[code] |= {("objective", item) for role in entity.roles for item in role.objectives}
    return {code: frozenset(found[code]) for code in actors}


def _pillars(actions: Iterable[Action], actors: Mapping[str, Entity], tied: Iterable[Tie]) -> Iterator[tuple[str, ...]]:
    """The pillars each action involves: those it states, and those of who takes part."""
    involved: dict[str, set[str]] = defaultdict(set)
    for tie in tied:
        pillar = actors[tie.actor].pillar
        if tie.target_kind == "action" and pillar:
            involved[tie.target].add(pillar)
    for action in actions:
        yield tuple(sorted({*action.pillars, *involved[action.code]}))


def _brought(
    served: Mapping[str, frozenset[str]], actors: Mapping[str, Entity], side: str
) -> Iterator[tuple[str, str]]:
    for code, objectives in served.items():
        value: Any = getattr(actors[code], side)
        columns = within(region=value) if side == "region" else (value,) if value else ()
        yield from ((objective, column) for column in columns for objective in objectives)
