"""The input of `stemagenda light`: what is read, and how every fault is named."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.indicators.assess import as_document, assess
from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.indicators.light_document import read_case
from stemagenda.core.period import Period
from stemagenda.core.validation import Refused

POINT = {"period": "2018", "value": 17.3}
LEAST: dict[str, Any] = {"better": "down", "unit": "share", "points": [POINT]}


def written(**more: Any) -> str:
    return json.dumps({**LEAST, **more})


def refused(text: str | bytes) -> dict[str, str]:
    """Place and message of every problem."""
    with pytest.raises(Refused) as caught:
        read_case(text)
    assert all(problem.file == "standard input" and problem.remedy for problem in caught.value.problems)
    return {problem.place: problem.message for problem in caught.value.problems}


def test_the_example_of_the_issue_reads() -> None:
    document = {
        "better": "down",
        "unit": "share",
        "points": [
            {"period": "2022", "value": 20.1, "standard_error": 1.1, "rounding": 0.05, "break_before": False},
            {"period": "2018", "value": 17.3, "standard_error": None, "rounding": 0.05, "break_before": False},
        ],
        "link_error": 0,
        "reference": "2018",
        "tolerance": None,
        "target": {"value": 15, "period": "2030"},
        "limit": None,
        "method": "eurostat_cagr",
        "horizon": "2030-31",
    }
    case = read_case("\ufeff" + json.dumps(document))
    assert [point.period.code for point in case.points] == ["2018", "2022"]
    assert case.target == Goal(value=15.0, period=Period("year", 2030))
    assert (case.reference, case.horizon) == (Period("year", 2018), Period("school_year", 2030))
    assert case.target_method == "eurostat_cagr"
    assert read_case(json.dumps(document).encode()) == case


def test_what_is_left_out_has_its_default() -> None:
    case = read_case(written())
    assert case == Case(better="down", unit="share", points=(Point(period=Period("year", 2018), value=17.3),))
    assert read_case(written(points=[])).points == ()


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", "", "empty"),
        ("  \n", "", "empty"),
        ("{", "line 1, column 2", "not JSON"),
        ("[1, 2]", "", "a list"),
        ("17", "", "a number"),
        ('"down"', "", "the text"),
        ("true", "", "true"),
        ("null", "", "null"),
        ("[" * 200_000, "", "nested too deeply"),
        ('{"better": ' * 50_000, "", "nested too deeply"),
        ('{"limit": NaN}', "", "NaN"),
        ('{"limit": -Infinity}', "", "-Infinity"),
        ('{"limit": 1' + "0" * 5000 + "}", "", "4,300 digits"),
        (b"\xff\xfe{}", "byte 0", "not UTF-8"),
        (" " * 1_000_001, "", "1,000,001"),
    ],
)
def test_no_document(text: str | bytes, place: str, says: str) -> None:
    problems = refused(text)
    assert list(problems) == [place]
    assert says in problems[place]


@pytest.mark.parametrize(
    ("more", "place", "says"),
    [
        ({"better": "sideways"}, "better", "sideways"),
        ({"better": None}, "better", "missing"),
        ({"better": 1}, "better", "a number"),
        ({"unit": ["share"]}, "unit", "a list"),
        ({"unit": {}}, "unit", "an object"),
        ({"method": "guess"}, "method", "guess"),
        ({"colour": "green"}, "colour", "not a known name"),
        ({"points": None}, "points", "missing"),
        ({"points": {}}, "points", "an object"),
        ({"points": [17.3]}, "points[0]", "a number"),
        ({"points": [1] * 10_001}, "points", "10,001"),
        ({"points": [{**POINT, "value": 101}]}, "points[0].value", "outside 0 and 100"),
        ({"points": [{**POINT, "value": -0.1}]}, "points[0].value", "outside 0 and 100"),
        ({"points": [{**POINT, "value": True}]}, "points[0].value", "true"),
        ({"points": [{**POINT, "value": "17,3"}]}, "points[0].value", "17,3"),
        ({"points": [{**POINT, "value": None}]}, "points[0].value", "missing"),
        ({"points": [{**POINT, "period": 2018}]}, "points[0].period", "a number"),
        ({"points": [{**POINT, "period": "2018-20"}]}, "points[0].period", "2018-20"),
        ({"points": [{**POINT, "period": "0018"}]}, "points[0].period", "0018"),
        ({"points": [{**POINT, "period": "2" * 50}]}, "points[0].period", "too long"),
        ({"points": [{"value": 1}]}, "points[0].period", "missing"),
        ({"points": [{**POINT, "standard_error": -1}]}, "points[0].standard_error", "outside"),
        ({"points": [{**POINT, "rounding": -0.05}]}, "points[0].rounding", "outside"),
        ({"points": [{**POINT, "break_before": 1}]}, "points[0].break_before", "a number"),
        ({"points": [{**POINT, "colour": 1}]}, "points[0].colour", "not a known name"),
        ({"points": [POINT, POINT]}, "points[1].period", "as points[0].period is"),
        ({"link_error": -1}, "link_error", "outside"),
        ({"link_error": False}, "link_error", "false"),
        ({"tolerance": -0.5}, "tolerance", "outside"),
        ({"reference": 2018}, "reference", "a number"),
        ({"reference": "MMXVIII"}, "reference", "MMXVIII"),
        ({"target": 15}, "target", "a number"),
        ({"target": {"value": 15}}, "target.period", "missing"),
        ({"target": {"period": "2030"}}, "target.value", "missing"),
        ({"target": {"value": 115, "period": "2030"}}, "target.value", "outside 0 and 100"),
        ({"target": {"value": 15, "period": "2030", "by": "us"}}, "target.by", "not a known name"),
        ({"limit": 1000}, "limit", "outside 0 and 100"),
        ({"unit": "score", "limit": 1e300}, "limit", "outside"),
        ({"x" * 500: 1}, "x" * 39 + "…", "not a known name"),
    ],
)
def test_one_named_problem(more: dict[str, Any], place: str, says: str) -> None:
    problems = refused(written(**more))
    assert list(problems) == [place]
    assert says in problems[place]


def test_a_number_too_large_for_a_float() -> None:
    assert (
        "outside"
        in refused('{"better": "up", "unit": "score", "points": [{"period": "2018", "value": 1e999}]}')[
            "points[0].value"
        ]
    )


def test_a_name_that_stands_twice() -> None:
    text = '{"better": "up", "better": "down", "unit": "share", "points": [{"period": "2018", "value": 1, "value": 2}]}'
    assert refused(text) == {"better": "stands twice", "points[0].value": "stands twice"}


def test_every_fault_is_named_at_once() -> None:
    problems = refused(written(better="x", unit="y", target=5, points=[{"period": "x", "value": "y"}]))
    assert list(problems) == ["unit", "better", "points[0].period", "points[0].value", "target"]


def test_a_thousand_faults_are_counted() -> None:
    problems = refused(written(points=[1] * 1000))
    assert len(problems) == 101
    assert problems[""] == "has 900 more problems"


def test_a_message_never_carries_control_characters() -> None:
    shown = refused(written(better="\x1b[31mred\u202e"))["better"]
    assert "\x1b" not in shown
    assert "\u202e" not in shown


ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["2018", "share", "up"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["better", "unit", "points", "period", "value", "target", "reference", "limit"])
            | st.text(max_size=4),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(ANY_JSON)
def test_any_json_is_read_or_refused(document: Any) -> None:
    with contextlib.suppress(Refused):
        case = read_case(json.dumps(document))
        json.dumps(as_document(assess(case=case)), allow_nan=False)


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_input_is_read_or_refused(text: str | bytes) -> None:
    with pytest.raises(Refused):
        read_case(text)
