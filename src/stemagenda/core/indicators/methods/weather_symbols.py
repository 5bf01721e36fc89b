"""The weather symbols of the German sustainability strategy.

The mean yearly change of the last six points is carried on to the target year. What would still be missing then, as a
share of what is missing now: less than 5 % sun, 5-20 % sun and cloud, more cloud; storm where the change leads away.
Source: Statistisches Bundesamt, Nachhaltige Entwicklung in Deutschland, Indikatorenbericht, chapter on the status of
the indicators.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from stemagenda.core.indicators.question import CUT, Direction, Question, Undefined

VERDICT: Final = "symbol"
#: Six points: the mean of five yearly changes.
POINTS: Final = 6
SUN: Final = 0.05
CLOUD: Final = 0.20

Symbol = Literal["sun", "sun_and_cloud", "cloud", "storm"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """The symbol, the value projected to the target year, and the share of today's distance still missing then."""

    symbol: Symbol | None = None
    projection: float | None = None
    missing: float | None = None
    undefined: Undefined | None = None


def judge(*, question: Question) -> Result:
    """Carry the mean yearly change on to the target year."""
    target = question.target
    if target is None:
        return Result(undefined="no_target")
    if question.target_time <= question.start:
        return Result(undefined="target_before_reference")
    ahead = question.target_time - question.end
    if ahead < 0 and not question.met:
        return Result(undefined="target_period_passed")
    times, values = question.times[-POINTS:], question.values[-POINTS:]
    change = (values[-1] - values[0]) / (times[-1] - times[0])
    projection = question.last + change * max(ahead, 0.0)
    if question.met:
        return Result(symbol="sun", projection=projection, missing=0.0)
    missing = max(0.0, (target - projection) / (target - question.last))
    return Result(symbol=_symbol(missing), projection=projection, missing=missing)


def _symbol(missing: float) -> Symbol:
    """More missing than today is away; exactly as much is standing still, which is too slow but not away."""
    if missing > 1 + CUT:
        return "storm"
    if missing < SUN - CUT:
        return "sun"
    return "sun_and_cloud" if missing <= CLOUD + CUT else "cloud"


def direction(result: Result) -> Direction | None:
    """Green for sun, orange for both clouds, red for storm."""
    if result.symbol is None:
        return None
    if result.symbol == "sun":
        return "green"
    return "red" if result.symbol == "storm" else "orange"
