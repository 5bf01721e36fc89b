"""The STEMhub on the site: the form, one's own page, the queue, the steps, the needs; input of every kind."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import Signer
from django.http import HttpResponse
from django.test import Client
from tests.markup import problems_in
from tests.web.seated import browser, read, text

from stemagenda.store import hub as store
from stemagenda.store.models import HelpRequestRow, LetterRow, MemberRow, PersonRow
from stemagenda.usecases.guarding import new_stamp
from stemagenda.web.asking import now

FORM, QUEUE, NEEDS = "/nl/stemhub/", "/nl/stemhub/vragen/", "/nl/stemhub/noden/"
GIVEN = {
    "kind": "infrastructure",
    "region": "70000",
    "asker": "school",
    "question": "Onze leerlingen lassen. Waar kunnen ze oefenen op <b>echte</b> toestellen? 🙂",
    "address": "an@school.example",
    "name": "An Verzonnen",
    "audience": ["pupils"],
    "transitions": ["energy"],
    "needed_by": "",
}


def stamp() -> str:
    return new_stamp(form="help", now=now() - timedelta(minutes=1))


def sent(client: Client, **more: Any) -> HttpResponse:
    return client.post(FORM, {**GIVEN, "stamp": stamp(), **more})  # type: ignore[return-value]


def asked(client: Client, **more: Any) -> str:
    """Ask; gives the address of one's own page."""
    answer = sent(client, **more)
    assert answer.status_code == 302, text(answer.content.decode())
    return str(answer.headers["Location"])


def officer(**settings: Any) -> Client:
    client = browser("hugo", **settings)
    MemberRow.objects.get_or_create(
        person_id=client.session["_auth_user_id"], is_hub_officer=True, defaults={"starts": "2026-01-01"}
    )
    return client


def step(client: Client, address: str, name: str, **more: str) -> HttpResponse:
    page = client.get(address).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)
    return client.post(address, {"seen": seen[1] if seen else "0", "step": name, **more})  # type: ignore[return-value]


def test_the_form_is_for_everybody_and_keeps_nothing(loaded: Any, reader: Client) -> None:
    answer = reader.get(FORM)
    page = answer.content.decode()
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert problems_in(page) == []
    assert text(page).count("OD 3") == 0
    for said in ("Wat zoekt u?", "Een labo, werkplaats of toestellen", "Een jaar nadat uw vraag is afgesloten"):
        assert said in text(page)
    assert 'href="/nl/praktijken/stemhub/"' in page
    assert "Ask for help" in text(read(reader, "/en/stemhub/"))


def test_asked_and_suggested_at_once(loaded: Any, reader: Client) -> None:
    address = asked(reader)
    answer = reader.get(address)
    page = answer.content.decode()
    assert (answer.headers["X-Robots-Tag"], answer.headers["Cache-Control"]) == ("noindex", "private, no-store")
    assert problems_in(page) == []
    assert "<b>echte</b>" not in page
    said = text(page)
    for words in ("Uw vraag HV-2026-0001", "<b>echte</b>", "VCL lassen", "Zelfde woorden: ‘lassen’", "🙂"):
        assert words in said
    assert "Genoemd bij OD 3.3.1 (De Vlaamse overheid stelt haar infrastructuur open)" in said
    assert "Named at OD 3.3.1" in text(read(reader, address.replace("/nl/stemhub/vraag/", "/en/stemhub/question/")))
    letter = LetterRow.objects.get()
    assert f"http://testserver{address}" in letter.text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": ""}, "Wat zoekt u?: is niet gekozen"),
        ({"question": "kort"}, "Uw vraag: is te kort om te beantwoorden"),
        ({"question": "x" * 990_000}, "Uw vraag: telt 20.000 tekens"),
        ({"address": "an"}, "Uw e-mailadres: is geen e-mailadres"),
        ({"needed_by": "2026-02-31"}, "Tegen wanneer?: ‘2026-02-31’ is geen dag"),
        ({"needed_by": "0001-01-01"}, "Tegen wanneer?: is voorbij"),
        ({"transitions": ["war"]}, "Rond welke transities?: bevat een keuze die niet in de lijst staat"),
        ({"website": "http://spam.example"}, "moet leeg blijven"),
        ({"stamp": ""}, "komt niet van een pagina van deze site"),
        ({"stamp": Signer(salt="stemagenda.form.other").sign("x.1")}, "komt niet van een pagina van deze site"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    loaded: Any, reader: Client, more: dict[str, Any], words: str
) -> None:
    answer = sent(reader, **{"name": "<script>alert(1)</script>", **more})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in text(page).replace("'", "’").replace("’2026-02-31’", "‘2026-02-31’")
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in page
    assert "<script>alert" not in page
    if more.get("needed_by"):
        assert f'value="{more["needed_by"]}"' in page
    assert not HelpRequestRow.objects.exists()
    assert not PersonRow.objects.exists()


def test_sent_twice_is_one_question_and_another_site_sends_nothing(loaded: Any, reader: Client) -> None:
    once = stamp()
    assert asked(reader, stamp=once) == asked(reader, stamp=once)
    assert HelpRequestRow.objects.count() == 1
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert reader.post(FORM, {**GIVEN, "stamp": stamp()}, headers=headers).status_code == 403
    assert HelpRequestRow.objects.count() == 1


@pytest.mark.parametrize("secret", ["x", "A" * 22, "A" * 500, "HV-2026-0001", "..", "%00", "é"])
def test_forged_links_lead_nowhere_without_a_hint(loaded: Any, reader: Client, secret: str) -> None:
    asked(reader)
    address = f"/nl/stemhub/vraag/{secret}/"
    for answer in (reader.get(address), reader.post(address, {"step": "rate", "satisfaction": "5"})):
        assert answer.status_code in {400, 404}
        assert "HV-" not in answer.content.decode()
    assert LetterRow.objects.count() == 1


def test_from_question_to_rating(loaded: Any, reader: Client) -> None:
    own = asked(reader)
    early = reader.post(own, {"step": "rate", "satisfaction": "5"})
    assert (early.status_code, "Bekijk de pagina opnieuw" in early.content.decode()) == (422, True)
    client = officer()
    page = read(client, QUEUE)
    assert problems_in(page) == []
    assert "1 vraag" in text(page)
    address = QUEUE + "HV-2026-0001/"
    assert problems_in(read(client, address)) == []
    assert step(client, address, "assign", entity="vdab", text="Voor jullie?").status_code == 302
    assert "Uw vraag ligt bij VDAB." in text(read(reader, own))
    colleague = browser("lead")
    theirs = text(read(colleague, address))
    assert "an@school.example" not in theirs
    assert "Uw antwoord komt toch aan." in theirs
    assert "Afsluiten" not in theirs
    assert step(colleague, address, "answer", text="Kom <i>langs</i>.").status_code == 302
    mine = read(reader, own)
    assert "Kom &lt;i&gt;langs&lt;/i&gt;." in mine
    assert problems_in(mine) == []
    assert reader.post(own, {"step": "rate", "satisfaction": "9"}).status_code == 422
    assert reader.post(own, {"step": "rate", "satisfaction": "2", "remark": "Te ver."}).status_code == 302
    assert "U zei: Weinig geholpen" in text(read(reader, own))
    assert "Weinig geholpen, zegt de vrager" in text(read(client, QUEUE + "?sign=dissatisfied"))
    assert step(client, address, "follow-up", text="Gebeld.").status_code == 302
    assert step(client, address, "close", text="Klaar.", outcome="partly").status_code == 302
    done = text(read(client, address))
    for words in ("Afgesloten", "Deels geholpen", "Te ver.", "Voor jullie?", "Gebeld.", "an@school.example"):
        assert words in done
    assert "Gebeld." not in text(read(reader, own))


def test_two_officers_at_once_keep_what_they_typed(loaded: Any, reader: Client) -> None:
    asked(reader)
    client, address = officer(), QUEUE + "HV-2026-0001/"
    assert step(client, address, "assign", entity="vdab").status_code == 302
    late = client.post(address, {"seen": "1", "step": "answer", "text": "Mijn lange antwoord."})
    assert late.status_code == 422
    assert "Iemand anders wijzigde deze vraag intussen" in text(late.content.decode())
    assert "Mijn lange antwoord." in late.content.decode()
    assert client.post(address, {"seen": "2", "step": "follow-up", "text": "Nee."}).status_code == 422
    lacking = client.post(address, {"seen": "2", "step": "close", "text": "Waarom.", "outcome": "maybe"})
    assert "Is de vrager geholpen?: is niet gekozen" in text(lacking.content.decode())
    assert client.post(address, {"seen": "x" * 40, "step": "answer", "text": "Ja."}).status_code == 422
    assert store.request(code="HV-2026-0001").number == 2  # type: ignore[union-attr]


def test_who_gets_in(loaded: Any, reader: Client) -> None:
    asked(reader)
    address = QUEUE + "HV-2026-0001/"
    for where in (QUEUE, address):
        assert reader.get(where).headers["Location"].startswith("/nl/aanmelden/?next=%2Fnl%2Fstemhub%2Fvragen%2F")
    assert browser("guest").get(QUEUE).status_code == 403
    for role in ("guest", "lead", "committee"):
        assert browser(role).get(address).status_code == 404
        assert browser(role).post(address, {"step": "mark-spam", "seen": "1"}).status_code == 404
    assert "Er is nog geen vraag" in text(read(browser("other"), QUEUE))
    assert browser("coordinator").get(address).status_code == 200
    assert officer().get(QUEUE + "HV-2026-9999/").status_code == 404
    assert officer().get(QUEUE + "?state=gone").status_code == 400
    assert step(officer(), address, "assign", entity="vdab").status_code == 302
    forced = browser("lead").post(address, {"step": "close", "seen": "2", "text": "x", "outcome": "helped"})
    assert forced.status_code == 403
    back = step(browser("lead"), address, "hand-back")
    assert back.headers["Location"] == QUEUE


def test_whoever_asks_in_english_is_answered_in_english(loaded: Any, reader: Client) -> None:
    sent_in = reader.post("/en/stemhub/", {**GIVEN, "stamp": stamp()})
    own = sent_in.headers["Location"]
    assert own.startswith("/en/stemhub/question/")
    assert step(officer(), QUEUE + "HV-2026-0001/", "answer", text="Come along.").status_code == 302
    letter = LetterRow.objects.order_by("pk").last()
    assert letter is not None
    assert letter.subject == "Answer to your question to the STEMhub: HV-2026-0001"
    assert f"http://testserver{own}" in letter.text


def test_withdrawn_is_gone_and_a_second_click_says_the_same(loaded: Any, reader: Client) -> None:
    own = asked(reader)
    for _ in range(2):
        assert "Uw vraag en uw gegevens zijn gewist" in text(reader.post(own, {"step": "withdraw"}).content.decode())
    assert reader.get(own).status_code == 404
    assert not PersonRow.objects.exists()
    closed = asked(reader)
    client = officer()
    assert step(client, QUEUE + "HV-2026-0002/", "close", text="Nee.", outcome="not-helped").status_code == 302
    assert reader.post(closed, {"step": "withdraw"}).status_code == 422
    assert "1 niet" not in text(read(reader, NEEDS))


def test_needs_before_and_after_the_first_question(loaded: Any, reader: Client) -> None:
    empty = read(reader, NEEDS)
    assert "Er is nog geen enkele vraag gesteld" in text(empty)
    assert problems_in(empty) == []
    asked(reader)
    assert step(officer(), QUEUE + "HV-2026-0001/", "close", text="Nee.", outcome="not-helped").status_code == 302
    page = read(reader, NEEDS)
    assert problems_in(page) == []
    assert "Gevraagd: minder dan 5. Beantwoord: 0. Niet ingevuld: minder dan 5." in text(page)
    assert "Limburg minder dan 5" in text(page)
    assert "Gevraagd: 1. Beantwoord: 0. Niet ingevuld: 1." in text(read(officer(), NEEDS))
    told = json.loads(read(reader, "/nl/stemhub/noden.json"))
    assert told["total"] == {"asked": "<5", "answered": 0, "unmet": "<5"}
    assert told["unmet_by_region_and_transition"] == [{"region": "70000", "transition": "energy", "unmet": "<5"}]
    file = reader.get("/en/stemhub/needs.csv")
    assert b"Region,70000,Limburg,<5,0,<5" in file.content
    assert file.headers["Cache-Control"] == "private, no-store"
    assert reader.get("/nl/stemhub/noden.exe").status_code == 404
    covered = text(read(reader, "/nl/dekking/?by=transition"))
    assert "Hulp gevraagd en niet gevonden" in covered
    assert "minder dan 5" in covered
    assert "Hulp gevraagd" not in text(read(reader, "/nl/dekking/?by=pillar"))
