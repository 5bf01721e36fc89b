"""What was told to whom by letter, and when: so that nobody is told the same thing every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from stemagenda.store.models import ReminderRow


def told(*, since: datetime) -> Mapping[str, Mapping[str, datetime]]:
    """When each recipient was last told of what, since a moment: by recipient, then by subject. One query."""
    found: dict[str, dict[str, datetime]] = defaultdict(dict)
    rows = ReminderRow.objects.filter(sent_at__gt=since).order_by("sent_at")
    for recipient, subject, at in rows.values_list("sent_to", "subject", "sent_at"):
        found[recipient][subject] = at
    return found


def note_told(*, recipient: str, subjects: Iterable[str], now: datetime) -> None:
    """Write down what a recipient is told. Call it inside a transaction."""
    ReminderRow.objects.bulk_create(
        [ReminderRow(subject=subject, sent_at=now, sent_to=recipient) for subject in subjects], batch_size=500
    )


def forget_told(*, before: datetime) -> int:
    """Forget what was told so long ago that it no longer matters; how much it was."""
    gone, _ = ReminderRow.objects.filter(sent_at__lte=before).delete()
    return gone
