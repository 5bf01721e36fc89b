"""Which practices are like one another: they serve the same, speak to the same people, or use the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stemagenda.core.actions.overlap import WEIGHTS, Reason, likenesses_to

#: Speaking to the same group alone makes no likeness: most practices speak to pupils.
ENOUGH: Final[frozenset[Reason]] = frozenset({"text", "objective", "transition"})


@dataclass(frozen=True, kw_only=True)
class Comparable:
    """A practice as likeness sees it. `vector` is its text as a unit vector among all texts."""

    code: str
    objectives: frozenset[str]
    target_groups: frozenset[str]
    transitions: frozenset[str]
    vector: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Similar:
    """A practice that is like another one. `shared` are stems, most telling first; `score` ranks."""

    code: str
    score: float
    reasons: tuple[Reason, ...]
    shared: tuple[str, ...]


def most_similar(*, one: Comparable, among: Sequence[Comparable], limit: int) -> tuple[Similar, ...]:
    """The practices most like one of them, itself left out; the highest score first, ties by code."""
    alike = likenesses_to(one=one.vector, vectors=[other.vector for other in among])
    found = []
    for other, text in zip(among, alike, strict=True):
        reasons = _reasons(one, other, has_text=text.likeness > 0)
        if other.code != one.code and ENOUGH & set(reasons):
            score = text.likeness + sum(WEIGHTS.get(reason, 0.0) for reason in reasons)
            found.append(Similar(code=other.code, score=round(score, 4), reasons=reasons, shared=text.shared))
    return tuple(sorted(found, key=lambda item: (-item.score, item.code))[:limit])


def _reasons(one: Comparable, other: Comparable, *, has_text: bool) -> tuple[Reason, ...]:
    asked: tuple[tuple[Reason, bool], ...] = (
        ("objective", bool(one.objectives & other.objectives)),
        ("transition", bool(one.transitions & other.transitions)),
        ("target-group", bool(one.target_groups & other.target_groups)),
        ("text", has_text),
    )
    return tuple(reason for reason, holds in asked if holds)
