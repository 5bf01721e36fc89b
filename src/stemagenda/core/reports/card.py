"""What a card beside a link shows, apart from how it is drawn. Texts are in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from stemagenda.core.indicators.case import Colour


@dataclass(frozen=True, kw_only=True)
class CardLight:
    """A light with the words beside it."""

    colour: Colour
    words: str
    uncertain: bool = False
    stale: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """One card.

    `kicker` says what kind of thing it is about; `figure` the latest value, written, with `figure_note` (its period and
    what it counts) beside it; `text` a sentence or two; `lights` a list; `foot` who says so and as known when.
    """

    site: str
    kicker: str
    title: str
    light: CardLight | None = None
    figure: str = ""
    figure_note: str = ""
    text: str = ""
    lights: tuple[CardLight, ...] = ()
    foot: str = ""
