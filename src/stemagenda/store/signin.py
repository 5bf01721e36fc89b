"""Failed attempts to sign in: written down, counted, forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from stemagenda.store.models import SignInFailureRow

#: Failures are counted, and kept, for this long.
WINDOW: Final = timedelta(minutes=15)


def note_attempt(*, account: str, origin: str, now: datetime) -> int:
    """Write an attempt down as failed until proven otherwise, and forget those past the window. Returns its number.

    `account` and `origin` are digests. Written before the password is looked at, so that many attempts at once count.
    """
    forget_attempts(now=now)
    return SignInFailureRow.objects.create(at=now, account=account, origin=origin).pk


def forget_attempts(*, now: datetime) -> int:
    """Forget attempts past the window; how many there were."""
    gone, _ = SignInFailureRow.objects.filter(at__lte=now - WINDOW).delete()
    return gone


def attempts(*, account: str, origin: str, now: datetime) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """When there were attempts within the window, oldest first: for the account, and from the origin. One query."""
    rows = list(
        SignInFailureRow.objects.filter(Q(account=account) | Q(origin=origin), at__gt=now - WINDOW)
        .order_by("at", "pk")
        .values_list("at", "account", "origin")
    )
    return (
        tuple(at for at, name, _ in rows if name == account),
        tuple(at for at, _, place in rows if place == origin),
    )


def forget_attempt(*, number: int) -> None:
    """Take back one attempt: it was refused before the password was looked at."""
    SignInFailureRow.objects.filter(pk=number).delete()


def forget_account(*, account: str) -> None:
    """Take back every attempt on an account: its owner came in."""
    SignInFailureRow.objects.filter(account=account).delete()
