"""Steps from one period to the next: jumps beyond the series' own history, and breaks nobody declared."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Final

from stemagenda.core.indicators.definition import Series
from stemagenda.core.indicators.rules.inspection import Claim, Inspection, Key, place, written
from stemagenda.core.indicators.rules.scale import scale
from stemagenda.core.observation import Observation
from stemagenda.core.validation import Problem

#: A step is a jump when it is so many times the largest one before it, after at least so many steps,
#: and beyond so many half-widths and standard errors: rounding and sampling alone make no jump.
TIMES, FEWEST, HALF_WIDTHS, ERRORS = 4.0, 4, 5.0, 3.0
#: What a light calls no change (percentage points for shares, a part of the value for the rest) is no jump either.
STILL_SHARE, STILL_PART = 0.5, 0.01
BREAK: Final = "B"


def steps_are_like_those_before(inspection: Inspection) -> Iterator[Problem]:
    """A step far beyond every earlier one of the series is a slip more often than news. The numbers are said."""
    for key, claims in inspection.ordered.items():
        line = _line(inspection, key, claims)
        if len(line) < FEWEST + 2 or scale(inspection, key) != 1:
            continue
        series, new = claims[0].series, {id(claim.observation) for claim in claims}
        largest, steps = 0.0, 0
        for before, after in pairwise(line):
            if _crosses(series, before, after):
                continue
            cycles = _cycles(series, before, after)
            step = abs(after.value - before.value)
            is_far = steps >= FEWEST and step > TIMES * cycles * largest  # the cheap question first
            if is_far and id(after) in new and step > _room(before, after, series):
                yield _jump(inspection, before, after, largest, steps)
            largest, steps = max(largest, step / cycles), steps + 1


def _line(inspection: Inspection, key: Key, claims: Sequence[Claim]) -> Sequence[Observation]:
    """The series as it would be: what the release says, and the past for the periods it does not speak of."""
    values = [claim.observation for claim in claims]
    if not (past := inspection.past.get(key)):
        return values
    spoken = {item.period for item in values}
    for item in past:
        if item.period not in spoken:
            insort(values, item, key=place)
    return values


def _crosses(series: Series, before: Observation, after: Observation) -> bool:
    """Whether two values cannot be compared: a break between them, or one is only a limit or worded loosely."""
    if after.status == BREAK or (series.breaks and series.breaks_between(before.period, after.period)):
        return True
    return bool(before.bound or after.bound or before.approximate or after.approximate)


def _cycles(series: Series, before: Observation, after: Observation) -> float:
    """How many cycles lie between two values, at least one: over a hole of years more may change."""
    return max(1.0, (after.period.first_year - before.period.first_year) / series.cycle_years)


def _room(before: Observation, after: Observation, series: Series) -> float:
    """The largest step that rounding, sampling and what a light calls no change can make."""
    widths = HALF_WIDTHS * max(before.half_width, after.half_width)
    errors = ERRORS * hypot(before.standard_error or 0.0, after.standard_error or 0.0)
    still = STILL_SHARE if series.unit == "share" else STILL_PART * abs(before.value)
    return max(widths, errors, still)


def _jump(inspection: Inspection, before: Observation, after: Observation, largest: float, steps: int) -> Problem:
    message = (
        f"is {written(after.value)}, {written(abs(round(after.value - before.value, 10)))} away from"
        f" {written(before.value)} for {before.period.code}; the largest of {steps} earlier steps"
        f" was {written(round(largest, 10))}"
    )
    return inspection.warning(after, message, "Check the figure; declare a break where the definition changed.")


def breaks_are_declared(inspection: Inspection) -> Iterator[Problem]:
    """A value the publisher marks as a break (status B) needs a declared one: lights and charts look at those only."""
    for key, claims in inspection.ordered.items():
        if not any(claim.observation.status == BREAK for claim in claims):
            continue
        line = _line(inspection, key, claims)
        before = dict(zip((item.period for item in line[1:]), line, strict=False))
        for claim in claims:
            seen = claim.observation
            if seen.status != BREAK or any(item.period == seen.period for item in claim.series.breaks):
                continue
            earlier = before.get(seen.period)
            if earlier is None or claim.series.breaks_between(earlier.period, seen.period):
                continue
            message = f"is marked as a break (B), but the series declares none after {earlier.period.code}"
            yield inspection.warning(seen, message, "Declare the break in indicator.toml with what changed.")
