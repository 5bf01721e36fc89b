"""Registering from outside: the form, the same answer to everybody, one's own page, lists for the organiser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.usecases.events.registering import EVENT, kept, letters, secret_in, stand
from tests.web.seated import browser

from stemagenda.store.models import AuditRow, PersonRow, RegistrationRow
from stemagenda.usecases.events import reading
from stemagenda.usecases.events.registering import FORM
from stemagenda.usecases.guarding import new_stamp
from stemagenda.web.asking import now

ADDRESS = "/nl/evenementen/netwerkmoment/inschrijven/"
AN = {"name": "An", "address": "an@voorbeeld.be", "organisation": "Geheim nv", "pillar": "companies"}


@pytest.fixture
def event(loaded: datetime) -> str:
    reading._known.cache_clear()
    return kept(replace(EVENT, capacity=1))


def stamped(**fields: str) -> dict[str, str]:
    return {"stamp": new_stamp(form=FORM, now=now() - timedelta(minutes=1)), "website": "", **fields}


def sends(client: Client, *, status: int = 200, **fields: str) -> str:
    answer = client.post(ADDRESS, stamped(**fields))
    assert answer.status_code == status
    return answer.content.decode()


def test_the_form_says_how_many_seats_are_left_and_keeps_nothing(event: str, reader: Client) -> None:
    answer = reader.get(ADDRESS)
    page = answer.content.decode()
    assert "Er is nog 1 plaats." in page
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    assert not problems_in(page)
    assert f'href="{ADDRESS}"' in reader.get("/nl/evenementen/netwerkmoment/").content.decode()
    assert reader.get("/nl/evenementen/nooit/inschrijven/").status_code == 404
    assert reader.post("/nl/evenementen/nooit/inschrijven/", stamped(**AN)).status_code == 404


def test_everybody_gets_the_same_answer_and_a_letter_of_their_own(event: str, reader: Client) -> None:
    first = sends(reader, **AN)
    again = sends(reader, **{**AN, "address": " AN@voorbeeld.be"})
    second = sends(reader, **{**AN, "name": "Bo", "address": "bo@voorbeeld.be"})
    assert first == again == second
    once = stamped(**{**AN, "name": "Ci", "address": "ci@voorbeeld.be"})
    assert reader.post(ADDRESS, once).content == reader.post(ADDRESS, once).content
    RegistrationRow.objects.filter(person__address="ci@voorbeeld.be").delete()
    PersonRow.objects.filter(address="ci@voorbeeld.be").delete()
    assert "Er is een brief op weg naar u" in first
    assert "an@voorbeeld.be" not in first
    assert stand() == [("An", "registered"), ("Bo", "waiting")]
    assert "Alle plaatsen zijn bezet" in reader.get(ADDRESS).content.decode()
    own = f"/nl/inschrijving/{secret_in(letters('bo@voorbeeld.be')[0])}/"
    assert "http://testserver" + own in letters("bo@voorbeeld.be")[0].text
    assert "U staat op de wachtlijst." in reader.get(own).content.decode()
    assert reader.get(own).headers["X-Robots-Tag"] == "noindex"


def test_who_gives_a_seat_back_is_gone_and_a_second_click_does_nothing(event: str, reader: Client) -> None:
    sends(reader, **AN)
    sends(reader, **{**AN, "name": "Bo", "address": "bo@voorbeeld.be"})
    own = f"/nl/inschrijving/{secret_in(letters('an@voorbeeld.be')[0])}/"
    page = reader.get(own).content.decode()
    assert "U hebt een plaats." in page
    assert not problems_in(page)
    once, twice = reader.post(own), reader.post(own)
    assert once.content == twice.content
    assert stand() == [("Bo", "registered")]
    assert reader.get(own).status_code == 404
    assert "Hier is geen inschrijving meer" in reader.get(own).content.decode()
    assert reader.post(own, headers={"Origin": "https://elders.example"}).status_code == 403
    assert not PersonRow.objects.filter(address="an@voorbeeld.be").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "<b>Naam</b>"),
        ({"name": "x" * 400}, "telt 121 tekens; 120 is het maximum"),
        ({"address": "geen adres"}, "is geen e-mailadres"),
        ({"pillar": "pers"}, "<b>Helixpijler</b>"),
        ({"website": "x"}, "<b>Het formulier</b>"),
        ({"stamp": "x"}, "<b>Het formulier</b>"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    event: str, reader: Client, changed: dict[str, str], said: str
) -> None:
    page = sends(reader, status=422, **{**AN, **changed})
    assert said in page
    assert "Geheim nv" in page
    assert 'lang="en"' not in page.partition('role="alert"')[2].partition("</div>")[0]
    assert not PersonRow.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"registration_from": None, "registration_until": None}, "schrijft u zich niet hier in"),
        ({"cancelled": True}, "gaat niet door"),
        ({"registration_from": now().date() + timedelta(days=3)}, "Inschrijven kan vanaf"),
        ({"registration_until": EVENT.registration_from}, "Inschrijven kan niet meer"),
    ],
)
def test_a_door_that_is_shut_has_no_form(
    loaded: datetime, reader: Client, changed: dict[str, object], said: str
) -> None:
    reading._known.cache_clear()
    kept(replace(EVENT, **changed))  # type: ignore[arg-type]
    page = reader.get(ADDRESS).content.decode()
    assert said in page
    assert "<textarea" not in page
    assert 'name="address"' not in page
    assert sends(reader, status=422, **AN).count('role="alert"') == 1


def test_who_may_see_who_comes(event: str, reader: Client) -> None:
    sends(reader, **AN)
    people, file = "/nl/evenementen/netwerkmoment/deelnemers/", "/nl/evenementen/netwerkmoment/deelnemers.csv"
    outcomes = "/nl/evenementen/netwerkmoment/resultaten/"
    for address in (people, file, outcomes):
        assert reader.get(address).status_code == 302
        for role in ("guest", "lead", "committee"):
            assert browser(role).get(address).status_code == 403
    for address in (people, outcomes):
        assert reader.post(address).status_code == 403
        assert browser("committee").post(address, {"came": "1"}).status_code == 403
    keeper = browser("coordinator")
    page = keeper.get(people).content.decode()
    assert "an@voorbeeld.be" in page
    assert 'name="came"' not in page, "it has not begun"
    assert not problems_in(page)
    assert "an@voorbeeld.be" in keeper.get(file).content.decode()
    assert AuditRow.objects.filter(verb="read_participants").count() == 2
    assert keeper.get(people.replace("netwerkmoment", "nooit")).status_code == 404
    assert keeper.get(outcomes.replace("netwerkmoment", "nooit")).status_code == 404
    refused = keeper.post(people, {"came": "1"})
    assert refused.status_code == 422
    assert "is nog niet begonnen" in refused.content.decode()


def test_who_came_and_who_found_whom_stand_on_the_page(event: str, reader: Client) -> None:
    sends(reader, **AN)
    kept(replace(EVENT, on=now().date() - timedelta(days=3), registration_until=None), seen=1)
    keeper = browser("coordinator")
    people, outcomes = ("/nl/evenementen/netwerkmoment/" + name for name in ("deelnemers/", "resultaten/"))
    number = re.search(r'name="came" value="(\d+)"', keeper.get(people).content.decode())
    assert number is not None
    assert keeper.post(people, {"came": number[1]}).status_code == 302
    assert RegistrationRow.objects.get().has_attended
    wrong = keeper.post(outcomes, {"one": "vdab", "other": "vdab", "kind": "advises", "note": "Tekst"})
    assert wrong.status_code == 422
    assert "Tekst" in wrong.content.decode()
    given = {"one": "vdab", "other": "vlor", "kind": "cooperates-with", "note": "Samen op weg"}
    assert keeper.post(outcomes, given).status_code == 302
    came = {"event": event, "state": "registered", "pillar": "citizens", "has_attended": True}
    moment = {"registered_at": now(), "changed_at": now()}
    RegistrationRow.objects.bulk_create(RegistrationRow(**came, **moment) for _ in range(5))
    page = reader.get("/nl/evenementen/netwerkmoment/").content.decode()
    for said in ("<dd>5</dd>", "minder dan 5", "Samen op weg", 'href="/nl/netwerk/vlor/"'):
        assert said in page
    assert "Samen</dt>" not in page
    assert not problems_in(page)
    assert 'href="/nl/evenementen/netwerkmoment/"' in reader.get("/nl/netwerk/vlor/").content.decode()
    listed = keeper.get(outcomes).content.decode()
    relation = re.search(r'name="relation" value="([^"]+)"', listed)
    assert relation is not None
    assert keeper.post(outcomes, {"what": "withdraw", "relation": relation[1]}).status_code == 302
    assert "Samen op weg" not in reader.get("/nl/evenementen/netwerkmoment/").content.decode()
