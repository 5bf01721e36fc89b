"""Withdrawing records of governance, comparing their versions, and putting them back, from outside."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from tests.web.kept_forms import edit, form, new, stands
from tests.web.seated import browser


@pytest.fixture
def keeper(loaded: datetime) -> Client:
    return browser("coordinator")


def test_withdrawing_asks_why_and_leads_to_the_list(keeper: Client) -> None:
    address = edit("advice", "vlor-krijtlijnen")
    refused = keeper.post(address, {"what": "withdraw", "seen": "1", "reason": " "})
    assert refused.status_code == 422
    assert "<b>Reden</b>: is leeg" in refused.content.decode()
    answered = keeper.post(address, {"what": "withdraw", "seen": "1", "reason": "Stond er dubbel"})
    assert answered.headers["Location"] == "/nl/adviezen/"
    assert "Krijtlijnen" not in keeper.get("/nl/adviezen/").content.decode()
    assert keeper.get(address).status_code == 404
    history = "/nl/adviezen/vlor-krijtlijnen/versies/"
    assert "Stond er dubbel" in keeper.get(history).content.decode()
    assert keeper.post(history, {"number": "1", "seen": "2"}).headers["Location"] == "/nl/adviezen/#vlor-krijtlijnen"
    assert "Krijtlijnen" in keeper.get("/nl/adviezen/").content.decode()


def test_a_body_with_meetings_can_only_end(keeper: Client) -> None:
    answered = keeper.post(edit("body", "ambtelijk-comite"), {"what": "withdraw", "seen": "1", "reason": "Weg"})
    assert answered.status_code == 422
    page = answered.content.decode()
    assert "Geef het orgaan een laatste dag" in page
    assert ">Weg</textarea>" in page
    gone = keeper.post(new("body"), {**form(keeper, new("body")), "title": "Tijdelijk"})
    assert gone.status_code == 302
    answered = keeper.post(edit("body", "tijdelijk"), {"what": "withdraw", "seen": "1", "reason": "Weg"})
    assert answered.headers["Location"] == "/nl/bestuur/"


def test_versions_are_compared_in_words_and_put_back(keeper: Client) -> None:
    given = {
        **form(keeper, edit("meeting")),
        "body": "werkgroep",
        "cancelled": "1",
        "kind": "meeting",
        "on": "2022-10-04",
    }
    assert keeper.post(edit("meeting"), given).status_code == 302
    history = "/nl/vergaderingen/state-of-stem-2022/versies/"
    page = keeper.get(history).content.decode()
    for said in (
        "STEM-ecosysteem",
        "Ambtelijke werkgroep STEM",
        "3 oktober 2022",
        "4 oktober 2022",
        "Evenement",
        "Vergadering",
    ):
        assert f"<td>{said}</td>" in page
    assert "<td>nee</td>" in page
    assert "<td>ja</td>" in page
    same = keeper.get(f"{history}?first=2&second=2").content.decode()
    assert "Geen verschil in de tekst." in same
    assert keeper.post(history, {"number": "1", "seen": "1"}).headers["Location"] in {
        history,
        history.replace("versies/", ""),
    }
    assert keeper.post(history, {"number": "9", "seen": "2"}).status_code == 422
    keeper.post(history, {"number": "1", "seen": "2"})
    assert ": Versie 1 teruggezet<" in keeper.get(history).content.decode()
    assert stands("meeting", "state-of-stem-2022").body == "ecosysteem"


def test_putting_back_what_somebody_changed_meanwhile_shows_the_versions_again(keeper: Client) -> None:
    for minutes in ("Een.", "Twee."):
        keeper.post(edit("meeting"), {**form(keeper, edit("meeting")), "minutes": minutes})
    history = "/nl/vergaderingen/state-of-stem-2022/versies/"
    answered = keeper.post(history, {"number": "1", "seen": "2"})
    assert (answered.status_code, answered.headers["Location"]) == (302, history)
    assert stands("meeting", "state-of-stem-2022").minutes == "Twee."
