"""Editions: freeze one, list them, correct one, take one out, compare two."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click
from django.utils import timezone

from stemagenda.cli.answers import in_words
from stemagenda.cli.exporting import whole_folder
from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.editions.comparing import Differences, FigureChange, LightChange, RuleChange, TargetChange
from stemagenda.core.indicators.standing import Value
from stemagenda.core.reports import glyphs
from stemagenda.store.editions import EditionHeading
from stemagenda.usecases import editions as usecase
from stemagenda.usecases.edition_files import DOCUMENT, edition_files, edition_zip
from stemagenda.usecases.permissions import OPERATOR

#: Longer lists are cut in the terminal; --json gives them whole.
MOST_LINES: Final = 60


def freeze(*, name: str, note: str, on: date | None, as_json: bool) -> None:
    """Freeze an edition, and say under which fingerprint."""
    with in_words():
        made = usecase.freeze_edition(name=name, note=note, as_of=on, actor=OPERATOR, now=now())
    if as_json:
        _print_json(_heading(made))
        return
    click.echo(f"Edition {made.name}: what was publicly known on {made.as_of}, frozen.")
    click.echo(f"SHA-256 {made.digest}")


def show_editions(*, as_json: bool) -> None:
    """List every edition with its errata."""
    found = usecase.editions()
    if as_json:
        _print_json({"editions": [_heading(item) | {"errata": _errata(item.name)} for item in found]})
        return
    if not found:
        click.echo("There are no editions yet. Freeze one: stemagenda freeze NAME")
        return
    listed = table("edition", "as of", "frozen", ("errata", "right"), "SHA-256", "note")
    for item in found:
        listed.add_row(
            item.name,
            str(item.as_of),
            str(timezone.localtime(item.frozen_at).date()),
            str(item.errata),
            item.digest,
            " ".join(item.note.split())[:80],
        )
    console().print(listed)


def add_erratum(*, name: str, text: str) -> None:
    """Set a dated correction beside an edition."""
    made = usecase.add_erratum(name=name, text=text, actor=OPERATOR, now=now())
    click.echo(f"Erratum of {made.made_at.date()} set beside edition {name}. The edition itself stays as it is.")


def export_edition(*, name: str, folder: Path | None, replace: bool, with_errata: bool) -> None:
    """Give an edition: its document on standard output, or all its files as a folder or an archive."""
    with in_words():
        edition = usecase.edition(name=name)
    if folder is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(edition.document)
        sys.stdout.buffer.flush()
        return
    if folder.suffix.lower() == ".zip":
        content = edition_zip(edition=edition, with_errata=with_errata)
        _write_archive(folder, content, replace=replace)
        click.echo(f"{folder}: edition {name}, {counted(len(content), 'byte', 'bytes')}")
        return
    files = edition_files(edition=edition, with_errata=with_errata)
    with whole_folder(folder, replace=replace) as fresh:
        for file_name, written in files:
            (fresh / file_name).write_bytes(written)
    click.echo(f"{folder}: edition {name}, {counted(len(files), 'file', 'files')}")


def diff(*, before: str, after: str, as_json: bool) -> None:
    """Say what changed between two editions or days."""
    with in_words():
        comparison = usecase.compare_editions(before=before, after=after, today=now().date())
    if as_json:
        _print_json(usecase.difference_document(comparison=comparison))
        return
    click.echo(comparison.sentence("en"))
    for heading, lines in _sections(comparison.found):
        if lines:
            click.echo(f"\n{heading}:")
            for line in lines[:MOST_LINES]:
                click.echo(f"  {line}")
            if len(lines) > MOST_LINES:
                click.echo(f"  ... and {len(lines) - MOST_LINES} more (--json gives all)")


def _sections(found: Differences) -> Iterator[tuple[str, list[str]]]:
    yield "Lights", [_light_line(item) for item in found.lights]
    yield "Lights, smaller changes", [_light_line(item) for item in found.other_lights]
    yield "Figures revised", [_figure_line(item) for item in found.revised]
    yield "Figures new", [_figure_line(item) for item in found.new_figures]
    yield "Figures gone", [_figure_line(item) for item in found.gone_figures]
    yield "Indicators new", [f"{item.indicator}: {item.title.en}" for item in found.new_indicators]
    yield "Indicators gone", [f"{item.indicator}: {item.title.en}" for item in found.gone_indicators]
    yield "Series new", [f"{item.indicator} / {item.series}: {item.title.en}" for item in found.new_series]
    yield "Series gone", [f"{item.indicator} / {item.series}: {item.title.en}" for item in found.gone_series]
    yield (
        "Thresholds",
        [_rule_line(item) for item in found.rules],
    )
    yield (
        "Targets",
        [_target_line(item) for item in found.targets],
    )
    yield "Definitions", list(found.definitions)


def _rule_line(change: RuleChange) -> str:
    known = change.after or change.before
    since = f"from {known.since}" if known else ""
    return f"{change.indicator}: {_word(change.before, change.after)} {since}"


def _target_line(change: TargetChange) -> str:
    values = [f"{target.value:g} for {target.period}" for target in (change.before, change.after) if target]
    word = _word(change.before, change.after)
    return f"{change.indicator} / {change.series}: {word} {' -> '.join(values)}"


def _word(before: object, after: object) -> str:
    return "new" if before is None else "gone" if after is None else "changed"


def _light_line(change: LightChange) -> str:
    return f"{change.indicator} / {change.series}: {_light(change, 'before')} -> {_light(change, 'after')}"


def _light(change: LightChange, side: str) -> str:
    light = change.before if side == "before" else change.after
    marks = [
        word
        for is_so, word in (
            (bool(light.reason), light.reason),
            (light.uncertain, "uncertain"),
            (light.stale, "older figure"),
            (light.override is not None, "set by hand"),
        )
        if is_so
    ]
    sign = glyphs.sign(light.colour, uncertain=light.uncertain)
    return f"{sign} {light.colour}" + (f" ({', '.join(marks)})" if marks else "")


def _figure_line(change: FigureChange) -> str:
    return (
        f"{change.indicator} / {change.series} {change.period}: {_figure(change.before)} -> {_figure(change.after)}"
        if change.before and change.after
        else f"{change.indicator} / {change.series} {change.period}: {_figure(change.after or change.before)}"
    )


def _figure(value: Value | None) -> str:
    if value is None:
        return "-"
    rounding = f" ± {value.half_width:g}" if value.half_width else ""
    return f"{value.value:g}{rounding} ({value.source}/{value.release})"


def _heading(item: EditionHeading) -> dict[str, Any]:
    return {
        "name": item.name,
        "note": item.note,
        "as_of": item.as_of.isoformat(),
        "frozen_at": item.frozen_at.isoformat(),
        "frozen_by": item.frozen_by,
        "digest": item.digest,
    }


def _errata(name: str) -> list[dict[str, str]]:
    return [
        {"made_at": item.made_at.isoformat(), "author": item.author, "text": item.text}
        for item in usecase.errata(name=name)
    ]


def _print_json(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _write_archive(path: Path, content: bytes, *, replace: bool) -> None:
    """Put an archive in its place, whole or not at all; only an earlier edition is ever replaced."""
    if path.exists() and not (replace and _is_edition(path)):
        raise Stopped(
            Outcome.REFUSED,
            f"{path} exists already. Name a new file, or add --replace when it is an earlier export of an edition.",
        )
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(fresh).chmod(0o644)
        Path(fresh).replace(path)
    finally:
        Path(fresh).unlink(missing_ok=True)


def _is_edition(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()[:1] == [DOCUMENT]
    except (OSError, zipfile.BadZipFile):
        return False
