"""Releases and figures in and out. Append-only: a corrected file supersedes, it never overwrites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from stemagenda.core.observation import Figure, Observation, Release, ReleaseHeading, Step
from stemagenda.core.period import Period
from stemagenda.store.codec import decode, encode
from stemagenda.store.models import ObservationRow, ReleaseRow

_HEADING = (
    "source",
    "code",
    "title",
    "publisher",
    "published",
    "precision",
    "rank",
    "url",
    "licence",
    "language",
    "note",
    "dataset",
    "reader",
)
_VALUE = (
    "indicator",
    "series",
    "value",
    "half_width",
    "standard_error",
    "sample_size",
    "approximate",
    "bound",
    "status",
    "where",
    "note",
    "row",
)


@dataclass(frozen=True, kw_only=True)
class StoredRelease:
    """A release as kept: its heading, the file's digest and name, when and by whom it was taken in, how many values."""

    heading: ReleaseHeading
    digest: str
    file_name: str
    recorded_at: datetime
    recorded_by: str
    observations: int


def add_release(
    *, release: Release, content: bytes, file_name: str, is_shipped: bool, actor: str, now: datetime
) -> str:
    """Store a release and its file. Call it inside a transaction.

    Returns "unchanged" when this very file is in force already, "superseded" when it replaces an older file of the
    same code, "kept" when a shipped file would replace what a person imported, "new" otherwise.
    """
    old = _in_force().filter(source=release.source, code=release.code).first()
    if old is not None and old.digest == release.digest:
        return "unchanged"
    if old is not None and is_shipped and not old.is_shipped:
        return "kept"
    if old is not None:
        old.superseded_at = now
        old.save(update_fields=["superseded_at"])
    row = ReleaseRow.objects.create(
        **{name: getattr(release, name) for name in _HEADING},
        digest=release.digest,
        file_name=file_name[:200],
        content=content,
        recorded_at=now,
        recorded_by=actor,
        is_shipped=is_shipped,
    )
    ObservationRow.objects.bulk_create(
        (
            ObservationRow(
                release=row,
                period=item.period.code,
                period_start=item.period.start,
                steps=encode(item.steps) if item.steps else None,
                **{name: getattr(item, name) for name in _VALUE},
            )
            for item in release.observations
        ),
        batch_size=500,
    )
    return "superseded" if old is not None else "new"


def digests() -> Mapping[tuple[str, str], str]:
    """Digest of every release in force, by source and code."""
    return {(s, c): d for s, c, d in _in_force().values_list("source", "code", "digest")}


def figures() -> Mapping[tuple[str, str], tuple[Figure, ...]]:
    """All figures in force, by (indicator, series): two queries."""
    rows = ObservationRow.objects.filter(release__superseded_at__isnull=True, release__is_pending=False)
    headings = _headings()
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for row in rows.order_by("period_start", "pk"):
        found[row.indicator, row.series].append(Figure(observation=_observation(row), release=headings[row.release_id]))
    return {key: tuple(items) for key, items in found.items()}


def releases(*, on: date | None = None, source: str | None = None) -> tuple[StoredRelease, ...]:
    """Releases in force that were public on a day (all when None), newest first: one query."""
    rows = _in_force().defer("content")
    if on is not None:
        rows = rows.filter(published__lte=on)
    if source is not None:
        rows = rows.filter(source=source)
    return tuple(_stored(row) for row in _counted(rows).order_by("-published", "source", "code"))


def release(*, source: str, code: str) -> tuple[StoredRelease, tuple[Observation, ...]] | None:
    """One release in force with its observations, or None: two queries."""
    row = _counted(_in_force().defer("content").filter(source=source, code=code)).first()
    if row is None:
        return None
    return _stored(row), tuple(_observation(item) for item in row.observations.order_by("row", "pk"))


def content(*, source: str, code: str, on: date | None = None) -> tuple[str, bytes] | None:
    """The untouched file of a release in force, with `on` only when it was public on that day: its name and bytes."""
    rows = _in_force() if on is None else _in_force().filter(published__lte=on)
    row = rows.filter(source=source, code=code).values_list("file_name", "content").first()
    return (row[0], bytes(row[1])) if row else None


def counts(*, on: date | None = None) -> tuple[int, int]:
    """How many releases and how many observations are in force; with `on` those that were public on that day."""
    rows = _in_force() if on is None else _in_force().filter(published__lte=on)
    return rows.count(), ObservationRow.objects.filter(release__in=rows).count()


def _in_force() -> QuerySet[ReleaseRow]:
    return ReleaseRow.objects.filter(superseded_at__isnull=True, is_pending=False)


def _counted(rows: QuerySet[ReleaseRow]) -> QuerySet[ReleaseRow]:
    return rows.annotate(total=Count("observations", filter=Q(observations__isnull=False)))


def _headings() -> dict[int, ReleaseHeading]:
    """Headings in force by row number; those of a dataset know the day on which a newer one came out."""
    rows = sorted(_in_force().defer("content"), key=lambda row: (row.published, row.recorded_at, row.pk))
    newer: dict[tuple[str, str], date] = {}
    found: dict[int, ReleaseHeading] = {}
    for row in reversed(rows):
        table = (row.source, row.dataset)
        found[row.pk] = _heading(row, replaced_on=newer.get(table))
        if row.dataset:
            newer[table] = row.published
    return found


def _heading(row: ReleaseRow, *, replaced_on: date | None = None) -> ReleaseHeading:
    return ReleaseHeading(replaced_on=replaced_on, **{name: getattr(row, name) for name in _HEADING})


def _stored(row: ReleaseRow) -> StoredRelease:
    return StoredRelease(
        heading=_heading(row),
        digest=row.digest,
        file_name=row.file_name,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        observations=row.total,  # type: ignore[attr-defined]
    )


def _observation(row: ObservationRow) -> Observation:
    return Observation(
        period=Period.parse(row.period),
        steps=decode(tuple[Step, ...], row.steps) if row.steps else (),
        **{name: getattr(row, name) for name in _VALUE},
    )
