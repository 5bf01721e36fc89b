"""Withdrawals: a release that takes another back. Append-only, as all releases are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stemagenda.store.models import ObservationRow, ReleaseRow
from stemagenda.store.releases import Arrival, heading_of, insert_release, read_observations
from stemagenda.store.releases import add_observations as add
from stemagenda.store.staging import withdraw_cells


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """What was taken back: the file's digest, the indicators it spoke of, and whether an earlier file stands again."""

    digest: str
    indicators: frozenset[str]
    again_in_force: bool


def withdraw(
    *, source: str, code: str, reason: str, seen: str, actor: str, now: datetime, is_waiting: bool = False
) -> Withdrawn | None:
    """Withdraw the release of a code that is in force, or else the one that waits; with `is_waiting` only the latter.

    Call it inside a transaction.

    Returns None when there is none, or when its file is not the one `seen` (its digest; empty for any).
    """
    rows = ReleaseRow.objects.filter(source=source, code=code, superseded_at__isnull=True)
    row = rows.filter(is_pending=True).first() if is_waiting else rows.order_by("is_pending").first()
    if row is None or (seen and row.digest != seen):
        return None
    earlier = _replaced_by(row)
    touched = frozenset(
        ObservationRow.objects.filter(release__in=[item for item in (row, earlier) if item is not None])
        .values_list("indicator", flat=True)
        .distinct()
    )
    row.superseded_at = now
    row.save(update_fields=["superseded_at"])
    stands = earlier if earlier is not None else row
    withdrawal = insert_release(
        release=heading_of(stands),
        content=bytes(earlier.content) if earlier is not None else b"",
        file_name=stands.file_name,
        actor=actor,
        now=now,
        arrival=Arrival(kind="withdrawal", reason=reason),
        digest=stands.digest if earlier is not None else "",
        is_shipped=False,
        withdraws=row,
        # With nothing to stand in its place, the withdrawal is history only.
        superseded_at=None if earlier is not None else now,
    )
    if earlier is not None:
        withdrawal.details = earlier.details
        withdrawal.save(update_fields=["details"])
        add(release=withdrawal.pk, observations=read_observations(earlier))
    if not row.is_pending:
        withdraw_cells(release=row.pk, withdrawal=withdrawal.pk, on=now.date())
    return Withdrawn(digest=row.digest, indicators=touched, again_in_force=earlier is not None)


def _replaced_by(row: ReleaseRow) -> ReleaseRow | None:
    """The release whose place a row took: the one of its code that ended when it came in."""
    if row.is_pending:
        return None
    rows = ReleaseRow.objects.filter(source=row.source, code=row.code, superseded_at=row.recorded_at, is_pending=False)
    return rows.exclude(pk=row.pk).exclude(content=b"").order_by("-pk").first()
