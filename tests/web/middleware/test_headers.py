"""Headers on every answer, and requests that are refused before anything looks at them."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemagenda.web.middleware.headers import FIXED, LONGEST_PATH, LONGEST_QUERY

AROUND = {name: value for name, value in FIXED.items() if name != "Cache-Control"}
PLACES = (
    ("/nl/", 200),
    ("/en/method/", 200),
    ("/nl/bestaat-niet/", 404),
    ("/nl/?as_of=morgen", 400),
    ("/", 302),
    ("/robots.txt", 200),
    ("/health", 200),
    ("/nl/aanmelden/", 200),
    ("/nl/afmelden/", 405),
)


@pytest.mark.parametrize(("path", "status"), PLACES)
def test_every_answer_carries_the_headers(loaded: datetime, reader: Client, path: str, status: int) -> None:
    response = reader.get(path)
    assert response.status_code == status
    assert AROUND.items() <= response.headers.items()
    assert response.headers["Server-Timing"].startswith("app;dur=")
    assert "Cache-Control" in response.headers
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers


def test_remembered_pages_carry_them_too(loaded: datetime, reader: Client) -> None:
    first, again = reader.get("/nl/methode/"), reader.get("/nl/methode/")
    short = reader.get("/nl/methode/", headers={"if-none-match": first.headers["ETag"]})
    assert short.status_code == 304
    for response in (again, short):
        assert AROUND.items() <= response.headers.items()


def test_the_policy_names_no_other_site_and_nothing_inline() -> None:
    policy = FIXED["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(("path", "language"), [("/nl/", "nl"), ("/en/", "en"), ("/", "nl"), ("/fr/", "nl")])
def test_language_of_the_answer(loaded: datetime, reader: Client, path: str, language: str) -> None:
    assert reader.get(path).headers["Content-Language"] == language


@pytest.mark.parametrize("method", ["TRACE", "QUERY", "PUT", "PATCH", "DELETE", "OPTIONS", "POST", "CONNECT", "MKCOL"])
def test_methods_no_page_takes(loaded: datetime, method: str) -> None:
    """Also with the check against forged forms, which would answer 403 before a view is asked."""
    response = Client(enforce_csrf_checks=True).generic(method, "/en/method/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert b"GET, HEAD" in response.content
    assert b"<h1>" in response.content


@pytest.mark.parametrize(("path", "allowed"), [("/nl/aanmelden/", "GET, HEAD, POST"), ("/nl/afmelden/", "POST")])
def test_forms_say_what_they_take(loaded: datetime, reader: Client, path: str, allowed: str) -> None:
    assert reader.put(path).headers["Allow"] == allowed


def test_unknown_addresses_are_unknown_whatever_the_method(loaded: datetime, reader: Client) -> None:
    assert reader.put("/nl/bestaat-niet/").status_code == 404


def test_what_a_trace_says_is_not_echoed(loaded: datetime, reader: Client) -> None:
    response = reader.generic("TRACE", "/nl/", headers={"x-geheim": "sleutelbos"})
    assert b"sleutelbos" not in response.content


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/" + "a" * LONGEST_PATH, 414),
        ("/" + "a" * (LONGEST_PATH - 1), 404),
        ("/nl/?q=" + "a" * LONGEST_QUERY, 414),
        ("/nl/zoeken/?q=" + "a" * (LONGEST_QUERY - 10), 200),
        ("/nl/%00", 400),
        ("/nl/zoeken/?q=a%00b", 400),
        ("/nl/?" + "a&" * 101, 400),
        ("/nl/%ff%fe", 404),
        ("/nl/..%2f..%2fetc/passwd", 404),
        ("/nl/indicatoren/%0d%0aX-Evil: 1/", 404),
    ],
)
def test_strange_addresses(loaded: datetime, reader: Client, path: str, status: int) -> None:
    response = reader.get(path)
    assert response.status_code == status
    assert "X-Evil" not in response.headers


def test_an_unknown_host_is_refused_with_a_page(loaded: datetime, reader: Client) -> None:
    response = reader.get("/nl/", headers={"host": "elders.example"})
    assert response.status_code == 400
    assert b"<h1>" in response.content


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(st.characters(codec="utf-8"), max_size=40), query=st.text(max_size=40))
def test_no_address_breaks_the_site(loaded: datetime, reader: Client, path: str, query: str) -> None:
    for start in ("/", "/nl/", "/nl/indicatoren/", "/en/sources/"):
        response = reader.get(start + path.replace("?", "").replace("#", ""), {"as_of": query, "q": query})
        assert response.status_code < 500
