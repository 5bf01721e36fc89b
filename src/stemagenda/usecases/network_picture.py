"""The page of the network: the picture, and beside it everything the picture says, as numbers and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from stemagenda.core.actions.action import PILLARS, Wording
from stemagenda.core.framework import Objective
from stemagenda.core.governance.body import Entity
from stemagenda.core.network.circle import Picture, picture
from stemagenda.core.network.graph import Shared
from stemagenda.core.network.measures import mixing
from stemagenda.core.regions import REGIONS, within
from stemagenda.core.text import Text
from stemagenda.core.validation import Problem, Refused
from stemagenda.store.audit import version
from stemagenda.usecases.actors import Names, names_of, titles_of
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.network import Connected, Connecting, connecting, network, values_of

#: So many of the best connected actors get a number in the picture on a small screen.
RANKED: Final = 12
#: What the actors of a cluster share, as much as says what it is about.
MOST_SHARED: Final = 3
_LONGEST_LABEL: Final = 30
_LONGEST_SHORT: Final = 12


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A cluster, the best connected within it first, and what most of its actors share."""

    codes: tuple[str, ...]
    shared: tuple[Shared, ...]


@dataclass(frozen=True, kw_only=True)
class NetworkPage:
    """What the page shows. `mixed` counts connected pairs by both pillars, `serving` actors by objective and pillar.

    `placed` does the same by region; `regions` counts the actors that work in each. `values` are
    the indicators on the day itself, `connecting` the same at the end of each year with their lights.
    """

    net: Connected
    picture: Picture
    labels: Names
    names: Names
    titles: Mapping[Shared, Wording]
    mixed: Mapping[tuple[str, str], int]
    serving: Mapping[tuple[str, str], int]
    placed: Mapping[tuple[str, str], int]
    regions: Mapping[str, int]
    clusters: tuple[Cluster, ...]
    objectives: tuple[Objective, ...]
    transitions: Mapping[str, Text]
    values: Mapping[str, float | None]
    connecting: tuple[Connecting, ...]

    @property
    def bridges(self) -> tuple[tuple[str, float, int], ...]:
        """The actors that stand between others: the share of ways in per cent, and with how many they are connected."""
        weights, shares = self.net.network.weights, self.net.bridging.shares
        return tuple((code, 100 * shares[code], len(weights[code])) for code in self.net.bridges)

    @property
    def ranked(self) -> tuple[tuple[int, str], ...]:
        """The best connected actors by their number in the picture."""
        return tuple(sorted((spot.rank, spot.code) for spot in self.picture.spots if spot.rank))

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of which an indicator has a value."""
        return tuple(sorted({year for item in self.connecting for year in item.values}))

    @property
    def unserved(self) -> tuple[Objective, ...]:
        """Objectives that no actor serves or is named for."""
        return tuple(item for item in self.objectives if len(self.net.lacking_pillars[item.code]) == len(PILLARS))


def network_page(*, on: date, region: str = "") -> NetworkPage:
    """The network of a day, or of a region in it, drawn; nothing is worked out where nothing was written since.

    Raises:
        Refused: there is no such region.
    """
    if region and region not in REGIONS:
        remedy = f"Choose one of: {', '.join(REGIONS)}"
        raise Refused(
            [Problem(file="network", place="region", message=f'"{region[:60]}" is none we know', remedy=remedy)]
        )
    return _drawn(version(), on, region)


@lru_cache(maxsize=8)
def _drawn(
    written: int,  # noqa: ARG001  (what is remembered holds until the next write)
    on: date,
    region: str,
) -> NetworkPage:
    net = network(on=on, region=region)
    everybody = network(on=on).actors
    pillars = {code: entity.pillar or "" for code, entity in net.actors.items()}
    order = {code: entity.policy_domain or "~" for code, entity in net.actors.items()}
    drawn = picture(network=net.network, groups=(*PILLARS, ""), group_of=pillars, order=order, ranked=RANKED)
    return NetworkPage(
        net=net,
        picture=drawn,
        labels={code: short_name(entity=entity) for code, entity in net.actors.items()},
        names=names_of(),
        titles=titles_of(on=on),
        mixed=_both_ways(mixing(network=net.network, kinds=pillars)),
        serving=Counter(
            (objective, pillars[code]) for code, objectives in net.served.items() for objective in objectives
        ),
        placed=Counter(
            (objective, place)
            for code, objectives in net.served.items()
            for place in within(region=net.actors[code].region)
            for objective in objectives
        ),
        regions=Counter(
            place
            for entity in everybody.values()
            if entity.region
            for place in {entity.region, *within(region=entity.region)}
        ),
        clusters=tuple(_cluster(net, codes) for codes in net.clusters),
        objectives=tuple(item for item in the_agenda().objectives if item.level == "operational"),
        transitions={item.code: item.title for item in the_agenda().transitions},
        values=values_of(found=net),
        connecting=connecting(on=on),
    )


def _cluster(net: Connected, codes: tuple[str, ...]) -> Cluster:
    """A cluster with the actors that hold it together first, and the groups in which most of them meet."""
    inside = frozenset(codes)
    weights = net.network.weights
    strength = {code: sum(weight for other, weight in weights[code].items() if other in inside) for code in codes}
    meeting = {
        shared: len(inside.intersection(members))
        for shared, members in net.network.groups.items()
        if shared[0] != "entity"
    }
    best = sorted((shared for shared in meeting if meeting[shared] > 1), key=lambda shared: (-meeting[shared], shared))
    return Cluster(
        codes=tuple(sorted(codes, key=lambda code: (-strength[code], code))), shared=tuple(best[:MOST_SHARED])
    )


def short_name(*, entity: Entity) -> Wording:
    """A name short enough for a picture: the letters in brackets where it has them, else the name, cut if need be."""
    return Wording(nl=_short(entity.title.nl), en=_short(entity.title.en or entity.title.nl))


def _short(name: str) -> str:
    before, bracket, after = name.partition(" (")
    letters = after.rstrip(")")
    if bracket and len(letters) <= _LONGEST_SHORT:
        return letters
    before = (
        before.partition(", the ")[0]
        .partition(": ")[0]
        .replace("Departement ", "Dep. ")
        .replace("Department of ", "Dep. ")
    )
    return before if len(before) <= _LONGEST_LABEL else before[: _LONGEST_LABEL - 1].rstrip() + "…"


def _both_ways(mixed: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    return {**mixed, **{(other, one): count for (one, other), count in mixed.items()}}
