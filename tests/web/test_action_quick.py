"""The stand of an action in a small form, from outside."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.web.one_action import EDIT, HOSTILE, PAGE, form, latest, led_by_vdab, versions
from tests.web.seated import browser, read, text

from stemagenda.usecases.records import value_of
from stemagenda.web.asking import now

QUICK = PAGE + "stand/"


def given(client: Client, year: str = "2026", **changed: Any) -> dict[str, Any]:
    """The fields of the small form as a browser would send them back, with some changed."""
    page = read(client, f"{QUICK}?year={year}")
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    hidden.pop("csrfmiddlewaretoken", None)
    kept = {name.removesuffix("_was"): value for name, value in hidden.items() if name.endswith("_was")}
    return {**hidden, **kept, **changed}


def test_the_stand_is_public_at_once_and_leads_back_to_the_list(loaded: datetime, reader: Client) -> None:
    led_by_vdab()
    client = browser("lead")
    wanted = "/nl/acties/?strand=innovatiekracht"
    assert f"next={wanted.replace('/', '%2F').replace('?', '%3F').replace('=', '%3D')}" in read(client, wanted)
    fields = given(client, status="on-track", status_reason=HOSTILE, stage="implementation", note="Vijf scholen.")
    response = client.post(QUICK, {**fields, "next": wanted})
    assert response.headers["Location"] == wanted + "#IK-06"
    page = read(reader, PAGE)
    assert "<script>alert" not in page
    for said in ("Op schema", HOSTILE, "Vijf scholen.", "Uitvoering"):
        assert said in text(page)
    action = value_of(latest())
    assert action.status_on == now().date()
    assert [(item.year, item.stage) for item in action.stages] == [(2024, "pilot"), (2026, "implementation")]
    assert latest().state == "published"


def test_a_year_of_its_own_and_nothing_said_takes_it_away(loaded: datetime) -> None:
    client = browser("coordinator")
    page = read(client, QUICK + "?year=2024")
    assert 'value="pilot" selected' in page
    assert client.post(QUICK, given(client, "2024", stage="")).headers["Location"] == PAGE
    assert value_of(latest()).stages == ()
    for wrong in ("1999", "x", "999999999"):
        assert f'name="year" value="{now().year}"' in read(client, f"{QUICK}?year={wrong}")


def test_sent_back_as_it_is_nothing_changes(loaded: datetime) -> None:
    client, before = browser("coordinator"), latest()
    assert client.post(QUICK, given(client)).status_code == 302
    assert latest() == before


def test_what_somebody_else_changed_meanwhile_stays(loaded: datetime) -> None:
    one, other = browser("coordinator"), browser("coordinator")
    mine = given(one, note="Mijn noot.")
    other.post(QUICK, given(other, "2023", note="Hun noot.", status="attention", status_reason="Traag."))
    assert one.post(QUICK, mine).status_code == 302
    action = value_of(latest())
    assert [(item.year, item.text) for item in action.notes] == [(2023, "Hun noot."), (2026, "Mijn noot.")]
    assert (action.status, action.status_reason) == ("attention", "Traag.")


def test_a_clash_shows_both_and_loses_nothing(loaded: datetime) -> None:
    one, other = browser("coordinator"), browser("coordinator")
    mine = given(one, status="blocked", status_reason="Geen geld.", note="Mijn noot.")
    other.post(QUICK, given(other, status="on-track", status_reason="Loopt."))
    before = versions()
    response = one.post(QUICK, mine)
    page = response.content.decode()
    assert response.status_code == 409
    for said in ("Op schema", "Zit vast", "Loopt.", "Geen geld.", "Mijn noot."):
        assert said in text(page)
    assert versions() == before
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert one.post(QUICK, {**mine, **hidden}).status_code == 302
    assert value_of(latest()).status == "blocked"


@pytest.mark.parametrize(
    "wrong", [{"status": "attention", "status_reason": ""}, {"note": "x" * 5_001}, {"status": "?"}]
)
def test_what_cannot_be_is_told_and_kept(loaded: datetime, wrong: dict[str, str]) -> None:
    client = browser("coordinator")
    response = client.post(QUICK, given(client, **{"status_reason": "Een reden.", **wrong}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Niet bewaard. Wat u typte, staat er nog." in page
    if "status_reason" not in wrong:
        assert "Een reden." in page
    assert versions() == 42


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org", "/x", "/nl/../x", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(loaded: datetime, away: str) -> None:
    client = browser("coordinator")
    assert client.post(QUICK, given(client, note="Iets.", next=away)).headers["Location"] == PAGE


def test_who_may_not(loaded: datetime, reader: Client) -> None:
    assert reader.get(QUICK).headers["Location"].startswith("/nl/aanmelden/?next=")
    for role in ("guest", "other", "committee"):
        assert browser(role).get(QUICK).status_code == 403
        assert browser(role).post(QUICK, {"status": "done"}).status_code == 403
    assert browser("coordinator").get("/nl/acties/XX-99/stand/").status_code == 404
    assert versions() == 42


def test_the_big_form_keeps_the_day_of_a_status_that_did_not_change(loaded: datetime) -> None:
    one, other = browser("coordinator"), browser("coordinator")
    mine = form(one, description="Mijn beschrijving.")
    other.post(QUICK, given(other, status="attention", status_reason="Traag."))
    assert one.post(EDIT, mine).status_code == 302
    action = value_of(latest())
    assert (action.status, action.status_on, action.description.nl) == (
        "attention",
        now().date(),
        "Mijn beschrijving.",
    )
