"""Statuses and bounds that are no codes, and how long a large release takes."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from tests.core.indicators.rules.ruled import indicator, line, observation, past, release, series, told

from stemagenda.core.indicators.checking import check
from stemagenda.core.period import Period

PLAIN = indicator("X", series("x", cycle_years=1))


def test_an_unknown_status_is_told_once() -> None:
    (problem,) = told(*line([20.0, 20.1, 20.2], status="Q"), of=PLAIN)

    assert problem.importance == "error"
    assert str(problem) == "pisa/2019: row 8: there is no status 'Q' (3 values). Known are A, B, E, F, I, M, P, S, U."


def test_an_unknown_bound() -> None:
    bound: Any = "about"
    (problem,) = told(*line([20.0], bound=bound), of=PLAIN)

    assert problem.importance == "error"
    assert "there is no bound 'about'. Known are above, below, or nothing." in str(problem)


@pytest.mark.parametrize("status", ["A", "E", "F", "P", "U"])
def test_known_statuses(status: str) -> None:
    assert not told(*line([20.0], status=status), of=PLAIN)


def test_forty_thousand_observations_take_a_moment() -> None:
    """Rules group by series once: a release of 200,000 observations may take two seconds."""
    many = {f"I{n}": indicator(f"I{n}", series("x", cycle_years=1)) for n in range(400)}
    rows = [
        observation(20.0 + year % 3, indicator=code, series="x", period=Period("year", 1919 + year), row=year)
        for code in many
        for year in range(100)
    ]
    began = process_time()
    found = check(release=release(*rows), indicators=many, history=past(*rows[:4_000]))

    assert not found
    assert process_time() - began < 2
