"""A report as a value: what every report is made into, and all that a writer of a format sees.

Texts are in the document's language, numbers are written out already; a number that stands for a figure of the store
carries which one (`Figure`), so that a finished file can be read again and compared. Drawings are SVG in the light
theme with colours written in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from stemagenda.core.indicators.case import Colour
from stemagenda.core.text import Language

ParagraphStyle = Literal["body", "lead", "small", "note"]
CellKind = Literal["text", "number"]
_ANCHOR: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Which figure of the store a number stands for: a series, a period and the value before rounding.

    `period` is a period's code; "2009>2018" for the difference between two, "target 2030" for a target.
    `decimals` is how many digits after the mark were written; -1 where the value was written as it is.
    """

    indicator: str
    series: str
    period: str
    value: float
    decimals: int = -1

    @property
    def key(self) -> str:
        """One text for the place of the figure."""
        return f"{self.indicator}/{self.series}/{self.period}"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of text within a paragraph or cell.

    `glyph` puts the sign of a light before the text, hollow where `hollow`; the text then names the light. `link` is
    an address outside, or "#anchor" of a heading. `language` is set where the text is not in the document's language.
    """

    text: str
    strong: bool = False
    soft: bool = False
    link: str = ""
    figure: Figure | None = None
    glyph: Colour | None = None
    hollow: bool = False
    language: Language | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of level 1 to 3 below the document's title. Levels never skip one on the way down."""

    level: Literal[1, 2, 3]
    text: str
    anchor: str

    def __post_init__(self) -> None:
        """Refuse anchors that no format could link to."""
        if not _ANCHOR.fullmatch(self.anchor):
            raise ValueError(f"an anchor is lower-case letters, digits and hyphens, not {self.anchor!r}")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    runs: Runs
    style: ParagraphStyle = "body"


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list of points."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, kw_only=True)
class ReportColumn:
    """A column of a table: heading, what its cells hold, and its share of the width (any unit)."""

    title: str
    kind: CellKind = "text"
    width: float = 1.0


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """A table with a caption. `sheet` is its name in a workbook (31 characters at most, unique in the document).

    Raises:
        ValueError: a row is not as wide as the header.
    """

    caption: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Runs, ...], ...]
    sheet: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a table no reader could line up."""
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"{self.caption}: row {number} has {len(row)} cells, not {len(self.columns)}")


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A vector drawing: SVG, the text for those who cannot see it, a caption, and the share of the page's width."""

    svg: str
    alternative: str
    caption: str
    width: float = 1.0
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a picture nobody could hear."""
        if not self.alternative.strip():
            raise ValueError("a drawing needs a text for those who cannot see it")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A place where people write. `text` is what they wrote (paragraphs parted by an empty line), or empty.

    An empty passage is shown only where `invitation` says what belongs here; a frozen report leaves it out.
    """

    place: str
    text: str = ""
    invitation: str = ""


@dataclass(frozen=True, kw_only=True)
class PageBreak:
    """What follows starts on a new page, where a format has pages."""


Block = Heading | Paragraph | Bullets | ReportTable | Drawing | Passage | PageBreak


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole report. `edition` is what its numbers are of, in words; `stand` the line under the title.

    `subject` is the code of what a sheet is about, empty for a report on the whole agenda. `has_contents` asks for a
    title page and a table of contents; without it the title stands above the text, as on a sheet. `published` is the
    day in the metadata.
    """

    kind: str
    title: str
    subtitle: str
    stand: str
    language: Language
    edition: str
    as_of: date
    published: date
    blocks: tuple[Block, ...]
    has_contents: bool = True
    author: str = "STEM-agenda 2030"
    subject: str = ""

    def __post_init__(self) -> None:
        """Refuse documents no reader could find the way in."""
        anchors: set[str] = set()
        before = 0
        for block in self.blocks:
            if not isinstance(block, Heading):
                continue
            if block.level > before + 1:
                raise ValueError(f"the heading {block.text!r} of level {block.level} follows one of level {before}")
            if block.anchor in anchors:
                raise ValueError(f"the anchor {block.anchor} is there twice")
            anchors.add(block.anchor)
            before = block.level

    @property
    def written_figures(self) -> tuple[tuple[str, Figure], ...]:
        """Every figure that stands in the text or a table, as written, in the order of reading."""
        return tuple((run.text, run.figure) for run in _runs(self.blocks) if run.figure is not None)


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from block.runs
            case Bullets():
                for item in block.items:
                    yield from item
            case ReportTable():
                for row in block.rows:
                    for cell in row:
                        yield from cell
            case _:
                pass


def plain(text: str) -> Runs:
    """A text without anything to it."""
    return (Run(text=text),)
