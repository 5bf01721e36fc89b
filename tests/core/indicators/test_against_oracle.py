"""Everything the product says, against the slow second implementation, on drawn cases."""

from __future__ import annotations

import math
import warnings

import pytest
from hypothesis import given, settings
from tests.core.indicators import oracle
from tests.core.indicators.cases import cases

from stemagenda.core.indicators.assess import as_document, assess
from stemagenda.core.indicators.case import Case
from stemagenda.core.indicators.target_track import all_methods


def near(expected: float | None) -> object:
    return None if expected is None else pytest.approx(expected, rel=1e-8, abs=1e-8)


@settings(max_examples=400)
@given(cases())
def test_light(case: Case) -> None:
    found, expected = as_document(assess(case=case))["light"], oracle.light(case)
    assert (found["colour"], found["reason"], found["uncertain"]) == (
        expected["colour"],
        expected["reason"],
        expected["uncertain"],
    )
    for name in ("difference", "statistic", "threshold"):
        assert found[name] == near(expected.get(name))


@settings(max_examples=400)
@given(cases())
def test_methods(case: Case) -> None:
    found, expected = as_document(assess(case=case))["methods"], oracle.methods(case)
    for name, method in all_methods().items():
        if name != "bands":
            assert found[name][method.VERDICT] == expected.get(name), name


@settings(max_examples=150)
@given(cases())
def test_trend(case: Case) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # SciPy divides zero by zero where all values are equal
        expected = oracle.trend(case)
    found = as_document(assess(case=case))["trend"]
    for name in ("slope", "low", "high", "kendall_s", "p_value"):
        if expected is None:
            assert found[name] is None
        elif not math.isnan(expected[name]):
            assert found[name] == near(expected[name]), name


@settings(max_examples=200)
@given(cases())
def test_projection(case: Case) -> None:
    found, expected = assess(case=case).projection, oracle.projection(case)
    if expected is None or found is None:
        assert found is None
        assert expected is None
    elif not _tied(found.low, expected[1], found.high, expected[2]):
        assert (found.value, found.low, found.high) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def _tied(low: float, other_low: float, high: float, other_high: float) -> bool:
    """Two models of the same width: either may be named."""
    return abs((high - low) - (other_high - other_low)) < 1e-9 and abs(low - other_low) > 1e-6
