"""The pages of governance as a visitor, a member and a coordinator see them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.outputs.ics.reading import read
from tests.web.forms import fields_of
from tests.web.seated import browser

from stemagenda.core.actions.action import DocumentLink, Wording
from stemagenda.core.governance.meeting import AgendaItem, Decision, Meeting
from stemagenda.usecases.governance.editing import decide, save
from stemagenda.usecases.governance.reading import kept
from stemagenda.usecases.permissions import Actor
from stemagenda.web.asking import now
from stemagenda.web.scheme import scheme

KEEPER = Actor(name="secretariaat", is_coordinator=True)
PAGES = (
    "/nl/bestuur/",
    "/nl/bestuur/werkgroep/",
    "/nl/bestuur/stem-platform/",
    "/nl/vergaderingen/state-of-stem-2022/",
    "/nl/vergaderingen/ambtelijk-comite-2023-06-06/",
    "/nl/beslissingen/",
    "/nl/werkpunten/",
    "/nl/adviezen/",
    "/en/governance/",
    "/en/governance/ecosysteem/",
    "/en/decisions/",
    "/en/follow-up-points/",
    "/en/advice/",
)
#: What only members, and what only coordinators, are offered.
FOR_MEMBERS, FOR_COORDINATORS = r"/(versies|versions)/", r"/(bewerken|edit|nieuw|new)/"


def text(client: Client, address: str, status: int = 200) -> str:
    answered = client.get(address)
    assert answered.status_code == status, address
    return answered.content.decode()


def links(page: str) -> str:
    return "\n".join(re.findall(r'href="(/[^"]*)"', page))


def planned(**changed: object) -> str:
    """A meeting of the working group in a fortnight, with everything a meeting can have."""
    item = AgendaItem(
        number=1,
        title="Stand van zaken <b>",
        objectives=("OD 1.1.1",),
        actions=("OK-01",),
        indicators=("RG2-WIS",),
        note="Ter bespreking",
        documents=(DocumentLink(title="Nota", url="https://example.org/nota"),),
    )
    values = {
        "code": "",
        "body": "werkgroep",
        "on": now().date() + timedelta(days=14),
        "title": Wording(nl="Werkgroep van straks"),
        "items": (item,),
        "documents": (DocumentLink(title="Bijlage zonder adres"),),
        **changed,
    }
    return save(record=Meeting(**values), seen=0, actor=KEEPER, now=now()).code  # type: ignore[arg-type]


@pytest.mark.parametrize("address", PAGES)
def test_every_role_gets_its_page(address: str, loaded: datetime, reader: Client) -> None:
    public, member, keeper = (text(client, address) for client in (reader, browser("lead"), browser("coordinator")))
    assert not re.search(FOR_MEMBERS, links(public))
    assert not re.search(FOR_COORDINATORS, links(public))
    assert not re.search(FOR_COORDINATORS, links(member))
    assert re.search(FOR_COORDINATORS, links(keeper))


def test_a_dutch_page_shows_no_code_or_english(loaded: datetime, reader: Client) -> None:
    for address in (page for page in PAGES if page.startswith("/nl/")):
        shown = re.sub(r"<[^>]+>", " ", text(reader, address).split("<main", 1)[1].split("</main", 1)[0])
        for code in ("written-procedure", "not-answered", "taken-up", "discusses-for", "working-group", "None"):
            assert code not in shown, (address, code)


def test_the_overview_draws_who_works_for_whom_and_says_it_in_a_list(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/bestuur/")
    assert page.count('class="scheme-name"') == 6
    assert page.count('class="scheme-line') == 5
    assert "legt voorstellen ter goedkeuring voor aan: Ambtelijk comité STEM" in page
    assert "Niet bekend" in page
    english = text(reader, "/en/governance/")
    assert 'advises: <a class="quiet" href="/en/network/vlaamse-regering/">Flemish Government' in english


def test_no_scheme_without_links() -> None:
    assert scheme(bodies=[], names={}, language="nl") is None


def test_a_body_tells_its_rhythm_its_seats_and_no_turn(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/bestuur/werkgroep/")
    for said in (
        "Gemeld zonder dagen",
        "Het tussentijds rapport meldt dat de werkgroep elke maand samenkwam",
        "van 11 juni 2021 tot en met 31 december 2024",
        "dus is geen beurt te berekenen",
        "Alle vergaderingen tot en met 5 juli 2024 zijn bekend",
    ):
        assert said in page
    assert "waarvan 1 schriftelijk" in text(reader, "/nl/bestuur/ambtelijk-comite/")
    assert "alleen dat van 2022 heet daar zo" in text(reader, "/nl/bestuur/ecosysteem/")
    assert "bereidt de vergaderingen voor van dit orgaan" in text(reader, "/nl/bestuur/raadgevend-comite/")


def test_accounts_with_a_seat_never_reach_the_public(loaded: datetime, reader: Client) -> None:
    member = browser("lead")
    assert "Accounts met een zetel" in text(member, "/nl/bestuur/werkgroep/")
    for address in ("/nl/bestuur/werkgroep/", "/nl/bestuur/werkgroep.ics", "/en/governance/werkgroep/"):
        assert "Accounts" not in text(reader, address)
        assert "lead" not in text(reader, address).split("<main", 1)[-1].split("</main", 1)[0]


def test_a_meeting_shows_what_is_on_its_agenda(loaded: datetime, reader: Client) -> None:
    page = text(reader, f"/nl/vergaderingen/{planned()}/")
    assert "Stand van zaken &lt;b&gt;" in page
    for link in (
        "/nl/doelstellingen/OD%201.1.1/",
        "/nl/acties/OK-01/",
        "/nl/indicatoren/RG2-WIS/",
        "https://example.org/nota",
    ):
        assert f'href="{link}"' in page
    assert "Bijlage zonder adres" in page
    assert "Ter bespreking" in page
    assert '<span lang="nl">Stand van zaken' in text(reader, f"/en/meetings/{planned()}/")


def test_an_agenda_to_come_is_not_called_unpublished(loaded: datetime, reader: Client) -> None:
    assert "De agenda volgt nog." in text(reader, f"/nl/vergaderingen/{planned(items=())}/")
    assert "De agenda is niet gepubliceerd." in text(reader, "/nl/vergaderingen/ambtelijk-comite-2023-06-06/")


def test_minutes_are_for_members_unless_public(loaded: datetime, reader: Client) -> None:
    secret, public = planned(minutes="Onder ons <i>"), planned(minutes="Voor allen", minutes_public=True)
    assert "Onder ons" not in text(reader, f"/nl/vergaderingen/{secret}/")
    assert "Onder ons" not in text(browser("guest"), f"/nl/vergaderingen/{secret}/")
    shown = text(browser("lead"), f"/nl/vergaderingen/{secret}/")
    assert "Onder ons &lt;i&gt;" in shown
    assert "Enkel leden zien dit verslag." in shown
    assert "Voor allen" in text(reader, f"/nl/vergaderingen/{public}/")


def test_a_cancelled_meeting_says_so(loaded: datetime, reader: Client) -> None:
    code = planned(cancelled=True)
    assert "Deze vergadering is afgelast." in text(reader, f"/nl/vergaderingen/{code}/")
    assert "afgelast" in text(reader, "/nl/bestuur/werkgroep/")
    [event] = read(reader.get("/nl/bestuur/werkgroep.ics").content).parts
    assert event.value("STATUS") == "CANCELLED"


def test_what_a_day_did_not_know_is_not_there(loaded: datetime, reader: Client) -> None:
    assert "8 open werkpunten" in text(reader, "/nl/werkpunten/")
    assert "Er staat geen werkpunt open." in text(reader, "/nl/werkpunten/?as_of=2023-01-01")
    assert text(browser("coordinator"), "/nl/beslissingen/?as_of=2022-01-01").count("/bewerken/") == 0


def test_a_chair_that_was_stated_gives_the_next_ones(loaded: datetime, reader: Client) -> None:
    stands = kept(kind="body", code="werkgroep")
    assert stands is not None
    given = {
        **form_of_body(browser("coordinator")),
        "anchor_year": str(now().year),
        "anchor_domain": "cultuur-jeugd-media",
    }
    assert browser("coordinator").post("/nl/bestuur/werkgroep/bewerken/", given).status_code == 302
    page = text(reader, "/nl/bestuur/werkgroep/")
    assert f"{now().year + 1}: Onderwijs en Vorming" in page
    assert f"Berekend vanaf Cultuur, Jeugd en Media in {now().year}." in page


def form_of_body(client: Client) -> dict[str, object]:
    """What the form of the working group holds as it stands."""
    return fields_of(client.get("/nl/bestuur/werkgroep/bewerken/").content.decode())


@pytest.mark.parametrize(
    "address",
    ["/nl/bestuur/bestaat-niet/", "/nl/vergaderingen/bestaat-niet/"],
)
def test_what_is_not_there(address: str, loaded: datetime, reader: Client) -> None:
    assert reader.get(address).status_code == 404


def test_the_calendar_of_no_body(loaded: datetime, reader: Client) -> None:
    assert reader.get("/nl/bestuur/bestaat-niet.ics", follow=True).status_code == 404


def test_the_calendar_of_a_body(loaded: datetime, reader: Client) -> None:
    answered = reader.get("/en/governance/ambtelijk-comite.ics")
    assert answered.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = read(answered.content)
    assert found.parts[0].value("URL") == "http://testserver/en/meetings/ambtelijk-comite-2022-04-22/"


# ---------------------------------------------------------------- closing follow-up points


def test_who_does_not_sign_in_closes_nothing(loaded: datetime, reader: Client) -> None:
    answered = reader.post("/nl/werkpunten/", {"code": "streefcijfers", "seen": "1", "note": "Klaar"})
    assert answered.status_code == 403
    assert "Klaar" in answered.content.decode()


def test_its_owner_closes_a_point_and_reopens_it(loaded: datetime, reader: Client) -> None:
    owner = browser("lead")
    closed = owner.post(
        "/nl/werkpunten/", {"what": "close", "code": "streefcijfers", "seen": "1", "note": "Ze staan <hier>."}
    )
    assert (closed.status_code, closed.headers["Location"]) == (302, "/nl/werkpunten/#streefcijfers")
    assert "Ze staan &lt;hier&gt;." in text(reader, "/nl/werkpunten/")
    assert owner.post("/nl/werkpunten/", {"what": "reopen", "code": "streefcijfers", "seen": "2"}).status_code == 302
    assert "8 open werkpunten" in text(reader, "/nl/werkpunten/")


def test_somebody_else_s_point_is_not_closed(loaded: datetime) -> None:
    for role in ("committee", "guest"):
        answered = browser(role).post("/nl/werkpunten/", {"code": "streefcijfers", "seen": "1", "note": "Klaar"})
        assert answered.status_code == 403


def test_a_point_is_not_closed_without_a_word_and_what_was_typed_stays(loaded: datetime) -> None:
    owner = browser("lead")
    empty = owner.post("/nl/werkpunten/", {"code": "streefcijfers", "seen": "1", "note": "  "})
    assert empty.status_code == 422
    assert "<b>Wat er gedaan is</b>: is leeg. Zeg wat er gedaan is." in empty.content.decode()
    forged = owner.post("/nl/werkpunten/", {"code": "streefcijfers", "seen": "nul", "note": "Dit typte ik"})
    assert forged.status_code == 422
    assert "Dit typte ik" in forged.content.decode()


def test_two_people_close_one_point(loaded: datetime) -> None:
    browser("coordinator").post("/nl/werkpunten/", {"code": "streefcijfers", "seen": "1", "note": "Eerst."})
    answered = browser("lead").post("/nl/werkpunten/", {"code": "streefcijfers", "seen": "1", "note": "Ook ik."})
    assert answered.status_code == 409
    assert "coordinator wijzigde dit intussen" in answered.content.decode()


def test_a_decision_leads_to_the_action_it_opened_once_the_reader_may_see_it(loaded: datetime, reader: Client) -> None:
    decision = Decision(
        code="", on=now().date(), text=Wording(nl="Er komt een actie."), by="werkgroep", effect="opens-action"
    )
    coordinator = Actor(name="coordinator", is_coordinator=True)
    _, code = decide(decision=decision, opens="Nieuw", strand="daadkracht", actor=coordinator, now=now())
    link = f'href="/nl/acties/{code}/"'
    public = reader.get("/nl/beslissingen/").content.decode()
    assert code in public
    assert link not in public
    assert link in browser("coordinator").get("/nl/beslissingen/").content.decode()
    assert 'href="/nl/acties/' in reader.get("/nl/adviezen/").content.decode()
