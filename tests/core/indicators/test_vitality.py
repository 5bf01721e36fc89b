"""Due days: announced by the publisher or derived from the rhythm, late only when the whole span is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.indicators.vitality import Span, Vitality, months_between, vitality
from stemagenda.core.observation import Precision

TODAY = date(2026, 11, 22)


def judged(
    *,
    cadence: str = "yearly",
    announced: str = "",
    newest: date | None = date(2025, 11, 10),
    precision: Precision = "day",
    on: date = TODAY,
) -> Vitality:
    span = Span.read(announced) if announced else None
    return vitality(cadence=cadence, announced=span, newest=newest, precision=precision, on=on)


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("2026-12-03", date(2026, 12, 3), date(2026, 12, 3), "day"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "month"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "month"),
        (" 2026 ", date(2026, 1, 1), date(2026, 12, 31), "year"),
    ],
)
def test_a_span_is_a_day_a_month_or_a_year(written: str, first: date, last: date, precision: str) -> None:
    span = Span.read(written)
    assert (span.first, span.last, span.precision) == (first, last, precision)
    assert span.code == written.strip()


@pytest.mark.parametrize(
    "written", ["", "soon", "2026-13", "2026-02-30", "26-12-03", "2026-1", "2026-12-3", "2026-W01", "０２０２", "0000"]
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Span.read(written)


@pytest.mark.parametrize(
    ("cadence", "months"),
    [
        ("monthly", 1),
        ("quarterly", 3),
        ("half-yearly", 6),
        ("yearly", 12),
        ("2-yearly", 24),
        ("12-yearly", 144),
        ("irregular", None),
        ("0-yearly", None),
        ("-1-yearly", None),
        ("", None),
    ],
)
def test_the_words_for_a_rhythm(cadence: str, months: int | None) -> None:
    assert months_between(cadence) == months


@pytest.mark.parametrize(
    ("newest", "precision", "cadence", "code"),
    [
        (date(2025, 11, 10), "day", "yearly", "2026-11"),
        (date(2024, 12, 4), "day", "4-yearly", "2028-12"),
        (date(2024, 2, 29), "day", "yearly", "2025-02"),
        (date(2025, 11, 30), "month", "quarterly", "2026-02"),
        (date(2025, 12, 31), "year", "yearly", "2026"),
        (date(2023, 12, 31), "year", "3-yearly", "2026"),
    ],
)
def test_without_an_announcement_the_rhythm_counts_from_the_newest_release(
    newest: date, precision: Precision, cadence: str, code: str
) -> None:
    due = judged(newest=newest, precision=precision, cadence=cadence).due
    assert due is not None
    assert (due.span.code, due.basis) == (code, "derived")


@pytest.mark.parametrize(
    ("on", "condition", "days"),
    [
        (date(2026, 11, 1), "expected", 0),
        (date(2026, 11, 30), "expected", 0),
        (date(2026, 12, 1), "late", 1),
        (date(2027, 1, 1), "late", 32),
    ],
)
def test_late_begins_when_the_whole_span_is_over(on: date, condition: str, days: int) -> None:
    found = judged(on=on)
    assert (found.condition, found.days_late) == (condition, days)
    assert found.late_since == (date(2026, 12, 1) if days else None)


def test_an_announced_day_goes_before_the_rhythm() -> None:
    found = judged(announced="2026-12-03", newest=date(2025, 9, 1))
    assert found.condition == "expected"
    assert found.due is not None
    assert (found.due.span.code, found.due.basis) == ("2026-12-03", "announced")
    assert found.announced == found.due
    late = judged(announced="2026-12-03", newest=date(2025, 9, 1), on=date(2026, 12, 4))
    assert (late.condition, late.late_since, late.days_late) == ("late", date(2026, 12, 4), 1)
    assert late.announced is None


def test_an_announcement_that_leaves_room_for_another_release_hides_no_lateness() -> None:
    """Yearly, last seen in 2022, announced for the end of 2026: three editions are missing here."""
    found = judged(announced="2026-12", newest=date(2022, 6, 1))
    assert found.condition == "late"
    assert found.due is not None
    assert (found.due.basis, found.due.span.code) == ("derived", "2023-06")
    assert found.announced is not None
    assert found.announced.span.code == "2026-12"


@pytest.mark.parametrize("newest", [date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 5)])
def test_a_release_in_the_announced_span_or_after_it_is_the_announced_one(newest: date) -> None:
    found = judged(announced="2026-09", newest=newest)
    assert found.due is not None
    assert found.due.basis == "derived"
    assert found.announced is None


def test_what_was_never_loaded_is_not_late() -> None:
    found = judged(newest=None, announced="2020")
    assert (found.condition, found.late_since, found.days_late) == ("never_loaded", None, 0)
    ahead = judged(newest=None, announced="2027-01")
    assert ahead.condition == "never_loaded"
    assert ahead.announced is not None


def test_without_a_rhythm_and_an_announcement_nothing_is_said() -> None:
    assert judged(cadence="irregular", newest=date(2001, 1, 1)).condition == "not_judged"
    assert judged(cadence="irregular", newest=date(2001, 1, 1), announced="2026-12").condition == "expected"
    assert judged(cadence="irregular", newest=date(2001, 1, 1), announced="2026-10").condition == "late"


@given(
    newest=st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    on=st.dates(date(1950, 1, 1), date(2200, 12, 31)),
    cadence=st.sampled_from(["monthly", "quarterly", "yearly", "3-yearly", "99-yearly", "irregular"]),
    precision=st.sampled_from(["day", "month", "year"]),
    announced=st.none() | st.dates(date(1950, 1, 1), date(2100, 12, 31)).map(Span.month),
)
def test_late_means_that_its_own_span_is_over(
    newest: date, on: date, cadence: str, precision: Precision, announced: Span | None
) -> None:
    found = vitality(cadence=cadence, announced=announced, newest=newest, precision=precision, on=on)
    assert (found.condition == "late") == (found.days_late > 0) == (found.late_since is not None)
    if found.due is not None:
        assert found.due.span.first <= found.due.span.last
        assert (found.condition == "late") == (on > found.due.span.last)
        assert found.due.basis == "announced" or found.due.span.precision != "day"
    if found.late_since is not None:
        assert on - found.late_since == timedelta(days=found.days_late - 1)
    if found.announced is not None:
        assert announced is not None
        assert found.announced.span == announced
        assert on <= announced.last
