"""What must hold for every case, whatever its numbers."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.indicators.cases import cases, points, values

from stemagenda.core.indicators.assess import as_document, assess
from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.indicators.target_track import all_methods
from stemagenda.core.period import Period

ORDER = {"red": 0, "orange": 1, "green": 2}


def changed(case: Case, change: Any, **more: Any) -> Case:
    """The same case with every value, target and limit put through `change`."""
    return replace(
        case,
        points=tuple(replace(point, value=change(point.value)) for point in case.points),
        target=replace(case.target, value=change(case.target.value)) if case.target else None,
        limit=None if case.limit is None else change(case.limit),
        **more,
    )


def verdicts(case: Case) -> dict[str, Any]:
    """Colour, marks and the answer of every method: all that carries no number in the unit of the series."""
    document = as_document(assess(case=case))
    methods = {name: document["methods"][name][method.VERDICT] for name, method in all_methods().items()}
    light = {name: document["light"][name] for name in ("colour", "reason", "uncertain", "flips_to")}
    track = {name: document["target_track"][name] for name in ("verdict", "undefined")}
    return {**light, **track, **methods, "agreement": document["agreement"]}


@given(cases(unit="score"))
def test_mirrored_values_and_direction_give_the_same_verdicts(case: Case) -> None:
    mirrored = changed(case, lambda value: -value, better="down" if case.better == "up" else "up")
    assert verdicts(mirrored) == verdicts(case)


@given(cases(unit="score"), st.sampled_from([0.01, 0.1, 8.0, 1000.0]))
def test_another_unit_gives_the_same_verdicts(case: Case, scale: float) -> None:
    """Rounding aside: a value printed in another unit is rounded elsewhere."""
    exact = replace(case, points=tuple(replace(point, rounding=0.0) for point in case.points))
    other = changed(
        replace(
            exact,
            points=tuple(
                replace(p, standard_error=None if p.standard_error is None else p.standard_error * scale)
                for p in exact.points
            ),
        ),
        lambda value: value * scale,
        link_error=exact.link_error * scale,
        tolerance=None if exact.tolerance is None else exact.tolerance * scale,
    )
    assert verdicts(other) == verdicts(exact)


@given(cases(), st.data())
def test_a_better_latest_value_never_gives_a_worse_light(case: Case, data: st.DataObject) -> None:
    assume(case.points)
    other = data.draw(values(case.unit))
    last = case.points[-1]
    moved = replace(case, points=(*case.points[:-1], replace(last, value=other)))
    before, after = assess(case=case).light.colour, assess(case=moved).light.colour
    if before == "grey" or after == "grey":
        assert before == after
    elif (other > last.value) == (case.better == "up"):
        assert ORDER[after] >= ORDER[before]
    else:
        assert ORDER[after] <= ORDER[before]


@given(cases(), st.data())
def test_values_before_a_break_never_matter(case: Case, data: st.DataObject) -> None:
    assume(len(case.points) >= 2)
    where = data.draw(st.integers(1, len(case.points) - 1))
    cut = tuple(replace(point, break_before=index == where) for index, point in enumerate(case.points))
    other = tuple(
        replace(point, value=data.draw(values(case.unit)), standard_error=data.draw(st.sampled_from([None, 0.5])))
        for point in cut[:where]
    )
    before, after = (assess(case=replace(case, points=drawn)) for drawn in (cut, other + cut[where:]))
    assert as_document(after) == as_document(before)


@given(cases(), st.data())
def test_no_window_reaches_over_a_break(case: Case, data: st.DataObject) -> None:
    assume(len(case.points) >= 2)
    where = data.draw(st.integers(1, len(case.points) - 1))
    cut = tuple(replace(point, break_before=index == where) for index, point in enumerate(case.points))
    for window in (
        assess(case=replace(case, points=cut)).windows.long,
        assess(case=replace(case, points=cut)).windows.short,
    ):
        assert window is None or window.first.period >= cut[where].period


@given(cases())
def test_flips_at_is_where_the_light_turns(case: Case) -> None:
    light = assess(case=case).light
    assume(light.flips_at is not None and light.threshold)
    assert light.flips_at is not None
    last = case.points[-1]
    nudge = 1e-6 * max(1.0, abs(last.value), abs(light.flips_at))
    there = replace(case, points=(*case.points[:-1], replace(last, value=light.flips_at)))
    assert assess(case=there).light.colour == "orange"
    beyond = light.flips_at + math.copysign(nudge, light.flips_at - last.value or 1.0)
    across = replace(case, points=(*case.points[:-1], replace(last, value=beyond)))
    if light.flips_at != last.value:
        assert assess(case=across).light.colour == light.flips_to
    short = light.flips_at - math.copysign(nudge, light.flips_at - last.value or 1.0)
    if abs(light.flips_at - last.value) > nudge:
        inside = replace(case, points=(*case.points[:-1], replace(last, value=short)))
        assert assess(case=inside).light.colour == light.colour


@given(cases())
def test_more_rounding_never_makes_it_more_certain(case: Case) -> None:
    wider = replace(case, points=tuple(replace(point, rounding=point.rounding + 0.4) for point in case.points))
    assert assess(case=wider).light.uncertain >= assess(case=case).light.uncertain
    assert assess(case=wider).light.colour == assess(case=case).light.colour


ODD = st.floats(allow_nan=True, allow_infinity=True) | st.sampled_from([0.0, 5e-324, -1e-300, 1e15, -1e15, 1e16])


@given(
    st.lists(st.tuples(st.integers(1990, 2030), ODD, st.none() | ODD, ODD, st.booleans()), max_size=8),
    st.sampled_from(["up", "down"]),
    st.sampled_from(["share", "count", "score", "rate"]),
    st.none() | st.tuples(ODD, st.integers(1990, 2100)),
    st.none() | ODD,
)
def test_no_number_breaks_it(
    drawn: list[Any], better: Any, unit: Any, target: tuple[float, int] | None, limit: float | None
) -> None:
    """Whatever the numbers: an answer with all its keys, and JSON without NaN or infinity."""
    listed = {
        year: Point(period=Period("year", year), value=value, standard_error=error, rounding=width, break_before=broken)
        for year, value, error, width, broken in drawn
    }
    case = Case(
        better=better,
        unit=unit,
        points=tuple(listed[year] for year in sorted(listed)),
        target=Goal(value=target[0], period=Period("year", target[1])) if target else None,
        limit=limit,
    )
    document = as_document(assess(case=case))
    json.dumps(document, allow_nan=False)
    assert document.keys() == EMPTY.keys()
    for key, value in EMPTY.items():
        if key != "windows":
            assert document[key].keys() == value.keys()


EMPTY = as_document(assess(case=Case(better="up", unit="share", points=())))


@given(points("share"), st.sampled_from(["up", "down"]))
def test_methods_that_answer_are_counted(drawn: tuple[Point, ...], better: Any) -> None:
    found = assess(
        case=Case(better=better, unit="share", points=drawn, target=Goal(value=30.0, period=Period("year", 2045)))
    )
    assert 0 <= found.agreement.agree <= found.agreement.of <= len(found.methods)
    if found.light.colour == "grey":
        assert found.agreement.of == 0
        assert {answer.undefined for answer in found.methods.values()} == {"not_assessable"}


@pytest.mark.parametrize("unit", ["count", "score", "rate"])
def test_relative_tolerance_is_one_percent(unit: Any) -> None:
    def colour(last: float) -> str:
        drawn = (Point(period=Period("year", 2018), value=510.0), Point(period=Period("year", 2022), value=last))
        return assess(case=Case(better="up", unit=unit, points=drawn)).light.colour

    assert [colour(value) for value in (504.8, 504.9, 515.1, 515.2)] == ["red", "orange", "orange", "green"]
