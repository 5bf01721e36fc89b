"""Letters that wait for the mail server: queued once by key, held by one run at a time, tried again, done with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from stemagenda.store.models import LetterRow, ReminderRow


@dataclass(frozen=True, kw_only=True)
class Queued:
    """A letter in the queue.

    `recipient` is the name by which its recipient is known here, `about` what it tells, `tries` how often it was tried
    in vain.
    """

    number: int
    key: str
    recipient: str
    address: str
    subject: str
    text: str
    about: tuple[str, ...]
    made_at: datetime
    tries: int


def known(*, keys: Iterable[str]) -> frozenset[str]:
    """Which of these keys a letter was ever queued under."""
    return frozenset(LetterRow.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def add_letter(
    *,
    key: str,
    recipient: str,
    address: str,
    subject: str,
    text: str,
    about: Iterable[str],
    now: datetime,
) -> bool:
    """Queue a letter; False where one was ever queued under its key. Call it inside the write's transaction."""
    _, is_new = LetterRow.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "address": address,
            "subject": subject,
            "text": text,
            "about": list(about),
            "made_at": now,
            "next_try": now,
        },
    )
    return is_new


def queued_to(*, address: str, since: datetime) -> int:
    """How many letters to one address were queued after a moment."""
    return LetterRow.objects.filter(address=address, made_at__gt=since).count()


def hold_due(*, most: int, now: datetime, until: datetime) -> tuple[Queued, ...]:
    """Take at most so many letters that are due, the longest waiting first, for this run alone until a moment.

    Two runs that look at the same letter change its row one after the other, and the second changes none.
    """
    rows = _waiting().filter(next_try__lte=now).filter(_free(now)).order_by("next_try", "pk")[:most]
    return tuple(
        _queued(row)
        for row in rows
        if _waiting().filter(_free(now), pk=row.pk, next_try=row.next_try).update(held_until=until)
    )


def waiting(*, now: datetime) -> tuple[Queued, ...]:
    """Letters that a run at this moment would try, the longest waiting first."""
    return tuple(_queued(row) for row in _waiting().filter(next_try__lte=now).filter(_free(now)).order_by("next_try"))


def note_sent(*, number: int, now: datetime) -> None:
    """The mail server took it."""
    LetterRow.objects.filter(pk=number).update(sent_at=now, held_until=None, failure="")


def note_failure(*, number: int, tries: int, next_try: datetime, failure: str) -> None:
    """It was tried in vain so often, and is tried again from a moment on."""
    LetterRow.objects.filter(pk=number).update(tries=tries, next_try=next_try, failure=failure, held_until=None)


def give_up(*, number: int, failure: str, now: datetime) -> None:
    """It is tried no more."""
    LetterRow.objects.filter(pk=number).update(given_up_at=now, failure=failure, held_until=None)


def release(*, numbers: Iterable[int]) -> None:
    """Let other runs have letters that this one did not come to."""
    LetterRow.objects.filter(pk__in=list(numbers)).update(held_until=None)


def untell(*, letter: Queued) -> None:
    """Forget that these things were told in this letter: they may be told in another."""
    ReminderRow.objects.filter(sent_to=letter.recipient, sent_at=letter.made_at, subject__in=letter.about).delete()


def readdress(*, recipient: str, address: str) -> tuple[Queued, ...]:
    """Lead what waits for somebody to another address; without one nothing waits any more.

    Returns letters that never arrived at the old one: given up, or taken out of the queue now.
    """
    own = LetterRow.objects.filter(recipient=recipient, sent_at=None)
    waiting_ones = own.filter(given_up_at=None)
    gone = own.exclude(given_up_at=None) if address else own
    lost = tuple(_queued(row) for row in gone)
    gone.delete()
    waiting_ones.update(address=address)
    return lost


def drop_waiting(*, prefix: str, kept: Iterable[str]) -> None:
    """Drop what waits for recipients whose name begins so and who are not among those kept."""
    _waiting().filter(recipient__startswith=prefix).exclude(recipient__in=list(kept)).delete()


def forget_letters(*, before: datetime) -> int:
    """Keep of letters that were done with before a moment the key and the days alone; how many."""
    done = LetterRow.objects.exclude(address="").filter(Q(sent_at__lte=before) | Q(given_up_at__lte=before))
    return done.update(recipient="", about=[], address="", subject="", text="", failure="")


def counts() -> dict[str, int]:
    """How many letters wait, and how many were given up in the last month: one query."""
    rows = LetterRow.objects.filter(sent_at=None).exclude(address="").values_list("given_up_at", flat=True)
    failed = sum(1 for given_up in rows if given_up is not None)
    return {"waiting": len(rows) - failed, "failed": failed}


def _waiting() -> QuerySet[LetterRow]:
    return LetterRow.objects.filter(sent_at=None, given_up_at=None)


def _free(now: datetime) -> Q:
    return Q(held_until=None) | Q(held_until__lte=now)


def _queued(row: LetterRow) -> Queued:
    return Queued(
        number=row.pk,
        key=row.key,
        recipient=row.recipient,
        address=row.address,
        subject=row.subject,
        text=row.text,
        about=tuple(row.about),
        made_at=row.made_at,
        tries=row.tries,
    )
