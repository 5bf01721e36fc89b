"""Proposing and reviewing practices on the site: who gets in, what the form keeps, the way to the public."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.web.seated import browser, read, text

from stemagenda.store import records
from stemagenda.usecases import practices as usecase
from stemagenda.usecases.practice_submissions import criteria

NEW, WAITING = "/nl/praktijken/nieuw/", "/nl/praktijken/ingediend/"
PROPOSAL, EDIT = "/nl/praktijken/meisjes-en-machines/voorstel/", "/nl/praktijken/meisjes-en-machines/bewerken/"
FIELDS = {
    "seen": "0",
    "title": "Meisjes en machines",
    "kind": "practice",
    "summary": "Een kamp.",
    "organisation": "vdab",
    "target_groups": ["girls-women", "hackers"],
    "levels": ["out-of-school"],
    "objectives": ["OD 1.2.1"],
    "link": "https://voorbeeld.be/kamp",
    "contact": "kamp@voorbeeld.be",
    "gender": "girls",
    "starts": "2025",
}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    usecase._known.cache_clear()
    usecase._comparable.cache_clear()
    usecase._READ.forget()


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found is not None
    return found[1]


def sent_in(client: Client, **more: object) -> None:
    response = client.post(NEW, {**FIELDS, **more})
    assert response.headers["Location"] == PROPOSAL


def review(client: Client, step: str, **more: str) -> int:
    given = {"step": step, "seen": seen_on(read(client, PROPOSAL)), "evidence": "monitored"}
    for code in criteria():
        given |= {f"met.{code}": "yes", f"evidence.{code}": "Het verslag."}
    return client.post(PROPOSAL, given | more).status_code


@pytest.mark.parametrize("address", [NEW, WAITING, "/nl/praktijken/stemhelden/bewerken/"])
def test_strangers_sign_in_first_and_guests_are_refused(loaded: datetime, reader: Client, address: str) -> None:
    assert reader.get(address).headers["Location"].startswith("/nl/aanmelden/?next=%2Fnl%2Fpraktijken%2F")
    assert browser("guest").get(address).status_code in {403, 404}
    assert browser("guest").post(address, FIELDS).status_code in {403, 404, 405}
    assert records.version(kind="practice", code="meisjes-en-machines") is None


def test_the_way_to_the_public(loaded: datetime, reader: Client) -> None:
    partner, reviewer = browser("committee"), browser("lead")
    sent_in(partner)
    assert reader.get("/nl/praktijken/meisjes-en-machines/").status_code == 404
    assert reader.get(PROPOSAL).headers["Location"].startswith("/nl/aanmelden/")
    assert "Wacht op u" in text(read(reviewer, WAITING))
    assert "Wacht op u" not in text(read(partner, WAITING))
    assert "De werkgroep beoordeelt dit voorstel." in text(read(partner, PROPOSAL))
    assert "Beoordelen met het kwaliteitskader" not in read(partner, PROPOSAL)
    assert review(reviewer, "return", reason="Zeg voor wie.") == 302
    assert "Zeg voor wie." in read(partner, PROPOSAL)
    again = read(partner, EDIT)
    assert 'value="https://voorbeeld.be/kamp"' in again
    assert partner.post(EDIT, {**FIELDS, "seen": seen_on(again), "results": "Het werkt."}).status_code == 302
    assert review(reviewer, "validate") == 302
    assert review(reviewer, "publish") == 302
    page = text(read(reader, "/nl/praktijken/meisjes-en-machines/"))
    for said in ("Een kamp.", "Het werkt.", "Gevolgd", "Richt zich op meisjes", "VDAB", "kamp@voorbeeld.be", "2025"):
        assert said in page
    assert "Beoordeeld met het kwaliteitskader" in page
    assert "Ingediend door een partner en beoordeeld door de werkgroep." in page
    assert "Het verslag." in page


def test_the_list_leads_members_to_what_is_on_its_way(loaded: datetime, reader: Client) -> None:
    link = f'href="{WAITING}"'
    assert link in read(browser("lead"), "/nl/praktijken/")
    assert link not in read(browser("guest"), "/nl/praktijken/")
    public = read(reader, "/nl/praktijken/")
    assert link not in public
    assert f'href="{NEW}"' in public


def test_nobody_without_the_right_takes_a_step(loaded: datetime) -> None:
    sent_in(browser("committee"))
    page = read(browser("committee"), PROPOSAL)
    refused = browser("committee").post(PROPOSAL, {"step": "validate", "seen": seen_on(page)})
    assert refused.status_code == 403
    assert browser("guest").post(PROPOSAL, {"step": "validate", "seen": "1"}).status_code == 404


def test_a_review_that_lacks_something_comes_back_with_what_was_typed(loaded: datetime) -> None:
    sent_in(browser("committee"))
    client = browser("lead")
    answer = client.post(
        PROPOSAL,
        {
            "step": "validate",
            "seen": "1",
            "met.inclusive": "yes",
            "evidence.innovative": "Iets nieuws.",
            "reason": "Ja",
        },
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "<b>Inclusief</b>: heeft geen onderbouwing." in page
    assert "<b>Vernieuwend</b>: is niet beoordeeld." in page
    assert "<b>Probleemstelling</b>: is niet beoordeeld." in page
    assert "Iets nieuws.</textarea>" in page
    assert not problems_in(page)
    english = client.post(
        PROPOSAL.replace("/nl/praktijken", "/en/practices").replace("voorstel", "proposal"),
        {"step": "reject", "seen": "1"},
    )
    assert "is empty. Say in a sentence why" in english.content.decode()
    moved = client.post(PROPOSAL, {"step": "publish", "seen": "1"})
    assert (moved.status_code, "intussen gewijzigd" in moved.content.decode()) == (422, True)


def test_a_form_that_is_refused_keeps_what_was_typed(loaded: datetime) -> None:
    answer = browser("lead").post(NEW, {**FIELDS, "contact": "an.peeters@voorbeeld.be", "starts": "vorig jaar"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "vorig jaar" in page
    assert 'value="an.peeters@voorbeeld.be"' in page
    answer = browser("lead").post(NEW, {**FIELDS, "contact": "an.peeters@voorbeeld.be"})
    assert "lijkt het adres van een persoon" in answer.content.decode()
    assert not problems_in(answer.content.decode())


def test_somebody_elses_change_meanwhile_is_said(loaded: datetime) -> None:
    author, reviewer = browser("committee"), browser("lead")
    sent_in(author)
    review(reviewer, "return", reason="Voor wie?")
    author.post(EDIT, {**FIELDS, "seen": "2", "summary": "Een week."})
    review(author, "take-back")
    answer = author.post(EDIT, {**FIELDS, "seen": "2", "summary": "Een dag."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "intussen gewijzigd" in page
    assert "Een dag.</textarea>" in page


def test_what_the_agenda_gave_keeps_what_the_form_does_not_have(loaded: datetime) -> None:
    client = browser("coordinator")
    given = {**FIELDS, "title": "STEMhub", "seen": "1"}
    address = "/nl/praktijken/stemhub/bewerken/"
    assert client.post(address, given).status_code == 302
    assert client.get(address).status_code == 403
    stored = records.version(kind="practice", code="stemhub")
    assert stored is not None
    assert (stored.state, stored.body["source"]) == ("proposed", "cedefop-43768")


def test_what_is_hostile_is_shown_as_text(loaded: datetime) -> None:
    client = browser("lead")
    script = "<script>alert(1)</script>"
    answer = client.post(NEW, {**FIELDS, "title": f"{script} 🎉", "summary": script})
    page = read(client, answer.headers["Location"])
    assert script not in page
    assert "🎉" in page


@pytest.mark.parametrize("address", [NEW, "/en/practices/new/", WAITING, "/en/practices/submitted/"])
def test_pages_are_sound_in_both_languages(loaded: datetime, address: str) -> None:
    assert not problems_in(read(browser("lead"), address))


def test_the_form_names_actions_and_reach_and_a_campaign_bundles(loaded: datetime, reader: Client) -> None:
    partner, reviewer = browser("committee"), browser("lead")
    more = {
        "actions": ["IK-02"],
        "practices": ["stemhub", "wistem2d"],
        "kind": "campaign",
        "evaluation": "Een enquête.",
    }
    reach = {"reach": "1.200", "reach_what": "leerlingen", "reach_years": "2025", "reach_about": "1"}
    wrong = partner.post(NEW, {**FIELDS, **more, **reach, "reach": "veel"})
    page = wrong.content.decode()
    assert "'veel' is geen geheel getal" in text(page)
    assert 'value="leerlingen"' in page
    assert "brengt praktijken samen" in text(partner.post(NEW, {**FIELDS, **more, "kind": "practice"}).content.decode())
    sent_in(partner, **more, **reach)
    assert review(reviewer, "validate") == review(reviewer, "publish") == 302
    public = read(reader, "/nl/praktijken/meisjes-en-machines/")
    said = text(public)
    assert "ongeveer 1.200 leerlingen (2025)" in said
    assert "Een enquête." in said
    assert not problems_in(public)
    assert "Bedrijven willen samen 50.000 meisjes" in said
    assert 'href="/nl/praktijken/meisjes-en-machines/"' in read(reader, "/nl/acties/IK-02/")
    assert "brengt dit samen met andere" in text(read(reader, "/nl/praktijken/wistem2d/"))
    assert 'name="actions" value="IK-02" checked' in read(partner, EDIT)
