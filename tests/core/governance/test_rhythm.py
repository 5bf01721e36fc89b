"""Did a body meet as often as agreed: by hand from the documents, and against a recount month by month."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Body, Cadence, ReportedRhythm
from stemagenda.core.governance.meeting import Meeting
from stemagenda.core.governance.rhythm import rhythm

START, REPORT, TODAY = date(2021, 6, 11), date(2024, 7, 5), date(2026, 11, 1)


def body(*cadences: tuple[int, int, date, date | None], **more: Any) -> Body:
    agreed = tuple(
        Cadence(times=times, years=years, starts=starts, ends=ends) for times, years, starts, ends in cadences
    )
    return Body(code="b", title=Wording(nl="B"), kind="other", cadences=agreed, **more)


def meeting(day: str, **more: Any) -> Meeting:
    return Meeting(code=day, body=more.pop("body", "b"), on=date.fromisoformat(day), **more)


def judged(one: Body, *meetings: Meeting, on: date = TODAY) -> list[tuple[str, str]]:
    """Years with held/expected and the judgement."""
    return [
        (
            f"{item.first}" if item.first == item.last else f"{item.first}-{item.last}",
            f"{item.held}/{item.expected} {item.judgement}",
        )
        for item in rhythm(body=one, meetings=meetings, on=on)
    ]


def test_the_advisory_committee() -> None:
    """Yearly since June 2021; the report of 2024 names one meeting."""
    yearly = body((1, 1, START, None), complete_until=REPORT)
    assert judged(yearly, meeting("2023-09-14")) == [
        ("2021", "0/0 none"),
        ("2022", "0/1 short"),
        ("2023", "1/1 met"),
        ("2024", "0/1 unknown"),
        ("2025", "0/1 unknown"),
        ("2026", "0/1 running"),
    ]


def test_the_administrative_committee() -> None:
    """Twice a year: in 2022 once round the table and once in writing, in 2023 twice."""
    twice = body((2, 1, START, None), complete_until=REPORT)
    meetings = (
        meeting("2022-04-22"),
        meeting("2022-06-21", kind="written-procedure"),
        meeting("2023-02-02"),
        meeting("2023-06-06"),
    )
    assert judged(twice, *meetings)[:4] == [
        ("2021", "0/1 short"),
        ("2022", "2/2 met"),
        ("2023", "2/2 met"),
        ("2024", "0/2 unknown"),
    ]
    assert [item.procedures for item in rhythm(body=twice, meetings=meetings, on=TODAY)][:4] == [0, 1, 0, 0]


def test_the_working_group() -> None:
    """Monthly until the report, two-monthly after it. That it met is reported; the days are not."""
    told = ReportedRhythm(starts=START, ends=date(2024, 7, 4), statement=Wording(nl="Elke maand."), source="r")
    group = body((12, 1, START, date(2024, 7, 4)), (6, 1, REPORT, None), complete_until=REPORT, reported=(told,))
    assert judged(group) == [
        ("2021", "0/6 reported"),
        ("2022", "0/12 reported"),
        ("2023", "0/12 reported"),
        # Six whole months of one a month, and five of one in two: 6 + 2.5.
        ("2024", "0/8 reported"),
        ("2025", "0/6 unknown"),
        ("2026", "0/6 running"),
    ]
    assert rhythm(body=group, meetings=(), on=TODAY)[0].reported is told


def test_the_ecosystem() -> None:
    """One large event in two years; of the one of 2025 only the month is known."""
    events = (
        meeting("2022-10-03", kind="event"),
        meeting("2023-10-22", kind="event"),
        meeting("2025-02-28", kind="event", precision="month"),
    )
    assert judged(body((1, 2, START, None), complete_until=REPORT), *events) == [
        ("2021-2022", "1/1 met"),
        ("2023-2024", "1/1 met"),
        ("2025-2026", "1/1 met"),
    ]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (meeting("2023-03-01", cancelled=True), "cancelled"),
        (meeting("2023-03-01", body="c"), "of another body"),
        (meeting("2023-11-02"), "still to come"),
    ],
)
def test_what_does_not_count(other: Meeting, why: str) -> None:
    on = date(2023, 11, 1)
    assert judged(body((1, 1, date(2023, 1, 1), None)), other, on=on) == [("2023", "0/1 running")], why


def test_a_year_is_short_only_when_all_of_it_is_known() -> None:
    def of(complete: date | None) -> str:
        found = judged(body((1, 1, date(2022, 1, 1), None), complete_until=complete), on=date(2023, 2, 1))
        return found[0][1].split()[1]

    assert of(None) == "unknown"
    assert of(date(2022, 12, 30)) == "unknown"
    assert of(date(2022, 12, 31)) == "short"


def test_a_body_without_rhythm_is_not_judged() -> None:
    assert judged(body(), meeting("2023-01-01")) == []


DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))


@given(starts=DAYS, length=st.none() | st.integers(0, 2000), times=st.integers(1, 12))
def test_expected_meetings_against_a_recount(starts: date, length: int | None, times: int) -> None:
    """The obvious way: look at every day of every month."""
    ends = None if length is None else starts + timedelta(days=length)
    found = rhythm(body=body((times, 1, starts, ends)), meetings=(), on=TODAY)
    for item in found:
        whole = 0
        for month in range(1, 13):
            first = date(item.first, month, 1)
            days = [first + timedelta(days=number) for number in range(31)]
            whole += all(starts <= day and (ends is None or day <= ends) for day in days if day.month == month)
        assert item.expected == Fraction(whole * times, 12).__floor__()


@given(days=st.lists(DAYS, max_size=30), on=DAYS)
def test_every_past_meeting_counts_in_one_year(days: list[date], on: date) -> None:
    meetings = [Meeting(code=str(number), body="b", on=day) for number, day in enumerate(days)]
    found = rhythm(body=body((1, 1, date(2019, 1, 1), None)), meetings=meetings, on=on)
    assert sum(item.held for item in found) == sum(day <= on for day in days)
    assert all((item.judgement == "met") == (item.held >= 1) for item in found)
