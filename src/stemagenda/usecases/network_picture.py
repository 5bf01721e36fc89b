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
from stemagenda.core.text import Text
from stemagenda.store.audit import version
from stemagenda.usecases.actors import Names, names_of, titles_of
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.network import Connected, Connecting, connecting, network, values_of

#: So many of the best connected actors get a number in the picture on a small screen.
RANKED: Final = 12
_LONGEST_LABEL: Final = 30
_LONGEST_SHORT: Final = 12


@dataclass(frozen=True, kw_only=True)
class NetworkPage:
    """What the page shows. `mixed` counts connected pairs by both pillars, `serving` actors by objective and pillar.

    `values` are the indicators on the day itself, `connecting` the same at the end of each year with their lights.
    """

    net: Connected
    picture: Picture
    labels: Names
    names: Names
    titles: Mapping[Shared, Wording]
    mixed: Mapping[tuple[str, str], int]
    serving: Mapping[tuple[str, str], int]
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


def network_page(*, on: date) -> NetworkPage:
    """The network of a day, drawn; nothing is worked out where nothing was written since."""
    return _drawn(version(), on)


@lru_cache(maxsize=8)
def _drawn(written: int, on: date) -> NetworkPage:  # noqa: ARG001  (what is remembered holds until the next write)
    net = network(on=on)
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
        objectives=tuple(item for item in the_agenda().objectives if item.level == "operational"),
        transitions={item.code: item.title for item in the_agenda().transitions},
        values=values_of(found=net),
        connecting=connecting(on=on),
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
