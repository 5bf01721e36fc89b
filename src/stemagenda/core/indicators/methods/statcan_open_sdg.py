"""Statistics Canada's progress measure, as built into Open SDG 2.4.

With a target the ratio of observed growth to the size of the required growth: 0.95 or more substantial, from 0.60
moderate, from 0 limited, below 0 deterioration; target met is achieved. Without one the growth itself with the cuts
1.5 %, 0.5 % and 0 a year, scaled by C where the value starts near a natural limit: C = 1 - (y0 / limit) ** 4.44 for a
maximum, 1 - ((2 limit - y0) / limit) ** 4.44 for a minimum (1 from twice the limit on). The score runs from -5 to 5.
Unlike the original, a zero is not replaced by 0.001: the answer would depend on the replacement, so it is undefined.
Source: Open SDG documentation, Progress Measurement Methodology, https://open-sdg.readthedocs.io/en/latest/progress-methodology/
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, Literal

from stemagenda.core.indicators.growth import pace_of, signed
from stemagenda.core.indicators.question import CUT, Direction, Question, Undefined

VERDICT: Final = "verdict"
#: Ratio of observed to required growth from which progress is substantial, moderate, limited.
RATIO_CUTS: Final = (0.95, 0.60, 0.0)
#: Growth a year, before scaling near a limit.
GROWTH_CUTS: Final = (0.015, 0.005, 0.0)
EXPONENT: Final = 4.44
HIGHEST, LOWEST = 5.0, -5.0

Verdict = Literal["achieved", "substantial", "moderate", "limited", "deterioration"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The verdict, the ratio (with a target) or the growth rate (without), the score -5 to 5."""

    verdict: Verdict | None = None
    ratio: float | None = None
    observed: float | None = None
    score: float | None = None
    undefined: Undefined | None = None


def judge(*, question: Question) -> Result:
    """Compare growth with the target's, or with fixed cuts."""
    pace = pace_of(question=question)
    found = Result(ratio=pace.ratio, observed=signed(pace.observed, question=question))
    if question.met and pace.undefined != "target_before_reference":
        return replace(found, verdict="achieved", score=HIGHEST)
    if pace.undefined is not None or pace.observed is None:
        return replace(found, undefined=pace.undefined)
    if pace.ratio is not None:
        return replace(found, verdict=_verdict(pace.ratio, RATIO_CUTS), score=_target_score(pace.ratio))
    scale = _scale(question)
    if scale is None:
        return replace(found, undefined="beyond_limit")
    cuts = (GROWTH_CUTS[0] * scale, GROWTH_CUTS[1] * scale, GROWTH_CUTS[2])
    return replace(found, verdict=_verdict(pace.observed, cuts), score=_growth_score(pace.observed, scale))


def _scale(question: Question) -> float | None:
    """C, between 0 and 1; None where the reference already lies beyond the limit."""
    if question.limit is None:
        return 1.0
    if question.toward * (question.limit - question.first) < 0:
        return None
    if question.limit == 0 or (question.limit > 0) != (question.first > 0):
        return 1.0
    limit, start = abs(question.limit), abs(question.first)
    if start >= 2 * limit:
        return 1.0
    if start <= limit:
        return 1 - math.pow(start / limit, EXPONENT)
    return 1 - math.pow((2 * limit - start) / limit, EXPONENT)


def _verdict(found: float, cuts: tuple[float, float, float]) -> Verdict:
    if found >= cuts[0] - CUT:
        return "substantial"
    if found >= cuts[1] - CUT:
        return "moderate"
    return "limited" if found >= cuts[2] - CUT else "deterioration"


def _target_score(ratio: float) -> float:
    """Straight lines through (-0.6, -5), (0.6, 0) and (1.3, 5)."""
    score = (ratio - 0.6) * (5 / 0.7 if ratio >= 0.6 else 5 / 1.2)
    return min(HIGHEST, max(LOWEST, score))


def _growth_score(rate: float, scale: float) -> float:
    """Straight lines through (-2 %, -5), (0, -2.5), (0.5 % C, 0), (1.5 % C, 2.5) and (2 % C, 5)."""
    if rate < 0:
        return max(LOWEST, 125 * rate - 2.5)
    if scale == 0:
        return HIGHEST
    scaled = rate / scale
    if scaled < 0.005:
        return 500 * scaled - 2.5
    return min(HIGHEST, 250 * scaled - 1.25 if scaled < 0.015 else 500 * scaled - 5)


def direction(result: Result) -> Direction | None:
    """The gauge's colours: green for achieved and substantial, yellow and orange between, red for deterioration."""
    if result.verdict is None:
        return None
    if result.verdict in {"achieved", "substantial"}:
        return "green"
    return "red" if result.verdict == "deterioration" else "orange"
