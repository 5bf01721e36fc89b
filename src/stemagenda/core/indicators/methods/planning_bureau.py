"""The Belgian Federal Planning Bureau's balance of indicators (indicators.be).

With a target the trend is extended to the target year: favourable if it meets the target with a margin of 10 %,
unfavourable otherwise. Without one: favourable or unfavourable by a significant trend, undetermined without.
The bureau smooths with a Hodrick-Prescott filter and tests with Spearman's rank correlation; here the least-squares
line and the exact Mann-Kendall test stand for them, which short series allow. Sources: Federal Planning Bureau,
https://indicators.be/en/a/SDG/; J. Pauwels, Evaluation methods for SDG indicators, Eurostat working group, March 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from stemagenda.core.indicators.line import fit_line
from stemagenda.core.indicators.question import CUT, Direction, Question, Undefined

VERDICT: Final = "verdict"
#: Share of the target that may be missing.
MARGIN: Final = 0.10
SIGNIFICANCE: Final = 0.05
#: Two points give a line, but no trend.
FEWEST_FOR_TARGET: Final = 3

Verdict = Literal["favourable", "undetermined", "unfavourable"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The verdict; the value of the trend at the target year (with a target) or the p-value of the trend (without)."""

    verdict: Verdict | None = None
    projection: float | None = None
    p_value: float | None = None
    undefined: Undefined | None = None


def judge(*, question: Question) -> Result:
    """Extend the trend of all comparable points, or test it."""
    return _test(question) if question.target is None else _extend(question, question.target)


def _extend(question: Question, target: float) -> Result:
    if question.target_time <= question.start:
        return Result(undefined="target_before_reference")
    if question.target_time < question.end:
        return Result(undefined="target_period_passed")
    if len(question.times) < FEWEST_FOR_TARGET:
        return Result(undefined="too_few_points")
    projection = fit_line(times=question.times, values=question.values).at(question.target_time)
    missing = question.toward * (target - projection)
    reached = missing <= MARGIN * abs(target) + CUT * max(abs(target), abs(projection))
    return Result(verdict="favourable" if reached else "unfavourable", projection=projection)


def _test(question: Question) -> Result:
    trend = question.trend
    if trend is None:
        return Result(undefined="too_few_points")
    verdict: Verdict = "undetermined"
    if trend.p_value <= SIGNIFICANCE:
        verdict = "favourable" if trend.kendall_s * question.toward > 0 else "unfavourable"
    return Result(verdict=verdict, p_value=trend.p_value)


def direction(result: Result) -> Direction | None:
    """Green, orange and red for favourable, undetermined and unfavourable."""
    colours: dict[Verdict, Direction] = {"favourable": "green", "undetermined": "orange", "unfavourable": "red"}
    return colours[result.verdict] if result.verdict else None
