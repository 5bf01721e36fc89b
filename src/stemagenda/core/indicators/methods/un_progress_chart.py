"""The United Nations' progress chart, as Eustat applies it: the change projected to the target year over the needed.

The observed growth rate is carried on to the target year. 0.95 or more of the needed change scores 3, from 0.10 it
scores 2, less 1; a target that is met scores 3. Without a target: 2 % growth a year towards the better side scores 3,
from 0.5 % it scores 2, less 1. Source: Eustat, Measuring progress on the Sustainable Development Goals, after the
United Nations Statistics Division's Progress Chart Technical Note, https://eustat-des.github.io/site/en/metodologia
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from stemagenda.core.indicators.growth import carry_on, pace_of, signed
from stemagenda.core.indicators.question import CUT, Direction, Question, Undefined

VERDICT: Final = "score"
RATIO_CUTS: Final = (0.95, 0.10)
GROWTH_CUTS: Final = (0.02, 0.005)


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The score 3, 2 or 1; the ratio of projected to needed change (with a target), or the growth (without)."""

    score: int | None = None
    ratio: float | None = None
    observed: float | None = None
    undefined: Undefined | None = None


def judge(*, question: Question) -> Result:
    """Project the growth so far to the target year; undefined at zero and at a change of sign."""
    pace = pace_of(question=question)
    observed = signed(pace.observed, question=question)
    if question.target is None:
        score = None if pace.observed is None else _score(pace.observed, GROWTH_CUTS)
        return Result(score=score, observed=observed, undefined=pace.undefined)
    if pace.undefined == "target_before_reference":
        return Result(observed=observed, undefined=pace.undefined)
    ratio, undefined = _projected(question, question.target, observed, pace.undefined)
    if question.met:
        return Result(score=3, ratio=ratio, observed=observed)
    if question.met_at_reference:
        return Result(score=1, observed=observed)
    score = None if ratio is None else _score(ratio, RATIO_CUTS)
    return Result(score=score, ratio=ratio, observed=observed, undefined=undefined)


def _projected(
    question: Question, target: float, observed: float | None, undefined: Undefined | None
) -> tuple[float | None, Undefined | None]:
    """The projected change over the needed one, or why there is none."""
    if observed is None:
        return None, undefined
    if question.met_at_reference:
        return None, "target_met_at_reference"
    if question.target_time < question.end:
        return None, "target_period_passed"
    years = question.target_time - question.start
    projected = carry_on(first=question.first, last=question.last, years=question.years, ahead=years)
    ratio = (projected - question.first) / (target - question.first)
    return (ratio, None) if math.isfinite(ratio) else (None, "overflow")


def _score(found: float, cuts: tuple[float, float]) -> int:
    if found >= cuts[0] - CUT:
        return 3
    return 2 if found >= cuts[1] - CUT else 1


def direction(result: Result) -> Direction | None:
    """The chart's colours: 3 green, 2 yellow, 1 red."""
    if result.score is None:
        return None
    return "green" if result.score == 3 else "orange" if result.score == 2 else "red"
