"""`stemagenda remind`: what it says, what it sends, how it ends."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.usecases.mailbox import Mailbox, free_port, mail_server

from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome
from stemagenda.cli.reminding import CALENDAR
from stemagenda.core.text import LANGUAGES
from stemagenda.store.models import ReminderRow
from stemagenda.web.addresses import address

ELS, JAN = "els@site.example", "jan@site.example"


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, ["remind", *words])


@pytest.fixture(autouse=True)
def _settings(loaded: datetime, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "monitor@site.example"
    settings.STEMAGENDA_REMIND_TO = [ELS, JAN]
    settings.CSRF_TRUSTED_ORIGINS = ["https://stem.example.be"]


def test_the_letters_lead_to_the_page() -> None:
    for language in LANGUAGES:
        assert CALENDAR.to(language) == address("calendar", language=language)


def test_a_rehearsal_sends_and_writes_nothing() -> None:
    said = ask("--dry-run")
    assert said.exit_code == Outcome.FINE, said.output
    assert f"To: {ELS}\nSubject: Monitor STEM-agenda: " in said.stdout
    assert "https://stem.example.be/en/calendar/" in said.stdout
    assert said.stdout.endswith("Nothing was sent: this is a rehearsal.\n")
    assert not ReminderRow.objects.exists()


def test_a_rehearsal_needs_no_server_and_no_address_of_the_site(settings: Any) -> None:
    settings.EMAIL_HOST = settings.DEFAULT_FROM_EMAIL = ""
    settings.CSRF_TRUSTED_ORIGINS = []
    said = ask("--dry-run")
    assert said.exit_code == Outcome.FINE
    assert "kalender" not in said.stdout


def test_it_sends_once(settings: Any) -> None:
    with mail_server(Mailbox()) as box:
        settings.EMAIL_PORT = box.port
        first, second = ask(), ask()
    assert (first.exit_code, first.stdout) == (Outcome.FINE, "Sent 2 letters.\n")
    assert (second.exit_code, second.stdout) == (Outcome.FINE, "There is nothing to remind anybody of.\n")
    assert len(box.letters) == 2


def test_it_tells_as_json(settings: Any) -> None:
    rehearsal = json.loads(ask("--dry-run", "--json").stdout)
    assert rehearsal["sent"] is False
    assert [item["to"] for item in rehearsal["letters"]] == [ELS, JAN]
    assert rehearsal["letters"][0]["late"][0]["about"].startswith("late/")
    with mail_server(Mailbox(refused=frozenset({JAN}))) as box:
        settings.EMAIL_PORT = box.port
        said = ask("--json")
    assert said.exit_code == Outcome.ENVIRONMENT
    found = json.loads(said.stdout)
    assert [(item["to"], item["accepted"]) for item in found["letters"]] == [(ELS, True), (JAN, False)]
    assert "550" in found["letters"][1]["problem"]


def test_who_got_none_is_named_and_tried_again(settings: Any) -> None:
    with mail_server(Mailbox(refused=frozenset({JAN}))) as box:
        settings.EMAIL_PORT = box.port
        said = ask()
    assert said.exit_code == Outcome.ENVIRONMENT
    assert said.stdout == "Sent 1 letter.\n"
    assert f"{JAN}: the server refuses this address: 550" in said.stderr
    assert "the next run tries again" in said.stderr


def test_without_a_server_everything_is_as_before() -> None:
    said = ask()
    assert said.exit_code == Outcome.ENVIRONMENT
    assert "no mail server answers there" in said.stderr
    assert not ReminderRow.objects.exists()


@pytest.mark.parametrize(
    ("setting", "empty", "name"),
    [
        ("STEMAGENDA_REMIND_TO", [], "STEMAGENDA_REMIND_TO"),
        ("EMAIL_HOST", "", "STEMAGENDA_SMTP"),
        ("DEFAULT_FROM_EMAIL", "", "STEMAGENDA_MAIL_FROM"),
    ],
)
def test_a_missing_setting_explains_itself(settings: Any, setting: str, empty: Any, name: str) -> None:
    setattr(settings, setting, empty)
    said = ask()
    assert said.exit_code == Outcome.REFUSED
    assert f"Set {name}" in said.stderr
