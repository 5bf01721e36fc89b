"""One published value, and the release it came in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stemagenda.core.period import Period

Rank = Literal["primary", "secondary"]
Precision = Literal["day", "month", "year"]
Bound = Literal["", "above", "below"]
#: SDMX CL_OBS_STATUS codes that are accepted.
STATUSES = ("A", "B", "E", "F", "I", "M", "P", "S", "U")


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One value of one series in one release.

    `half_width` is half the rounding step in the unit of the value: a printed 18 is 18 +- 0.5. `approximate` marks a
    value worded loosely ("about a fifth"); `bound` a value that is only a lower ("above") or upper ("below") limit.
    `where` is the page, table, sheet or cell; `row` the line in the release file.

    Raises:
        ValueError: when a number is not finite or a width is negative.
    """

    indicator: str
    series: str
    period: Period
    value: float
    half_width: float = 0.0
    standard_error: float | None = None
    sample_size: int | None = None
    approximate: bool = False
    bound: Bound = ""
    status: str = "A"
    where: str = ""
    note: str = ""
    row: int = 0

    def __post_init__(self) -> None:
        """Refuse numbers that no calculation can use."""
        if not math.isfinite(self.value):
            raise ValueError("a value must be a finite number")
        if not all(0 <= width < math.inf for width in (self.half_width, self.standard_error or 0.0)):
            raise ValueError("a rounding half-width or standard error must be finite and cannot be negative")


@dataclass(frozen=True, kw_only=True)
class Release:
    """One published file or document, as one source brought it out.

    `published` with `precision` "year" is stored as 31 December of that year, "month" as its last day. `rank` tells
    whether the publisher made the statistic ("primary") or quotes it ("secondary"). `digest` is the file's SHA-256.
    """

    source: str
    code: str
    title: str
    publisher: str
    published: date
    precision: Precision
    rank: Rank
    url: str
    licence: str
    digest: str
    observations: tuple[Observation, ...]
    language: str = "nl"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReleaseHeading:
    """What a release says of itself, without its observations: who published what, when, where, under which terms."""

    source: str
    code: str
    title: str
    publisher: str
    published: date
    precision: Precision
    rank: Rank
    url: str
    licence: str
    language: str = "nl"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """An observation together with the release that brought it."""

    observation: Observation
    release: ReleaseHeading
