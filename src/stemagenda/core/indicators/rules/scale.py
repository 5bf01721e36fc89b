"""Scale: decimal marks that slipped, fractions for percentages, thousands for units.

Every one of these is a warning: a value may really be ten times what it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from stemagenda.core.indicators.rules.inspection import Claim, Inspection, Key, written
from stemagenda.core.validation import Problem

#: How many times larger or smaller than its neighbours a value must be to look like a slipped decimal mark.
SLIPPED: Final = 10.0
#: A ratio between half and twice a thousand looks like another unit of counting.
THOUSAND: Final = 1000.0
NEAR: Final = 2.0


def units_are_the_series_own(inspection: Inspection) -> Iterator[Problem]:
    """Values that lie a hundred (shares) or a thousand times off what other releases said are in another unit.

    One warning a series: a whole column is in the wrong unit, never one row.
    """
    for key, claims in inspection.by_series.items():
        factor = scale(inspection, key)
        if factor == 1:
            continue
        first = claims[0].observation
        usual = written(median(abs(item.value) for item in inspection.past[key]))
        what = "a fraction of 1" if factor == 100 else "thousands" if factor > 1 else "units instead of thousands"
        message = f"is {written(first.value)} where other releases lie around {usual}: it looks like {what}"
        yield inspection.warning(first, message, "Check the unit of the column against that of the series.")


def scale(inspection: Inspection, key: Key) -> float:
    """By how much a series of the release must be multiplied to lie where its past lies: 100, 1000, 0.001, or 1."""
    past = [abs(item.value) for item in inspection.past.get(key, ()) if item.value]
    values = [abs(claim.observation.value) for claim in inspection.by_series[key] if claim.observation.value]
    if not past or not values:
        return 1
    ratio = median(past) / median(values)
    if inspection.series[key][1].unit == "share":
        is_fraction = max(values) <= 1 < min(past) and all(
            min(past) / NEAR <= 100 * value <= max(past) * NEAR for value in values
        )
        return 100 if is_fraction else 1
    return next((factor for factor in (THOUSAND, 1 / THOUSAND) if factor / NEAR <= ratio <= factor * NEAR), 1)


def decimals_have_not_slipped(inspection: Inspection) -> Iterator[Problem]:
    """A value ten times larger or smaller than the middle of its series looks like a misplaced decimal mark.

    The middle is that of the release; of the release and its past where the release has fewer than three values.
    """
    for key, claims in inspection.by_series.items():
        if middle := _middle(inspection, key, claims):
            for claim in claims:
                ratio = abs(claim.observation.value) / middle
                if ratio >= SLIPPED or 0 < ratio <= 1 / SLIPPED:
                    message = f"is {written(claim.observation.value)} where the series lies around {written(middle)}"
                    yield inspection.warning(claim.observation, message, "Check the decimal mark and the unit.")


def _middle(inspection: Inspection, key: Key, claims: Sequence[Claim]) -> float:
    """The middle of a series, 0 where there are too few values to have one."""
    values = [abs(claim.observation.value) for claim in claims]
    if len(values) < 3 and scale(inspection, key) == 1:
        values.extend(abs(item.value) for item in inspection.past.get(key, ()))
    return median(values) if len(values) >= 3 else 0.0
