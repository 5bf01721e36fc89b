"""Who is connected with whom.

Two actors are connected where they share an action, a body, a practice or a development, or a relation names them both.
What they share is kept too, as a group: so every line of the picture can say why it is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from stemagenda.core.network.relation import TargetKind, Tie

Shared = tuple[TargetKind, str]


@dataclass(frozen=True, kw_only=True)
class Network:
    """Actors by code, in order, and the groups in which they come together: each of two actors or more, in order."""

    actors: tuple[str, ...]
    groups: Mapping[Shared, tuple[str, ...]]

    @cached_property
    def weights(self) -> dict[str, dict[str, float]]:
        """How closely each actor is connected with each other one.

        A group of k actors gives each of its pairs 1 / (k - 1), so that an actor counts for one in every group it is
        in, however large (Newman, Scientific collaboration networks II, 2001).
        """
        found: dict[str, dict[str, float]] = {code: {} for code in self.actors}
        for members in self.groups.values():
            share = 1 / (len(members) - 1)
            for one, other in combinations(members, 2):
                found[one][other] = found[one].get(other, 0.0) + share
                found[other][one] = found[other].get(one, 0.0) + share
        return found

    @cached_property
    def pairs(self) -> int:
        """How many pairs of actors are connected."""
        return sum(map(len, self.weights.values())) // 2

    def shared(self, *, one: str, other: str) -> tuple[Shared, ...]:
        """What connects two actors."""
        return tuple(sorted(self._groups_of.get(one, frozenset()) & self._groups_of.get(other, frozenset())))

    @cached_property
    def _groups_of(self) -> dict[str, frozenset[Shared]]:
        found: dict[str, set[Shared]] = defaultdict(set)
        for shared, members in self.groups.items():
            for code in members:
                found[code].add(shared)
        return {code: frozenset(groups) for code, groups in found.items()}


def network_of(*, actors: Iterable[str], ties: Iterable[Tie]) -> Network:
    """The network that relations make. A relation between two actors is a group of those two."""
    members: dict[Shared, set[str]] = defaultdict(set)
    for tie in ties:
        if tie.target_kind == "entity":
            first, second = sorted((tie.actor, tie.target))
            members["entity", f"{first} {second}"] |= {first, second}
        else:
            members[tie.target_kind, tie.target].add(tie.actor)
    known = tuple(sorted(actors))
    here = frozenset(known)
    within = {shared: tuple(sorted(codes & here)) for shared, codes in sorted(members.items())}
    return Network(actors=known, groups={shared: codes for shared, codes in within.items() if len(codes) > 1})
