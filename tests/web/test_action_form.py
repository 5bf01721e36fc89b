"""The form of an action: what is kept, refused, merged, chosen, and what keeps itself."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.web.one_action import (
    COMMENT,
    EDIT,
    HISTORY,
    HOSTILE,
    PAGE,
    STEP,
    UNSAVED,
    form,
    latest,
    led_by_vdab,
    versions,
)
from tests.web.seated import browser, read, text

from stemagenda.core.actions.action import Action
from stemagenda.store.models import UnsavedRow
from stemagenda.usecases.records import value_of
from stemagenda.web.asking import now


def test_a_form_sent_back_as_it_is_changes_nothing(loaded: datetime) -> None:
    client = browser("coordinator")
    before = latest()
    response = client.post(EDIT, form(client))
    assert response.headers["Location"] == PAGE
    assert latest() == before


def test_what_is_followed_up_is_public_at_once(loaded: datetime, reader: Client) -> None:
    client = browser("coordinator")
    given = form(
        client,
        status="attention",
        status_reason=HOSTILE,
        note="overleg van maandag",
        **{
            "notes.year": ["2025", ""],
            "notes.text": ["Twaalf scholen deden mee.", ""],
            "milestones.title": ["Evaluatie", ""],
            "milestones.due": ["2026-01-31", ""],
            "milestones.met": ["", ""],
        },
    )
    assert client.post(EDIT, given).status_code == 302
    page = read(reader, PAGE)
    assert "<script>alert" not in page
    said = text(page)
    assert HOSTILE in said
    assert "Vraagt aandacht" in said
    assert f"sinds {now().day} " in said
    assert "Twaalf scholen deden mee." in said
    assert "Te laat: Evaluatie (31 januari 2026)" in said
    assert latest().state == "published"


def test_what_was_agreed_becomes_a_draft_beside_what_is_public(loaded: datetime, reader: Client) -> None:
    client = browser("coordinator")
    given = form(client, title="Duaal lesgeven overal", lead="vdab", objectives=["OD 4.2.2", "OD 4.2.3"])
    assert client.post(EDIT, given).status_code == 302
    assert "Duaal lesgeven overal" not in read(reader, PAGE)
    mine = text(read(client, PAGE))
    assert "Duaal lesgeven overal" in mine
    assert "Het publiek ziet nog de laatste gepubliceerde tekst" in mine


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Titel"),
        ({"title": "x" * 201}, "Titel"),
        ({"starts": "gisteren"}, "Begin"),
        ({"starts": "2026-02-30"}, "Begin"),
        ({"starts": "2027-01-01", "ends": "2026-01-01"}, "Einde"),
        ({"ends": "9999-12-31"}, "Einde"),
        ({"budget_planned": "1e6"}, "Budget, gepland"),
        ({"budget_spent": "-5"}, "Budget, besteed"),
        ({"status": "groen"}, "Status"),
        ({"lead": "nergens"}, "Trekker"),
        ({"strand": "zwaartekracht"}, "Krachtlijn"),
        ({"objectives": ["OD 9.9.9"]}, "Operationele doelstellingen"),
        ({"transitions": ["nergens"]}, "Transities"),
        ({"partners.entity": ["vdab"], "partners.role": ["baas"]}, "Partners"),
        ({"stages.year": ["twee"], "stages.stage": ["design"]}, "Fase per jaar"),
        ({"milestones.title": ["x"], "milestones.due": [""], "milestones.met": [""]}, "Mijlpalen"),
        ({"documents.title": ["x"], "documents.url": ["javascript:alert(1)"]}, "Documenten"),
        ({"relations.kind": ["related-to"], "relations.other": ["XX-99"]}, "Verband met andere acties"),
        ({"description": "x" * 300_000}, "200.000"),
    ],
)
def test_a_wrong_form_names_the_field_and_keeps_the_rest(loaded: datetime, wrong: dict[str, Any], said: str) -> None:
    client = browser("coordinator")
    response = client.post(EDIT, form(client, **{"title": "Een andere titel", "note": "x", **wrong}))
    page = response.content.decode()
    assert response.status_code == 422
    told = page[page.index("Niet bewaard. Wat u typte") :]
    assert said in text(told[: told.index("<form")])
    if "title" not in wrong and "description" not in wrong:
        assert 'value="Een andere titel"' in page
    assert versions() == 42


def test_a_megabyte_and_a_form_from_elsewhere_are_refused(loaded: datetime) -> None:
    client = browser("coordinator")
    assert client.post(EDIT, form(client, description="x" * 1_100_000)).status_code == 413
    strict = browser("coordinator", enforce_csrf_checks=True)
    for address in (EDIT, STEP, COMMENT, UNSAVED, HISTORY, "/nl/acties/nieuw/"):
        assert strict.post(address, {"title": "x"}).status_code == 403, address
    assert versions() == 42


def test_a_nul_is_left_out(loaded: datetime) -> None:
    client = browser("coordinator")
    assert client.post(EDIT, form(client, status_reason="a\x00b", status="attention")).status_code == 302
    assert value_of(latest()).status_reason == "ab"


def test_two_people_change_different_fields(loaded: datetime) -> None:
    one, other = browser("coordinator"), browser("lead")
    led_by_vdab()
    mine, theirs = form(one, description="Mijn beschrijving."), form(other, title="Hun titel")
    assert other.post(EDIT, theirs).status_code == 302
    response = one.post(EDIT, mine)
    assert response.headers["Location"] == PAGE + "?merged=title"
    both: Action = value_of(latest())
    assert (both.title.nl, both.description.nl) == ("Hun titel", "Mijn beschrijving.")
    assert "Bewaard, samen met wat iemand anders intussen wijzigde: Titel" in text(read(one, PAGE + "?merged=title,x"))


def test_two_people_change_the_same_field_and_the_second_chooses(loaded: datetime) -> None:
    led_by_vdab()
    one, other = browser("coordinator"), browser("lead")
    mine = form(one, title="Mijn titel", description="Mijn tekst.", status="blocked", status_reason="Geen geld.")
    assert (
        other.post(EDIT, form(other, title="Hun titel", status="on-track", status_reason="Loopt.")).status_code == 302
    )
    before = versions()
    response = one.post(EDIT, mine)
    page = response.content.decode()
    assert response.status_code == 409
    said = text(page)
    assert "lead wijzigde intussen hetzelfde" in said
    for part in ("Hun titel", "Mijn titel", "Zit vast", "Op schema", "Geen geld.", "Loopt."):
        assert part in said, part
    assert 'value="Mijn titel"' in page
    assert "Mijn tekst." in page
    assert versions() == before, "nothing was stored"
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    again = {**mine, "seen": seen[1], "take": ["status", "status_reason", "nonsense", "code"]}
    assert one.post(EDIT, again).status_code == 302
    settled: Action = value_of(latest())
    assert (settled.title.nl, settled.description.nl) == ("Mijn titel", "Mijn tekst.")
    assert (settled.status, settled.status_reason) == ("on-track", "Loopt.")


def test_a_text_that_was_proposed_meanwhile_stands_still(loaded: datetime) -> None:
    led_by_vdab()
    one, other = browser("coordinator"), browser("lead")
    assert other.post(EDIT, form(other, title="Hun titel")).status_code == 302
    mine = form(one, description="Te laat.")
    assert other.post(STEP, {"step": "propose", "seen": latest().number}).status_code == 302
    response = one.post(EDIT, mine)
    page = response.content.decode()
    assert response.status_code in {409, 422}
    assert "Te laat." in page
    assert value_of(latest()).description.nl != "Te laat."


def test_a_new_action_gets_a_code_and_is_seen_by_members_only(loaded: datetime, reader: Client) -> None:
    client = browser("other")
    address = "/nl/acties/nieuw/"
    wrong = client.post(address, form(client, address, title=""))
    assert wrong.status_code == 422
    given = form(client, address, title="Samen leren", strand="daadkracht")
    assert given["lead"] == ["onderwijs-vorming"], "one's own entity"
    response = client.post(address, given)
    assert response.headers["Location"] == "/nl/acties/DK-12/"
    assert "Samen leren" in read(client, "/nl/acties/DK-12/")
    assert reader.get("/nl/acties/DK-12/").status_code == 404
    assert browser("committee").get(address).status_code == 403


def test_what_is_typed_keeps_itself_for_its_writer_alone(loaded: datetime) -> None:
    one, other = browser("coordinator"), browser("lead")
    fields = {"seen": "1", "title": ["Half af\u0000"], "notes.year": ["2025", ""], "notes.text": ["Begonnen", ""]}
    answer = one.post(UNSAVED, json.dumps(fields), content_type="application/json")
    assert answer.json()["kept"] is True
    assert "Er is een concept van u van" in text(read(one, EDIT))
    kept = read(one, EDIT + "?kept=1")
    assert 'value="Half af"' in kept
    assert "Begonnen" in kept
    led_by_vdab()
    assert "Er is een concept" not in text(read(other, EDIT))
    assert one.post(EDIT, {"drop": "1"}).headers["Location"] == EDIT
    assert not UnsavedRow.objects.exists()


def test_the_draft_of_a_new_action_keeps_itself_and_goes_when_it_is_saved(loaded: datetime) -> None:
    client, address = browser("other"), "/nl/acties/nieuw/"
    keep = "/nl/acties/nieuw/concept/"
    assert f'data-unsaved="{keep}"' in read(client, address)
    fields = json.dumps({"seen": "0", "title": ["Nog een titel"]})
    assert client.post(keep, fields, content_type="application/json").json()["kept"] is True
    assert 'value="Nog een titel"' in read(client, address + "?kept=1")
    assert client.post(address, {"drop": "1"}).headers["Location"] == address
    assert not UnsavedRow.objects.exists()
    client.post(keep, fields, content_type="application/json")
    client.post(address, form(client, address, title="Af", strand="daadkracht", lead="onderwijs-vorming"))
    assert not UnsavedRow.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "1", '"x"', "{", "null", "[" * 100_000, '{"title": ["\\ud800"]}'])
def test_a_draft_that_is_none_is_refused(loaded: datetime, body: str) -> None:
    answer = browser("coordinator").post(UNSAVED, body, content_type="application/json")
    assert answer.status_code == 400
    assert not UnsavedRow.objects.exists()


def test_a_draft_of_somebody_without_a_seat_or_too_long_is_not_kept(loaded: datetime) -> None:
    fields = json.dumps({"title": ["x" * 450_000]})
    assert browser("guest").post(UNSAVED, "{}", content_type="application/json").status_code == 403
    assert browser("coordinator").post(UNSAVED, fields, content_type="application/json").status_code == 413
    assert not UnsavedRow.objects.exists()


def test_a_session_that_ended_shows_what_was_typed(loaded: datetime, reader: Client) -> None:
    typed = {"title": HOSTILE, "notes.text": ["Twaalf scholen.", ""], "seen": "1", "lead": "vdab"}
    for address in (EDIT, "/nl/acties/nieuw/", PAGE + "stand/", PAGE + "verband/", "/nl/acties-samen/", COMMENT):
        response = reader.post(address, typed)
        page = response.content.decode()
        assert response.status_code == 403, address
        assert "U bent intussen afgemeld" in page
        assert "<script>alert" not in page
        assert HOSTILE in text(page)
        assert "Twaalf scholen." in page
        assert "/nl/aanmelden/?next=%2Fnl%2Facties" in page
    assert "Wat u typte" not in reader.post(EDIT, {"seen": "1"}).content.decode()
    assert versions() == 42
