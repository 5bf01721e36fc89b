"""Where values came from: every release that ever gave one, with its file and what became of it. Reading only.

A release that waits for its moment is nowhere here, nor is its withdrawal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.timezone import get_current_timezone

from stemagenda.core.observation import Observation, ReleaseHeading, Step
from stemagenda.core.period import Period
from stemagenda.store.codec import decode
from stemagenda.store.models import ObservationRow, ReleaseRow
from stemagenda.store.releases import heading_of

#: superseded: by a newer file of its code; withdrawn: somebody took it back; replaced: by a newer one of its dataset.
Fate = Literal["superseded", "withdrawn", "replaced"]
_VALUE: Final = (
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
class Ending:
    """What ended a release, on which day, by whom or what, and why."""

    fate: Fate
    on: date
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class KeptRelease:
    """A release as kept, in force or not. `number` is the store's own; `size` that of the file in bytes.

    `retrieved_at` is None where no fetch got the file: a person brought it, or typed it over.
    """

    number: int
    heading: ReleaseHeading
    digest: str
    file_name: str
    size: int
    recorded_at: datetime
    recorded_by: str
    is_shipped: bool
    retrieved_at: datetime | None
    retrieved_from: str
    kind: str
    reason: str
    ending: Ending | None

    def ended_by(self, on: date) -> Ending | None:
        """What had ended it by a day; a file that was replaced or withdrawn here has ended on every day."""
        if self.ending is None or (self.ending.fate == "replaced" and self.ending.on > on):
            return None
        return self.ending


@dataclass(frozen=True, kw_only=True)
class Said:
    """A value, and the release that gave it."""

    observation: Observation
    release: KeptRelease


def said(*, indicator: str, series: str, period: Period, on: date) -> tuple[Said, ...]:
    """Every value that a release published by a day ever gave for a period, newest release first: three queries."""
    found = list(
        ObservationRow.objects.filter(
            indicator=indicator,
            series=series,
            period=period.code,
            release__is_pending=False,
            release__published__lte=on,
        )
    )
    releases = _kept(_rows().filter(pk__in=[row.release_id for row in found]))
    pairs = (Said(observation=_observation(row), release=releases[row.release_id]) for row in found)
    return tuple(sorted(pairs, key=_newest_first, reverse=True))


def periods_said(*, indicator: str, on: date) -> Mapping[str, tuple[Period, ...]]:
    """The periods for which each series of an indicator ever had a value by a day, oldest first: one query."""
    rows = ObservationRow.objects.filter(
        indicator=indicator, release__is_pending=False, release__published__lte=on
    ).values_list("series", "period")
    found: dict[str, set[Period]] = {}
    for series, period in rows.distinct():
        found.setdefault(series, set()).add(Period.parse(period))
    return {series: tuple(sorted(periods)) for series, periods in found.items()}


def kept(*, source: str = "", code: str = "", digest: str = "", on: date) -> tuple[KeptRelease, ...]:
    """The releases published by a day that have this source and code, or this digest: those in force first.

    Three queries.
    """
    rows = _rows().filter(published__lte=on)
    rows = rows.filter(digest=digest) if digest else rows.filter(source=source, code=code)
    found = _kept(rows).values()
    return tuple(sorted(found, key=lambda item: (item.ending is not None, -item.number)))


def digests_like(*, beginning: str, on: date, most: int = 3) -> tuple[str, ...]:
    """The digests of releases published by a day that begin so, at most so many: one query."""
    rows = _rows().filter(published__lte=on, digest__startswith=beginning)
    return tuple(rows.order_by("digest").values_list("digest", flat=True).distinct()[:most])


def values_of(*, number: int) -> tuple[Observation, ...]:
    """The values of a release, in the order of its file: one query."""
    rows = ObservationRow.objects.filter(release_id=number).order_by("row", "pk")
    return tuple(_observation(row) for row in rows)


def content(*, digest: str, on: date) -> tuple[str, bytes] | None:
    """The untouched file of a digest, in force or superseded, when a release with it was public on a day.

    What was withdrawn is not handed out. Name and bytes, or None.
    """
    rows = _rows().filter(digest=digest, published__lte=on, withdrawn_by__isnull=True)
    row = rows.order_by("-pk").values_list("file_name", "content").first()
    return (row[0], bytes(row[1])) if row else None


def _rows() -> QuerySet[ReleaseRow]:
    """Every release that was ever in force; a withdrawal with nothing in its place has no file and is none."""
    return ReleaseRow.objects.filter(is_pending=False).exclude(digest="").defer("content")


def _newest_first(item: Said) -> tuple[bool, date, int]:
    return item.release.ending is None, item.release.heading.published, item.release.number


def _kept(rows: QuerySet[ReleaseRow]) -> dict[int, KeptRelease]:
    """The releases of these rows by number, each with what became of it."""
    found = list(rows.annotate(size=Length("content")))
    withdrawals = {
        row.withdraws_id: row
        for row in ReleaseRow.objects.filter(withdraws__in=[row.pk for row in found]).defer("content")
    }
    later = _later({(row.source, row.dataset) for row in found if row.dataset})
    return {row.pk: _release(row, _ending(row, withdrawals.get(row.pk), later)) for row in found}


def _later(tables: set[tuple[str, str]]) -> Mapping[int, tuple[date, str]]:
    """For each release in force of these datasets the day and code of the one that came after it.

    The order is that of `store.releases`: publication day, then when it was taken in.
    """
    if not tables:
        return {}
    rows = (
        ReleaseRow.objects.filter(superseded_at__isnull=True, is_pending=False)
        .filter(source__in={source for source, _ in tables}, dataset__in={dataset for _, dataset in tables})
        .order_by("published", "recorded_at", "pk")
        .values_list("pk", "source", "dataset", "published", "code")
    )
    last: dict[tuple[str, str], int] = {}
    after: dict[int, tuple[date, str]] = {}
    for pk, source, dataset, published, code in rows:
        before = last.get((source, dataset))
        if before is not None:
            after[before] = (published, code)
        last[source, dataset] = pk
    return after


def _ending(row: ReleaseRow, withdrawal: ReleaseRow | None, later: Mapping[int, tuple[date, str]]) -> Ending | None:
    if withdrawal is not None:
        return Ending(
            fate="withdrawn",
            on=_here(withdrawal.recorded_at).date(),
            by=withdrawal.recorded_by,
            reason=withdrawal.reason,
        )
    if row.superseded_at is not None:
        return Ending(fate="superseded", on=_here(row.superseded_at).date(), by=row.code)
    if row.pk in later:
        day, code = later[row.pk]
        return Ending(fate="replaced", on=day, by=code)
    return None


def _release(row: ReleaseRow, ending: Ending | None) -> KeptRelease:
    return KeptRelease(
        number=row.pk,
        heading=heading_of(row, replaced_on=ending.on if ending and ending.fate == "replaced" else None),
        digest=row.digest,
        file_name=row.file_name,
        size=row.size,  # type: ignore[attr-defined]
        recorded_at=_here(row.recorded_at),
        recorded_by=row.recorded_by,
        is_shipped=row.is_shipped,
        retrieved_at=_here(row.retrieved_at) if row.retrieved_at else None,
        retrieved_from=row.retrieved_from,
        kind=row.kind,
        reason=row.reason,
        ending=ending,
    )


def _here(moment: datetime) -> datetime:
    """A moment in the site's time zone: the day a person would name."""
    return moment.astimezone(get_current_timezone())


def _observation(row: ObservationRow) -> Observation:
    return Observation(
        period=Period.parse(row.period),
        steps=decode(tuple[Step, ...], stored=row.steps) if row.steps else (),
        **{name: getattr(row, name) for name in _VALUE},
    )
