"""What is wrong with a body, a meeting, a decision, a follow-up point or an advice as somebody wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from stemagenda.core.actions.action import DocumentLink, Wording
from stemagenda.core.governance.body import Body, Rotation, Seat
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.roundabout import way_back
from stemagenda.core.validation import Problem

LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 100_000
MOST_LINES: Final = 60
EARLIEST, LATEST = date(2000, 1, 1), date(2060, 12, 31)
_DAYS_IN_ORDER: Final = "Correct one of the two days"


def body_problems(body: Body, *, last_meeting: date | None) -> Iterator[Problem]:
    """Titles, days, seats held twice, rhythms that cannot be. `last_meeting`: the last one that was not cancelled."""
    yield from _title("body", body.title)
    yield from _text("body", "mandate", body.mandate.nl, body.mandate.en)
    yield from _span("body", "ends", body.starts, body.ends)
    if body.ends and last_meeting and last_meeting > body.ends:
        remedy = "Let the body end on that day or later, or cancel the meeting first"
        yield _problem("body", "ends", f"lies before the meeting of {last_meeting:%d-%m-%Y}", remedy)
    yield from _number("body", "seats", len(body.seats))
    for number, seat in enumerate(body.seats, 1):
        yield from _seat(number, seat, body.seats[: number - 1])
    for number, cadence in enumerate(body.cadences, 1):
        yield from _span("body", f"cadences[{number}]", cadence.starts, cadence.ends)
        if not (0 < cadence.times <= 366 and 0 < cadence.years <= 10):
            yield _problem("body", f"cadences[{number}]", "is no rhythm", "Give 1 to 366 meetings in 1 to 10 years")
    if body.rotation is not None:
        yield from _rotation(body.rotation)


def _seat(number: int, seat: Seat, earlier: Iterable[Seat]) -> Iterator[Problem]:
    place = f"seats[{number}]"
    if not seat.entity:
        yield _problem("body", place, "names no organisation", "Choose the organisation that holds the seat")
    yield from _span("body", place, seat.starts, seat.ends)
    if any(other.entity == seat.entity and other.role == seat.role and _meet(other, seat) for other in earlier):
        yield _problem("body", place, "is held already at that time", "Let the earlier seat end first")


def _rotation(rotation: Rotation) -> Iterator[Problem]:
    if (rotation.anchor_year is None) != (not rotation.anchor_domain):
        yield _problem("body", "rotation", "needs both the year and the policy domain", "Give both, or neither")
    if rotation.anchor_year is not None and not EARLIEST.year <= rotation.anchor_year <= LATEST.year:
        yield _problem("body", "rotation", "has a year outside 2000 to 2060", "Correct the year")
    if rotation.anchor_domain and rotation.anchor_domain not in rotation.domains:
        yield _problem("body", "rotation", "names a policy domain that has no turn", "Choose one from the list")


def meeting_problems(meeting: Meeting, *, ended: Mapping[str, date]) -> Iterator[Problem]:
    """Title, day, points numbered once, a body that still meets. `ended` holds the last day of bodies that are over."""
    yield from _title("meeting", meeting.title)
    yield from _text("meeting", "minutes", meeting.minutes)
    yield from _day("meeting", "on", meeting.on)
    if not meeting.body:
        yield _problem("meeting", "body", "is empty", "Choose the body that meets")
    if meeting.body in ended and meeting.on > ended[meeting.body]:
        yield _problem("meeting", "body", "does not exist any more on that day", "Choose the body that took over")
    yield from _number("meeting", "items", len(meeting.items))
    numbers = [item.number for item in meeting.items]
    if len(set(numbers)) < len(numbers):
        yield _problem("meeting", "items", "two points have the same number", "Number them 1, 2, 3")
    for item in meeting.items:
        place = f"items[{item.number}]"
        if not item.title.strip():
            yield _problem("meeting", place, "a point has no title", "Say what the point is about")
        yield from _text("meeting", place, item.note)
        yield from _documents(place, item.documents)
    yield from _number("meeting", "documents", len(meeting.documents))
    yield from _documents("documents", meeting.documents)


def _documents(place: str, documents: Iterable[DocumentLink]) -> Iterator[Problem]:
    for document in documents:
        if not document.title.strip():
            yield _problem("meeting", place, "a document has no title", "Say what the document is")
        if not _is_address(document.url):
            yield _problem("meeting", place, "has an address that is no web address", "Begin it with https://")


def decision_problems(decision: Decision) -> Iterator[Problem]:
    """Text, day, who took it, and an action where one is changed or stopped."""
    yield from _title("decision", Wording(nl=decision.text.nl[:LONGEST_TITLE]), place="text")
    yield from _text("decision", "text", decision.text.nl, decision.text.en)
    yield from _day("decision", "on", decision.on)
    if not decision.by:
        yield _problem("decision", "by", "is empty", "Choose who decided")
    if decision.effect in {"changes-action", "stops-action"} and not decision.actions:
        yield _problem("decision", "actions", "names no action", "Choose the action it is about")


def follow_up_problems(point: FollowUp, *, waits: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Title, days in order, no circle of points that wait for one another. `waits`: those of all others."""
    yield from _title("follow-up", point.title)
    yield from _text("follow-up", "closing_note", point.closing_note)
    yield from _day("follow-up", "opened", point.opened)
    if not point.owner:
        yield _problem("follow-up", "owner", "is empty", "Choose who does it")
    if point.due:
        yield from _day("follow-up", "due", point.due)
    if point.due and point.due < point.opened:
        yield _problem("follow-up", "due", "lies before the day it was opened", _DAYS_IN_ORDER)
    if point.closed and point.closed < point.opened:
        yield _problem("follow-up", "closed", "lies before the day it was opened", _DAYS_IN_ORDER)
    if point.state == "closed" and not point.closing_note.strip():
        yield _problem("follow-up", "closing_note", "is empty", "Say what was done")
    circle = way_back(start=point.code, ways={**waits, point.code: point.waits_for})
    if circle:
        yield _problem("follow-up", "waits_for", f"goes round in a circle: {' > '.join(circle)}", "Take one link out")


def advice_problems(advice: Advice) -> Iterator[Problem]:
    """Title, recommendations numbered once, an answer where a state says there is one."""
    yield from _title("advice", advice.title)
    if not advice.council:
        yield _problem("advice", "council", "is empty", "Choose who gave the advice")
    if advice.on:
        yield from _day("advice", "on", advice.on)
    if not _is_address(advice.url):
        yield _problem("advice", "url", "is no web address", "Begin it with https://")
    yield from _number("advice", "recommendations", len(advice.recommendations))
    numbers = [item.number for item in advice.recommendations]
    if len(set(numbers)) < len(numbers):
        yield _problem("advice", "recommendations", "two have the same number", "Number them 1, 2, 3")
    for item in advice.recommendations:
        place = f"recommendations[{item.number}]"
        if not item.text.nl.strip():
            yield _problem("advice", place, "has no Dutch text", "Say what was recommended")
        yield from _text("advice", place, item.text.nl, item.text.en, item.response)
        if item.state != "not-answered" and not item.response.strip():
            yield _problem("advice", place, "has a state without an answer", "Say what was answered")


def _meet(one: Seat, other: Seat) -> bool:
    """Whether two seats are held on a same day."""
    return (one.ends or LATEST) >= (other.starts or EARLIEST) and (other.ends or LATEST) >= (one.starts or EARLIEST)


def _is_address(written: str) -> bool:
    return not written or written.startswith(("https://", "http://"))


def _title(file: str, title: Wording, *, place: str = "title") -> Iterator[Problem]:
    if not title.nl.strip():
        yield _problem(file, place, "is empty", "Give a Dutch text")
    if max(len(title.nl), len(title.en)) > LONGEST_TITLE:
        yield _problem(file, place, f"has more than {LONGEST_TITLE} characters", "Shorten it")


def _text(file: str, place: str, *texts: str) -> Iterator[Problem]:
    if any(len(text) > LONGEST_TEXT for text in texts):
        yield _problem(file, place, f"has more than {LONGEST_TEXT:,} characters", "Link a document instead")


def _number(file: str, place: str, number: int) -> Iterator[Problem]:
    if number > MOST_LINES:
        yield _problem(
            file, place, f"has {number} lines; {MOST_LINES} is the most", "Leave some out, or link a document"
        )


def _span(file: str, place: str, starts: date | None, ends: date | None) -> Iterator[Problem]:
    for day in (starts, ends):
        if day is not None:
            yield from _day(file, place, day)
    if starts and ends and ends < starts:
        yield _problem(file, place, "ends before it starts", _DAYS_IN_ORDER)


def _day(file: str, place: str, day: date) -> Iterator[Problem]:
    if not EARLIEST <= day <= LATEST:
        yield _problem(file, place, f"{day.isoformat()} lies outside 2000 to 2060", "Correct the year")


def _problem(file: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(file=file, place=place, message=message, remedy=remedy)
