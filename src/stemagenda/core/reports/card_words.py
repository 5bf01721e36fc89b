"""The words of cards in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports.glyphs import WORDS
from stemagenda.core.text import Language, Text, format_date

SITE: Final = Text("Monitor STEM-agenda", "STEM Agenda monitor")
WHOLE: Final = Text("De staat van STEM in Vlaanderen", "The state of STEM in Flanders")
KINDS: Final[Mapping[str, Text]] = {
    "indicator": Text("Indicator", "Indicator"),
    "area": Text("Resultaatsgebied", "Result area"),
    "strand": Text("Krachtlijn", "Strand"),
}
NO_LIGHT: Final = Text(
    "Hier is nog geen indicator met een knipperlicht.", "There is no indicator with a light here yet."
)
_SOURCE: Final = Text("Cijfer: {source} · Zoals bekend op {day}", "Figure: {source} · As known on {day}")
_KNOWN: Final = Text("Zoals bekend op {day}", "As known on {day}")
_OLDER: Final = Text(", waarvan {older} op oudere cijfers", ", {older} of them on older figures")


def counted(*, colour: Colour, number: int, older: int, language: Language) -> str:
    """So many lights of a colour: "14 × verkeerde kant, waarvan 9 op oudere cijfers"."""
    said = f"{number} × {WORDS[colour].to(language)}"
    return said + (_OLDER.to(language).format(older=older) if older else "")


def foot(*, source: str, on: date, language: Language) -> str:
    """Who says so, and as known when."""
    text = (_SOURCE if source else _KNOWN).to(language)
    return text.format(source=source, day=format_date(on, language=language))
