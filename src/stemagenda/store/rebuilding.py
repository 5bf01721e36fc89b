"""Every file ever taken in, in that order, and what was stored of it: to make it all again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.timezone import localtime

from stemagenda.core.observation import Observation
from stemagenda.store.models import DatumRow, ObservationRow, ReleaseRow
from stemagenda.store.releases import add_observations, read_observations


@dataclass(frozen=True, kw_only=True)
class Filed:
    """One release as filed: its number, what it withdraws (0 for nothing), and whether it waits for its moment.

    `recorded_at` is in the site's time zone, whose days tables are known from.
    """

    number: int
    source: str
    code: str
    published: date
    recorded_at: datetime
    is_pending: bool
    withdraws: int
    has_file: bool


def filed() -> Iterator[Filed]:
    """Every release ever stored, in the order it came in."""
    rows = ReleaseRow.objects.order_by("pk").values_list(
        "pk", "source", "code", "published", "recorded_at", "is_pending", "withdraws_id", "digest"
    )
    for number, source, code, published, recorded_at, is_pending, withdraws, digest in rows:
        yield Filed(
            number=number,
            source=source,
            code=code,
            published=published,
            recorded_at=localtime(recorded_at),
            is_pending=is_pending,
            withdraws=withdraws or 0,
            has_file=bool(digest),
        )


def figures_of(*, number: int) -> tuple[Observation, ...]:
    """The stored figures of a release."""
    return read_observations(ReleaseRow(pk=number))


def replace_figures(*, number: int, observations: tuple[Observation, ...]) -> None:
    """Write the figures of a release anew. Call it inside a transaction."""
    ObservationRow.objects.filter(release_id=number).delete()
    add_observations(release=number, observations=observations)


def clear_cells() -> None:
    """Take every instrument's cells away, to read them again. Call it inside a transaction."""
    with connection.cursor() as cursor:  # a queryset would first look up whatever points here
        cursor.execute("DELETE FROM datum")
        cursor.execute("DELETE FROM instrument_key")


def cells_digest() -> str:
    """What tells all instruments' cells from any others: each with its days, and what brought and ended it."""
    total = hashlib.sha256()
    rows = DatumRow.objects.order_by("key__source", "key__dataset", "key__key", "period", "brought_by_id", "known_to")
    fields = (
        "key__source",
        "key__dataset",
        "key__key",
        "period",
        "value",
        "decimals",
        "status",
        "row",
        "brought_by_id",
        "ended_by_id",
        "known_from",
        "known_to",
    )
    for row in rows.values_list(*fields).iterator(chunk_size=20_000):
        total.update(repr(row).encode())
    return total.hexdigest()
