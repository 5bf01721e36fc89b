"""What could help somebody at once: practices, organisations and actions that fit a question, with the reasons.

A shared objective or transition counts the more, the fewer candidates share it: 1 / log2(1 + how many), as where actors
could meet (`core.network.meeting`). Likeness of words is that of practices (`core.actions.overlap`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from stemagenda.core.actions.overlap import likenesses_to, places_of, shared_stems

Group = Literal["infrastructure", "practice", "partner", "action"]
ReasonKind = Literal["supplies", "named", "objective", "transition", "target-group", "region", "text", "other-side"]
GROUPS: Final[tuple[Group, ...]] = get_args(Group)
#: At most so many of each group: more is a list, not help. Of infrastructure there is little, each in its own trade.
MOST: Final[Mapping[Group, int]] = {"infrastructure": 12, "practice": 5, "partner": 5, "action": 5}
#: Without one of these a candidate has nothing to do with the question: most practices speak to pupils.
ENOUGH: Final[frozenset[ReasonKind]] = frozenset({"supplies", "named", "objective", "transition", "text"})
WEIGHTS: Final[Mapping[ReasonKind, float]] = {
    "supplies": 0.6,
    "named": 0.5,
    "objective": 0.4,
    "transition": 0.3,
    "region": 0.15,
    "target-group": 0.12,
    "other-side": 0.08,
}
#: These weigh less the more candidates have them.
_RARE: Final[tuple[ReasonKind, ...]] = ("named", "objective", "transition")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A question as likeness sees it. `side` is the pillar from which it is asked; `vector` its words."""

    objectives: frozenset[str] = frozenset()
    transitions: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    side: str = ""
    vector: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What may help. `named` are objectives at which a document names it itself, `objectives` those it works for.

    `supplies` says that it is known to open its infrastructure.
    """

    group: Group
    code: str
    named: frozenset[str] = frozenset()
    objectives: frozenset[str] = frozenset()
    transitions: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    pillar: str = ""
    supplies: bool = False
    vector: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why something is suggested; `codes` are what is shared, of `text` the stems, most telling first."""

    kind: ReasonKind
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A candidate that fits, and why. `score` ranks within its group."""

    group: Group
    code: str
    score: float
    reasons: tuple[Reason, ...]


def suggestions(*, wanted: Wanted, among: Sequence[Candidate]) -> tuple[Suggestion, ...]:
    """What fits best, by group in the order of `GROUPS`, the highest score first, ties by code."""
    places = places_of(vectors=[candidate.vector for candidate in among])
    alike = likenesses_to(one=wanted.vector, places=places, count=len(among))
    told = [
        (candidate, _reasons(wanted, candidate, has_text=likeness > 0), likeness)
        for candidate, likeness in zip(among, alike, strict=True)
    ]
    having = Counter((reason.kind, code) for _, reasons, _ in told for reason in reasons for code in reason.codes)
    found = [
        Suggestion(group=candidate.group, code=candidate.code, score=_score(reasons, likeness, having), reasons=reasons)
        for candidate, reasons, likeness in told
        if ENOUGH & {reason.kind for reason in reasons}
    ]
    ranked = sorted(found, key=lambda item: (-item.score, item.code))
    return tuple(item for group in GROUPS for item in [item for item in ranked if item.group == group][: MOST[group]])


def _reasons(wanted: Wanted, candidate: Candidate, *, has_text: bool) -> tuple[Reason, ...]:
    named = wanted.objectives & candidate.named
    shared: tuple[tuple[ReasonKind, frozenset[str]], ...] = (
        ("named", named),
        ("objective", (wanted.objectives & candidate.objectives) - named),
        ("transition", wanted.transitions & candidate.transitions),
        ("target-group", wanted.target_groups & candidate.target_groups),
        ("region", wanted.places & candidate.places),
    )
    found = [Reason(kind="supplies")] if candidate.supplies else []
    found += [Reason(kind=kind, codes=tuple(sorted(codes))) for kind, codes in shared if codes]
    if has_text:
        found.append(Reason(kind="text", codes=shared_stems(one=wanted.vector, other=candidate.vector)))
    if wanted.side and candidate.pillar and candidate.pillar != wanted.side:
        found.append(Reason(kind="other-side", codes=(candidate.pillar,)))
    return tuple(found)


def _score(reasons: Sequence[Reason], likeness: float, having: Counter[tuple[ReasonKind, str]]) -> float:
    score = likeness
    for reason in reasons:
        weight = WEIGHTS.get(reason.kind, 0.0)
        if reason.kind in _RARE:
            score += weight * sum(1 / math.log2(1 + having[reason.kind, code]) for code in reason.codes)
        else:
            score += weight
    return round(score, 4)
