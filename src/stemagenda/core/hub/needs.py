"""How many questions came from where and about what, how many were answered, and which needs stay unmet.

What is published protects those who asked: a count from 1 to 4 is not shown, and a higher one is rounded down to a
multiple of five, totals too, so that no small count follows from the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

from stemagenda.core.hub.workflow import Outcome

Dimension = Literal["region", "transition", "kind", "asker"]
DIMENSIONS: Final[tuple[Dimension, ...]] = get_args(Dimension)
#: A question that waits longer for an answer counts as a need that is not met.
TOO_LONG: Final = timedelta(days=30)
#: Counts below this are not shown.
SMALLEST: Final = 5
#: Stands for a question that names no transition.
NOT_STATED: Final = "-"


@dataclass(frozen=True, kw_only=True)
class Need:
    """A question as counts see it. What was spam or taken back is none."""

    region: str
    kind: str
    asker: str
    transitions: tuple[str, ...]
    asked_on: date
    answered_on: date | None = None
    closed_on: date | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Questions asked, those that got an answer, and those whose need is not met."""

    asked: int = 0
    answered: int = 0
    unmet: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            asked=self.asked + other.asked, answered=self.answered + other.answered, unmet=self.unmet + other.unmet
        )


@dataclass(frozen=True, kw_only=True)
class Counted:
    """All questions up to a day: together, by each dimension, and unmet needs by region and transition."""

    total: Tally
    by: Mapping[Dimension, Mapping[str, Tally]]
    crossed: Mapping[tuple[str, str], Tally]


def is_unmet(need: Need, *, on: date) -> bool:
    """Whether a need is not met on a day: it ended without help, or waits too long for an answer."""
    if need.closed_on is not None and need.closed_on <= on:
        return need.outcome == "not-helped"
    is_answered = need.answered_on is not None and need.answered_on <= on
    return not is_answered and on - need.asked_on > TOO_LONG


def counted(*, needs: Iterable[Need], on: date) -> Counted:
    """Count the questions that were asked up to a day. One that names two transitions counts under each of them."""
    by: dict[Dimension, dict[str, Tally]] = {dimension: defaultdict(Tally) for dimension in DIMENSIONS}
    crossed: dict[tuple[str, str], Tally] = defaultdict(Tally)
    total = Tally()
    for need in needs:
        if need.asked_on > on:
            continue
        one = Tally(
            asked=1,
            answered=int(need.answered_on is not None and need.answered_on <= on),
            unmet=int(is_unmet(need, on=on)),
        )
        total += one
        for dimension in DIMENSIONS:
            for value in _VALUES[dimension](need):
                by[dimension][value] += one
        for transition in _VALUES["transition"](need):
            crossed[need.region, transition] += one
    return Counted(total=total, by={name: dict(found) for name, found in by.items()}, crossed=dict(crossed))


def protected(count: int) -> int | None:
    """A count as it is published: None for a small one, else rounded down to a multiple of five; nothing is nothing."""
    if 0 < count < SMALLEST:
        return None
    return count - count % SMALLEST


_VALUES: Final[Mapping[Dimension, Callable[[Need], tuple[str, ...]]]] = {
    "region": lambda need: (need.region,),
    "transition": lambda need: need.transitions or (NOT_STATED,),
    "kind": lambda need: (need.kind,),
    "asker": lambda need: (need.asker,),
}
