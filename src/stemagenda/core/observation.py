"""One published value, and the release it came in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from stemagenda.core.period import Period

Rank = Literal["primary", "secondary"]
Precision = Literal["day", "month", "year"]
Bound = Literal["", "above", "below"]
#: SDMX CL_OBS_STATUS codes that are accepted.
STATUSES = ("A", "B", "E", "F", "I", "M", "P", "S", "U")
#: What a reader may have done to get from a file to a value; each has its sentence on the lineage page.
STEPS: Final = ("select", "count", "sum", "share", "classify", "estimate", "scale")


class Datum(NamedTuple):
    """One cell of an instrument's own table, before any indicator asks for it.

    `key` holds the codes of the table's dimensions in its own order, joined by dots (A.PC.Y25-64.T.BE2); `period` the
    period as published; `value` None where the publisher printed a missing value; `decimals` the digits printed after
    the decimal mark; `status` the flag as published; `row` the line, row or element in the file, from 1.
    """

    key: str
    period: str
    value: float | None
    decimals: int
    status: str
    row: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: `kind` is one of `STEPS`, `values` names what it worked on.

    Names in use: key, table, column, where, rows (a number of rows), value, by (a classification and its date).
    """

    kind: str
    values: tuple[tuple[str, str | int | float], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a step that no page could put into words."""
        if self.kind not in STEPS:
            raise ValueError(f"'{self.kind}' is no step: {', '.join(STEPS)}")


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a person says beside a file that does not say it itself; empty where they said nothing.

    `published` is written as in a release file: 2026-03-01, 2026-03 or 2026.
    """

    title: str = ""
    published: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """One value of one series in one release.

    `half_width` is half the rounding step in the unit of the value: a printed 18 is 18 +- 0.5. `approximate` marks a
    value worded loosely ("about a fifth"); `bound` a value that is only a lower ("above") or upper ("below") limit.
    `where` is the page, table, sheet or cell; `row` the line in the release file. `steps` tells how a reader made the
    value from the file; none where the file holds the value itself.

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
    steps: tuple[Step, ...] = ()

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
    `dataset` names the table that comes out again and again: from its publication on, a release takes the place of the
    earlier ones of that table. Empty for a publication that stands by itself. `reader` is the reader and its version.
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
    dataset: str = ""
    reader: str = ""


@dataclass(frozen=True, kw_only=True)
class ReleaseHeading:
    """What a release says of itself, without its observations: who published what, when, where, under which terms.

    `replaced_on` is the day a newer release of the same dataset came out; None while there is none.
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
    language: str = "nl"
    note: str = ""
    dataset: str = ""
    reader: str = ""
    replaced_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """An observation together with the release that brought it."""

    observation: Observation
    release: ReleaseHeading
