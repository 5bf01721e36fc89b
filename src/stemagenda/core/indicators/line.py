"""The least-squares line through a series, on a time axis in years."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """y = mean_value + slope * (time - mean_time), with what its prediction interval needs.

    `spread` is the residual standard deviation with n - 2 degrees of freedom (0 for two points); `time_squares` the
    sum of squared distances to the mean time.
    """

    slope: float
    mean_time: float
    mean_value: float
    spread: float
    time_squares: float
    points: int

    def at(self, time: float) -> float:
        """The value of the line at a moment."""
        return self.mean_value + self.slope * (time - self.mean_time)

    def prediction_error(self, time: float) -> float:
        """Standard error of one new observation at a moment."""
        return self.spread * math.sqrt(1 + 1 / self.points + (time - self.mean_time) ** 2 / self.time_squares)


def fit_line(*, times: Sequence[float], values: Sequence[float]) -> Line:
    """Ordinary least squares through at least two points at different moments."""
    n = len(times)
    mean_time, mean_value = sum(times) / n, sum(values) / n
    ahead = [time - mean_time for time in times]
    squares = sum(step * step for step in ahead)
    slope = sum(step * value for step, value in zip(ahead, values, strict=True)) / squares
    residuals = [value - mean_value - slope * step for step, value in zip(ahead, values, strict=True)]
    spread = math.sqrt(sum(rest * rest for rest in residuals) / (n - 2)) if n > 2 else 0.0
    return Line(slope=slope, mean_time=mean_time, mean_value=mean_value, spread=spread, time_squares=squares, points=n)
