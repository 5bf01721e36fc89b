"""Rules about published values against the definitions they claim to belong to.

A file may be read without fault and still not fit: a share of 154, a code nobody declared, a value published before its
period began. Each rule is one function; `RULES` is the list. An error keeps the release out; a warning is shown
and the release comes in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from statistics import median
from typing import Final

from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.core.observation import Observation, Release
from stemagenda.core.text import format_number
from stemagenda.core.validation import Importance, Problem

#: Problems of one importance that are written out; the rest is counted.
MOST_PROBLEMS: Final = 100
#: Beyond this a half-width is more likely mistyped: in percentage points for a share, else as a part of the value.
WIDEST_SHARE, WIDEST_PART = 5.0, 0.25
#: How many times larger or smaller than its neighbours a value must be to look like a slipped decimal mark.
SLIPPED: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One observation with the definition it belongs to."""

    observation: Observation
    indicator: Indicator
    series: Series


@dataclass(frozen=True)
class Inspection:
    """One release beside all definitions."""

    release: Release
    indicators: Mapping[str, Indicator]

    @cached_property
    def series(self) -> Mapping[tuple[str, str], tuple[Indicator, Series]]:
        """Every declared series by (indicator code, series code)."""
        return {(i.code, s.code): (i, s) for i in self.indicators.values() for s in i.series}

    @cached_property
    def claims(self) -> Sequence[Claim]:
        """The observations whose codes are declared."""
        known = ((item, self.series.get((item.indicator, item.series))) for item in self.release.observations)
        return [Claim(observation=item, indicator=pair[0], series=pair[1]) for item, pair in known if pair]

    @cached_property
    def by_series(self) -> Mapping[tuple[str, str], Sequence[Claim]]:
        """The claims of each series, in the order of the file."""
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.observation.indicator, claim.observation.series].append(claim)
        return found

    def problem(self, place: str, message: str, remedy: str, importance: Importance = "error") -> Problem:
        """Name a problem of this release."""
        file = f"{self.release.source}/{self.release.code}"
        return Problem(file=file, place=place, message=message, remedy=remedy, importance=importance)

    def warning(self, observation: Observation, message: str, remedy: str) -> Problem:
        """Name something that is possible but unlikely."""
        return self.problem(f"row {observation.row}", f"{_named(observation)} {message}", remedy, "warning")

    def error(self, observation: Observation, message: str, remedy: str) -> Problem:
        """Name something that cannot be."""
        return self.problem(f"row {observation.row}", f"{_named(observation)} {message}", remedy)


Rule = Callable[[Inspection], Iterator[Problem]]


def check(*, release: Release, indicators: Mapping[str, Indicator]) -> tuple[Problem, ...]:
    """Return what does not fit between a release and the definitions: errors and warnings, in the order of the rules.

    At most `MOST_PROBLEMS` of each importance are written out, followed by the number left out.
    """
    inspection = Inspection(release, indicators)
    kept: list[Problem] = []
    counted: Counter[Importance] = Counter()
    for rule in RULES:
        for problem in rule(inspection):
            counted[problem.importance] += 1
            if counted[problem.importance] <= MOST_PROBLEMS:
                kept.append(problem)
    for importance, number in counted.items():
        if number > MOST_PROBLEMS:
            more = f"has {number - MOST_PROBLEMS:,} more {'problems' if importance == 'error' else 'warnings'}"
            kept.append(inspection.problem("", more, "Mend the ones above first.", importance))
    return tuple(kept)


def indicators_are_known(inspection: Inspection) -> Iterator[Problem]:
    """Every indicator code is declared; otherwise the nearest one is suggested. One problem a code, not a row."""
    rows: dict[str, list[int]] = defaultdict(list)
    for item in inspection.release.observations:
        if item.indicator not in inspection.indicators:
            rows[item.indicator].append(item.row)
    for number, (code, where) in enumerate(rows.items()):
        near = _near(code, inspection.indicators) if number < MOST_PROBLEMS else ""
        remedy = near or "Declare it in the agenda's folder first, or use a declared code."
        yield inspection.problem(_rows(where), f"there is no indicator '{code}'", remedy)


def series_are_known(inspection: Inspection) -> Iterator[Problem]:
    """Every series is declared under its indicator. A series that belongs to another indicator is said to."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for item in inspection.release.observations:
        key = (item.indicator, item.series)
        if item.indicator in inspection.indicators and key not in inspection.series:
            rows[key].append(item.row)
    for number, ((indicator, code), where) in enumerate(rows.items()):
        remedy = _series_remedy(inspection, indicator, code) if number < MOST_PROBLEMS else ""
        yield inspection.problem(_rows(where), f"{indicator} has no series '{code}'", remedy or "Declare it first.")


def _series_remedy(inspection: Inspection, indicator: str, code: str) -> str:
    declared = [series.code for series in inspection.indicators[indicator].series]
    if near := _near(code, declared):
        return near
    elsewhere = sorted(owner for owner, series in inspection.series if series == code)
    if elsewhere:
        return f"A series of that code belongs to {', '.join(elsewhere[:3])}."
    known = ", ".join(declared[:8]) + (", ..." if len(declared) > 8 else "")
    return f"Declared are {known}." if declared else ""


def the_source_is_the_indicators(inspection: Inspection) -> Iterator[Problem]:
    """An indicator's series declare their sources; a source that none of them names is probably the wrong folder."""
    told: set[str] = set()
    for claim in inspection.claims:
        known = {series.source for series in claim.indicator.series}
        if inspection.release.source in known or claim.indicator.code in told:
            continue
        told.add(claim.indicator.code)
        message = (
            f"comes from source '{inspection.release.source}'; {claim.indicator.code} has {', '.join(sorted(known))}"
        )
        yield inspection.warning(claim.observation, message, "Check which source the file belongs to.")


def shares_lie_between_0_and_100(inspection: Inspection) -> Iterator[Problem]:
    """A share is a percentage of a whole."""
    for claim in inspection.claims:
        value = claim.observation.value
        if claim.series.unit == "share" and not 0 <= value <= 100:
            message = f"is {_written(value)}; a share lies between 0 and 100"
            yield inspection.error(claim.observation, message, "Check the figure and the unit of the series.")


def counts_and_rates_are_not_negative(inspection: Inspection) -> Iterator[Problem]:
    """Nobody counts fewer than none, and a rate is a count over a count."""
    for claim in inspection.claims:
        if claim.series.unit in {"count", "rate"} and claim.observation.value < 0:
            message = f"is {_written(claim.observation.value)}; a {claim.series.unit} cannot be negative"
            yield inspection.error(claim.observation, message, "Check the sign; a change is no figure of this series.")


def periods_are_of_one_kind(inspection: Inspection) -> Iterator[Problem]:
    """Within one release, a series has calendar years or school years, not both."""
    for claims in inspection.by_series.values():
        kinds = Counter(claim.observation.period.kind for claim in claims)
        if len(kinds) < 2:
            continue
        usual = kinds.most_common(1)[0][0]
        odd = next(claim.observation for claim in claims if claim.observation.period.kind != usual)
        words = "calendar years" if usual == "year" else "school years"
        yield inspection.error(odd, f"stands among {words}", "Write all periods of the series in one way.")


def values_follow_their_period(inspection: Inspection) -> Iterator[Problem]:
    """A value cannot be published before its period starts, unless it is a forecast (status F)."""
    published = inspection.release.published
    for item in inspection.release.observations:
        if item.period.start > published and item.status != "F":
            message = f"was published on {published.isoformat()}, before that period began"
            yield inspection.error(item, message, "Check the period and the publication date; a forecast has status F.")


def half_widths_are_plausible(inspection: Inspection) -> Iterator[Problem]:
    """A rounding half-width far above any usual rounding step is probably a mistyped one."""
    for claim in inspection.claims:
        width, value = claim.observation.half_width, abs(claim.observation.value)
        widest = WIDEST_SHARE if claim.series.unit == "share" else value * WIDEST_PART
        if width > widest and not claim.observation.bound:
            message = f"has a rounding half-width of {_written(width)}, wide for a value of {_written(value)}"
            yield inspection.warning(claim.observation, message, "Give half the rounding step: 0.5 for a printed 18.")


def approximate_values_have_a_width(inspection: Inspection) -> Iterator[Problem]:
    """A value that was worded loosely is not exact, so it needs a half-width."""
    for item in inspection.release.observations:
        if item.approximate and item.half_width == 0 and not item.bound:
            yield inspection.warning(item, "is approximate but has no half-width", "Say how far off it may be.")


def standard_errors_are_plausible(inspection: Inspection) -> Iterator[Problem]:
    """A standard error as large as the value itself is probably in the wrong column."""
    for item in inspection.release.observations:
        if item.standard_error is not None and item.standard_error >= abs(item.value) > 0:
            message = f"has a standard error of {_written(item.standard_error)}, as large as the value"
            yield inspection.warning(item, message, "Check the column; a standard error is in the unit of the value.")


def values_respect_the_limit(inspection: Inspection) -> Iterator[Problem]:
    """An indicator may declare a natural limit; a value beyond it is possible only if the limit is wrong."""
    for claim in inspection.claims:
        limit = claim.indicator.limit
        if limit is None or claim.series.role not in {"indicator", "breakdown"} or claim.series.unit == "share":
            continue
        value = claim.observation.value
        if value > limit if claim.series.better == "up" else value < limit:
            message = f"is {_written(value)}, beyond the natural limit of {_written(limit)}"
            yield inspection.warning(claim.observation, message, "Check the figure and the declared limit.")


def decimals_have_not_slipped(inspection: Inspection) -> Iterator[Problem]:
    """A value ten times larger or smaller than the middle of its series looks like a misplaced decimal mark."""
    for claims in inspection.by_series.values():
        middle = median(abs(claim.observation.value) for claim in claims)
        if len(claims) < 3 or middle == 0:
            continue
        for claim in claims:
            ratio = abs(claim.observation.value) / middle
            if ratio >= SLIPPED or 0 < ratio <= 1 / SLIPPED:
                message = f"is {_written(claim.observation.value)} where the series lies around {_written(middle)}"
                yield inspection.warning(claim.observation, message, "Check the decimal mark and the unit.")


#: Every rule, in the order in which their problems are shown.
RULES: Final[tuple[Rule, ...]] = (
    indicators_are_known,
    series_are_known,
    shares_lie_between_0_and_100,
    counts_and_rates_are_not_negative,
    periods_are_of_one_kind,
    values_follow_their_period,
    the_source_is_the_indicators,
    half_widths_are_plausible,
    approximate_values_have_a_width,
    standard_errors_are_plausible,
    values_respect_the_limit,
    decimals_have_not_slipped,
)


def _named(observation: Observation) -> str:
    return f"{observation.indicator} / {observation.series} for {observation.period.code}"


def _rows(rows: Sequence[int]) -> str:
    return f"row {rows[0]}" if len(rows) == 1 else f"row {rows[0]} and {len(rows) - 1:,} more"


def _near(code: str, known: Iterator[str] | Sequence[str] | Mapping[str, object]) -> str:
    near = get_close_matches(code, list(known), n=1)
    return f"Did you mean '{near[0]}'?" if near else ""


def _written(value: float) -> str:
    return format_number(value, language="en")
