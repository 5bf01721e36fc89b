"""Which of several published values for one period counts, and which contradict it.

Primary publishers go before those who quote them. Among equals: exact wording before loose wording, then the newest
publication (a revision), then the value printed with more digits where the two agree. Nothing is thrown away: the other
values stay beside the chosen one, and values that cannot both be true are marked as a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemagenda.core.observation import Figure
from stemagenda.core.period import Period

#: Printed values are binary fractions in memory; differences below this are no differences.
_NOISE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The value that counts for a period, the others published for it, and whether any contradicts it."""

    figure: Figure
    others: tuple[Figure, ...] = ()
    contradicted: bool = False

    @property
    def period(self) -> Period:
        """The period all these figures speak of."""
        return self.figure.observation.period


def agree(*, first: Figure, second: Figure) -> bool:
    """Whether two printed values can stand for one true value, given how each was rounded."""
    a, b = first.observation, second.observation
    if a.bound == "above" and b.value >= a.value - _NOISE:
        return True
    if b.bound == "above" and a.value >= b.value - _NOISE:
        return True
    if a.bound == "below" and b.value <= a.value + _NOISE:
        return True
    if b.bound == "below" and a.value <= b.value + _NOISE:
        return True
    return abs(a.value - b.value) <= a.half_width + b.half_width + _NOISE


def choose(*, figures: Iterable[Figure]) -> tuple[Chosen, ...]:
    """Choose one figure per period, in the order of time."""
    by_period: dict[Period, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_period[figure.observation.period].append(figure)
    return tuple(_choose_one(by_period[period]) for period in sorted(by_period))


def _choose_one(figures: Sequence[Figure]) -> Chosen:
    best_rank = [f for f in figures if f.release.rank == "primary"] or list(figures)
    exact = [f for f in best_rank if not f.observation.approximate and not f.observation.bound] or best_rank
    newest = max(exact, key=lambda f: (f.release.published, f.release.source, f.release.code))
    consistent = [f for f in exact if agree(first=f, second=newest)]
    chosen = min(
        consistent,
        key=lambda f: (f.observation.half_width, -f.release.published.toordinal(), f.release.source, f.release.code),
    )
    others = tuple(
        sorted(
            (f for f in figures if f is not chosen),
            key=lambda f: (f.release.rank, f.release.published, f.release.source, f.release.code),
        )
    )
    return Chosen(
        figure=chosen, others=others, contradicted=any(not agree(first=chosen, second=other) for other in others)
    )
