"""Files people gave on the site, until they accept what these would do, or a day has passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from stemagenda.core.observation import Details
from stemagenda.store.codec import decode, encode
from stemagenda.store.models import UploadRow

#: Stands where a file with figures names its source: this one holds the register of actions. No folder has this name.
ACTIONS: Final = "*actions"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that was given: by whom, what is said beside it, what it would do, and upon which state of its source."""

    token: str
    person: str
    source: str
    file_name: str
    content: bytes
    details: Details
    preview: Mapping[str, Any]
    seen: str
    made_at: datetime
    expires_at: datetime


def keep_upload(*, upload: Upload) -> None:
    """Keep a file, in the place of an earlier one with the same token."""
    UploadRow.objects.update_or_create(
        token=upload.token,
        defaults={
            "person": upload.person,
            "source": upload.source,
            "file_name": upload.file_name[:200],
            "content": upload.content,
            "details": encode(upload.details),
            "preview": dict(upload.preview),
            "seen": upload.seen,
            "made_at": upload.made_at,
            "expires_at": upload.expires_at,
        },
    )


def upload(*, token: str, person: str, now: datetime, of_actions: bool = False) -> Upload | None:
    """A person's own file with figures, or with actions, as long as it is kept; None otherwise."""
    row = _of(person, of_actions=of_actions).filter(token=token, expires_at__gt=now).first()
    if row is None:
        return None
    return Upload(
        token=row.token,
        person=row.person,
        source=row.source,
        file_name=row.file_name,
        content=bytes(row.content),
        details=decode(Details, stored=row.details),
        preview=row.preview,
        seen=row.seen,
        made_at=row.made_at,
        expires_at=row.expires_at,
    )


def forget_upload(*, token: str, person: str) -> None:
    """Throw one file away."""
    UploadRow.objects.filter(token=token, person=person).delete()


def forget_others(*, person: str, now: datetime, of_actions: bool = False) -> None:
    """Throw away what has expired, and what this person left: one file of figures and one of actions at a time."""
    UploadRow.objects.filter(expires_at__lte=now).delete()
    _of(person, of_actions=of_actions).delete()


def _of(person: str, *, of_actions: bool) -> QuerySet[UploadRow]:
    rows = UploadRow.objects.filter(person=person)
    return rows.filter(source=ACTIONS) if of_actions else rows.exclude(source=ACTIONS)
