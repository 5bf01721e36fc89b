"""`stemagenda export`: every light and its figures as files. The folder appears complete or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.terminal import counted, progress
from stemagenda.core.indicators.timeline import FIRST_DAY
from stemagenda.core.text import LANGUAGES, Text
from stemagenda.outputs.csv import writer
from stemagenda.usecases.downloads import series_table
from stemagenda.usecases.edition_files import DEFINITIONS, DOCUMENT, ERRATA
from stemagenda.usecases.explaining import verdict_of
from stemagenda.usecases.indicators import IndicatorPage, indicator_page
from stemagenda.usecases.monitor import Home, NothingLoaded, home
from stemagenda.usecases.views import SeriesView

LIGHTS: Final = "lights.json"
#: What an export, or that of an edition, holds beside CSV files.
_OURS: Final = frozenset({LIGHTS, DOCUMENT, DEFINITIONS, ERRATA})


def export(*, folder: Path, replace: bool, on: date | None) -> None:
    """Write one CSV per light and one JSON document of all."""
    day = on or now().date()
    try:
        read = home(on=day)
    except NothingLoaded as nothing:
        raise Stopped(Outcome.NOTHING_LOADED, "Nothing is loaded yet. Run: stemagenda load") from nothing
    with whole_folder(folder, replace=replace) as fresh:
        lights = list(_write_figures(fresh, read, day))
        document = {
            "agenda": read.agenda.code,
            "title": _both(read.agenda.title),
            "as_of": day.isoformat(),
            "lights": lights,
        }
        (fresh / LIGHTS).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    click.echo(f"{folder}: {LIGHTS} and {counted(len(lights), 'CSV file', 'CSV files')}, as of {day}")


@contextmanager
def whole_folder(folder: Path, *, replace: bool) -> Iterator[Path]:
    """Give a new folder to fill, and put it in its place when it is filled without a fault."""
    target = folder.absolute()
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not _may_replace(target, replace=replace)):
        raise Stopped(
            Outcome.REFUSED,
            f"{folder} exists already. Name a new folder, or add --replace when it holds an earlier export.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        fresh.chmod(0o755)
        yield fresh
        if target.exists():
            old = fresh.with_name(f"{fresh.name}-old")
            target.rename(old)
            fresh.rename(target)
            shutil.rmtree(old)
        else:
            fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _may_replace(target: Path, *, replace: bool) -> bool:
    """Only an earlier export is ever removed: nothing else than our own kinds of files stands in it."""
    names = {path.name for path in target.iterdir()}
    return replace and LIGHTS in names and all(name in _OURS or name.endswith(".csv") for name in names)


def _write_figures(fresh: Path, read: Home, day: date) -> Iterator[dict[str, Any]]:
    rows = read.all_rows
    with progress() as show:
        for number, row in enumerate(rows, 1):
            page = indicator_page(code=row.indicator.code, series=row.series.code, on=day)
            assert page is not None  # noqa: S101  (the home page named it)
            name = f"{row.indicator.code}-{row.series.code}.csv"
            cite = f"{read.agenda.title.nl}, {row.indicator.code} / {row.series.code}, {day.isoformat()}"
            table = series_table(page=page, on=day, language="nl", cite_as=cite, lineage_of=_lineage_of(row, day))
            (fresh / name).write_bytes(writer.write(columns=table.columns, rows=table.rows))
            yield _light(page, page.shown, name)
            show("export", number, len(rows))


def _lineage_of(row: SeriesView, day: date) -> Callable[[str], str]:
    """The command that tells where a figure comes from: an export has no address of a site."""
    return lambda period: (
        f"stemagenda lineage {row.indicator.code} {period} --series {row.series.code} --as-of {day.isoformat()}"
    )


def _light(page: IndicatorPage, view: SeriesView, name: str) -> dict[str, Any]:
    light = view.light
    assert light is not None  # noqa: S101  (every headline series carries one)
    return {
        "indicator": view.indicator.code,
        "series": view.series.code,
        "title": _both(page.indicator.title),
        "series_title": _both(view.series.title),
        "unit": view.series.unit,
        "better": view.series.better,
        "colour": light.colour,
        "computed": light.computed,
        "reason": light.reason or None,
        "uncertain": light.uncertain,
        "stale": light.stale,
        "since": None if light.since == FIRST_DAY else light.since.isoformat(),
        "sentence": {language: verdict_of(view=view, language=language) for language in LANGUAGES},
        "override": {
            "author": light.override.author,
            "reason": light.override.reason,
            "from": light.override.valid_from.isoformat(),
            "until": light.override.expires.isoformat(),
        }
        if light.override
        else None,
        "target": view.standing.target,
        "verdict": view.standing.verdict,
        "figures": name,
    }


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
