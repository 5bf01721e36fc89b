"""Signing in and out, from outside."""

from __future__ import annotations

import logging
from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory

from stemagenda.store.models import SignInFailureRow
from stemagenda.usecases import signin as usecase
from stemagenda.web import signin
from stemagenda.web.asking import now

pytestmark = pytest.mark.django_db
PASSWORD = "een lang genoeg wachtwoord"
ADDRESS = "/nl/aanmelden/"


@pytest.fixture
def person():
    return get_user_model().objects.create_user("els", password=PASSWORD, is_staff=True)


def attempt(client: Client, name: str = "els", password: str = "fout", **more: str):
    return client.post(ADDRESS, {"name": name, "password": password, **more})


def test_coming_in_and_going_out(person, reader: Client) -> None:
    response = attempt(reader, password=PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (302, "/nl/")
    assert "aangemeld als els" in reader.get(ADDRESS).content.decode()
    kept = reader.cookies[settings.SESSION_COOKIE_NAME].value
    response = reader.post("/nl/afmelden/")
    assert (response.status_code, response.headers["Location"]) == (302, "/nl/")
    thief = Client(raise_request_exception=False)
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert "aangemeld als" not in thief.get(ADDRESS).content.decode()


def test_the_session_gets_a_new_id(person, reader: Client) -> None:
    session = reader.session
    session["x"] = 1
    session.save()
    reader.cookies[settings.SESSION_COOKIE_NAME] = before = session.session_key
    attempt(reader, password=PASSWORD)
    assert reader.cookies[settings.SESSION_COOKIE_NAME].value != before


@pytest.mark.parametrize("is_tls", [False, True])
def test_cookies_are_for_this_site_only(person, settings, is_tls: bool) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = is_tls
    client = Client()
    client.get(ADDRESS)
    attempt(client, password=PASSWORD)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert bool(cookie["secure"]) is is_tls


def test_pages_of_who_is_signed_in_are_kept_by_nobody(person, reader: Client) -> None:
    attempt(reader, password=PASSWORD)
    assert reader.get(ADDRESS).headers["Cache-Control"] == "private, no-store"


def test_signing_out_takes_a_form(person, reader: Client) -> None:
    attempt(reader, password=PASSWORD)
    assert reader.get("/nl/afmelden/").status_code == 405
    assert "aangemeld als els" in reader.get(ADDRESS).content.decode()


def test_whatever_is_wrong_the_answer_is_the_same(person, reader: Client) -> None:
    get_user_model().objects.create_user("weg", password=PASSWORD, is_active=False)
    answers = set()
    for name, password in (("els", "fout"), ("niemand", "fout"), ("weg", PASSWORD), ("weg", "fout")):
        response = attempt(Client(), name=name, password=password)
        assert response.status_code == 403
        page = response.content.decode().split("<main")[1].split("</main>")[0]
        token = page.split('csrfmiddlewaretoken" value="')[1].split('"')[0]
        answers.add(page.replace(token, "").replace(f'value="{name}"', ""))
    assert len(answers) == 1


def test_an_unknown_name_takes_as_much_work_as_a_known_one(person) -> None:
    with mock.patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", return_value="x") as encode:
        attempt(Client())
        known = encode.call_count
        attempt(Client(), name="niemand")
        assert encode.call_count == 2 * known


def test_ten_failures_make_an_account_wait(person) -> None:
    for number in range(10):
        assert attempt(Client(REMOTE_ADDR=f"192.0.2.{number}")).status_code == 403
    response = attempt(Client(REMOTE_ADDR="192.0.2.99"), password=PASSWORD)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "900"
    assert "15 minuten" in response.content.decode()
    assert attempt(Client(REMOTE_ADDR="192.0.2.99"), name="ELS ".strip(), password=PASSWORD).status_code == 429


def test_ten_failures_make_an_address_wait(person) -> None:
    client = Client(REMOTE_ADDR="192.0.2.1")
    for number in range(10):
        assert attempt(client, name=f"naam{number}").status_code == 403
    assert attempt(client, password=PASSWORD).status_code == 429
    assert attempt(Client(REMOTE_ADDR="192.0.2.2"), password=PASSWORD).status_code == 302


def test_locked_within_thirty_tries(reader: Client) -> None:
    assert 429 in [attempt(reader, name="niemand").status_code for _ in range(30)]


def test_waiting_ends_though_somebody_keeps_trying(person) -> None:
    start = now()
    for minute in range(10):
        outcome(start + timedelta(minutes=minute))
    for minute in (10, 12, 14):
        assert outcome(start + timedelta(minutes=minute)).wait_minutes == 15 - minute
    assert outcome(start + timedelta(minutes=15, seconds=1), PASSWORD).person == person


def outcome(at, password: str = "fout"):
    return usecase.sign_in(name="els", password=password, origin="192.0.2.1", now=at)


def test_coming_in_forgets_the_failures(person) -> None:
    for _ in range(9):
        outcome(now())
    assert outcome(now(), PASSWORD).person == person
    assert SignInFailureRow.objects.count() == 0


def test_old_failures_are_forgotten_and_no_name_or_address_is_kept() -> None:
    start = now()
    outcome(start)
    row = SignInFailureRow.objects.get()
    assert "els" not in row.account
    assert "192" not in row.origin
    outcome(start + timedelta(minutes=20))
    assert SignInFailureRow.objects.count() == 1


def test_many_attempts_at_once_count_before_the_password_is_looked_at(person) -> None:
    """As if the other attempts had been written down between ours and the look at the password."""
    seen = []
    with mock.patch.object(usecase, "authenticate", side_effect=lambda **_: seen.append(1)):
        for _ in range(25):
            outcome(now())
    assert len(seen) == 10


@pytest.mark.parametrize(
    ("name", "password"),
    [("", ""), ("els", ""), ("", "x"), ("e\x00ls", "x"), ("els", "x\x00"), ("e" * 5_000, "x"), ("els", "x" * 5_000)],
)
def test_impossible_names_and_passwords(person, reader: Client, name: str, password: str) -> None:
    assert attempt(reader, name=name, password=password).status_code == 403


def test_a_form_without_fields(reader: Client) -> None:
    assert reader.post(ADDRESS).status_code == 403


def test_no_password_in_the_log(person, reader: Client, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    attempt(reader, password="heel geheim woord")
    attempt(reader, password=PASSWORD)
    assert "geheim" not in caplog.text
    assert PASSWORD not in caplog.text


ELSEWHERE = (
    "https://elders.example/",
    "//elders.example/",
    "///elders.example/",
    "/\\elders.example/",
    "\\\\elders.example/",
    "http:elders.example",
    "https:///elders.example",
    "/nl/../..//elders.example",
    "/nl/\\..\\elders",
    " /nl/",
    "\t//elders.example",
    "/\t/elders.example",
    "/nl/\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
    "data:text/html,x",
    "/fr/",
    "/",
    "nl/",
    "/nl/" + "a" * 600,
    "",
)


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_never_leads_elsewhere(person, reader: Client, wanted: str) -> None:
    assert attempt(reader, password=PASSWORD, next=wanted).headers["Location"] == "/nl/"
    assert not signin.is_own_address(wanted)


def test_signing_in_leads_back_to_our_page(person, reader: Client) -> None:
    page = "/en/indicators/RG2-WIS/pisa/light/?as_of=2024-07-05"
    assert f'value="{page}"' in reader.get(ADDRESS, {"next": page}).content.decode()
    assert attempt(reader, password=PASSWORD, next=page).headers["Location"] == page


def test_the_address_that_asks(settings) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    settings.BEHIND_TLS = False
    assert signin.origin_of(request) == "127.0.0.1", "anybody can write that header"
    settings.BEHIND_TLS = True
    assert signin.origin_of(request) == "198.51.100.7", "our own proxy writes the last one"
