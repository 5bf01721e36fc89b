"""Which practices are like one another: they serve the same, speak to the same people, or use the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from stemagenda.core.actions.overlap import WEIGHTS, Places, Reason, likenesses_to, places_of, shared_stems


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


def most_similar(
    *, one: Comparable, among: Sequence[Comparable], limit: int, places: Places | None = None
) -> tuple[Similar, ...]:
    """The practices most like one of them, itself left out; the highest score first, ties by code.

    `places` are those of the vectors of `among`, worked out here where they are not given.
    """
    known = places_of(vectors=[other.vector for other in among]) if places is None else places
    alike = likenesses_to(one=one.vector, places=known, count=len(among))
    scored = (
        (-score, other.code, likeness > 0, other)
        for other, likeness in zip(among, alike, strict=True)
        if other.code != one.code and (score := _score(one, other, likeness))
    )
    return tuple(
        Similar(
            code=code,
            score=-below,
            reasons=_reasons(one, other, has_text=has_text),
            shared=shared_stems(one=one.vector, other=other.vector) if has_text else (),
        )
        for below, code, has_text, other in nsmallest(limit, scored, key=lambda item: item[:2])
    )


def _score(one: Comparable, other: Comparable, likeness: float) -> float:
    """What ranks a practice; 0 where it has nothing in common that is enough.

    Speaking to the same group alone makes no likeness: most practices speak to pupils.
    """
    objective = not one.objectives.isdisjoint(other.objectives)
    transition = not one.transitions.isdisjoint(other.transitions)
    if not (likeness or objective or transition):
        return 0.0
    group = not one.target_groups.isdisjoint(other.target_groups)
    added = objective * WEIGHTS["objective"] + transition * WEIGHTS["transition"] + group * WEIGHTS["target-group"]
    return round(likeness + added, 4)


def _reasons(one: Comparable, other: Comparable, *, has_text: bool) -> tuple[Reason, ...]:
    asked: tuple[tuple[Reason, bool], ...] = (
        ("objective", bool(one.objectives & other.objectives)),
        ("transition", bool(one.transitions & other.transitions)),
        ("target-group", bool(one.target_groups & other.target_groups)),
        ("text", has_text),
    )
    return tuple(reason for reason, holds in asked if holds)
