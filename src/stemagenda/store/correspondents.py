"""Members who can be written to: their address, their language, and which letters they want. Private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.contrib.auth import get_user_model
from django.db.models import Q

from stemagenda.core.text import Language
from stemagenda.store.models import MailChoiceRow


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which letters somebody wants, and in which language."""

    language: Language = "nl"
    wants_reminders: bool = True
    wants_digest: bool = True


@dataclass(frozen=True, kw_only=True)
class Correspondent:
    """An account with an e-mail address that has a part in the agenda's work."""

    person: str
    address: str
    is_administrator: bool
    choice: Choice


def correspondents(*, on: date) -> tuple[Correspondent, ...]:
    """Members and administrators with an address on a day, by name: one query."""
    held = Q(memberships__starts__lte=on) & (Q(memberships__ends__isnull=True) | Q(memberships__ends__gte=on))
    rows = get_user_model().objects.filter(Q(is_superuser=True) | held, is_active=True).exclude(email="")
    return tuple(
        Correspondent(
            person=row.get_username(),
            address=row.email,
            is_administrator=row.is_superuser,
            choice=_choice(getattr(row, "mail_choice", None)),
        )
        for row in rows.select_related("mail_choice").distinct().order_by("username")
    )


def choice(*, person: str) -> Choice:
    """What somebody chose; every letter, in Dutch, where they never did."""
    return _choice(MailChoiceRow.objects.filter(person__username=person).first())


def set_choice(*, person: str, choice: Choice) -> None:
    """Keep what somebody chose. Call it inside the write's transaction."""
    MailChoiceRow.objects.update_or_create(
        person=get_user_model().objects.get(username=person),
        defaults={
            "language": choice.language,
            "wants_reminders": choice.wants_reminders,
            "wants_digest": choice.wants_digest,
        },
    )


def address(*, person: str) -> str:
    """Where letters to somebody go; empty where nowhere, or where there is no such account."""
    found: str | None = get_user_model().objects.filter(username=person).values_list("email", flat=True).first()
    return found or ""


def set_address(*, person: str, address: str) -> None:
    """Keep somebody's address, or none. Call it inside a transaction."""
    get_user_model().objects.filter(username=person).update(email=address)


def _choice(row: MailChoiceRow | None) -> Choice:
    if row is None:
        return Choice()
    return Choice(
        language=cast("Language", row.language),
        wants_reminders=row.wants_reminders,
        wants_digest=row.wants_digest,
    )
