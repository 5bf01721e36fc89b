"""Reading a finished report again: is every figure there, in its place, as it was written?

The numbers of the whole document are laid along the numbers found in the file, in the order of reading; a figure whose
number finds no place is missing. Numbers that stand in a file beside the text (page numbers, labels in drawings) do not
disturb this, and the other numbers of the text keep a figure from being found in another's place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from stemagenda.core.reports.document import (
    Bullets,
    Document,
    Drawing,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Passage,
    ReportTable,
    Run,
    Runs,
)

#: Soft hyphens, joiners, marks of direction and other signs that show nothing.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]")
_NUMBER: Final = re.compile(r"(?<![\w.,])-\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*")
_SAME: Final = str.maketrans({"\u2212": "-", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl"})


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A figure that the file does not hold as it was written."""

    written: str
    figure: Figure


def normalised(text: str) -> str:
    """Return a text with every space alike, a plain minus, and nothing that is not seen."""
    return " ".join(_UNSEEN.sub("", text).translate(_SAME).split())


def numbers(text: str) -> list[str]:
    """Return the numbers of a text in order, as written: "13,5", "-2", "1.234"."""
    return _NUMBER.findall(normalised(text))


def missing(*, document: Document, text: str) -> tuple[Missing, ...]:
    """Return the figures of the document that a text read from a file does not hold in their place."""
    said = normalised(text)
    found = _NUMBER.findall(said)
    wanted: list[tuple[str, Missing | None]] = []
    lost: list[Missing] = []
    for piece in _pieces(document):
        own = None if piece.figure is None else Missing(written=piece.text, figure=piece.figure)
        parts = numbers(piece.text)
        if own is not None and not parts and normalised(piece.text) not in said:
            lost.append(own)
        wanted += [(part, own) for part in parts]
    kept = _aligned([part for part, _ in wanted], found)
    for index, (_, own) in enumerate(wanted):
        if own is not None and index not in kept and own not in lost[-1:]:
            lost.append(own)
    return tuple(lost)


def missing_in_tables(
    *, document: Document, text: str, listed: Sequence[tuple[str, str, float | None]]
) -> tuple[Missing, ...]:
    """Return the figures that a workbook does not hold.

    `text` is that of the sheets that are tables of the document; `listed` is the sheet of all figures, row by row: the
    key of a figure, how it is written, and its value.
    """
    tables = tuple(block for block in document.blocks if isinstance(block, ReportTable))
    lost = missing(document=replace(document, blocks=tables), text=text)
    wanted = [(figure.key, written, figure.value) for written, figure in document.written_figures]
    unlisted = [
        Missing(written=written, figure=figure)
        for place, (written, figure) in enumerate(document.written_figures)
        if place >= len(listed) or listed[place] != wanted[place]
    ]
    return (*lost, *unlisted)


def _pieces(document: Document) -> list[Run]:
    """Return every text of the document in the order of reading."""
    pieces: list[Run] = []
    for block in document.blocks:
        match block:
            case Heading():
                pieces.append(Run(text=block.text))
            case Paragraph():
                pieces += _joined(block.runs)
            case Bullets():
                for item in block.items:
                    pieces += _joined(item)
            case ReportTable():
                pieces += _of_table(block)
            case Drawing():
                pieces.append(Run(text=block.caption))
            case Passage():
                pieces.append(Run(text=block.text or block.invitation))
            case PageBreak():
                pass
    return pieces


def _of_table(table: ReportTable) -> list[Run]:
    pieces = [Run(text=table.caption), *(Run(text=column.title) for column in table.columns)]
    for row in table.rows:
        for cell in row:
            pieces += _joined(cell)
    return [*pieces, Run(text=table.note)]


def _joined(runs: Runs) -> list[Run]:
    """Join neighbours that carry no figure, so that a number cut by two styles stays one."""
    joined: list[Run] = []
    for run in runs:
        if run.figure is None and joined and joined[-1].figure is None:
            joined[-1] = Run(text=joined[-1].text + run.text)
        else:
            joined.append(run if run.figure is not None else Run(text=run.text))
    return joined


def _aligned(wanted: list[str], found: list[str]) -> set[int]:
    """Return which of the wanted lie along the found in the same order, as many as can be."""
    place = 0
    for part in wanted:
        try:
            place = found.index(part, place) + 1
        except ValueError:
            return _longest(wanted, found)
    return set(range(len(wanted)))


def _longest(wanted: list[str], found: list[str]) -> set[int]:
    """Return the indices of the wanted in a longest common subsequence (Hunt and Szymanski, 1977)."""
    places: dict[str, list[int]] = defaultdict(list)
    for place in range(len(found) - 1, -1, -1):
        places[found[place]].append(place)
    ends: list[int] = []
    chains: list[tuple[int, object] | None] = []
    for index, part in enumerate(wanted):
        for place in places.get(part, ()):
            level = bisect_left(ends, place)
            link = (index, chains[level - 1] if level else None)
            if level == len(ends):
                ends.append(place)
                chains.append(link)
            else:
                ends[level] = place
                chains[level] = link
    kept: set[int] = set()
    step: object = chains[-1] if chains else None
    while isinstance(step, tuple):
        kept.add(step[0])
        step = step[1]
    return kept
