"""Who works for whom, as a drawing: bodies on their places, lines with what one does for the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Body
from stemagenda.core.reports.governance_words import LINK_SHORT_WORDS
from stemagenda.core.text import Language
from stemagenda.web.catalogue import words

WIDTH: Final = 1000
HEIGHT: Final = 440
#: Half the width of a name's place, and how high it is.
HALF: Final = 130
HIGH: Final = 58
#: Where each kind of body stands: the middle of its upper line. Who is no body, such as the Government, stands on top.
_PLACES: Final[Mapping[str, tuple[int, int]]] = {
    "advisory-committee": (140, 190),
    "administrative-committee": (500, 190),
    "platform": (860, 190),
    "working-group": (320, 370),
    "ecosystem": (860, 370),
}
_TOP: Final = (500, 10)
#: Words are turned round where the other one acts.
_REVERSED: Final = frozenset({"appointed-by"})


class Line(NamedTuple):
    """What stands between two places: words, and at which ends an arrow."""

    start: tuple[int, int]
    end: tuple[int, int]
    labels: tuple[str, ...]
    to_end: bool
    to_start: bool


def scheme(*, bodies: Sequence[Body], names: Mapping[str, Wording], language: Language) -> SafeString | None:
    """The drawing, or None where no body says what it does for another. A list beside it says the same."""
    places = {body.code: _PLACES[body.kind] for body in bodies if body.kind in _PLACES}
    drawn = {item.code for item in bodies if item.code in places}
    outside = [link.to for body in bodies for link in body.links if link.to not in {item.code for item in bodies}]
    places.update(dict.fromkeys(outside[:1], _TOP))
    lines = _lines([body for body in bodies if body.code in drawn], places, language)
    if not lines:
        return None
    shown = [(*places[code], names[code].to(language)) for code in places if code in names]
    return format_html(
        '<svg class="scheme" role="img" aria-label="{}" viewBox="0 0 {} {}">'
        '<defs><marker id="pijl" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path class="scheme-head" d="M0 0L10 5L0 10z"/></marker></defs>{}{}{}</svg>',
        words("governance.scheme_about", language=language),
        WIDTH,
        HEIGHT,
        format_html_join("", "{}", ((_drawn(line),) for line in lines)),
        format_html_join("", "{}", ((_node(*item),) for item in shown)),
        format_html_join("", "{}", ((_labels(line),) for line in lines)),
    )


def _lines(bodies: Sequence[Body], places: Mapping[str, tuple[int, int]], language: Language) -> list[Line]:
    pairs: dict[tuple[str, str], list[str]] = {}
    for body in bodies:
        for link in body.links:
            if link.to in places:
                pairs.setdefault((body.code, link.to), []).append(link.kind)
    return [
        Line(
            *_ends(places[one], places[other]),
            labels=tuple(LINK_SHORT_WORDS[kind].to(language) for kind in kinds),
            to_end=any(kind not in _REVERSED for kind in kinds),
            to_start=any(kind in _REVERSED for kind in kinds),
        )
        for (one, other), kinds in pairs.items()
    ]


def _ends(one: tuple[int, int], other: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """From the edge of a place to the edge of another one."""
    (x, y), (to_x, to_y) = one, other
    if y == to_y:
        side = 1 if to_x > x else -1
        return (x + side * (HALF + 8), y + HIGH // 2), (to_x - side * (HALF + 8), y + HIGH // 2)
    if to_y < y:
        return (x, y - 8), (to_x, to_y + HIGH)
    return (x, y + HIGH), (to_x, to_y - 8)


def _drawn(line: Line) -> SafeString:
    return format_html(
        '<path class="scheme-line{}{}" d="M{} {}L{} {}"/>',
        " is-to-end" if line.to_end else "",
        " is-to-start" if line.to_start else "",
        *line.start,
        *line.end,
    )


def _labels(line: Line) -> SafeString:
    middle_x, middle_y = (line.start[0] + line.end[0]) // 2, (line.start[1] + line.end[1]) // 2
    first = middle_y - 9 * (len(line.labels) - 1) + 5
    return format_html_join(
        "",
        '<text class="scheme-word" x="{}" y="{}">{}</text>',
        ((middle_x, first + 19 * number, label) for number, label in enumerate(line.labels)),
    )


def _node(x: int, y: int, name: str) -> SafeString:
    return format_html(
        '<path class="scheme-place" d="M{} {}h{}"/><text class="scheme-name" x="{}" y="{}">{}</text>',
        x - HALF,
        y,
        2 * HALF,
        x,
        y + 34,
        name,
    )
