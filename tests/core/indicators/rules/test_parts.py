"""A total is the sum of its parts, a share lies among them: within rounding, and only where the parts are all."""

from __future__ import annotations

from typing import Any

import pytest
from tests.core.indicators.rules.ruled import indicator, line, series, told

from stemagenda.core.observation import Observation
from stemagenda.core.validation import Problem

SEXES = {"t": ("indicator", {}), "f": ("breakdown", {"sex": "female"}), "m": ("breakdown", {"sex": "male"})}
FORMS = {"t": ("related", {})} | {form: ("related", {"form": form}) for form in ("aso", "tso", "kso", "bso")}


def given(parts: dict[str, tuple[str, dict[str, str]]], unit: str, **more: Any):
    return indicator(
        "X", *(series(code, role=role, unit=unit, better="up", **how, **more) for code, (role, how) in parts.items())
    )


def said(values: dict[str, float], of: Any, **changes: Any) -> list[Problem]:
    rows: list[Observation] = []
    for code, value in values.items():
        rows.extend(line([value], series=code, **changes))
    return told(*rows, of=of)


def test_a_count_that_is_not_the_sum_of_its_parts() -> None:
    (problem,) = said({"t": 105, "f": 40, "m": 60}, given(SEXES, "count"))

    assert problem.importance == "warning"
    assert problem.message == "X / t for 2018 is 105, but its parts add up to 100 (f 40, m 60)"


@pytest.mark.parametrize("total", [100, 100.0000000001])
def test_a_count_that_is(total: float) -> None:
    assert not said({"t": total, "f": 40, "m": 60}, given(SEXES, "count"))


@pytest.mark.parametrize(("total", "fits"), [(101.5, True), (101.6, False)])
def test_rounding_leaves_room(total: float, fits: bool) -> None:
    """Three values rounded to units may be off by one and a half together."""
    assert bool(said({"t": total, "f": 40, "m": 60}, given(SEXES, "count"), half_width=0.5)) is not fits


@pytest.mark.parametrize(("total", "fits"), [(20.0, True), (10.0, True), (30.0, True), (9.9, False), (30.1, False)])
def test_a_share_lies_among_its_parts(total: float, fits: bool) -> None:
    found = said({"t": total, "f": 10.0, "m": 30.0}, given(SEXES, "share"))

    assert bool(found) is not fits
    assert all("outside the range of its parts (f 10, m 30)" in problem.message for problem in found)


def test_a_share_has_room_for_rounding() -> None:
    assert not said({"t": 9.9, "f": 10.0, "m": 30.0}, given(SEXES, "share"), half_width=0.05)


def test_forms_are_parts_when_all_are_there() -> None:
    values = {"t": 100, "aso": 40, "tso": 30, "kso": 5, "bso": 20}

    assert said(values, given(FORMS, "count"))
    assert not said({**values, "bso": 25}, given(FORMS, "count"))
    assert not said({code: value for code, value in values.items() if code != "kso"}, given(FORMS, "count"))


@pytest.mark.parametrize("changes", [{"bound": "above"}, {"approximate": True, "half_width": 0.1}])
def test_loose_values_add_up_to_nothing(changes: dict[str, Any]) -> None:
    assert not said({"t": 105, "f": 40, "m": 60}, given(SEXES, "count"), **changes)


def test_two_totals_leave_open_which_one_is_meant() -> None:
    both = {**SEXES, "other": ("indicator", {})}

    assert not said({"t": 105, "f": 40, "m": 60, "other": 99}, given(both, "count"))


def test_parts_of_another_kind_are_no_parts() -> None:
    apart = {"t": ("indicator", {}), "f": ("proxy", {"sex": "female"}), "m": ("proxy", {"sex": "male"})}

    assert not said({"t": 105, "f": 40, "m": 60}, given(apart, "count"))
    assert not said({"t": 105, "f": 40, "m": 60}, given(SEXES, "score")), "means do not add up"


def test_only_one_period_at_a_time() -> None:
    whole = given(SEXES, "count")
    rows = [*line({2017: 105}, series="t"), *line({2018: 40}, series="f"), *line({2018: 60}, series="m")]

    assert not told(*rows, of=whole)
