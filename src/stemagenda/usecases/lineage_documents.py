"""Lineage as plain JSON values: one document for the command and for other machines. Every key is always there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stemagenda.core.indicators.standing import Value
from stemagenda.core.observation import Observation
from stemagenda.core.text import Text
from stemagenda.store.lineage import KeptRelease
from stemagenda.usecases.lineage import FileUse, Lineage, Sourced, UsedValue, way_of
from stemagenda.usecases.resting import Resting

Document = dict[str, Any]


def lineage_document(*, found: Lineage) -> Document:
    """From a number to its file. `value` is null where none is in force any more."""
    return {
        "indicator": found.indicator.code,
        "title": _both(found.indicator.title),
        "series": found.series.code,
        "series_title": _both(found.series.title),
        "period": found.period.code,
        "as_of": found.on.isoformat(),
        "unit": found.series.unit,
        "unit_label": _both(found.series.unit_label),
        "value": _sourced(found.chosen) if found.chosen else None,
        "contradicted": found.contradicted,
        "others": [_sourced(item) for item in found.others],
        "earlier": [_sourced(item) for item in found.earlier],
        "rests_on_it": _resting(found.resting),
    }


def file_document(*, found: FileUse) -> Document:
    """From a file to every number that uses it, and those of it that do not count with the reason."""
    return {
        "as_of": found.on.isoformat(),
        **_origin(found.release),
        "other_releases": [_release(item) for item in found.others],
        "counting": len(found.counting),
        "not_counting": len(found.unused),
        "lights": [
            {
                "indicator": view.indicator.code,
                "series": view.series.code,
                "colour": view.light.colour if view.light else None,
                "rests_on": [{"period": period.code, "as": list(parts)} for period, parts in periods],
            }
            for view, periods in found.lights
        ],
        "values": [_used(item) for item in found.values],
    }


def _sourced(item: Sourced) -> Document:
    return {**_observed(item.value), **_origin(item.release), "beside_because": item.reason or None}


def _observed(value: Observation) -> Document:
    return {
        "value": value.value,
        "half_width": value.half_width,
        "standard_error": value.standard_error,
        "sample_size": value.sample_size,
        "approximate": value.approximate,
        "bound": value.bound or None,
        "status": value.status,
        "note": value.note,
        "place": {"where": value.where, "row": value.row},
        "steps": [{"kind": step.kind, **dict(step.values)} for step in value.steps],
    }


def _origin(release: KeptRelease) -> Document:
    ending = release.ending
    return {
        "release": _release(release),
        "file": {"name": release.file_name, "sha256": release.digest, "bytes": release.size},
        "arrival": {
            "way": way_of(release),
            "retrieved_at": release.retrieved_at.isoformat() if release.retrieved_at else None,
            "retrieved_from": release.retrieved_from,
            "recorded_at": release.recorded_at.isoformat(),
            "recorded_by": release.recorded_by,
            "kind": release.kind or None,
            "reason": release.reason,
        },
        "ended": {"fate": ending.fate, "on": ending.on.isoformat(), "by": ending.by, "reason": ending.reason}
        if ending
        else None,
    }


def _release(release: KeptRelease) -> Document:
    heading = release.heading
    return {
        "source": heading.source,
        "code": heading.code,
        "dataset": heading.dataset,
        "title": heading.title,
        "publisher": heading.publisher,
        "published": heading.published.isoformat(),
        "precision": heading.precision,
        "rank": heading.rank,
        "url": heading.url,
        "licence": heading.licence,
        "reader": heading.reader,
    }


def _used(item: UsedValue) -> Document:
    value = item.value
    return {
        "indicator": value.indicator,
        "series": value.series,
        "period": value.period.code,
        **_observed(value),
        "use": item.use,
        "because": item.reason or None,
        "counts_instead": _first(item.first) if item.first and item.use != "counts" else None,
        "rests_on_it": _resting(item.resting),
    }


def _first(value: Value) -> Document:
    return {"value": value.value, "source": value.source, "release": value.release, "row": value.row}


def _resting(found: Iterable[Resting]) -> list[Document]:
    return [
        {
            "indicator": item.view.indicator.code,
            "series": item.view.series.code,
            "colour": item.view.light.colour if item.view.light else None,
            "as": list(item.parts),
        }
        for item in found
    ]


def _both(text: Text) -> Document:
    return {"nl": text.nl, "en": text.en}
