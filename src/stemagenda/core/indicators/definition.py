"""What an indicator is: frozen definitions, as the agenda's folder declares them.

Nothing here is inferred: direction, unit, cycle, breaks, thresholds and targets are declared, dated and referenced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from stemagenda.core.period import Period
from stemagenda.core.text import Text

Better = Literal["up", "down"]
Unit = Literal["share", "count", "score", "rate"]
#: indicator: is the indicator; breakdown: the indicator for a part (sex, form); comparator: the same elsewhere;
#: proxy: something like it, never shown as the indicator; related: numerators, samples, other definitions.
Role = Literal["indicator", "breakdown", "comparator", "proxy", "related"]
TargetMethod = Literal[
    "linear_path",
    "eurostat_cagr",
    "statcan_open_sdg",
    "un_progress_chart",
    "planning_bureau",
    "weather_symbols",
    "bands",
]


@dataclass(frozen=True, kw_only=True)
class Band:
    """A half-open value band: lower <= value < upper; None is without end."""

    lower: float | None
    upper: float | None
    verdict: str


@dataclass(frozen=True, kw_only=True)
class Target:
    """A published target. `published` is the day it became known; `reference` says who set it and where."""

    value: float
    period: Period
    published: date
    reference: Text
    url: str = ""
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The thresholds in force from `since` until the next rule, with the text they rest on.

    `tolerance` None means the default (0.5 percentage points for shares, 1 % for the rest). `reference_period` is
    declared only with a reason other than the default choice of reference.
    """

    since: date
    reference: Text
    target_method: TargetMethod = "linear_path"
    tolerance: float | None = None
    reference_period: Period | None = None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Break:
    """`period` is the first one under the new definition."""

    period: Period
    reason: Text


@dataclass(frozen=True, kw_only=True)
class LinkError:
    """Standard error of linking two survey cycles, in the unit of the series."""

    first: Period
    second: Period
    value: float


@dataclass(frozen=True, kw_only=True)
class Series:
    """One combination of instrument, definition, area and breakdowns of an indicator.

    `headline` series carry the indicator's lights on the home page. `unit`, `better` and `cycle_years` override the
    indicator's where they differ (a proxy in another unit).
    """

    code: str
    role: Role
    title: Text
    source: str
    area: str
    unit: Unit
    better: Better
    unit_label: Text
    cycle_years: int
    sex: str = "total"
    form: str = "total"
    level: str = ""
    headline: bool = False
    order: int = 0
    note: Text | None = None
    breaks: tuple[Break, ...] = ()
    link_errors: tuple[LinkError, ...] = ()
    targets: tuple[Target, ...] = ()
    #: the series this one follows under another definition; no line joins the two
    follows: str = ""

    def breaks_between(self, before: Period, after: Period) -> bool:
        """Whether the definition changed after the one period and up to the other."""
        return any(before < item.period <= after for item in self.breaks)


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator with all its series. `group` is "agenda" (interim report) or "vario" (VARIO's core indicators).

    `result_area` is empty for VARIO's. `cycle_years` is the survey or publication cycle. `limit` is a natural limit
    of the value (100 for a share that should rise).
    """

    code: str
    group: Literal["agenda", "vario"]
    order: int
    strand: str
    result_area: str
    objectives: tuple[str, ...]
    title: Text
    definition: Text
    measures_not: Text
    unit: Unit
    unit_label: Text
    better: Better
    cycle_years: int
    publisher: Text
    source_url: str
    how_to_load: Text
    rules: tuple[Rule, ...]
    series: tuple[Series, ...]
    baseline: Period | None = None
    limit: float | None = None
    #: when and by whom the next figure is due, where announced
    next_figure: Text | None = None
