"""What a rule looks at: one release beside all definitions and beside the figures in force before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.core.observation import Figure, Observation, Release
from stemagenda.core.period import Period
from stemagenda.core.text import format_number
from stemagenda.core.validation import Importance, Problem

#: Problems of one importance that are written out; the rest is counted.
MOST_PROBLEMS: Final = 100

Key = tuple[str, str]
#: Figures in force before a release, by (indicator code, series code).
History = Mapping[Key, Sequence[Figure]]


class Claim(NamedTuple):
    """One observation with the definition it belongs to."""

    observation: Observation
    indicator: Indicator
    series: Series


@dataclass(frozen=True)
class Inspection:
    """One release beside all definitions and what was in force before it."""

    release: Release
    indicators: Mapping[str, Indicator]
    history: History = field(default_factory=dict)

    @cached_property
    def series(self) -> Mapping[Key, tuple[Indicator, Series]]:
        """Every declared series by (indicator code, series code)."""
        return {(i.code, s.code): (i, s) for i in self.indicators.values() for s in i.series}

    @cached_property
    def claims(self) -> Sequence[Claim]:
        """The observations whose codes are declared."""
        known = ((item, self.series.get((item.indicator, item.series))) for item in self.release.observations)
        return [Claim(item, *pair) for item, pair in known if pair]

    @cached_property
    def by_series(self) -> Mapping[Key, Sequence[Claim]]:
        """The claims of each series, in the order of the file."""
        found: dict[Key, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.observation.indicator, claim.observation.series].append(claim)
        return found

    @cached_property
    def ordered(self) -> Mapping[Key, Sequence[Claim]]:
        """The claims of each series, in the order of time."""
        return {
            key: sorted(claims, key=lambda claim: place(claim.observation)) for key, claims in self.by_series.items()
        }

    @cached_property
    def past(self) -> Mapping[Key, Sequence[Observation]]:
        """What other releases said of the series in this one: one value a period, in the order of time.

        An earlier file of this very release and figures that a newer release replaced are left out.
        """
        return {key: self._past(self.history[key]) for key in self.by_series if key in self.history}

    def _past(self, figures: Sequence[Figure]) -> Sequence[Observation]:
        own = (self.release.source, self.release.code)
        counted = [
            item
            for item in figures
            if item.release.replaced_on is None and (item.release.source, item.release.code) != own
        ]
        counted.sort(key=_weight)  # the last one of a period stays
        return sorted({item.observation.period: item.observation for item in counted}.values(), key=place)

    def problem(self, place: str, message: str, remedy: str, importance: Importance = "error") -> Problem:
        """Name a problem of this release."""
        file = f"{self.release.source}/{self.release.code}"
        return Problem(file=file, place=place, message=message, remedy=remedy, importance=importance)

    def warning(self, observation: Observation, message: str, remedy: str) -> Problem:
        """Name something that is possible but unlikely."""
        return self.problem(f"row {observation.row}", f"{named(observation)} {message}", remedy, "warning")

    def error(self, observation: Observation, message: str, remedy: str) -> Problem:
        """Name something that cannot be."""
        return self.problem(f"row {observation.row}", f"{named(observation)} {message}", remedy)


def _weight(figure: Figure) -> tuple[bool, bool, date]:
    """Who made the statistic goes before who quotes it, exact before loose, new before old: near enough for a rule."""
    return figure.release.rank == "primary", not figure.observation.approximate, figure.release.published


Rule = Callable[[Inspection], Iterator[Problem]]


def place(observation: Observation) -> tuple[int, str]:
    """Where an observation stands among others of its series: cheaper to compare than its period."""
    period = observation.period
    return period.first_year, "" if period.kind == "year" else "school"


def named(observation: Observation) -> str:
    """An observation by its codes and period."""
    return f"{observation.indicator} / {observation.series} for {observation.period.code}"


def rows(numbers: Sequence[int]) -> str:
    """One row, or the first of many."""
    return f"row {numbers[0]}" if len(numbers) == 1 else f"row {numbers[0]} and {len(numbers) - 1:,} more"


def written(value: float) -> str:
    """A number in a message."""
    return format_number(value, language="en")


def listed(periods: Sequence[Period]) -> str:
    """Periods in a message: at most six, then how many more."""
    more = f" and {len(periods) - 6} more" if len(periods) > 6 else ""
    return ", ".join(period.code for period in periods[:6]) + more
