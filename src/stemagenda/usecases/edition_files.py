"""An edition as files, made from its frozen document alone: the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.timezone import localtime

from stemagenda.core.editions.content import EditionContent, EditionLight, EditionRelease, Key
from stemagenda.core.indicators.standing import Value
from stemagenda.core.reports.table import Cell, Column
from stemagenda.core.text import LANGUAGES, Text
from stemagenda.outputs.csv import writer as csv_writer
from stemagenda.outputs.zip import writer as zip_writer
from stemagenda.store.codec import encode
from stemagenda.usecases.editions import Edition

DOCUMENT: Final = "edition.json"
DEFINITIONS: Final = "definitions.json"
LIGHTS: Final = "lights.json"
FIGURES: Final = "figures.csv"
ERRATA: Final = "ERRATA.json"
#: `counts` tells on which of the values published for a period the light rests; the others contradict or repeat it.
COLUMNS: Final = (
    Column(title="indicator"),
    Column(title="series"),
    Column(title="period"),
    Column(title="value", kind="number"),
    Column(title="unit"),
    Column(title="half_width", kind="number"),
    Column(title="standard_error", kind="number"),
    Column(title="sample_size", kind="number"),
    Column(title="approximate"),
    Column(title="bound"),
    Column(title="status"),
    Column(title="counts"),
    Column(title="where"),
    Column(title="note"),
    Column(title="source"),
    Column(title="release"),
    Column(title="row", kind="number"),
    Column(title="release_digest"),
    Column(title="publisher"),
    Column(title="published", kind="date"),
    Column(title="published_precision"),
    Column(title="rank"),
    Column(title="url"),
    Column(title="licence"),
    Column(title="as_of", kind="date"),
    Column(title="edition"),
)
Releases = Mapping[Key, EditionRelease]


def edition_files(*, edition: Edition, with_errata: bool = False) -> tuple[tuple[str, bytes], ...]:
    """Every file of an edition, by name, in order.

    The document itself, its definitions and its lights as JSON, all figures as one CSV, and those of each light as one
    CSV. The errata are no part of the edition: they come along only `with_errata`.
    """
    content = edition.content
    files = [
        (DOCUMENT, edition.document),
        (DEFINITIONS, _json({"agenda": encode(content.agenda), "indicators": encode(content.indicators)})),
        (LIGHTS, _json(_lights(edition))),
        (FIGURES, figures_csv(edition=edition)),
        *((_file_of(light), figures_csv(edition=edition, only=light.key)) for light in content.headlines),
    ]
    if with_errata:
        files.append((ERRATA, errata_json(edition=edition)))
    return tuple(files)


def edition_zip(*, edition: Edition, with_errata: bool = False) -> bytes:
    """Every file of an edition in one archive."""
    return zip_writer.write(files=edition_files(edition=edition, with_errata=with_errata))


def figures_csv(*, edition: Edition, only: Key | None = None) -> bytes:
    """Every figure of an edition, or of one series of it, as CSV: the one that counts first, then the others."""
    content = edition.content
    releases = {(item.source, item.code): item for item in content.releases}
    keys = content.points if only is None else (only,)
    rows = (row for key in keys for row in _rows(edition, key, releases))
    return csv_writer.write(columns=COLUMNS, rows=rows)


def errata_json(*, edition: Edition) -> bytes:
    """The errata of an edition."""
    return _json(
        {
            "edition": edition.heading.name,
            "digest": edition.heading.digest,
            "errata": [
                {"on": localtime(item.made_at).date().isoformat(), "author": item.author, "text": item.text}
                for item in edition.errata
            ],
        }
    )


def _rows(edition: Edition, key: Key, releases: Releases) -> Iterable[tuple[Cell, ...]]:
    content = edition.content
    unit = content.series[key][1].unit
    for point in content.points.get(key, ()):
        for value in (point.chosen, *point.others):
            yield (
                *key,
                point.period.code,
                *_value_cells(value, unit, counts=value is point.chosen),
                *_release_cells(value, releases.get((value.source, value.release))),
                content.as_of,
                edition.heading.name,
            )


def _value_cells(value: Value, unit: str, *, counts: bool) -> tuple[Cell, ...]:
    return (
        value.value,
        unit,
        value.half_width,
        value.standard_error,
        value.sample_size,
        "yes" if value.approximate else "no",
        value.bound,
        value.status,
        "yes" if counts else "no",
        value.where,
        value.note,
    )


def _release_cells(value: Value, release: EditionRelease | None) -> tuple[Cell, ...]:
    return (
        value.source,
        value.release,
        value.row,
        release.digest if release else "",
        value.publisher,
        value.published,
        value.precision,
        value.rank,
        release.url if release else "",
        release.licence if release else "",
    )


def _lights(edition: Edition) -> dict[str, Any]:
    content = edition.content
    return {
        "agenda": content.agenda.code,
        "title": _both(content.agenda.title),
        "edition": edition.heading.name,
        "digest": edition.heading.digest,
        "as_of": content.as_of.isoformat(),
        "lights": [_light(content, light) for light in content.headlines],
    }


def _light(content: EditionContent, light: EditionLight) -> dict[str, Any]:
    series = content.series[light.key][1]
    override = light.override
    return {
        "indicator": light.indicator,
        "series": light.series,
        "title": _both(light.title),
        "series_title": _both(light.series_title),
        "unit": series.unit,
        "better": series.better,
        "colour": light.colour,
        "computed": light.computed,
        "reason": light.reason or None,
        "uncertain": light.uncertain,
        "stale": light.stale,
        "since": encode(light.since),
        "sentence": _both(light.sentence),
        "override": {
            "author": override.author,
            "reason": override.reason,
            "from": override.valid_from.isoformat(),
            "until": override.expires.isoformat(),
        }
        if override
        else None,
        "target": light.target,
        "verdict": light.verdict,
        "figures": _file_of(light),
    }


def _file_of(light: EditionLight) -> str:
    return f"{light.indicator}-{light.series}.csv"


def _both(text: Text) -> dict[str, str]:
    return {language: text.to(language) for language in LANGUAGES}


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
