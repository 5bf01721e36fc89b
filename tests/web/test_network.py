"""The pages of the network: the picture with its lists, actors with filters, one actor, what nobody knows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.remembered import forget
from tests.web.kept_forms import form
from tests.web.seated import browser, read

from stemagenda.usecases import network as usecase
from stemagenda.usecases.actor_merging import merge_entities
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.web.templatetags.network import reading, shared_title, target

NOW = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget()


def text(reader: Client, address: str, *, status: int = 200) -> str:
    answer = reader.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/nl/netwerk/",
        "/en/network/",
        "/nl/netwerk/?as_of=2021-06-30",
        "/nl/netwerk/actoren/",
        "/en/network/actors/?pillar=knowledge&q=centra",
        "/nl/netwerk/actoren/?q=xyzzy",
        "/nl/netwerk/stem-platform/",
        "/en/network/vdab/",
        "/nl/netwerk/wse/",
        "/nl/netwerk/imec/",
        "/nl/netwerk/vdab/?as_of=2021-12-31",
    ],
)
def test_pages_are_sound_in_both_languages(loaded: datetime, reader: Client, address: str) -> None:
    assert not problems_in(text(reader, address))


def test_the_network_shows_a_spot_for_everybody_and_says_the_same_in_words(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/netwerk/")
    assert page.count("<circle") == len(usecase.network(on=NOW.date()).actors)
    assert "De documenten noemen 89 actoren." in page
    assert 'href="/nl/netwerk/stem-platform/"' in page
    assert "Versnippering" in page
    assert "<b>" in page
    assert 'aria-current="page">Netwerk' in page


def test_an_estimate_and_lines_left_out_are_told(
    loaded: datetime, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemagenda.core.network import bridging, circle

    monkeypatch.setattr(circle, "_MOST_LINES", 100)
    monkeypatch.setattr(usecase, "bridging", lambda network: bridging.bridging(network=network, most_steps=1))
    page = text(reader, "/nl/netwerk/")
    assert "Geschat vanuit 16 actoren." in page
    assert "zwakste lijnen zijn niet getekend" in page


def test_actors_are_filtered_by_address(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/netwerk/actoren/?kind=research-centre&pillar=knowledge")
    assert "4 actoren" in page
    assert 'href="/nl/netwerk/imec/"' in page
    assert "Deze filter bestaat niet" in text(reader, "/nl/netwerk/actoren/?kind=x", status=400)
    assert "There is no such filter" in text(reader, "/en/network/actors/?pillar=x", status=400)


def test_an_actor_has_roles_relations_with_days_and_neighbours(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/netwerk/serv/")
    assert "Is lid van" in page
    assert "sinds 30 oktober 2020" in page
    assert "OD 2.2.1" in page
    assert 'href="/nl/bestuur/werkgroep/"' in page
    gone = text(reader, "/nl/netwerk/wse/")
    assert "Bestond tot en met 31 december 2024" in gone
    assert 'href="/nl/netwerk/wewis/"' in gone
    text(reader, "/nl/netwerk/niemand/", status=404)
    text(reader, "/nl/netwerk/vlerick/?as_of=2021-12-31", status=404)


def test_a_merged_record_leads_to_the_one_that_goes_on(loaded: datetime, reader: Client) -> None:
    merge_entities(code="syntrum", into="syntra", seen=1, reason="dezelfde", actor=OPERATOR, now=NOW)
    answer = reader.get("/nl/netwerk/syntrum/")
    assert (answer.status_code, answer["Location"]) == (302, "/nl/netwerk/syntra/")
    assert "Ook bekend als:" in text(reader, "/nl/netwerk/syntra/")


MERGE = "/nl/netwerk/syntrum/samenvoegen/"


def test_a_coordinator_merges_two_records_with_a_form(loaded: datetime) -> None:
    client = browser("coordinator")
    assert MERGE in read(client, "/nl/netwerk/syntrum/")
    page = read(client, MERGE)
    assert not problems_in(page)
    assert '<option value="syntra">Syntra</option>' in page
    assert '<option value="syntrum"' not in page
    answer = client.post(MERGE, {"seen": "1", "into": "syntra", "reason": "dezelfde"})
    assert (answer.status_code, answer["Location"]) == (302, "/nl/netwerk/syntra/")
    read(client, MERGE, 404)


def test_what_cannot_be_merged_is_said_and_what_was_typed_stays(loaded: datetime) -> None:
    answer = browser("coordinator").post(MERGE, {"seen": "7", "into": "syntra", "reason": "dezelfde <b>"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is intussen gewijzigd" in page
    assert "dezelfde &lt;b&gt;</textarea>" in page
    assert '<option value="syntra" selected>' in page


@pytest.mark.parametrize("role", ["lead", "committee", "guest"])
def test_only_coordinators_may_merge(loaded: datetime, role: str) -> None:
    client = browser(role)
    assert MERGE not in read(client, "/nl/netwerk/syntrum/")
    read(client, MERGE, 403)
    assert client.post(MERGE, {"seen": "1", "into": "syntra", "reason": "x"}).status_code == 403


def test_a_visitor_is_asked_to_sign_in_before_merging(loaded: datetime, reader: Client) -> None:
    answer = reader.get(MERGE)
    assert answer.status_code == 302
    assert "/nl/aanmelden/" in answer["Location"]


@pytest.mark.parametrize("address", ["/nl/acties/DK-10/", "/nl/bestuur/werkgroep/", "/nl/beleidstijdlijn/duaal-leren/"])
def test_names_of_actors_lead_to_their_page(loaded: datetime, reader: Client, address: str) -> None:
    assert 'class="quiet" href="/nl/netwerk/' in text(reader, address)


def test_what_is_not_public_on_the_day_keeps_its_code() -> None:
    from stemagenda.core.network.relation import Tie

    tie = Tie(actor="a", kind="leads", target="OK-99", target_kind="action", origin="action")
    assert target({}, {}, {}, tie) == "OK-99"
    assert shared_title({}, {}, "action", "OK-99") == "OK-99"
    assert shared_title({"language": "en"}, {}, "entity", "a b") == "directly"
    assert reading({}, None, "share") == "–"
    assert reading({}, 1.456, "score") == "1,46"


def test_the_network_of_a_region_says_what_nobody_stated(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/netwerk/?region=10000")
    assert not problems_in(page)
    assert "Van geen enkele actor is vermeld dat hij in deze regio werkt." in page
    assert "leden van de werkgroep kunnen het invullen" in page
    assert 'href="/nl/netwerk/actoren/?region=-"' in page
    assert "Nog van geen enkele actor is de regio vermeld" in page
    assert "Deze filter bestaat niet" in text(reader, "/nl/netwerk/?region=x", status=400)
    assert "Vul de regio in op de pagina van de actor" in read(browser("lead"), "/nl/netwerk/")


def test_lines_by_region_appear_once_somebody_filled_one_in(loaded: datetime, reader: Client) -> None:
    member = browser("lead")
    given = form(member, "/nl/netwerk/imec/bewerken/")
    assert member.post("/nl/netwerk/imec/bewerken/", {**given, "region": "20001"}).status_code == 302
    page = text(reader, "/nl/netwerk/")
    assert "Welke regio ontbreekt bij welke doelstelling?" in page
    assert "Vlaams-Brabant (1)" in page
    assert "Alleen actoren waarvan de regio vermeld is." in page
    assert "Niet vermeld" in text(reader, "/nl/netwerk/actoren/?region=-")
