"""News from the form to the page, the list, the search and the feeds, and away again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.web.kept_forms import edit, form, new, stands
from tests.web.seated import browser, read

#: An item as a coordinator may type it.
TYPED: dict[str, Any] = {
    "title": "Meer meisjes in <b>techniek</b>",
    "on": "2026-11-03",
    "precision": "day",
    "summary": "Een korte tekst.",
    "description": "Eerste alinea.\n\nTweede <script>alinea</script>.",
    "body": "werkgroep",
    "objectives": ["OD 2.1.1", ""],
    "actions": "AK-01",
    "indicators": "RG2-WIS",
    "documents.title": ["Persbericht", ""],
    "documents.url": ["https://example.org/p", ""],
}


@pytest.fixture
def keeper(loaded: datetime) -> Client:
    return browser("coordinator")


@pytest.mark.parametrize(
    "page", ["/nl/nieuws/", "/en/news/", "/nl/nieuws/stemhub-van-start/", "/en/news/stemhub-van-start/"]
)
def test_what_the_documents_report_is_told_with_its_source(loaded: datetime, reader: Client, page: str) -> None:
    written = read(reader, page)
    assert problems_in(written) == []
    assert "STEMhub" in written
    assert "2024" in written
    assert "/nieuw/" not in written
    if "van-start" in page:
        assert "43768" in written


def test_news_goes_from_the_form_to_every_place_and_away(keeper: Client, reader: Client) -> None:
    saved = keeper.post(new("news"), {**form(keeper, new("news")), **TYPED})
    assert saved.status_code == 302, saved.content.decode()[:3000]
    code = "meer-meisjes-in-b-techniek-b"
    assert saved.headers["Location"] == f"/nl/nieuws/{code}/"
    page = read(reader, f"/nl/nieuws/{code}/")
    assert problems_in(page) == []
    assert "<p>Tweede &lt;script&gt;alinea&lt;/script&gt;.</p>" in page
    assert "Meer meisjes in &lt;b&gt;techniek&lt;/b&gt;" in page
    assert '<a href="/nl/indicatoren/RG2-WIS/">' in page
    assert '<a href="/nl/bestuur/werkgroep/">' in page
    for address in ("/nl/nieuws/", "/nl/zoeken/?q=meisjes+techniek", "/nl/wat-is-nieuw/?kind=news"):
        assert f"/nl/nieuws/{code}/" in read(reader, address), address
    for about in (
        "news",
        "indicator/RG2-WIS",
        "area/RG2",
        "strand/aantrekkingskracht",
        "body/werkgroep",
        "action/AK-01",
    ):
        assert f"/nl/nieuws/{code}/" in read(reader, f"/nl/wat-is-nieuw.rss?about={about}"), about
    assert f"/nl/nieuws/{code}/" in read(reader, "/sitemap.xml")
    away = keeper.post(edit("news", code), {"what": "withdraw", "seen": 1, "reason": "Klopt niet"})
    assert away.headers["Location"] == "/nl/nieuws/"
    assert read(reader, f"/nl/nieuws/{code}/", 404)
    # What came and went within a day is told nowhere; of an older item it is told that it was withdrawn.
    assert "meisjes" not in read(reader, "/nl/wat-is-nieuw.rss?about=news")
    assert keeper.post(edit("news"), {"what": "withdraw", "seen": 1, "reason": "Klopt niet"}).status_code == 302
    told = read(reader, "/nl/wat-is-nieuw.rss?about=news")
    assert "Nieuwsbericht ingetrokken: De STEMhub gaat van start" in told
    assert "/nl/nieuws/stemhub-van-start/" not in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Titel"),
        ({"on": "gisteren"}, "gisteren"),
        ({"indicators": "RG99"}, "RG99"),
        ({"documents.url": ["javascript:alert(1)", ""]}, "https://"),
        ({"summary": "x" * 1001}, "1.001"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(keeper: Client, changed: dict[str, Any], said: str) -> None:
    answer = keeper.post(new("news"), {**form(keeper, new("news")), **TYPED, **changed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Eerste alinea." in page
    assert problems_in(page) == []


def test_a_loaded_item_keeps_its_source_and_practices_when_it_is_changed(keeper: Client) -> None:
    typed = form(keeper, edit("news"))
    assert keeper.post(edit("news"), {**typed, "summary": "Anders gezegd."}).status_code == 302
    item = stands("news", "stemhub-van-start")
    assert (item.source, item.practices, item.precision) == ("cedefop-43768", ("stemhub",), "month")
    assert item.summary.nl == "Anders gezegd."
    assert "Anders gezegd." in read(keeper, "/nl/nieuws/stemhub-van-start/versies/?first=1&second=2")


@pytest.mark.parametrize("role", ["lead", "committee", "guest"])
def test_only_coordinators_write_news(loaded: datetime, role: str) -> None:
    client = browser(role)
    assert client.get(new("news")).status_code == 403
    assert client.post(new("news"), TYPED).status_code == 403
    assert Client().get(new("news")).status_code == 302
