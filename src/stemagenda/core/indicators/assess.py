"""One case in, one verdict out: the light, its windows, the target track, every method, trend and projection.

Pure: no clock, no files. Whether a light is stale depends on the day and is asked separately (`stale_from`).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any, Final, cast

from stemagenda.core.indicators.case import Case
from stemagenda.core.indicators.light import Light, light_of
from stemagenda.core.indicators.points import Comparison, Window, compare
from stemagenda.core.indicators.projection import Projection, project
from stemagenda.core.indicators.question import ask
from stemagenda.core.indicators.target_track import Answer, TargetTrack, answers_to, track_of
from stemagenda.core.indicators.trend import Trend, trend_of
from stemagenda.core.period import Period

#: A figure is stale when it is older than this many publication cycles.
STALE_CYCLES: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Windows:
    """The long window (reference to latest) decides the light; the short one (previous to latest) stands beside it."""

    long: Window | None
    short: Window | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How many of the methods that have an answer point the same way as the light."""

    agree: int
    of: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """Everything that follows from one case."""

    light: Light
    windows: Windows
    target_track: TargetTrack
    methods: Mapping[str, Answer]
    trend: Trend | None
    projection: Projection | None
    agreement: Agreement


def assess(*, case: Case) -> Assessment:
    """Decide a case (method, sections 2 and 3). Never raises: what cannot be decided is grey or undefined."""
    comparison = compare(case=case)
    light = light_of(case=case, comparison=comparison)
    trend = _trend(comparison)
    question = ask(case=case, comparison=comparison, trend=trend)
    answers = answers_to(question)
    latest = comparison.comparable[-1] if comparison.comparable else None
    return Assessment(
        light=light,
        windows=Windows(long=comparison.long, short=comparison.short),
        target_track=track_of(case=case, question=question, answers=answers, latest=latest),
        methods=answers,
        trend=trend,
        projection=project(case=case, comparable=comparison.comparable),
        agreement=_agreement(light, answers),
    )


def stale_from(*, latest: Period, cycle_years: int) -> date:
    """The day from which a figure is stale: two cycles after the end of its period."""
    end = latest.end
    return end.replace(year=end.year + STALE_CYCLES * cycle_years)


def as_document(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain JSON values: every key always there, null where it does not apply, all numbers finite."""
    projection = assessment.projection
    return {
        "light": _plain(assessment.light),
        "windows": {"long": _window(assessment.windows.long), "short": _window(assessment.windows.short)},
        "target_track": _plain(assessment.target_track),
        "methods": {
            name: {**_plain(answer.result), "direction": answer.direction}
            for name, answer in assessment.methods.items()
        },
        "trend": _plain(assessment.trend) if assessment.trend else dict.fromkeys(_names(Trend)),
        "projection": _plain(projection) if projection else dict.fromkeys(_names(Projection)),
        "agreement": _plain(assessment.agreement),
    }


def _trend(comparison: Comparison) -> Trend | None:
    points = comparison.comparable
    return trend_of(times=[point.period.position for point in points], values=[point.value for point in points])


def _agreement(light: Light, answers: Mapping[str, Answer]) -> Agreement:
    if light.colour == "grey":
        return Agreement(agree=0, of=0)
    said = [answer.direction for answer in answers.values() if answer.direction is not None]
    return Agreement(agree=said.count(light.colour), of=len(said))


def _window(window: Window | None) -> dict[str, Any] | None:
    if window is None:
        return None
    return {
        "first": window.first.period.code,
        "first_value": window.first.value,
        "last": window.last.period.code,
        "last_value": window.last.value,
        "difference": window.difference,
        "since_agenda": window.since_agenda,
        "kind": window.kind,
    }


@lru_cache(maxsize=64)
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", kind)))


def _plain(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    return {name: _scalar(getattr(value, name)) for name in _names(kind)}


def _scalar(value: Any) -> Any:
    if isinstance(value, Period):
        return value.code
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
