"""Files people gave on the site, until they accept what these would do, or a day has passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stemagenda.core.observation import Details
from stemagenda.store.codec import decode, encode
from stemagenda.store.models import UploadRow


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


def upload(*, token: str, person: str, now: datetime) -> Upload | None:
    """A person's own file, as long as it is kept; None otherwise."""
    row = UploadRow.objects.filter(token=token, person=person, expires_at__gt=now).first()
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


def forget_others(*, person: str, now: datetime) -> None:
    """Throw away what has expired, and what this person left: one file a person at a time."""
    UploadRow.objects.filter(expires_at__lte=now).delete()
    UploadRow.objects.filter(person=person).delete()
