"""What is wrong with a record of governance, one table a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.actions.action import DocumentLink, Wording
from stemagenda.core.governance import checks
from stemagenda.core.governance.body import Body, Cadence, Rotation, Seat
from stemagenda.core.governance.meeting import Advice, AgendaItem, Decision, FollowUp, Meeting, Recommendation
from stemagenda.core.validation import Problem

DAY = date(2026, 3, 2)
LONG = "x" * (checks.LONGEST_TEXT + 1)
BODY = Body(code="b", title=Wording(nl="Orgaan"), kind="other")
MEETING = Meeting(code="m", body="b", on=DAY, title=Wording(nl="Vergadering"))
DECISION = Decision(code="d", on=DAY, text=Wording(nl="Het mag."), by="b")
POINT = FollowUp(code="p", title=Wording(nl="Doen"), owner="b", opened=DAY)
ADVICE = Advice(code="a", council="vlor", title=Wording(nl="Advies"))


def said(problems: Iterable[Problem]) -> list[str]:
    return [f"{problem.place} {problem.message}" for problem in problems]


def seat(entity: str, starts: str = "", ends: str = "", role: Any = "member") -> Seat:
    def day(written: str) -> date | None:
        return date.fromisoformat(written) if written else None

    return Seat(entity=entity, starts=day(starts), ends=day(ends), role=role)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"title": Wording(nl=" ")}, ["title is empty"]),
        ({"title": Wording(nl="B", en="x" * 301)}, ["title has more than 300 characters"]),
        ({"mandate": Wording(nl=LONG)}, ["mandate has more than 100,000 characters"]),
        ({"starts": date(2026, 5, 2), "ends": date(2026, 5, 1)}, ["ends ends before it starts"]),
        ({"starts": date(2026, 5, 1), "ends": date(2026, 5, 1)}, []),
        ({"starts": date(1850, 1, 1)}, ["ends 1850-01-01 lies outside 2000 to 2060"]),
        ({"ends": date(2026, 3, 31)}, ["ends lies before the meeting of 01-04-2026"]),
        ({"ends": date(2026, 4, 1)}, []),
        ({"seats": (seat(""),)}, ["seats[1] names no organisation"]),
        ({"seats": (seat("x", "2026-03-02", "2026-03-01"),)}, ["seats[1] ends before it starts"]),
        ({"seats": (seat("x"), seat("x"))}, ["seats[2] is held already at that time"]),
        ({"seats": (seat("x"), seat("x", role="chair"), seat("y"))}, []),
        ({"seats": (seat("x", ends="2026-03-01"), seat("x", "2026-03-02"))}, []),
        ({"seats": (seat("x", ends="2026-03-02"), seat("x", "2026-03-02"))}, ["seats[2] is held already at that time"]),
        ({"seats": tuple(seat(str(n)) for n in range(61))}, ["seats has 61 lines; 60 is the most"]),
        ({"cadences": (Cadence(times=0, years=1, starts=DAY),)}, ["cadences[1] is no rhythm"]),
        ({"cadences": (Cadence(times=1, years=11, starts=DAY),)}, ["cadences[1] is no rhythm"]),
        ({"cadences": (Cadence(times=366, years=10, starts=DAY),)}, []),
        (
            {"cadences": (Cadence(times=1, years=1, starts=DAY, ends=date(2026, 1, 1)),)},
            ["cadences[1] ends before it starts"],
        ),
        ({"rotation": Rotation(domains=("o", "w"))}, []),
        ({"rotation": Rotation(domains=("o", "w"), anchor_year=2025, anchor_domain="w")}, []),
        (
            {"rotation": Rotation(domains=("o",), anchor_year=2025)},
            ["rotation needs both the year and the policy domain"],
        ),
        (
            {"rotation": Rotation(domains=("o",), anchor_domain="o")},
            ["rotation needs both the year and the policy domain"],
        ),
        (
            {"rotation": Rotation(domains=("o",), anchor_year=1999, anchor_domain="w")},
            ["rotation has a year outside 2000 to 2060", "rotation names a policy domain that has no turn"],
        ),
    ],
)
def test_bodies(change: Mapping[str, Any], wrong: list[str]) -> None:
    assert said(checks.body_problems(replace(BODY, **change), last_meeting=date(2026, 4, 1))) == wrong


def test_a_body_without_meetings_may_end_any_day() -> None:
    assert said(checks.body_problems(replace(BODY, ends=DAY), last_meeting=None)) == []


def point(number: int = 1, **more: Any) -> AgendaItem:
    return AgendaItem(number=number, title=more.pop("title", "Punt"), **more)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"title": Wording()}, ["title is empty"]),
        ({"body": ""}, ["body is empty"]),
        ({"body": "over"}, ["body does not exist any more on that day"]),
        ({"body": "over", "on": date(2025, 12, 31)}, []),
        ({"on": date.min}, ["on 0001-01-01 lies outside 2000 to 2060"]),
        ({"minutes": LONG}, ["minutes has more than 100,000 characters"]),
        ({"items": (point(1), point(1))}, ["items two points have the same number"]),
        ({"items": (point(title=" "),)}, ["items[1] a point has no title"]),
        ({"items": (point(note=LONG),)}, ["items[1] has more than 100,000 characters"]),
        ({"items": tuple(point(number) for number in range(61))}, ["items has 61 lines; 60 is the most"]),
        ({"documents": (DocumentLink(title=" ", url="https://a.be"),)}, ["documents a document has no title"]),
        (
            {"documents": (DocumentLink(title="Kwaad", url="javascript:alert(1)"),)},
            ["documents has an address that is no web address"],
        ),
        (
            {"items": (point(documents=(DocumentLink(title="Kwaad", url="data:text/html,x"),)),)},
            ["items[1] has an address that is no web address"],
        ),
    ],
)
def test_meetings(change: Mapping[str, Any], wrong: list[str]) -> None:
    assert said(checks.meeting_problems(replace(MEETING, **change), ended={"over": date(2025, 12, 31)})) == wrong


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"text": Wording()}, ["text is empty"]),
        ({"text": Wording(nl="x" * 400)}, []),
        ({"text": Wording(nl=LONG)}, ["text has more than 100,000 characters"]),
        ({"by": ""}, ["by is empty"]),
        ({"on": date(2061, 1, 1)}, ["on 2061-01-01 lies outside 2000 to 2060"]),
        ({"effect": "stops-action"}, ["actions names no action"]),
        ({"effect": "changes-action"}, ["actions names no action"]),
        ({"effect": "changes-action", "actions": ("OK-01",)}, []),
        ({"effect": "opens-action"}, []),
    ],
)
def test_decisions(change: Mapping[str, Any], wrong: list[str]) -> None:
    assert said(checks.decision_problems(replace(DECISION, **change))) == wrong


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"title": Wording()}, ["title is empty"]),
        ({"owner": ""}, ["owner is empty"]),
        ({"due": date(2026, 3, 1)}, ["due lies before the day it was opened"]),
        ({"due": date(2099, 1, 1)}, ["due 2099-01-01 lies outside 2000 to 2060"]),
        ({"due": DAY}, []),
        (
            {"closed": date(2026, 3, 1), "state": "closed", "closing_note": "Klaar"},
            ["closed lies before the day it was opened"],
        ),
        ({"state": "closed", "closed": DAY}, ["closing_note is empty"]),
        ({"closing_note": LONG}, ["closing_note has more than 100,000 characters"]),
        ({"waits_for": ("p",)}, ["waits_for goes round in a circle: p > p"]),
        ({"waits_for": ("q",)}, ["waits_for goes round in a circle: p > q > r > p"]),
        ({"waits_for": ("s",)}, []),
    ],
)
def test_follow_up_points(change: Mapping[str, Any], wrong: list[str]) -> None:
    waits = {"q": ("r",), "r": ("p",), "s": ("t",), "p": ("r",)}
    assert said(checks.follow_up_problems(replace(POINT, **change), waits=waits)) == wrong


CODES = st.sampled_from("pqrst")


@given(waits=st.dictionaries(CODES, st.lists(CODES, max_size=3).map(tuple)))
def test_circles_against_walking_every_way(waits: dict[str, tuple[str, ...]]) -> None:
    """The obvious way: everything that can be reached, however many steps."""
    own = replace(POINT, waits_for=waits.get("p", ()))
    reached = set(own.waits_for)
    for _ in range(5):
        reached |= {further for code in reached for further in waits.get(code, ())}
    found = [problem for problem in checks.follow_up_problems(own, waits=waits) if problem.place == "waits_for"]
    assert bool(found) == ("p" in reached)


def recommendation(number: int = 1, **more: Any) -> Recommendation:
    return Recommendation(number=number, text=more.pop("text", Wording(nl="Doe het")), **more)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"title": Wording()}, ["title is empty"]),
        ({"council": ""}, ["council is empty"]),
        ({"on": date(1999, 1, 1)}, ["on 1999-01-01 lies outside 2000 to 2060"]),
        ({"url": "ftp://a.be"}, ["url is no web address"]),
        ({"url": "http://a.be"}, []),
        ({"recommendations": (recommendation(), recommendation())}, ["recommendations two have the same number"]),
        ({"recommendations": (recommendation(text=Wording(en="Do")),)}, ["recommendations[1] has no Dutch text"]),
        (
            {"recommendations": (recommendation(state="taken-up"),)},
            ["recommendations[1] has a state without an answer"],
        ),
        ({"recommendations": (recommendation(state="taken-up", response="Ja"),)}, []),
        (
            {"recommendations": (recommendation(response=LONG),)},
            ["recommendations[1] has more than 100,000 characters"],
        ),
        (
            {"recommendations": tuple(recommendation(number) for number in range(61))},
            ["recommendations has 61 lines; 60 is the most"],
        ),
    ],
)
def test_advice(change: Mapping[str, Any], wrong: list[str]) -> None:
    assert said(checks.advice_problems(replace(ADVICE, **change))) == wrong
