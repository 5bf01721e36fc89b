"""Cases as Hypothesis draws them: short and long series, years and school years, breaks, errors, rounding, targets."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.period import Period

UNITS = ("share", "count", "score", "rate")
periods = st.builds(Period, st.sampled_from(["year", "school_year"]), st.integers(2000, 2028))
later = st.builds(Period, st.sampled_from(["year", "school_year"]), st.integers(2015, 2045))


def tenths(least: int, most: int) -> st.SearchStrategy[float]:
    """Numbers as they are printed, with one decimal."""
    return st.integers(least * 10, most * 10).map(lambda number: number / 10)


def values(unit: str) -> st.SearchStrategy[float]:
    return tenths(0, 100) if unit == "share" else tenths(0, 900) if unit == "count" else tenths(-60, 600)


@st.composite
def points(draw: st.DrawFn, unit: str, *, most: int = 9) -> tuple[Point, ...]:
    drawn = sorted(draw(st.sets(periods, max_size=most)))
    surveyed = draw(st.booleans())
    return tuple(
        Point(
            period=period,
            value=draw(values(unit)),
            standard_error=draw(st.sampled_from([0.0, 0.4, 0.7, 1.3, 2.9])) if surveyed else None,
            rounding=draw(st.sampled_from([0.0, 0.05, 0.5])),
            break_before=index > 0 and draw(st.integers(0, 7)) == 0,
        )
        for index, period in enumerate(drawn)
    )


@st.composite
def cases(draw: st.DrawFn, **fixed: Any) -> Case:
    unit = fixed.pop("unit", None) or draw(st.sampled_from(UNITS))
    drawn = fixed.pop("points", None)
    if drawn is None:
        drawn = draw(points(unit))
    named = st.none() | (st.sampled_from([point.period for point in drawn]) if drawn else st.none()) | periods
    return Case(
        **{
            "better": draw(st.sampled_from(["up", "down"])),
            "unit": unit,
            "points": drawn,
            "link_error": draw(st.sampled_from([0.0, 0.0, 1.1])),
            "reference": draw(st.none() | named),
            "tolerance": draw(st.none() | st.sampled_from([0.0, 0.3, 2.0])),
            "target": draw(st.none() | st.builds(Goal, value=values(unit), period=later)),
            "limit": draw(st.sampled_from([None, 0.0, 100.0])),
            "horizon": draw(st.none() | later),
            "only_proxies": draw(st.booleans()),
            **fixed,
        }
    )
