"""What an edition holds: everything publicly known on one day, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.case import Colour
from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.core.indicators.standing import StandingPoint
from stemagenda.core.period import Period
from stemagenda.core.text import Text

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class EditionRelease:
    """A release that was public on the day; `digest` is the SHA-256 of its file."""

    source: str
    code: str
    title: str
    publisher: str
    published: date
    precision: str
    rank: str
    url: str
    licence: str
    language: str
    note: str
    dataset: str
    digest: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class EditionFigures:
    """The figures of one series: for each period the one that counts, and the others published for it.

    Each names its release by source and code, and its row there; the release's digest stands with the releases.
    """

    indicator: str
    series: str
    points: tuple[StandingPoint, ...]


@dataclass(frozen=True, kw_only=True)
class EditionWindow:
    """The two points a light compares; values in the unit of the series."""

    first: Period
    first_value: float
    last: Period
    last_value: float
    difference: float


@dataclass(frozen=True, kw_only=True)
class EditionOverride:
    """A colour set by a person over the computed one."""

    colour: Colour
    reason: str
    author: str
    valid_from: date
    expires: date


@dataclass(frozen=True, kw_only=True)
class EditionLight:
    """A light as it was shown, with all it rested on; `rule`, `target` and `verdict` as the monitor stored them.

    `since` is the day from which this state was publicly known; None before anything was published.
    """

    indicator: str
    series: str
    headline: bool
    title: Text
    series_title: Text
    colour: Colour
    computed: Colour
    reason: str
    uncertain: bool
    stale: bool
    since: date | None
    sentence: Text
    window: EditionWindow | None
    rule: Mapping[str, Any] | None
    target: Mapping[str, Any] | None
    verdict: Mapping[str, Any] | None
    override: EditionOverride | None

    @property
    def key(self) -> Key:
        """Indicator and series."""
        return self.indicator, self.series


@dataclass(frozen=True, kw_only=True)
class EditionContent:
    """Everything publicly known on `as_of`: definitions, releases, figures, lights with their sentences."""

    as_of: date
    agenda: Agenda
    indicators: tuple[Indicator, ...]
    releases: tuple[EditionRelease, ...]
    figures: tuple[EditionFigures, ...]
    lights: tuple[EditionLight, ...]

    @cached_property
    def series(self) -> Mapping[Key, tuple[Indicator, Series]]:
        """Every series with its indicator, by their codes."""
        return {
            (indicator.code, series.code): (indicator, series)
            for indicator in self.indicators
            for series in indicator.series
        }

    @cached_property
    def points(self) -> Mapping[Key, tuple[StandingPoint, ...]]:
        """The points of every series, oldest first."""
        return {(item.indicator, item.series): item.points for item in self.figures}

    @property
    def headlines(self) -> tuple[EditionLight, ...]:
        """The lights of the overview, in the agenda's order."""
        return tuple(light for light in self.lights if light.headline)
