"""Numbered moments in a chart: a line for a day, a band for a month or a year, the number below the time axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stemagenda.core.reports.chart import ChartMark
from stemagenda.outputs.svg.frame import Frame
from stemagenda.outputs.svg.mark_up import element, escape, number

_RADIUS: Final = 9.5
_ROW: Final = 23.0
#: Below the axis stand the periods; the numbers come under them.
_BELOW: Final = 38.0
#: A band is never thinner than this, so that it is seen.
_THINNEST: Final = 3.0
_SLIVER: Final = 0.6


def mark_rows(marks: Sequence[ChartMark], *, frame: Frame) -> tuple[int, ...]:
    """The row of each number, so that no two touch; marks come in order of time."""
    ends: list[float] = []
    rows = []
    for mark in marks:
        x = _middle(mark, frame)
        row = next((row for row, end in enumerate(ends) if x - _RADIUS >= end + 2), len(ends))
        ends[row : row + 1] = [x + _RADIUS]
        rows.append(row)
    return tuple(rows)


def rows_height(rows: Sequence[int]) -> float:
    """How much higher a chart becomes by its rows of numbers."""
    return (max(rows) + 1) * _ROW + 2 if rows else 0.0


def draw_marks(marks: Sequence[ChartMark], *, rows: Sequence[int], frame: Frame) -> str:
    """Return the lines, bands and numbers."""
    return "".join(_drawn(mark, row=row, frame=frame) for mark, row in zip(marks, rows, strict=True))


def _drawn(mark: ChartMark, *, row: int, frame: Frame) -> str:
    first, last = frame.x(mark.first), frame.x(mark.last)
    if mark.last > mark.first:
        # Bands of years that follow one another keep a sliver of paper between them.
        width = max(last - first - 2 * _SLIVER, _THINNEST)
        place = {"x": first + _SLIVER, "y": frame.top, "width": width, "height": frame.bottom - frame.top}
        shape = element("rect", class_="c-span", **place)
    else:
        shape = element("path", class_="c-moment", d=f"M{number(first)} {number(frame.top)}V{number(frame.bottom)}")
    x, y = _middle(mark, frame), frame.bottom + _BELOW + row * _ROW
    ring = element("circle", class_="c-number", cx=x, cy=y, r=_RADIUS)
    written = element("text", str(mark.number), class_="c-strong", x=x, y=y + 4.5, text_anchor="middle")
    return element("g", f"<title>{escape(f'{mark.number}. {mark.label}')}</title>{shape}{ring}{written}")


def _middle(mark: ChartMark, frame: Frame) -> float:
    return frame.x((mark.first + mark.last) / 2)
