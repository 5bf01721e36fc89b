"""An observation cannot hold a number that no calculation can use."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from stemagenda.core.observation import Observation, Release, ReleaseHeading
from stemagenda.core.period import Period

YEAR = Period("year", 2018)


def observed(**changed: Any) -> Observation:
    return Observation(**{"indicator": "RG1", "series": "a", "period": YEAR, "value": 17.3, **changed})


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_value_is_finite(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        observed(value=value)


@pytest.mark.parametrize("name", ["half_width", "standard_error"])
def test_a_width_is_not_negative(name: str) -> None:
    with pytest.raises(ValueError, match="negative"):
        observed(**{name: -0.1})
    assert getattr(observed(**{name: 0.0}), name) == 0.0


@pytest.mark.parametrize("name", ["half_width", "standard_error"])
@pytest.mark.parametrize("width", [math.nan, math.inf])
def test_a_width_is_finite(name: str, width: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        observed(**{name: width})


def test_an_observation_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        observed().value = 1.0  # type: ignore[misc]


def test_a_heading_is_a_release_without_its_figures_and_file() -> None:
    assert {field.name for field in fields(Release)} - {field.name for field in fields(ReleaseHeading)} == {
        "digest",
        "observations",
    }
