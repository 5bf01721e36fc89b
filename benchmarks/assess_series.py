"""Claim: 10,000 series of 15 points are assessed with all methods within 10 s on one core, and the time grows linearly.

The named alternative for the trend part is SciPy (theilslopes and kendalltau), on the same series in the same run.

Run: python -m benchmarks.assess_series
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from time import process_time

from scipy.stats import kendalltau, theilslopes

from stemagenda.core.indicators.assess import as_document, assess
from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.indicators.trend import trend_of
from stemagenda.core.period import Period

FEW, MANY, POINTS = 1_000, 10_000, 15
SECONDS, GROWTH = 10.0, 12.0


def series(count: int) -> list[Case]:
    """Shares that drift and stagger, printed with one decimal, so that ties occur as they do in real figures."""
    drawn = random.Random(2030)  # noqa: S311  (the same series at each run)
    cases = []
    for number in range(count):
        value, points = drawn.uniform(10, 60), []
        for year in range(2011, 2011 + POINTS):
            value = min(99.0, max(1.0, value + drawn.gauss(0.2, 1.0)))
            points.append(Point(period=Period("year", year), value=round(value, 1), rounding=0.05))
        goal = Goal(value=40.0, period=Period("year", 2030)) if number % 2 else None
        cases.append(Case(better="up", unit="share", points=tuple(points), target=goal, horizon=Period("year", 2030)))
    return cases


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    start = process_time()
    work()
    return process_time() - start


def assess_all(cases: Sequence[Case]) -> None:
    """Assess every case and write it as a document, as a reassessment does."""
    for case in cases:
        as_document(assess(case=case))


def ours(cases: Sequence[tuple[list[float], list[float]]]) -> None:
    """The trend part alone."""
    for times, values in cases:
        trend_of(times=times, values=values)


def scipys(cases: Sequence[tuple[list[float], list[float]]]) -> None:
    """The same slope, interval and p-value from SciPy."""
    for times, values in cases:
        theilslopes(values, times, alpha=0.95)
        kendalltau(times, values)


def main() -> int:
    """Measure, print the table, and answer 1 where a claim does not hold."""
    many = series(MANY)
    assess_all(many[:10])
    few_seconds = seconds(lambda: assess_all(many[:FEW]))
    many_seconds = seconds(lambda: assess_all(many))
    drawn = [([p.period.position for p in case.points], [p.value for p in case.points]) for case in many[:FEW]]
    own, alternative = seconds(lambda: ours(drawn)), seconds(lambda: scipys(drawn))
    growth = many_seconds / few_seconds
    print(f"{'series of ' + str(POINTS) + ' points':<34}{'seconds':>10}{'ratio':>10}")
    print(f"{f'assess {FEW:,}':<34}{few_seconds:>10.2f}{1:>10.1f}")
    print(f"{f'assess {MANY:,}':<34}{many_seconds:>10.2f}{growth:>10.1f}")
    print(f"{f'trend alone {FEW:,}':<34}{own:>10.2f}{1:>10.1f}")
    print(f"{f'trend alone {FEW:,}, SciPy':<34}{alternative:>10.2f}{alternative / own:>10.1f}")
    held = many_seconds <= SECONDS and growth <= GROWTH
    print(f"claim: {MANY:,} within {SECONDS:g} s and growth within {GROWTH:g}: {'holds' if held else 'does not hold'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
