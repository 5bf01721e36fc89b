"""Reminders from the terminal, or from a timer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import click
from django.conf import settings
from django.utils.module_loading import import_string

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.terminal import counted
from stemagenda.core.text import Text
from stemagenda.outputs.mail.member_letter import Links
from stemagenda.usecases.digests import Digest, due_digests, queue_digests, subscription_counts
from stemagenda.usecases.letters import MEMBER, Delivery, send_letters, waiting_letters
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.reader_links import Site
from stemagenda.usecases.reminding import Outgoing, is_anybody_there, outgoing, queue_reminders
from stemagenda.usecases.retention import forget_past

#: The pages that letters lead to, below the site's address.
PAGES: Final = Links(
    calendar=Text("/nl/kalender/", "/en/calendar/"),
    action=Text("/nl/acties/{code}/", "/en/actions/{code}/"),
    actions=Text("/nl/acties/", "/en/actions/"),
    follow_ups=Text("/nl/werkpunten/", "/en/follow-up-points/"),
    decisions=Text("/nl/beslissingen/", "/en/decisions/"),
    indicator=Text("/nl/indicatoren/{code}/", "/en/indicators/{code}/"),
    messages=Text("/nl/mijn-berichten/", "/en/my-messages/"),
    question=Text("/nl/stemhub/vragen/{code}/", "/en/stemhub/questions/{code}/"),
)

NOTHING: Final = "There is nothing to remind anybody of."
_NO_ORIGIN: Final = (
    "Readers have a subscription, but got nothing: their letters need the site's own address for the link that stops "
    "them. Set STEMAGENDA_ORIGINS, for instance to https://stem.example.be"
)


def remind(*, dry_run: bool, readers: bool, as_json: bool) -> None:
    """Queue what is due and send what waits, or only show both; letters to readers in full only where asked."""
    moment = now()
    if not dry_run:
        # What is past its time goes, whether or not there is somebody to write to.
        forget_past(actor=OPERATOR, now=moment)
    recipients: list[str] = settings.STEMAGENDA_REMIND_TO
    waiting = waiting_letters(now=moment)
    followers = subscription_counts().confirmed
    if not (waiting or followers or is_anybody_there(addresses=recipients, now=moment)):
        raise Stopped(
            Outcome.REFUSED,
            "Nobody is to be reminded. Set STEMAGENDA_REMIND_TO, for instance to els@example.be, jan@example.be",
            "Members get letters once they have an address: stemagenda users letters NAME --address els@example.be",
        )
    site = _site() if followers else None
    links = _links()
    due = outgoing(addresses=recipients, now=moment, links=links)
    if dry_run:
        news = due_digests(site=site, now=moment) if site else ()
        _rehearse(due, news if readers else (), waiting, readers=len(news), as_json=as_json)
        return
    if due or waiting or followers:
        _check_settings()
    # Also where nothing is due: what waits for somebody who left is dropped on the way.
    due = queue_reminders(addresses=recipients, actor=OPERATOR, now=moment, links=links)
    news = queue_digests(site=site, actor=OPERATOR, now=moment) if site else ()
    deliveries = _send_all()
    _tell(due, deliveries, readers=len(news), as_json=as_json)
    if any(item.outcome != "sent" for item in deliveries):
        raise Stopped(Outcome.ENVIRONMENT, *_what_failed(deliveries))
    if followers and site is None:
        raise Stopped(Outcome.REFUSED, _NO_ORIGIN)


def send() -> None:
    """Send what waits in the queue, and write no new letter."""
    forget_past(actor=OPERATOR, now=now())
    if not waiting_letters(now=now()):
        click.echo("No letter waits.")
        return
    _check_settings()
    deliveries = _send_all()
    click.echo(f"Sent {counted(sum(1 for item in deliveries if item.outcome == 'sent'), 'letter', 'letters')}.")
    if any(item.outcome != "sent" for item in deliveries):
        raise Stopped(Outcome.ENVIRONMENT, *_what_failed(deliveries))


def _send_all() -> tuple[Delivery, ...]:
    """Batch after batch, each with the time it is, until nothing more is due or the server answers no more."""
    deliveries: list[Delivery] = []
    is_over = False
    while not is_over:
        batch = send_letters(sender=settings.DEFAULT_FROM_EMAIL, actor=OPERATOR, now=now())
        deliveries += batch.deliveries
        is_over = batch.is_over
    return tuple(deliveries)


def _what_failed(deliveries: Sequence[Delivery]) -> tuple[str, ...]:
    ends = {"waiting": "It waits for its next try.", "given-up": "It is given up."}
    lines = [
        f"{_shown(item.recipient)}: {item.reason}. {ends[item.outcome]}"
        for item in deliveries
        if item.outcome != "sent"
    ]
    if any(item.outcome == "waiting" for item in deliveries):
        lines.append("Letters that wait are kept: run stemagenda remind again.")
    return tuple(lines)


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


def _links() -> Links | None:
    """Where the pages stand, in both languages: at the first of STEMAGENDA_ORIGINS."""
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    if not origins:
        return None
    start = origins[0].rstrip("/")
    return Links(**{name: Text(start + page.nl, start + page.en) for name, page in vars(PAGES).items()})


def _site() -> Site | None:
    """The site as letters to readers name it; None without an address, as each needs the link that stops it."""
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    if not origins:
        return None
    return Site(origin=origins[0], address=import_string(settings.STEMAGENDA_ADDRESSES))


def _shown(recipient: str) -> str:
    """A member by the name of the account; others by the address that the operator set."""
    return recipient.removeprefix(MEMBER)


def _rehearse(
    due: Sequence[Outgoing],
    shown: Sequence[Digest],
    waiting: Sequence[Delivery],
    *,
    readers: int,
    as_json: bool,
) -> None:
    if as_json:
        _print_json(due, waiting, {}, readers=readers, is_sent=False)
        return
    for item in due:
        click.echo(f"To: {_shown(item.recipient)}\nSubject: {item.letter.subject}\n\n{item.letter.body}")
    for digest in shown:
        click.echo(f"To: {digest.address}\nSubject: {digest.letter.subject}\n\n{digest.letter.body}")
    if readers:
        click.echo(f"To readers with a subscription: {counted(readers, 'letter', 'letters')}.")
    for letter in waiting:
        click.echo(f"Waits since an earlier run: to {_shown(letter.recipient)}, {letter.subject}")
    if due or waiting or readers:
        click.echo("Nothing was sent: this is a rehearsal.")
    else:
        click.echo(NOTHING)


def _tell(due: Sequence[Outgoing], deliveries: Sequence[Delivery], *, readers: int, as_json: bool) -> None:
    if as_json:
        _print_json(due, deliveries, {item.key: item for item in deliveries}, readers=readers, is_sent=True)
        return
    sent = sum(1 for item in deliveries if item.outcome == "sent")
    if sent:
        click.echo(f"Sent {counted(sent, 'letter', 'letters')}.")
    elif not deliveries:
        click.echo(NOTHING if not (due or readers) else "Another run is sending these letters.")


def _print_json(
    due: Sequence[Outgoing],
    others: Sequence[Delivery],
    outcomes: Mapping[str, Delivery],
    *,
    readers: int,
    is_sent: bool,
) -> None:
    new = {item.key for item in due}
    document = {
        "sent": is_sent,
        "readers": readers,
        "letters": [_as_json(item, outcomes.get(item.key)) for item in due],
        "earlier": [
            {
                "to": _shown(item.recipient),
                "accepted": item.outcome == "sent",
                "problem": item.reason or None,
                "subject": item.subject,
            }
            for item in others
            if item.key not in new
        ],
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _as_json(item: Outgoing, delivery: Delivery | None) -> dict[str, Any]:
    sources = item.sources
    return {
        "to": _shown(item.recipient),
        "accepted": delivery is not None and delivery.outcome == "sent",
        "problem": (delivery.reason or None) if delivery is not None else None,
        "late": [
            {"about": late.key, "since": late.since.isoformat(), "days": late.days}
            for late in (sources.late if sources else ())
        ],
        "stale": [
            {"about": stale.key, "since": stale.since.isoformat()} for stale in (sources.stale if sources else ())
        ],
        "announced": [
            {"about": next_.key, "last_day": next_.last.isoformat()} for next_ in (sources.announced if sources else ())
        ],
        "work": [{"about": notice.key, "kind": notice.kind} for notice in item.notices],
        "digest": item.news is not None and bool(item.news),
        "subject": item.letter.subject,
        "body": item.letter.body,
    }
