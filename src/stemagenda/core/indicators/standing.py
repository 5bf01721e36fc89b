"""Where a series stands on a day, as every reader gets it: page, API, report and command alike.

A `State` (what followed from the figures) is written once as a plain document and read back as a `Standing`. The
document holds the points with their provenance, the verdict with its numbers, the rule and the target in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from stemagenda.core.indicators.assess import as_document
from stemagenda.core.indicators.selection import Chosen
from stemagenda.core.indicators.timeline import State
from stemagenda.core.observation import Figure
from stemagenda.core.period import Period


@dataclass(frozen=True, kw_only=True)
class Value:
    """One published value with its provenance, down to the row of the release file."""

    value: float
    half_width: float
    standard_error: float | None
    sample_size: int | None
    approximate: bool
    bound: str
    status: str
    where: str
    note: str
    source: str
    release: str
    publisher: str
    published: date
    precision: str
    rank: str
    row: int = 0


@dataclass(frozen=True, kw_only=True)
class StandingPoint:
    """The value that counts for a period, and the others published for it."""

    period: Period
    chosen: Value
    others: tuple[Value, ...]
    contradicted: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of one series on a day.

    `verdict` is the document of `as_document` (None for series without a light); `colour` is empty for those.
    `rule` and `target` are the ones in force, as stored (see `Rule`, `Target`).
    """

    indicator: str
    series: str
    valid_from: date
    colour: str
    reason: str
    uncertain: bool
    stale_from: date | None
    points: tuple[StandingPoint, ...]
    verdict: Mapping[str, Any] | None
    rule: Mapping[str, Any] | None
    target: Mapping[str, Any] | None

    def stale_on(self, day: date) -> bool:
        """Whether the latest figure is older than two cycles on that day."""
        return self.stale_from is not None and day >= self.stale_from

    @property
    def latest(self) -> StandingPoint | None:
        """The latest point, if any."""
        return self.points[-1] if self.points else None

    def point(self, period: str | None) -> StandingPoint | None:
        """The point of a period, by its code."""
        return next((point for point in self.points if point.period.code == period), None)


def write_state(*, state: State, encode: Any) -> dict[str, Any]:
    """Write a state as a plain document. `encode` turns rule and target into JSON's types."""
    return {
        "points": [_write_point(item) for item in state.chosen],
        "verdict": as_document(state.assessment) if state.assessment else None,
        "rule": encode(state.rule) if state.rule else None,
        "target": encode(state.target) if state.target else None,
    }


def read_points(stored: list[dict[str, Any]]) -> tuple[StandingPoint, ...]:
    """Read the points of a document."""
    return tuple(
        StandingPoint(
            period=Period.parse(item["period"]),
            chosen=_read_value(item["chosen"]),
            others=tuple(_read_value(other) for other in item["others"]),
            contradicted=item["contradicted"],
        )
        for item in stored
    )


def _write_point(item: Chosen) -> dict[str, Any]:
    return {
        "period": item.period.code,
        "chosen": _write_value(item.figure),
        "others": [_write_value(other) for other in item.others],
        "contradicted": item.contradicted,
    }


def _write_value(figure: Figure) -> dict[str, Any]:
    seen, release = figure.observation, figure.release
    return {
        "value": seen.value,
        "half_width": seen.half_width,
        "standard_error": seen.standard_error,
        "sample_size": seen.sample_size,
        "approximate": seen.approximate,
        "bound": seen.bound,
        "status": seen.status,
        "where": seen.where,
        "note": seen.note,
        "source": release.source,
        "release": release.code,
        "publisher": release.publisher,
        "published": release.published.isoformat(),
        "precision": release.precision,
        "rank": release.rank,
        "row": seen.row,
    }


def _read_value(stored: dict[str, Any]) -> Value:
    return Value(**{**stored, "published": date.fromisoformat(stored["published"])})
