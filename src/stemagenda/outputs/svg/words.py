"""The few fixed words of a chart, and the sentences that explain its marks."""

from __future__ import annotations

from typing import Final

from stemagenda.core.reports.chart import Chart
from stemagenda.core.text import Language, Text, format_number, format_percent

NOT_LOADED: Final = Text("gemeten, nog niet geladen", "measured, not yet loaded")
AXIS_FROM: Final = Text("de as begint bij {start}", "the axis starts at {start}")
AT_LEAST: Final = Text("minstens {value}", "at least {value}")
AT_MOST: Final = Text("hoogstens {value}", "at most {value}")
ABOUT: Final = Text("ongeveer {value}", "about {value}")
SOURCE: Final = Text("Bron: {source}", "Source: {source}")

_RANGES: Final = Text(
    "De streepjes rond een punt tonen de marge: de afronding of de fout van het gepubliceerde cijfer.",
    "The whiskers around a point show its margin: the rounding or the error of the published figure.",
)
_APPROXIMATE: Final = Text(
    "Een open punt is een cijfer dat de bron bij benadering geeft.",
    "An open point is a figure the source gives roughly.",
)
_BOUND: Final = Text(
    "Een pijltje betekent dat de bron alleen een onder- of bovengrens geeft.",
    "An arrow means that the source gives only a lower or upper limit.",
)
_CONTRADICTED: Final = Text(
    "Een kring rond een punt: bronnen spreken elkaar tegen.", "A ring around a point: sources disagree."
)
_MARKED: Final = Text(
    "De twee gekleurde punten zijn de cijfers die het knipperlicht vergelijkt.",
    "The two coloured points are the figures the light compares.",
)
_BROKEN: Final = Text(
    "Waar de definitie verandert, breekt de lijn: de delen zijn niet te vergelijken.",
    "Where the definition changes the line breaks: its parts cannot be compared.",
)
_PROJECTION: Final = Text(
    "De streeplijn met het vlak trekt de trend door, met de marge; het is geen voorspelling.",
    "The dashed line with the band carries the trend on, with its margin; it is no forecast.",
)
_DATED: Final = Text(
    "Een genummerde streep is een dag, een genummerd vlak een maand of een jaar. Wat het is, staat in de lijst.",
    "A numbered line is a day, a numbered band a month or a year. The list says what each is.",
)


def value_words(value: float, *, chart: Chart, language: Language) -> str:
    """Write a value with its unit: 17,3 %, or 518 punten."""
    if chart.unit == "share":
        return format_percent(value, language=language)
    written = format_number(value, language=language)
    return f"{written} {chart.unit_label}" if chart.unit_label else written


def explain(*, chart: Chart, language: Language) -> tuple[str, ...]:
    """Return a sentence for each kind of mark the chart uses, for the notes below it."""
    points = chart.points
    told = (
        (chart.light not in {None, "grey"} and sum(bool(point.mark) for point in points) > 1, _MARKED),
        (any(point.low is not None and point.high is not None and point.low < point.high for point in points), _RANGES),
        (any(point.approximate for point in points), _APPROXIMATE),
        (any(point.bound for point in points), _BOUND),
        (any(point.contradicted for point in points), _CONTRADICTED),
        (bool(chart.breaks) or any(point.break_before for point in points), _BROKEN),
        (chart.projection is not None, _PROJECTION),
        (bool(chart.marks), _DATED),
    )
    return tuple(text.to(language) for holds, text in told if holds)
