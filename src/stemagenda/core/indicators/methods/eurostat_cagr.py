"""Eurostat's assessment of indicators for the Sustainable Development Goals: compound annual growth rates.

With a target the ratio of observed to required growth: 0.95 or more significant, from 0.60 moderate, from 0
insufficient, below 0 away. Without one the growth towards the better side: 1 % a year or more significant, from 0
moderate, from -1 % moderate away, below significant away. Source: Eurostat, Sustainable development in the European
Union, monitoring report on progress towards the SDGs in an EU context, annex on the assessment method.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from stemagenda.core.indicators.growth import pace_of, signed
from stemagenda.core.indicators.question import CUT, Direction, Question, Undefined

VERDICT: Final = "verdict"
SIGNIFICANT_RATIO: Final = 0.95
MODERATE_RATIO: Final = 0.60
SIGNIFICANT_GROWTH: Final = 0.01

Verdict = Literal["significant", "moderate", "insufficient", "away", "moderate_away", "significant_away"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The verdict, the observed and the required growth rate (0.01 is 1 % a year) and their ratio."""

    verdict: Verdict | None = None
    observed: float | None = None
    required: float | None = None
    ratio: float | None = None
    undefined: Undefined | None = None


def judge(*, question: Question) -> Result:
    """Compare growth rates; undefined at zero and at a change of sign. A target that is met is significant progress."""
    pace = pace_of(question=question)
    found = Result(
        observed=signed(pace.observed, question=question),
        required=signed(pace.required, question=question),
        ratio=pace.ratio,
        undefined=pace.undefined,
    )
    if pace.undefined is not None or pace.observed is None:
        return found
    if pace.ratio is None:
        return replace(found, verdict=_without_target(pace.observed))
    return replace(found, verdict="significant" if question.met else _with_target(pace.ratio))


def _with_target(ratio: float) -> Verdict:
    if ratio >= SIGNIFICANT_RATIO - CUT:
        return "significant"
    if ratio >= MODERATE_RATIO - CUT:
        return "moderate"
    return "insufficient" if ratio >= -CUT else "away"


def _without_target(rate: float) -> Verdict:
    if rate >= SIGNIFICANT_GROWTH - CUT:
        return "significant"
    if rate >= -CUT:
        return "moderate"
    return "moderate_away" if rate >= -SIGNIFICANT_GROWTH - CUT else "significant_away"


def direction(result: Result) -> Direction | None:
    """Eurostat's arrows: two greens for progress, orange for insufficient and moderate away, red for away."""
    if result.verdict is None:
        return None
    if result.verdict in {"significant", "moderate"}:
        return "green"
    return "orange" if result.verdict in {"insufficient", "moderate_away"} else "red"
