"""Periods: what may be written, and where they lie on the time axis."""

from __future__ import annotations

import itertools
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.period import FIRST_YEAR, LAST_YEAR, Period, PeriodError

periods = st.builds(Period, st.sampled_from(("year", "school_year")), st.integers(FIRST_YEAR, LAST_YEAR))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2018", "2018"),
        (" 2018 ", "2018"),
        ("2018-19", "2018-19"),
        ("2018-2019", "2018-19"),
        ("2018/19", "2018-19"),
        ("2018 – 2019", "2018-19"),
        ("1999-00", "1999-00"),
        ("1999-2000", "1999-00"),
    ],
)
def test_spellings_that_are_read(written: str, code: str) -> None:
    assert Period.parse(written).code == code


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "no period"),
        ("18", "no period"),
        ("2018-2020", "after 2018 comes 2019"),
        ("2018-18", "after 2018 comes 2019"),
        ("2018-17", "after 2018 comes 2019"),
        ("2018-9", "no period"),
        ("2018-119", "no period"),
        ("2018.0", "no period"),
        ("2018-19-20", "no period"),
        ("1899", "lies outside"),
        ("2101", "lies outside"),
        ("2018Q1", "no period"),
        ("-2018", "no period"),
    ],
)
def test_anything_else_is_refused_with_what_was_expected(written: str, says: str) -> None:
    with pytest.raises(PeriodError, match=says):
        Period.parse(written)


@given(periods)
def test_the_code_reads_back(period: Period) -> None:
    assert Period.parse(period.code) == period
    assert str(period) == period.code


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_a_period_error(written: str) -> None:
    with suppress(PeriodError):
        assert FIRST_YEAR <= Period.parse(written).first_year <= LAST_YEAR


@given(st.lists(periods, unique=True))
def test_order_is_the_order_of_first_days(found: list[Period]) -> None:
    ordered = sorted(found)
    assert [period.start for period in ordered] == sorted(period.start for period in found)
    positions = [period.position for period in ordered]
    assert positions == sorted(positions)
    assert len(set(positions)) == len(positions)


@given(periods, periods)
def test_two_periods_are_equal_or_one_comes_first(one: Period, other: Period) -> None:
    assert (one < other) + (one == other) + (one > other) == 1


def test_a_school_year_lies_after_its_calendar_year_began_and_before_the_next() -> None:
    codes = ["2018", "2018-19", "2019", "2019-20", "2020"]
    found = [Period.parse(code) for code in codes]
    assert all(one < other for one, other in itertools.pairwise(found))
    assert Period.parse("2018-19").position == pytest.approx(2018 + 8 / 12)


@given(periods)
def test_a_period_takes_a_year(period: Period) -> None:
    assert 364 <= (period.end - period.start).days <= 365
    assert period.position == pytest.approx(period.start.year + (period.start.month - 1) / 12)
