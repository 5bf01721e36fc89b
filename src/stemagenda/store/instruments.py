"""Instruments' own tables, as known on a day: every cell, whether or not an indicator asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from stemagenda.store.models import DatumRow


@dataclass(frozen=True)
class Cell:
    """One cell, with the release that brought it and its row in that file."""

    key: str
    period: str
    value: float | None
    status: str
    row: int
    release: str
    known_from: date


def cells(*, source: str, dataset: str, on: date, start: str = "", most: int = 1_000) -> tuple[Cell, ...]:
    """The cells of a dataset as known on a day, by key and period: those whose key begins so, at most so many."""
    rows = (
        DatumRow.objects.filter(
            key__source=source, key__dataset=dataset, key__key__startswith=start, known_from__lte=on
        )
        .exclude(known_to__lte=on)
        .order_by("key__key", "period")
        .values_list("key__key", "period", "value", "status", "row", "brought_by__code", "known_from")
    )
    return tuple(Cell(*row) for row in rows[:most])


def values_of_period(*, source: str, dataset: str, period: str, on: date) -> tuple[tuple[str, float | None], ...]:
    """The value of every key for a period as known on a day: one look-up a key, however often it was revised."""
    with connection.cursor() as cursor:
        cursor.execute(_VALUES_OF_PERIOD, [period, on, source, dataset, on])
        return tuple(cursor.fetchall())


_VALUES_OF_PERIOD = """
    SELECT k.key, d.value FROM instrument_key k JOIN datum d ON d.id = (
        SELECT c.id FROM datum c WHERE c.key_id = k.id AND c.period = %s AND c.known_from <= %s
        ORDER BY c.known_from DESC, c.id DESC LIMIT 1
    )
    WHERE k.source = %s AND k.dataset = %s AND (d.known_to IS NULL OR d.known_to > %s)
"""
