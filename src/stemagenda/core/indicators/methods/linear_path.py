"""Linear path: the share of the way that was covered, over the share of the time that passed.

R = ((latest - reference) / (target - reference)) / ((t - t0) / (T - t0)). Defined for zeros, ceilings, falling targets
and negative values, so it is the default for shares. Source: the monitor's own method,
docs/decisions/0004-light-method.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from stemagenda.core.indicators.question import CUT, Direction, Question, Undefined

VERDICT: Final = "verdict"
ON_TRACK: Final = 0.95
TOO_SLOW: Final = 0.60

Verdict = Literal["achieved", "on_track", "too_slow", "far_too_slow", "no_progress_or_away"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The verdict and R; R is None where the reference met the target already (what is left is to keep it)."""

    verdict: Verdict | None = None
    ratio: float | None = None
    undefined: Undefined | None = None


def judge(*, question: Question) -> Result:
    """Compare the pace so far with the straight line to the target."""
    target = question.target
    if target is None:
        return Result(undefined="no_target")
    if question.target_time <= question.start:
        return Result(undefined="target_before_reference")
    if question.met_at_reference:
        return Result(verdict="achieved" if question.met else "no_progress_or_away")
    way = (question.last - question.first) / (target - question.first)
    ratio = way * ((question.target_time - question.start) / question.years)
    if not math.isfinite(ratio):
        return Result(undefined="overflow")
    return Result(verdict="achieved" if question.met else _verdict(ratio, question), ratio=ratio)


def _verdict(ratio: float, question: Question) -> Verdict:
    if ratio <= CUT:
        return "no_progress_or_away"
    if ratio < TOO_SLOW - CUT:
        return "far_too_slow"
    # A target that was not met when its year had passed is never on track, however little was missing.
    in_time = question.end < question.target_time
    return "on_track" if ratio >= ON_TRACK - CUT and in_time else "too_slow"


def direction(result: Result) -> Direction | None:
    """Green for achieved and on track, orange for too slow, red for no progress or away."""
    if result.verdict is None:
        return None
    if result.verdict in {"achieved", "on_track"}:
        return "green"
    return "red" if result.verdict == "no_progress_or_away" else "orange"
