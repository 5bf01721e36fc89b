"""What an edition holds, made for a test with one thing changed at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.core.indicators.made import AGENDA, T, indicator

from stemagenda.core.editions.content import EditionContent, EditionFigures, EditionLight
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.indicators.standing import StandingPoint, Value
from stemagenda.core.period import Period

DAY = date(2024, 7, 5)


def value(amount: float, **changed: Any) -> Value:
    """A value of a release of PISA."""
    given: dict[str, Any] = {
        "value": amount,
        "half_width": 0.05,
        "standard_error": None,
        "sample_size": None,
        "approximate": False,
        "bound": "",
        "status": "A",
        "where": "",
        "note": "",
        "source": "pisa",
        "release": "r",
        "publisher": "p",
        "published": date(2020, 12, 31),
        "precision": "year",
        "rank": "primary",
        "row": 9,
    }
    return Value(**{**given, **changed})


def point(period: str, amount: float, *others: Value, **changed: Any) -> StandingPoint:
    """The value that counts for a period, and others published for it."""
    return StandingPoint(
        period=Period.parse(period), chosen=value(amount, **changed), others=others, contradicted=bool(others)
    )


def figures(*points: StandingPoint, series: str = "a", code: str = "RG1") -> EditionFigures:
    """The figures of RG1 / a, or another series."""
    return EditionFigures(indicator=code, series=series, points=points)


def light(**changed: Any) -> EditionLight:
    """The green light of RG1 / a."""
    given: dict[str, Any] = {
        "indicator": "RG1",
        "series": "a",
        "headline": True,
        "title": T,
        "series_title": T,
        "colour": "green",
        "computed": "green",
        "reason": "",
        "uncertain": False,
        "stale": False,
        "since": date(2020, 12, 31),
        "sentence": T,
        "window": None,
        "rule": None,
        "target": None,
        "verdict": None,
        "override": None,
    }
    return EditionLight(**{**given, **changed})


def content(
    *indicators: Indicator,
    points: tuple[EditionFigures, ...] = (),
    lights: tuple[EditionLight, ...] = (),
    **changed: Any,
) -> EditionContent:
    """An edition of one indicator."""
    given: dict[str, Any] = {
        "as_of": DAY,
        "agenda": AGENDA,
        "indicators": indicators or (indicator(),),
        "releases": (),
        "figures": points,
        "lights": lights,
    }
    return EditionContent(**{**given, **changed})
