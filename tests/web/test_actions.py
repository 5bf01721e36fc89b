"""One action from outside: who sees what, the procedure, remarks."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client
from tests.web.one_action import (
    COMMENT,
    EDIT,
    HISTORY,
    HOSTILE,
    PAGE,
    STEP,
    form,
    latest,
    led_by_vdab,
    versions,
)
from tests.web.seated import COORDINATOR, browser, read, text

from stemagenda.core.actions.action import Action, Relation, Wording
from stemagenda.store.models import CommentRow
from stemagenda.usecases.actions.editing import create_action


def test_everybody_reads_a_published_action(loaded: datetime, reader: Client) -> None:
    page = text(read(reader, PAGE))
    for said in ("Duaal lesgeven verder uitproberen", "OD 4.2.2", "Proefproject", "Tussentijds rapport 2024"):
        assert said in page
    for kept in ("Bewerken", "Opmerkingen", "Voorleggen"):
        assert kept not in page.split("Aanmelden")[0]
    assert reader.get("/nl/acties/XX-99/").status_code == 404
    assert reader.get(PAGE + "?as_of=2019-01-01").status_code == 404


@pytest.mark.parametrize("address", [EDIT, HISTORY, "/nl/acties/nieuw/"])
def test_strangers_sign_in_first_and_guests_are_refused(loaded: datetime, reader: Client, address: str) -> None:
    assert reader.get(address).headers["Location"].startswith("/nl/aanmelden/?next=%2Fnl%2Facties%2F")
    assert browser("guest").get(address).status_code in {403, 404}
    assert browser("guest").post(address, {"title": "x"}).status_code in {403, 404}
    assert versions() == 42


def test_who_may_edit_which(loaded: datetime) -> None:
    led_by_vdab()
    for role, status in {"lead": 200, "other": 403, "committee": 403, "coordinator": 200, "guest": 403}.items():
        client = browser(role)
        assert client.get(EDIT).status_code == status, role
        assert (f'href="{EDIT}"' in read(client, PAGE)) == (status == 200), role


def test_the_way_to_the_public(loaded: datetime, reader: Client) -> None:
    led_by_vdab()
    lead, committee = browser("lead"), browser("committee")
    lead.post(EDIT, form(lead, title="Een nieuwe titel"))
    waits = text(read(lead, PAGE))
    assert "Voorleggen aan het comité" in waits
    for step, client, reason in (
        ("propose", lead, ""),
        ("return", committee, "Zeg voor wie."),
        ("propose", lead, ""),
        ("validate", committee, ""),
        ("publish", committee, ""),
    ):
        page = read(client, PAGE)
        seen = re.search(r'name="seen" value="(\d+)"', page)
        assert seen is not None
        response = client.post(STEP, {"step": step, "seen": seen[1], "reason": reason})
        assert response.headers["Location"] == PAGE, step
        if step == "propose":
            waiting = read(committee, PAGE)
            compare = re.search(r'href="([^"]*geschiedenis/\?first=\d+)"', waiting)
            assert compare is not None, "what the committee decides on"
            changes = text(read(committee, compare[1]).split("<tbody>")[1])
            assert "Titel Duaal lesgeven verder uitproberen" in changes
            assert "Een nieuwe titel" in changes
        if step == "return":
            assert "Zeg voor wie." in read(lead, PAGE)
            assert "Een nieuwe titel" not in read(reader, PAGE)
    assert "Een nieuwe titel" in read(reader, PAGE)


@pytest.mark.parametrize(
    ("role", "step", "reason", "status"),
    [
        ("guest", "propose", "", 403),
        ("other", "propose", "", 403),
        ("committee", "propose", "", 403),
        ("coordinator", "publish", "", 422),
        ("coordinator", "nonsense", "", 422),
        ("coordinator", "withdraw", " ", 422),
        ("coordinator", "withdraw", "x" * 2_001, 422),
        ("lead", "withdraw", "Niet meer nodig.", 403),
    ],
)
def test_a_step_that_is_not_ones_own_or_not_possible(
    loaded: datetime, role: str, step: str, reason: str, status: int
) -> None:
    client = browser("coordinator")
    client.post(EDIT, form(client, title="Een nieuwe titel"))
    before = latest()
    response = browser(role).post(STEP, {"step": step, "seen": before.number, "reason": reason})
    assert response.status_code == status
    assert latest() == before
    if status == 422:
        assert "Deze stap is niet gezet" in response.content.decode()
        assert reason.strip()[:50] in response.content.decode()


def test_a_step_that_meets_a_rule_says_which(loaded: datetime) -> None:
    coordinator = browser("coordinator")
    naming = Action(
        code="",
        title=Wording(nl="Vervolg"),
        strand="daadkracht",
        relations=(Relation(kind="split-from", other="IK-06"),),
    )
    create_action(action=naming, actor=COORDINATOR, now=loaded)
    asked = {"step": "withdraw", "seen": latest().number, "reason": "Dubbel."}
    response = coordinator.post(STEP, asked)
    assert response.status_code == 422
    shown = response.content.decode()
    assert "wordt genoemd in andere stukken: 1. Wijzig die eerst" in shown
    assert latest().state == "published"


def test_a_step_after_somebody_elses_or_on_nothing(loaded: datetime) -> None:
    client = browser("coordinator")
    assert client.post(STEP, {"step": "revise", "seen": "0"}).status_code == 422
    assert client.post("/nl/acties/XX-99/stap/", {"step": "revise", "seen": "1"}).status_code == 404
    assert client.get(STEP).status_code == 405


def test_members_remark_and_take_back(loaded: datetime, reader: Client) -> None:
    committee = browser("committee")
    assert committee.post(COMMENT, {"text": HOSTILE}).headers["Location"] == PAGE + "#opmerkingen"
    page = read(browser("lead"), PAGE)
    assert HOSTILE in text(page)
    assert "<script>alert" not in page
    assert "Terugnemen" not in text(page.split('id="opmerkingen"')[1]), "not theirs"
    key = str(CommentRow.objects.get().pk)
    assert browser("lead").post(COMMENT, {"take_back": key}).status_code == 422
    assert committee.post(COMMENT, {"take_back": key}).status_code == 302
    assert "Deze opmerking is teruggenomen" in text(read(committee, PAGE))
    assert HOSTILE not in text(read(reader, PAGE))


@pytest.mark.parametrize(
    ("role", "given", "status"),
    [
        ("guest", "Mooi.", 403),
        ("lead", "", 422),
        ("lead", "x" * 4_001, 422),
    ],
)
def test_a_remark_that_is_not_kept(loaded: datetime, role: str, given: str, status: int) -> None:
    assert browser(role).post(COMMENT, {"text": given}).status_code == status
    assert not CommentRow.objects.exists()
