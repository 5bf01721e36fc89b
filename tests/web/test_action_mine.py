"""What waits for whom, and lists kept under a name, from outside."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from django.test import Client
from tests.web.one_action import EDIT, PAGE, STEP, UNSAVED, form, latest, led_by_vdab
from tests.web.seated import browser, read, text

from stemagenda.store.models import SavedViewRow

MINE, VIEWS = "/nl/mijn-acties/", "/nl/acties-weergaven/"


def test_what_waits_follows_the_seat(loaded: datetime) -> None:
    led_by_vdab()
    lead, committee = browser("lead"), browser("committee")
    lead.post(EDIT, form(lead, title="Een nieuwe titel"))
    assert "Ontwerpteksten: nog voor te leggen 1 IK-06" in text(read(lead, MINE))
    lead.post(STEP, {"step": "propose", "seen": latest().number})
    assert "Te beslissen 1 IK-06" in text(read(committee, MINE))
    assert "Te beslissen" not in text(read(lead, MINE))
    committee.post(STEP, {"step": "return", "seen": latest().number, "reason": "Voor wie?"})
    page = text(read(lead, MINE))
    assert "Teruggestuurd: pas aan en leg opnieuw voor 1 IK-06" in page
    assert "Uw organisatie trekt 1" in page
    assert "Teruggestuurd met opmerkingen" in page


def test_milestones_and_drafts_of_ones_own(loaded: datetime) -> None:
    led_by_vdab()
    lead = browser("lead")
    late = {"milestones.title": ["Evaluatie"], "milestones.due": ["2025-01-31"], "milestones.met": [""]}
    lead.post(EDIT, form(lead, **late))
    keep = json.dumps({"seen": "1", "title": ["Half af"]})
    lead.post(UNSAVED, keep, content_type="application/json")
    lead.post("/nl/acties/nieuw/concept/", keep, content_type="application/json")
    page = read(lead, MINE)
    assert "Mijlpaal te laat 1 IK-06" in text(page)
    assert "Evaluatie (31 januari 2025)" in text(page)
    assert f'href="{EDIT}?kept=1"' in page
    assert 'href="/nl/acties/nieuw/?kept=1"' in page


def test_strangers_and_guests(loaded: datetime, reader: Client) -> None:
    for address in (MINE, VIEWS):
        assert reader.get(address).headers["Location"].startswith("/nl/aanmelden/?next=")
    page = text(read(browser("guest"), MINE))
    assert "Uw account heeft geen zetel" in page
    assert "Niets wacht op u." in page
    assert "My actions" in read(browser("guest"), "/en/my-actions/")
    assert MINE not in read(reader, "/nl/acties/")


def test_a_view_is_kept_shared_and_dropped(loaded: datetime) -> None:
    one, other, guest = browser("lead"), browser("committee"), browser("guest")
    query = "q=duaal&strand=daadkracht&as_of=2020-01-01&page=3&evil=1"
    response = one.post(VIEWS, {"name": "Mijn  <b>duale</b>", "query": query, "shared": "1"})
    assert response.headers["Location"] == "/nl/acties/?q=duaal&strand=daadkracht"
    page = read(one, "/nl/acties/?q=duaal&strand=daadkracht")
    assert "Mijn &lt;b&gt;duale&lt;/b&gt;" in page
    assert 'strand=daadkracht" aria-current="true"' in page
    assert "gedeeld door lead" in text(read(other, VIEWS))
    assert "duale" not in read(guest, "/nl/acties/")
    assert other.post(VIEWS, {"drop": "Mijn <b>duale</b>"}).status_code == 422
    assert one.post(VIEWS, {"drop": "Mijn <b>duale</b>"}).headers["Location"] == VIEWS
    assert not SavedViewRow.objects.exists()


@pytest.mark.parametrize(
    ("role", "given", "status"),
    [
        ("lead", {"name": " "}, 422),
        ("lead", {"name": "x" * 81}, 422),
        ("lead", {"name": "te veel", "query": "&".join(f"strand={'x' * 60}{number}" for number in range(40))}, 422),
        ("guest", {"name": "x", "shared": "1"}, 403),
        ("guest", {"name": "eigen"}, 302),
    ],
)
def test_a_view_that_cannot_be_kept(loaded: datetime, role: str, given: dict[str, str], status: int) -> None:
    response = browser(role).post(VIEWS, given)
    assert response.status_code == status
    if status == 422:
        assert "Niet bewaard. Wat u typte" in response.content.decode()
        assert given["name"].strip()[:20] in response.content.decode()
    assert SavedViewRow.objects.exists() == (status == 302)


def test_the_page_of_the_action_leads_everywhere(loaded: datetime) -> None:
    page = read(browser("coordinator"), PAGE)
    for end in ("bewerken/", "stand/", "geschiedenis/", "verband/"):
        assert f'href="{PAGE}{end}"' in page
