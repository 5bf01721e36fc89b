"""A card of 1200 by 630, as networks show beside a link: paper and ink, one light, one figure, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stemagenda.core.reports.card import Card, CardLight
from stemagenda.outputs.letters import SANS, SERIF, drawable, seen
from stemagenda.outputs.lights import COLOURS
from stemagenda.outputs.svg.glyph import shape
from stemagenda.outputs.svg.mark_up import element, escape
from stemagenda.outputs.svg.placing import fold

WIDTH: Final = 1200
HEIGHT: Final = 630
_EDGE: Final = 72.0
_INNER: Final = WIDTH - 2 * _EDGE
#: Where the figure begins, and how wide it may run.
_FIGURE: Final = 760.0
_MOST_LIGHTS: Final = 4
_INK, _SOFT, _LINE = COLOURS["ink"], COLOURS["soft"], COLOURS["line"]


def write(*, card: Card) -> str:
    """Return the card as a complete SVG file."""
    parts = [
        element("rect", width=WIDTH, height=HEIGHT, fill=COLOURS["paper"]),
        element("rect", width=WIDTH, height=10, fill=_INK),
        _text(_one(card.site, size=26, width=_INNER - 420), x=_EDGE, y=86, size=26, family=SERIF, weight=600),
        _text(_one(card.kicker, size=24, width=400), x=WIDTH - _EDGE, y=86, size=24, fill=_SOFT, anchor="end"),
        element("path", d=f"M{_EDGE} 112H{WIDTH - _EDGE}", stroke=_LINE, stroke_width=2),
    ]
    title = fold(seen(drawable(card.title)), width=_INNER, lines=2 if card.lights else 3, size=58)
    parts += _lines(title, x=_EDGE, y=188, size=56, step=66, family=SERIF, weight=600)
    below = 188 + 66 * (len(title) - 1) + 40
    parts += _told(card, top=below) if card.lights else _found(card, top=below)
    parts += [
        element("path", d=f"M{_EDGE} 556H{WIDTH - _EDGE}", stroke=_LINE, stroke_width=2),
        _text(_one(card.foot, size=22, width=_INNER), x=_EDGE, y=592, size=22, fill=_SOFT),
    ]
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
    )
    return f"{opening}{''.join(parts)}</svg>"


def _found(card: Card, *, top: float) -> list[str]:
    """A light with its words, the sentence below it, the figure at the right; without a light the sentence alone."""
    width = (_FIGURE - 48 - _EDGE) if card.figure else _INNER
    parts = []
    y = top + 44
    if card.light is not None:
        parts.append(_light(card.light, x=_EDGE, y=y, size=34, width=width, weight=600))
        y += 52
    # A text that stands alone may be larger.
    size, step = (27, 38) if card.light or card.figure else (34, 48)
    said = fold(drawable(card.text), width=width, lines=max(1, int((540 - y) // step) + 1), size=size + 1)
    parts += _lines(said, x=_EDGE, y=y, size=size, step=step)
    if card.figure:
        note = fold(drawable(card.figure_note), width=WIDTH - _EDGE - _FIGURE, lines=2, size=24)
        large = 96 if len(card.figure) < 9 else 64
        parts.append(_text(drawable(card.figure), x=_FIGURE, y=top + 104, size=large, weight=600))
        parts += _lines(note, x=_FIGURE, y=top + 148, size=24, step=32, fill=_SOFT)
    return parts


def _told(card: Card, *, top: float) -> list[str]:
    """A list of lights; how many more there are is said, none is left out in silence."""
    rows = [
        _light(light, x=_EDGE, y=top + 36 + 58 * place, size=32, width=_INNER)
        for place, light in enumerate(card.lights[:_MOST_LIGHTS])
    ]
    more = len(card.lights) - _MOST_LIGHTS
    if more > 0:
        rows.append(_text(f"+ {more}", x=_EDGE, y=top + 36 + 58 * _MOST_LIGHTS - 8, size=26, fill=_SOFT))
    return rows


def _light(light: CardLight, *, x: float, y: float, size: float, width: float, weight: int = 400) -> str:
    colour = COLOURS[f"{light.colour}{'-faded' if light.stale else ''}"]
    drawn = shape(light.colour, uncertain=light.uncertain).replace("currentColor", colour)
    scale = size / 16
    glyph = element("g", drawn, transform=f"translate({x} {y - size * 0.86:.1f}) scale({scale:.3f})", fill=colour)
    words = _one(light.words, size=size, width=width - size * 1.4)
    return glyph + _text(words, x=x + size * 1.4, y=y, size=size * 0.94, weight=weight)


def _one(text: str, *, size: float, width: float) -> str:
    """A text on one line, cut where it does not fit."""
    return "".join(fold(drawable(text), width=width, lines=1, size=size))


def _lines(
    lines: Sequence[str],
    *,
    x: float,
    y: float,
    size: float,
    step: float,
    family: str = SANS,
    weight: int = 400,
    fill: str = _INK,
) -> list[str]:
    return [
        _text(line, x=x, y=y + step * place, size=size, family=family, weight=weight, fill=fill)
        for place, line in enumerate(lines)
    ]


def _text(
    text: str,
    *,
    x: float,
    y: float,
    size: float,
    family: str = SANS,
    weight: int = 400,
    fill: str = _INK,
    anchor: str | None = None,
) -> str:
    return element(
        "text",
        escape(text),
        x=x,
        y=y,
        font_family=family,
        font_size=size,
        font_weight=weight,
        fill=fill,
        text_anchor=anchor,
    )
