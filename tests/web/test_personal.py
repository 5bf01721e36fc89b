"""The page with somebody's own data, and what guards a form that is open to everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client

from stemagenda.store import personal as store
from stemagenda.store.models import PersonRow

pytestmark = pytest.mark.django_db


def secret_of_somebody(name: str = "Zoë <script>") -> str:
    _, secret = store.keep(
        purpose="subscription",
        about="",
        address="zoe@example.be",
        language="nl",
        body={"name": name, "topics": ["news", "area/RG99"]},
        until=date(2027, 1, 1),
        now=datetime(2026, 11, 30, tzinfo=UTC),
    )
    return secret


@pytest.mark.parametrize(("path", "words"), [("/nl/uw-gegevens/", "Uw gegevens"), ("/en/your-data/", "Your data")])
def test_seen_taken_along_and_erased(client: Client, path: str, words: str) -> None:
    address = f"{path}{secret_of_somebody()}/"
    page = client.get(address)
    assert words in page.text
    assert "Nieuws, area/RG99" in page.text or "News, area/RG99" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    assert client.get(address + "?format=json").json()["told"]["topics"] == ["news", "area/RG99"]
    assert client.post(address).status_code == 200
    assert not PersonRow.objects.exists()
    assert client.post(address).status_code == 200
    assert client.get(address).status_code == 404


def test_another_site_sends_nothing_here(client: Client) -> None:
    address = f"/nl/uw-gegevens/{secret_of_somebody()}/"
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(address, headers=headers).status_code == 403
    assert PersonRow.objects.exists()
    assert client.post(address, headers={"Origin": "http://testserver"}).status_code == 200


def test_a_stamp_stands_only_in_pages_that_nobody_remembers() -> None:
    with pytest.raises(RuntimeError, match="open_form"):
        Template('{% guard_stamp "help" %}').render(Context({"request": HttpRequest()}))
