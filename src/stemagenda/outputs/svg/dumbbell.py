"""The gap between girls and boys: two values on one line, a circle and a square."""

from __future__ import annotations

from typing import Final

from stemagenda.core.text import Language, format_number
from stemagenda.outputs.svg.mark_up import element, escape, number

WIDTH: Final = 240
HEIGHT: Final = 40
_SIDE: Final = 16.0
_LEVEL: Final = 27.0
_SIZE: Final = 5.0
#: labels closer than this would touch
_APART: Final = 34.0


def write(*, girls: float, boys: float, language: Language, limit: float = 100.0, label: str | None = None) -> str:
    """Return the picture, 240 by 40; girls are the circle, boys the square.

    Args:
        girls: their value.
        boys: their value.
        language: of the numbers.
        limit: the right end of the scale, which starts at zero.
        label: the name a screen reader hears; None hides the picture.
    """
    end = max(limit, girls, boys, 1e-9)
    room = WIDTH - 2 * _SIDE
    here, there = _SIDE + girls / end * room, _SIDE + boys / end * room
    content = [
        f'<path class="d-track" d="M{number(_SIDE)} {number(_LEVEL)}H{number(WIDTH - _SIDE)}M{number(_SIDE)} 23v8"/>',
        element("path", class_="d-span", d=f"M{number(here)} {number(_LEVEL)}H{number(there)}"),
        element("rect", class_="d-boys", x=there - _SIZE, y=_LEVEL - _SIZE, width=2 * _SIZE, height=2 * _SIZE),
        element("circle", class_="d-girls", cx=here, cy=_LEVEL, r=_SIZE + 0.6),
        *_labels(here, there, girls=girls, boys=boys, language=language),
    ]
    box = f"0 0 {WIDTH} {HEIGHT}"
    if label is None:
        return element("svg", "".join(content), class_="dumbbell c", viewBox=box, aria_hidden="true")
    return element(
        "svg", f"<title>{escape(label)}</title>{''.join(content)}", class_="dumbbell c", viewBox=box, role="img"
    )


def _labels(here: float, there: float, *, girls: float, boys: float, language: Language) -> list[str]:
    push = max(0.0, _APART - abs(here - there)) / 2
    left, right = (-push, push) if here <= there else (push, -push)
    told = (("d-girls-text", girls, here + left), ("d-boys-text", boys, there + right))
    return [
        element("text", format_number(value, language=language), class_=kind, x=x, y=14.0, text_anchor="middle")
        for kind, value, x in told
    ]
