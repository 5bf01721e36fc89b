"""Where everybody stands in the picture: on a circle, one arc a helix pillar, within it one stretch a policy domain.

The same network always gives the same picture. Lines bend towards the middle, so that lines between pillars cross the
open space and lines within one stay near the edge (after Danny Holten, Hierarchical edge bundles, 2006).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stemagenda.core.network.graph import Network

#: Half the height of the drawing, and the radius of the circle in it.
MIDDLE: Final = 500.0
RADIUS: Final = 310.0
#: The room between two arcs, in places of actors on the circle.
_GAP: Final = 1.5
#: Two names closer than this overlap: the better connected actor keeps its name.
_LEAST_BETWEEN: Final = 14.0
#: The same for the large numbers on small screens.
_NUMBERS_BETWEEN: Final = 50.0
_MOST_NAMES: Final = 60
#: More actors than this stand as bars, side by side: as spots they would cover one another.
_MOST_ROUND: Final = 200
_LONGEST_BAR: Final = 24.0
_MOST_SPOTS: Final = 500
_MOST_LINES: Final = 1_200
_CROWDED: Final = 400


@dataclass(frozen=True, kw_only=True)
class Spot:
    """An actor in the picture. `turn` is the angle of its name in degrees; `is_left` where the name ends at the spot.

    `rank` counts from 1 among the best connected that get a number on small screens, 0 for the others; `step` moves the
    number outwards, so that it does not touch the one before it. In a packed picture a `bar` stands for the spot, the
    longer the better connected.
    """

    code: str
    group: str
    x: float
    y: float
    size: float
    turn: float
    is_left: bool
    is_named: bool
    bar: str = ""
    rank: int = 0
    step: int = 0

    @property
    def name_at(self) -> int:
        """How far from the spot its name stands."""
        return 32 if self.bar else 18

    @property
    def number_at(self) -> int:
        """How far from the spot its number stands."""
        return 30 + 43 * self.step if self.bar else 24 + 46 * self.step


@dataclass(frozen=True, kw_only=True)
class Line:
    """A connection: from, over a bend, to. `weight` 1 to 4 says how closely; `group` is the arc of both, or ""."""

    path: str
    weight: int
    group: str


@dataclass(frozen=True, kw_only=True)
class Arc:
    """One group on the circle: a line along it, and where its name stands."""

    group: str
    path: str
    x: float
    y: float
    count: int


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Everything to draw. `left_out` counts connections that are not drawn because there are too many to see.

    `unseen` counts actors that are not drawn: the least connected of more than anybody can tell apart.
    """

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    arcs: tuple[Arc, ...]
    left_out: int
    unseen: int = 0

    @property
    def bar_width(self) -> float:
        """How wide a bar is, so that two beside each other do not touch."""
        return round(min(4.0, 0.7 * 2 * math.pi * RADIUS / max(len(self.spots), 1)), 2)

    @property
    def is_packed(self) -> bool:
        """Whether so many actors are drawn that they stand as bars."""
        return len(self.spots) > _MOST_ROUND

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many lines that each must be thin."""
        return len(self.lines) > _CROWDED


def picture(
    *, network: Network, groups: Sequence[str], group_of: Mapping[str, str], order: Mapping[str, str], ranked: int
) -> Picture:
    """Lay a network out. `groups` are the arcs in order, `order` sorts within one, `ranked` actors get a number."""
    degree = {code: len(network.weights[code]) for code in network.actors}
    drawn = sorted(degree, key=lambda code: (-degree[code], code))[:_MOST_SPOTS]
    arranged = _arranged(drawn, groups, group_of, order)
    angles, spans = _angles(arranged)
    counts = Counter(group_of.get(code, "") for code in network.actors)
    best = sorted(angles, key=lambda code: (-degree[code], code))
    named = _named(best, angles)
    ranks = {code: place for place, code in enumerate(best[:ranked], 1) if degree[code]}
    steps = _steps(ranks, angles)
    smallest, more = _sizes(len(angles))
    largest = max(degree.values(), default=0) or 1
    spots = [
        replace(
            _spot(code, group, angles[code]),
            size=round(smallest + more * math.sqrt(degree[code] / largest), 1),
            is_named=code in named,
            bar=_bar(angles[code], degree[code] / largest) if len(angles) > _MOST_ROUND else "",
            rank=ranks.get(code, 0),
            step=steps.get(code, 0),
        )
        for group, codes in arranged
        for code in codes
    ]
    lines, left_out = _lines(network, angles, group_of)
    return Picture(
        spots=tuple(spots),
        lines=lines,
        arcs=tuple(_arc(group, spans[group], counts[group]) for group, _ in arranged),
        left_out=left_out,
        unseen=len(network.actors) - len(drawn),
    )


def _arranged(
    actors: Sequence[str], groups: Sequence[str], group_of: Mapping[str, str], order: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    """The actors of every group that has any, in order."""
    ordered = [code for _, code in sorted((order.get(code, ""), code) for code in actors)]
    members = [(group, [code for code in ordered if group_of.get(code, "") == group]) for group in groups]
    return [(group, codes) for group, codes in members if codes]


def _angles(arranged: Sequence[tuple[str, Sequence[str]]]) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """The angle of each actor, clockwise from the top, and where each arc begins and ends."""
    room = sum(len(codes) + _GAP for _, codes in arranged)
    step = 2 * math.pi / room if room else 0.0
    angles: dict[str, float] = {}
    spans: dict[str, tuple[float, float]] = {}
    at = _GAP / 2
    for group, codes in arranged:
        begin = at
        for code in codes:
            angles[code] = (at + 0.5) * step
            at += 1
        spans[group] = (begin * step, at * step)
        at += _GAP
    return angles, spans


def _sizes(count: int) -> tuple[float, float]:
    """The radius of the smallest spot and how much the largest has more, so that small ones do not touch each other."""
    room = 2 * math.pi * RADIUS / max(count, 1)
    smallest = min(4.0, 0.4 * room)
    return smallest, min(9.0, 1.2 * room)


def _named(best: Sequence[str], angles: Mapping[str, float]) -> frozenset[str]:
    """Who gets a name: the best connected first, as long as no name there comes too close."""
    least = _LEAST_BETWEEN / RADIUS
    taken: list[float] = []
    named: list[str] = []
    for code in best:
        if len(named) == _MOST_NAMES:
            break
        angle = angles[code]
        if all(min(abs(angle - other), 2 * math.pi - abs(angle - other)) >= least for other in taken):
            taken.append(angle)
            named.append(code)
    return frozenset(named)


def _steps(ranks: Mapping[str, int], angles: Mapping[str, float]) -> dict[str, int]:
    steps: dict[str, int] = {}
    before = None
    for code in sorted(ranks, key=lambda code: angles[code]):
        close = before is not None and angles[code] - angles[before] < _NUMBERS_BETWEEN / RADIUS
        steps[code] = (steps[before] + 1) % 3 if close and before is not None else 0
        before = code
    return steps


def _point(angle: float, radius: float) -> tuple[float, float]:
    return MIDDLE + radius * math.sin(angle), MIDDLE - radius * math.cos(angle)


def _spot(code: str, group: str, angle: float) -> Spot:
    x, y = _point(angle, RADIUS)
    is_left = angle > math.pi
    turn = math.degrees(angle) - 90 + (180 if is_left else 0)
    return Spot(
        code=code,
        group=group,
        x=round(x, 1),
        y=round(y, 1),
        size=0.0,
        turn=round(turn, 1),
        is_left=is_left,
        is_named=False,
    )


def _bar(angle: float, share: float) -> str:
    begin, end = _point(angle, RADIUS), _point(angle, RADIUS + 3 + _LONGEST_BAR * math.sqrt(share))
    return f"M{begin[0]:.1f} {begin[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"


def _lines(network: Network, angles: Mapping[str, float], group_of: Mapping[str, str]) -> tuple[tuple[Line, ...], int]:
    pairs = [
        (weight, one, other)
        for one, others in network.weights.items()
        for other, weight in others.items()
        if one < other and one in angles and other in angles
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    drawn = []
    for weight, one, other in reversed(pairs[:_MOST_LINES]):
        same = group_of.get(one, "") if group_of.get(one, "") == group_of.get(other, "") else ""
        drawn.append(Line(path=_bent(angles[one], angles[other]), weight=_thickness(weight), group=same))
    return tuple(drawn), max(0, len(pairs) - _MOST_LINES)


def _thickness(weight: float) -> int:
    return 1 + sum(weight >= least for least in (0.2, 0.5, 1.0))


def _bent(one: float, other: float) -> str:
    """A curve whose bend lies nearer the middle the farther apart its ends are."""
    apart = abs(one - other)
    apart = min(apart, 2 * math.pi - apart)
    begin, end = _point(one, RADIUS), _point(other, RADIUS)
    inner = RADIUS * (1 - 0.85 * min(1.0, apart / (math.pi / 2)) - 0.1)
    first, second = _point(one, inner), _point(other, inner)
    return (
        f"M{begin[0]:.1f} {begin[1]:.1f}C{first[0]:.1f} {first[1]:.1f} "
        f"{second[0]:.1f} {second[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    )


def _arc(group: str, span: tuple[float, float], count: int) -> Arc:
    radius = RADIUS - 22
    begin, end = _point(span[0], radius), _point(span[1], radius)
    large = int(span[1] - span[0] > math.pi)
    x, y = _point((span[0] + span[1]) / 2, radius - 26)
    path = f"M{begin[0]:.1f} {begin[1]:.1f}A{radius:.1f} {radius:.1f} 0 {large} 1 {end[0]:.1f} {end[1]:.1f}"
    return Arc(group=group, path=path, x=round(x, 1), y=round(y, 1), count=count)
