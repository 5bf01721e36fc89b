"""Where a number comes from and what a file is used for, in the terminal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.text import Text as Line

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.terminal import STYLES, console, table
from stemagenda.cli.words import light_words
from stemagenda.core.period import Period, PeriodError
from stemagenda.core.reports import lineage_words, sentences
from stemagenda.core.text import Language, Text, format_date, format_number
from stemagenda.store.lineage import KeptRelease
from stemagenda.usecases import lineage as use
from stemagenda.usecases.lineage import FileUse, Lineage, Sourced
from stemagenda.usecases.lineage_documents import file_document, lineage_document
from stemagenda.usecases.views import SeriesView

#: Values of a file that are written out; --json gives all.
MOST_ROWS: Final = 200
_READ_AT_ONCE: Final = 1 << 20
_WORDS: Final = {
    "bytes": Text("{size} bytes", "{size} bytes"),
    "choice": Text("Keuze", "Choice"),
    "chosen_of": Text("gekozen uit {count} publicaties", "chosen from {count} publications"),
    "contradicted": Text("publicaties spreken elkaar tegen", "publications contradict one another"),
    "counting": Text("Cijfers die tellen", "Figures that count"),
    "earlier": Text("Wat eerder gezegd werd", "What was said before"),
    "file": Text("Bestand", "File"),
    "lights": Text("Lichten die erop rusten", "Lights that rest on it"),
    "licence": Text("Licentie", "Licence"),
    "none_in_force": Text("geen cijfer meer van kracht", "no figure in force any more"),
    "none_rests": Text("Geen licht rust hierop.", "No light rests on it."),
    "only_one": Text("de enige publicatie met dit cijfer", "the only publication with this figure"),
    "period": Text("periode", "period"),
    "place": Text("Plaats", "Place"),
    "publication": Text("Publicatie", "Publication"),
    "read": Text("Gelezen", "Read"),
    "recorded": Text("Opgenomen", "Taken in"),
    "recorded_by": Text("{day} door {person}", "{day} by {person}"),
    "rests": Text("Wat erop rust", "What rests on it"),
    "row": Text("rij {row}", "row {row}"),
    "series": Text("reeks", "series"),
    "unused": Text("Cijfers die niet tellen", "Figures that do not count"),
    "value": Text("waarde", "value"),
    "way": Text("Weg", "Way"),
    "why": Text("waarom", "why"),
}


def show(
    *,
    indicator: str | None,
    period: str | None,
    series: str | None,
    file: str | None,
    language: Language,
    **how: object,
) -> None:
    """Print where a number comes from, or what a file is used for. `how`: the day (`on`) and `as_json`."""
    on = how["on"] if isinstance(how["on"], date) else now().date()
    if file is not None:
        found = _file(file, on)
        _answer(file_document(found=found)) if how["as_json"] else _show_file(found, language)
        return
    traced = _traced(indicator or "", period or "", series, on)
    _answer(lineage_document(found=traced)) if how["as_json"] else _show_number(traced, language)


def _answer(document: Mapping[str, object]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _traced(indicator: str, written: str, series: str | None, on: date) -> Lineage:
    known = use.known_periods(indicator=indicator, on=on)
    if not known:
        codes = use.indicator_codes()
        if not codes:
            raise Stopped(Outcome.NOTHING_LOADED, "Nothing is loaded yet. Run: stemagenda load")
        if indicator in codes:
            raise Stopped(Outcome.REFUSED, f"{indicator} has no figures yet.")
        raise Stopped(Outcome.REFUSED, f"There is no indicator '{indicator[:80]}'. {_near(indicator.upper(), codes)}")
    if series is not None and series not in known:
        raise Stopped(Outcome.REFUSED, f"{indicator} has no figures of '{series[:80]}'. {_near(series, tuple(known))}")
    try:
        period = Period.parse(written)
    except PeriodError as error:
        raise Stopped(Outcome.REFUSED, f"{error}.", *_periods(indicator, known, series)) from error
    found = use.lineage(indicator=indicator, series=series, period=period, on=on)
    if found is None and series is None:
        # The light's own series has none for that period; another one may.
        other = next((code for code, periods in known.items() if period in periods), None)
        found = use.lineage(indicator=indicator, series=other, period=period, on=on) if other else None
    if found is None:
        of = f"{indicator} / {series}" if series else indicator
        raise Stopped(Outcome.REFUSED, f"{of} has no figure for {period} on {on}.", *_periods(indicator, known, series))
    return found


def _periods(indicator: str, known: Mapping[str, tuple[Period, ...]], series: str | None) -> list[str]:
    shown = {series: known[series]} if series else known
    lines = [f"  {code}: {', '.join(period.code for period in periods)}" for code, periods in shown.items()]
    return [f"{indicator} has figures for", *lines]


def _near(written: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(written, known, n=3)
    return f"Did you mean {' or '.join(near)}?" if near else f"Known are {', '.join(known)}."


def _file(written: str, on: date) -> FileUse:
    path = Path(written)
    digest = _digest(path) if path.is_file() else written
    source, _, code = written.partition("/")
    found = use.uses_of(digest=digest, on=on)
    if found is None and not path.is_file():
        found = use.uses_of(source=source, code=code, on=on)
    if found is None:
        what = f"The file {written} (SHA-256 {digest})" if path.is_file() else f"'{written[:100]}'"
        raise Stopped(
            Outcome.REFUSED,
            f"{what} is no file this monitor had on {on}.",
            "Give the path of a file, its SHA-256 (at least the first 8 digits), or SOURCE/RELEASE.",
        )
    return found


def _digest(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    running = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_READ_AT_ONCE):
            running.update(piece)
    return running.hexdigest()


def _say(name: str, language: Language, **values: object) -> str:
    return _WORDS[name].to(language).format(**values)


def _show_number(found: Lineage, language: Language) -> None:
    out = console()
    title = f"{found.indicator.code}  {found.indicator.title.to(language)}"
    out.print(Line(title, style="bold"))
    out.print(f"{found.series.code}: {found.series.title.to(language)}, {found.series.unit_label.to(language)}")
    out.print()
    if found.chosen is None:
        out.print(f"{found.period}: {_say('none_in_force', language)}, {format_date(found.on, language=language)}")
    else:
        out.print(Line(f"{found.period}: {_value(found, found.chosen, language)}", style="bold"))
        _show_chain(out, found, found.chosen, language)
    _show_others(out, found, language)
    if found.chosen is not None:
        out.print()
        out.print(Line(_say("rests", language), style="bold"))
        for item in found.resting:
            out.print(_light(item.view, language), Line(": " + _parts(item.parts, language)), sep="")
        if not found.resting:
            out.print(_say("none_rests", language))


def _show_chain(out: Console, found: Lineage, chosen: Sourced, language: Language) -> None:
    count = 1 + len(found.others)
    choice = _say("only_one", language) if count == 1 else _say("chosen_of", language, count=count)
    if found.contradicted:
        choice += f"; {_say('contradicted', language)}"
    _fact(out, _say("choice", language), choice)
    steps = [lineage_words.step_sentence(step=step, language=language) for step in chosen.value.steps]
    for step in steps or [lineage_words.ONE_STEP.to(language)]:
        _fact(out, _say("read", language), step)
    place = _say("row", language, row=chosen.value.row)
    _fact(out, _say("place", language), f"{place}, {chosen.value.where}" if chosen.value.where else place)
    _show_release(out, chosen.release, language)


def _show_release(out: Console, release: KeptRelease, language: Language) -> None:
    heading = release.heading
    size = _say("bytes", language, size=format_number(release.size, language=language))
    _fact(out, _say("file", language), f"{release.file_name}, {size}, SHA-256 {release.digest}")
    day = format_date(release.recorded_at.date(), language=language)
    by = _say("recorded_by", language, day=day, person=release.recorded_by)
    _fact(out, _say("recorded", language), f"{by} ({heading.reader})" if heading.reader else by)
    way = lineage_words.WAYS[use.way_of(release)].to(language)
    if release.retrieved_at is not None:
        way += f" {format_date(release.retrieved_at.date(), language=language)}, {release.retrieved_from}"
    _fact(out, _say("way", language), way)
    published = str(heading.published.year) if heading.precision == "year" else heading.published.isoformat()
    _fact(out, _say("publication", language), f"{heading.publisher}, {published}: {heading.title}")
    _fact(out, "", heading.url)
    _fact(out, _say("licence", language), heading.licence)


def _fact(out: Console, label: str, text: str) -> None:
    out.print(f"  {label:<12} {text}")


def _show_others(out: Console, found: Lineage, language: Language) -> None:
    if found.others:
        out.print()
        out.print(Line(_say("unused", language), style="bold"))
    for item in found.others:
        why = lineage_words.REASONS[item.reason].to(language) if item.reason else ""
        out.print(f"  {_value(found, item, language)}, {_named(item.release)}. {why}")
    if found.earlier:
        out.print()
        out.print(Line(_say("earlier", language), style="bold"))
    for item in found.earlier:
        out.print(f"  {_value(found, item, language)}, {_named(item.release)}. {_ended(item.release, language)}")


def _named(release: KeptRelease) -> str:
    return f"{release.heading.source}/{release.heading.code} ({release.digest[:12]})"


def _ended(release: KeptRelease, language: Language) -> str:
    ending = release.ending
    if ending is None:
        return ""
    said = lineage_words.FATES[ending.fate].to(language).format(day=format_date(ending.on, language=language))
    return f"{said}: {ending.reason}" if ending.reason else f"{said}."


def _value(found: Lineage, item: Sourced, language: Language) -> str:
    return sentences.written(value=item.value.value, unit=found.series.unit, language=language)


def _light(view: SeriesView, language: Language) -> Line:
    name = f"  {view.indicator.code} / {view.series.code} "
    if view.light is None:
        return Line(name)
    light = view.light
    words = light_words(light.colour, language=language, uncertain=light.uncertain, stale=light.stale)
    return Line(name) + Line(words, style=STYLES[light.colour])


def _parts(parts: tuple[str, ...], language: Language) -> str:
    return ", ".join(lineage_words.PARTS[part].to(language) for part in parts)


def _show_file(found: FileUse, language: Language) -> None:
    out = console()
    out.print(Line(f"{found.release.heading.source}/{found.release.heading.code}", style="bold"))
    _show_release(out, found.release, language)
    if ended := _ended(found.release, language):
        out.print(Line(ended, style="bold"))
    out.print()
    out.print(Line(_say("lights", language), style="bold"))
    for view, periods in found.lights:
        rests = "; ".join(f"{period} {_parts(parts, language)}" for period, parts in periods)
        out.print(_light(view, language), Line(f": {rests}"), sep="")
    if not found.lights:
        out.print(_say("none_rests", language))
    for name, items in (("counting", found.counting), ("unused", found.unused)):
        out.print()
        out.print(Line(f"{_say(name, language)}: {len(items)}", style="bold"))
        shown = table(
            _say("series", language),
            _say("period", language),
            (_say("value", language), "right"),
            _say("why", language),
        )
        for item in items[:MOST_ROWS]:
            why = lineage_words.REASONS[item.reason] if item.reason else lineage_words.USES[item.use]
            shown.add_row(
                f"{item.value.indicator} / {item.value.series}",
                item.value.period.code,
                format_number(item.value.value, language=language),
                why.to(language) if item.use != "counts" else "",
            )
        if items:
            out.print(shown)
        if len(items) > MOST_ROWS:
            out.print(f"... +{len(items) - MOST_ROWS} (--json)")
