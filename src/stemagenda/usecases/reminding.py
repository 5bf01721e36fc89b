"""Reminders by e-mail: what is newly late, newly stale or announced, once to each address, not again for four weeks."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Any, Final

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from stemagenda.core.text import Text
from stemagenda.outputs.mail.writer import Announced, LateSource, Letter, Reminder, StaleFigure, compose
from stemagenda.store import reminders
from stemagenda.store.audit import record_write
from stemagenda.store.vitality import SENT
from stemagenda.usecases.permissions import Actor, check_can_remind
from stemagenda.usecases.views import SeriesView
from stemagenda.usecases.vitality import Calendar, Coming, SourceState, calendar

#: Nobody is told the same thing twice within this time.
SILENCE: Final = timedelta(days=28)
#: Announced releases are mentioned so many days ahead.
DAYS_AHEAD: Final = 14
#: Characters of a server's own words that are passed on.
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
class Outgoing:
    """A letter to one address, and what it speaks of."""

    address: str
    reminder: Reminder
    letter: Letter


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What became of a round: letters accepted by the server, and per address why one was not."""

    accepted: tuple[Outgoing, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)


def outgoing(*, addresses: Sequence[str], now: datetime, site: Text | None = None) -> tuple[Outgoing, ...]:
    """The letters that are due: none for an address that heard of everything within the last four weeks.

    `site` is the address of the calendar's page in each language, None where the site's own address is not known.
    """
    everything = _reminder(calendar(on=now.date(), today=now.date()), site=site)
    told = reminders.reminded(since=now - SILENCE)
    letters = []
    for address in dict.fromkeys(addresses):
        fresh = _without(everything, told.get(address, frozenset()))
        if fresh.keys:
            letters.append(Outgoing(address=address, reminder=fresh, letter=compose(reminder=fresh)))
    return tuple(letters)


def send_reminders(*, letters: Sequence[Outgoing], sender: str, actor: Actor, now: datetime) -> Sent:
    """Send the letters over one connection, then write down those the server accepted.

    The store waits for nobody: nothing is locked while the server talks. Stopped between the two, the same letter is
    sent once more the next time; the other way round it would be lost.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check_can_remind(actor)
    sent = _sent(letters=letters, sender=sender, now=now)
    if sent.accepted:
        with transaction.atomic():
            reminders.note_reminders(
                sent={item.address: item.reminder.keys for item in sent.accepted},
                now=now,
                forget_before=now - SILENCE,
            )
            # Addresses are people's: how many is enough to follow what was done.
            record_write(
                verb=SENT,
                subject="reminders",
                actor=actor.name,
                now=now,
                details={
                    "accepted": len(sent.accepted),
                    "failed": len(sent.failed),
                    "about": sorted({key for item in sent.accepted for key in item.reminder.keys}),
                },
            )
    return sent


def _sent(*, letters: Sequence[Outgoing], sender: str, now: datetime) -> Sent:
    accepted: list[Outgoing] = []
    failed: dict[str, str] = {}
    connection = get_connection()
    try:
        connection.open()
        for item in letters:
            try:
                _message(item, sender=sender, now=now, connection=connection).send()
                accepted.append(item)
            except smtplib.SMTPRecipientsRefused as refused:
                code, said = next(iter(refused.recipients.values()))
                failed[item.address] = f"the server refuses this address: {_answer(code, said)}"
    except (OSError, smtplib.SMTPException) as error:
        # The conversation is over: whoever has no letter yet gets none now.
        reason = _reason(error)
        done = {item.address for item in accepted} | set(failed)
        failed.update({item.address: reason for item in letters if item.address not in done})
    finally:
        _close(connection)
    return Sent(accepted=tuple(accepted), failed=failed)


def _message(item: Outgoing, *, sender: str, now: datetime, connection: Any) -> EmailMessage:
    """The letter as a message. Django refuses line ends in every header."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    return EmailMessage(
        subject=item.letter.subject,
        body=item.letter.body,
        from_email=sender,
        to=[item.address],
        connection=connection,
        headers={
            "Date": format_datetime(now),
            "Message-ID": make_msgid(domain=domain),
            # RFC 3834: no answer from somebody's holiday message.
            "Auto-Submitted": "auto-generated",
            "Content-Language": "nl, en",
        },
    )


def _close(connection: Any) -> None:
    # The letters are with the server; how it says goodbye changes nothing.
    with suppress(OSError, smtplib.SMTPException):
        connection.close()


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


def _reminder(found: Calendar, *, site: Text | None) -> Reminder:
    until = found.on + timedelta(days=DAYS_AHEAD)
    return Reminder(
        on=found.on,
        late=tuple(_late(state) for state in found.late),
        stale=tuple(_stale(view) for view in found.stale),
        announced=tuple(
            _announced(item)
            for item in found.coming
            # A month or a year is mentioned when it begins and when it ends, not all the while.
            if item.is_announced and any(found.on <= day <= until for day in (item.span.first, item.span.last))
        ),
        days_ahead=DAYS_AHEAD,
        site=site,
    )


def _late(state: SourceState) -> LateSource:
    assert state.vitality.late_since is not None  # noqa: S101  (a late source is late since a day)
    return LateSource(
        key=f"late/{state.source.name}",
        title=state.source.title,
        publisher=state.source.publisher,
        since=state.vitality.late_since,
        days=state.vitality.days_late,
    )


def _stale(view: SeriesView) -> StaleFigure:
    assert view.latest is not None and view.standing.stale_from is not None  # noqa: PT018, S101  (stale: has a figure)
    return StaleFigure(
        key=f"stale/{view.indicator.code}/{view.series.code}",
        code=view.indicator.code,
        title=view.title,
        period=view.latest.period.code,
        since=view.standing.stale_from,
    )


def _announced(item: Coming) -> Announced:
    subject = item.key if item.kind == "waiting" else ("next", item.source.name)
    return Announced(
        key="/".join((*subject, item.span.code)),
        title=Text(item.title, item.title) if item.title else item.source.title,
        publisher=item.source.publisher,
        last=item.span.last,
        precision=item.span.precision,
        time=f"{item.moment:%H:%M}" if item.moment else "",
    )


def _without(reminder: Reminder, told: frozenset[str]) -> Reminder:
    return replace(
        reminder,
        late=tuple(item for item in reminder.late if item.key not in told),
        stale=tuple(item for item in reminder.stale if item.key not in told),
        announced=tuple(item for item in reminder.announced if item.key not in told),
    )
