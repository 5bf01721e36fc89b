"""Each method against its worked examples, which are files beside it."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest

from stemagenda.core.indicators.assess import assess
from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.indicators.definition import Band
from stemagenda.core.indicators.target_track import all_methods
from stemagenda.core.period import Period

EXAMPLES = resources.files("stemagenda.core.indicators.methods") / "examples"
METHODS = sorted(all_methods())


def examples() -> list[Any]:
    found = []
    for method in METHODS:
        document = tomllib.loads((EXAMPLES / f"{method}.toml").read_text(encoding="utf-8"))
        found += [pytest.param(method, item, id=f"{method}: {item['name']}") for item in document["example"]]
    return found


def case_of(item: dict[str, Any]) -> Case:
    """The first point is the reference, except where only the last six or more points matter."""
    points = tuple(
        Point(period=Period.parse(period), value=float(value)) for period, value in sorted(item["points"].items())
    )
    target = item.get("target")
    return Case(
        better=item["better"],
        unit=item.get("unit", "share"),
        points=points,
        reference=points[0].period,
        limit=item.get("limit"),
        target=Goal(value=float(target["value"]), period=Period.parse(target["period"])) if target else None,
        bands=tuple(
            Band(lower=band.get("lower"), upper=band.get("upper"), verdict=band["verdict"])
            for band in item.get("bands", ())
        ),
    )


@pytest.mark.parametrize(("method", "item"), examples())
def test_worked_example(method: str, item: dict[str, Any]) -> None:
    answer = assess(case=case_of(item)).methods[method]
    for name, expected in item["expected"].items():
        found = getattr(answer.result, name)
        assert found == (pytest.approx(expected, abs=_digit(expected)) if isinstance(expected, float) else expected), (
            name
        )
    assert answer.direction == item.get("direction")
    assert answer.undefined == item["expected"].get("undefined")


def _digit(number: float) -> float:
    """Half a unit of the last digit that is written; exact where one decimal is."""
    decimals = len(str(number).split(".")[1])
    return 1e-9 if decimals == 1 else 0.51 * 10**-decimals


def test_every_method_has_examples_with_a_reference() -> None:
    for method in METHODS:
        document = tomllib.loads((EXAMPLES / f"{method}.toml").read_text(encoding="utf-8"))
        assert document["reference"].strip()
        assert document["example"]


def test_no_example_without_a_method() -> None:
    assert sorted(file.name.removesuffix(".toml") for file in EXAMPLES.iterdir()) == METHODS


def test_default_method_comes_first() -> None:
    assert next(iter(all_methods())) == "linear_path"


def drawn(first: float, last: float, target: float | None, *, years: tuple[int, int] = (2020, 2022)) -> Case:
    points = tuple(
        Point(period=Period("year", year), value=value) for year, value in zip(years, (first, last), strict=True)
    )
    goal = None if target is None else Goal(value=target, period=Period("year", 2030))
    return Case(better="up", unit="score", points=points, reference=points[0].period, target=goal)


@pytest.mark.parametrize(
    ("method", "case", "undefined"),
    [
        ("linear_path", drawn(0.0, -5.0, 5e-324), "overflow"),
        ("eurostat_cagr", drawn(1e-290, 1e15, None, years=(2020, 2021)), None),
        ("eurostat_cagr", drawn(5e-324, 1e15, None, years=(2020, 2021)), "overflow"),
        ("eurostat_cagr", drawn(5e-324, 1e15, 1e16, years=(2020, 2021)), "overflow"),
        ("eurostat_cagr", drawn(1.0, 1e15, 1.0 + 2**-52, years=(2020, 2021)), "target_met_at_reference"),
        ("eurostat_cagr", drawn(1e-290, 1e15, 1.00000000000001e-290, years=(2020, 2021)), "overflow"),
        ("statcan_open_sdg", drawn(5e-324, 1e15, 1e16, years=(2020, 2021)), "overflow"),
        ("un_progress_chart", drawn(1e-290, 1e15, 1e16, years=(2020, 2021)), "overflow"),
    ],
)
def test_numbers_that_explode_are_undefined(method: str, case: Case, undefined: str | None) -> None:
    assert assess(case=case).methods[method].undefined == undefined
