"""What networks read of a page: its words once more, as plain text, and a card that shows no more than the page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from stemagenda.core.actions.action import Wording
from stemagenda.core.practices.practice import Practice
from stemagenda.usecases import cards
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.records import write_record

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def told(client: Client, address: str) -> dict[str, str]:
    written = client.get(address).content.decode().partition("</head>")[0]
    found = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', written))
    [canonical] = re.findall(r'<link rel="canonical" href="([^"]+)">', written)
    return {**found, "canonical": canonical}


@pytest.mark.parametrize(
    ("page", "title", "card"),
    [
        ("/nl/", "De staat van STEM", "/nl/deelkaart.png"),
        ("/nl/krachtlijnen/daadkracht/", "Daadkracht", "/nl/deelkaart/strand/daadkracht.png"),
        ("/nl/resultaatsgebieden/RG3/?as_of=2024-07-05", "Meer instroom", "/nl/deelkaart/area/RG3.png"),
        ("/en/indicators/RG2-WIS/", "Low performers", "/en/card/indicator/RG2-WIS.png"),
        ("/en/indicators/RG2-WIS/pisa/", "Low performers", "/en/card/indicator/RG2-WIS.png?series=pisa"),
        ("/nl/praktijken/stemhub/", "STEMhub", "/nl/deelkaart/practice/stemhub.png"),
        ("/nl/beleidstijdlijn/", "Beleidstijdlijn", "/nl/deelkaart.png"),
    ],
)
def test_a_page_tells_networks_what_it_is(client: Client, loaded: datetime, page: str, title: str, card: str) -> None:
    found = told(client, page)
    assert title in found["og:title"]
    assert len(found["og:description"]) > 20
    assert found["og:url"] == found["canonical"] == f"http://testserver{page.partition('?')[0]}"
    assert found["og:image"] == f"http://testserver{card}"
    assert {found["og:locale"], found["og:locale:alternate"]} == {"nl_BE", "en_GB"}
    picture = client.get(card)
    assert (picture.headers["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert picture.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get(card, headers={"If-None-Match": picture.headers["ETag"]}).status_code == 304


def test_words_with_mark_up_stay_words(client: Client, loaded: datetime) -> None:
    value = Practice(code="kwaad", title=Wording(nl='"><script>x</script>'), kind="practice", summary=Wording(nl="Z"))
    write_record(kind="practice", value=value, seen=0, state="published", verb="x", actor=OPERATOR, now=NOW)
    for language, page in (("nl", "praktijken"), ("en", "practices")):
        written = client.get(f"/{language}/{page}/kwaad/").content.decode()
        assert "<script>x" not in written
        assert 'content="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"' in written
        # A title in the other language is marked on the page; in the head there is no mark-up.
        assert "<span" not in written.partition("</head>")[0]


@pytest.mark.parametrize(
    "address",
    ["/nl/deelkaart/indicator/X.png", "/nl/deelkaart/dinges/RG3.png", "/nl/deelkaart/practice/nieuw.png"],
)
def test_there_is_no_card_of_what_there_is_not(client: Client, loaded: datetime, address: str) -> None:
    value = Practice(code="nieuw", title=Wording(nl="Geheim"), kind="practice")
    write_record(kind="practice", value=value, seen=0, state="draft", verb="x", actor=OPERATOR, now=NOW)
    assert client.get(address).status_code == 404


def test_a_card_says_what_the_page_says(loaded: datetime) -> None:
    found = cards.card(kind="indicator", code="RG2-WIS", language="nl", on=NOW.date())
    assert found is not None
    assert found.light is not None
    assert (found.light.colour, found.light.words, found.figure, found.figure_note) == (
        "red",
        "verkeerde kant, ouder cijfer",
        "17\u202f%",
        "2018",
    )
    early = cards.card(kind="indicator", code="RG2-WIS", language="nl", on=datetime(2015, 1, 1, tzinfo=UTC).date())
    assert early is not None
    assert early.figure_note != "2018"
    empty = cards.card(kind="area", code="RG7", language="en", on=NOW.date())
    assert empty is not None
    assert empty.text.startswith("There is no indicator")
