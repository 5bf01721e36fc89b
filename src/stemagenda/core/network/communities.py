"""Clusters: actors that are connected more closely with one another than with the rest.

Vincent Blondel and others, Fast unfolding of communities in large networks, 2008, in a fixed order, so that the same
network always gives the same clusters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from stemagenda.core.network.graph import Network

_MOST_ROUNDS: Final = 12
_LEAST_GAIN: Final = 1e-9
Weights = list[dict[int, float]]


def communities(*, network: Network) -> tuple[tuple[str, ...], ...]:
    """The clusters of two actors or more, the largest first, then by their first code; actors in order."""
    number = {code: index for index, code in enumerate(network.actors)}
    weights: Weights = [
        {number[other]: weight for other, weight in network.weights[code].items()} for code in network.actors
    ]
    member = list(range(len(weights)))
    while weights:
        place = _settled(weights)
        names = {old: new for new, old in enumerate(sorted(set(place)))}
        member = [names[place[at]] for at in member]
        if len(names) == len(weights):
            break
        weights = _together(weights, [names[old] for old in place])
    found: dict[int, list[str]] = defaultdict(list)
    for code, index in zip(network.actors, member, strict=True):
        found[index].append(code)
    clusters = [tuple(codes) for codes in found.values() if len(codes) > 1]
    return tuple(sorted(clusters, key=lambda codes: (-len(codes), codes)))


def modularity(*, network: Network, clusters: Sequence[Sequence[str]]) -> float:
    """How much closer actors are connected within clusters than chance would have it: from -0.5 to 1 (Newman, 2004).

    An actor in no cluster is one of its own.
    """
    cluster: dict[str, int] = {code: index for index, codes in enumerate(clusters) for code in codes}
    strength = {code: sum(others.values()) for code, others in network.weights.items()}
    total = sum(strength.values())
    if not total:
        return 0.0
    inside = sum(
        weight
        for code, others in network.weights.items()
        for other, weight in others.items()
        if code in cluster and cluster[code] == cluster.get(other)
    )
    sums: dict[int, float] = defaultdict(float)
    for code, amount in strength.items():
        sums[cluster.get(code, -1 - len(sums) - len(cluster))] += amount
    return inside / total - sum((amount / total) ** 2 for amount in sums.values())


def _settled(weights: Weights) -> list[int]:
    """Move each node to the neighbouring cluster that gains most, round after round, until none gains anything."""
    place = list(range(len(weights)))
    strength = [sum(others.values()) for others in weights]
    held = list(strength)
    total = sum(strength)
    for _ in range(_MOST_ROUNDS):
        moved = False
        for node, others in enumerate(weights):
            now = place[node]
            held[now] -= strength[node]
            towards = _towards(node, others, place)
            best = _best(now, towards, held, strength[node] / total if total else 0.0)
            held[best] += strength[node]
            if best != now:
                place[node], moved = best, True
        if not moved:
            break
    return place


def _towards(node: int, others: Mapping[int, float], place: Sequence[int]) -> dict[int, float]:
    towards: dict[int, float] = {place[node]: 0.0}
    for other, weight in others.items():
        if other != node:
            towards[place[other]] = towards.get(place[other], 0.0) + weight
    return towards


def _best(now: int, towards: Mapping[int, float], held: Sequence[float], share: float) -> int:
    best, most = now, towards[now] - held[now] * share
    for cluster in sorted(towards):
        gain = towards[cluster] - held[cluster] * share
        if gain > most + _LEAST_GAIN:
            best, most = cluster, gain
    return best


def _together(weights: Weights, place: Sequence[int]) -> Weights:
    """Every cluster as one node; what is within it is a connection with itself, counted from both ends."""
    merged: Weights = [{} for _ in range(max(place) + 1)]
    for node, others in enumerate(weights):
        into = merged[place[node]]
        for other, weight in others.items():
            into[place[other]] = into.get(place[other], 0.0) + weight
    return merged
