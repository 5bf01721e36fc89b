"""The method once more, slow and plain, from its text: exact fractions for the light, SciPy and NumPy for statistics.

Written apart from the product: it takes a `Case` and gives a plain dictionary, and it shares no function with it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from stemagenda.core.indicators.case import Case, Point
from stemagenda.core.period import Period

Z = float(stats.norm.ppf(0.975))
NEAR = 1e-9


class Way(NamedTuple):
    """From the reference to the latest point and the target: values, moments, and whether the target is and was met."""

    y0: float
    y1: float
    y: float
    t0: Fraction
    t1: Fraction
    t: Fraction
    met: bool
    met_before: bool


def fraction(number: float) -> Fraction:
    return Fraction(repr(number))


def year(period: Period) -> Fraction:
    return Fraction(period.first_year) + (Fraction(2, 3) if period.kind == "school_year" else 0)


def after_the_last_break(case: Case) -> list[Point]:
    kept: list[Point] = []
    for point in case.points:
        if point.break_before:
            kept = []
        kept.append(point)
    return kept


def begins(period: Period) -> date:
    return date(period.first_year, 9 if period.kind == "school_year" else 1, 1)


def reference(case: Case) -> tuple[Point | None, str | None]:
    """The reference point, or the reason for grey."""
    if not case.points:
        return None, "proxy_only" if case.only_proxies else "no_data"
    kept = after_the_last_break(case)
    if len(kept) == 1:
        return None, "one_point" if len(case.points) == 1 else "break"
    if case.reference is not None:
        for point in kept[:-1]:
            if point.period == case.reference:
                return point, None
        before = [point.period for point in case.points if point not in kept]
        return None, "break" if case.reference in before else "undefined"
    old = [point for point in kept[:-1] if begins(point.period) <= case.agenda_start]
    if old and begins(kept[-1].period) > case.agenda_start:
        return old[-1], None
    young = [point for point in kept[:-1] if point.period.first_year >= case.baseline_year]
    return (young[0], None) if young else (None, "undefined")


def tolerance(case: Case, first: Fraction) -> Fraction:
    if case.tolerance is not None:
        return fraction(case.tolerance)
    return Fraction(1, 2) if case.unit == "share" else abs(first) / 100


def colour(case: Case, first: Fraction, last: Fraction, border: Fraction | float) -> str:
    change = last - first if case.better == "up" else first - last
    if abs(float(change) - float(border)) < NEAR or abs(float(change) + float(border)) < NEAR or abs(change) <= border:
        return "orange"
    return "green" if change > 0 else "red"


def light(case: Case) -> dict[str, Any]:
    start, reason = reference(case)
    if start is None:
        return {"colour": "grey", "reason": reason, "uncertain": False}
    end = case.points[-1]
    first, last = fraction(start.value), fraction(end.value)
    errors = (start.standard_error, end.standard_error)
    root = None
    if None not in errors:
        root = float(np.sqrt(sum(float(e or 0) ** 2 for e in errors) + case.link_error**2)) or None
    border: Fraction | float = Z * root if root is not None else tolerance(case, first)
    found = colour(case, first, last, border)
    possible = set()
    a, b = fraction(start.rounding), fraction(end.rounding)
    # Not only the corners: a fine grid over everything the rounding may hide.
    for i in range(-4, 5):
        for j in range(-4, 5):
            x, y = first + a * Fraction(i, 4), last + b * Fraction(j, 4)
            possible.add(colour(case, x, y, Z * root if root is not None else tolerance(case, x)))
    return {
        "colour": found,
        "reason": None,
        "uncertain": possible != {found},
        "difference": float(last - first),
        "statistic": float(last - first) / root if root is not None else None,
        "threshold": float(border),
    }


def grown(first: float, last: float, years: float) -> float | None:
    if first * last <= 0:
        return None
    return float((last / first) ** (1 / years) - 1)


def methods(case: Case) -> dict[str, Any]:
    """The field that carries each method's answer, and its ratio; None where it is undefined."""
    start, _ = reference(case)
    if start is None:
        return {}
    kept, end = after_the_last_break(case), case.points[-1]
    sign = 1 if case.better == "up" else -1
    y0, y1, t0, t1 = start.value, end.value, year(start.period), year(end.period)
    span = float(t1 - t0)
    seen = grown(y0, y1, span)
    progress = None if seen is None else sign * seen * (1 if y0 > 0 else -1)
    if case.target is None:
        return without_target(case, kept, y0, progress)
    y, t = case.target.value, year(case.target.period)
    if t <= t0:
        return dict.fromkeys(
            (
                "linear_path",
                "weather_symbols",
                "eurostat_cagr",
                "statcan_open_sdg",
                "un_progress_chart",
                "planning_bureau",
            )
        )
    met, met_before = sign * (y1 - y) >= 0, sign * (y0 - y) >= 0
    way = Way(y0, y1, y, t0, t1, t, met, met_before)
    due = grown(y0, y, float(t - t0))
    ratio = None if progress is None or not due else progress / abs(due)
    return {
        "linear_path": linear(way),
        "eurostat_cagr": None if ratio is None else "significant" if met else euro(ratio),
        "statcan_open_sdg": "achieved" if met else None if ratio is None else statcan(ratio),
        "un_progress_chart": un_target(way),
        "planning_bureau": bureau(kept, y, t, t1, sign),
        "weather_symbols": weather(kept, y, t, met),
    }


def without_target(case: Case, kept: list[Point], y0: float, progress: float | None) -> dict[str, Any]:
    found: dict[str, Any] = {"planning_bureau": bureau_free(case, kept)}
    if progress is not None:
        found["eurostat_cagr"] = euro_free(progress)
        found["statcan_open_sdg"] = statcan_free(case, y0, progress)
        found["un_progress_chart"] = un(progress, 0.02, 0.005)
    return found


def linear(way: Way) -> str:
    y0, y1, y, t0, t1, t, met, met_before = way
    if met:
        return "achieved"
    if met_before:
        return "no_progress_or_away"
    pace = (fraction(y1) - fraction(y0)) / (fraction(y) - fraction(y0)) / ((t1 - t0) / (t - t0))
    if pace <= 0:
        return "no_progress_or_away"
    if pace < Fraction(60, 100):
        return "far_too_slow"
    return "on_track" if pace >= Fraction(95, 100) and t1 < t else "too_slow"


def euro(ratio: float) -> str:
    for cut, word in ((0.95, "significant"), (0.6, "moderate"), (0, "insufficient")):
        if ratio >= cut - NEAR:
            return word
    return "away"


def euro_free(rate: float) -> str:
    for cut, word in ((0.01, "significant"), (0, "moderate"), (-0.01, "moderate_away")):
        if rate >= cut - NEAR:
            return word
    return "significant_away"


def statcan(ratio: float, high: float = 0.95, middle: float = 0.6) -> str:
    for cut, word in ((high, "substantial"), (middle, "moderate"), (0, "limited")):
        if ratio >= cut - NEAR:
            return word
    return "deterioration"


def statcan_free(case: Case, y0: float, rate: float) -> str | None:
    c = 1.0
    if case.limit is not None:
        if (y0 > case.limit) == (case.better == "up") and y0 != case.limit:
            return None
        if case.limit * y0 > 0:
            near, bound = abs(y0), abs(case.limit)
            if near <= bound:
                c = 1 - (near / bound) ** 4.44
            elif near < 2 * bound:
                c = 1 - ((2 * bound - near) / bound) ** 4.44
    return statcan(rate, 0.015 * c, 0.005 * c)


def un(found: float, high: float, low: float) -> int:
    return 3 if found >= high - NEAR else 2 if found >= low - NEAR else 1


def un_target(way: Way) -> int | None:
    y0, y1, y, t0, t1, t, met, met_before = way
    if met:
        return 3
    if met_before and y0 * y1 > 0 and y0 * y > 0:
        return 1
    rate = grown(y0, y1, float(t1 - t0))
    if rate is None:
        return 1 if met_before else None
    if met_before:
        return 1
    if t < t1:
        return None
    expected = y0 * (1 + rate) ** float(t - t0)
    return un((expected - y0) / (y - y0), 0.95, 0.10)


def bureau(kept: list[Point], y: float, t: Fraction, t1: Fraction, sign: int) -> str | None:
    if t < t1 or len(kept) < 3:
        return None
    slope, height = np.polyfit([float(year(p.period) - t1) for p in kept], [p.value for p in kept], 1)
    expected = height + slope * float(t - t1)
    return "favourable" if sign * (y - expected) <= 0.1 * abs(y) + 1e-7 else "unfavourable"


def bureau_free(case: Case, kept: list[Point]) -> str | None:
    found = trend(case)
    if found is None:
        return None
    if found["p_value"] > 0.05:
        return "undetermined"
    return "favourable" if (found["kendall_s"] > 0) == (case.better == "up") else "unfavourable"


def weather(kept: list[Point], y: float, t: Fraction, met: bool) -> str | None:
    if met:
        return "sun"
    six = kept[-6:]
    ahead = t - year(six[-1].period)
    if ahead < 0:
        return None
    first, last = fraction(six[0].value), fraction(six[-1].value)
    then = last + (last - first) / (year(six[-1].period) - year(six[0].period)) * ahead
    left = (fraction(y) - then) / (fraction(y) - last)
    if left > 1:
        return "storm"
    return "sun" if left < Fraction(5, 100) else "sun_and_cloud" if left <= Fraction(20, 100) else "cloud"


def trend(case: Case) -> dict[str, Any] | None:
    kept = after_the_last_break(case)
    if len(kept) < 5:
        return None
    x, y = [float(year(p.period)) for p in kept], [p.value for p in kept]
    s = sum(int(np.sign(y[j] - y[i])) for i in range(len(y)) for j in range(i + 1, len(y)))
    sen = stats.theilslopes(y, x, alpha=0.95)
    return {"slope": sen.slope, "low": sen.low_slope, "high": sen.high_slope, "kendall_s": s, "p_value": exact_p(y, s)}


def exact_p(values: list[float], s: int) -> float:
    """Every way to insert the values one by one, counted: the number of orders that give each S, ties and all.

    The multiset of remaining values is the state, so equal values are never told apart.
    """
    kinds = sorted(set(values))
    counts = tuple(values.count(kind) for kind in kinds)
    ways: dict[tuple[int, ...], dict[int, int]] = {counts: {0: 1}}
    for _ in values:
        following: dict[tuple[int, ...], dict[int, int]] = {}
        for left, tally in ways.items():
            for index, count in enumerate(left):
                if count:
                    rest = (*left[:index], count - 1, *left[index + 1 :])
                    gain = sum(left[index + 1 :]) - sum(left[:index])
                    into = following.setdefault(rest, {})
                    for so_far, number in tally.items():
                        into[so_far + gain] = into.get(so_far + gain, 0) + number
        ways = following
    (final,) = ways.values()
    return sum(number for found, number in final.items() if abs(found) >= abs(s)) / sum(final.values())


def projection(case: Case) -> tuple[float, float, float] | None:
    period = case.target.period if case.target else case.horizon
    kept = after_the_last_break(case)
    if period is None or len(kept) < 2 or year(period) <= year(kept[-1].period):
        return None
    x = np.array([float(year(p.period)) for p in kept])
    y = np.array([p.value for p in kept])
    at, n = float(year(period)), len(kept)
    ahead = at - x[-1]
    if n == 2:
        a, b = kept[0].standard_error, kept[1].standard_error
        if a is None or b is None:
            return None
        k = ahead / (x[1] - x[0])
        half = float(stats.norm.ppf(0.9)) * np.sqrt(((1 + k) * b) ** 2 + (k * a) ** 2 + (k * case.link_error) ** 2)
        return bounded(case, y[1] + k * (y[1] - y[0]), half)
    t90 = stats.t.ppf(0.9, n - 2)
    design = np.column_stack([np.ones(n), x - x.mean()])
    coefficients, *_ = np.linalg.lstsq(design, y, rcond=None)
    noise = np.sqrt(((y - design @ coefficients) ** 2).sum() / (n - 2))
    row = np.array([1.0, at - x.mean()])
    line_half = t90 * noise * np.sqrt(1 + row @ np.linalg.inv(design.T @ design) @ row)
    drift = (y[-1] - y[0]) / (x[-1] - x[0])
    steps = (np.diff(y) - drift * np.diff(x)) / np.sqrt(np.diff(x))
    walk_half = t90 * np.sqrt((steps**2).sum() / (n - 2) * (ahead + ahead**2 / (x[-1] - x[0])))
    if walk_half > line_half:
        return bounded(case, y[-1] + drift * ahead, walk_half)
    return bounded(case, row @ coefficients, line_half)


def bounded(case: Case, middle: float, half: float) -> tuple[float, float, float]:
    low, high = middle - half, middle + half
    if case.unit == "share":
        middle, low, high = np.clip([middle, low, high], 0, 100)
    return float(middle), float(low), float(high)
