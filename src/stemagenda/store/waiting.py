"""Releases that wait for their publication moment, who may see them earlier, and every look they took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from stemagenda.core.observation import Details, Observation, ReleaseHeading
from stemagenda.store.codec import decode
from stemagenda.store.models import EarlyLookRow, EarlyReaderRow, ReleaseRow
from stemagenda.store.releases import heading_of, read_observations


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A release before its moment: what it says of itself, and from when it may be seen. No value stands in it."""

    number: int
    heading: ReleaseHeading
    visible_from: datetime
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file with what is needed to read it again."""

    number: int
    source: str
    code: str
    file_name: str
    content: bytes
    details: Details
    recorded_at: datetime
    recorded_by: str
    reason: str
    retrieved_at: datetime | None
    retrieved_from: str
    etag: str
    visible_from: datetime | None


@dataclass(frozen=True, kw_only=True)
class EarlyReader:
    """A person who may see a release before its moment, why, and when they looked."""

    person: str
    reason: str
    named_by: str
    named_at: datetime
    looks: tuple[datetime, ...] = ()


def waiting(*, due: datetime | None = None) -> tuple[Waiting, ...]:
    """Releases that wait, the next one first; with `due` only those whose moment has come: one query."""
    rows = _rows().defer("content")
    if due is not None:
        rows = rows.filter(visible_from__lte=due)
    return tuple(
        Waiting(
            number=row.pk,
            heading=heading_of(row),
            visible_from=row.visible_from or row.recorded_at,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
        )
        for row in rows.order_by("visible_from", "pk")
    )


def waiting_release(*, source: str, code: str) -> tuple[Waiting, tuple[Observation, ...]] | None:
    """One release that waits, with its figures; None where there is none. Only for whom `is_early_reader` knows."""
    row = _rows().defer("content").filter(source=source, code=code).first()
    if row is None:
        return None
    found = next(item for item in waiting() if item.number == row.pk)
    return found, read_observations(row)


def kept_file(*, number: int) -> Kept:
    """The file of a release by the store's number, in force or not."""
    row = ReleaseRow.objects.get(pk=number)
    return Kept(
        number=row.pk,
        source=row.source,
        code=row.code,
        file_name=row.file_name,
        content=bytes(row.content),
        details=decode(Details, stored=row.details) if row.details else Details(),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        reason=row.reason,
        retrieved_at=row.retrieved_at,
        retrieved_from=row.retrieved_from,
        etag=row.etag,
        visible_from=row.visible_from,
    )


def end_waiting(*, number: int, now: datetime) -> bool:
    """A waiting copy has done its work: the release itself is out, or a newer file waits in its place.

    Call it inside a transaction. Returns False when it no longer waits.
    """
    return bool(_rows().filter(pk=number).update(superseded_at=now))


def hand_on_readers(*, earlier: int, later: int) -> None:
    """Whoever may see a waiting release may see the file that takes its place. Call it inside a transaction."""
    named = EarlyReaderRow.objects.filter(release_id=earlier).order_by("named_at", "pk")
    for row in named.values("person", "reason", "named_by", "named_at"):
        EarlyReaderRow.objects.create(release_id=later, **row)


def name_early_reader(*, number: int, person: str, reason: str, actor: str, now: datetime) -> bool:
    """Let a person see a waiting release. Returns False when they may already."""
    _, made = EarlyReaderRow.objects.get_or_create(
        release_id=number, person=person, defaults={"reason": reason, "named_by": actor, "named_at": now}
    )
    return made


def is_early_reader(*, number: int, person: str) -> bool:
    """Whether a person was named for this release."""
    return EarlyReaderRow.objects.filter(release_id=number, person=person).exists()


def note_look(*, number: int, person: str, now: datetime) -> None:
    """Keep that a person looked."""
    EarlyLookRow.objects.create(release_id=number, person=person, at=now)


def early_readers(*, source: str, code: str) -> tuple[EarlyReader, ...]:
    """Who could see a release before its moment, and when they looked: two queries."""
    looks: dict[tuple[int, str], list[datetime]] = {}
    rows = EarlyLookRow.objects.filter(release__source=source, release__code=code)
    for number, person, at in rows.values_list("release_id", "person", "at"):
        looks.setdefault((number, person), []).append(at)
    named = EarlyReaderRow.objects.filter(release__source=source, release__code=code).order_by("named_at", "pk")
    return tuple(
        EarlyReader(
            person=row.person,
            reason=row.reason,
            named_by=row.named_by,
            named_at=row.named_at,
            looks=tuple(looks.get((row.release_id, row.person), ())),
        )
        for row in named
    )


def _rows() -> QuerySet[ReleaseRow]:
    return ReleaseRow.objects.filter(is_pending=True, superseded_at__isnull=True)
