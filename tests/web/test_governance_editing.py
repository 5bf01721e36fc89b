"""Entering, changing, withdrawing and putting back records of governance, from outside."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.web.forms import fields_of
from tests.web.kept_forms import KINDS, edit, form, new, stands
from tests.web.seated import browser

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Cadence, Seat
from stemagenda.core.governance.meeting import Recommendation
from stemagenda.store import records
from stemagenda.store.audit import version as changes
from stemagenda.web.asking import now

#: Everything a meeting can have, as somebody may type it.
EVERYTHING: dict[str, Any] = {
    "on": "2026-12-09",
    "title": "Comité van december",
    "title_en": "Committee of December",
    "kind": "written-procedure",
    "where": "Brussel",
    "items.0.number": "2",
    "items.0.title": "Tweede punt",
    "items.0.about": ["ok-01", "RG2-WIS · Wiskunde", "OD 1.1.1", "", "OK-01"],
    "items.0.note": "Ter\r\ngoedkeuring",
    "items.0.documents.title": ["Nota", ""],
    "items.0.documents.url": ["https://example.org/n", "https://example.org/zonder-titel"],
    "items.1.number": "1",
    "items.1.title": "Eerste punt",
    "items.3.title": "Zonder nummer",
    "documents.title": ["Uitnodiging", ""],
    "documents.url": ["", ""],
    "minutes": "Een\x00 verslag",
    "minutes_public": "1",
}


@pytest.fixture
def keeper(loaded: datetime) -> Client:
    return browser("coordinator")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"entity", "relation"}])
def test_who_may_see_and_send_the_forms(kind: str, loaded: datetime, reader: Client) -> None:
    before = changes()
    folder, code = KINDS[kind]
    for address in (edit(kind), new(kind)):
        answered = reader.get(address)
        assert answered.status_code == 302
        assert answered.headers["Location"].startswith("/nl/aanmelden/")
        assert reader.post(address, {"title": "x"}).status_code == 403
        for role in ("guest", "lead", "committee"):
            person = browser(role)
            assert person.get(address).status_code == 403
            assert person.post(address, {"title": "x", "seen": "1"}).status_code == 403
            assert person.post(address, {"what": "withdraw", "reason": "x", "seen": "1"}).status_code == 403
    history = f"/nl/{folder}/{code}/versies/"
    assert reader.get(history).status_code == 302
    assert browser("guest").get(history).status_code == 404
    assert browser("lead").get(history).status_code == 200
    assert browser("lead").post(history, {"number": "1", "seen": "1"}).status_code == 403
    assert changes() == before


@pytest.mark.parametrize("kind", KINDS)
def test_saving_a_form_untouched_changes_nothing(kind: str, keeper: Client) -> None:
    before = stands(kind, KINDS[kind][1])
    answered = keeper.post(edit(kind), form(keeper, edit(kind)))
    assert answered.status_code == 302, answered.content.decode()
    assert stands(kind, KINDS[kind][1]) == before
    found = records.version(kind=kind, code=KINDS[kind][1])
    assert found is not None
    assert found.number == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_of_what_is_not_there(kind: str, keeper: Client) -> None:
    assert keeper.get(edit(kind, "bestaat-niet")).status_code == 404
    assert keeper.get(f"/nl/{KINDS[kind][0]}/bestaat-niet/versies/").status_code == 404


def test_csrf_is_asked(loaded: datetime) -> None:
    careful = browser("coordinator", enforce_csrf_checks=True)
    assert careful.post(edit("meeting"), {"title": "x", "seen": "1"}).status_code == 403
    assert careful.post("/nl/werkpunten/", {"code": "streefcijfers"}).status_code == 403


def test_a_session_that_ends_while_somebody_types_costs_no_text(loaded: datetime, reader: Client) -> None:
    given = {"minutes": "Een lang <b>verslag", "items.2.title": "Derde punt", "items.2.about": "OK-01"}
    answered = reader.post(new("meeting"), given)
    page = answered.content.decode()
    assert answered.status_code == 403
    for said in ("Een lang &lt;b&gt;verslag", "Derde punt", "Verslag", "Agenda"):
        assert said in page


def test_a_meeting_with_everything(keeper: Client) -> None:
    given = {**form(keeper, f"{new('meeting')}?body=ambtelijk-comite"), **EVERYTHING}
    answered = keeper.post(new("meeting"), given)
    assert answered.headers["Location"] == "/nl/vergaderingen/ambtelijk-comite-2026-12-09/"
    meeting = stands("meeting", "ambtelijk-comite-2026-12-09")
    assert (meeting.title, meeting.kind, meeting.where) == (
        Wording(nl="Comité van december", en="Committee of December"),
        "written-procedure",
        "Brussel",
    )
    assert [(item.number, item.title) for item in meeting.items] == [
        (1, "Eerste punt"),
        (2, "Tweede punt"),
        (3, "Zonder nummer"),
    ]
    second = meeting.items[1]
    assert (second.actions, second.indicators, second.objectives) == (("OK-01",), ("RG2-WIS",), ("OD 1.1.1",))
    assert second.note == "Ter\ngoedkeuring"
    assert [(link.title, link.url) for link in second.documents] == [
        ("Nota", "https://example.org/n"),
        ("https://example.org/zonder-titel", "https://example.org/zonder-titel"),
    ]
    assert [link.title for link in meeting.documents] == ["Uitnodiging"]
    assert (meeting.minutes, meeting.minutes_public, meeting.cancelled) == ("Een verslag", True, False)


def test_a_point_without_title_and_links_is_taken_out(keeper: Client) -> None:
    given = {**form(keeper, edit("meeting")), "items.0.title": "", "items.0.about": ""}
    assert keeper.post(edit("meeting"), given).status_code == 302
    assert stands("meeting", "state-of-stem-2022").items == ()


@pytest.mark.parametrize(
    ("precision", "day"), [("month", "2027-02-28"), ("year", "2027-12-31"), ("raar", "2027-02-03")]
)
def test_a_month_stands_as_its_last_day(precision: str, day: str, keeper: Client) -> None:
    given = {**form(keeper, new("meeting")), "body": "ecosysteem", "title": "Ooit", "on": "2027-02-03"}
    answered = keeper.post(new("meeting"), {**given, "precision": precision})
    assert answered.headers["Location"] == f"/nl/vergaderingen/ecosysteem-{day}/"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": ""}, "<b>Dag</b>: is leeg. Geef de dag."),
        ({"on": "31/12/2026"}, "<b>Dag</b>: &#x27;31/12/2026&#x27; is geen dag"),
        ({"on": "1900-01-01"}, "1900-01-01 ligt niet tussen 2000 en 2060"),
        ({"title": " "}, "<b>Titel</b>: is leeg"),
        ({"body": "bestaat-niet"}, "<b>Orgaan</b>"),
        ({"items.0.number": "veel"}, "<b>Agenda</b>: &#x27;veel&#x27; is geen geheel getal"),
        ({"items.0.about": ["ZZ-99"]}, "&quot;ZZ-99&quot;"),
        ({"items.0.title": "", "items.0.note": "Zonder titel"}, "een punt heeft geen titel"),
        ({"documents.title": ["Kwaad"], "documents.url": ["javascript:alert(1)"]}, "geen webadres"),
        ({"minutes": "<script>alert(1)</script>" + "x" * 900_000}, "telt meer dan 100.000 tekens"),
    ],
)
def test_what_is_wrong_is_told_and_stays_typed(change: dict[str, Any], said: str, keeper: Client) -> None:
    before = changes()
    given = {**form(keeper, edit("meeting")), "where": "Dit typte ik", **change}
    answered = keeper.post(edit("meeting"), given)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert said in page
    assert 'value="Dit typte ik"' in page
    assert "<script>alert(1)" not in page
    for typed in change.values():
        if isinstance(typed, str) and typed and not typed.startswith(("31/", "veel", "bestaat")):
            assert typed.replace("<", "&lt;").replace(">", "&gt;")[:40] in page
    assert changes() == before


def test_two_coordinators_on_one_meeting(keeper: Client) -> None:
    """The second sees both versions of what clashes, and the own one stays in the form, to be saved over the other."""
    mine = {**form(keeper, edit("meeting")), "minutes": "Neen, zo.", "where": "Gent"}
    first = browser("coordinator")
    assert first.post(edit("meeting"), {**form(first, edit("meeting")), "minutes": "Zo was het."}).status_code == 302
    answered = keeper.post(edit("meeting"), mine)
    page = answered.content.decode()
    assert answered.status_code == 409
    assert "coordinator wijzigde intussen hetzelfde" in page
    assert "<td>Zo was het.</td>" in page
    assert "<td>Neen, zo.</td>" in page
    kept_typed = fields_of(page)
    assert (kept_typed["minutes"], kept_typed["where"], kept_typed["seen"]) == ("Neen, zo.", "Gent", "2")
    assert stands("meeting", "state-of-stem-2022").minutes == "Zo was het."
    assert keeper.post(edit("meeting"), kept_typed).status_code == 302
    assert stands("meeting", "state-of-stem-2022").minutes == "Neen, zo."


def test_what_is_being_typed_keeps_itself_for_its_writer(keeper: Client) -> None:
    typing = {
        name: [value] if isinstance(value, str) else value for name, value in form(keeper, edit("meeting")).items()
    }
    typing |= {"minutes": ["Half verslag"], "items.0.title": ["Ander punt"]}
    unsaved = "/nl/vergaderingen/state-of-stem-2022/concept/"
    sent = {**typing, "seen": "1"}
    assert keeper.post(unsaved, sent, content_type="application/json").json()["kept"]
    assert browser("guest").post(unsaved, sent, content_type="application/json").status_code == 403
    assert "Half verslag" not in keeper.get(edit("meeting")).content.decode()
    assert "?kept=1" in keeper.get(edit("meeting")).content.decode()
    again = form(keeper, f"{edit('meeting')}?kept=1")
    assert (again["minutes"], again["items.0.title"], again["seen"]) == ("Half verslag", "Ander punt", "1")
    assert keeper.post(edit("meeting"), again).status_code == 302
    assert "?kept=1" not in keeper.get(edit("meeting")).content.decode()
    assert stands("meeting", "state-of-stem-2022").minutes == "Half verslag"


def test_what_was_typed_of_a_new_meeting_can_be_thrown_away(keeper: Client) -> None:
    keeper.post("/nl/vergaderingen/nieuw/concept/", {"title": ["Ooit"], "seen": "0"}, content_type="application/json")
    assert form(keeper, f"{new('meeting')}?kept=1")["title"] == "Ooit"
    assert keeper.post(new("meeting"), {"drop": "1"}).headers["Location"] == new("meeting")
    assert "?kept=1" not in keeper.get(new("meeting")).content.decode()


def test_a_body_with_seats_rhythm_and_chair(keeper: Client) -> None:
    given = {
        **form(keeper, edit("body")),
        "ends": "2030-12-31",
        "complete_until": "2026-06-30",
        "anchor_year": "2025",
        "anchor_domain": "onderwijs-vorming",
    }
    given["seats.entity"][-1], given["seats.role"][-1] = "rtc", "observer"
    given["seats.starts"][-1], given["seats.note"][-1] = "2026-01-01", "Op uitnodiging"
    given["cadences.times"][-1], given["cadences.years"][-1] = "4", "1"
    given["cadences.starts"][-1] = "2027-01-01"
    before = stands("body", "werkgroep")
    assert keeper.post(edit("body"), given).status_code == 302
    body = stands("body", "werkgroep")
    assert len(body.seats) == len(before.seats) + 1
    assert body.seats[-1] == Seat(entity="rtc", role="observer", note="Op uitnodiging", starts=date(2026, 1, 1))
    assert body.cadences == (*before.cadences, Cadence(times=4, years=1, starts=date(2027, 1, 1)))
    assert (body.rotation.anchor_year, body.rotation.anchor_domain) == (2025, "onderwijs-vorming")
    assert (str(body.ends), str(body.complete_until)) == ("2030-12-31", "2026-06-30")
    assert (body.links, body.reported, body.source) == (before.links, before.reported, before.source)
    assert "Bestond tot en met 31 december 2030." in keeper.get("/nl/bestuur/werkgroep/").content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"cadences.times": ["3"], "cadences.years": ["1"], "cadences.starts": [""], "cadences.ends": [""]},
            "Ritme 1</b>: is leeg",
        ),
        (
            {
                "cadences.times": ["x"],
                "cadences.years": ["1"],
                "cadences.starts": ["2026-01-01"],
                "cadences.ends": [""],
            },
            "is geen geheel getal",
        ),
        ({"anchor_year": "2025"}, "Beurtrol van het voorzitterschap</b>: vraagt zowel"),
        ({"anchor_year": "20255"}, "is geen geheel getal"),
        ({"starts": "2026-01-02", "ends": "2026-01-01"}, "eindigt voor het begint"),
    ],
)
def test_what_is_wrong_with_a_body(change: dict[str, Any], said: str, keeper: Client) -> None:
    answered = keeper.post(edit("body"), {**form(keeper, edit("body")), **change})
    assert answered.status_code == 422
    assert said in answered.content.decode()


def test_a_new_body_without_a_chair_s_rotation(keeper: Client) -> None:
    given = {**form(keeper, new("body")), "title": "Stuurgroep digitaal", "kind": "raar", "order": ""}
    answered = keeper.post(new("body"), given)
    assert answered.headers["Location"] == "/nl/bestuur/stuurgroep-digitaal/"
    body = stands("body", "stuurgroep-digitaal")
    assert (body.kind, body.order, body.rotation, body.starts) == ("other", 100, None, now().date())


def test_a_decision_that_opens_an_action_and_one_that_stops_it(keeper: Client) -> None:
    start = f"{new('decision')}?meeting=state-of-stem-2022&body=ecosysteem"
    given = {
        **form(keeper, start),
        "text": "We starten een campagne.",
        "item": "1",
        "effect": "opens-action",
        "opens": "Campagne",
        "strand": "overtuigingskracht",
        "objectives": ["OD 1.1.1", ""],
    }
    assert (given["by"], given["meeting"]) == ("ecosysteem", "state-of-stem-2022")
    answered = keeper.post(new("decision"), given)
    code = answered.headers["Location"].partition("#")[2]
    [opened] = stands("decision", code).actions
    assert f"/nl/acties/{opened}/" in keeper.get("/nl/beslissingen/").content.decode()
    again = {**form(keeper, edit("decision", code)), "text": "We starten een grote campagne."}
    assert keeper.post(edit("decision", code), again).status_code == 302
    assert stands("decision", code).actions == (opened,)
    stop = {**form(keeper, new("decision")), "text": "Geen geld.", "by": "ambtelijk-comite"}
    stop |= {"effect": "stops-action", "actions": [f"{opened.lower()} · Campagne", ""]}
    assert keeper.post(new("decision"), stop).status_code == 302
    assert "Geen geld." in keeper.get(f"/nl/acties/{opened}/").content.decode()
    assert f"Door beslissing {code}" in keeper.get(f"/nl/acties/{opened}/geschiedenis/").content.decode()


def test_a_decision_without_the_action_s_title_is_refused_and_stays_typed(keeper: Client) -> None:
    given = {**form(keeper, new("decision")), "text": "Start iets.", "by": "werkgroep", "effect": "opens-action"}
    answered = keeper.post(new("decision"), {**given, "opens": "", "strand": "daadkracht"})
    page = answered.content.decode()
    assert answered.status_code == 422
    assert fields_of(page)["text"] == "Start iets."
    assert fields_of(page)["strand"] == "daadkracht"


def test_a_follow_up_point_that_waits(keeper: Client) -> None:
    given = {
        **form(keeper, f"{new('follow-up')}?meeting=state-of-stem-2022&decision=krachtlijnen-2022"),
        "title": "Cijfers per provincie",
        "owner": "vdab",
        "due": "2027-01-31",
        "actions": ["OK-01"],
        "indicators": ["rg2-wis"],
        "waits_for": ["streefcijfers", "streefcijfers"],
    }
    answered = keeper.post(new("follow-up"), given)
    assert answered.headers["Location"] == "/nl/werkpunten/#cijfers-per-provincie"
    point = stands("follow-up", "cijfers-per-provincie")
    assert (point.owner, point.decision, point.meeting) == ("vdab", "krachtlijnen-2022", "state-of-stem-2022")
    assert (point.actions, point.indicators, point.waits_for) == (("OK-01",), ("RG2-WIS",), ("streefcijfers",))
    page = keeper.get("/nl/werkpunten/").content.decode()
    assert "tegen 31 januari 2027" in page
    assert '<a href="#streefcijfers">' in page
    assert "Cijfers per provincie" in keeper.get("/nl/vergaderingen/state-of-stem-2022/").content.decode()


def test_a_closed_point_keeps_its_note_and_can_be_corrected(keeper: Client) -> None:
    keeper.post("/nl/werkpunten/", {"code": "streefcijfers", "seen": "1", "note": "Klar"})
    given = form(keeper, edit("follow-up", "streefcijfers"))
    assert given["closing_note"] == "Klar"
    assert keeper.post(edit("follow-up", "streefcijfers"), {**given, "closing_note": "Klaar"}).status_code == 302
    assert stands("follow-up", "streefcijfers").closing_note == "Klaar"


def test_an_advice_recommendation_by_recommendation(keeper: Client) -> None:
    given = {
        **form(keeper, edit("advice")),
        "recommendations.1.state": "partly-taken-up",
        "recommendations.1.response": "Er kwam een eerste reeks.",
        "recommendations.1.answered": "2026-05-04",
        "recommendations.1.actions": ["ok-01", ""],
        "recommendations.2.text": "",
        "recommendations.2.text_en": "",
        "recommendations.3.text": "Een nieuwe",
    }
    assert keeper.post(edit("advice"), given).headers["Location"] == "/nl/adviezen/#serv-circulaire-economie"
    found = stands("advice", "serv-circulaire-economie").recommendations
    assert [item.number for item in found] == [1, 2, 3]
    assert (found[1].state, found[1].response, str(found[1].answered), found[1].actions) == (
        "partly-taken-up",
        "Er kwam een eerste reeks.",
        "2026-05-04",
        ("OK-01",),
    )
    assert found[2] == Recommendation(number=3, text=Wording(nl="Een nieuwe"))
    assert "antwoord van 4 mei 2026" in keeper.get("/nl/adviezen/").content.decode()


def test_an_advice_without_a_day(keeper: Client) -> None:
    given = {**form(keeper, new("advice")), "title": "Zonder dag", "council": "vario", "precision": "year"}
    assert keeper.post(new("advice"), given).status_code == 302
    advice = stands("advice", "vario-zonder-dag")
    assert (advice.on, advice.precision) == (None, "day")


def test_a_policy_development_gets_the_year_that_a_person_adds(keeper: Client) -> None:
    before = stands("development", "duaal-leren")
    fields = form(keeper, edit("development", "duaal-leren"))
    fields |= {
        "years.0.year": "2019",
        "years.0.stage": "implementation",
        "years.0.text": "Duaal leren krijgt een vaste plaats.",
        "themes": ["equal-opportunities", "forged"],
        "actions": "ik-06",
        "reading.title": ["Een rapport", ""],
        "reading.url": ["https://example.org/r", ""],
    }
    assert keeper.post(edit("development", "duaal-leren"), fields).status_code == 302
    after = stands("development", "duaal-leren")
    assert after.latest.year == 2019
    assert after.latest.text.nl == "Duaal leren krijgt een vaste plaats."
    assert (after.themes, after.actions, after.bodies) == (("equal-opportunities",), ("IK-06",), before.bodies)
    assert [item.url for item in after.reading] == ["https://example.org/r"]
    assert "2019" in keeper.get("/nl/beleidstijdlijn/?stage=implementation").content.decode()


def test_a_text_without_its_year_is_not_lost_and_not_stored(keeper: Client) -> None:
    fields = form(keeper, edit("development", "duaal-leren")) | {"years.0.year": "", "years.0.text": "Zonder jaar"}
    answered = keeper.post(edit("development", "duaal-leren"), fields)
    assert answered.status_code == 422
    assert "heeft een tekst zonder jaar" in answered.content.decode()
    assert "Zonder jaar" in str(fields_of(answered.content.decode()))
    assert not stands("development", "duaal-leren").years
