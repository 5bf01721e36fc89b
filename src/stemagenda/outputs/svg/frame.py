"""The field a chart is drawn on: which numbers lie where, which ticks the axes show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from stemagenda.core.reports.chart import Chart

LETTER: Final = 13.0
ROW: Final = 16.0
_WIDE: Final = frozenset("mwMWOQ@%—…")
_NARROW: Final = frozenset("iljtfI.,:;'|!()[] \u202f\u2009")


def text_width(text: str, *, size: float = LETTER) -> float:
    """Return about how wide a text runs, in pixels; a little too wide rather than too narrow."""
    ems = 0.0
    for letter in text:
        if letter in _NARROW:
            ems += 0.28
        elif letter == "\u200b":
            continue
        elif letter in _WIDE:
            ems += 0.82
        else:
            ems += 0.6 if letter.isupper() else 0.51
    return ems * size


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The edges of the plot in pixels, and the numbers at those edges."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, position: float) -> float:
        """Return where a place in time lies."""
        span = (self.last - self.first) or 1.0
        return self.left + (position - self.first) / span * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return how high a value lies."""
        span = (self.high - self.low) or 1.0
        return self.bottom - (value - self.low) / span * (self.bottom - self.top)


#: The shortest part of an axis that is not drawn from zero, as a part of the largest value.
SMALLEST_SPAN: Final = 0.1


def nice_step(span: float, *, wanted: int) -> float:
    """Return the round step (1, 2, 2.5 or 5 times a power of ten) that cuts a span in about so many parts."""
    rough = max(span, 1e-12) / max(wanted, 1)
    power: float = 10.0 ** math.floor(math.log10(rough))
    for factor in (1.0, 2.0, 2.5, 5.0):
        if factor * power >= rough * 0.999:
            return factor * power
    return 10.0 * power


def value_axis(chart: Chart, *, wanted: int) -> tuple[float, ...]:
    """Return the ticks of the value axis; its first and last are the ends of the axis.

    The axis starts at zero unless the chart says otherwise, and a share never runs past 100.
    """
    values = _values(chart)
    if not values:
        return (0.0, 25.0, 50.0, 75.0, 100.0) if chart.unit == "share" else (0.0, 1.0)
    low, high = min(values), max(values)
    if chart.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    # A lone value, or values that hardly differ, must not fill the picture as if they did.
    least = SMALLEST_SPAN * max(abs(low), abs(high)) or 1.0
    if high - low < least and not chart.from_zero:
        middle = (low + high) / 2
        low, high = middle - least / 2, middle + least / 2
    elif high - low < 1e-9:
        high = low + 1.0
    step = nice_step(high - low, wanted=wanted)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if not chart.from_zero and low - first * step < 0.25 * step:
        first -= 1
    if chart.unit == "share" and low >= 0:
        first, last = max(first, 0), min(last, max(math.ceil(100 / step - 1e-9), math.ceil(high / step - 1e-9)))
    return tuple(round(index * step, 10) for index in range(first, last + 1))


def _values(chart: Chart) -> list[float]:
    values = [number for point in chart.points for number in (point.value, point.low, point.high) if number is not None]
    if chart.target:
        values.append(chart.target.value)
    if values and chart.reach is not None:
        values.append(chart.reach)
    if chart.projection:
        values += [chart.projection.value, chart.projection.low, chart.projection.high]
    return values


def time_axis(chart: Chart) -> tuple[float, float]:
    """Return the first and last place in time; a lone year gets room on both sides."""
    places = [point.position for point in chart.points]
    places += [gap.position for gap in chart.gaps] + [event.position for event in chart.events]
    places += [item.position for item in (chart.target, chart.projection) if item]
    places += [place for mark in chart.marks for place in (mark.first, mark.last)]
    places += [place for place in (chart.lead_in, chart.until) if place is not None]
    if not places:
        return 2000.0, 2001.0
    first, last = min(places), max(places)
    return (first - 1.0, last + 1.0) if last - first < 1e-9 else (first, last)


def time_labels(chart: Chart) -> list[tuple[float, str]]:
    """Return every period that has something to show, in order, once each."""
    found = {point.position: point.label for point in chart.points}
    for gap in chart.gaps:
        found.setdefault(gap.position, gap.label)
    if chart.target:
        found.setdefault(chart.target.position, _year(chart.target.position, found))
    return sorted(found.items())


def _year(position: float, known: dict[float, str]) -> str:
    """Write a place the way the other periods are written: 2030, or 2030-31 among school years."""
    year = int(position + 1e-6)
    school = position - year > 0.5 and any("-" in label for label in known.values())
    return f"{year}-{(year + 1) % 100:02d}" if school or position - year > 0.5 else str(year)


def thin_out(labels: list[tuple[float, str]], frame: Frame, *, keep: frozenset[float]) -> list[tuple[float, str]]:
    """Drop the labels that would touch: the kept ones, the first and the last stay, then from right to left."""
    if not labels:
        return []
    first, last = labels[0][0], labels[-1][0]
    order = sorted(labels, key=lambda item: (item[0] not in {first, last}, item[0] not in keep, -item[0]))
    taken: list[tuple[float, float]] = []
    shown = []
    for position, label in order:
        half = text_width(label) / 2 + 4
        middle = frame.x(position)
        if all(middle + half <= start or middle - half >= end for start, end in taken):
            taken.append((middle - half, middle + half))
            shown.append((position, label))
    return sorted(shown)
