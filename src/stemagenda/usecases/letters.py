"""Letters leave through a queue: written once, tried until the mail server takes them, never sent by two runs.

A letter is queued in the transaction that decides on it, so nothing is lost when the server is down. A run holds the
letters it sends; each is noted the moment the server accepts it. One gap cannot be closed from this side: a run that
dies between the server's "accepted" and our note of it leaves a letter that is sent once more. Its Message-ID follows
from its key, so that it is the same both times and the recipient's side can drop the double.
"""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr
from typing import Any, Final, Literal

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction

from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.mail.reader_letter import stop_address
from stemagenda.store import letters as store
from stemagenda.store.audit import QUEUED, SENT, record_write
from stemagenda.store.letters import Queued
from stemagenda.usecases.permissions import Actor, check_can_remind

#: Letters of one call of `send_letters`: few enough that a slow server is done with them before HOLD is over.
BATCH: Final = 20
#: A run that died held its letters so long.
HOLD: Final = timedelta(hours=1)
#: How long a letter waits after each try in vain; after the last one it is given up.
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 240, 720, 1440, 1440, 1440))
#: Letters to one address that anybody can have caused by typing it into a form.
MOST_A_DAY: Final = 5
A_DAY: Final = timedelta(days=1)
#: A member is known in the queue by their account, whatever their address is.
MEMBER: Final = "member/"
#: The keys of letters to readers without an account begin so.
READERS: Final = "subscription/"
#: Letters that are done with are kept so long; then only the key and the days (usecases/retention.py).
KEPT: Final = timedelta(days=30)
LONGEST_ADDRESS: Final = 254
LONGEST_SUBJECT: Final = 300
_LONGEST_ANSWER: Final = 200
#: The first kind that fits an error says what happened; most of them are kinds of the later ones.
_REASONS: Final = (
    (smtplib.SMTPAuthenticationError, "the server does not accept the user or password"),
    (smtplib.SMTPSenderRefused, "the server refuses the sender"),
    (smtplib.SMTPResponseException, "the server refuses"),
    (smtplib.SMTPNotSupportedError, "the server offers no STARTTLS or no sign-in: correct STEMAGENDA_SMTP"),
    (smtplib.SMTPException, "the server ended the conversation"),
    (ssl.SSLError, "the connection is not safe: the server speaks no TLS there, or its certificate is not trusted"),
    (TimeoutError, "the server did not answer in time"),
    (OSError, "no mail server answers there: correct STEMAGENDA_SMTP, or start it"),
)


@dataclass(frozen=True, kw_only=True)
class NewLetter:
    """A letter to queue. Under one `key` only one is ever queued.

    `recipient` is the name by which somebody is known here, `about` what the letter tells them.
    """

    key: str
    recipient: str
    address: str
    subject: str
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What became of a letter: taken by the server, waiting for another try, or given up, with the reason."""

    key: str
    recipient: str
    subject: str
    outcome: Literal["sent", "waiting", "given-up"]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What became of one batch. `is_over`: nothing more is due, or the server answers no more."""

    deliveries: tuple[Delivery, ...]
    is_over: bool


class _HungUpError(Exception):
    """The conversation with the server is over, or never began; whoever has no letter yet gets none now."""

    def __init__(self, reason: str, *, began: bool) -> None:
        self.reason, self.began = reason, began
        super().__init__(reason)


def queue_letters(*, letters: Sequence[NewLetter], actor: Actor, now: datetime) -> int:
    """Queue letters; those under a known key are left as they were. Returns how many are new.

    Raises:
        NotAllowed: for anybody but the operator.
        Refused: an address to which no letter can go.
    """
    check_can_remind(actor)
    if problems := [_no_address(letter.recipient) for letter in letters if not is_address(letter.address)]:
        raise Refused(problems)
    with transaction.atomic():
        new = sum(
            store.add_letter(
                key=letter.key,
                recipient=letter.recipient,
                address=letter.address,
                subject=letter.subject[:LONGEST_SUBJECT],
                text=letter.text,
                about=letter.about,
                now=now,
            )
            for letter in letters
        )
        if new:
            # Addresses are people's: how many is enough to follow what was done.
            about = Counter(subject.partition("/")[0] for letter in letters for subject in letter.about)
            details = {"letters": new, "about": dict(sorted(about.items()))}
            record_write(
                verb=QUEUED, subject="letters", actor=actor.name, now=now, details=details, changes_pages=False
            )
    return new


def queue_letter_to_person(*, letter: NewLetter, now: datetime, is_follow_up: bool = False) -> bool:
    """Queue a letter that somebody without an account asked for; False where one was queued under its key.

    Part of their own write: call it inside its transaction, after its checks. The audit entry is that write's.

    Anybody can type anybody's address: beyond so many letters a day it gets no more of them, and False comes back. One
    that follows on something else than a sent form, such as an answer (`is_follow_up`), always goes.

    Raises:
        Refused: an address to which no letter can go.
    """
    if not is_address(letter.address):
        raise Refused([_no_address("address")])
    if not is_follow_up and store.queued_to(address=letter.address, since=now - A_DAY) >= MOST_A_DAY:
        return False
    return store.add_letter(
        key=letter.key,
        recipient=letter.recipient,
        address=letter.address,
        subject=letter.subject[:LONGEST_SUBJECT],
        text=letter.text,
        about=letter.about,
        now=now,
    )


def send_letters(*, sender: str, actor: Actor, now: datetime) -> Sending:
    """Send a batch of what is due, over one connection. The store waits for nobody: it is asked between letters.

    Call it again, with a new `now`, until it is over.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check_can_remind(actor)
    with transaction.atomic():
        held = store.hold_due(most=BATCH, now=now, until=now + HOLD)
    if not held:
        return Sending(deliveries=(), is_over=True)
    deliveries: list[Delivery] = []
    try:
        with _conversation() as connection:
            for letter in held:
                delivery = _sent(letter, sender=sender, connection=connection, actor=actor, now=now)
                deliveries.append(delivery)
    except _HungUpError as over:
        # Where no server answered, all were tried; else only the one that was on its way.
        tried = held[len(deliveries) :][:1] if over.began else held
        deliveries += [_failed(letter, over.reason, actor=actor, now=now) for letter in tried]
        store.release(numbers=[letter.number for letter in held[len(deliveries) :]])
        return Sending(deliveries=tuple(deliveries), is_over=True)
    return Sending(deliveries=tuple(deliveries), is_over=len(held) < BATCH)


def waiting_letters(*, now: datetime) -> tuple[Delivery, ...]:
    """The letters of earlier runs that one at this moment would try."""
    return tuple(_delivery(letter, "waiting") for letter in store.waiting(now=now))


def is_address(written: str) -> bool:
    """Whether a letter can go there; quoted names before the @ are used by nobody honest."""
    try:
        validate_email(written)
    except ValidationError:
        return False
    return written.isprintable() and '"' not in written and len(written) <= LONGEST_ADDRESS


def member_recipient(person: str) -> str:
    """How a member is known in the queue."""
    return MEMBER + person


@contextmanager
def _conversation() -> Iterator[Any]:
    """An open connection with the mail server."""
    connection = get_connection()
    began = False
    try:
        connection.open()
        began = True
        yield connection
    except (OSError, smtplib.SMTPException) as error:
        raise _HungUpError(_reason(error), began=began) from error
    finally:
        # What was accepted is with the server; how it says goodbye changes nothing.
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def _sent(letter: Queued, *, sender: str, connection: Any, actor: Actor, now: datetime) -> Delivery:
    try:
        _message(letter, sender=sender, connection=connection).send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        reason = f"the server refuses this address: {_answer(code, said)}"
        return _refused(letter, reason, code=code, actor=actor, now=now)
    except smtplib.SMTPDataError as refused:
        return _refused(letter, _reason(refused), code=refused.smtp_code, actor=actor, now=now)
    except (ValueError, smtplib.SMTPNotSupportedError):
        # Django refuses line ends in every header, and some servers take no signs beyond ASCII in an address.
        return _given_up(letter, "it cannot be written as a letter", actor=actor, now=now)
    with transaction.atomic():
        store.note_sent(number=letter.number, now=now)
        record_write(
            verb=SENT, subject="letters", actor=actor.name, now=now, details={"key": letter.key}, changes_pages=False
        )
    return _delivery(letter, "sent")


def _refused(letter: Queued, reason: str, *, code: int, actor: Actor, now: datetime) -> Delivery:
    """A server's 5xx is final (RFC 5321, section 4.2.1), its 4xx asks to come back later."""
    take = _given_up if code >= 500 else _failed
    return take(letter, reason, actor=actor, now=now)


def _failed(letter: Queued, reason: str, *, actor: Actor, now: datetime) -> Delivery:
    """Try again later; after the last try let what it told be told again, in a letter with the state of that day."""
    if letter.tries >= len(WAITS):
        with transaction.atomic():
            store.untell(letter=letter)
            return _given_up(letter, reason, actor=actor, now=now)
    wait = WAITS[letter.tries]
    store.note_failure(number=letter.number, tries=letter.tries + 1, next_try=now + wait, failure=reason)
    return _delivery(letter, "waiting", reason)


def _given_up(letter: Queued, reason: str, *, actor: Actor, now: datetime) -> Delivery:
    with transaction.atomic():
        store.give_up(number=letter.number, failure=reason, now=now)
        details = {"key": letter.key, "given_up": True}
        record_write(verb=SENT, subject="letters", actor=actor.name, now=now, details=details, changes_pages=False)
    return _delivery(letter, "given-up", reason)


def _delivery(letter: Queued, outcome: Literal["sent", "waiting", "given-up"], reason: str = "") -> Delivery:
    return Delivery(key=letter.key, recipient=letter.recipient, subject=letter.subject, outcome=outcome, reason=reason)


def _message(letter: Queued, *, sender: str, connection: Any) -> EmailMessage:
    """The letter as a message: the same one each time it is tried."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    name = hashlib.sha256(letter.key.encode()).hexdigest()[:32]
    return EmailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=sender,
        to=[letter.address],
        connection=connection,
        headers={
            "Date": format_datetime(letter.made_at),
            "Message-ID": f"<{name}@{domain}>",
            # RFC 3834: no answer from somebody's holiday message.
            "Auto-Submitted": "auto-generated",
            **_ways_out(letter),
        },
    )


def _ways_out(letter: Queued) -> Mapping[str, str]:
    """What lets a mail program offer to stop: RFC 2369, and RFC 8058 for one click, which asks for https.

    Only readers' letters have such a link: the last line of each (see outputs/mail/reader_letter.py).
    """
    if not letter.key.startswith(READERS):
        return {}
    stop = stop_address(text=letter.text)
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop.startswith("https://") else {}
    return {"List-Unsubscribe": f"<{stop}>", **one_click}


def _reason(error: Exception) -> str:
    """What went wrong on the way to the server, in words."""
    # The library puts its own words around a time-out.
    inner = error.__context__ if isinstance(error.__context__, TimeoutError) else error
    known = next(words for kind, words in _REASONS if isinstance(inner, kind))
    said = isinstance(error, smtplib.SMTPResponseException)
    return f"{known}: {_answer(error.smtp_code, error.smtp_error)}" if said else known  # type: ignore[attr-defined]


def _answer(code: int, said: bytes | str) -> str:
    """A server's own words on one line, without what a terminal would obey."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"{code} {' '.join(shown.split())}"[:_LONGEST_ANSWER].strip()


def _no_address(recipient: str) -> Problem:
    return Problem(
        file="letters", place=recipient[:80], message="has no address a letter can go to", remedy="Correct the address"
    )
