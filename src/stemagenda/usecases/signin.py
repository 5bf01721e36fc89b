"""Signing in: the same answer whatever is wrong, and a pause after ten failures per account or per address."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

from stemagenda.store import signin

MOST_FAILURES: Final = 10
LONGEST_NAME, LONGEST_PASSWORD = 150, 1_000


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """The outcome: a person, or minutes to wait, or neither when name and password do not belong together."""

    person: User | None = None
    wait_minutes: int = 0


def sign_in(*, name: str, password: str, origin: str, now: datetime) -> SignIn:
    """Check name and password. `origin` is the network address that asks.

    After ten failures within a quarter of an hour, for one account or from one origin, nothing is checked any more
    until the oldest of them is past. An unknown name takes the same time as a wrong password: both are hashed once.
    """
    account, place = _digest("account", _folded(name)), _digest("origin", origin)
    number = signin.note_attempt(account=account, origin=place, now=now)
    # Counted with this attempt: of many at once, each sees the others.
    seconds = max(_wait(times, now) for times in signin.attempts(account=account, origin=place, now=now))
    if seconds > 0:
        signin.forget_attempt(number=number)
        return SignIn(wait_minutes=math.ceil(seconds / 60))
    if not _possible(name, LONGEST_NAME) or not _possible(password, LONGEST_PASSWORD):
        return SignIn()
    person = authenticate(username=name, password=password)
    if person is None:
        return SignIn()
    signin.forget_account(account=account)
    return SignIn(person=person)


def _wait(times: Sequence[datetime], now: datetime) -> float:
    """Seconds until one more attempt is allowed; `times` include the present one."""
    if len(times) <= MOST_FAILURES:
        return 0.0
    return (times[len(times) - MOST_FAILURES - 1] + signin.WINDOW - now).total_seconds()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()[:LONGEST_NAME]


def _digest(kind: str, written: str) -> str:
    return salted_hmac(f"stemagenda.signin.{kind}", written, algorithm="sha256").hexdigest()


def _possible(written: str, longest: int) -> bool:
    return 0 < len(written) <= longest and "\x00" not in written
