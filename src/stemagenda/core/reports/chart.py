"""What a chart shows, apart from how it is drawn.

Texts are already in the reader's language; numbers are numbers, so that every writer rounds and groups them itself.
Places on the time axis are years with a fraction, as `Period.position` gives them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from stemagenda.core.indicators.case import Colour
from stemagenda.core.indicators.definition import Role, Unit
from stemagenda.core.observation import Bound

#: How many lines with a colour of their own a chart can hold; further ones repeat colours with other strokes.
CATEGORIES = 6
Mark = Literal["", "reference", "latest"]


def _finite(*numbers: float | None) -> None:
    for number in numbers:
        if number is not None and not math.isfinite(number):
            raise ValueError("a chart needs finite numbers")


@dataclass(frozen=True, kw_only=True)
class ChartPoint:
    """One value on a line.

    `low` and `high` are the ends of the rounding or error interval, in the unit of the value. `mark` tells that the
    light compares this point with the other marked one. `contradicted` is true where sources disagree; `break_before`
    where the definition changed between the previous point and this one.
    """

    label: str
    position: float
    value: float
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    bound: Bound = ""
    contradicted: bool = False
    break_before: bool = False
    mark: Mark = ""

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be drawn."""
        _finite(self.position, self.value, self.low, self.high)


@dataclass(frozen=True, kw_only=True)
class ChartLine:
    """One series. `category` 0 is ink (the indicator itself); 1 to 6 are the category colours with their own strokes.

    Raises:
        ValueError: when the points are not in order of time, or the category does not exist.
    """

    label: str
    points: tuple[ChartPoint, ...]
    category: int = 0
    role: Role = "indicator"

    def __post_init__(self) -> None:
        """Refuse lines that go back in time."""
        if not 0 <= self.category <= CATEGORIES:
            raise ValueError(f"a category is 0 to {CATEGORIES}")
        places = [point.position for point in self.points]
        if places != sorted(places):
            raise ValueError("the points of a line must be in order of time")


@dataclass(frozen=True, kw_only=True)
class ChartTarget:
    """A value to reach at a place in time. `label` says so: "streefcijfer 2030-31"."""

    value: float
    position: float
    label: str

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be drawn."""
        _finite(self.value, self.position)


@dataclass(frozen=True, kw_only=True)
class ChartEvent:
    """A day worth a line in the chart: "start van de agenda"."""

    position: float
    label: str


@dataclass(frozen=True, kw_only=True)
class ChartMark:
    """A moment with its number: a line where `first` is `last`, a band where only the month or year is known.

    `label` says what it is, in the list that stands beside or below the picture.
    """

    number: int
    first: float
    last: float
    label: str

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        _finite(self.first, self.last)
        if self.last < self.first:
            raise ValueError("a moment ends after it begins")


@dataclass(frozen=True, kw_only=True)
class ChartBreak:
    """From `position` on, another definition holds; `note` says which."""

    position: float
    note: str


@dataclass(frozen=True, kw_only=True)
class ChartGap:
    """A period that was measured while we hold no figure for it: label "2022"."""

    label: str
    position: float


@dataclass(frozen=True, kw_only=True)
class ChartProjection:
    """Where the trend leads: a value with its interval at a place after the last point."""

    position: float
    value: float
    low: float
    high: float
    label: str = ""

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be drawn."""
        _finite(self.position, self.value, self.low, self.high)


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything a line chart shows.

    `title` is the finding, `measure` what is measured and in which unit; `description` is for people who cannot see
    the picture. `unit_label` is written once, at the top of the axis ("%" for shares). `from_zero` false starts the
    axis near the lowest value and draws it broken. `reach` is a value the axis must hold, so that small multiples
    share one scale; `lead_in` and `until` widen the time axis. `light` colours the two compared points. `caveat` is
    said below the marks of a picture that travels alone.
    """

    title: str
    measure: str
    description: str
    unit: Unit
    unit_label: str
    lines: tuple[ChartLine, ...]
    target: ChartTarget | None = None
    events: tuple[ChartEvent, ...] = ()
    breaks: tuple[ChartBreak, ...] = ()
    gaps: tuple[ChartGap, ...] = ()
    projection: ChartProjection | None = None
    from_zero: bool = True
    light: Colour | None = None
    uncertain: bool = False
    stale: bool = False
    lead_in: float | None = None
    until: float | None = None
    reach: float | None = None
    source: str = ""
    marks: tuple[ChartMark, ...] = ()
    caveat: str = ""

    @property
    def points(self) -> tuple[ChartPoint, ...]:
        """Every point of every line."""
        return tuple(point for line in self.lines for point in line.points)
