"""Weighted means and shares of a sample, with the standard error its design gives. A share is the mean of 0 and 1.

One pass, in sums: memory grows with the strata (and with the clusters where there are any), never with the respondents.

Formulas: the ratio mean and its linearisation after C.-E. Sarndal, B. Swensson and J. Wretman, Model Assisted Survey
Sampling (1992), section 5.7; the "ultimate cluster" variance with replacement after M. H. Hansen, W. N. Hurwitz and
W. G. Madow, Sample Survey Methods and Theory (1953); the effective size after L. Kish, Survey Sampling (1965), 8.2.
The same choices are the defaults of `svymean` in R's package survey (T. Lumley).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol


class DesignError(ValueError):
    """The sample's design gives no answer: a weight that is none, nobody who answered, a stratum with one unit."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A weighted mean.

    `value` and `standard_error` are in the unit of the answers (0 to 1 for a share); `standard_error` is 0 where all
    answers are alike, which says that the sample saw no difference and not that there is none. `size` counts who
    answered; `effective_size` is the size of a simple sample that weights as uneven as these leave over (Kish).
    """

    value: float
    standard_error: float
    size: int
    effective_size: float


class WeightedMean:
    """Takes respondents one by one and gives their weighted mean.

    Everyone in the sample is added, also who was not asked or gave no answer (`value=None`): the variance counts them
    as units of the design in which the group was found (estimation for a domain), while mean and size leave them out.
    """

    def __init__(self, *, clustered: bool = False) -> None:
        """Start without respondents; `clustered` when people were drawn in clusters (schools, companies)."""
        self._clustered = clustered
        self._strata: dict[str, _Stratum] = {}
        self._shift: float | None = None
        self._size = 0
        self._weights = self._squares = self._sum = 0.0

    def add(self, *, weight: float, value: float | None, stratum: str = "", cluster: str = "") -> None:
        """Add one respondent.

        Raises:
            DesignError: the weight is no positive finite number.
        """
        if not 0 < weight < math.inf:
            raise DesignError(f"a weight of {weight!r} is no positive number")
        units = self._strata.get(stratum)
        if units is None:
            units = self._strata[stratum] = _Clusters() if self._clustered else _Persons()
        if value is None:
            units.add(cluster, 0.0, 0.0)
            return
        if self._shift is None:
            self._shift = value  # sums of squares stay small when values lie far from 0
        shifted = value - self._shift
        self._size += 1
        self._weights += weight
        self._squares += weight * weight
        self._sum += weight * shifted
        units.add(cluster, weight, shifted)

    @property
    def size(self) -> int:
        """How many respondents answered so far."""
        return self._size

    def result(self) -> Estimate:
        """Return the mean of everyone added.

        Raises:
            DesignError: nobody answered, or a stratum has one unit, which shows no spread.
        """
        if self._shift is None:
            raise DesignError("nobody answered")
        centre = self._sum / self._weights
        variance = sum(units.variance(centre) for units in self._strata.values()) / self._weights**2
        return Estimate(
            value=centre + self._shift,
            standard_error=math.sqrt(variance),
            size=self._size,
            effective_size=self._weights**2 / self._squares,
        )


class _Stratum(Protocol):
    def add(self, cluster: str, weight: float, value: float) -> None: ...

    def variance(self, centre: float) -> float: ...


class _Persons:
    """A stratum in which every respondent is a unit: sums of w, wy and of their squares."""

    def __init__(self) -> None:
        self._units = 0
        self._w = self._wy = self._ww = self._wwy = self._wwyy = 0.0

    def add(self, cluster: str, weight: float, value: float) -> None:  # noqa: ARG002  (nobody is in a cluster here)
        weighted = weight * value
        self._units += 1
        self._w += weight
        self._wy += weighted
        self._ww += weight * weight
        self._wwy += weight * weighted
        self._wwyy += weighted * weighted

    def variance(self, centre: float) -> float:
        """Return n/(n-1) times the squared spread of u = w (y - centre), not yet divided by the squared weights."""
        total = self._wy - centre * self._w
        squares = self._wwyy - 2 * centre * self._wwy + centre * centre * self._ww
        return _spread(self._units, total, squares)


class _Clusters:
    """A stratum in which people were drawn in clusters: sums of w and wy for each of them."""

    def __init__(self) -> None:
        self._sums: dict[str, list[float]] = {}

    def add(self, cluster: str, weight: float, value: float) -> None:
        sums = self._sums.setdefault(cluster, [0.0, 0.0])
        sums[0] += weight
        sums[1] += weight * value

    def variance(self, centre: float) -> float:
        """Return the same as `_Persons.variance`, with the total of a cluster in the place of a person."""
        totals = [wy - centre * w for w, wy in self._sums.values()]
        return _spread(len(totals), sum(totals), sum(total * total for total in totals))


def _spread(units: int, total: float, squares: float) -> float:
    if units < 2:
        raise DesignError("a stratum with one unit shows no spread")
    return max(0.0, units / (units - 1) * (squares - total * total / units))
