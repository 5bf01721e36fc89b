"""The indicators on connecting that the agenda's note asks for: how dense, how mixed, how whole the network is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stemagenda.core.network.graph import Network


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Measures of a network on a day. Shares are 0 to 1; None where there is nothing to take a share of.

    - density: connected pairs among all pairs of actors.
    - across: connected pairs from different policy domains, among `compared`, those of which both domains are stated.
    - pillars_per_action: helix pillars an action involves, on average over `judged`, the actions that have any.
    - fragmentation: pairs of actors that cannot reach one another over any number of steps, among all pairs
      (Stephen Borgatti, Identifying sets of key players in a social network, 2006).
    - parts: groups of actors that can reach one another, actors on their own not counted. `largest` is the size of the
      largest, `isolated` the actors on their own.
    """

    actors: int
    pairs: int
    density: float | None
    across: float | None
    compared: int
    pillars_per_action: float | None
    judged: int
    fragmentation: float | None
    parts: int
    largest: int
    isolated: tuple[str, ...]


def measures(*, network: Network, domains: Mapping[str, str], pillars_of_actions: Iterable[Sequence[str]]) -> Measures:
    """Measure a network. `domains` gives the policy domain of actors that have one; of each action, its pillars."""
    count = len(network.actors)
    possible = count * (count - 1) // 2
    compared, across = _across(network, domains)
    stated = [len(set(pillars)) for pillars in pillars_of_actions if pillars]
    sizes = [len(part) for part in parts(network=network)]
    reachable = sum(size * (size - 1) // 2 for size in sizes)
    return Measures(
        actors=count,
        pairs=network.pairs,
        density=network.pairs / possible if possible else None,
        across=across / compared if compared else None,
        compared=compared,
        pillars_per_action=sum(stated) / len(stated) if stated else None,
        judged=len(stated),
        fragmentation=1 - reachable / possible if possible else None,
        parts=sum(1 for size in sizes if size > 1),
        largest=max(sizes, default=0),
        isolated=tuple(code for code in network.actors if not network.weights[code]),
    )


def parts(*, network: Network) -> tuple[tuple[str, ...], ...]:
    """The actors that can reach one another, the largest part first; an actor on its own is a part too."""
    leader = {code: code for code in network.actors}

    def led(code: str) -> str:
        while leader[code] != code:
            leader[code] = leader[leader[code]]
            code = leader[code]
        return code

    for members in network.groups.values():
        first = led(members[0])
        for code in members[1:]:
            leader[led(code)] = first
    found: dict[str, list[str]] = {}
    for code in network.actors:
        found.setdefault(led(code), []).append(code)
    return tuple(sorted(map(tuple, found.values()), key=lambda part: (-len(part), part)))


def mixing(*, network: Network, kinds: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """How many connected pairs there are between each two kinds of actors, the kinds of a pair in order.

    An actor without a kind counts under "".
    """
    found: dict[tuple[str, str], int] = {}
    for one, others in network.weights.items():
        for other in others:
            if one < other:
                first, second = sorted((kinds.get(one, ""), kinds.get(other, "")))
                found[first, second] = found.get((first, second), 0) + 1
    return found


def _across(network: Network, domains: Mapping[str, str]) -> tuple[int, int]:
    compared = across = 0
    for one, others in network.weights.items():
        own = domains.get(one)
        if own:
            theirs = [domains[other] for other in others if one < other and domains.get(other)]
            compared += len(theirs)
            across += sum(1 for domain in theirs if domain != own)
    return compared, across
