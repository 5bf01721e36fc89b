"""Made-up releases beside made-up pasts, for the tests of rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from tests.core.indicators.test_checking import indicator, observation, release, series

from stemagenda.core.indicators.checking import check
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.observation import Figure, Observation, Release, ReleaseHeading
from stemagenda.core.period import Period
from stemagenda.core.validation import Problem

__all__ = ["indicator", "line", "observation", "past", "release", "series", "told"]
EARLIER = date(2018, 1, 1)


def line(values: Mapping[int, float] | Sequence[float], **changes: Any) -> Iterator[Observation]:
    """Observations of consecutive years up to 2018, or of the years named."""
    years = values if isinstance(values, Mapping) else dict(zip(range(2019 - len(values), 2019), values, strict=True))
    for row, (year, value) in enumerate(years.items(), start=8):
        yield observation(
            value, **{"indicator": "X", "series": "x", "row": row, "period": Period("year", year)} | changes
        )


def heading(found: Release) -> ReleaseHeading:
    names = [field.name for field in fields(ReleaseHeading) if field.name != "replaced_on"]
    return ReleaseHeading(**{name: getattr(found, name) for name in names})


def past(*observations: Observation, **changes: Any) -> dict[tuple[str, str], tuple[Figure, ...]]:
    """These observations as another release of the same source brought them."""
    said = heading(release(**{"code": "earlier", "published": EARLIER} | changes))
    found: dict[tuple[str, str], tuple[Figure, ...]] = {}
    for item in observations:
        key = (item.indicator, item.series)
        found[key] = (*found.get(key, ()), Figure(observation=item, release=said))
    return found


def told(
    *observations: Observation,
    of: Indicator,
    history: Mapping[tuple[str, str], tuple[Figure, ...]] = {},
    **changes: Any,
) -> list[Problem]:
    """What is said of a release of these observations."""
    return list(check(release=release(*observations, **changes), indicators={of.code: of}, history=history))
