"""Governance as readers see it: what the documents tell, what is for members alone, as of a day, as a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from tests.outputs.ics.reading import read

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.meeting import AgendaItem, Meeting
from stemagenda.core.governance.references import references
from stemagenda.store.members import Membership
from stemagenda.usecases.governance.calendars import calendar_of
from stemagenda.usecases.governance.choices import offered
from stemagenda.usecases.governance.editing import save
from stemagenda.usecases.governance.meetings import meeting_page
from stemagenda.usecases.governance.reading import governance, kept, numbers, seated
from stemagenda.usecases.members import add_membership
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor
from stemagenda.usecases.record_codes import lost_codes, resting_on

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAY = NOW.date()
KEEPER = Actor(name="secretariaat", is_coordinator=True)
MEMBER = Actor(name="lid", bodies=frozenset({"werkgroep"}))
pytestmark = pytest.mark.usefixtures("loaded")


def judged(code: str) -> dict[str, str]:
    view = governance(on=DAY, actor=NOBODY).body(code)
    assert view is not None
    return {str(item.first): f"{item.held}/{item.expected} {item.judgement}" for item in view.rhythm}


def test_the_rhythm_of_each_body_follows_from_the_documents() -> None:
    assert judged("raadgevend-comite") == {
        "2021": "0/0 none",
        "2022": "0/1 short",
        "2023": "1/1 met",
        "2024": "0/1 unknown",
        "2025": "0/1 unknown",
        "2026": "0/1 running",
    }
    assert [judged("ambtelijk-comite")[year] for year in ("2022", "2023")] == ["2/2 met", "2/2 met"]
    assert [judged("werkgroep")[year] for year in ("2022", "2024", "2025")] == [
        "0/12 reported",
        "0/8 reported",
        "0/6 unknown",
    ]
    assert judged("ecosysteem") == {"2021": "1/1 met", "2023": "1/1 met", "2025": "1/1 met"}
    assert judged("stem-platform") == {}


def test_what_the_documents_name() -> None:
    found = governance(on=DAY, actor=NOBODY)
    assert [view.body.code for view in found.bodies] == [
        "raadgevend-comite",
        "ambtelijk-comite",
        "werkgroep",
        "stem-platform",
        "ecosysteem",
    ]
    assert {item.council for item in found.advices} == {"vlor", "serv", "vario", "stem-platform"}
    assert len(found.open_follow_ups) == 8
    assert found.closed_follow_ups == ()
    assert [item.where for item in found.meetings if item.where] == ["Vlaams Parlement"]
    assert list(lost_codes()) == []


def test_seats_of_a_day() -> None:
    group = governance(on=DAY, actor=NOBODY).body("werkgroep")
    assert group is not None
    assert {"vlor", "serv", "vario", "wewis"} <= {seat.entity for seat in group.seats}
    assert [seat.entity for seat in group.earlier] == ["wse"]
    earlier = governance(on=date(2023, 1, 1), actor=NOBODY).body("werkgroep")
    assert earlier is not None
    assert {seat.entity for seat in earlier.seats} == {"onderwijs-vorming", "wse", "ewi", "cjm", "stem-platform"}


def test_no_turn_in_the_chair_until_a_coordinator_states_one() -> None:
    stands = kept(kind="body", code="werkgroep")
    assert stands is not None
    body, seen = stands
    view = governance(on=DAY, actor=NOBODY).body("werkgroep")
    assert view is not None
    assert view.chairs == ()
    stated = replace(body.rotation, anchor_year=2025, anchor_domain="werk-sociale-economie")
    save(record=replace(body, rotation=stated), seen=seen, actor=KEEPER, now=NOW)
    view = governance(on=DAY, actor=NOBODY).body("werkgroep")
    assert view is not None
    assert view.chairs[:2] == ((2026, "economie-wetenschap-innovatie"), (2027, "cultuur-jeugd-media"))


def test_as_of_a_day_before_the_report() -> None:
    found = governance(on=date(2022, 1, 1), actor=MEMBER, is_today=False)
    assert found.follow_ups == ()
    assert [item.code for item in found.decisions] == ["agenda-2021-06-11"]


def meeting(**changed: object) -> Meeting:
    plain = Meeting(code="", body="werkgroep", on=DAY + timedelta(days=14), title=Wording(nl="Werkgroep"))
    return replace(plain, **changed)  # type: ignore[arg-type]


def test_minutes_are_for_members_unless_they_are_public() -> None:
    secret = save(record=meeting(minutes="Onder ons."), seen=0, actor=KEEPER, now=NOW).code
    public = save(record=meeting(minutes="Voor allen.", minutes_public=True), seen=0, actor=KEEPER, now=NOW).code

    def seen_by(actor: Actor, *, is_today: bool = True) -> dict[str, str]:
        found = governance(on=DAY, actor=actor, is_today=is_today)
        return {item.code: item.minutes for item in found.meetings if item.code in {secret, public}}

    everybody = {secret: "", public: "Voor allen."}
    assert seen_by(NOBODY) == everybody
    assert seen_by(Actor(name="els", is_editor=True)) == everybody
    assert seen_by(MEMBER, is_today=False) == everybody
    assert seen_by(MEMBER) == {secret: "Onder ons.", public: "Voor allen."}


def test_accounts_with_a_seat_are_for_members_alone() -> None:
    get_user_model().objects.create_user("lut.janssens")
    membership = Membership(
        person="lut.janssens", entity="vdab", body="werkgroep", is_coordinator=False, starts=date(2026, 1, 1), ends=None
    )
    add_membership(membership=membership, actor=OPERATOR, now=NOW)
    assert seated(body="werkgroep", on=DAY, actor=NOBODY) == ()
    assert [item.person for item in seated(body="werkgroep", on=DAY, actor=MEMBER)] == ["lut.janssens"]
    assert seated(body="ambtelijk-comite", on=DAY, actor=MEMBER) == ()
    assert "lut.janssens" not in repr(governance(on=DAY, actor=MEMBER))


def test_a_meeting_with_the_state_of_what_is_on_its_agenda() -> None:
    item = AgendaItem(number=1, title="Stand", actions=("OK-01",), indicators=("RG2-WIS",), objectives=("OD 1.1.1",))
    code = save(record=meeting(items=(item,)), seen=0, actor=KEEPER, now=NOW).code
    found = meeting_page(code=code, on=DAY, actor=NOBODY)
    assert found is not None
    assert set(found.rows) == {"OK-01"}
    assert set(found.lights) == {"RG2-WIS"}
    assert found.before is None
    assert found.changed == ()
    assert {point.owner for point in found.open_points} == {"werkgroep"}
    assert meeting_page(code="bestaat-niet", on=DAY, actor=NOBODY) is None


def test_what_changed_since_the_meeting_before() -> None:
    found = meeting_page(code="ambtelijk-comite-2023-02-02", on=DAY, actor=NOBODY)
    assert found is not None
    assert found.before is not None
    assert found.before.code == "ambtelijk-comite-2022-06-21"
    assert found.changed
    assert found.open_points == ()  # all of them were opened after this meeting


def test_between_two_meetings_to_come_nothing_changed_yet() -> None:
    first = save(record=meeting(), seen=0, actor=KEEPER, now=NOW).code
    second = save(record=meeting(on=DAY + timedelta(days=60)), seen=0, actor=KEEPER, now=NOW).code
    found = meeting_page(code=second, on=DAY, actor=NOBODY)
    assert found is not None
    assert found.before is not None
    assert (found.before.code, found.changed) == (first, ())


def test_next_and_last_meeting_leave_out_what_was_cancelled() -> None:
    save(record=meeting(cancelled=True), seen=0, actor=KEEPER, now=NOW)
    coming = save(record=meeting(on=DAY + timedelta(days=30)), seen=0, actor=KEEPER, now=NOW).code
    view = governance(on=DAY, actor=NOBODY).body("werkgroep")
    assert view is not None
    assert view.last is None
    assert view.next is not None
    assert view.next.code == coming


def test_what_rests_on_a_record() -> None:
    assert ("decision", "krachtlijnen-2022") in resting_on(kind="meeting", code="state-of-stem-2022")
    assert ("follow-up", "streefcijfers") in resting_on(kind="body", code="werkgroep")
    assert ("entity", "wse") in resting_on(kind="entity", code="wewis")
    assert resting_on(kind="advice", code="vlor-krijtlijnen") == ()


def test_links_of_bodies_lead_somewhere() -> None:
    group = governance(on=DAY, actor=NOBODY).body("werkgroep")
    assert group is not None
    named = [item.code for item in references(group.body) if item.place.startswith("links")]
    assert named == ["ambtelijk-comite", "ambtelijk-comite", "raadgevend-comite", "ecosysteem"]


def test_what_forms_offer() -> None:
    found = offered(found=governance(on=DAY, actor=KEEPER))
    assert (found.topics["OK-01"], found.topics["OD 1.1.1"], found.topics["RG2-WIS"]) == (
        "actions",
        "objectives",
        "indicators",
    )
    owners = [code for code, _ in found.owners]
    assert owners[0] == "raadgevend-comite"
    assert len(owners) == len(set(owners))
    assert numbers(kind="body") == dict.fromkeys((code for code, _ in found.bodies), 1)


# ---------------------------------------------------------------- calendars

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def calendar(code: str, language: str = "nl") -> bytes:
    content = calendar_of(
        code=code,
        language=language,  # type: ignore[arg-type]
        url="https://example.org/k.ics",
        page=lambda meeting: f"https://example.org/nl/vergaderingen/{meeting}/",
        on=DAY,
        beginning=BEGINNING,
    )
    assert content is not None
    return content


def test_a_body_s_meetings_as_a_calendar() -> None:
    found = read(calendar("ambtelijk-comite"))
    assert found.value("NAME") == "Ambtelijk comité STEM"
    assert [event.value("DTSTART") for event in found.parts] == ["20220422", "20220621", "20230202", "20230606"]
    first = found.parts[0]
    assert first.value("UID") == "ambtelijk-comite-2022-04-22@stemagenda"
    assert first.value("URL") == "https://example.org/nl/vergaderingen/ambtelijk-comite-2022-04-22/"
    assert calendar("ambtelijk-comite") == calendar("ambtelijk-comite")


def test_a_meeting_of_which_only_the_month_is_known_is_tentative() -> None:
    events = read(calendar("ecosysteem", language="en")).parts
    assert [event.value("STATUS") for event in events] == ["CONFIRMED", "CONFIRMED", "TENTATIVE"]
    assert events[0].line("SUMMARY") == ({"LANGUAGE": "en"}, "State of the STEM: ready for 2030")
    assert events[0].line("LOCATION") == ({"LANGUAGE": "en"}, "Vlaams Parlement")


def test_a_cancelled_meeting_stays_struck_out_under_the_same_name() -> None:
    item = AgendaItem(number=1, title="Stand; vooruitblik, vragen")
    code = save(record=meeting(items=(item,)), seen=0, actor=KEEPER, now=NOW).code
    [before] = read(calendar("werkgroep")).parts
    stands = kept(kind="meeting", code=code)
    assert stands is not None
    save(record=replace(stands[0], cancelled=True), seen=1, actor=KEEPER, now=NOW + timedelta(hours=1))
    [after] = read(calendar("werkgroep")).parts
    assert (before.value("STATUS"), after.value("STATUS")) == ("CONFIRMED", "CANCELLED")
    assert before.value("UID") == after.value("UID")
    assert before.value("DESCRIPTION") == "1. Stand; vooruitblik, vragen"
    assert before.value("DTSTAMP") < after.value("DTSTAMP")
    assert before.line("SUMMARY") == ({"LANGUAGE": "nl"}, "Werkgroep")


def test_minutes_never_reach_a_calendar() -> None:
    save(record=meeting(minutes="Onder ons."), seen=0, actor=KEEPER, now=NOW)
    assert "Onder ons" not in calendar("werkgroep").decode()


def test_a_body_without_meetings_has_an_empty_calendar() -> None:
    assert read(calendar("stem-platform")).parts == []
    assert (
        calendar_of(code="bestaat-niet", language="nl", url="", page=lambda code: code, on=DAY, beginning=BEGINNING)
        is None
    )
