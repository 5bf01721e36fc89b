"""Reminders from the terminal, or from a timer."""

from __future__ import annotations

import json
from typing import Any, Final

import click
from django.conf import settings

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.terminal import counted
from stemagenda.core.text import Text
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.reminding import Outgoing, Sent, outgoing, send_reminders

#: The page that shows the same as the letters, on the site.
CALENDAR: Final = Text("/nl/kalender/", "/en/calendar/")


def remind(*, dry_run: bool, as_json: bool) -> None:
    """Send what is due, or only show it."""
    moment = now()
    recipients: list[str] = settings.STEMAGENDA_REMIND_TO
    if not recipients:
        raise Stopped(
            Outcome.REFUSED,
            "Nobody is to be reminded. Set STEMAGENDA_REMIND_TO, for instance to els@example.be, jan@example.be",
        )
    letters = outgoing(addresses=recipients, now=moment, site=_site())
    if dry_run or not letters:
        _tell(letters, None, as_json=as_json)
        return
    _check_settings()
    sent = send_reminders(letters=letters, sender=settings.DEFAULT_FROM_EMAIL, actor=OPERATOR, now=moment)
    _tell(letters, sent, as_json=as_json)
    if sent.failed:
        raise Stopped(
            Outcome.ENVIRONMENT,
            *(f"{to}: {reason}." for to, reason in sent.failed.items()),
            "What was not sent was not written down: the next run tries again.",
        )


def _check_settings() -> None:
    """Say which setting is missing, before anything is tried."""
    if not settings.EMAIL_HOST:
        raise Stopped(
            Outcome.REFUSED,
            "There is no mail server. Set STEMAGENDA_SMTP, for instance to "
            "smtp://user:password@mail.example.be:587?tls=starttls",
        )
    if not settings.DEFAULT_FROM_EMAIL:
        raise Stopped(
            Outcome.REFUSED,
            "There is no sender. Set STEMAGENDA_MAIL_FROM, for instance to Monitor STEM <monitor@example.be>",
        )


def _site() -> Text | None:
    """Where the calendar stands, in both languages: at the first of STEMAGENDA_ORIGINS."""
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    if not origins:
        return None
    start = origins[0].rstrip("/")
    return Text(start + CALENDAR.nl, start + CALENDAR.en)


def _tell(letters: tuple[Outgoing, ...], sent: Sent | None, *, as_json: bool) -> None:
    if as_json:
        found = [_as_json(item, sent) for item in letters]
        click.echo(json.dumps({"sent": sent is not None, "letters": found}, ensure_ascii=False, indent=2))
    elif sent is not None:
        if sent.accepted:
            click.echo(f"Sent {counted(len(sent.accepted), 'letter', 'letters')}.")
    elif not letters:
        click.echo("There is nothing to remind anybody of.")
    else:
        for item in letters:
            click.echo(f"To: {item.address}\nSubject: {item.letter.subject}\n\n{item.letter.body}")
        click.echo("Nothing was sent: this is a rehearsal.")


def _as_json(item: Outgoing, sent: Sent | None) -> dict[str, Any]:
    reminder = item.reminder
    return {
        "to": item.address,
        "accepted": sent is not None and item.address not in sent.failed,
        "problem": sent.failed.get(item.address) if sent is not None else None,
        "late": [{"about": late.key, "since": late.since.isoformat(), "days": late.days} for late in reminder.late],
        "stale": [{"about": stale.key, "since": stale.since.isoformat()} for stale in reminder.stale],
        "announced": [{"about": next_.key, "last_day": next_.last.isoformat()} for next_ in reminder.announced],
        "subject": item.letter.subject,
        "body": item.letter.body,
    }
