"""The trend of five or more comparable points: Theil-Sen slope with its interval, and the exact Mann-Kendall test.

Sources: P. K. Sen (1968), Journal of the American Statistical Association 63, 1379-1389, for slope and interval;
M. G. Kendall (1975), Rank Correlation Methods, for S and its variance with ties. The distribution of S without ties
follows the Mahonian numbers (inversions of a permutation), with ties the Gaussian multinomial coefficients.
Yearly series are autocorrelated, so the p-value promises too much: the page says so.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from statistics import NormalDist
from typing import Final

#: Fewer points show no trend: with four, no order of them would be significant at 95 %.
FEWEST: Final = 5
#: Up to here the test is exact; beyond, the normal approximation with continuity correction differs by less than 0.001.
EXACT_UP_TO: Final = 100
_CRITICAL: Final = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """Slope per year with its 95 % interval, in the unit of the series; S, and the two-sided p-value."""

    slope: float
    low: float
    high: float
    kendall_s: int
    p_value: float
    points: int


def trend_of(*, times: Sequence[float], values: Sequence[float]) -> Trend | None:
    """The trend of a series in the order of time; None with fewer than five points."""
    n = len(times)
    if n < FEWEST:
        return None
    slopes = [
        (values[later] - values[earlier]) / (times[later] - times[earlier])
        for earlier in range(n)
        for later in range(earlier + 1, n)
    ]
    slopes.sort()
    # Sorted slopes: the falling pairs stand first, the rising ones last.
    s = len(slopes) - bisect_right(slopes, 0.0) - bisect_left(slopes, 0.0)
    ties = _ties(values)
    low, high = _interval(slopes, n, ties)
    return Trend(
        slope=_median(slopes), low=low, high=high, kendall_s=s, p_value=kendall_p(n=n, s=s, ties=ties), points=n
    )


def kendall_p(*, n: int, s: int, ties: tuple[int, ...] = ()) -> float:
    """Two-sided p-value of Kendall's S for n points at different moments.

    `ties` holds the sizes (2 or more) of the groups of equal values, in ascending order.
    """
    if s == 0:
        return 1.0
    if n > EXACT_UP_TO:
        return _approximate_p(n, s, ties)
    counts = _cumulative(n, ties)
    discordant = (len(counts) - 1 - abs(s)) // 2
    return min(1.0, 2 * counts[discordant] / counts[-1])


def _median(ordered: Sequence[float]) -> float:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _ties(values: Sequence[float]) -> tuple[int, ...]:
    if len(set(values)) == len(values):
        return ()
    return tuple(sorted(size for size in Counter(values).values() if size > 1))


@lru_cache(maxsize=1024)
def _variance(n: int, ties: tuple[int, ...]) -> float:
    """Variance of S (Kendall 1975)."""
    return (n * (n - 1) * (2 * n + 5) - sum(k * (k - 1) * (2 * k + 5) for k in ties)) / 18


def _interval(slopes: Sequence[float], n: int, ties: tuple[int, ...]) -> tuple[float, float]:
    """95 % interval of the slope: two of the ordered pairwise slopes (Sen 1968)."""
    reach = _CRITICAL * math.sqrt(_variance(n, ties))
    count = len(slopes)
    low = max(round((count - reach) / 2) - 1, 0)
    high = min(round((count + reach) / 2), count - 1)
    return slopes[low], slopes[high]


@lru_cache(maxsize=1024)
def _cumulative(n: int, ties: tuple[int, ...]) -> tuple[int, ...]:
    """How many orders of n values have at most 0, 1, 2, ... discordant pairs; the last is the number of orders.

    The counts are the coefficients of [n]! / ([t1]! [t2]! ...) with [k]! = (1 - q)(1 - q^2)...(1 - q^k) / (1 - q)^k,
    taken as a power series: multiplying by 1 - q^k and dividing by it are one pass each.
    """
    degree = n * (n - 1) // 2 - sum(size * (size - 1) // 2 for size in ties)
    row = [1] + [0] * degree
    for k in range(2, n + 1):
        for index in range(degree, k - 1, -1):
            row[index] -= row[index - k]
    factors = [k for size in ties for k in range(2, size + 1)]
    for k in [*factors, *[1] * (n - 1 - len(factors))]:
        for index in range(k, degree + 1):
            row[index] += row[index - k]
    return tuple(accumulate(row))


def _approximate_p(n: int, s: int, ties: tuple[int, ...]) -> float:
    z = (abs(s) - 1) / math.sqrt(_variance(n, ties))
    return min(1.0, math.erfc(z / math.sqrt(2)))
