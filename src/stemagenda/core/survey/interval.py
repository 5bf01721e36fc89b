"""The interval around a share of a sample that was not simply drawn."""

from __future__ import annotations

import math
from statistics import NormalDist

from stemagenda.core.survey.weighted import Estimate


def wilson_interval(*, estimate: Estimate, level: float = 0.95) -> tuple[float, float]:
    """Return the lower and upper limit of a share (0 to 1), by E. B. Wilson's score interval (JASA 22, 1927).

    The sample's size is replaced by its effective one: share (1 - share) / SE^2, as C. Franco, R. J. A. Little, T. A.
    Louis and E. V. Slud compare in J. Surv. Stat. Methodol. 7 (2019); where all answers are alike, that is 0/0 and
    Kish's size counts. The limits never leave 0 to 1, and a share of 0 or 1 keeps an interval.
    """
    share = min(1.0, max(0.0, estimate.value))
    z = NormalDist().inv_cdf((1 + level) / 2)
    size = estimate.effective_size
    if estimate.standard_error > 0 and 0 < share < 1:
        size = share * (1 - share) / estimate.standard_error**2
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return max(0.0, middle - half), min(1.0, middle + half)


def cautious_error(*, estimate: Estimate) -> float:
    """Return a standard error that is not 0: the estimate's own, or what its 95 % interval stands for.

    Where everybody gave the same answer the usual formula says 0, as if the figure were exact. Half the width of the
    interval, divided by 1.96, then says how far the share may still be off.
    """
    if estimate.standard_error > 0:
        return estimate.standard_error
    low, high = wilson_interval(estimate=estimate)
    return (high - low) / (2 * NormalDist().inv_cdf(0.975))
