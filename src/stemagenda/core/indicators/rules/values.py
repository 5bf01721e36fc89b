"""Values and their errors: what a number of a unit can be."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.indicators.rules.inspection import Inspection, written
from stemagenda.core.validation import Problem

#: Beyond this a half-width is more likely mistyped: in percentage points for a share, else as a part of the value.
WIDEST_SHARE, WIDEST_PART = 5.0, 0.25


def shares_lie_between_0_and_100(inspection: Inspection) -> Iterator[Problem]:
    """A share is a percentage of a whole."""
    for claim in inspection.claims:
        value = claim.observation.value
        if claim.series.unit == "share" and not 0 <= value <= 100:
            message = f"is {written(value)}; a share lies between 0 and 100"
            yield inspection.error(claim.observation, message, "Check the figure and the unit of the series.")


def counts_and_rates_are_not_negative(inspection: Inspection) -> Iterator[Problem]:
    """Nobody counts fewer than none, and a rate is a count over a count."""
    for claim in inspection.claims:
        if claim.observation.value < 0 and claim.series.unit in {"count", "rate"}:
            message = f"is {written(claim.observation.value)}; a {claim.series.unit} cannot be negative"
            yield inspection.error(claim.observation, message, "Check the sign; a change is no figure of this series.")


def half_widths_are_plausible(inspection: Inspection) -> Iterator[Problem]:
    """A rounding half-width far above any usual rounding step is probably a mistyped one."""
    for claim in inspection.claims:
        width, value = claim.observation.half_width, abs(claim.observation.value)
        widest = WIDEST_SHARE if claim.series.unit == "share" else value * WIDEST_PART
        if width > widest and not claim.observation.bound:
            message = f"has a rounding half-width of {written(width)}, wide for a value of {written(value)}"
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
            message = f"has a standard error of {written(item.standard_error)}, as large as the value"
            yield inspection.warning(item, message, "Check the column; a standard error is in the unit of the value.")


def values_respect_the_limit(inspection: Inspection) -> Iterator[Problem]:
    """An indicator may declare a natural limit; a value beyond it is possible only if the limit is wrong."""
    for claim in inspection.claims:
        limit = claim.indicator.limit
        if limit is None or claim.series.role not in {"indicator", "breakdown"} or claim.series.unit == "share":
            continue
        value = claim.observation.value
        if value > limit if claim.series.better == "up" else value < limit:
            message = f"is {written(value)}, beyond the natural limit of {written(limit)}"
            yield inspection.warning(claim.observation, message, "Check the figure and the declared limit.")
