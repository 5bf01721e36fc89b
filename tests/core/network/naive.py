"""The obvious, slow way to the measures: every pair, every shortest way written out."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import combinations

from hypothesis import strategies as st

from stemagenda.core.network.graph import Network, network_of
from stemagenda.core.network.relation import Tie

ACTORS = "abcdefgh"


def tie(actor: str, target: str, *, kind: str = "action") -> Tie:
    """A tie in short."""
    return Tie(actor=actor, kind="partners-in", target=target, target_kind=kind, origin="document")  # type: ignore[arg-type]


def net(*groups: str, actors: str = ACTORS) -> Network:
    """A network of groups, each written as the letters of its actors."""
    return network_of(
        actors=actors, ties=[tie(code, f"A-{number}") for number, group in enumerate(groups) for code in group]
    )


networks = st.lists(st.text(ACTORS, min_size=1, max_size=5), max_size=7).map(lambda groups: net(*groups))


def ways(network: Network, one: str, other: str) -> list[tuple[str, ...]]:
    """Every shortest way from one actor to another, as the actors in between; other groups make other ways."""
    steps: Mapping[str, Sequence[tuple[str, int]]] = {
        code: [
            (member, number)
            for number, members in enumerate(network.groups.values())
            if code in members
            for member in members
            if member != code
        ]
        for code in network.actors
    }
    found: list[tuple[str, ...]] = []
    queue = deque([(one,)])
    shortest = None
    while queue:
        way = queue.popleft()
        if shortest is not None and len(way) > shortest:
            continue
        if way[-1] == other:
            shortest = len(way)
            found.append(way[1:-1])
            continue
        queue.extend((*way, member) for member, _ in steps[way[-1]] if member not in way)
    return found


def shares(network: Network) -> dict[str, float]:
    """The share of shortest ways between two others on which each actor stands."""
    found = dict.fromkeys(network.actors, 0.0)
    for one, other in combinations(network.actors, 2):
        between = ways(network, one, other)
        for way in between:
            for code in way:
                found[code] += 1 / len(between)
    pairs = (len(network.actors) - 1) * (len(network.actors) - 2) / 2
    return {code: total / pairs for code, total in found.items()}


def reachable(network: Network, one: str) -> frozenset[str]:
    """Everybody an actor can reach, itself included."""
    seen, queue = {one}, [one]
    while queue:
        for other in network.weights[queue.pop()]:
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return frozenset(seen)
