"""Reminders, sent to a real server on this machine: once to each address, written down only when it accepted them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from tests.usecases.mailbox import Mailbox, free_port, mail_server, only, rude_server, safe

from stemagenda.core.text import Text
from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow, ReleaseRow, ReminderRow
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.reminding import SILENCE, Outgoing, Sent, outgoing, send_reminders
from stemagenda.usecases.vitality import calendar

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ELS, JAN = "els@site.example", "jan@site.example"
SENDER = "Monitor <monitor@site.example>"


@pytest.fixture(autouse=True)
def _mail_settings(settings: Any) -> None:
    """Django's tests keep letters in memory; these go over the wire."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 5


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as found:
        settings.EMAIL_PORT = found.port
        yield found


def due(*addresses: str, now: datetime = NOW) -> tuple[Outgoing, ...]:
    return outgoing(addresses=addresses or (ELS,), now=now)


def send(*addresses: str, now: datetime = NOW) -> Sent:
    return send_reminders(letters=due(*addresses, now=now), sender=SENDER, actor=OPERATOR, now=now)


def nothing_written() -> bool:
    return not ReminderRow.objects.exists() and not AuditRow.objects.filter(verb="send_reminders").exists()


def test_each_address_gets_one_letter_of_its_own(loaded: datetime, box: Mailbox) -> None:
    found = send(ELS, JAN, ELS)
    assert [item.address for item in found.accepted] == [ELS, JAN]
    assert not found.failed
    assert box.envelopes == [("monitor@site.example", [ELS]), ("monitor@site.example", [JAN])]
    letter = box.letters[0]
    assert (letter["To"], letter["From"]) == (ELS, SENDER)
    assert letter["Cc"] is None
    assert letter["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(letter["Date"]) == NOW
    assert letter["Message-ID"].endswith("@site.example>")
    assert letter.get_content_type() == "text/plain"
    late = calendar(on=NOW.date(), today=NOW.date()).late
    assert late
    body = letter.get_content()
    for state in late:
        assert state.source.title.nl in " ".join(body.split())


def test_nothing_is_repeated_within_four_weeks_and_everything_after(loaded: datetime, box: Mailbox) -> None:
    first = send(ELS).accepted[0].reminder.keys
    assert due(ELS) == ()
    assert send(ELS) == Sent()
    assert due(ELS, now=NOW + SILENCE - timedelta(seconds=1)) == ()
    again = due(ELS, now=NOW + SILENCE)
    assert set(first) <= set(again[0].reminder.keys)
    assert len(box.letters) == 1


def test_a_new_address_hears_everything_and_the_old_one_only_news(loaded: datetime, box: Mailbox) -> None:
    send(ELS)
    assert [item.address for item in due(ELS, JAN)] == [JAN]
    ReminderRow.objects.filter(subject__startswith="stale/").first().delete()  # type: ignore[union-attr]
    [news, all_] = due(ELS, JAN)
    assert len(news.reminder.keys) == 1
    assert len(all_.reminder.keys) > 1


def test_what_is_written_down(loaded: datetime, box: Mailbox) -> None:
    before = version()
    ReminderRow.objects.create(subject="late/old", sent_at=NOW - SILENCE, sent_to=ELS)
    found = send(ELS)
    keys = set(found.accepted[0].reminder.keys)
    assert set(ReminderRow.objects.values_list("subject", "sent_to", "sent_at")) == {(k, ELS, NOW) for k in keys}
    audit = AuditRow.objects.get(verb="send_reminders")
    assert audit.details == {"accepted": 1, "failed": 0, "about": sorted(keys)}
    assert ELS not in repr([audit.subject, audit.details])
    assert version() == before + 1


def test_a_refused_address_does_not_stop_the_others(loaded: datetime, box: Mailbox) -> None:
    box.refused = frozenset({ELS})
    found = send(ELS, JAN)
    assert [item.address for item in found.accepted] == [JAN]
    assert list(found.failed) == [ELS]
    assert found.failed[ELS].startswith("the server refuses this address: 550 no such person")
    assert "\x1b" not in found.failed[ELS]
    assert set(ReminderRow.objects.values_list("sent_to", flat=True)) == {JAN}
    box.refused = frozenset()
    assert [item.address for item in send(ELS, JAN).accepted] == [ELS]


def test_a_server_that_refuses_the_letter(loaded: datetime, box: Mailbox) -> None:
    box.full = True
    found = send(ELS, JAN)
    assert found.accepted == ()
    assert found.failed == dict.fromkeys((ELS, JAN), "the server refuses: 552 the mailbox is full")
    assert nothing_written()


@pytest.mark.parametrize(
    ("greeting", "words"),
    [(b"", "ended the conversation"), (b"220 here\r\n", "ended the conversation"), (b"554 not you\r\n", "554 not you")],
)
def test_a_server_that_hangs_up(loaded: datetime, settings: Any, greeting: bytes, words: str) -> None:
    with rude_server(greeting) as settings.EMAIL_PORT:
        found = send(ELS, JAN)
    assert set(found.failed) == {ELS, JAN}
    assert words in found.failed[ELS]
    assert nothing_written()


def test_a_server_that_says_nothing(loaded: datetime, settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    with rude_server(b"", waits=True) as settings.EMAIL_PORT:
        assert send(ELS).failed == {ELS: "the server did not answer in time"}
    assert nothing_written()


def test_no_server_at_all(loaded: datetime, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    assert "no mail server answers there" in send(ELS).failed[ELS]
    assert nothing_written()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("password", "accepted"), [("right", 1), ("wrong", 0)])
def test_signing_in(loaded: datetime, settings: Any, password: str, accepted: int) -> None:
    options = {"authenticator": only("monitor", "right"), "auth_required": True, "auth_require_tls": False}
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "monitor", password
    with mail_server(Mailbox(), **options) as box:
        settings.EMAIL_PORT = box.port
        found = send(ELS)
    assert (len(found.accepted), len(box.letters)) == (accepted, accepted)
    if not accepted:
        assert found.failed[ELS].startswith("the server does not accept the user or password: 535")
        assert "wrong" not in found.failed[ELS]
        assert nothing_written()


def test_no_letter_goes_in_the_clear_where_starttls_was_asked(loaded: datetime, settings: Any, box: Mailbox) -> None:
    settings.EMAIL_USE_TLS = True
    assert "offers no STARTTLS" in send(ELS).failed[ELS]
    assert box.letters == []
    assert nothing_written()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate for this machine, made anew for these tests."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl makes the certificate of the test server")
    folder = tmp_path_factory.mktemp("tls")
    names = (str(folder / "certificate.pem"), str(folder / "key.pem"))
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    subprocess.run(
        [program, *words.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-out", names[0], "-keyout", names[1]],
        check=True,
        capture_output=True,
    )
    return names


@pytest.mark.parametrize("is_trusted", [True, False])
def test_starttls_with_a_certificate(
    loaded: datetime, settings: Any, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch, is_trusted: bool
) -> None:
    settings.EMAIL_USE_TLS = True
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    with mail_server(Mailbox(), tls_context=safe(*certificate), require_starttls=True) as box:
        settings.EMAIL_PORT = box.port
        found = send(ELS)
    assert len(box.letters) == len(found.accepted) == (1 if is_trusted else 0)
    if not is_trusted:
        assert "certificate is not trusted" in found.failed[ELS]
        assert nothing_written()


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="els", is_editor=True)])
def test_only_the_operator_sends(loaded: datetime, box: Mailbox, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        send_reminders(letters=due(ELS), sender=SENDER, actor=actor, now=NOW)
    assert box.letters == []


def test_a_header_cannot_be_forged(loaded: datetime, box: Mailbox) -> None:
    with pytest.raises(ValueError, match="Invalid address"):
        send_reminders(letters=due("els@site.example\nBcc: all@site.example"), sender=SENDER, actor=OPERATOR, now=NOW)
    assert box.letters == []


def waiting(**changed: Any) -> None:
    values: dict[str, Any] = {
        "source": "pisa",
        "code": "2026-geheim",
        "title": "Cijfers\r\nBcc: all@site.example",
        "publisher": "UGent",
        "published": NOW.date() + timedelta(days=5),
        "precision": "day",
        "rank": "primary",
        "url": "https://example.org",
        "licence": "vrij",
        "language": "nl",
        "digest": "0" * 64,
        "file_name": "geheim.csv",
        "content": b"",
        "recorded_at": NOW,
        "recorded_by": "els",
        "is_shipped": False,
        "is_pending": True,
        "visible_from": NOW + timedelta(days=5),
    }
    ReleaseRow.objects.create(**{**values, **changed})


def test_a_release_that_waits_is_named_with_its_moment(loaded: datetime, box: Mailbox) -> None:
    waiting()
    waiting(code="far", title="Later", visible_from=NOW + timedelta(days=15))
    [item] = due(ELS)[0].reminder.announced
    assert item.key == "waiting/pisa/2026-geheim/2026-11-27"
    send(ELS)
    said = " ".join(box.letters[0].get_content().split())
    assert "Cijfers Bcc: all@site.example (UGent" in said
    assert "27 november 2026 om 10:00 uur" in said
    assert box.letters[0]["Bcc"] is None
    assert "Later" not in said


def test_without_anything_to_say_there_is_no_letter(db: None) -> None:
    assert due(ELS, JAN) == ()


def test_the_address_of_the_calendar_is_in_the_letter_where_it_is_known(loaded: datetime) -> None:
    [letter] = outgoing(addresses=(ELS,), now=NOW, site=Text("https://e.org/nl/", "https://e.org/en/"))
    assert "De hele kalender: https://e.org/nl/" in letter.letter.body
    assert "kalender:" not in due(ELS)[0].letter.body
