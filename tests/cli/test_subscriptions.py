"""Letters to readers from the terminal: counted without addresses, sent once, held back where nothing stops them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.usecases.mailbox import Mailbox, free_port, mail_server

from stemagenda.cli.main import main
from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome
from stemagenda.core.actions.action import Action, Wording
from stemagenda.store import personal
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.records import write_record

ELS = "els@site.example"


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture(autouse=True)
def _reader(loaded: datetime, settings: Any) -> None:
    """One reader who follows actions, one who did not confirm, and an action that is new."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5
    settings.DEFAULT_FROM_EMAIL = "monitor@site.example"
    settings.STEMAGENDA_REMIND_TO = []
    settings.CSRF_TRUSTED_ORIGINS = ["https://stem.example.be"]
    moment = now()
    for address in (ELS, "jan@site.example"):
        person, _ = personal.keep(
            purpose="subscription",
            about="",
            address=address,
            language="nl",
            body={"topics": ["actions"], "rhythm": "weekly"},
            until=moment.date() + timedelta(days=2),
            now=moment - timedelta(hours=1),
        )
        if address == ELS:
            personal.confirm(number=person.number, until=moment.date(), now=moment - timedelta(minutes=30))
    action = Action(code="nieuw", title=Wording(nl="Een nieuwe actie"), strand="daadkracht")
    write_record(kind="action", value=action, seen=0, state="published", verb="x", actor=OPERATOR, now=moment)


def test_a_rehearsal_names_nobody_unless_asked() -> None:
    said = ask("remind", "--dry-run")
    assert said.exit_code == Outcome.FINE
    assert "To readers with a subscription: 1 letter.\nNothing was sent" in said.stdout
    assert "@site" not in said.stdout
    assert json.loads(ask("remind", "--dry-run", "--json").stdout)["readers"] == 1
    full = ask("remind", "--dry-run", "--readers").stdout
    assert f"To: {ELS}\nSubject: Monitor STEM-agenda: 1 wijziging" in full
    assert "jan@" not in full
    assert ask("remind", "--readers").exit_code == Outcome.REFUSED


def test_the_letter_leaves_once(settings: Any) -> None:
    with mail_server(Mailbox()) as box:
        settings.EMAIL_PORT = box.port
        said = [ask("remind"), ask("remind"), ask("send")]
    assert [item.stdout for item in said] == [
        "Sent 1 letter.\n",
        "There is nothing to remind anybody of.\n",
        "No letter waits.\n",
    ]
    [letter] = box.letters
    assert (letter["To"], letter["List-Unsubscribe-Post"]) == (ELS, "List-Unsubscribe=One-Click")
    assert "https://stem.example.be/nl/acties/nieuw/" in letter.get_content()


def test_without_an_address_of_the_site_readers_get_nothing(settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = []
    said = ask("remind")
    assert (said.exit_code, "Set STEMAGENDA_ORIGINS" in said.stderr) == (Outcome.REFUSED, True)


def test_counts_hold_no_address() -> None:
    counts = {
        "state": {"confirmed": 1, "waiting": 1},
        "rhythm": {"weekly": 1},
        "language": {"nl": 1},
        "topic": {"actions": 1},
    }
    assert json.loads(ask("subscriptions", "--json").stdout) == counts
    shown = ask("subscriptions").stdout
    assert "topic: actions" in shown
    assert "@" not in shown
    assert json.loads(ask("status", "--json").stdout)["subscriptions"] == counts["state"]
