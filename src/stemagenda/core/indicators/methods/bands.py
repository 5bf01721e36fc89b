"""Declared value bands, half-open: lower <= latest value < upper; a missing end is without end.

Source: the indicator's own rule, dated and referenced. Half-open bands on the raw value are also DHIS2's legends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stemagenda.core.indicators.definition import Band
from stemagenda.core.indicators.question import Direction, Question, Undefined

VERDICT: Final = "verdict"


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The verdict of the band that holds the latest value, in the words of the declaration."""

    verdict: str | None = None
    undefined: Undefined | None = None


def judge(*, question: Question) -> Result:
    """Find the first declared band that holds the latest value."""
    if not question.bands:
        return Result(undefined="no_bands")
    found = next((band for band in question.bands if _holds(band, question.last)), None)
    return Result(undefined="outside_bands") if found is None else Result(verdict=found.verdict)


def _holds(band: Band, value: float) -> bool:
    return (band.lower is None or value >= band.lower) and (band.upper is None or value < band.upper)


def direction(result: Result) -> Direction | None:
    """The band's own colour where it is named after one."""
    colours: dict[str, Direction] = {"green": "green", "orange": "orange", "red": "red"}
    return colours.get(result.verdict or "")
