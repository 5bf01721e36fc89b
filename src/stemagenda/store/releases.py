"""Releases and figures in and out. Append-only: a corrected file supersedes, it never overwrites."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from stemagenda.core.observation import Details, Figure, Observation, Release, ReleaseHeading, Step
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
_ARRIVAL = ("retrieved_at", "retrieved_from", "etag", "kind", "reason", "visible_from")
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
class Arrival:
    """How a file came in, beside what it says itself.

    `details` are the importer's words beside it; `retrieved_*` and `etag` are filled by a fetch; `kind` is "update",
    "revision", "correction" or "withdrawal"; `visible_from` the publication moment of a file taken in before it.
    """

    details: Details = Details()  # noqa: RUF009  (frozen)
    retrieved_at: datetime | None = None
    retrieved_from: str = ""
    etag: str = ""
    kind: str = ""
    reason: str = ""
    visible_from: datetime | None = None


BY_HAND: Final = Arrival()


@dataclass(frozen=True, kw_only=True)
class StoredRelease:
    """A release as kept: its heading, the file's digest and name, when and by whom it was taken in, how many values.

    `number` is the store's own; `kind`, `reason` and `visible_from` as in `Arrival`.
    """

    heading: ReleaseHeading
    digest: str
    file_name: str
    recorded_at: datetime
    recorded_by: str
    observations: int
    number: int = 0
    kind: str = ""
    reason: str = ""
    retrieved_at: datetime | None = None
    retrieved_from: str = ""
    visible_from: datetime | None = None
    superseded_at: datetime | None = None


def add_release(
    *,
    release: Release,
    content: bytes,
    file_name: str,
    is_shipped: bool,
    actor: str,
    now: datetime,
    arrival: Arrival = BY_HAND,
) -> str:
    """Store a release and its file. Call it inside a transaction.

    Returns "unchanged" when this very file is in force already, "superseded" when it replaces an older file of the
    same code, "kept" when a shipped file would replace what a person imported or bring back what one withdrew, "new"
    otherwise.
    """
    old = _in_force().defer("content").filter(source=release.source, code=release.code).first()
    if old is not None and old.digest == release.digest and _same_words(old, arrival):
        return "unchanged"
    if is_shipped and (was_withdrawn(release) if old is None else not old.is_shipped):
        return "kept"
    if old is not None:
        old.superseded_at = now
        old.save(update_fields=["superseded_at"])
    row = insert_release(
        release=release,
        content=content,
        file_name=file_name,
        actor=actor,
        now=now,
        arrival=arrival,
        is_shipped=is_shipped,
    )
    add_observations(release=row.pk, observations=release.observations)
    return "superseded" if old is not None else "new"


def insert_release(
    *,
    release: Release | ReleaseHeading,
    content: bytes,
    file_name: str,
    actor: str,
    now: datetime,
    arrival: Arrival,
    digest: str = "",
    **flags: Any,
) -> ReleaseRow:
    """Write one row of a release without its figures; `digest` where the release does not carry it itself."""
    return ReleaseRow.objects.create(
        **{name: getattr(release, name) for name in _HEADING},
        digest=digest or getattr(release, "digest", ""),
        file_name=file_name[:200],
        content=content,
        recorded_at=now,
        recorded_by=actor,
        details=encode(arrival.details),
        **{name: getattr(arrival, name) for name in _ARRIVAL},
        **flags,
    )


def add_observations(*, release: int, observations: Iterable[Observation]) -> None:
    """Write the figures of a release."""
    ObservationRow.objects.bulk_create(
        (
            ObservationRow(
                release_id=release,
                period=item.period.code,
                period_start=item.period.start,
                steps=encode(item.steps) if item.steps else None,
                **{name: getattr(item, name) for name in _VALUE},
            )
            for item in observations
        ),
        batch_size=500,
    )


def was_withdrawn(release: Release) -> bool:
    """Whether the newest thing said of this very file is that somebody withdrew it."""
    last = ReleaseRow.objects.filter(source=release.source, code=release.code, is_pending=False).order_by("-pk")
    row = last.defer("content").select_related("withdraws").first()
    return row is not None and row.withdraws is not None and row.withdraws.digest == release.digest


def state_of(*, source: str) -> str:
    """What tells the releases of a source from any other collection of them: one query."""
    rows = ReleaseRow.objects.filter(source=source, superseded_at__isnull=True).order_by("pk").values_list("pk")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def number_of(*, source: str, code: str) -> int:
    """The store's own number of a release in force.

    Raises:
        ReleaseRow.DoesNotExist: there is none.
    """
    return _in_force().values_list("pk", flat=True).get(source=source, code=code)


def with_digest(*, source: str, digest: str, details: Details) -> StoredRelease | None:
    """The release in force that was read from this very file with these very words beside it, or None."""
    row = _counted(_in_force().defer("content").filter(source=source, digest=digest)).first()
    return _stored(row) if row is not None and _same_words(row, Arrival(details=details)) else None


def before(*, source: str, code: str, dataset: str) -> tuple[StoredRelease, tuple[Observation, ...]] | None:
    """What a new release is compared with: the one of its code, else the newest of its dataset. None for neither."""
    rows = _counted(_in_force().defer("content").filter(source=source))
    row = rows.filter(code=code).first()
    if row is None and dataset:
        row = rows.filter(dataset=dataset).order_by("-published", "-pk").first()
    if row is None:
        return None
    return _stored(row), read_observations(row)


def digests() -> Mapping[tuple[str, str], str]:
    """Digest of every release in force, by source and code."""
    return {(s, c): d for s, c, d in _in_force().values_list("source", "code", "digest")}


def figures(*, indicators: Collection[str] | None = None) -> Mapping[tuple[str, str], tuple[Figure, ...]]:
    """The figures in force of some indicators (all when None), by (indicator, series): two queries."""
    rows = ObservationRow.objects.filter(release__superseded_at__isnull=True, release__is_pending=False)
    if indicators is not None:
        rows = rows.filter(indicator__in=indicators)
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
    return _stored(row), read_observations(row)


def versions(*, source: str, code: str) -> tuple[StoredRelease, ...]:
    """Every file that ever stood under a code, those that still wait left out, newest first: one query."""
    rows = ReleaseRow.objects.filter(source=source, code=code, is_pending=False).defer("content")
    return tuple(_stored(row) for row in _counted(rows).order_by("-pk"))


def published_files(*, on: date) -> tuple[tuple[StoredRelease, frozenset[str]], ...]:
    """Every file that was ever in force by a day, replaced and withdrawn ones too, with the indicators it speaks of.

    In the order in which they were taken in; of a withdrawal the indicators of what it withdrew: two queries.
    """
    rows = ReleaseRow.objects.filter(is_pending=False, published__lte=on).defer("content").order_by("pk")
    # What was withdrawn before its moment was never public, so neither is that it was withdrawn.
    rows = rows.exclude(withdraws__is_pending=True)
    named: dict[int, set[str]] = defaultdict(set)
    pairs = ObservationRow.objects.order_by().values_list("release", "indicator").distinct()
    for release, indicator in pairs:
        named[release].add(indicator)
    return tuple((_stored(row), frozenset(named[row.pk] | named[row.withdraws_id or 0])) for row in _counted(rows))


def content(*, source: str, code: str, on: date | None = None, digest: str = "") -> tuple[str, bytes] | None:
    """The untouched file of a release, its name and bytes; with `on` only when it was public on that day.

    The one in force, or with `digest` an earlier one of the same code.
    """
    rows = ReleaseRow.objects.filter(is_pending=False, digest=digest).order_by("-pk") if digest else _in_force()
    if on is not None:
        rows = rows.filter(published__lte=on)
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
        found[row.pk] = heading_of(row, replaced_on=newer.get(table))
        if row.dataset:
            newer[table] = row.published
    return found


def heading_of(row: ReleaseRow, *, replaced_on: date | None = None) -> ReleaseHeading:
    """What a row's release says of itself."""
    return ReleaseHeading(replaced_on=replaced_on, **{name: getattr(row, name) for name in _HEADING})


def _stored(row: ReleaseRow) -> StoredRelease:
    return StoredRelease(
        heading=heading_of(row),
        digest=row.digest,
        file_name=row.file_name,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        observations=row.total,  # type: ignore[attr-defined]
        number=row.pk,
        kind=row.kind,
        reason=row.reason,
        retrieved_at=row.retrieved_at,
        retrieved_from=row.retrieved_from,
        visible_from=row.visible_from,
        superseded_at=row.superseded_at,
    )


def _same_words(row: ReleaseRow, arrival: Arrival) -> bool:
    return bool(row.details == encode(arrival.details)) or not row.details


def read_observations(row: ReleaseRow) -> tuple[Observation, ...]:
    """The figures of a row's release, in the order of the file: one query."""
    return tuple(_observation(item) for item in row.observations.order_by("row", "pk"))


def _observation(row: ObservationRow) -> Observation:
    return Observation(
        period=Period.parse(row.period),
        steps=decode(tuple[Step, ...], stored=row.steps) if row.steps else (),
        **{name: getattr(row, name) for name in _VALUE},
    )
