"""What every target method is asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from stemagenda.core.indicators.case import Case, Colour
from stemagenda.core.indicators.definition import Band, Unit
from stemagenda.core.indicators.points import NOISE, Comparison
from stemagenda.core.indicators.trend import Trend

#: Published cuts are round numbers; a ratio that misses one by less than this has reached it.
CUT: Final = 1e-9

#: Why a method gives no answer. `not_assessable`: the light itself is grey.
Undefined = Literal[
    "not_assessable",
    "no_target",
    "target_before_reference",
    "target_period_passed",
    "target_met_at_reference",
    "zero_value",
    "sign_change",
    "too_few_points",
    "beyond_limit",
    "no_bands",
    "outside_bands",
    "overflow",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """The long window of a case, its comparable points and its target, on one time axis in years.

    `toward` is 1 where higher is better and -1 where lower is. `times` and `values` are the comparable points, `trend`
    their trend (None with fewer than five).
    """

    toward: int
    unit: Unit
    start: float
    end: float
    first: float
    last: float
    times: tuple[float, ...]
    values: tuple[float, ...]
    target: float | None
    target_time: float
    limit: float | None
    bands: tuple[Band, ...]
    trend: Trend | None

    @property
    def years(self) -> float:
        """Time from the reference to the latest point."""
        return self.end - self.start

    @property
    def met(self) -> bool:
        """Whether the latest value meets the target."""
        return self.target is not None and meets(self.last, self.target, self.toward)

    @property
    def met_at_reference(self) -> bool:
        """Whether the reference value met the target already: what is left is to keep it."""
        return self.target is not None and meets(self.first, self.target, self.toward)


def ask(*, case: Case, comparison: Comparison, trend: Trend | None) -> Question | None:
    """Put a case as a question to the methods; None while the light is grey."""
    window = comparison.long
    if window is None:
        return None
    target = case.target if case.target is not None and math.isfinite(case.target.value) else None
    return Question(
        toward=1 if case.better == "up" else -1,
        unit=case.unit,
        start=window.first.period.position,
        end=window.last.period.position,
        first=window.first.value,
        last=window.last.value,
        times=tuple(point.period.position for point in comparison.comparable),
        values=tuple(point.value for point in comparison.comparable),
        target=target.value if target else None,
        target_time=target.period.position if target else 0.0,
        limit=case.limit,
        bands=case.bands,
        trend=trend,
    )


def meets(value: float, target: float, toward: int) -> bool:
    """Whether a value is at the target or on its better side."""
    return toward * (value - target) >= -NOISE * max(abs(value), abs(target))


#: The colours a method's answers are laid beside the light in.
Direction = Colour
