"""The words around a light in the terminal, in Dutch and English."""

from __future__ import annotations

from typing import Final

from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports import glyphs
from stemagenda.core.text import Language, Text

_COLOURS: Final[dict[str, Colour]] = {"green": "green", "orange": "orange", "red": "red", "grey": "grey"}
_WORDS: Final = {
    "above": Text("meer dan", "more than"),
    "approximate": Text("ongeveer", "approximate"),
    "as_of": Text("Stand van", "As of"),
    "below": Text("minder dan", "less than"),
    "computed": Text("Berekend licht", "Computed light"),
    "contradicted": Text("bronnen spreken elkaar tegen", "sources contradict one another"),
    "difference": Text("verschil", "difference"),
    "first": Text("eerste", "first"),
    "how_to_load": Text("Zo komt er een cijfer bij", "How to add a figure"),
    "indicator": Text("indicator", "indicator"),
    "last": Text("laatste", "last"),
    "light": Text("licht", "light"),
    "long": Text("lang (beslist)", "long (decides)"),
    "method": Text("methode", "method"),
    "no_light": Text("Deze reeks draagt geen licht.", "This series carries no light."),
    "no_points": Text("Er zijn geen cijfers.", "There are no figures."),
    "numbers": Text("getallen", "numbers"),
    "other_series": Text("Andere lichten van deze indicator", "Other lights of this indicator"),
    "override": Text("Met de hand gezet", "Set by hand"),
    "period": Text("periode", "period"),
    "place": Text("plaats", "place"),
    "remark": Text("opmerking", "remark"),
    "series": Text("reeks", "series"),
    "short": Text("kort", "short"),
    "source": Text("bron", "source"),
    "title": Text("titel", "title"),
    "value": Text("waarde", "value"),
    "verdict": Text("oordeel", "verdict"),
    "window": Text("venster", "window"),
}


def say(name: str, language: Language) -> str:
    """A word by its name."""
    return _WORDS[name].to(language)


def light_words(colour: str, *, language: Language, uncertain: bool = False, stale: bool = False) -> str:
    """A light as shape and words: "▼ verkeerde kant, onzeker"."""
    known = _COLOURS[colour]
    spoken = glyphs.words(known, language=language, uncertain=uncertain, stale=stale)
    return f"{glyphs.sign(known, uncertain=uncertain)} {spoken}"
