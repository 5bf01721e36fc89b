"""The line chart: one frame, direct labels, honest axes, breaks that stay open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from stemagenda.core.reports.chart import Chart
from stemagenda.core.text import Language, format_number, format_percent
from stemagenda.outputs.svg import download
from stemagenda.outputs.svg.frame import (
    LETTER,
    ROW,
    Frame,
    text_width,
    thin_out,
    time_axis,
    time_labels,
    value_axis,
)
from stemagenda.outputs.svg.glyph import classes
from stemagenda.outputs.svg.mark_up import element, escape, number
from stemagenda.outputs.svg.marks import draw_marks, mark_rows, rows_height
from stemagenda.outputs.svg.placing import Room, flag_rows, fold, label_height, spread, text_box
from stemagenda.outputs.svg.series import claim, draw_line, draw_values
from stemagenda.outputs.svg.words import AXIS_FROM, NOT_LOADED

_FOOT: Final = 30.0
_EDGE: Final = 10.0
_NAME_GAP: Final = 12.0
#: the plot keeps at least this part of the width, whatever the names of the lines
_PLOT: Final = 0.55


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What the parts of one chart share while it is drawn."""

    chart: Chart
    language: Language
    width: float
    small: bool
    frame: Frame
    ticks: tuple[float, ...]
    names: tuple[tuple[str, ...], ...]
    flags: tuple[tuple[float, str], ...]
    room: Room
    mark_rows: tuple[int, ...]


def write(
    *,
    chart: Chart,
    language: Language,
    width: int = 760,
    height: int = 400,
    key: str = "chart",
    small: bool = False,
    standalone: bool = False,
) -> str:
    """Return the chart as SVG, always the same for the same chart.

    Args:
        chart: what to show.
        language: of numbers and fixed words.
        width: of the picture, in pixels; the page scales it.
        height: of the chart proper, in pixels; rows of numbers below the time axis come on top of it.
        key: makes the ids unique on a page that shows several charts.
        small: for small multiples: fewer ticks, values at the ends only, no names.
        standalone: for a download: light colours, title, source and fonts inside the file.
    """
    drawing = _prepare(chart=chart, language=language, width=float(width), height=float(height), small=small)
    height += int(rows_height(drawing.mark_rows))
    claim(chart.lines, frame=drawing.frame, room=drawing.room)
    content = "".join(
        (
            _value_axis(drawing),
            draw_marks(chart.marks, rows=drawing.mark_rows, frame=drawing.frame),
            _flags(drawing),
            _time_axis(drawing),
            _target(drawing),
            _projection(drawing),
            *(draw_line(line, chart=chart, frame=drawing.frame, language=language) for line in reversed(chart.lines)),
            _names(drawing),
            *_values(drawing),
            _gaps(drawing),
        )
    )
    light = classes(chart.light, uncertain=chart.uncertain, stale=chart.stale) if chart.light else ""
    if standalone:
        return download.wrap(content, chart=chart, language=language, width=width, height=height)
    ids = re.sub(r"[^A-Za-z0-9_-]", "-", key)
    heading = f'<title id="{ids}-t">{escape(chart.title)}</title><desc id="{ids}-d">{escape(chart.description)}</desc>'
    return element(
        "svg",
        heading + content,
        class_=f"c {light}".strip(),
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{ids}-t {ids}-d",
    )


def _prepare(*, chart: Chart, language: Language, width: float, height: float, small: bool) -> Drawing:
    ticks = value_axis(chart, wanted=3 if small else max(2, min(5, int(height / 65))))
    first, last = time_axis(chart)
    left = max(text_width(_tick(value, ticks, chart=chart, language=language)) for value in ticks) + 12
    silent = small or (len(chart.lines) == 1 and (chart.projection is not None or _told(chart)))
    names = () if silent else tuple(fold(line.label, width=max(width * 0.3, 100.0)) for line in chart.lines)
    right = width - _right_room(chart, names=names, left=left, width=width, first=first, last=last)
    slack = (last - first) * _EDGE * 2 / max(right - left - 4 * _EDGE, 1.0)
    frame = Frame(
        left=left, right=right, top=0, bottom=height - _FOOT, first=first - slack, last=last + slack / 2,
        low=ticks[0], high=ticks[-1],
    )  # fmt: skip
    flags = () if small else _flag_texts(chart, frame=frame, width=width)
    rows = max((row + 1 for row, _ in flag_rows(flags, width=width)), default=0)
    top = (20 if small else 12) + rows * ROW + (0 if chart.unit == "share" or small or not chart.unit_label else ROW)
    frame = replace(frame, top=min(top, height - _FOOT - 40))
    return Drawing(
        chart=chart, language=language, width=width, small=small, frame=frame, ticks=ticks, names=names, flags=flags,
        room=Room(), mark_rows=mark_rows(chart.marks, frame=frame),
    )  # fmt: skip


def _told(chart: Chart) -> bool:
    """Tell whether the words above the chart already name its only line."""
    return chart.lines[0].label in chart.title or chart.lines[0].label in chart.measure


def _right_room(
    chart: Chart, *, names: tuple[tuple[str, ...], ...], left: float, width: float, first: float, last: float
) -> float:
    """Return the room right of the plot, so that every name fits behind the last point of its line."""
    inner = width - left - _EDGE
    for line, folded in zip(chart.lines, names, strict=False):
        if line.points and folded:
            share = max((line.points[-1].position - first) / (last - first), 0.05)
            needed = max(text_width(text) for text in folded) + _NAME_GAP + 6
            inner = min(inner, (width - left - needed) / share)
    return width - left - max(inner, width * _PLOT)


def _flag_texts(chart: Chart, *, frame: Frame, width: float) -> tuple[tuple[float, str], ...]:
    flags = [(event.position, event.label) for event in chart.events]
    flags += [(_break_place(item.position, chart), item.note) for item in chart.breaks]
    return tuple(
        (frame.x(position), (fold(text, width=width * 0.42, lines=1) or ("",))[0]) for position, text in sorted(flags)
    )


def _break_place(position: float, chart: Chart) -> float:
    """Return where a break is drawn: in the open gap before its first period, at most half a year earlier."""
    earlier = [point.position for point in chart.points if point.position < position]
    return position - min(0.5, (position - max(earlier)) / 2) if earlier else position


def _tick(value: float, ticks: tuple[float, ...], *, chart: Chart, language: Language) -> str:
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    decimals = next((digits for digits in range(4) if abs(round(step, digits) - step) < 1e-9), 4)
    if chart.unit == "share" and value == ticks[-1]:
        return format_percent(value, language=language, decimals=decimals)
    return format_number(value, language=language, decimals=decimals)


def _value_axis(drawing: Drawing) -> str:
    frame, chart = drawing.frame, drawing.chart
    drawn = []
    for value in drawing.ticks if chart.points else drawing.ticks[:1]:
        y = frame.y(value)
        kind = "c-axis" if value == drawing.ticks[0] else "c-grid"
        drawn.append(f'<path class="{kind}" d="M{number(frame.left)} {number(round(y) + 0.5)}H{number(frame.right)}"/>')
        text = escape(_tick(value, drawing.ticks, chart=chart, language=drawing.language))
        drawn.append(element("text", text, class_="c-soft", x=frame.left - 8, y=y + 4.5, text_anchor="end"))
        drawing.room.take(text_box(text, x=frame.left - 8, baseline=y + 4.5, anchor="end"))
    if chart.unit != "share" and chart.unit_label and not drawing.small:
        drawn.append(element("text", escape(chart.unit_label), class_="c-soft", x=0.0, y=frame.top - 12))
    if drawing.ticks[0] > 0:
        drawn.append(_broken_axis(drawing))
    return "".join(drawn)


def _broken_axis(drawing: Drawing) -> str:
    """Show that the axis does not start at zero: a zigzag on its foot, and words."""
    frame = drawing.frame
    x, y = frame.left, frame.bottom
    zigzag = f"M{number(x)} {number(y)}l-4-4 8-4-8-4 4-4"
    mark = element("path", class_="c-break", d=zigzag)
    if drawing.small:
        return mark
    start = format_number(drawing.ticks[0], language=drawing.language)
    text = AXIS_FROM.to(drawing.language).format(start=start)
    box = text_box(text, x=x + 10, baseline=y - 7, anchor="start")
    if not drawing.room.free(box):
        return mark
    drawing.room.take(box)
    return mark + element("text", escape(text), class_="c-soft c-halo", x=x + 10, y=y - 7)


def _time_axis(drawing: Drawing) -> str:
    frame, chart = drawing.frame, drawing.chart
    keep = frozenset(point.position for point in chart.points if point.mark)
    labels = time_labels(chart)
    if drawing.small and len(labels) > 2:
        labels = [labels[0], labels[-1]]
    drawn = []
    for position, label in thin_out(labels, frame, keep=keep):
        half = text_width(label) / 2
        x = min(max(frame.x(position), half), drawing.width - half)
        tick = f"M{number(frame.x(position))} {number(frame.bottom)}v5"
        drawn.append(element("path", class_="c-axis", d=tick))
        drawn.append(element("text", escape(label), class_="c-soft", x=x, y=frame.bottom + 20, text_anchor="middle"))
    return "".join(drawn)


def _flags(drawing: Drawing) -> str:
    frame, chart = drawing.frame, drawing.chart
    drawn = []
    base = frame.top - 12 - (0 if chart.unit == "share" or not chart.unit_label else ROW)
    events = {frame.x(event.position) for event in chart.events}
    for (x, text), (row, anchor) in zip(drawing.flags, flag_rows(drawing.flags, width=drawing.width), strict=True):
        y = base - row * ROW
        stroke = "c-event" if x in events else "c-break"
        drawn.append(f'<path class="{stroke}" d="M{number(x)} {number(y - 10)}V{number(frame.bottom)}"/>')
        if stroke == "c-break":
            drawn.append(_slashes(x, frame.bottom))
        shift = -5 if anchor == "end" else 5
        drawn.append(element("text", escape(text), class_="c-soft", x=x + shift, y=y, text_anchor=anchor))
        drawing.room.take((x - 2, y - 10, x + 2, frame.bottom))
    return "".join(drawn)


def _slashes(x: float, y: float) -> str:
    """Return the double stroke that cuts the time axis where the definition changes."""
    path = f"M{number(x - 6)} {number(y + 5)}l6-10M{number(x)} {number(y + 5)}l6-10"
    return element("path", class_="c-break", d=path)


def _target(drawing: Drawing) -> str:
    target, frame = drawing.chart.target, drawing.frame
    if target is None:
        return ""
    x, y = frame.x(target.position), frame.y(target.value)
    drawn = [
        f'<path class="c-target" d="M{number(frame.left + 2)} {number(y)}H{number(x - 8)}"/>',
        f'<path class="c-target-mark" d="M{number(x - 8)} {number(y)}h16"/>',
    ]
    drawing.room.take((frame.left, y - 2, x + 8, y + 2))
    if drawing.small:
        return "".join(drawn)
    anchor, at = ("end", x + 8) if text_width(target.label) < x - frame.left else ("start", frame.left + 4)
    for baseline in (y - 8, y + 17, y - 8 - ROW, y + 17 + ROW):
        box = text_box(target.label, x=at, baseline=baseline, anchor=anchor)
        if drawing.room.free(box) and baseline - LETTER > frame.top - 18:
            drawing.room.take(box)
            attributes = {"class_": "c-strong c-halo c-target-text", "text_anchor": anchor}
            drawn.append(element("text", escape(target.label), x=at, y=baseline, **attributes))
            break
    return "".join(drawn)


def _projection(drawing: Drawing) -> str:
    projection, frame = drawing.chart.projection, drawing.frame
    start = next((line.points[-1] for line in drawing.chart.lines if line.points), None)
    if projection is None or start is None or projection.position <= start.position:
        return ""
    x1, y1, x2 = frame.x(start.position), frame.y(start.value), frame.x(projection.position)
    low, high = (min(max(value, frame.low), frame.high) for value in (projection.low, projection.high))
    fan = f"M{number(x1)} {number(y1)}L{number(x2)} {number(frame.y(high))}V{number(frame.y(low))}z"
    line = f"M{number(x1)} {number(y1)}L{number(x2)} {number(frame.y(projection.value))}"
    drawn = element("path", class_="c-fan", d=fan) + element("path", class_="c-fan-line", d=line)
    bottom = frame.y(low) + ROW
    box = text_box(projection.label, x=x2, baseline=bottom, anchor="end")
    if projection.label and not drawing.small and drawing.room.free(box) and bottom < frame.bottom - 4:
        drawing.room.take(box)
        drawn += element("text", escape(projection.label), class_="c-soft c-halo", x=x2, y=bottom, text_anchor="end")
    return drawn


def _names(drawing: Drawing) -> str:
    """Write each name behind the last point of its line, moved up or down where two would touch."""
    frame = drawing.frame
    told = [
        (line, folded)
        for line, folded in zip(drawing.chart.lines, drawing.names, strict=False)
        if folded and line.points
    ]
    heights = [frame.y(line.points[-1].value) for line, _ in told]
    sizes = [label_height(folded) for _, folded in told]
    placed = spread(heights, sizes=sizes, top=frame.top - 8, bottom=frame.bottom + 4)
    drawn = []
    for (line, folded), middle in zip(told, placed, strict=True):
        x = frame.x(line.points[-1].position) + _NAME_GAP
        group = []
        for index, text in enumerate(folded):
            baseline = middle + 4.5 + (index - (len(folded) - 1) / 2) * (ROW - 1)
            drawing.room.take(text_box(text, x=x, baseline=baseline, anchor="start"))
            group.append(element("text", escape(text), class_="c-strong c-halo c-label", x=x, y=baseline))
        drawn.append(element("g", "".join(group), class_=f"c-cat{line.category}" if line.category else None))
    return "".join(drawn)


def _values(drawing: Drawing) -> list[str]:
    alone = not drawing.small and sum(1 for line in drawing.chart.lines if line.category == 0) == 1
    crowded = len(drawing.chart.lines) > 3
    return [
        draw_values(line, alone=alone and line.category == 0, frame=drawing.frame, room=drawing.room,
                    language=drawing.language)
        for line in drawing.chart.lines
        if line.points and not (crowded and line.category)
    ]  # fmt: skip


def _gaps(drawing: Drawing) -> str:
    """Draw a dashed ring on the axis for each period that was measured while we hold no figure."""
    frame, gaps = drawing.frame, drawing.chart.gaps
    if not gaps:
        return ""
    y = frame.bottom - 12
    drawn = [element("circle", class_="c-missing", cx=frame.x(gap.position), cy=y, r=5.5) for gap in gaps]
    text = NOT_LOADED.to(drawing.language)
    start, end = frame.x(gaps[0].position) - 11, frame.x(gaps[-1].position) + 11
    spots = [(end, y + 4.5, "start"), (start, y + 4.5, "end"), (end + 2, y - 12, "end"), (start, y - 12, "start")]
    for x, baseline, anchor in () if drawing.small else spots:
        box = text_box(text, x=x, baseline=baseline, anchor=anchor)
        if box[0] >= frame.left and box[2] <= drawing.width and drawing.room.free(box):
            drawn.append(element("text", escape(text), class_="c-soft c-halo", x=x, y=baseline, text_anchor=anchor))
            break
    return "".join(drawn)
