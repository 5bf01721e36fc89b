"""Cards for links to an indicator, a result area, a strand, a practice, the whole: what the page says, short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports import card_words as words
from stemagenda.core.reports import glyphs, sentences
from stemagenda.core.reports.card import Card, CardLight
from stemagenda.core.reports.practice_words import KIND_WORDS
from stemagenda.core.text import Language
from stemagenda.store import records
from stemagenda.usecases import indicators, monitor
from stemagenda.usecases.explaining import verdict_of
from stemagenda.usecases.records import value_of
from stemagenda.usecases.views import LightView, SeriesView


def card(*, kind: str, code: str, language: Language, on: date, series: str = "") -> Card | None:
    """The card of a thing as it was known on a day, of the whole for a kind ""; None where there is none."""
    write = _KINDS.get(kind)
    return write(code, series, language, on) if write else None


def _of_indicator(code: str, series: str, language: Language, on: date) -> Card | None:
    page = indicators.indicator_page(code=code, series=series or None, on=on)
    if page is None:
        return None
    view = page.shown
    latest = view.latest
    unit = view.series.unit
    figure = note = source = ""
    if latest is not None:
        figure = sentences.written(value=latest.chosen.value, unit=unit, language=language)
        # A share has its sign; of the rest it is said what is counted.
        note = str(latest.period) + ("" if unit == "share" else f", {view.series.unit_label.to(language)}")
        source = latest.chosen.publisher
    return Card(
        site=words.SITE.to(language),
        kicker=f"{words.KINDS['indicator'].to(language)} {page.indicator.code}",
        title=view.title.to(language),
        light=_light(view.light, language) if view.light else None,
        figure=figure,
        figure_note=note,
        text=verdict_of(view=view, language=language, doubt=False) if view.light else view.series.title.to(language),
        foot=words.foot(source=source, on=on, language=language),
    )


def _of_area(code: str, _: str, language: Language, on: date) -> Card | None:
    page = monitor.area_page(code=code, on=on)
    if page is None:
        return None
    return _listed("area", page.part.area.title.to(language), page.part.rows, language, on, code=code)


def _of_strand(code: str, _: str, language: Language, on: date) -> Card | None:
    page = monitor.strand_page(code=code, on=on)
    if page is None:
        return None
    return _counted("strand", page.part.strand.title.to(language), page.part.lights, language, on)


def _of_practice(code: str, _: str, language: Language, on: date) -> Card | None:
    stored = records.public_version(kind="practice", code=code, on=on)
    if stored is None:
        return None
    practice = value_of(stored)
    return Card(
        site=words.SITE.to(language),
        kicker=KIND_WORDS[practice.kind].to(language),
        title=practice.title.to(language),
        text=practice.summary.to(language),
        foot=words.foot(source="", on=on, language=language),
    )


def _of_all(_: str, __: str, language: Language, on: date) -> Card:
    found = monitor.home(on=on)
    return _counted("", words.WHOLE.to(language), found.all_rows, language, on)


_KINDS: Final[Mapping[str, Callable[[str, str, Language, date], Card | None]]] = {
    "indicator": _of_indicator,
    "area": _of_area,
    "strand": _of_strand,
    "practice": _of_practice,
    "": _of_all,
}
_COLOURS: Final[tuple[Colour, ...]] = ("green", "orange", "red", "grey")
KINDS: Final = tuple(kind for kind in _KINDS if kind)


def _listed(kind: str, title: str, rows: Iterable[SeriesView], language: Language, on: date, *, code: str) -> Card:
    """Every light by its name; in words where there is none."""
    lights = tuple(
        CardLight(
            colour=view.light.colour,
            words=f"{glyphs.WORDS[view.light.colour].to(language)}: {view.title.to(language)}",
            uncertain=view.light.uncertain,
            stale=view.light.stale,
        )
        for view in rows
        if view.light
    )
    return Card(
        site=words.SITE.to(language),
        kicker=f"{words.KINDS[kind].to(language)} {code}",
        title=title,
        lights=lights,
        text="" if lights else words.NO_LIGHT.to(language),
        foot=words.foot(source="", on=on, language=language),
    )


def _counted(kind: str, title: str, rows: Iterable[SeriesView], language: Language, on: date) -> Card:
    """How many lights there are of each colour, and how many of those rest on older figures."""
    shown = [view.light for view in rows if view.light]
    counts = Counter(light.colour for light in shown)
    older = Counter(light.colour for light in shown if light.stale)
    lights = tuple(
        CardLight(
            colour=colour,
            words=words.counted(colour=colour, number=counts[colour], older=older[colour], language=language),
        )
        for colour in _COLOURS
        if colour in counts
    )
    return Card(
        site=words.SITE.to(language),
        kicker=words.KINDS[kind].to(language) if kind else "",
        title=title,
        lights=lights,
        text="" if lights else words.NO_LIGHT.to(language),
        foot=words.foot(source="", on=on, language=language),
    )


def _light(light: LightView, language: Language) -> CardLight:
    said = glyphs.words(light.colour, language=language, uncertain=light.uncertain, stale=light.stale)
    return CardLight(colour=light.colour, words=said, uncertain=light.uncertain, stale=light.stale)
