"""Pieces for other sites: what they show, that nothing else can be framed, and how a program finds them."""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.markup import problems_in

from stemagenda.web.middleware.headers import EMBED_POLICY

PIECES = (
    "/nl/insluiten/licht/RG2-WIS/?series=pisa",
    "/en/embed/light/RG6/?colours=dark",
    "/nl/insluiten/grafiek/RG2-WIS/",
    "/en/embed/chart/RG6/",
    "/nl/insluiten/beleidstijdlijn/?type=strategy&colours=light",
)


@pytest.mark.parametrize("address", PIECES)
def test_a_piece_may_stand_in_any_frame_and_does_nothing_there(client: Client, loaded: datetime, address: str) -> None:
    for response in (client.get(address), client.get(address)):  # drawn, then remembered
        assert response.status_code == 200
        assert response.headers["Content-Security-Policy"] == EMBED_POLICY
        assert "X-Frame-Options" not in response.headers
        assert not response.cookies
        written = response.content.decode()
        assert problems_in(written) == []
        assert not re.search(r"<script|<form|<header", written)
        assert "Zoals bekend op" in written or "As known on" in written
    assert ('data-theme="dark"' in written) is ("dark" in address)


def test_a_piece_says_what_the_page_says_and_leads_back(client: Client, loaded: datetime) -> None:
    piece = client.get("/nl/insluiten/licht/RG2-WIS/?series=pisa&as_of=2024-07-05").content.decode()
    assert "verkeerde kant" in piece
    assert "17\u202f%" in piece
    assert 'href="http://testserver/nl/indicatoren/RG2-WIS/pisa/?as_of=2024-07-05"' in piece
    assert "Zoals bekend op 5 juli 2024" in piece
    chart = client.get("/nl/insluiten/grafiek/RG2-WIS/").content.decode()
    assert "<svg" in chart
    assert "Bron: " in chart


@pytest.mark.parametrize(
    "address", ["/nl/", "/nl/indicatoren/RG2-WIS/", "/nl/deelkaart.png", "/nl/insluiten/licht/X/", "/oembed", "/health"]
)
def test_nothing_else_can_be_framed(client: Client, loaded: datetime, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nl/insluiten/licht/X/", 404),
        ("/nl/insluiten/licht/RG2-WIS/?series=x", 404),
        ("/nl/insluiten/beleidstijdlijn/?type=x", 400),
        ("/nl/insluiten/licht/RG2-WIS/?colours=%22%3E%3Cscript%3E", 200),
    ],
)
def test_what_is_not_there(client: Client, loaded: datetime, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert b"<script>" not in response.content


def ask(client: Client, url: str, **more: str) -> tuple[int, dict[str, Any]]:
    response = client.get("/oembed", {"url": url, **more})
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response.status_code, json.loads(response.content)


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("/nl/indicatoren/RG2-WIS/", "/nl/insluiten/grafiek/RG2-WIS/"),
        ("/en/indicators/RG2-WIS/pisa/?as_of=2024-07-05", "/en/embed/chart/RG2-WIS/?series=pisa"),
        ("/nl/insluiten/licht/RG2-WIS/?series=pisa", "/nl/insluiten/licht/RG2-WIS/?series=pisa"),
        ("/nl/beleidstijdlijn/?type=strategy&evil=1", "/nl/insluiten/beleidstijdlijn/?type=strategy"),
    ],
)
def test_oembed_gives_the_piece_of_a_page(client: Client, loaded: datetime, page: str, source: str) -> None:
    status, answer = ask(client, f"http://testserver{page}")
    assert status == 200
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    [found] = re.findall(r'<iframe src="([^"]+)"', answer["html"])
    assert unescape(found) == f"http://testserver{source}"
    assert client.get(source).status_code == client.get(answer["thumbnail_url"]).status_code == 200
    small = ask(client, f"http://testserver{page}", maxwidth="300", maxheight="200")[1]
    assert (small["width"], small["height"]) == (300, 200)
    odd = ask(client, f"http://testserver{page}", maxwidth="-1", maxheight="x" * 50)[1]
    assert (odd["width"], odd["height"]) == (answer["width"], answer["height"])


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://169.254.169.254/latest/meta-data/",
        "http://elders.test/nl/indicatoren/RG2-WIS/",
        "http://testserver@elders.test/nl/indicatoren/RG2-WIS/",
        "http://testserver.elders.test/nl/indicatoren/RG2-WIS/",
        "//testserver/nl/indicatoren/RG2-WIS/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1",
        "http://testserver/nl/indicatoren/X/",
        "http://testserver/nl/indicatoren/RG2-WIS/x/",
        "http://testserver/nl/beleidstijdlijn/?type=x",
        "http://testserver/nl/privacy/",
        "http://testserver/nl/indicatoren/" + "x" * 1200 + "/",
        "http://testserver/nl/beleidstijdlijn/?" + "&a=1" * 101,
    ],
)
def test_oembed_answers_for_own_pages_alone(client: Client, loaded: datetime, url: str) -> None:
    status, answer = ask(client, url)
    assert (status, set(answer)) == (404, {"error"})


def test_oembed_in_another_format(client: Client, loaded: datetime) -> None:
    assert ask(client, "http://testserver/nl/indicatoren/RG2-WIS/", format="xml")[0] == 501


@pytest.mark.parametrize("page", ["/nl/indicatoren/RG2-WIS/", "/en/policy-timeline/?type=strategy"])
def test_a_page_offers_its_pieces_as_text_to_copy(client: Client, loaded: datetime, page: str) -> None:
    written = client.get(page).content.decode()
    assert problems_in(written) == []
    assert "<iframe" not in written
    codes = [unescape(unescape(code)) for code in re.findall(r'<code id="code-\w+">(.*?)</code>', written)]
    assert codes
    for code in codes:
        [source] = re.findall(r'<iframe src="([^"]+)"', code)
        assert client.get(source).headers["Content-Security-Policy"] == EMBED_POLICY
    [found] = re.findall(r'type="application/json\+oembed" title="[^"]+" href="([^"]+)"', written)
    assert client.get(unescape(found)).status_code == 200
