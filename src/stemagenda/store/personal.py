"""People without an account: kept apart from every record, found by their secret link, erased with their row.

Nothing here writes an audit entry: the verbs that call it do, and name no person in it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.crypto import salted_hmac

from stemagenda.store.models import LetterRow, PersonRow, ReminderRow

#: Signs of a secret: some 128 bits, nothing that an address has to escape.
SECRET_LENGTH: Final = 22


@dataclass(frozen=True, kw_only=True)
class Person:
    """What is kept about somebody for one purpose, until a day."""

    number: int
    purpose: str
    about: str
    address: str
    language: str
    body: Mapping[str, Any]
    kept_at: datetime
    confirmed_at: datetime | None
    until: date


def keep(
    *,
    purpose: str,
    about: str,
    address: str,
    language: str,
    body: Mapping[str, Any],
    until: date,
    now: datetime,
) -> tuple[Person, str]:
    """Keep what somebody told; the secret of their link comes with it. Call it inside the write's transaction."""
    seed = secrets.token_hex(16)
    secret = _secret(seed)
    row = PersonRow.objects.create(
        purpose=purpose,
        about=about,
        address=folded(address),
        language=language,
        body=dict(body),
        seed=seed,
        digest=_digest(secret),
        kept_at=now,
        until=until,
    )
    return _person(row), secret


def find(*, secret: str) -> Person | None:
    """Whose link this is."""
    if len(secret) != SECRET_LENGTH or not secret.isascii():
        return None
    row = PersonRow.objects.filter(digest=_digest(secret)).first()
    return _person(row) if row else None


def person(*, number: int) -> Person | None:
    """Somebody by number, for what hangs on them."""
    row = PersonRow.objects.filter(pk=number).first()
    return _person(row) if row else None


def people(*, purpose: str, about: str | None = None) -> tuple[Person, ...]:
    """Everybody kept for a purpose, in the order of coming; those that belong to one thing where `about` is given."""
    rows = PersonRow.objects.filter(purpose=purpose)
    return tuple(_person(row) for row in (rows if about is None else rows.filter(about=about)))


def people_at(*, address: str) -> tuple[Person, ...]:
    """Everything kept under one e-mail address."""
    return tuple(_person(row) for row in PersonRow.objects.filter(address=folded(address)))


def secret_of(*, number: int) -> str:
    """The secret for a link in another letter. Where the site's key was renewed, earlier links end here.

    Raises:
        PersonRow.DoesNotExist: nobody of that number is kept.
    """
    row = PersonRow.objects.get(pk=number)
    secret = _secret(row.seed)
    if row.digest != _digest(secret):
        PersonRow.objects.filter(pk=number).update(digest=_digest(secret))
    return secret


def confirm(*, number: int, until: date, now: datetime) -> bool:
    """Note that the address is theirs, and keep it until a day. False where it was known, or nobody is kept any more.

    Of two at once one gets True.
    """
    waiting = PersonRow.objects.filter(pk=number, confirmed_at__isnull=True)
    return bool(waiting.update(confirmed_at=now, until=until))


def change(*, number: int, body: Mapping[str, Any], language: str, until: date) -> None:
    """Keep something else about somebody, or until another day."""
    PersonRow.objects.filter(pk=number).update(body=dict(body), language=language, until=until)


def keep_until(*, purpose: str, about: str, until: date) -> None:
    """Set the last day of everybody who belongs to one thing: it has ended, or moved."""
    PersonRow.objects.filter(purpose=purpose, about=about).update(until=until)


def erase(*, number: int) -> None:
    """Erase somebody, with the letters to them that the queue still holds for this purpose, and what those told."""
    row = PersonRow.objects.filter(pk=number).first()
    if row is None:
        return
    recipient = recipient_of(number=number)
    LetterRow.objects.filter(recipient=recipient).delete()
    ReminderRow.objects.filter(sent_to=recipient).delete()
    row.delete()


def expired(*, on: date) -> tuple[Person, ...]:
    """Everybody whose last day is past on a day."""
    return tuple(_person(row) for row in PersonRow.objects.filter(until__lt=on))


def unconfirmed(*, purpose: str, before: datetime) -> tuple[Person, ...]:
    """Everybody kept for a purpose since a moment or longer whose address nobody confirmed."""
    rows = PersonRow.objects.filter(purpose=purpose, confirmed_at__isnull=True, kept_at__lte=before)
    return tuple(_person(row) for row in rows)


def counts() -> Mapping[str, int]:
    """How many rows are kept for each purpose."""
    found: dict[str, int] = {}
    for purpose in PersonRow.objects.order_by().values_list("purpose", flat=True):
        found[purpose] = found.get(purpose, 0) + 1
    return found


def recipient_of(*, number: int) -> str:
    """How somebody without an account is known in the queue of letters: by a number that says nothing."""
    return f"person/{number}"


def folded(address: str) -> str:
    """An address as it is compared: without spaces around, in small letters."""
    return address.strip().lower()


def _secret(seed: str) -> str:
    digest = salted_hmac("stemagenda.personal.link", seed, algorithm="sha256").digest()
    return _letters(digest)


def _letters(digest: bytes) -> str:
    """The first 22 signs of a digest in an alphabet of letters and digits, without those that look alike."""
    number, signs = int.from_bytes(digest, "big"), []
    for _ in range(SECRET_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[place])
    return "".join(signs)


_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _person(row: PersonRow) -> Person:
    return Person(
        number=row.pk,
        purpose=row.purpose,
        about=row.about,
        address=row.address,
        language=row.language,
        body=row.body,
        kept_at=row.kept_at,
        confirmed_at=row.confirmed_at,
        until=row.until,
    )
