"""A series the size of a word: the line, its last point in the colour of the light, and the target as a tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports.chart import ChartPoint
from stemagenda.outputs.svg.glyph import classes
from stemagenda.outputs.svg.mark_up import element, escape, number

WIDTH: Final = 90
HEIGHT: Final = 26
_MARGIN: Final = 4.0
#: the target's tick stands in a column of its own at the right
_TICK: Final = 10.0
#: the picture never stretches a change smaller than this part of the largest value
_SMALLEST_SPAN: Final = 0.15


def write(
    *,
    points: Sequence[ChartPoint],
    target: float | None = None,
    colour: Colour | None = None,
    uncertain: bool = False,
    stale: bool = False,
    label: str | None = None,
) -> str:
    """Return the spark as SVG of 90 by 26; without points an empty string.

    Args:
        points: in order of time; a line is never drawn across a break.
        target: drawn as a tick at its height.
        colour: the light that colours the last point.
        uncertain: draw the last point hollow.
        stale: fade the last point.
        label: the name a screen reader hears; None hides the picture, for where the same numbers stand beside it.
    """
    if not points:
        return ""
    places = _places(points, target=target)
    drawn = [_path(points, places), *_dots(places[:-1]), _last(places[-1], hollow=uncertain)]
    if target is not None:
        height = number(_height(target, points=points, target=target))
        drawn.insert(0, f'<path class="s-target" d="M{WIDTH - 7} {height}h7"/>')
    light = classes(colour, uncertain=uncertain, stale=stale) if colour else ""
    attributes: dict[str, str | float | None] = {"class_": f"spark {light}".strip(), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    if label is None:
        return element("svg", "".join(drawn), **attributes, aria_hidden="true")
    return element("svg", f"<title>{escape(label)}</title>{''.join(drawn)}", **attributes, role="img")


def _height(value: float, *, points: Sequence[ChartPoint], target: float | None) -> float:
    values = [point.value for point in points] + ([] if target is None else [target])
    low, high = min(values), max(values)
    span = max(high - low, _SMALLEST_SPAN * max(abs(low), abs(high)), 1e-9)
    middle = (low + high) / 2
    return HEIGHT / 2 - (value - middle) / span * (HEIGHT - 2 * _MARGIN)


def _places(points: Sequence[ChartPoint], *, target: float | None) -> list[tuple[float, float]]:
    first, last = points[0].position, points[-1].position
    room = WIDTH - 2 * _MARGIN - _TICK
    span = (last - first) or 1.0
    shift = room if last == first else 0.0
    return [
        (_MARGIN + shift + (point.position - first) / span * room, _height(point.value, points=points, target=target))
        for point in points
    ]


def _path(points: Sequence[ChartPoint], places: Sequence[tuple[float, float]]) -> str:
    if len(places) < 2:
        return ""
    steps = []
    for index, (x, y) in enumerate(places):
        pen = "M" if index == 0 or points[index].break_before else "L"
        steps.append(f"{pen}{number(x)} {number(y)}")
    return element("path", class_="s-line", d="".join(steps))


def _dots(places: Sequence[tuple[float, float]]) -> list[str]:
    return [element("circle", class_="s-dot", cx=x, cy=y, r=1.6) for x, y in places]


def _last(place: tuple[float, float], *, hollow: bool) -> str:
    x, y = place
    return element("circle", class_="s-last-hollow" if hollow else "s-last", cx=x, cy=y, r=2.9 if hollow else 3.4)
