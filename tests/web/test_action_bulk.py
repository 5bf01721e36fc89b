"""One change in several actions, from outside: chosen, foreseen, then all or nothing."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.web.one_action import PAGE, STEP, led_by_vdab, versions
from tests.web.one_action import latest as latest_of
from tests.web.seated import browser, read, text

from stemagenda.usecases.records import value_of

BULK = "/nl/acties-samen/"
CODES = ["IK-06", "DK-09"]
CHANGE: dict[str, Any] = {
    "code": CODES,
    "status": "on-track",
    "status_reason": "Beide lopen.",
    "stage": "pilot",
    "year": "2025",
    "lead": "vdab",
    "add_target_groups": ["pupils"],
    "remove_target_groups": ["teachers"],
    "note": "na het overleg",
    "step": "preview",
}


def apply(client: Client, page: str) -> Any:
    """Send the form below a preview."""
    part = page[page.index('name="step" value="apply"') :]
    fields: dict[str, list[str]] = {"step": ["apply"]}
    for name, value in re.findall(r'name="([\w]+)" value="([^"]*)"', part[: part.index("</form>")]):
        fields.setdefault(name, []).append(value)
    fields["step"] = ["apply"]
    return client.post(BULK, fields)


def test_a_change_is_shown_first_and_then_made(loaded: datetime, reader: Client) -> None:
    client = browser("coordinator")
    assert 'name="code" value="IK-06" form="samen"' in read(client, "/nl/acties/")
    chosen = read(client, f"{BULK}?code=IK-06&code=DK-09&code=XX-99")
    assert "2 gekozen acties" in chosen
    preview = client.post(BULK, CHANGE).content.decode()
    said = text(preview)
    for part in (
        "Nog niets is bewaard",
        "Op schema",
        "2025: Proefproject",
        "VDAB",
        "gaat eerst langs",
        "Wijzig 2 acties",
    ):
        assert part in said, part
    assert versions() == 42
    response = apply(client, preview)
    assert response.status_code == 302
    done = text(read(client, response.headers["Location"]))
    assert "2 acties gewijzigd" in done
    assert "DK-09 Vervolg op het proefproject duaal lesgeven" in done
    for code in CODES:
        action = value_of(latest_of(code))
        assert (action.status, action.lead) == ("on-track", "vdab")
        assert "pupils" in action.target_groups
        assert latest_of(code).note == "na het overleg"
    assert "Beide lopen." in text(read(reader, PAGE)), "followed up: public at once"
    assert "VDAB" not in text(read(reader, PAGE))
    again = client.post(BULK, {**CHANGE, "note": ""}).content.decode()
    assert text(again).count("houdt dit al in") == 2
    same = text(read(client, apply(client, again).headers["Location"]))
    assert "2 acties hielden dit al in" in same


def test_what_does_not_fit_is_named_and_left_out(loaded: datetime) -> None:
    led_by_vdab()
    lead = browser("lead")
    chosen = read(lead, f"{BULK}?code=IK-06&code=DK-09")
    assert "niet aan u om te bewerken" in text(chosen)
    preview = lead.post(BULK, {"code": CODES, "status": "done", "status_reason": "Klaar."}).content.decode()
    assert "1 actie doet niet mee" in text(preview)
    assert "Wijzig 1 actie" in text(preview)
    assert apply(lead, preview).status_code == 302
    assert value_of(latest_of("IK-06")).status == "done"
    assert value_of(latest_of("DK-09")).status == "not-set"
    lead.post(STEP, {"step": "revise", "seen": latest_of().number})
    lead.post(STEP, {"step": "propose", "seen": latest_of().number})
    waits = text(lead.post(BULK, {"code": ["IK-06"], "lead": "-"}).content.decode())
    assert "ligt voor bij het comité" in waits
    assert "Wijzig" not in waits.split("Wat verandert er?")[0].split("doet niet mee")[1]


def test_nothing_said_and_nothing_chosen(loaded: datetime) -> None:
    client = browser("coordinator")
    response = client.post(BULK, {"code": CODES, "step": "preview", "status": "groen", "stage": "x", "lead": ""})
    assert response.status_code == 422
    assert "U zei nog niet wat er verandert" in response.content.decode()
    assert "U koos nog geen acties" in read(client, BULK)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"status": "attention", "status_reason": " "}, "Reden van de status"),
        ({"lead": "nergens"}, "IK-06, Trekker"),
        ({"add_objectives": ["OD 9.9.9"]}, "DK-09, Operationele doelstellingen"),
        ({"stage": "pilot", "year": "1"}, "IK-06, Fase per jaar"),
        ({"status": "done", "status_reason": "x", "seen": ["99", "99"]}, "IK-06"),
    ],
)
def test_all_or_nothing(loaded: datetime, wrong: dict[str, Any], said: str) -> None:
    client = browser("coordinator")
    response = client.post(BULK, {"code": CODES, "seen": ["1", "1"], "step": "apply", **wrong})
    page = response.content.decode()
    assert response.status_code == 422
    told = page[page.index("Niet bewaard") :]
    assert said in text(told[: told.index("</div>")])
    assert versions() == 42


def test_who_may_not(loaded: datetime, reader: Client) -> None:
    assert reader.get(BULK).headers["Location"].startswith("/nl/aanmelden/?next=")
    for role in ("guest", "committee"):
        assert browser(role).get(BULK).status_code == 403
        assert browser(role).post(BULK, {"code": CODES, "lead": "vdab", "step": "apply"}).status_code == 403
    other = browser("other")
    refused = other.post(BULK, {"code": CODES, "seen": ["1", "1"], "lead": "vdab", "step": "apply"})
    assert refused.status_code == 422
    assert versions() == 42
