"""Events as lists, pages and files show them: those of the agenda's documents, and those that people add."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.usecases.governance.keeping import KEEPER, NOW, wrong

from stemagenda.core.actions.action import Wording
from stemagenda.core.events.event import Event
from stemagenda.core.validation import Refused
from stemagenda.usecases.events import reading
from stemagenda.usecases.events.files import events_calendar, events_document, events_file
from stemagenda.usecases.events.reading import (
    EventQuery,
    action_events,
    actor_events,
    body_events,
    current_event,
    event_page,
    events,
    meeting_events,
    objective_events,
    public_events,
)
from stemagenda.usecases.governance.editing import save, withdraw
from stemagenda.usecases.monitor import objectives_below, the_agenda

pytestmark = pytest.mark.usefixtures("loaded")


def below(code: str) -> frozenset[str]:
    return objectives_below(agenda=the_agenda(), code=code)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    reading._known.cache_clear()
    reading._labels.cache_clear()


TODAY = date(2026, 11, 30)
NEW = Event(
    code="",
    kind="networking-moment",
    title=Wording(nl="Wie leert van wie?", en="Who learns from whom?"),
    on=date(2027, 3, 18),
    begins="13:30",
    finishes="17:00",
    where="Mechelen",
    organiser="vlaio",
    body="ecosysteem",
    objectives=("OD 4.2.1",),
    transitions=("digitalisation",),
    actions=("OK-01",),
    capacity=40,
)


def kept_event(**changed: object) -> str:
    return save(record=replace(NEW, **changed), seen=0, actor=KEEPER, now=NOW).code  # type: ignore[arg-type]


def codes(rows: tuple[object, ...]) -> list[str]:
    return [row.code for row in rows]  # type: ignore[attr-defined]


def test_the_documents_name_three_whose_facts_stand_with_their_meetings() -> None:
    found = public_events(on=TODAY)
    assert [(row.code, row.when, row.event.on, row.event.precision) for row in found] == [
        ("netwerkdag-impact-2025", "past", date(2025, 2, 28), "month"),
        ("stem-competenties-lesgevers-2023", "past", date(2023, 10, 22), "day"),
        ("state-of-the-stem-2022", "past", date(2022, 10, 3), "day"),
    ]
    assert found[2].event.where == "Vlaams Parlement"
    assert {row.event.capacity for row in found} == {None}


def test_an_event_is_known_from_the_day_of_its_document() -> None:
    assert not public_events(on=date(2024, 7, 4))
    assert len(public_events(on=date(2024, 7, 5))) == 2
    assert event_page(code="state-of-the-stem-2022", on=date(2024, 7, 4)) is None


def test_what_comes_stands_before_what_is_over_and_filters_narrow() -> None:
    later = kept_event(title=Wording(nl="State of the STEM"), kind="state-of-the-stem", on=date(2027, 10, 1))
    first = kept_event()
    found = events(query=EventQuery(), on=TODAY, language="nl")
    assert codes(found.rows)[:3] == [first, later, "netwerkdag-impact-2025"]
    assert found.counts["when"] == {"upcoming": 2, "past": 3}
    narrowed = events(query=EventQuery(chosen={"organiser": ("vlaio",), "year": ("2027",)}), on=TODAY, language="en")
    assert codes(narrowed.rows) == [first, later]
    assert codes(events(query=EventQuery(words="WIE vlaio"), on=TODAY, language="nl").rows) == [first]
    with pytest.raises(Refused):
        events(query=EventQuery(chosen={"kind": ("congres",)}), on=TODAY, language="nl")


def test_what_an_event_is_about_leads_back_to_it() -> None:
    code = kept_event(meeting="")
    assert codes(objective_events(below=below("OD 4.2.1"), on=TODAY)) == [
        code,
        "stem-competenties-lesgevers-2023",
    ]
    assert code in codes(objective_events(below=below("SD 4"), on=TODAY))
    assert codes(action_events(code="OK-01", on=TODAY)) == [code]
    assert codes(body_events(code="ecosysteem", on=TODAY))[0] == code
    assert codes(meeting_events(code="state-of-stem-2022", on=TODAY)) == ["state-of-the-stem-2022"]
    assert codes(actor_events(code="vlaio", on=TODAY)) == [code, "netwerkdag-impact-2025"]
    page = event_page(code=code, on=TODAY)
    assert page is not None
    assert [item.code for item in page.objectives] == ["OD 4.2.1"]
    assert [name for name, _ in page.actions] == ["OK-01"]
    assert len(page.transitions) == 1


def test_an_event_of_a_meeting_gets_its_code_from_the_title_there() -> None:
    code = kept_event(title=Wording(), meeting="state-of-stem-2022", on=None, begins="", finishes="")
    assert code == "state-of-the-stem-klaar-voor-2030"
    event = current_event(code=code)
    assert event is not None
    assert event.on == date(2022, 10, 3)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"capacity": 0}, "capacity is not between 1 and 9,999"),
        ({"organiser": "niemand"}, 'organiser "niemand" is no entity we know'),
        ({"meeting": "nooit"}, 'meeting "nooit" is no meeting we know'),
        ({"transitions": ("x",)}, 'transitions[1] "x" is no transition we know'),
        ({"meeting": "state-of-stem-2022"}, "on differs from that of the meeting, 03-10-2022"),
    ],
)
def test_a_wrong_event_is_refused_by_name(changed: dict[str, object], said: str) -> None:
    with pytest.raises(Refused) as refused:
        kept_event(**changed)
    assert wrong(refused) == [said]
    assert len(public_events(on=TODAY)) == 3


def test_a_withdrawn_event_is_nowhere_and_a_meeting_that_is_an_event_stays() -> None:
    code = kept_event()
    withdraw(kind="event", code=code, seen=1, reason="Dubbel", actor=KEEPER, now=NOW)
    assert current_event(code=code) is None
    assert code not in codes(public_events(on=TODAY))
    with pytest.raises(Refused) as refused:
        withdraw(kind="meeting", code="netwerkdag-2025", seen=1, reason="Weg", actor=KEEPER, now=NOW)
    assert "is named by" in wrong(refused)[0]


def test_a_calendar_has_hours_days_months_and_what_was_cancelled() -> None:
    kept_event()
    kept_event(title=Wording(nl="Twee dagen"), ends=date(2027, 3, 19), begins="", finishes="", cancelled=True)
    kept_event(title=Wording(nl="Open einde"), finishes="")
    rows = public_events(on=TODAY)
    arguments = {"name": "n", "url": "u", "page": lambda code: f"https://a/{code}/", "language": "nl"}
    written = events_calendar(rows=rows, beginning=datetime(1970, 1, 1, tzinfo=NOW.tzinfo), **arguments).decode()  # type: ignore[arg-type]
    lines = written.split("\r\n")
    assert written == events_calendar(rows=rows, beginning=NOW, **arguments).decode()  # type: ignore[arg-type]
    assert lines.count("BEGIN:VEVENT") == 6
    assert {"DTSTART:20270318T123000Z", "DTEND:20270318T160000Z", "DTEND:20270318T133000Z"} <= set(lines)
    assert {"DTSTART;VALUE=DATE:20270318", "DTEND;VALUE=DATE:20270320", "STATUS:CANCELLED"} <= set(lines)
    assert "STATUS:TENTATIVE" in lines
    assert b"VEVENT" not in events_calendar(rows=(), beginning=NOW, **arguments)  # type: ignore[arg-type]


def test_files_hold_what_was_found() -> None:
    code = kept_event()
    found = events(query=EventQuery(chosen={"when": ("upcoming",)}), on=TODAY, language="nl")
    document = events_document(found=found, on=TODAY)
    assert (document["found"], document["total"]) == (1, 4)
    assert (document["events"][0]["code"], document["events"][0]["begins"]) == (code, "13:30")
    assert "Wie leert van wie?" in events_file(found=found, suffix="csv", language="nl", on=TODAY).decode()
    assert events_file(found=found, suffix="xlsx", language="en", on=TODAY).startswith(b"PK")
