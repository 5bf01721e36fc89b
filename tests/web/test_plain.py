"""Addresses for machines."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import OperationalError
from django.test import Client

from stemagenda.web import plain
from stemagenda.web.asking import now

SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def test_robots_may_read(db: None, reader: Client) -> None:
    response = reader.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Allow: /" in lines
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_site_map_names_every_page_in_both_languages(loaded: datetime, reader: Client) -> None:
    response = reader.get("/sitemap.xml")
    assert response.headers["Content-Type"].startswith("application/xml")
    urls = ET.fromstring(response.content).findall(f"{SITE_MAP}url")
    places = [url.findtext(f"{SITE_MAP}loc") for url in urls]
    assert len(places) == len(set(places)) > 500
    for url in urls:
        languages = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        assert set(languages) == {"nl", "en"}
        assert set(languages.values()) <= set(places)
        assert url.findtext(f"{SITE_MAP}loc") in languages.values()


def test_places_of_the_site_map_exist(loaded: datetime, reader: Client) -> None:
    """One of each kind; the flow tests open them all."""
    urls = ET.fromstring(reader.get("/sitemap.xml").content).iter(f"{SITE_MAP}loc")
    by_kind = {}
    for url in urls:
        path = (url.text or "").removeprefix("http://testserver")
        by_kind[path.count("/"), path.split("/")[2]] = path
    for path in by_kind.values():
        assert reader.get(path).status_code == 200, path


@pytest.mark.django_db
def test_before_the_first_load_the_site_map_is_short(reader: Client) -> None:
    assert reader.get("/sitemap.xml").status_code == 200


@pytest.mark.parametrize(
    ("contact", "written"),
    [("meld@site.example", "mailto:meld@site.example"), ("https://a.example/", "https://a.example/")],
)
def test_where_to_report_a_weakness(db: None, reader: Client, settings, contact: str, written: str) -> None:
    settings.STEMAGENDA_CONTACT = contact
    fields = dict(line.split(": ", 1) for line in reader.get("/.well-known/security.txt").content.decode().splitlines())
    assert fields["Contact"] == written
    assert now() < datetime.fromisoformat(fields["Expires"]) < now() + timedelta(days=365)
    assert fields["Preferred-Languages"] == "nl, en"


def test_without_a_contact_none_is_invented(db: None, reader: Client) -> None:
    assert reader.get("/.well-known/security.txt").status_code == 404


def test_health(loaded: datetime, reader: Client) -> None:
    response = reader.get("/health")
    assert response.json() == {"status": "ok", "database": True, "loaded": True}
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_before_the_first_load(reader: Client) -> None:
    assert reader.get("/health").json()["loaded"] is False


def test_health_without_a_database(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(plain, "has_been_loaded", fail)
    response = reader.get("/health")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": False}


def test_patterns_have_no_language() -> None:
    assert all(not str(pattern.pattern).startswith(("nl/", "en/")) for pattern in plain.PATTERNS)
