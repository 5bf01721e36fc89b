"""Which actors are bridges: on how many of the shortest ways between two others they stand (betweenness).

Ulrik Brandes, A faster algorithm for betweenness centrality, 2001, on actors and the groups in which they meet: a step
goes from an actor through a group to another actor. In a small network every actor is a starting point, so the outcome
is exact; in a large one some are, spread evenly over all, and the outcome is an estimate that says from how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stemagenda.core.network.graph import Network

#: So many steps through a membership are taken at most: about 2 seconds of one core.
MOST_STEPS: Final = 12_000_000
_LEAST_STARTS: Final = 16


@dataclass(frozen=True, kw_only=True)
class Bridging:
    """The share (0 to 1) of shortest ways between two other actors on which each actor stands, by code.

    Ways between actors that cannot reach each other are none. `starts` is how many actors were starting points.
    """

    shares: dict[str, float]
    starts: int

    @property
    def is_exact(self) -> bool:
        """Whether every actor was a starting point."""
        return self.starts == len(self.shares)


def bridging(*, network: Network, most_steps: int = MOST_STEPS) -> Bridging:
    """How much every actor is a bridge."""
    number = {code: index for index, code in enumerate(network.actors)}
    groups = [[number[code] for code in members] for members in network.groups.values()]
    of: list[list[int]] = [[] for _ in network.actors]
    for group, members in enumerate(groups):
        for actor in members:
            of[actor].append(group)
    count = len(network.actors)
    steps = max(1, 2 * sum(map(len, groups)))
    starts = min(count, max(_LEAST_STARTS, most_steps // steps))
    totals = [0.0] * count
    for place in range(starts):
        _from(place * count // starts, of, groups, totals)
    others = (count - 1) * (count - 2)
    scale = count / starts / others if count > 2 else 0.0
    return Bridging(shares={code: totals[index] * scale for code, index in number.items()}, starts=starts)


def _from(source: int, of: Sequence[Sequence[int]], groups: Sequence[Sequence[int]], totals: list[float]) -> None:
    """Add what every actor gets from the shortest ways that begin at one of them."""
    distance = [-1] * len(of)
    ways = [0.0] * len(of)
    distance[source], ways[source] = 0, 1.0
    seen = bytearray(len(groups))
    layers: list[list[int]] = []
    frontier, depth = [source], 0
    while frontier:
        reached = _groups_next(frontier, of, seen)
        depth += 1
        ahead = []
        for group in reached:
            members = groups[group]
            carried = sum(ways[actor] for actor in members if distance[actor] == depth - 1)
            for actor in members:
                if distance[actor] < 0:
                    distance[actor] = depth
                    ahead.append(actor)
                if distance[actor] == depth:
                    ways[actor] += carried
        layers.append(reached)
        frontier = ahead
    for actor, amount in enumerate(_depending(groups, layers, distance, ways)):
        if actor != source:
            totals[actor] += amount


def _groups_next(frontier: Sequence[int], of: Sequence[Sequence[int]], seen: bytearray) -> list[int]:
    reached = []
    for actor in frontier:
        for group in of[actor]:
            if not seen[group]:
                seen[group] = 1
                reached.append(group)
    return reached


def _depending(
    groups: Sequence[Sequence[int]], layers: Sequence[Sequence[int]], distance: Sequence[int], ways: Sequence[float]
) -> list[float]:
    """Hand back, from the farthest layer to the nearest, what depends on every actor."""
    depends = [0.0] * len(distance)
    for depth in range(len(layers), 0, -1):
        for group in layers[depth - 1]:
            members = groups[group]
            ahead = sum((1 + depends[actor]) / ways[actor] for actor in members if distance[actor] == depth)
            for actor in members:
                if ahead and distance[actor] == depth - 1:
                    depends[actor] += ways[actor] * ahead
    return depends
