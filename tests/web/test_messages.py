"""My messages: who may open it, what is kept, what it never shows."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from stemagenda.store.correspondents import Choice, choice
from stemagenda.store.members import Membership, add_membership

pytestmark = pytest.mark.django_db
NL, EN = "/nl/mijn-berichten/", "/en/my-messages/"


@pytest.fixture
def member(client: Client, django_user_model) -> Client:
    client.force_login(django_user_model.objects.create_user("ada", email="ada@geheim.example", password="x"))
    add_membership(
        membership=Membership(
            person="ada", entity="", body="werkgroep", is_coordinator=False, starts=date(2026, 1, 1), ends=None
        )
    )
    return client


def test_strangers_sign_in_first(reader: Client) -> None:
    for response in (reader.get(NL), reader.post(NL)):
        assert response.status_code == 302
        assert response.headers["Location"] == "/nl/aanmelden/?next=%2Fnl%2Fmijn-berichten%2F"


def test_who_is_no_member_is_refused(editor: Client) -> None:
    for response in (editor.get(NL), editor.post(NL)):
        assert response.status_code == 403
    assert NL not in editor.get("/nl/aanmelden/").content.decode()


def test_a_form_of_another_site_is_refused(member: Client) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = member.cookies
    assert strict.post(NL, {}).status_code == 403
    assert choice(person="ada") == Choice()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, Choice(wants_reminders=False, wants_digest=False)),
        ({"reminders": "1", "language": "en"}, Choice(language="en", wants_digest=False)),
        ({"digest": "1", "language": "\x00"}, Choice(wants_reminders=False)),
    ],
)
def test_a_choice_is_kept_and_shown(member: Client, given: dict[str, str], kept: Choice) -> None:
    response = member.post(NL, given)
    assert (response.status_code, response.headers["Location"]) == (302, NL + "?saved=1")
    assert choice(person="ada") == kept
    page = member.get(NL + "?saved=1").content.decode()
    assert "Uw keuze is bewaard." in page
    assert page.count(" checked") == 1 + kept.wants_reminders + kept.wants_digest
    assert f'value="{kept.language}" checked' in page


def test_without_a_language_the_page_s_own_is_kept(member: Client) -> None:
    member.post(EN, {"digest": "1"})
    assert choice(person="ada").language == "en"


def test_the_address_is_never_shown_but_missing_it_is_told(member: Client, django_user_model) -> None:
    for address in (NL, EN, "/nl/aanmelden/"):
        assert "geheim" not in member.get(address).content.decode()
    assert "nog geen e-mailadres" not in member.get(NL).content.decode()
    django_user_model.objects.update(email="")
    assert "nog geen e-mailadres" in member.get(NL).content.decode()
    assert "There is no e-mail address" in member.get(EN).content.decode()


def test_the_page_is_found_from_the_account(member: Client) -> None:
    assert f'href="{NL}"' in member.get("/nl/aanmelden/").content.decode()
