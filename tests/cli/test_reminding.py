"""`stemagenda remind`: what it says, what it sends, how it ends."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.usecases.mailbox import Mailbox, free_port, mail_server

from stemagenda.cli import reminding
from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome
from stemagenda.cli.reminding import PAGES
from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.core.text import LANGUAGES
from stemagenda.store.members import Membership, add_membership
from stemagenda.store.models import LetterRow, ReminderRow
from stemagenda.usecases import letters
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.records import write_record
from stemagenda.web.addresses import address

DAY = date(2026, 11, 2)
ELS, JAN = "els@site.example", "jan@site.example"


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, ["remind", *words])


def status() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(CliRunner().invoke(main, ["status", "--json"]).stdout)
    return found


@pytest.fixture(autouse=True)
def _settings(loaded: datetime, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "monitor@site.example"
    settings.STEMAGENDA_REMIND_TO = [ELS, JAN]
    settings.CSRF_TRUSTED_ORIGINS = ["https://stem.example.be"]


def test_the_letters_lead_to_the_pages() -> None:
    names = {"messages": "my_messages", "question": "hub_request"}
    for language in LANGUAGES:
        for name, page in vars(PAGES).items():
            parts = {"code": "XX"} if "{code}" in page.nl else {}
            written = page.to(language).replace("{code}", "XX")
            assert written == address(names.get(name, name), language=language, **parts)


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
        first, second, rehearsal = ask(), ask(), ask("--dry-run")
    assert (first.exit_code, first.stdout) == (Outcome.FINE, "Sent 2 letters.\n")
    for said in (second, rehearsal):
        assert (said.exit_code, said.stdout) == (Outcome.FINE, "There is nothing to remind anybody of.\n")
    assert len(box.letters) == 2


def test_it_tells_as_json(settings: Any) -> None:
    rehearsal = json.loads(ask("--dry-run", "--json").stdout)
    assert rehearsal["sent"] is False
    assert [item["to"] for item in rehearsal["letters"]] == [ELS, JAN]
    assert rehearsal["letters"][0]["late"][0]["about"].startswith("late/")
    assert rehearsal["earlier"] == []
    with mail_server(Mailbox(refused=frozenset({JAN}))) as box:
        settings.EMAIL_PORT = box.port
        said = ask("--json")
    assert said.exit_code == Outcome.ENVIRONMENT
    found = json.loads(said.stdout)
    assert found["sent"] is True
    assert [(item["to"], item["accepted"]) for item in found["letters"]] == [(ELS, True), (JAN, False)]
    assert "550" in found["letters"][1]["problem"]


def test_who_is_refused_is_named(settings: Any) -> None:
    with mail_server(Mailbox(refused=frozenset({JAN}))) as box:
        settings.EMAIL_PORT = box.port
        said = ask()
        again = ask()
    assert said.exit_code == Outcome.ENVIRONMENT
    assert said.stdout == "Sent 1 letter.\n"
    assert f"{JAN}: the server refuses this address: 550" in said.stderr
    assert "It is given up." in said.stderr
    assert again.stdout == "There is nothing to remind anybody of.\n"
    assert status()["letters"] == {"waiting": 0, "failed": 1}


def test_without_a_server_letters_wait_and_arrive_once(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said = ask()
    assert said.exit_code == Outcome.ENVIRONMENT
    assert "no mail server answers there" in said.stderr
    assert "It waits for its next try." in said.stderr
    assert "run stemagenda remind again" in said.stderr
    assert status()["letters"] == {"waiting": 2, "failed": 0}
    assert ask().stdout == "There is nothing to remind anybody of.\n", "their time has not come"
    later = reminding.now() + letters.WAITS[0]
    monkeypatch.setattr(reminding, "now", lambda: later)
    rehearsal = ask("--dry-run")
    assert f"Waits since an earlier run: to {ELS}, Monitor STEM-agenda: " in rehearsal.stdout
    assert len(json.loads(ask("--dry-run", "--json").stdout)["earlier"]) == 2
    settings.STEMAGENDA_REMIND_TO = []
    with mail_server(Mailbox()) as box:
        settings.EMAIL_PORT = box.port
        assert ask().stdout == "Sent 2 letters.\n"
        assert ask().exit_code == Outcome.REFUSED
    assert len(box.letters) == 2
    assert status()["letters"] == {"waiting": 0, "failed": 0}


def test_a_member_is_named_by_their_account(settings: Any, django_user_model: Any) -> None:
    django_user_model.objects.create_user(username="ada", email="ada@site.example")
    part = Membership(person="ada", entity="", body="", is_coordinator=True, starts=reminding.now().date(), ends=None)
    add_membership(membership=part)
    settings.STEMAGENDA_REMIND_TO = []
    late = FollowUp(code="p-1", title=Wording(nl="Nakijken"), owner="niemand", opened=DAY, due=DAY)
    write_record(kind="follow-up", value=late, seen=0, state="published", verb="x", actor=OPERATOR, now=reminding.now())
    said = ask("--dry-run")
    assert "To: ada\n" in said.stdout
    assert "Nakijken" in said.stdout
    assert "https://stem.example.be/nl/werkpunten/" in said.stdout
    assert "ada@site.example" not in said.stdout + said.stderr
    [letter] = json.loads(ask("--dry-run", "--json").stdout)["letters"]
    assert {"about": f"follow-up-late/p-1/{DAY.isoformat()}", "kind": "follow-up-late"} in letter["work"]
    refused = ask()
    assert refused.exit_code == Outcome.ENVIRONMENT
    assert refused.stderr.startswith("ada: no mail server answers there")
    assert LetterRow.objects.get().address == "ada@site.example"


def test_when_another_run_is_sending_it_says_so(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "send_letters", lambda **_: letters.Sending(deliveries=(), is_over=True))
    said = ask()
    assert (said.exit_code, said.stdout) == (Outcome.FINE, "Another run is sending these letters.\n")


def test_a_quiet_day_empties_what_is_old(settings: Any) -> None:
    LetterRow.objects.create(
        key="old",
        recipient=ELS,
        address=ELS,
        subject="S",
        text="T",
        made_at=reminding.now() - 2 * letters.KEPT,
        next_try=reminding.now(),
        sent_at=reminding.now() - letters.KEPT,
    )
    settings.STEMAGENDA_REMIND_TO = [JAN]
    with mail_server(Mailbox()) as box:
        settings.EMAIL_PORT = box.port
        ask()
    LetterRow.objects.filter(key="old").update(address=ELS, text="T")
    settings.EMAIL_HOST = settings.DEFAULT_FROM_EMAIL = ""
    assert ask().stdout == "There is nothing to remind anybody of.\n"
    assert LetterRow.objects.filter(key="old").values_list("address", "text").get() == ("", "")


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


def test_send_empties_the_queue_and_looks_for_nothing_else(settings: Any) -> None:
    sent = CliRunner().invoke(main, ["send"])
    assert (sent.exit_code, sent.stdout) == (0, "No letter waits.\n")
    new = letters.NewLetter(key="k", recipient="person/1", address=ELS, subject="Bevestig", text="Klik")
    letters.queue_letter_to_person(letter=new, now=reminding.now())
    down = CliRunner().invoke(main, ["send"])
    assert down.exit_code == Outcome.ENVIRONMENT
    assert "no mail server answers there" in down.stderr
    LetterRow.objects.update(next_try=reminding.now())
    with mail_server(Mailbox()) as box:
        settings.EMAIL_PORT = box.port
        assert CliRunner().invoke(main, ["send"]).stdout == "Sent 1 letter.\n"
        assert [letter["Subject"] for letter in box.letters] == ["Bevestig"]
