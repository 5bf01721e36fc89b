"""What is wrong with a body, a meeting, a decision, a follow-up point or an advice as somebody wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from stemagenda.core.governance.body import Body
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.validation import Problem

LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 100_000
EARLIEST, LATEST = date(2000, 1, 1), date(2060, 12, 31)


def body_problems(body: Body) -> Iterator[Problem]:
    """Titles, days, seats held twice at one time, rhythms that cannot be."""
    yield from _title("body", body.title.nl, body.mandate.nl)
    for number, seat in enumerate(body.seats, 1):
        if seat.starts and seat.ends and seat.ends < seat.starts:
            yield _problem("body", f"seats[{number}]", "ends before it starts", "Correct one of the two days")
        others = body.seats[: number - 1]
        if any(o.entity == seat.entity and o.role == seat.role and _meet(o, seat) for o in others):
            yield _problem("body", f"seats[{number}]", "is held already at that time", "Let the earlier seat end first")
    for number, cadence in enumerate(body.cadences, 1):
        if not (0 < cadence.times <= 366 and 0 < cadence.years <= 10):
            yield _problem("body", f"cadences[{number}]", "is no rhythm", "Give 1 to 366 meetings in 1 to 10 years")


def meeting_problems(meeting: Meeting, *, ended: Mapping[str, date]) -> Iterator[Problem]:
    """Title, day, points numbered once, a body that still meets. `ended` holds the last day of bodies that are over."""
    yield from _title("meeting", meeting.title.nl, meeting.minutes)
    yield from _day("meeting", "on", meeting.on)
    numbers = [item.number for item in meeting.items]
    if len(set(numbers)) < len(numbers):
        yield _problem("meeting", "items", "two points have the same number", "Number them 1, 2, 3")
    if any(not item.title.strip() for item in meeting.items):
        yield _problem("meeting", "items", "a point has no title", "Say what the point is about")
    if meeting.body in ended and meeting.on > ended[meeting.body]:
        yield _problem("meeting", "body", "does not exist any more on that day", "Choose the body that took over")
    for document in (*meeting.documents, *(link for item in meeting.items for link in item.documents)):
        if document.url and not document.url.startswith(("https://", "http://")):
            yield _problem("meeting", "documents", "has an address that is no web address", "Begin it with https://")


def decision_problems(decision: Decision) -> Iterator[Problem]:
    """Text, day, and an action where one is opened, changed or stopped."""
    yield from _title("decision", decision.text.nl[:LONGEST_TITLE], decision.text.nl)
    yield from _day("decision", "on", decision.on)
    if decision.effect in {"changes-action", "stops-action"} and not decision.actions:
        yield _problem("decision", "actions", "names no action", "Choose the action it is about")


def follow_up_problems(point: FollowUp, *, waits: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Title, days in order, no circle of points that wait for one another. `waits`: those of all others."""
    yield from _title("follow-up", point.title.nl, point.closing_note)
    yield from _day("follow-up", "opened", point.opened)
    if point.due and point.due < point.opened:
        yield _problem("follow-up", "due", "lies before the day it was opened", "Correct one of the two days")
    if point.closed and point.closed < point.opened:
        yield _problem("follow-up", "closed", "lies before the day it was opened", "Correct one of the two days")
    if point.state == "closed" and not point.closing_note.strip():
        yield _problem("follow-up", "closing_note", "is empty", "Say what was done")
    circle = _circle(point.code, {**waits, point.code: point.waits_for})
    if circle:
        yield _problem("follow-up", "waits_for", f"goes round in a circle: {' > '.join(circle)}", "Take one link out")


def advice_problems(advice: Advice) -> Iterator[Problem]:
    """Title, recommendations numbered once, an answer where a state says there is one."""
    yield from _title("advice", advice.title.nl, "")
    numbers = [item.number for item in advice.recommendations]
    if len(set(numbers)) < len(numbers):
        yield _problem("advice", "recommendations", "two have the same number", "Number them 1, 2, 3")
    for item in advice.recommendations:
        place = f"recommendations[{item.number}]"
        if item.state != "not-answered" and not item.response.strip():
            yield _problem("advice", place, "has a state without an answer", "Say what was answered")
    if advice.url and not advice.url.startswith(("https://", "http://")):
        yield _problem("advice", "url", "is no web address", "Begin it with https://")


def _meet(one: object, other: object) -> bool:
    first, second = getattr(one, "starts", None), getattr(other, "starts", None)
    return (getattr(one, "ends", None) or LATEST) >= (second or EARLIEST) and (
        getattr(other, "ends", None) or LATEST
    ) >= (first or EARLIEST)


def _title(file: str, title: str, text: str) -> Iterator[Problem]:
    if not title.strip():
        yield _problem(file, "title", "is empty", "Give a Dutch text")
    if len(title) > LONGEST_TITLE:
        yield _problem(file, "title", f"has more than {LONGEST_TITLE} characters", "Shorten it")
    if len(text) > LONGEST_TEXT:
        yield _problem(file, "text", f"has more than {LONGEST_TEXT:,} characters", "Link a document instead")


def _day(file: str, place: str, day: date) -> Iterator[Problem]:
    if not EARLIEST <= day <= LATEST:
        yield _problem(file, place, f"{day.isoformat()} lies outside 2000 to 2060", "Correct the year")


def _circle(start: str, waits: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for code in waits.get(way[-1], ()):
            if code == start:
                return (*way, start)
            if code not in seen:
                seen.add(code)
                waiting.append((*way, code))
    return ()


def _problem(file: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(file=file, place=place, message=message, remedy=remedy)
