"""What an event is, what it takes from its meeting, who may still come, and what is wrong with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from stemagenda.core.actions.action import DocumentLink, Wording
from stemagenda.core.events.checks import problems
from stemagenda.core.events.event import BRUSSELS, Event, door, hour, when, whole
from stemagenda.core.governance.meeting import AgendaItem, Meeting
from stemagenda.core.governance.references import references
from stemagenda.core.reports.event_words import said_when

DAY = date(2027, 3, 18)
PLAIN = Event(
    code="netwerk",
    kind="networking-moment",
    title=Wording(nl="Netwerkmoment"),
    on=DAY,
    begins="13:30",
    finishes="17:00",
    capacity=2,
    registration_from=date(2027, 2, 1),
    registration_until=date(2027, 3, 15),
)
MEETING = Meeting(
    code="m",
    body="ecosysteem",
    on=DAY,
    title=Wording(nl="State of the STEM"),
    where="Brussel",
    items=(AgendaItem(number=1, title="x", objectives=("SD 1", "SD 2"), actions=("OK-01",)),),
    documents=(DocumentLink(title="Uitnodiging"),),
    source="rapport",
)
#: An event of which everything stands with its meeting.
OF_MEETING = Event(code="s", kind="state-of-the-stem", meeting="m", objectives=("SD 2",))


def at(day: date, hours: int = 12, minutes: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hours, minutes, tzinfo=BRUSSELS)


def test_what_an_event_does_not_say_comes_from_its_meeting() -> None:
    found = whole(event=OF_MEETING, meeting=MEETING)
    assert (found.title, found.on, found.where, found.body) == (MEETING.title, DAY, "Brussel", "ecosysteem")
    assert (found.objectives, found.actions) == (("SD 2", "SD 1"), ("OK-01",))
    assert (found.documents, found.source) == (MEETING.documents, "rapport")
    own = replace(PLAIN, where="Gent", cancelled=False)
    assert whole(event=own, meeting=replace(MEETING, cancelled=True)) == replace(
        own,
        body="ecosysteem",
        objectives=("SD 1", "SD 2"),
        actions=("OK-01",),
        documents=MEETING.documents,
        cancelled=True,
        source="rapport",
    )
    assert whole(event=own, meeting=None) is own


def test_its_codes_are_found_with_those_of_other_records() -> None:
    named = replace(OF_MEETING, organiser="vlaio", transitions=("digital",), actions=("OK-01",), source="rapport")
    assert [(item.place, item.code, item.namespace) for item in references(named) if item.code] == [
        ("meeting", "m", "meeting"),
        ("organiser", "vlaio", "entity"),
        ("objectives[1]", "SD 2", "objective"),
        ("transitions[1]", "digital", "transition"),
        ("actions[1]", "OK-01", "action"),
        ("source", "rapport", "document"),
    ]


@pytest.mark.parametrize(
    ("changed", "now", "taken", "found"),
    [
        ({}, at(date(2027, 1, 31)), 0, "not-yet"),
        ({}, at(date(2027, 2, 1), 0), 0, "open"),
        ({}, at(date(2027, 3, 15), 23, 59), 1, "open"),
        ({}, at(date(2027, 3, 15)), 2, "full"),
        ({}, at(date(2027, 3, 15)), 3, "full"),
        ({"capacity": None}, at(date(2027, 3, 15)), 900, "open"),
        ({}, at(date(2027, 3, 16), 0), 0, "closed"),
        ({"registration_until": None}, at(DAY, 13, 29), 0, "open"),
        ({"registration_until": None}, at(DAY, 13, 30), 0, "closed"),
        ({"registration_until": None, "begins": "", "finishes": ""}, at(DAY, 23, 59), 0, "open"),
        ({}, at(DAY, 17), 0, "past"),
        ({"finishes": ""}, at(DAY, 23), 0, "closed"),
        ({"finishes": ""}, at(DAY + timedelta(days=1), 0), 0, "past"),
        ({"ends": date(2027, 3, 19)}, at(DAY, 18), 0, "closed"),
        ({"cancelled": True}, at(date(2027, 2, 2)), 0, "cancelled"),
        ({"registration_from": None}, at(date(2027, 2, 2)), 0, "no-registration"),
        ({"on": None}, at(date(2027, 2, 2)), 0, "no-registration"),
        ({"precision": "month"}, at(date(2027, 2, 2)), 0, "no-registration"),
        ({}, at(date(2027, 2, 1), 0).astimezone(tz=None), 0, "open"),
    ],
)
def test_the_door(changed: dict[str, object], now: datetime, taken: int, found: str) -> None:
    assert door(event=replace(PLAIN, **changed), now=now, taken=taken) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "on", "found"),
    [
        ({}, DAY, "upcoming"),
        ({}, DAY + timedelta(days=1), "past"),
        ({"ends": date(2027, 3, 19)}, DAY + timedelta(days=1), "upcoming"),
        ({"on": None}, DAY, "upcoming"),
        ({"cancelled": True}, DAY, "cancelled"),
    ],
)
def test_whether_it_still_comes(changed: dict[str, object], on: date, found: str) -> None:
    assert when(event=replace(PLAIN, **changed), on=on) == found  # type: ignore[arg-type]


def test_the_days_on_which_it_can_be() -> None:
    assert PLAIN.first == PLAIN.last == DAY
    month = replace(PLAIN, on=date(2025, 2, 28), precision="month")
    assert (month.first, month.last) == (date(2025, 2, 1), date(2025, 2, 28))
    assert replace(month, precision="year").first == date(2025, 1, 1)
    assert OF_MEETING.first is OF_MEETING.last is OF_MEETING.starts_at is OF_MEETING.ends_at is None


@pytest.mark.parametrize(
    ("changed", "dutch", "english"),
    [
        ({}, "18 maart 2027, 13.30–17.00 uur", "18 March 2027, 13:30–17:00"),
        ({"finishes": ""}, "18 maart 2027, 13.30 uur", "18 March 2027, 13:30"),
        ({"begins": "", "finishes": ""}, "18 maart 2027", "18 March 2027"),
        ({"ends": date(2027, 3, 19)}, "18 maart 2027 tot en met 19 maart 2027, 13.30–17.00 uur", None),
        ({"precision": "month"}, "maart 2027", "March 2027"),
        ({"precision": "year"}, "2027", "2027"),
        ({"on": None}, "", ""),
    ],
)
def test_when_it_is_in_words(changed: dict[str, object], dutch: str, english: str | None) -> None:
    event = replace(PLAIN, **changed)  # type: ignore[arg-type]
    assert said_when(event=event, language="nl") == dutch
    assert english is None or said_when(event=event, language="en") == english


@pytest.mark.parametrize("written", ["24:00", "12:60", "12", "1:5", "a:00", "١٢:٣٠", "012:00", ":30", "12:30:00"])
def test_what_is_no_hour(written: str) -> None:
    assert hour(written) is None


@pytest.mark.parametrize(
    ("changed", "place", "message"),
    [
        ({"title": Wording(nl=" ")}, "title", "is empty"),
        ({"title": Wording(nl="x" * 301)}, "title", "has 301 characters, more than 300"),
        ({"description": Wording(en="x" * 20_001)}, "description", "has 20,001 characters, more than 20,000"),
        ({"where": "x" * 301}, "where", "has 301 characters, more than 300"),
        ({"documents": (DocumentLink(title="x"),) * 61}, "documents", "has 61 lines; 60 is the most"),
        ({"documents": (DocumentLink(title=" "),)}, "documents[1]", "a document has no title"),
        (
            {"documents": (DocumentLink(title="x", url="ftp://x"),)},
            "documents[1]",
            "has an address that is no web address",
        ),
        ({"on": None, "registration_from": None, "registration_until": None}, "on", "is empty"),
        (
            {"on": date(1999, 1, 1), "registration_from": None, "registration_until": None},
            "on",
            "1999-01-01 lies outside 2000 to 2060",
        ),
        ({"ends": date(2027, 3, 17)}, "ends", "lies before the start"),
        ({"ends": date(2027, 5, 1)}, "ends", "comes more than 31 days after the start"),
        ({"begins": "half twee"}, "begins", "'half twee' is no hour"),
        ({"begins": "17:00", "finishes": "13:30"}, "finishes", "lies before the start"),
        ({"begins": ""}, "begins", "is empty"),
        ({"precision": "month", "begins": "", "finishes": ""}, "registration_from", "needs the day of the event"),
        (
            {"precision": "month", "registration_from": None, "registration_until": None},
            "precision",
            "does not fit hours or a last day",
        ),
        ({"capacity": 0}, "capacity", "is not between 1 and 9,999"),
        ({"capacity": -5}, "capacity", "is not between 1 and 9,999"),
        ({"capacity": 10_000}, "capacity", "is not between 1 and 9,999"),
        ({"registration_from": None}, "registration_from", "is empty"),
        ({"registration_until": date(2027, 1, 1)}, "registration_until", "lies before the start"),
        ({"registration_until": date(2027, 3, 19)}, "registration_until", "lies after the day of the event"),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, object], place: str, message: str) -> None:
    (found,) = problems(replace(PLAIN, **changed), meeting=None)  # type: ignore[arg-type]
    assert (found.place, found.message) == (place, message)
    assert found.remedy


def test_nothing_is_wrong_with_plain_ones() -> None:
    assert not list(problems(PLAIN, meeting=None))
    assert not list(problems(OF_MEETING, meeting=MEETING))
    assert not list(problems(replace(PLAIN, ends=date(2027, 3, 19), finishes="12:00"), meeting=MEETING))


def test_an_event_on_another_day_than_its_meeting_is_told() -> None:
    (found,) = problems(replace(OF_MEETING, on=date(2027, 3, 17)), meeting=MEETING)
    assert (found.place, found.message) == ("on", "differs from that of the meeting, 18-03-2027")
    months = replace(MEETING, precision="month")
    wanting = replace(OF_MEETING, registration_from=date(2027, 2, 1))
    assert [item.message for item in problems(wanting, meeting=months)] == ["needs the day of the event"]
