"""Actions merged, superseded, split and related, from outside."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from tests.web.one_action import EDIT, PAGE, form, latest, versions
from tests.web.seated import browser, read, text

from stemagenda.usecases.records import value_of

JOIN = PAGE + "verband/"


def test_two_become_one(loaded: datetime) -> None:
    client = browser("coordinator")
    assert "DK-09 Vervolg op het proefproject duaal lesgeven" in text(read(client, JOIN))
    given = {"verb": "merge", "other": "DK-09", "reason": "Hetzelfde <b>werk</b>.", "seen": "1"}
    assert client.post(JOIN, given).headers["Location"] == PAGE
    page = text(read(client, PAGE))
    assert "Opgegaan in DK-09" in page
    assert "Gestopt" in page
    assert "Hetzelfde <b>werk</b>." in page
    assert "Nam op IK-06" in text(read(client, "/nl/acties/DK-09/"))


def test_one_comes_in_the_place_of_another(loaded: datetime) -> None:
    client = browser("coordinator")
    given = {"verb": "supersede", "other": "DK-09", "reason": "Het vervolg is er.", "seen": "1"}
    assert client.post(JOIN, given).status_code == 302
    assert "Vervangt IK-06" in text(read(client, "/nl/acties/DK-09/"))


def test_one_becomes_several(loaded: datetime) -> None:
    client = browser("coordinator")
    given = {"verb": "split", "titles": "Voor scholen\r\n\r\n Voor bedrijven \r\n", "reason": "Te groot.", "seen": "1"}
    assert client.post(JOIN, given).status_code == 302
    page = text(read(client, PAGE))
    assert "Gaf aanleiding tot IK-14 Voor scholen" in page
    assert "IK-15 Voor bedrijven" in page


def test_two_belong_together(loaded: datetime) -> None:
    client = browser("coordinator")
    assert client.post(JOIN, {"verb": "relate", "other": "DK-09", "seen": "1"}).status_code == 302
    assert [(item.kind, item.other) for item in value_of(latest()).relations] == [("related-to", "DK-09")]


@pytest.mark.parametrize(
    "given",
    [
        {"verb": "merge", "other": "", "reason": "x", "seen": "1"},
        {"verb": "merge", "other": "IK-06", "reason": "x", "seen": "1"},
        {"verb": "merge", "other": "DK-09", "reason": " ", "seen": "1"},
        {"verb": "merge", "other": "DK-09", "reason": "x", "seen": "77"},
        {"verb": "supersede", "other": "XX-99", "reason": "x", "seen": "1"},
        {"verb": "split", "titles": "", "reason": "x", "seen": "1"},
        {"verb": "split", "titles": "\n".join("abcdefghijkl"), "reason": "Want zo.", "seen": "1"},
        {"verb": "split", "titles": "x" * 300, "reason": "Want zo.", "seen": "1"},
        {"verb": "relate", "other": "XX-99", "seen": "1"},
        {"verb": "weave", "other": "DK-09"},
    ],
)
def test_what_cannot_be_joined_is_told_and_kept(loaded: datetime, given: dict[str, str]) -> None:
    response = browser("coordinator").post(JOIN, given)
    page = response.content.decode()
    assert response.status_code == 422
    if given["verb"] != "weave":
        assert "Niet bewaard. Wat u typte" in page
        assert given.get("titles", "")[:10] in page
    assert versions() == 42


def test_a_text_somebody_else_changed_meanwhile_is_not_joined(loaded: datetime) -> None:
    one, other = browser("coordinator"), browser("coordinator")
    other.post(EDIT, form(other, status="on-track", status_reason="Loopt."))
    before = versions()
    response = one.post(JOIN, {"verb": "merge", "other": "DK-09", "reason": "Hetzelfde.", "seen": "1"})
    assert response.status_code == 409
    assert "Hetzelfde." in response.content.decode()
    assert versions() == before


def test_who_may_not(loaded: datetime, reader: Client) -> None:
    assert reader.get(JOIN).headers["Location"].startswith("/nl/aanmelden/?next=")
    for role in ("guest", "other", "committee"):
        assert browser(role).get(JOIN).status_code == 403
        assert browser(role).post(JOIN, {"verb": "relate", "other": "DK-09", "seen": "1"}).status_code == 403
    assert browser("coordinator").get("/nl/acties/XX-99/verband/").status_code == 404
    assert versions() == 42
