"""The lines of a chart and their points: strokes, whiskers, marks, values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stemagenda.core.reports.chart import Chart, ChartLine, ChartPoint
from stemagenda.core.text import Language, format_number
from stemagenda.outputs.svg.frame import LETTER, Frame
from stemagenda.outputs.svg.mark_up import element, escape, number
from stemagenda.outputs.svg.placing import Room, text_box
from stemagenda.outputs.svg.words import ABOUT, AT_LEAST, AT_MOST, value_words

#: a stroke of its own for each category, so that colour never stands alone
STROKES: Final = (None, None, "7 4", "1.5 4.5", "10 4 2 4", "14 4", "4 3")
_SQUARE: Final = frozenset({2, 5})
_DIAMOND: Final = frozenset({3, 6})
#: with more points than this only the first, the last and the marked ones carry their value
_FEW: Final = 7


def parts(points: Sequence[ChartPoint]) -> list[list[ChartPoint]]:
    """Cut the points where the definition changes: no line joins two parts."""
    cut: list[list[ChartPoint]] = []
    for point in points:
        if point.break_before or not cut:
            cut.append([])
        cut[-1].append(point)
    return cut


def draw_line(line: ChartLine, *, chart: Chart, frame: Frame, language: Language) -> str:
    """Return one series: its strokes, whiskers and points."""
    drawn = [_stroke(part, category=line.category, frame=frame) for part in parts(line.points) if len(part) > 1]
    drawn += [_whisker(point, frame=frame) for point in line.points]
    drawn += [_point(point, line=line, chart=chart, frame=frame, language=language) for point in line.points]
    names = ["c-series"] + ([f"c-cat{line.category}"] if line.category else [])
    names += ["c-aside"] if line.role in {"comparator", "related"} else []
    return element("g", "".join(drawn), class_=" ".join(names), data_name=line.label)


def _stroke(part: Sequence[ChartPoint], *, category: int, frame: Frame) -> str:
    steps = [f"{number(frame.x(point.position))} {number(frame.y(point.value))}" for point in part]
    return element("path", class_="c-line", d="M" + "L".join(steps), stroke_dasharray=STROKES[category])


def _whisker(point: ChartPoint, *, frame: Frame) -> str:
    if point.low is None or point.high is None:
        return ""
    x, top, bottom = frame.x(point.position), frame.y(point.high), frame.y(point.low)
    if bottom - top < 2:
        return ""
    path = f"M{number(x - 4)} {number(top)}h8m-4 0V{number(bottom)}m-4 0h8"
    return element("path", class_="c-range", d=path)


def _point(point: ChartPoint, *, line: ChartLine, chart: Chart, frame: Frame, language: Language) -> str:
    x, y = frame.x(point.position), frame.y(point.value)
    lit = bool(point.mark) and line.category == 0 and chart.light not in {None, "grey"}
    title = f"<title>{escape(point_words(point, line=line, chart=chart, language=language))}</title>"
    drawn = [_bound(point, x=x, y=y)]
    if point.contradicted:
        drawn.append(element("circle", class_="c-range", cx=x, cy=y, r=8.0))
    kind = "c-open" if point.approximate else "c-point"
    if lit:
        kind = "c-lit-hollow" if chart.uncertain or point.approximate else "c-lit"
    drawn.append(_marker(kind, x=x, y=y, size=5.5 if lit else 4.0, category=line.category, title=title))
    return "".join(drawn)


def _marker(kind: str, *, x: float, y: float, size: float, category: int, title: str) -> str:
    place = {"data_x": x, "data_y": y}
    if category in _SQUARE:
        half = size * 0.9
        return element("rect", title, class_=kind, x=x - half, y=y - half, width=2 * half, height=2 * half, **place)
    if category in _DIAMOND:
        reach = number(size * 1.25)
        path = f"M{number(x)} {number(y)}m0-{reach}l{reach} {reach}-{reach} {reach}-{reach}-{reach}z"
        return element("path", title, class_=kind, d=path, **place)
    return element("circle", title, class_=kind, cx=x, cy=y, r=size, **place)


def _bound(point: ChartPoint, *, x: float, y: float) -> str:
    if not point.bound:
        return ""
    sign = -1 if point.bound == "above" else 1
    path = f"M{number(x)} {number(y)}v{20 * sign}m-4 {-5 * sign}l4 {5 * sign} 4 {-5 * sign}"
    return element("path", class_="c-range", d=path)


def point_words(point: ChartPoint, *, line: ChartLine, chart: Chart, language: Language) -> str:
    """Return one point as words: "Vlaanderen, 2018: ongeveer 17 %"."""
    value = value_words(point.value, chart=chart, language=language)
    if point.bound:
        value = (AT_LEAST if point.bound == "above" else AT_MOST).to(language).format(value=value)
    elif point.approximate:
        value = ABOUT.to(language).format(value=value)
    start = f"{line.label}, " if line.label else ""
    return f"{start}{point.label}: {value}"


def claim(lines: Sequence[ChartLine], *, frame: Frame, room: Room) -> None:
    """Mark the strokes and points of all lines as taken, before any label is placed."""
    for line in lines:
        for part in parts(line.points):
            room.take_path([(frame.x(point.position), frame.y(point.value)) for point in part])
            for point in part:
                x, y = frame.x(point.position), frame.y(point.value)
                low = frame.y(point.low) if point.low is not None else y
                high = frame.y(point.high) if point.high is not None else y
                room.take((x - 4, min(high, y - 4), x + 4, max(low, y + 4)))


def draw_values(line: ChartLine, *, alone: bool, frame: Frame, room: Room, language: Language) -> str:
    """Return the values beside the points of a line, each where it touches nothing."""
    drawn = []
    wanted = [point for point in line.points if _speaks(point, line=line, alone=alone)]
    order = sorted(wanted, key=lambda point: (point.mark == "", -point.position))
    for point in order:
        text = format_number(point.value, language=language)
        for x, baseline in _spots(point, line=line, frame=frame):
            box = text_box(text, x=x, baseline=baseline, anchor="middle")
            if room.free(box) and frame.left - 8 <= box[0] and box[1] >= frame.top - 18:
                room.take(box)
                drawn.append(
                    element(
                        "text", escape(text), class_="c-strong c-halo c-label", x=x, y=baseline, text_anchor="middle"
                    )
                )
                break
    return element("g", "".join(drawn), class_=f"c-cat{line.category}" if line.category else None) if drawn else ""


def _speaks(point: ChartPoint, *, line: ChartLine, alone: bool) -> bool:
    ends = {line.points[0].position, line.points[-1].position}
    return bool(point.mark) or point.position in ends or (alone and len(line.points) <= _FEW)


def _spots(point: ChartPoint, *, line: ChartLine, frame: Frame) -> list[tuple[float, float]]:
    """Return the places to try, best first: above, or below where the line dips; further away, then aside."""
    x, y = frame.x(point.position), frame.y(point.value)
    wide = 5.0 if point.contradicted else 2.0 if point.mark else 0.0
    top = min(y - wide, frame.y(point.high) if point.high is not None else y) - 18 * (point.bound == "above")
    bottom = max(y + wide, frame.y(point.low) if point.low is not None else y) + 18 * (point.bound == "below")
    above, below = (x, top - 9), (x, bottom + 9 + LETTER * 0.7)
    index = line.points.index(point)
    near = [line.points[i].value for i in (index - 1, index + 1) if 0 <= i < len(line.points)]
    spots = [below, above] if near and all(value > point.value for value in near) else [above, below]
    spots += [(sx + shift, sy) for sx, sy in spots for shift in (-14, 14)]
    return [*spots, (x, top - 16), (x, bottom + 16 + LETTER * 0.7)]
