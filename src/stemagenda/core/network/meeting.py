"""Who should meet whom: actors that want the same from different sides, and do nothing together yet; and what lacks."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop
from typing import Final, Literal

from stemagenda.core.network.graph import Network

Matter = Literal["objective", "transition"]
#: A score counts so many times where both pillar and policy domain differ.
_BOTH_SIDES: Final = 1.5
#: Scores are rounded to four decimals.
_ROUNDED: Final = 1e-4
#: What two actors may share: an objective or a transition, by its code.
Aim = tuple[Matter, str]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An actor as matching needs it."""

    code: str
    pillar: str = ""
    domain: str = ""
    aims: frozenset[Aim] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Match:
    """Two actors that could meet. `shared` says why, the rarest aim first; `sides` in what they differ.

    `score` is the sum over what they share of 1 / log2(1 + actors that share it), half as much again where both pillar
    and policy domain differ: sharing something with few says more than sharing it with many (Adamic and Adar, 2003).
    """

    one: str
    other: str
    score: float
    shared: tuple[Aim, ...]
    sides: tuple[Literal["pillar", "domain"], ...]


def who_should_meet(*, network: Network, profiles: Sequence[Profile], limit: int) -> tuple[Match, ...]:
    """The pairs with the highest score, ties by code."""
    weight = _weights(profiles)
    ordered = sorted(profiles, key=lambda item: item.code)
    by_aim: dict[Aim, list[int]] = defaultdict(list)
    for place, profile in enumerate(ordered):
        for aim in profile.aims:
            by_aim[aim].append(place)
    best: list[tuple[float, tuple[int, ...], Match]] = []
    for place, one in enumerate(ordered):
        connected = network.weights[one.code]
        for later, shared in _sharing(place, one, by_aim, weight).items():
            # Most pairs share too little to be among the best, whatever their sides: they are passed over at once.
            if len(best) == limit and shared * _BOTH_SIDES + _ROUNDED < best[0][0]:
                continue
            other = ordered[later]
            sides = _sides(one, other)
            if sides and other.code not in connected:
                _keep(best, _match(one, other, sides, weight), limit)
    return tuple(sorted((item[2] for item in best), key=lambda match: (-match.score, match.one, match.other)))


def _sharing(
    place: int, one: Profile, by_aim: Mapping[Aim, Sequence[int]], weight: Mapping[Aim, float]
) -> dict[int, float]:
    """Everybody after one in the order of codes with whom it shares aims, and what these weigh together."""
    found: dict[int, float] = {}
    for aim in one.aims:
        members, amount = by_aim[aim], weight[aim]
        for later in members[bisect_right(members, place) :]:
            found[later] = found.get(later, 0.0) + amount
    return found


def lacking(
    *, rows: Sequence[str], columns: Sequence[str], served: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Which columns (pillars, policy domains, regions) no actor brings to each row (objective).

    `served` are the pairs that some actor brings. A row that nobody serves at all lacks every column.
    """
    there = frozenset(served)
    return {row: tuple(column for column in columns if (row, column) not in there) for row in rows}


def _weights(profiles: Iterable[Profile]) -> dict[Aim, float]:
    counted: dict[Aim, int] = defaultdict(int)
    for profile in profiles:
        for aim in profile.aims:
            counted[aim] += 1
    return {aim: 1 / math.log2(1 + count) for aim, count in counted.items()}


def _sides(one: Profile, other: Profile) -> tuple[Literal["pillar", "domain"], ...]:
    """In what they stated differently; what is not stated differs from nothing."""
    sides: list[Literal["pillar", "domain"]] = []
    if one.pillar and other.pillar and one.pillar != other.pillar:
        sides.append("pillar")
    if one.domain and other.domain and one.domain != other.domain:
        sides.append("domain")
    return tuple(sides)


def _match(
    one: Profile, other: Profile, sides: tuple[Literal["pillar", "domain"], ...], weight: Mapping[Aim, float]
) -> Match:
    shared = tuple(sorted(one.aims & other.aims, key=lambda aim: (-weight[aim], aim)))
    score = sum(weight[aim] for aim in shared) * (_BOTH_SIDES if len(sides) > 1 else 1.0)
    return Match(one=one.code, other=other.code, score=round(score, 4), shared=shared, sides=sides)


def _keep(best: list[tuple[float, tuple[int, ...], Match]], match: Match, limit: int) -> None:
    # Of equal scores the first by code stays: codes are turned round, so that the heap drops the last.
    turned = tuple(-ord(letter) for letter in f"{match.one}\0{match.other}\uffff")
    item = (match.score, turned, match)
    if len(best) < limit:
        heappush(best, item)
    elif item[:2] > best[0][:2]:
        heappushpop(best, item)
