"""The pages of events: the list, one event, its form, files and calendars."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.web.kept_forms import edit, form, new, stands
from tests.web.seated import browser

from stemagenda.usecases.events import reading

#: An event as a coordinator may type it.
TYPED: dict[str, Any] = {
    "kind": "networking-moment",
    "title": "Wie leert van wie?",
    "title_en": "Who learns from whom?",
    "description": "Bedrijven en scholen.",
    "on": "2027-03-18",
    "precision": "day",
    "begins": "13:30",
    "finishes": "17:00",
    "where": "Mechelen",
    "organiser": "vlaio",
    "body": "ecosysteem",
    "capacity": "40",
    "registration_from": "2026-11-01",
    "objectives": ["OD 4.2.1", ""],
    "actions": "ok-01",
    "transitions": "digitalisation",
    "documents.title": ["Uitnodiging", ""],
    "documents.url": ["https://example.org/u", ""],
}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    reading._known.cache_clear()


@pytest.fixture
def keeper(loaded: datetime) -> Client:
    return browser("coordinator")


def text(reader: Client, address: str, *, status: int = 200) -> str:
    answer = reader.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/nl/evenementen/", "/en/events/"])
def test_the_list_tells_what_comes_and_what_is_over(loaded: datetime, reader: Client, address: str) -> None:
    page = text(reader, address)
    assert page.count('class="event-day"') == 3
    assert page.count('class="facet"') == 6
    assert "VLAIO" in page
    assert not problems_in(page)
    assert page.count('class="event-day"') == 3
    assert "Geen evenement voldoet" in text(reader, "/nl/evenementen/?year=2022&kind=other")
    assert "nog geen evenement bekend" in text(reader, "/nl/evenementen/?as_of=2024-01-01")


@pytest.mark.parametrize("query", ["kind=congres", "when=%3Cscript%3E", "organiser=niemand", "year=1"])
def test_a_filter_nobody_knows_is_a_bad_request_in_words(loaded: datetime, reader: Client, query: str) -> None:
    assert "Deze filter bestaat niet" in text(reader, f"/nl/evenementen/?{query}", status=400)


def test_an_event_says_what_is_stated_and_what_is_not(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/evenementen/state-of-the-stem-2022/")
    assert "3 oktober 2022" in page
    assert '<a href="/nl/vergaderingen/state-of-stem-2022/">' in page
    assert '<a href="/nl/bestuur/ecosysteem/">' in page
    assert "Niet vermeld" in page
    assert not problems_in(page)
    assert "de dag is niet gepubliceerd" in text(reader, "/nl/evenementen/netwerkdag-impact-2025/")
    assert "February 2025" in text(reader, "/en/events/netwerkdag-impact-2025/")
    text(reader, "/nl/evenementen/nooit/", status=404)
    text(reader, "/nl/evenementen/state-of-the-stem-2022/?as_of=2023-01-01", status=404)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/nl/doelstellingen/OD 4.2.1/", "stem-competenties-lesgevers-2023"),
        ("/nl/netwerk/vlaio/", "netwerkdag-impact-2025"),
        ("/nl/bestuur/ecosysteem/", "state-of-the-stem-2022"),
        ("/nl/vergaderingen/state-of-stem-2022/", "state-of-the-stem-2022"),
        ("/nl/zoeken/?q=netwerkdag", "netwerkdag-impact-2025"),
        ("/sitemap.xml", "netwerkdag-impact-2025"),
    ],
)
def test_what_an_event_is_about_leads_to_it(loaded: datetime, reader: Client, address: str, said: str) -> None:
    assert f"/nl/evenementen/{said}/" in text(reader, address)


def test_an_event_is_entered_shown_and_changed(keeper: Client) -> None:
    answered = keeper.post(new("event"), {**form(keeper, new("event")), **TYPED})
    assert answered.status_code == 302, answered.content.decode()
    assert answered.headers["Location"] == "/nl/evenementen/wie-leert-van-wie/"
    page = text(keeper, "/nl/evenementen/wie-leert-van-wie/")
    for said in ("18 maart 2027, 13.30–17.00 uur", "Mechelen", "OD 4.2.1", "OK-01", "Uitnodiging"):
        assert said in page
    assert "13.30–17.00 uur</span>" in text(keeper, "/nl/evenementen/")
    fields = form(keeper, edit("event", "wie-leert-van-wie"))
    assert keeper.post(edit("event", "wie-leert-van-wie"), {**fields, "cancelled": "1"}).status_code == 302
    assert stands("event", "wie-leert-van-wie").cancelled
    assert "gaat niet door" in text(keeper, "/nl/evenementen/wie-leert-van-wie/")
    assert "/nl/evenementen/wie-leert-van-wie/" in text(keeper, "/nl/acties/OK-01/")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"on": "2027-02-30"}, "2027-02-30"),
        ({"on": ""}, "is leeg"),
        ({"begins": "25:00"}, "‘25:00’ is geen uur"),
        ({"finishes": "12:00"}, "ligt voor het begin"),
        ({"ends": "2027-03-17"}, "ligt voor het begin"),
        ({"capacity": "0"}, "ligt niet tussen 1 en 9.999"),
        ({"capacity": "-3"}, "ligt niet tussen 1 en 9.999"),
        ({"capacity": "99999999"}, "ligt niet tussen 1 en 9.999"),
        ({"capacity": "veel"}, "is geen geheel getal"),
        ({"capacity": "9" * 40}, "is geen geheel getal"),
        ({"registration_until": "2028-01-01"}, "valt na de dag van het evenement"),
        ({"organiser": "niemand"}, "niemand"),
        ({"meeting": "state-of-stem-2022"}, "03-10-2022"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(keeper: Client, changed: dict[str, str], said: str) -> None:
    answered = keeper.post(new("event"), {**form(keeper, new("event")), **TYPED, **changed})
    page = answered.content.decode()
    assert answered.status_code == 422
    assert said in page
    assert "Bedrijven en scholen." in page
    if "capacity" in changed:
        assert f'value="{changed["capacity"][:9]}' in page


def test_calendars_and_files(loaded: datetime, reader: Client) -> None:
    whole = reader.get("/nl/evenementen.ics")
    assert whole.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert whole.content.count(b"BEGIN:VEVENT") == 3
    again = reader.get("/nl/evenementen.ics", headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304
    one = reader.get("/en/events/state-of-the-stem-2022.ics")
    assert one.content.count(b"BEGIN:VEVENT") == 1
    assert b"URL:http://testserver/en/events/state-of-the-stem-2022/" in one.content
    assert reader.get("/nl/evenementen/nooit.ics", follow=True).status_code == 404
    found = reader.get("/nl/evenementen/download.json?kind=other").json()
    assert [item["code"] for item in found["events"]] == ["stem-competenties-lesgevers-2023"]
    assert reader.get("/nl/evenementen/download.csv").content.count(b"\n") >= 4
    assert reader.get("/nl/evenementen/download.xlsx").content.startswith(b"PK")
    assert reader.get("/nl/evenementen/download.exe", follow=True).status_code == 404
