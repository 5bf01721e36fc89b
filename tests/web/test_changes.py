"""What's new, its feeds, and the pages they belong to: from a write to what a reading program gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import get_resolver
from tests.markup import problems_in

from stemagenda.core.actions.action import Action, Wording
from stemagenda.usecases import changes as known
from stemagenda.usecases.day_memory import DayMemory
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.records import write_record
from stemagenda.web import asking, changes
from stemagenda.web.middleware import moments

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
EVIL = "<script>alert(1)</script> & 🚀 ‘x’"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it happens on one day."""
    _ = get_resolver().url_patterns  # reads the modules of the pages, so that none of them keeps this clock for good
    for module in (asking, moments, changes):
        monkeypatch.setattr(module, "now", lambda: NOW)
    # Tests take back what they wrote, so two of them may leave the same trace of another write.
    monkeypatch.setattr(known, "_known", DayMemory(known._read))


def write(code: str = "proef", *, title: str = EVIL, state: str = "published", at: datetime = NOW) -> None:
    value = Action(code=code, title=Wording(nl=title), strand="daadkracht")
    write_record(kind="action", value=value, seen=0, state=state, verb="x", actor=OPERATOR, now=at)


def entries(reader: Client, query: str = "", language: str = "nl") -> list[ET.Element]:
    address = {"nl": "/nl/wat-is-nieuw.atom", "en": "/en/whats-new.atom"}[language]
    return ET.fromstring(reader.get(address + query).content).findall(f"{ATOM}entry")


def titles(reader: Client, query: str = "") -> list[str]:
    return [item.findtext(f"{ATOM}title") or "" for item in entries(reader, query)]


def test_what_is_written_reaches_the_page_and_both_feeds(client: Client, loaded: datetime) -> None:
    before = client.get("/nl/wat-is-nieuw/").content.decode()
    assert "/acties/proef/" not in before
    write()
    write("ontwerp", state="draft")
    write("straks", at=NOW + timedelta(days=1))
    page = client.get("/nl/wat-is-nieuw/").content.decode()
    assert problems_in(page) == []
    assert '<a href="/nl/acties/proef/">&lt;script&gt;alert(1)&lt;/script&gt; &amp; 🚀 ‘x’</a>' in page
    assert "22 november 2026" in page
    newest = entries(client)[0]
    assert newest.findtext(f"{ATOM}title") == f"Nieuwe actie: {EVIL}"
    assert {item.get("term") for item in newest.findall(f"{ATOM}category")} == {
        "actions",
        "action/proef",
        "strand/daadkracht",
    }
    link = newest.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://testserver/nl/acties/proef/"
    assert client.get(link.get("href", "")).status_code == 200
    rss = client.get("/nl/wat-is-nieuw.rss")
    assert rss.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert ET.fromstring(rss.content).findtext("channel/item/link") == "http://testserver/nl/acties/proef/"
    for address in (
        "/nl/wat-is-nieuw/",
        "/nl/wat-is-nieuw.atom",
        "/nl/wat-is-nieuw.rss",
        "/nl/wat-is-nieuw.atom?since=2026-01-01",
    ):
        assert not re.search("/acties/(ontwerp|straks)/", client.get(address).content.decode())


def test_every_link_of_a_feed_leads_somewhere_and_every_name_is_there_once(client: Client, loaded: datetime) -> None:
    found = entries(client, "?since=2000-01-01")
    assert len(found) > 200
    names = [item.findtext(f"{ATOM}id") for item in found]
    assert len(set(names)) == len(names)
    assert names == [item.findtext(f"{ATOM}id") for item in entries(client, "?since=2000-01-01")]
    moments_told = [item.findtext(f"{ATOM}updated") or "" for item in found]
    assert moments_told == sorted(moments_told, reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told) for told in moments_told)
    links = {item.find(f"{ATOM}link").get("href", "") for item in found}  # type: ignore[union-attr]
    assert all(link.startswith("http://testserver/nl/") for link in links)
    pages = sorted({link.partition("#")[0] for link in links})
    assert {client.get(link).status_code for link in pages[::9]} == {200}
    assert set(names).isdisjoint(item.findtext(f"{ATOM}id") for item in entries(client, "?since=2000-01-01", "en"))


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("?about=strand/daadkracht", True),
        ("?about=lights&about=action/proef", True),
        ("?about=lights", False),
        ("?kind=actions&strand=daadkracht", True),
        ("?kind=actions&strand=aantrekkingskracht", False),
        ("?since=2026-11-22", True),
        ("?about=actions&since=2026-11-22", True),
    ],
)
def test_a_feed_on_topics_or_filters(client: Client, loaded: datetime, query: str, is_there: bool) -> None:
    write(title="Proef")
    assert ("Nieuwe actie: Proef" in titles(client, query)) is is_there


@pytest.mark.parametrize(
    "query",
    [
        "about=strand/x",
        "about=%00",
        "kind=lichten",
        "since=gisteren",
        "since=2027-01-01",
        "about=lights" + "&about=x" * 61,
    ],
)
def test_what_nobody_knows_is_refused_in_words(client: Client, loaded: datetime, query: str) -> None:
    response = client.get(f"/nl/wat-is-nieuw.atom?{query}")
    assert response.status_code == 400
    assert "<h1" in response.content.decode()
    assert client.get("/nl/wat-is-nieuw.json").status_code == 404


@pytest.mark.parametrize("suffix", ["atom", "rss"])
@pytest.mark.parametrize("long", [False, True], ids=["remembered", "streamed"])
def test_a_reader_that_has_it_gets_it_only_once(
    client: Client,
    loaded: datetime,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
    long: bool,
) -> None:
    monkeypatch.setattr(changes, "_LONG", 10 if long else 1000)
    monkeypatch.setattr(changes, "now", lambda: NOW + timedelta(minutes=1))
    write(title="Proef")
    address = f"/nl/wat-is-nieuw.{suffix}?since=2026-01-01"
    first = client.get(address)
    assert isinstance(first, StreamingHttpResponse) is long
    assert parsedate_to_datetime(first.headers["Last-Modified"]) == NOW
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert ET.fromstring(body(first)) is not None
    for told in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = client.get(address, headers=told)
        assert again.status_code == 304
        assert body(again) == b""
    write("ander", title="Ander", at=NOW + timedelta(seconds=30))
    for told in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        assert b"Ander" in body(client.get(address, headers=told))


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_right_after_a_write_no_date_is_told_that_the_next_write_could_share(client: Client, loaded: datetime) -> None:
    write()
    assert "Last-Modified" not in client.get("/nl/wat-is-nieuw.atom").headers


def feeds_of(client: Client, address: str) -> Iterator[tuple[str, str]]:
    written = client.get(address).content.decode()
    yield from re.findall(r'<link rel="alternate" type="(application/\w+\+xml)" title="[^"]+" href="([^"]+)"', written)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/nl/", ""),
        ("/nl/krachtlijnen/daadkracht/", "?about=strand%2Fdaadkracht"),
        ("/nl/resultaatsgebieden/RG4/", "?about=area%2FRG4"),
        ("/nl/indicatoren/RG2-WIS/", "?about=indicator%2FRG2-WIS"),
        ("/nl/indicatoren/RG2-WIS/pisa/", "?about=indicator%2FRG2-WIS"),
        ("/nl/beleidstijdlijn/", "?about=timeline"),
        ("/nl/bestuur/werkgroep/", "?about=body%2Fwerkgroep"),
        ("/nl/privacy/", None),
    ],
)
def test_a_page_names_its_feeds(client: Client, loaded: datetime, page: str, query: str | None) -> None:
    expected = (
        []
        if query is None
        else [(f"application/{suffix}+xml", f"/nl/wat-is-nieuw.{suffix}{query}") for suffix in ("atom", "rss")]
    )
    found = list(feeds_of(client, page))
    assert found == expected
    assert {client.get(address).status_code for _, address in found} <= {200}


@pytest.mark.parametrize("page", ["/nl/volgen/", "/en/follow/"])
def test_the_page_of_feeds_offers_only_feeds_that_are_there(client: Client, loaded: datetime, page: str) -> None:
    written = client.get(page).content.decode()
    assert problems_in(written) == []
    found = re.findall(r'<a href="([^"]+)" type="application/atom\+xml"', written)
    assert len(found) > 30
    assert {client.get(address.replace("&amp;", "&")).status_code for address in found} == {200}


def test_the_list_shows_a_page_at_a_time_and_its_filters_travel_to_the_feed(client: Client, loaded: datetime) -> None:
    written = client.get("/en/whats-new/?kind=lights&page=1").content.decode()
    assert problems_in(written) == []
    assert 'href="/en/whats-new.atom?kind=lights"' in written
    assert "Light changed" in written
    assert "New figures" not in written.partition("<main")[2].partition("change-day")[2]
    assert client.get("/nl/wat-is-nieuw/?kind=niets").status_code == 400
    assert 'aria-current="page">2</a>' in client.get("/nl/wat-is-nieuw/?page=2").content.decode()


def test_as_known_on_a_day(client: Client, loaded: datetime) -> None:
    written = client.get("/nl/wat-is-nieuw/?as_of=2021-06-30").content.decode()
    assert "11 juni 2021" in written
    assert "2024" not in written.partition('id="gevonden"')[2].partition("</main>")[0]


@pytest.mark.django_db
def test_before_the_first_load_a_feed_is_empty(client: Client) -> None:
    assert entries(client) == []
