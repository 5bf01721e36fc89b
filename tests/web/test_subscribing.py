"""Messages by e-mail, as a reader without an account meets them: no page tells anything, links only show."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from unittest import mock

import pytest
from django.test import Client

from stemagenda.core.validation import Problem
from stemagenda.store import personal
from stemagenda.store.models import LetterRow, PersonRow
from stemagenda.usecases.guarding import Flooded, Repeated

FORM, ADDRESS = "/nl/abonneren/", "els@site.example"
GIVEN: dict[str, Any] = {"address": ADDRESS, "topic": ["area/RG4", "timeline"], "rhythm": "weekly", "language": "nl"}
CHECK = "stemagenda.usecases.subscriptions.check_guard"


@pytest.fixture
def browser(loaded: datetime, reader: Client, settings: Any) -> Client:
    settings.CSRF_TRUSTED_ORIGINS = ["https://stem.example.be"]
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.be", "monitor@example.be"
    return reader


def ask(browser: Client, **changed: Any) -> Any:
    with mock.patch(CHECK):
        return browser.post(FORM, {**GIVEN, **changed})


def own_page() -> str:
    """The reader's own page, from the letter that was queued last."""
    text = LetterRow.objects.order_by("-pk").values_list("text", flat=True)[0]
    found = re.search(r"https://stem\.example\.be(/nl/abonnement/\w{22}/)", text)
    assert found is not None
    return found[1]


def test_from_the_form_to_nothing_left(browser: Client) -> None:
    answer = ask(browser)
    assert (answer.status_code, answer.headers["Location"]) == (302, FORM + "?asked=1")
    assert "Kijk in uw mailbox" in browser.get(FORM + "?asked=1").text
    own = own_page()
    confirm = browser.get(own + "bevestigen/")
    assert ADDRESS in confirm.text
    assert "<b>RG4</b>" in confirm.text
    assert browser.get(own).status_code == 404, "a link that is looked at confirms nothing"
    assert browser.post(own + "bevestigen/").headers["Location"] == own + "?begun=1"
    page = browser.get(own + "?begun=1")
    assert "Uw abonnement is begonnen." in page.text
    assert page.text.count(" checked") == 4
    for name, value in {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}.items():
        assert page.headers[name] == value
    saved = browser.post(own, {"topic": ["news"], "rhythm": "monthly", "language": "en"})
    assert saved.headers["Location"] == own + "?saved=1"
    assert 'value="news" checked' in browser.get(own + "?saved=1").text
    assert browser.get(own + "stoppen/").status_code == 200
    assert PersonRow.objects.exists(), "a link that is looked at stops nothing"
    one_click = browser.post(
        own + "stoppen/", {"List-Unsubscribe": "One-Click"}, headers={"Origin": "null", "Sec-Fetch-Site": "cross-site"}
    )
    assert (one_click.status_code, one_click.cookies) == (200, {})
    assert not PersonRow.objects.exists()


@pytest.mark.parametrize("end", ["", "bevestigen/", "stoppen/"])
@pytest.mark.parametrize("secret", ["A" * 22, "x", "%3Cscript%3E", "é" * 22, "-" * 500])
def test_links_that_lead_nowhere_look_alike(browser: Client, end: str, secret: str) -> None:
    ask(browser)
    known = browser.get("/nl/abonnement/" + "B" * 22 + "/")
    answer = browser.get(f"/nl/abonnement/{secret}/{end}")
    assert (answer.status_code, answer.text) == (404, known.text)


@pytest.mark.parametrize("end", ["", "bevestigen/"])
def test_nothing_is_kept_through_such_a_link(browser: Client, end: str) -> None:
    answer = browser.post(f"/nl/abonnement/{'A' * 22}/{end}", GIVEN)
    assert answer.status_code == 404
    assert "Deze link doet niets meer" in answer.text


def test_the_page_answers_the_same_for_an_address_that_has_a_subscription(browser: Client) -> None:
    new = ask(browser)
    browser.post(own_page() + "bevestigen/")
    again = ask(browser)
    assert (new.status_code, new.headers["Location"]) == (again.status_code, again.headers["Location"])
    assert PersonRow.objects.count() == 1
    add = re.search(r"\S+\?topic=\S+", LetterRow.objects.order_by("-pk")[0].text)
    assert add is not None
    assert browser.get(add[0].removeprefix("https://stem.example.be")).status_code == 200


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"address": "els"}, "is geen e-mailadres"),
        ({"address": "els@site.example\r\nBcc: a@b.example"}, "is geen e-mailadres"),
        ({"address": "<script>alert(1)</script>"}, "is geen e-mailadres"),
        ({"address": "e" * 9_000 + "@site.example"}, "is geen e-mailadres"),
        ({"topic": []}, "is niet gekozen"),
        ({"topic": ["strand/nergens", "<img src=x>"]}, "is geen onderwerp dat we kennen"),
        ({"topic": [f"area/{number}" for number in range(500)]}, "onderwerpen"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(browser: Client, changed: dict[str, Any], words: str) -> None:
    answer = ask(browser, **changed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "<script>alert" not in answer.text
    assert "<img src=x>" not in answer.text
    assert 'value="weekly" checked' in answer.text
    assert "address" in changed or f'value="{ADDRESS}"' in answer.text
    assert not PersonRow.objects.exists()


def test_a_flood_and_a_double_post(browser: Client) -> None:
    problem = Problem(file="form", place="form", message="was sent very often just now", remedy="Wait")
    with mock.patch(CHECK, side_effect=Flooded([problem])):
        assert browser.post(FORM, GIVEN).status_code == 429
    with mock.patch(CHECK, side_effect=Repeated("")):
        assert browser.post(FORM, GIVEN).headers["Location"] == FORM + "?asked=1"
    assert browser.post(FORM, GIVEN).status_code == 422, "without a stamp of ours"
    assert browser.post(FORM, GIVEN, headers={"Origin": "https://evil.example"}).status_code == 403
    assert not LetterRow.objects.exists()


def test_a_topic_comes_along_from_a_page(browser: Client) -> None:
    page = browser.get(FORM + "?topic=indicator/RG2-WIS&topic=area/RG4&topic=strand/nergens&topic=<script>")
    assert 'value="indicator/RG2-WIS" checked' in page.text
    assert 'value="area/RG4" checked' in page.text
    assert page.text.count('type="checkbox" name="topic"') > 30
    assert "nergens" not in page.text
    assert (page.headers["Cache-Control"], page.cookies) == ("private, no-store", {})


@pytest.mark.parametrize(
    ("page", "topic"),
    [
        ("/nl/indicatoren/RG2-WIS/?as_of=2024-01-01", "indicator%2FRG2-WIS"),
        ("/nl/resultaatsgebieden/RG4/", "area%2FRG4"),
        ("/nl/krachtlijnen/daadkracht/", "strand%2Fdaadkracht"),
        ("/nl/praktijken/stem-ondernemers-voor-de-klas/", "practice%2Fstem-ondernemers-voor-de-klas"),
        ("/nl/acties/", ""),
    ],
)
def test_pages_about_one_thing_lead_to_the_form(browser: Client, page: str, topic: str) -> None:
    links = re.findall(r'href="(/nl/abonneren/\?topic=[^"]+)"', browser.get(page).text)
    assert links == ([f"{FORM}?topic={topic}"] if topic else [])
    assert not links or browser.get(links[0]).text.count(" checked") == 3


def test_without_a_mail_server_it_says_so(browser: Client, settings: Any) -> None:
    words = "Deze site kan nog geen e-mail versturen"
    assert words not in browser.get(FORM).text
    settings.EMAIL_HOST = ""
    assert words in browser.get(FORM).text


def test_a_topic_that_is_gone_is_told(browser: Client) -> None:
    ask(browser)
    own = own_page()
    browser.post(own + "bevestigen/")
    PersonRow.objects.update(body={"topics": ["practice/weg", "timeline"], "rhythm": "weekly"})
    page = browser.get(own).text
    assert "Eén onderwerp dat u volgde, bestaat niet meer." in page
    assert "practice/weg" not in page
    refused = browser.post(own, {"topic": ["practice/weg"]})
    assert (refused.status_code, "is geen onderwerp" in refused.text) == (422, True)


def test_without_an_address_of_the_site_letters_lead_to_where_it_was_asked(browser: Client, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = []
    ask(browser)
    assert "http://testserver/nl/abonnement/" in LetterRow.objects.get().text


@pytest.mark.parametrize(("path", "words"), [("/nl/privacy/", "Uw toestemming (AVG"), ("/en/privacy/", "Your consent")])
def test_the_register_stands_on_the_privacy_page(browser: Client, path: str, words: str) -> None:
    page = browser.get(path).text
    assert words in page
    assert page.count('<th scope="row">') == len(personal.counts()) + 3


def test_a_subscription_that_was_stopped_meanwhile_is_not_kept_again(browser: Client) -> None:
    ask(browser)
    own = own_page()
    browser.post(own + "bevestigen/")
    with mock.patch("stemagenda.web.subscribing.change_subscription", return_value=False):
        assert browser.post(own, GIVEN).status_code == 404
