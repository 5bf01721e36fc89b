"""What people made of a suspected overlap: every mark is kept, the latest of a pair holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stemagenda.store.models import PairMarkRow


@dataclass(frozen=True, kw_only=True)
class PairMark:
    """One mark: which pair (codes in order), the verdict, the reason, who and when."""

    first: str
    second: str
    verdict: str
    reason: str
    person: str
    at: datetime


def marks() -> dict[tuple[str, str], PairMark]:
    """The mark that holds for each pair: one query."""
    return {
        (row.first, row.second): PairMark(
            first=row.first, second=row.second, verdict=row.verdict, reason=row.reason, person=row.person, at=row.at
        )
        for row in PairMarkRow.objects.order_by("pk")
    }


def add_mark(*, mark: PairMark) -> None:
    """Add a mark. Call it inside the write's transaction."""
    PairMarkRow.objects.create(
        first=mark.first,
        second=mark.second,
        verdict=mark.verdict,
        reason=mark.reason,
        person=mark.person,
        at=mark.at,
    )
