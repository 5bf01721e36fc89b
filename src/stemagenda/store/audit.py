"""The audit trail, and the number that moves with every write."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import F

from stemagenda.store.models import AuditRow, VersionRow

QUEUED: Final = "queue_letters"
SENT: Final = "send_letters"
FORGOT: Final = "forget_past"
#: Verbs that change nothing that pages show; the second is how letters were written down before there was a queue. Nor
#: does anything that people without an account send in.
UNSEEN: Final = (
    *("fetch_source", "send_reminders", QUEUED, SENT, FORGOT, "choose_letters", "set_address"),
    *("expire_personal", "erase_address"),
)
_VERSION: Final = "SELECT number FROM version WHERE id = 1"


def record_write(
    *,
    verb: str,
    subject: str,
    actor: str,
    now: datetime,
    details: Mapping[str, Any] | None = None,
    changes_pages: bool = True,
) -> None:
    """Write one audit entry and move the version. Call it inside the write's own transaction.

    A write that no public page shows (`changes_pages` False) leaves the version: else anybody who sends a form could
    have every remembered page drawn anew.
    """
    AuditRow.objects.create(at=now, actor=actor, verb=verb, subject=subject[:200], details=dict(details or {}))
    if not changes_pages:
        return
    if not VersionRow.objects.filter(pk=1).update(number=F("number") + 1):
        VersionRow.objects.create(pk=1, number=1)


def hold_writes() -> None:
    """Let no other write begin or end until this transaction does: what is read in it belongs together."""
    # Every write moves the one number; SQLite lets one writer in at a time anyway.
    list(VersionRow.objects.select_for_update().values_list("pk"))


def version() -> int:
    """The number of writes so far; 0 before the first.

    Every page asks for it, remembered ones ask for nothing else: written out, it takes a tenth of a queryset's time.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def latest_write() -> str:
    """What tells the present contents from any earlier ones, also after a backup was put back: one query.

    Empty before the first write.
    """
    # Neither letters nor what people without an account send in may make everything be read anew.
    rows = AuditRow.objects.exclude(verb__in=UNSEEN).exclude(actor="").order_by("-pk")
    row = rows.values_list("pk", "at", "verb", "subject", "details").first()
    return hashlib.sha256(repr(row).encode()).hexdigest() if row else ""
