"""Remarks of members beside records, and what somebody was typing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stemagenda.store.models import CommentRow, RecordRow, UnsavedRow


@dataclass(frozen=True, kw_only=True)
class Comment:
    """One remark. `text` is empty once it was taken back."""

    key: int
    number: int
    person: str
    at: datetime
    text: str
    is_taken_back: bool


@dataclass(frozen=True, kw_only=True)
class Unsaved:
    """What a person was typing, on which version of which record."""

    code: str
    seen: int
    at: datetime
    fields: Mapping[str, Any]


def comments(*, kind: str, code: str) -> tuple[Comment, ...]:
    """The remarks beside a record, the oldest first."""
    rows = CommentRow.objects.filter(record__kind=kind, record__code=code).order_by("at", "pk")
    return tuple(
        Comment(
            key=row.pk,
            number=row.number,
            person=row.person,
            at=row.at,
            text="" if row.taken_back_at else row.text,
            is_taken_back=row.taken_back_at is not None,
        )
        for row in rows
    )


def add_comment(*, kind: str, code: str, text: str, person: str, now: datetime) -> bool:
    """Add a remark to the record's latest version; False when there is no such record."""
    record = RecordRow.objects.filter(kind=kind, code=code).first()
    if record is None:
        return False
    CommentRow.objects.create(record=record, number=record.number, person=person, at=now, text=text)
    return True


def take_back_comment(*, key: int, person: str, now: datetime) -> bool:
    """Empty a person's own remark; False when it is not theirs, or not there."""
    rows = CommentRow.objects.filter(pk=key, person=person, taken_back_at=None)
    return bool(rows.update(text="", taken_back_at=now))


def keep_unsaved(*, person: str, kind: str, code: str, seen: int, fields: Mapping[str, Any], now: datetime) -> None:
    """Keep what somebody is typing, in place of what was kept before."""
    UnsavedRow.objects.update_or_create(
        person=person, kind=kind, code=code, defaults={"seen": seen, "fields": dict(fields), "at": now}
    )


def unsaved(*, person: str, kind: str, code: str = "") -> tuple[Unsaved, ...]:
    """What a person was typing, of one record or of all of a kind, the newest first."""
    rows = UnsavedRow.objects.filter(person=person, kind=kind).order_by("-at")
    if code:
        rows = rows.filter(code=code)
    return tuple(Unsaved(code=row.code, seen=row.seen, at=row.at, fields=row.fields) for row in rows)


def drop_unsaved(*, person: str, kind: str, code: str) -> None:
    """Forget what somebody was typing."""
    UnsavedRow.objects.filter(person=person, kind=kind, code=code).delete()


def drop_surplus_unsaved(*, person: str, most: int) -> None:
    """Forget what a person typed longest ago, beyond so many records."""
    rows = UnsavedRow.objects.filter(person=person).order_by("-at", "-pk")
    UnsavedRow.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[most:])).delete()


def drop_old_unsaved(*, before: datetime) -> int:
    """Forget everything typed before a moment; how many."""
    return UnsavedRow.objects.filter(at__lt=before).delete()[0]
