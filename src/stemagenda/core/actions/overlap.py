"""Which actions may overlap: alike in their words, and serving the same objective or group under different hands.

Texts come in as bags of stems with their weights; making those takes a stemmer, which stands outside core. The
likeness is the cosine of TF-IDF vectors: tf(t, d) · ln(n / df(t)), as in Salton and Buckley (1988), "Term-weighting
approaches in automatic text retrieval". Exact for every pair that shares a telling word; pairs that share nothing but
words standing in more than a twentieth of all texts are left out, which bounds the work.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Reason = Literal["text", "objective", "target-group", "transition", "other-lead", "other-strand"]
#: Below this likeness two texts have little to do with each other.
LEAST: Final = 0.12
#: What each further reason adds to the likeness; together less than a perfect likeness.
WEIGHTS: Final[Mapping[Reason, float]] = {
    "objective": 0.15,
    "target-group": 0.08,
    "transition": 0.04,
    "other-lead": 0.08,
    "other-strand": 0.05,
}
#: A word that stands in more than this share of the texts points at nothing; in small lists, in more than ten.
COMMON_SHARE: Final = 0.02
COMMON_AT_LEAST: Final = 10


@dataclass(frozen=True, kw_only=True)
class Described:
    """An action as overlap sees it. `stems` are its words' stems with how much each counts."""

    code: str
    strand: str
    lead: str
    objectives: frozenset[str]
    target_groups: frozenset[str]
    transitions: frozenset[str]
    stems: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two actions that may overlap.

    `score` ranks them, `likeness` is that of their texts (0 to 1), `shared` the stems that made it, most telling first.
    """

    first: str
    second: str
    score: float
    likeness: float
    reasons: tuple[Reason, ...]
    shared: tuple[str, ...]


def suspected(*, actions: Sequence[Described], limit: int) -> tuple[Pair, ...]:
    """The pairs that look most alike, the highest score first, ties by code."""
    vectors = _vectors([action.stems for action in actions])
    pairs = []
    for (one, other), likeness in _likenesses(vectors).items():
        first, second = sorted((actions[one], actions[other]), key=lambda action: action.code)
        reasons = _reasons(first, second)
        score = likeness + sum(WEIGHTS[reason] for reason in reasons)
        pairs.append((score, likeness, first.code, second.code, reasons, one, other))
    pairs.sort(key=lambda pair: (-round(pair[0], 9), pair[2], pair[3]))
    return tuple(
        Pair(
            first=first,
            second=second,
            score=round(score, 4),
            likeness=round(likeness, 4),
            reasons=("text", *reasons),
            shared=_shared(vectors[one], vectors[other]),
        )
        for score, likeness, first, second, reasons, one, other in pairs[:limit]
    )


def _vectors(bags: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Unit vectors by TF-IDF."""
    present = Counter(stem for bag in bags for stem in bag)
    weight = {stem: math.log((1 + len(bags)) / count) for stem, count in present.items()}
    vectors = []
    for bag in bags:
        vector = {stem: count * weight[stem] for stem, count in bag.items()}
        length = math.sqrt(sum(value * value for value in vector.values()))
        vectors.append({stem: value / length for stem, value in vector.items()} if length else {})
    return vectors


def _likenesses(vectors: Sequence[Mapping[str, float]]) -> dict[tuple[int, int], float]:
    """The likeness of every pair that shares a telling word and is alike enough."""
    most = max(COMMON_AT_LEAST, int(COMMON_SHARE * len(vectors)))
    places: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for stem in vector:
            places.setdefault(stem, []).append(number)
    found: dict[tuple[int, int], float] = {}
    for number, vector in enumerate(vectors):
        near = {other for stem in vector if len(places[stem]) <= most for other in places[stem] if other < number}
        for other in near:
            likeness = _cosine(vector, vectors[other])
            if likeness >= LEAST:
                found[other, number] = likeness
    return found


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[stem] for stem, value in one.items() if stem in other)


def _reasons(one: Described, other: Described) -> tuple[Reason, ...]:
    asked: tuple[tuple[Reason, bool], ...] = (
        ("objective", bool(one.objectives & other.objectives)),
        ("target-group", bool(one.target_groups & other.target_groups)),
        ("transition", bool(one.transitions & other.transitions)),
        ("other-lead", bool(one.lead and other.lead and one.lead != other.lead)),
        ("other-strand", one.strand != other.strand),
    )
    return tuple(reason for reason, holds in asked if holds)


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, ...]:
    common = [stem for stem in one if stem in other]
    return tuple(sorted(common, key=lambda stem: (-one[stem] * other[stem], stem))[:6])
