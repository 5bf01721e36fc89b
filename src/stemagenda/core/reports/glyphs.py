"""The lights as shapes and words: the same on page, picture, report and terminal.

One light has three carriers: shape, word and colour. An uncertain light is the same shape hollow; a stale one the same
shape faded.
"""

from __future__ import annotations

from typing import Final

from stemagenda.core.indicators.case import Colour
from stemagenda.core.text import Language, Text

#: the shape of each light, filled and hollow, for terminals and plain text
SIGNS: Final[dict[Colour, tuple[str, str]]] = {
    "green": ("▲", "△"),
    "orange": ("▬", "▭"),
    "red": ("▼", "▽"),
    "grey": ("◌", "◌"),
}
WORDS: Final[dict[Colour, Text]] = {
    "green": Text("versterkt", "strengthens"),
    "orange": Text("blijft gelijk", "stays equal"),
    "red": Text("verkeerde kant", "wrong way"),
    "grey": Text("niet te beoordelen", "cannot be assessed"),
}
UNCERTAIN: Final = Text("onzeker", "uncertain")
STALE: Final = Text("ouder cijfer", "older figure")


def sign(colour: Colour, *, uncertain: bool = False) -> str:
    """Return the light as one character."""
    return SIGNS[colour][int(uncertain)]


def words(colour: Colour, *, language: Language, uncertain: bool = False, stale: bool = False) -> str:
    """Return the light in words: "verkeerde kant, onzeker, ouder cijfer"."""
    parts = [WORDS[colour].to(language)]
    if uncertain:
        parts.append(UNCERTAIN.to(language))
    if stale:
        parts.append(STALE.to(language))
    return ", ".join(parts)
