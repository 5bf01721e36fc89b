"""Which reminders were sent, to whom, when: so that nobody is told the same thing every day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from stemagenda.store.models import ReminderRow


def reminded(*, since: datetime) -> Mapping[str, frozenset[str]]:
    """What each address was reminded of since a moment, by address: one query."""
    found: dict[str, set[str]] = defaultdict(set)
    for address, subject in ReminderRow.objects.filter(sent_at__gt=since).values_list("sent_to", "subject"):
        found[address].add(subject)
    return {address: frozenset(subjects) for address, subjects in found.items()}


def note_reminders(*, sent: Mapping[str, Iterable[str]], now: datetime, forget_before: datetime) -> None:
    """Write down what each address was reminded of, and forget what no longer matters. Call it inside a transaction."""
    ReminderRow.objects.filter(sent_at__lte=forget_before).delete()
    ReminderRow.objects.bulk_create(
        [
            ReminderRow(subject=subject, sent_at=now, sent_to=address)
            for address, subjects in sent.items()
            for subject in subjects
        ],
        batch_size=500,
    )
