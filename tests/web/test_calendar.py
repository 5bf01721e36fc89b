"""The calendar as a page, as a file to subscribe to, and the feed of releases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.markup import problems_in
from tests.outputs.ics.reading import Component, read
from tests.store.kept import add, release

from stemagenda.sources.finding import sources
from stemagenda.store.audit import record_write
from stemagenda.store.models import ReleaseRow
from stemagenda.usecases import vitality
from stemagenda.web import asking
from stemagenda.web.middleware import moments
from stemagenda.web.middleware.headers import CONTENT_POLICY

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PAGES = ("/nl/kalender/", "/en/calendar/")
FILES = ("/nl/kalender.ics", "/en/calendar.ics")
FEEDS = ("/nl/vrijgaven.atom", "/en/releases.atom")


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it happens on one day."""
    _ = get_resolver().url_patterns  # reads the modules of the pages, so that none of them keeps this clock for good
    for module in (asking, moments):
        monkeypatch.setattr(module, "now", lambda: NOW)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """TIMSS is announced for a day, PISA says nothing of its rhythm; an announcement made up for the test."""
    known = dict(sources())
    known["timss"] = replace(known["timss"], next_expected="2027-01-15")
    known["pisa"] = replace(known["pisa"], cadence="irregular")
    monkeypatch.setattr(vitality, "sources", lambda: known)


def wait(title: str = "Geheime <b>cijfers</b>; \\en, meer\r\nX-EVIL:1") -> None:
    add(release(code="geheim", content=b"x", title=title, published=NOW.date() + timedelta(days=11)), now=NOW)
    ReleaseRow.objects.filter(code="geheim").update(is_pending=True, visible_from=NOW + timedelta(days=11))


def events(reader: Client, address: str = FILES[0]) -> list[Component]:
    return read(reader.get(address).content).parts


def entries(reader: Client, address: str = FEEDS[0]) -> list[ET.Element]:
    return ET.fromstring(reader.get(address).content).findall(f"{ATOM}entry")


@pytest.mark.parametrize("page", PAGES)
def test_the_page_has_its_three_parts(loaded: datetime, announced: None, reader: Client, page: str) -> None:
    wait()
    response = reader.get(page)
    assert response.status_code == 200
    said = response.content.decode()
    assert not problems_in(said)
    heads = re.findall(r"<h2>(.*?)</h2>", said)
    wanted = {
        "/nl/kalender/": ["Wat er aankomt", "Volgen", "Zo rekenen we", "Wat te laat is", "Wat veroudert"],
        "/en/calendar/": ["What comes next", "Follow", "How we reckon", "What is late", "What grows stale"],
    }
    assert heads == wanted[page]
    assert "Geheime &lt;b&gt;cijfers" in said


def test_announced_and_derived_look_different_and_say_so(loaded: datetime, announced: None, reader: Client) -> None:
    said = reader.get(PAGES[0]).content.decode()
    items = re.findall(r'<li class="due( is-derived)?">(.*?)</li>', said, re.DOTALL)
    kinds = {("TIMSS" in text, bool(derived)): text for derived, text in items}
    assert "15 januari 2027" in kinds[True, False]
    assert "aangekondigd" in kinds[True, False]
    assert "afgeleid" in kinds[False, True]
    assert not any(derived and "aangekondigd" in text for derived, text in items)


def test_a_late_source_tells_whom_to_ask_and_how_to_load(loaded: datetime, reader: Client) -> None:
    said = reader.get(PAGES[0]).content.decode()
    late = vitality.calendar(on=NOW.date(), today=NOW.date()).late
    assert late
    for state in late:
        assert f'href="/nl/bronnen/{state.source.name}/"' in said
        assert f"stemagenda import {state.source.name} …" in said
        assert state.source.contact.split(",")[0] in said
    assert "dagen" in said


def test_a_day_in_the_past_knows_no_announcement(loaded: datetime, announced: None, reader: Client) -> None:
    wait()
    said = reader.get(f"{PAGES[0]}?as_of=2024-07-05").content.decode()
    assert "Voor een dag in het verleden" in said
    assert "15 januari 2027" not in said
    assert "Geheime" not in said
    assert 'href="/nl/kalender.ics"' in said  # a subscription is to what comes, not to that day
    assert "Voor een dag in het verleden" not in reader.get(PAGES[0]).content.decode()


def test_a_source_without_a_rhythm_is_named(loaded: datetime, announced: None, reader: Client) -> None:
    said = reader.get(PAGES[1]).content.decode()
    assert "We know neither a rhythm nor an announcement" in said


@pytest.mark.parametrize("page", PAGES)
def test_the_page_stands_before_the_first_load(db: None, reader: Client, page: str) -> None:
    response = reader.get(page)
    assert response.status_code == 200
    assert not problems_in(response.content.decode())


@pytest.mark.parametrize("place", ["/nl/", "/nl/bronnen/"])
def test_other_pages_lead_to_it(loaded: datetime, reader: Client, place: str) -> None:
    assert 'href="/nl/kalender/"' in reader.get(place).content.decode()


def test_the_site_map_names_it(loaded: datetime, reader: Client) -> None:
    assert "/en/calendar/<" in reader.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("address", FILES)
def test_the_file_is_a_calendar(loaded: datetime, announced: None, reader: Client, address: str) -> None:
    wait()
    response = reader.get(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = read(response.content)
    assert found.value("SOURCE") == f"http://testserver{address}"
    by_state = {}
    for event in found.parts:
        by_state.setdefault(event.value("STATUS"), []).append(event.value("SUMMARY"))
    derived = "(afgeleid, niet aangekondigd)" if "nl" in address else "(derived, not announced)"
    assert by_state["TENTATIVE"]
    assert all(title.endswith(derived) for title in by_state["TENTATIVE"])
    assert not any(derived in title for title in by_state["CONFIRMED"])
    assert len(by_state["CONFIRMED"]) == 2
    assert len({event.value("UID") for event in found.parts}) == len(found.parts)


def test_a_waiting_release_is_a_moment_with_a_title_that_breaks_nothing(loaded: datetime, reader: Client) -> None:
    wait()
    [event] = [event for event in events(reader) if "Geheime" in event.value("SUMMARY")]
    assert event.value("DTSTART") == "20261203T090000Z"
    assert event.value("SUMMARY") == "Geheime <b>cijfers</b>; \\en, meer\nX-EVIL:1"
    assert not event.has("X-EVIL")


def test_the_stamp_is_that_of_the_last_change(loaded: datetime, reader: Client) -> None:
    assert {event.value("DTSTAMP") for event in events(reader)} == {"20261101T090000Z"}
    record_write(verb="import_release", subject="x", actor="y", now=NOW)
    assert {event.value("DTSTAMP") for event in events(reader)} == {"20261122T090000Z"}


@pytest.mark.parametrize("address", FEEDS)
def test_the_feed_names_releases_and_counts_their_figures(loaded: datetime, reader: Client, address: str) -> None:
    add(release(code="een", content=b"one", title="Cijfers < & >"), now=NOW)
    response = reader.get(address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T09:00:00Z"
    first = feed.findall(f"{ATOM}entry")[0]
    assert first.findtext(f"{ATOM}title") == "Cijfers < & >"
    assert first.findtext(f"{ATOM}updated") == "2026-11-22T09:00:00Z"
    summary = first.findtext(f"{ATOM}summary")
    assert summary in {"1 cijfer. Bron: PISA. Gepubliceerd: 2019.", "1 figure. Source: PISA. Published: 2019."}
    link = first.find(f"{ATOM}link")
    assert link is not None
    assert reader.get(str(link.get("href"))).status_code == 200
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 50


def test_a_corrected_file_is_a_new_entry_that_says_why(loaded: datetime, reader: Client) -> None:
    add(release(code="een", content=b"one"), now=NOW)
    before = entries(reader)[0].findtext(f"{ATOM}id")
    add(release(code="een", content=b"two"), now=NOW + timedelta(hours=1))
    ReleaseRow.objects.filter(code="een", superseded_at=None).update(kind="correction", reason="Een kolom verschoof.")
    record_write(verb="import_release", subject="x", actor="y", now=NOW)
    found = entries(reader)
    assert found[0].findtext(f"{ATOM}id") != before
    assert before not in {entry.findtext(f"{ATOM}id") for entry in found}
    assert str(found[0].findtext(f"{ATOM}summary")).endswith("Dit is een correctie van een fout. Een kolom verschoof.")


def test_what_waits_is_in_no_feed(loaded: datetime, reader: Client) -> None:
    wait()
    for address in FEEDS:
        assert b"Geheime" not in reader.get(address).content


def test_a_feed_before_the_first_release_is_valid(db: None, reader: Client) -> None:
    feed = ET.fromstring(reader.get(FEEDS[0]).content)
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert events(reader) == []


@pytest.mark.parametrize("address", [*PAGES, *FILES, *FEEDS])
def test_whoever_has_it_already_gets_nothing_again(loaded: datetime, reader: Client, address: str) -> None:
    first = reader.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again: Any = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == CONTENT_POLICY
    packed = reader.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    record_write(verb="import_release", subject="x", actor="y", now=NOW)
    ReleaseRow.objects.create(**vars_of_a_release())
    assert reader.get(FEEDS[0], headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def vars_of_a_release() -> dict[str, Any]:
    row = ReleaseRow.objects.order_by("pk").values().first()
    assert row is not None
    return {**row, "id": None, "code": "nog-een", "recorded_at": NOW}


@pytest.mark.parametrize("address", [*FILES, *FEEDS])
def test_headers_of_the_site_stay(loaded: datetime, reader: Client, address: str) -> None:
    found = reader.get(address).headers
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Content-Security-Policy"] == CONTENT_POLICY
    assert reader.post(address).status_code == 405
    assert reader.get(f"{address}?as_of=never").status_code == 400
