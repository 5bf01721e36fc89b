"""Which actions may overlap: alike in their words, and serving the same objective or group under different hands.

Texts come in as bags of stems with their weights; making those takes a stemmer, which stands outside core. The
likeness is the cosine of TF-IDF vectors: tf(t, d) · ln(n / df(t)), as in Salton and Buckley (1988), "Term-weighting
approaches in automatic text retrieval". Exact for every pair that shares a telling word; pairs that share nothing but
words standing in more than a fiftieth of all texts are left out, which bounds the work. Of the others, only those are
worked out that can still come among the pairs asked for: what the common words can add is bounded by their lengths
(Cauchy-Schwarz), what the further reasons can add by their weights.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
_ALL_REASONS: Final = sum(WEIGHTS.values())
#: Scores are compared rounded to nine digits.
_ROUNDING: Final = 1e-8


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
    vectors = vectors_of(bags=[action.stems for action in actions])
    best = _Best(limit=limit)
    for one, other, likeness in _likenesses(vectors, best):
        first, second = sorted((actions[one], actions[other]), key=lambda action: action.code)
        reasons = _reasons(first, second)
        score = likeness + sum(WEIGHTS[reason] for reason in reasons)
        best.add((-round(score, 9), first.code, second.code), (score, likeness, reasons, one, other))
    return tuple(
        Pair(
            first=first,
            second=second,
            score=round(score, 4),
            likeness=round(likeness, 4),
            reasons=("text", *reasons),
            shared=shared_stems(one=vectors[one], other=vectors[other]),
        )
        for (_, first, second), (score, likeness, reasons, one, other) in best.found()
    )


#: stem -> (place of a text in its list, weight of the stem in it)
Places = Mapping[str, Sequence[tuple[int, float]]]


def places_of(*, vectors: Sequence[Mapping[str, float]]) -> Places:
    """Where each stem stands: what makes one text quick to compare with all others."""
    places: dict[str, list[tuple[int, float]]] = {}
    for number, vector in enumerate(vectors):
        for stem, value in vector.items():
            places.setdefault(stem, []).append((number, value))
    return places


def likenesses_to(*, one: Mapping[str, float], places: Places, count: int) -> list[float]:
    """How alike (0 to 1) each of `count` texts is to one of them, in their order; 0 below `LEAST`."""
    alike = [0.0] * count
    for stem, value in one.items():
        for number, weight in places.get(stem, ()):
            alike[number] += value * weight
    return [round(likeness, 4) if likeness >= LEAST else 0.0 for likeness in alike]


_Rank = tuple[float, str, str]
_Kept = tuple[float, float, tuple[Reason, ...], int, int]


class _Best:
    """The best pairs so far, and how alike two texts must be at least to come among them."""

    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self.least = LEAST
        self._pairs: list[tuple[_Rank, _Kept]] = []

    def add(self, rank: _Rank, pair: _Kept) -> None:
        """Take a pair in; now and then drop those that fell behind."""
        self._pairs.append((rank, pair))
        if len(self._pairs) >= 4 * self.limit + 100:
            self._drop()

    def found(self) -> list[tuple[_Rank, _Kept]]:
        """The best ones, in order."""
        self._drop()
        return self._pairs

    def _drop(self) -> None:
        self._pairs = sorted(self._pairs)[: self.limit]
        if len(self._pairs) == self.limit and self._pairs:
            self.least = max(LEAST, -self._pairs[-1][0][0] - _ALL_REASONS)


def vectors_of(*, bags: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Texts as unit vectors by TF-IDF: each word weighed by how few of these texts have it."""
    present = Counter(stem for bag in bags for stem in bag)
    weight = {stem: math.log((1 + len(bags)) / count) for stem, count in present.items()}
    vectors = []
    for bag in bags:
        vector = {stem: count * weight[stem] for stem, count in bag.items()}
        length = math.sqrt(sum(value * value for value in vector.values()))
        vectors.append({stem: value / length for stem, value in vector.items()} if length else {})
    return vectors


def _likenesses(vectors: Sequence[Mapping[str, float]], best: _Best) -> Iterator[tuple[int, int, float]]:
    """Every pair (the earlier text first) that shares a telling word, is alike enough, and can be among the best."""
    most = max(COMMON_AT_LEAST, int(COMMON_SHARE * len(vectors)))
    present = Counter(stem for vector in vectors for stem in vector)
    places: dict[str, list[tuple[int, float]]] = {}
    commons: list[dict[str, float]] = []
    lengths: list[float] = []
    for number, vector in enumerate(vectors):
        common = {stem: value for stem, value in vector.items() if present[stem] > most}
        length = math.sqrt(sum(value * value for value in common.values()))
        alike: dict[int, float] = {}
        known = alike.get
        for stem, value in vector.items():
            if stem in common:
                continue
            before = places.setdefault(stem, [])
            for other, weight in before:
                alike[other] = known(other, 0.0) + value * weight
            before.append((number, value))
        least = best.least - _ROUNDING
        for other, part in alike.items():
            if part + length * lengths[other] >= least:
                likeness = part + _dot(common, commons[other])
                if likeness >= best.least - _ROUNDING and likeness >= LEAST:
                    yield other, number, likeness
        commons.append(common)
        lengths.append(length)


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum(one[stem] * other[stem] for stem in one.keys() & other.keys())


def _reasons(one: Described, other: Described) -> tuple[Reason, ...]:
    asked: tuple[tuple[Reason, bool], ...] = (
        ("objective", bool(one.objectives & other.objectives)),
        ("target-group", bool(one.target_groups & other.target_groups)),
        ("transition", bool(one.transitions & other.transitions)),
        ("other-lead", bool(one.lead and other.lead and one.lead != other.lead)),
        ("other-strand", one.strand != other.strand),
    )
    return tuple(reason for reason, holds in asked if holds)


def shared_stems(*, one: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, ...]:
    """The stems that make two texts alike, most telling first."""
    common = [stem for stem in one if stem in other]
    return tuple(sorted(common, key=lambda stem: (-one[stem] * other[stem], stem))[:6])
