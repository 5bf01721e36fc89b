"""Putting labels where they touch nothing: boxes, flags in rows, names at the ends of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from stemagenda.outputs.svg.frame import LETTER, ROW, text_width

Box = tuple[float, float, float, float]
_PAD: Final = 1.5
#: marks the place after a hyphen where a line may end
_HYPHEN: Final = "-\u200b"


@dataclass
class Room:
    """The places already taken on the drawing."""

    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Tell whether a box (left, top, right, bottom) touches nothing."""
        left, top, right, bottom = box
        return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in self.taken)

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        self.taken.append(box)

    def take_path(self, places: Sequence[tuple[float, float]], *, steps: int = 12) -> None:
        """Mark a drawn line as taken, as a row of small boxes between its places."""
        for (x1, y1), (x2, y2) in pairwise(places):
            for index in range(steps + 1):
                x, y = x1 + (x2 - x1) * index / steps, y1 + (y2 - y1) * index / steps
                self.take((x - 2, y - 2, x + 2, y + 2))


def text_box(text: str, *, x: float, baseline: float, anchor: str, size: float = LETTER) -> Box:
    """Return the box a text takes."""
    width = text_width(text, size=size)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return left - _PAD, baseline - size * 0.78, left + width + _PAD, baseline + size * 0.25


def flag_rows(flags: Sequence[tuple[float, str]], *, width: float) -> list[tuple[int, str]]:
    """Give each flag (x, text) a row, counted from the bottom, and a side: "start" right of its line or "end" left.

    Flags come in order of x. A text never crosses the line of another flag: it goes to the other side, or to a row
    above that flag, where its line no longer runs.
    """
    placed: dict[int, tuple[int, str, tuple[float, float]]] = {}
    for index in reversed(range(len(flags))):
        x, text = flags[index]
        size = text_width(text) + 5
        choices = []
        for anchor, span in (("start", (x, x + size)), ("end", (x - size, x))):
            row = _lowest_row(span, flags=flags, placed=placed)
            outside = span[1] > width or span[0] < 0
            crossed = sum(span[0] < other < span[1] for other, _ in flags[:index])
            choices.append((outside, crossed, row, anchor == "end", anchor, span))
        _, _, row, _, side, taken = min(choices)
        placed[index] = (row, side, taken)
    return [placed[index][:2] for index in range(len(flags))]


def _lowest_row(
    span: tuple[float, float],
    *,
    flags: Sequence[tuple[float, str]],
    placed: dict[int, tuple[int, str, tuple[float, float]]],
) -> int:
    row = 0
    for other, (level, _, (start, end)) in placed.items():
        line_crossed = span[0] - 3 < flags[other][0] < span[1] + 3
        if line_crossed or not (span[1] + 6 <= start or span[0] - 6 >= end):
            row = max(row, level + 1)
    return row


def spread(heights: Sequence[float], *, sizes: Sequence[float], top: float, bottom: float) -> list[float]:
    """Move overlapping labels apart as little as possible; each keeps its order. Sizes are their heights."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = list(heights)
    edge = top
    for index in order:
        placed[index] = max(placed[index], edge + sizes[index] / 2)
        edge = placed[index] + sizes[index] / 2
    edge = bottom
    for index in reversed(order):
        placed[index] = min(placed[index], edge - sizes[index] / 2)
        edge = placed[index] - sizes[index] / 2
    return placed


def fold(text: str, *, width: float, lines: int = 2, size: float = LETTER) -> tuple[str, ...]:
    """Cut a text in at most so many lines of a width; what does not fit ends in an ellipsis."""
    folded: list[str] = []
    words = text.replace("-", "-\u200b ").split()
    while words and len(folded) < lines:
        line = words.pop(0)
        while words and text_width(_join(line, words[0]), size=size) <= width:
            line = _join(line, words.pop(0))
        folded.append(_shorten(line, width=width, size=size))
    if words and folded:
        folded[-1] = _shorten(_join(folded[-1], words[0]), width=width, size=size, force=True)
    return tuple(line.removesuffix(_HYPHEN) + ("-" if line.endswith(_HYPHEN) else "") for line in folded)


def _join(line: str, word: str) -> str:
    """Join two words; a part that ended in a hyphen takes the next one without a space."""
    return line.removesuffix(_HYPHEN) + "-" + word if line.endswith(_HYPHEN) else f"{line} {word}"


def _shorten(line: str, *, width: float, size: float, force: bool = False) -> str:
    if not force and text_width(line, size=size) <= width:
        return line
    while line and text_width(f"{line}…", size=size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def label_height(lines: Sequence[str]) -> float:
    """Return how high a folded label stands."""
    return max(len(lines), 1) * (ROW - 1)
