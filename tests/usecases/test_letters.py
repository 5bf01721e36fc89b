"""The queue of letters, with a real server on this machine: each is sent once, none is lost, and failures are told."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.db import connections
from tests.usecases.mailbox import Mailbox, free_port, mail_server, only, rude_server, safe

from stemagenda.core.validation import Refused
from stemagenda.store import letters as store
from stemagenda.store import reminders
from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow, LetterRow
from stemagenda.store.vitality import latest_change
from stemagenda.usecases import letters
from stemagenda.usecases.letters import (
    BATCH,
    HOLD,
    KEPT,
    WAITS,
    Delivery,
    NewLetter,
    Sending,
    queue_letters,
    send_letters,
    waiting_letters,
)
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
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


def queue(*addresses: str, day: str = "2026-11-23", now: datetime = NOW) -> int:
    letters = [
        NewLetter(
            key=f"{day}/{address}",
            recipient=f"name of {address}",
            address=address,
            subject="Monitor STEM-agenda: één punt",
            text="Eerste regel.\n.\nLaatste regel.\n",
            about=("late/pisa",),
        )
        for address in addresses or (ELS,)
    ]
    return queue_letters(letters=letters, actor=OPERATOR, now=now)


def send(*, now: datetime = NOW) -> Sending:
    return send_letters(sender=SENDER, actor=OPERATOR, now=now)


def outcomes(found: Sending) -> list[tuple[str, str]]:
    return [(item.recipient.removeprefix("name of "), item.outcome) for item in found.deliveries]


def reason(found: Sending) -> str:
    assert found.deliveries
    assert {item.outcome for item in found.deliveries} == {"waiting"}
    return found.deliveries[0].reason


def test_each_gets_one_letter_of_their_own(box: Mailbox) -> None:
    assert queue(ELS, JAN) == 2
    assert outcomes(send()) == [(ELS, "sent"), (JAN, "sent")]
    assert box.envelopes == [("monitor@site.example", [ELS]), ("monitor@site.example", [JAN])]
    letter = box.letters[0]
    assert (letter["To"], letter["From"]) == (ELS, SENDER)
    assert (letter["Cc"], letter["Bcc"]) == (None, None)
    assert letter["Subject"] == "Monitor STEM-agenda: één punt"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(letter["Date"]) == NOW
    assert letter["Message-ID"].endswith("@site.example>")
    assert letter["Message-ID"] != box.letters[1]["Message-ID"]
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().splitlines() == ["Eerste regel.", ".", "Laatste regel."]


@pytest.mark.parametrize("address", ["els@site.example\nBcc: all@site.example", "els", "", '"a b"@site.example'])
def test_an_address_that_is_none_is_refused_and_nothing_is_queued(address: str) -> None:
    with pytest.raises(Refused, match="has no address a letter can go to"):
        queue(ELS, address)
    assert not LetterRow.objects.exists()


def test_a_subject_with_line_ends_is_given_up_and_stops_nobody(box: Mailbox) -> None:
    queue(ELS, JAN)
    LetterRow.objects.filter(address=ELS).update(subject="a\r\nBcc: all@site.example")
    found = send()
    assert outcomes(found) == [(ELS, "given-up"), (JAN, "sent")]
    assert found.deliveries[0].reason == "it cannot be written as a letter"
    assert box.envelopes == [("monitor@site.example", [JAN])]


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="els", is_editor=True, is_coordinator=True)])
def test_only_the_operator_queues_and_sends(box: Mailbox, actor: Actor) -> None:
    queue(ELS)
    with pytest.raises(NotAllowed):
        queue_letters(letters=(), actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        send_letters(sender=SENDER, actor=actor, now=NOW)
    assert box.letters == []


def test_a_key_is_queued_once_for_ever(box: Mailbox) -> None:
    assert [queue(ELS), queue(ELS), queue(ELS, JAN)] == [1, 0, 1]
    send()
    assert queue(ELS, now=NOW + KEPT * 3) == 0
    assert outcomes(send(now=NOW + KEPT * 3)) == []
    assert len(box.letters) == 2


def test_what_was_sent_is_not_sent_again(box: Mailbox) -> None:
    queue(ELS)
    assert send() == Sending(
        deliveries=(
            Delivery(
                key=f"2026-11-23/{ELS}",
                recipient=f"name of {ELS}",
                subject="Monitor STEM-agenda: één punt",
                outcome="sent",
            ),
        ),
        is_over=True,
    )
    assert send(now=NOW + HOLD) == Sending(deliveries=(), is_over=True)
    assert len(box.letters) == 1


def test_what_another_run_holds_is_left_to_it(box: Mailbox) -> None:
    queue(ELS)
    assert [item.address for item in store.hold_due(most=9, now=NOW, until=NOW + HOLD)] == [ELS]
    assert waiting_letters(now=NOW) == ()
    assert send(now=NOW + HOLD - timedelta(seconds=1)) == Sending(deliveries=(), is_over=True)
    assert outcomes(send(now=NOW + HOLD)) == [(ELS, "sent")]
    assert len(box.letters) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_send_each_letter_once(box: Mailbox) -> None:
    # On SQLite the test database lies in memory: tests/cli/test_letter_queue.py has two programs at once.
    everybody = [f"p{number}@site.example" for number in range(BATCH + 5)]
    queue(*everybody)
    start, problems = threading.Barrier(3), []

    def run() -> None:
        try:
            start.wait(timeout=10)
            while not send().is_over:
                pass
        except BaseException as error:  # noqa: BLE001  (told by the test)
            problems.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    while not send().is_over:
        pass
    assert problems == []
    assert sorted(letter["To"] for letter in box.letters) == sorted(everybody)


def test_a_long_queue_goes_in_batches(box: Mailbox) -> None:
    queue(*(f"p{number}@site.example" for number in range(BATCH + 1)))
    first, second = send(), send()
    assert (len(first.deliveries), first.is_over) == (BATCH, False)
    assert (len(second.deliveries), second.is_over) == (1, True)


def test_a_server_that_is_down_is_tried_again_and_the_letter_arrives_once(settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    queue(ELS, JAN)
    found = send()
    assert "no mail server answers there" in reason(found)
    assert outcomes(found) == [(ELS, "waiting"), (JAN, "waiting")]
    assert found.is_over
    assert store.counts() == {"waiting": 2, "failed": 0}
    assert send(now=NOW + WAITS[0] - timedelta(seconds=1)).deliveries == ()
    with mail_server(Mailbox()) as box:
        settings.EMAIL_PORT = box.port
        assert outcomes(send(now=NOW + WAITS[0])) == [(ELS, "sent"), (JAN, "sent")]
        assert send(now=NOW + timedelta(days=9)).deliveries == ()
    assert len(box.letters) == 2
    assert parsedate_to_datetime(box.letters[0]["Date"]) == NOW
    assert store.counts() == {"waiting": 0, "failed": 0}


def test_waits_grow_and_then_it_is_given_up_and_may_be_told_anew(settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    recipient = f"name of {ELS}"
    queue(ELS)
    reminders.note_told(recipient=recipient, subjects=["late/pisa"], now=NOW)
    reminders.note_told(recipient=recipient, subjects=["late/vdab"], now=NOW - timedelta(days=1))
    now = NOW
    for wait in WAITS:
        assert outcomes(send(now=now)) == [(ELS, "waiting")]
        assert send(now=now + wait - timedelta(seconds=1)).deliveries == ()
        now += wait
    assert list(WAITS) == sorted(WAITS)
    assert set(reminders.told(since=NOW - KEPT)[recipient]) == {"late/pisa", "late/vdab"}
    assert outcomes(send(now=now)) == [(ELS, "given-up")]
    assert set(reminders.told(since=NOW - KEPT)[recipient]) == {"late/vdab"}
    assert send(now=now + KEPT).deliveries == ()
    assert store.counts() == {"waiting": 0, "failed": 1}


@pytest.mark.parametrize(
    ("greeting", "words", "tried"),
    [
        (b"", "ended the conversation", 2),
        (b"220 here\r\n", "ended the conversation", 1),
        (b"554 not you\r\n", "554 not you", 2),
    ],
)
def test_a_server_that_hangs_up(settings: Any, greeting: bytes, words: str, tried: int) -> None:
    queue(ELS, JAN)
    with rude_server(greeting) as settings.EMAIL_PORT:
        found = send()
    assert words in reason(found)
    assert len(found.deliveries) == tried
    assert found.is_over
    assert store.counts() == {"waiting": 2, "failed": 0}


def test_a_server_that_says_nothing(settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    queue(ELS)
    with rude_server(b"", waits=True) as settings.EMAIL_PORT:
        assert reason(send()) == "the server did not answer in time"


def test_a_letter_at_which_the_server_hangs_up_does_not_keep_the_others_back(box: Mailbox) -> None:
    box.hangs_up_at = frozenset({ELS})
    queue(ELS, JAN)
    first = send()
    assert outcomes(first) == [(ELS, "waiting")]
    assert first.is_over
    assert outcomes(send()) == [(JAN, "sent")]
    box.hangs_up_at = frozenset()
    assert outcomes(send(now=NOW + WAITS[0])) == [(ELS, "sent")]
    assert len(box.letters) == 2


def test_a_refused_address_is_given_up_and_does_not_stop_the_others(box: Mailbox) -> None:
    box.refused = frozenset({ELS})
    queue(ELS, JAN)
    reminders.note_told(recipient=f"name of {ELS}", subjects=["late/pisa"], now=NOW)
    found = send()
    assert outcomes(found) == [(ELS, "given-up"), (JAN, "sent")]
    assert found.deliveries[0].reason == "the server refuses this address: 550 no such person [31m here"
    assert reminders.told(since=NOW - KEPT) != {}, "told at the wrong address: not again tomorrow"
    box.refused = frozenset()
    assert send(now=NOW + KEPT).deliveries == ()
    assert store.counts() == {"waiting": 0, "failed": 1}


def test_an_address_that_is_refused_for_now_is_tried_later(box: Mailbox) -> None:
    box.busy = frozenset({ELS})
    queue(ELS, JAN)
    found = send()
    assert outcomes(found) == [(ELS, "waiting"), (JAN, "sent")]
    assert "450 come back later" in found.deliveries[0].reason
    box.busy = frozenset()
    assert outcomes(send(now=NOW + WAITS[0])) == [(ELS, "sent")]


def test_a_server_that_refuses_the_letter(box: Mailbox) -> None:
    box.full = True
    queue(ELS, JAN)
    found = send()
    assert outcomes(found) == [(ELS, "given-up"), (JAN, "given-up")]
    assert found.deliveries[0].reason == "the server refuses: 552 the mailbox is full"


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("password", "outcome"), [("right", "sent"), ("wrong", "waiting")])
def test_signing_in(settings: Any, password: str, outcome: str) -> None:
    options = {"authenticator": only("monitor", "right"), "auth_required": True, "auth_require_tls": False}
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "monitor", password
    queue(ELS)
    with mail_server(Mailbox(), **options) as box:
        settings.EMAIL_PORT = box.port
        found = send()
    assert outcomes(found) == [(ELS, outcome)]
    assert len(box.letters) == (outcome == "sent")
    if outcome == "waiting":
        assert reason(found).startswith("the server does not accept the user or password: 535")
        assert "wrong" not in reason(found)


def test_no_letter_goes_in_the_clear_where_starttls_was_asked(settings: Any, box: Mailbox) -> None:
    settings.EMAIL_USE_TLS = True
    queue(ELS)
    assert "offers no STARTTLS" in reason(send())
    assert box.letters == []


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
    settings: Any, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch, is_trusted: bool
) -> None:
    settings.EMAIL_USE_TLS = True
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    queue(ELS)
    with mail_server(Mailbox(), tls_context=safe(*certificate), require_starttls=True) as box:
        settings.EMAIL_PORT = box.port
        found = send()
    assert len(box.letters) == (1 if is_trusted else 0)
    if not is_trusted:
        assert "certificate is not trusted" in reason(found)


def test_what_is_written_down_names_nobody(box: Mailbox) -> None:
    before = version()
    queue(ELS)
    changed = latest_change()
    send()
    assert latest_change() == changed
    queued, sent = AuditRow.objects.order_by("pk").values("verb", "subject", "details")
    assert queued == {
        "verb": "queue_letters",
        "subject": "letters",
        "details": {"letters": 1, "about": {"late": 1}},
    }
    assert (sent["verb"], sent["subject"]) == ("send_letters", "letters")
    assert version() == before, "no page shows letters"


def test_nobody_fills_somebody_elses_mailbox() -> None:
    def told(number: int, *, now: datetime = NOW, is_follow_up: bool = False) -> bool:
        new = NewLetter(key=f"k{number}", recipient="person/1", address=ELS, subject="S", text="T")
        return letters.queue_letter_to_person(letter=new, now=now, is_follow_up=is_follow_up)

    assert all(told(number) for number in range(letters.MOST_A_DAY))
    assert not told(90)
    assert told(91, is_follow_up=True), "an answer to a question always goes"
    assert told(92, now=NOW + timedelta(days=1, seconds=1))
