"""Trend, projection and gap, against SciPy and against counting."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.indicators.gap import gap_between
from stemagenda.core.indicators.projection import project, student_t
from stemagenda.core.indicators.trend import EXACT_UP_TO, trend_of
from stemagenda.core.period import Period


@given(st.permutations(range(12)))
def test_kendall_as_scipy_without_ties(values: list[int]) -> None:
    found = trend_of(times=range(12), values=values)
    assert found is not None
    assert found.p_value == pytest.approx(stats.kendalltau(range(12), values, method="exact").pvalue, rel=1e-9)


@given(st.lists(st.integers(0, 8), min_size=5, max_size=14))
def test_slope_and_interval_as_scipy_with_ties(values: list[int]) -> None:
    times = [2000 + 3 * index for index in range(len(values))]
    found = trend_of(times=times, values=values)
    assert found is not None
    if len(set(values)) > 1:
        expected = stats.theilslopes(values, times, alpha=0.95)
        assert (found.slope, found.low, found.high) == pytest.approx(
            (expected.slope, expected.low_slope, expected.high_slope)
        )
    else:
        assert (found.slope, found.low, found.high, found.kendall_s, found.p_value) == (0, 0, 0, 0, 1)


@pytest.mark.parametrize("values", [(1, 2, 2, 3, 4), (1, 1, 2, 2, 3, 3), (1, 1, 1, 2, 5, 4)])
def test_ties_as_counted_over_all_orders(values: tuple[int, ...]) -> None:
    def s(order: tuple[int, ...]) -> int:
        pairs = [(order[i], order[j]) for i in range(len(order)) for j in range(i + 1, len(order))]
        return sum((b > a) - (b < a) for a, b in pairs)

    found = trend_of(times=range(len(values)), values=values)
    assert found is not None
    every = [abs(s(order)) for order in permutations(values)]
    assert found.p_value == pytest.approx(sum(one >= abs(found.kendall_s) for one in every) / len(every))


@pytest.mark.parametrize("steps", [3, 11, 40])
def test_many_points_are_tested_by_the_normal_approximation(steps: int) -> None:
    n = EXACT_UP_TO + 1
    values = [(index * steps) % n + index / 9 for index in range(n)]
    found = trend_of(times=range(n), values=values)
    assert found is not None
    assert found.p_value == pytest.approx(stats.kendalltau(range(n), values, method="exact").pvalue, abs=1e-3)


def test_many_points_with_ties() -> None:
    values = [index % 30 + index // 40 for index in range(150)]
    found = trend_of(times=range(150), values=values)
    assert found is not None
    expected = stats.kendalltau(range(150), values, method="asymptotic").pvalue
    assert found.p_value == pytest.approx(expected, rel=0.02)


def test_four_points_are_no_trend() -> None:
    assert trend_of(times=range(4), values=(1, 2, 3, 4)) is None


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 6, 7, 13, 30, 101, 400])
@pytest.mark.parametrize("upper", [0.75, 0.9, 0.975, 0.999])
def test_student_t_as_scipy(freedom: int, upper: float) -> None:
    assert student_t(upper=upper, freedom=freedom) == pytest.approx(stats.t.ppf(upper, freedom), rel=1e-9)


def case(written: dict[str, float], error: float | None = None, **more: object) -> Case:
    drawn = tuple(
        Point(period=Period.parse(period), value=value, standard_error=error) for period, value in written.items()
    )
    return Case(**{"better": "up", "unit": "score", "points": drawn, "horizon": Period("year", 2030), **more})


def test_a_straight_line_goes_straight_on() -> None:
    found = project(case=(asked := case({"2020": 30, "2021": 31, "2022": 32})), comparable=asked.points)
    assert found is not None
    assert (found.value, found.low, found.high, found.model) == (
        pytest.approx(40),
        pytest.approx(40),
        pytest.approx(40),
        "trend",
    )


def test_two_surveys_carry_their_errors_along() -> None:
    asked = case({"2020": 500, "2025": 510}, error=3.0, link_error=2.0)
    found = project(case=asked, comparable=asked.points)
    assert found is not None
    assert (found.value, found.model) == (520, "survey_errors")
    # One step of five years on: twice the latest error, once the reference's, once the link's.
    assert found.high - found.value == pytest.approx(1.2815515655 * (36 + 9 + 4) ** 0.5)


@pytest.mark.parametrize(
    "asked",
    [
        case({"2020": 30}),
        case({"2020": 30, "2025": 31}),
        case({"2020": 30, "2025": 31, "2030": 32}),
        case({"2020": 30, "2025": 31, "2028": 32}, horizon=None),
        case({"2020": 30, "2025": 31, "2028": 32}, target=Goal(value=40, period=Period("year", 2027))),
    ],
)
def test_no_projection_where_there_is_too_little_to_go_by(asked: Case) -> None:
    assert project(case=asked, comparable=asked.points) is None


def test_a_share_stays_within_its_range() -> None:
    asked = case({"2018": 70, "2020": 80, "2021": 88, "2022": 91}, unit="share")
    found = project(case=asked, comparable=asked.points)
    assert found is not None
    assert (found.value, found.high, found.clipped) == (100, 100, True)
    calm = case({"2018": 50, "2020": 50.1, "2021": 50.3, "2022": 50.2}, unit="share")
    found = project(case=calm, comparable=calm.points)
    assert found is not None
    assert not found.clipped


def points(**written: float) -> tuple[Point, ...]:
    return tuple(Point(period=Period("year", int(name[1:])), value=value) for name, value in written.items())


def test_gap_at_the_latest_common_period() -> None:
    found = gap_between(
        first=points(y2018=22.6, y2020=24.0, y2024=26.1), second=points(y2018=50.1, y2020=50.0, y2022=52.0)
    )
    assert found is not None
    assert (found.period.code, found.difference) == ("2020", -26.0)
    assert (found.since and found.since.code, found.difference_then, found.change) == ("2018", -27.5, 1.5)
    assert found.narrowed is True


def test_gap_never_reaches_over_a_break() -> None:
    broken = (*points(y2018=22.6), Point(period=Period("year", 2020), value=24.0, break_before=True))
    found = gap_between(first=broken, second=points(y2018=50.1, y2020=50.0))
    assert found is not None
    assert (found.since, found.change, found.narrowed) == (None, None, None)
    assert gap_between(first=broken, second=points(y2018=50.1)) is None
