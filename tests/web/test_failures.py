"""Failure pages: right status, right language, a way on; the last resort needs nothing."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import BadRequest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from stemagenda.web import failures
from stemagenda.web.catalogue import catalogue

factory = RequestFactory()


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nl/?as_of=gisteren", 400, "2024-07-05"),
        ("/en/?as_of=20240705", 400, "2024-07-05"),
        ("/nl/?as_of=2024-02-30", 400, "2024-07-05"),
        ("/nl/?as_of=1999-12-31", 400, "2000"),
        ("/nl/?as_of=2999-01-01", 400, "vandaag"),
        ("/en/compare/?van=2024-01-01&tot=2023-01-01", 400, "Swap"),
        ("/en/nothing/", 404, "This page does not exist"),
        ("/nl/niets/", 404, "Deze pagina bestaat niet"),
        ("/nl/indicatoren/RG99/", 404, "Deze pagina bestaat niet"),
        ("/niets/", 404, "Deze pagina bestaat niet"),
        ("/fr/", 404, "in het Engels"),
    ],
)
def test_the_page_says_what_was_expected(loaded: datetime, reader: Client, path: str, status: int, said: str) -> None:
    response = reader.get(path)
    assert response.status_code == status
    assert said in text(response)
    assert f'<html lang="{"en" if path.startswith("/en/") else "nl"}"' in text(response)


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("/fr/", ("/nl/", "/en/")),
        ("/fr/indicatoren/RG4/", ("/nl/indicatoren/RG4/", "/en/indicators/RG4/")),
        ("/indicatoren/", ("/nl/indicatoren/", "/en/indicators/")),
        ("/en/indicatoren/", ("/en/indicators/",)),
        ("/NL/indicatoren/", ("/nl/indicatoren/",)),
        ("/nl/strands/innovatiekracht", ("/nl/krachtlijnen/innovatiekracht/",)),
    ],
)
def test_unknown_addresses_lead_to_known_ones(
    loaded: datetime, reader: Client, path: str, links: tuple[str, ...]
) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    for link in links:
        assert f'href="{link}"' in text(response)
        assert reader.get(link).status_code == 200


def test_an_unknown_page_offers_search_and_ways_on(loaded: datetime, reader: Client) -> None:
    found = text(reader.get("/en/nothing/"))
    assert 'action="/en/search/"' in found
    assert 'href="/en/indicators/"' in found


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/nl/indicatoren", "/nl/indicatoren/"),
        ("/en", "/en/"),
        ("/nl/indicatoren/RG4?as_of=2024-07-05", "/nl/indicatoren/RG4/?as_of=2024-07-05"),
    ],
)
def test_a_forgotten_slash_is_mended(loaded: datetime, reader: Client, path: str, target: str) -> None:
    response = reader.get(path)
    assert (response.status_code, response.headers["Location"]) == (301, target)


@pytest.mark.parametrize(
    "path", ["//elders.example", "//elders.example/nl", "/nl//elders.example", "/%2f%2felders.example"]
)
def test_mending_never_leads_elsewhere(loaded: datetime, reader: Client, path: str) -> None:
    response = reader.get("/", PATH_INFO=path)  # as given: the client would take the start for a host
    assert not response.headers.get("Location", "/nl/").startswith("//")


def test_what_was_asked_is_never_echoed_as_markup(loaded: datetime, reader: Client) -> None:
    for path in ("/nl/<script>alert(1)</script>/", '/fr/"><script>alert(1)</script>/', "/nl/?as_of=<script>alert(1)"):
        assert "<script>alert" not in text(reader.get(path))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_for_a_broken_program_needs_no_database(language: str) -> None:
    """Without the mark for the database, pytest-django refuses every query."""
    response = failures.broken(factory.get(f"/{language}/"))
    assert response.status_code == 500
    assert catalogue(language)["failure.broken.title"] in text(response)
    assert f'<html lang="{language}">' in text(response)


def test_a_broken_database_gives_the_page_for_it(
    loaded: datetime, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> int:
        raise OperationalError("the disk is gone")

    monkeypatch.setattr("stemagenda.web.middleware.pages.version", fail)
    response = reader.get("/en/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in text(response)
    assert "disk" not in text(response)
    assert "Content-Security-Policy" in response.headers


def test_a_failure_page_that_cannot_be_drawn_falls_back(monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no template")

    monkeypatch.setattr(failures, "render", fail)
    response = failures.bad_request(factory.get("/en/?as_of=x"), BadRequest("as_of.form"))
    assert response.status_code == 400
    assert "That is not a date" in text(response)
    assert "could not be drawn" in caplog.text


def test_the_fallback_stands_without_collected_files(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert "<h1>" in text(failures.broken(factory.get("/nl/")))


@pytest.mark.django_db
def test_before_the_first_load_the_site_says_so(reader: Client) -> None:
    response = reader.get("/nl/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "stemagenda load" in text(response)


def test_forged_forms_are_refused(loaded: datetime) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/en/sign-in/", {"name": "x", "password": "y"})
    assert response.status_code == 403
    assert "was not processed" in text(response)


def test_a_missing_page_costs_one_query(loaded: datetime, reader: Client) -> None:
    reader.get("/nl/ook-niets/")  # looks, as every so many seconds, whether a release is due
    with CaptureQueriesContext(connection) as captured:
        reader.get("/nl/niets/")
    assert len(captured) == 1
