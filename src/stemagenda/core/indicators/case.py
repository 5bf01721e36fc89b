"""The question a light answers: a series of points, a direction, thresholds, perhaps a target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from stemagenda.core.indicators.definition import Band, Better, TargetMethod, Unit
from stemagenda.core.period import Period


@dataclass(frozen=True, kw_only=True)
class Point:
    """One comparable value. `rounding` is the half-width in the unit of the value; `standard_error` too.

    `break_before`: the definition changed between the previous point and this one.
    """

    period: Period
    value: float
    standard_error: float | None = None
    rounding: float = 0.0
    break_before: bool = False


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A target value for a period."""

    value: float
    period: Period


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything a verdict depends on. Points are ordered by period, one per period.

    `tolerance` None is the default for the unit; `reference` None is the default choice (method, section 2);
    `only_proxies` is true where figures exist but none of them is the indicator itself.
    `horizon` is the period to project to where there is no target.
    """

    better: Better
    unit: Unit
    points: tuple[Point, ...]
    link_error: float = 0.0
    reference: Period | None = None
    tolerance: float | None = None
    target: Goal | None = None
    limit: float | None = None
    target_method: TargetMethod = "linear_path"
    bands: tuple[Band, ...] = ()
    agenda_start: date = date(2021, 6, 11)
    baseline_year: int = 2010
    horizon: Period | None = None
    only_proxies: bool = False


Colour = Literal["green", "orange", "red", "grey"]
GreyReason = Literal["no_data", "one_point", "break", "proxy_only", "undefined"]
