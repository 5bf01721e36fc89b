"""Lights and counts in the terminal."""

from __future__ import annotations

import json
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

import click
from rich.console import Console
from rich.text import Text as Line

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.terminal import STYLES, console, table
from stemagenda.cli.words import light_words, say
from stemagenda.core.indicators.standing import StandingPoint, Value
from stemagenda.core.reports import sentences
from stemagenda.core.text import Language, format_date, format_number
from stemagenda.usecases import status as status_use
from stemagenda.usecases.explaining import explanation, verdict_of
from stemagenda.usecases.indicators import IndicatorPage, indicator_page
from stemagenda.usecases.monitor import NothingLoaded, home
from stemagenda.usecases.views import SeriesView, Window

_NOTHING: Final = "Nothing is loaded yet. Run: stemagenda load"


def status(*, on: date | None, as_json: bool) -> None:
    """Print the counts."""
    today = now().date()
    found = status_use.status(on=on or today, today=today)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    shown = table("what", ("number", "right"))
    for name, value in found.items():
        _rows(shown, name.replace("_", " "), value)
    console().print(shown)
    if found["agenda"] is None:
        click.echo(_NOTHING, err=True)


def _rows(shown: Any, name: str, value: Any) -> None:
    if isinstance(value, dict):
        for part, number in value.items():
            shown.add_row(f"{name}: {part}", str(number))
    else:
        shown.add_row(name, "-" if value is None else str(value))


def show(*, indicator: str | None, series: str | None, language: Language, on: date | None) -> None:
    """Print one light with everything behind it, or all lights."""
    day = on or now().date()
    try:
        if indicator is None:
            _show_all(language=language, on=day)
        else:
            _show_one(_page(code=indicator, series=series, on=day), language=language, on=day)
    except NothingLoaded as nothing:
        raise Stopped(Outcome.NOTHING_LOADED, _NOTHING) from nothing


def _page(*, code: str, series: str | None, on: date) -> IndicatorPage:
    page = indicator_page(code=code, series=series, on=on)
    if page is not None:
        return page
    rows = home(on=on).all_rows
    codes = list(dict.fromkeys(row.indicator.code for row in rows))
    owner = next((row.indicator for row in rows if row.indicator.code == code), None)
    if owner is None:
        raise Stopped(Outcome.REFUSED, f"There is no indicator '{code[:80]}'. {_near(code.upper(), codes)}")
    known = [item.code for item in owner.series]
    raise Stopped(Outcome.REFUSED, f"{code} has no series '{(series or '')[:80]}'. {_near(series or '', known)}")


def _near(written: str, known: list[str]) -> str:
    near = get_close_matches(written, known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."


def _show_all(*, language: Language, on: date) -> None:
    out = console()
    read = home(on=on)
    out.print(Line(f"{read.agenda.title.to(language)}, {format_date(on, language=language)}", style="bold"))
    shown = table(
        say("indicator", language),
        say("light", language),
        say("title", language),
        say("period", language),
        (say("value", language), "right"),
        say("series", language),
    )
    for view in read.all_rows:
        latest = view.latest
        shown.add_row(
            view.indicator.code,
            _light(view, language),
            view.indicator.title.to(language),
            latest.period.code if latest else "",
            _value(view, latest.chosen, language) if latest else "",
            view.series.code,
        )
    out.print(shown)


def _show_one(page: IndicatorPage, *, language: Language, on: date) -> None:
    out, view = console(), page.shown
    out.print(Line(f"{page.indicator.code}  {page.indicator.title.to(language)}", style="bold"))
    out.print(f"{view.series.code}: {view.series.title.to(language)}, {view.series.unit_label.to(language)}")
    out.print(f"{say('as_of', language)} {format_date(on, language=language)}")
    out.print()
    if view.light is None:
        out.print(say("no_light", language))
    else:
        _verdict(out, page, language=language)
    _points(out, view, language=language)
    others = [item.series.code for item in page.headlines if item is not view]
    if others:
        out.print()
        out.print(f"{say('other_series', language)}: {', '.join(others)}")


def _verdict(out: Console, page: IndicatorPage, *, language: Language) -> None:
    view = page.shown
    light, explained = view.light, explanation(page=page, language=language)
    assert light is not None  # noqa: S101  (asked for only where there is one)
    out.print(_light(view, language))
    out.print(verdict_of(view=view, language=language))
    if light.override:
        made = light.override
        out.print(f"{say('override', language)}: {made.author}, {made.valid_from} - {made.expires}: {made.reason}")
        out.print(f"{say('computed', language)}: {light_words(light.computed, language=language)}")
    for sentence in (explained.stale, *explained.how_sure, *explained.target, explained.trend, explained.projection):
        if sentence:
            out.print(sentence)
    _windows(out, page, language=language)
    _methods(out, page, language=language)
    if view.light and view.light.colour == "grey":
        out.print(f"{say('how_to_load', language)}: {page.indicator.how_to_load.to(language)}")


def _windows(out: Console, page: IndicatorPage, *, language: Language) -> None:
    shown = table(say("window", language), say("first", language), say("last", language), say("difference", language))
    for name, found in (("long", page.shown.window), ("short", page.short_window)):
        if found:
            shown.add_row(say(name, language), *_window(page.shown, found, language))
    if shown.row_count:
        out.print()
        out.print(shown)


def _window(view: SeriesView, found: Window, language: Language) -> tuple[str, str, str]:
    unit = view.series.unit
    return (
        f"{found.first}: {sentences.written(value=found.first_value, unit=unit, language=language)}",
        f"{found.last}: {sentences.written(value=found.last_value, unit=unit, language=language)}",
        sentences.difference_written(value=found.difference, unit=unit, language=language),
    )


def _methods(out: Console, page: IndicatorPage, *, language: Language) -> None:
    explained = explanation(page=page, language=language)
    answered = [opinion for opinion in explained.opinions if opinion.verdict]
    if not answered:
        return
    shown = table(say("method", language), say("verdict", language), say("light", language), say("numbers", language))
    for opinion in answered:
        numbers = ", ".join(f"{name.replace('_', ' ')} {_number(number, language)}" for name, number in opinion.numbers)
        shown.add_row(
            opinion.name.replace("_", " "),
            opinion.verdict.replace("_", " "),
            light_words(opinion.colour, language=language) if opinion.colour else "",
            numbers,
        )
    out.print()
    out.print(shown)
    if explained.agreement:
        out.print(explained.agreement)


def _number(number: float | str, language: Language) -> str:
    if isinstance(number, str):
        return number
    return format_number(number, language=language, decimals=3 if abs(number) < 1 else 2)


def _points(out: Console, view: SeriesView, *, language: Language) -> None:
    points = view.standing.points
    out.print()
    if not points:
        out.print(say("no_points", language))
        return
    shown = table(
        say("period", language),
        (say("value", language), "right"),
        say("source", language),
        say("place", language),
        say("remark", language),
    )
    for point in points:
        _add_point(shown, view, point, language)
    out.print(shown)


def _add_point(shown: Any, view: SeriesView, point: StandingPoint, language: Language) -> None:
    for index, value in enumerate((point.chosen, *point.others)):
        remarks = [_remark(value, language)]
        if index == 0 and point.contradicted:
            remarks.append(say("contradicted", language))
        shown.add_row(
            point.period.code if index == 0 else "",
            _value(view, value, language) if index == 0 else f"({_value(view, value, language)})",
            f"{value.publisher}, {_published(value)}",
            value.where,
            "; ".join(remark for remark in remarks if remark),
        )


def _published(value: Value) -> str:
    written = value.published.isoformat()
    return {"year": written[:4], "month": written[:7]}.get(value.precision, written)


def _remark(value: Value, language: Language) -> str:
    parts = [value.bound and say(value.bound, language), value.approximate and say("approximate", language)]
    if value.half_width:
        parts.append(f"± {format_number(value.half_width, language=language, decimals=None)}")
    return ", ".join(str(part) for part in parts if part)


def _value(view: SeriesView, value: Value, language: Language) -> str:
    return sentences.written(value=value.value, unit=view.series.unit, language=language)


def _light(view: SeriesView, language: Language) -> Line:
    light = view.light
    if light is None:
        return Line("")
    shown = light_words(light.colour, language=language, uncertain=light.uncertain, stale=light.stale)
    if light.colour == "grey":
        shown += f" ({sentences.grey_words(reason=light.reason, language=language)})"
    return Line(shown, style=STYLES[light.colour])
