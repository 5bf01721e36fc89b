"""The cells of a file on their way in: a million at a time, in memory that does not grow with the file.

They are staged in a temporary table while the reader runs, outside any transaction, so that nobody waits for a long
file. Comparing and storing are then a few statements over whole tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, connection, transaction

from stemagenda.core.observation import Datum
from stemagenda.store.models import DatumRow, KeyRow

MOST_NAMED: Final = 100
_BATCH: Final = 50_000


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many cells or figures of a release are new, differ, are as before, or are gone."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0


class Repeated(Exception):  # noqa: N818  (an answer, not a crash)
    """A file gives one cell twice; `cells` are its key, its period and the two rows: the first hundred."""

    def __init__(self, cells: Sequence[tuple[str, str, int, int]]) -> None:
        """Keep the cells."""
        self.cells = tuple(cells)
        super().__init__(f"{len(self.cells)} cells occur more than once")


class Staging:
    """The cells of one file. Made by `staging`; `add` while reading, then `compare`, then `store`."""

    def __init__(self) -> None:
        """Start empty."""
        self.count = 0
        self._locals: dict[str, int] = {}

    def add(self, batch: Sequence[Datum]) -> None:
        """Stage some cells."""
        numbers = self._locals
        rows = [(numbers.setdefault(cell[0], len(numbers)), *cell[1:]) for cell in batch]
        self.count += len(rows)
        with _at_once():
            _insert_many(_INTO_CELLS, rows)

    def compare(self, *, source: str, dataset: str) -> Counts:
        """Compare with the cells of a dataset that are in force.

        Raises:
            Repeated: the file gives a cell twice.
        """
        self._refuse_repeated()
        in_force = in_force_cells(source=source, dataset=dataset)
        if not in_force or not self.count:
            return Counts(new=self.count, vanished=in_force)
        self._number_keys(_keys(source, dataset))
        with connection.cursor() as cursor:
            cursor.execute(_MATCHED)
            matched, same = cursor.fetchone()
        return Counts(new=self.count - matched, changed=matched - same, unchanged=same, vanished=in_force - matched)

    def store(self, *, source: str, dataset: str, release: int, known_from: date) -> None:
        """Make the staged cells those in force. Call it inside a transaction, after `compare`.

        `release` is the row number of the release that brings them. Cells of an older release than those in force are
        left out: what was known on a day would otherwise depend on the order in which files came in.
        """
        if not self.count or _is_older(source, dataset, known_from):
            return
        known = _keys(source, dataset)
        _insert_many(_INTO_KEYS, [(source, dataset, key) for key in self._locals if key not in known])
        self._number_keys(_keys(source, dataset))
        with connection.cursor() as cursor:
            if in_force_cells(source=source, dataset=dataset):
                cursor.execute(_END_OTHERS, [release, known_from, source, dataset])
                cursor.execute(_BRING_ABSENT, [release, known_from])
            else:
                cursor.execute(_BRING_ALL, [release, known_from])

    def _number_keys(self, known: dict[str, int]) -> None:
        """Say which staged key is which stored one; a new key has none yet."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM staged_key")
        pairs = ((local, known.get(key)) for key, local in self._locals.items())
        _insert_many(_INTO_NUMBERS, [pair for pair in pairs if pair[1] is not None])

    def _refuse_repeated(self) -> None:
        """Index the cells by their place, which shows the places that occur twice."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("CREATE UNIQUE INDEX IF NOT EXISTS staged_place ON staged_cell (local, period)")
        except IntegrityError as error:
            names = {local: key for key, local in self._locals.items()}
            with connection.cursor() as cursor:
                cursor.execute(_REPEATED, [MOST_NAMED])
                found = [(names[local], *rest) for local, *rest in cursor.fetchall()]
            raise Repeated(found) from error


@contextmanager
def staging() -> Iterator[Staging]:
    """Give a place for the cells of one file; it is gone afterwards."""
    _drop()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE staged_cell (local integer NOT NULL, period varchar(20) NOT NULL, "
            "value double precision, decimals integer NOT NULL, status varchar(10) NOT NULL, row integer NOT NULL)"
        )
        cursor.execute("CREATE TEMPORARY TABLE staged_key (local integer PRIMARY KEY, pk bigint NOT NULL UNIQUE)")
    try:
        yield Staging()
    finally:
        if connection.is_usable() and not connection.needs_rollback:
            _drop()


def withdraw_cells(*, release: int, withdrawal: int, on: date) -> None:
    """Put back what a release changed or ended, and end what it brought. Call it inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_PUT_BACK, [withdrawal, on, release])
        cursor.execute(_END_BROUGHT, [withdrawal, on, release])


def in_force_cells(*, source: str, dataset: str) -> int:
    """How many cells of a dataset are in force: one query."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [source, dataset])
        return int(cursor.fetchone()[0])


def _is_older(source: str, dataset: str, day: date) -> bool:
    newer = DatumRow.objects.filter(key__source=source, key__dataset=dataset, ended_by=None, known_from__gt=day)
    return newer.exists()


def _keys(source: str, dataset: str) -> dict[str, int]:
    return dict(KeyRow.objects.filter(source=source, dataset=dataset).values_list("key", "pk").iterator())


_INTO_CELLS: Final = ("staged_cell (local, period, value, decimals, status, row)", 6)
_INTO_NUMBERS: Final = ("staged_key (local, pk)", 2)
_INTO_KEYS: Final = ("instrument_key (source, dataset, key)", 3)

_IN_FORCE: Final = """
    SELECT COUNT(*) FROM datum WHERE ended_by_id IS NULL
    AND key_id IN (SELECT id FROM instrument_key WHERE source = %s AND dataset = %s)
"""
_REPEATED: Final = """
    SELECT local, period, MIN(row), MAX(row) FROM staged_cell
    GROUP BY local, period HAVING COUNT(*) > 1 ORDER BY MIN(row) LIMIT %s
"""
_MATCHED: Final = """
    SELECT COUNT(*),
        COALESCE(SUM(CASE WHEN d.value IS NOT DISTINCT FROM s.value AND d.status = s.status THEN 1 ELSE 0 END), 0)
    FROM staged_cell s
    JOIN staged_key k ON k.local = s.local
    JOIN datum d ON d.key_id = k.pk AND d.period = s.period AND d.ended_by_id IS NULL
"""
_END_OTHERS: Final = """
    UPDATE datum SET ended_by_id = %s, known_to = %s
    WHERE ended_by_id IS NULL AND key_id IN (SELECT id FROM instrument_key WHERE source = %s AND dataset = %s)
    AND NOT EXISTS (
        SELECT 1 FROM staged_key k JOIN staged_cell s ON s.local = k.local
        WHERE k.pk = datum.key_id AND s.period = datum.period
        AND datum.value IS NOT DISTINCT FROM s.value AND datum.status = s.status
    )
"""
_BRING_ALL: Final = """
    INSERT INTO datum (key_id, period, value, decimals, status, row, brought_by_id, known_from)
    SELECT k.pk, s.period, s.value, s.decimals, s.status, s.row, %s, %s
    FROM staged_cell s JOIN staged_key k ON k.local = s.local
"""
_BRING_ABSENT: Final = """
    INSERT INTO datum (key_id, period, value, decimals, status, row, brought_by_id, known_from)
    SELECT k.pk, s.period, s.value, s.decimals, s.status, s.row, %s, %s
    FROM staged_cell s JOIN staged_key k ON k.local = s.local
    WHERE NOT EXISTS (
        SELECT 1 FROM datum d WHERE d.key_id = k.pk AND d.period = s.period AND d.ended_by_id IS NULL
    )
"""
_PUT_BACK: Final = """
    INSERT INTO datum (key_id, period, value, decimals, status, row, brought_by_id, known_from)
    SELECT key_id, period, value, decimals, status, row, %s, %s FROM datum WHERE ended_by_id = %s
"""
_END_BROUGHT: Final = """
    UPDATE datum SET ended_by_id = %s, known_to = %s WHERE brought_by_id = %s AND ended_by_id IS NULL
"""


def _insert_many(into: tuple[str, int], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows in the quickest way a database has: PostgreSQL's COPY, otherwise one prepared statement."""
    table, width = into
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        statement = f"INSERT INTO {table} VALUES ({', '.join(['%s'] * width)})"  # noqa: S608  (constants only)
        for start in range(0, len(rows), _BATCH):
            cursor.executemany(statement, rows[start : start + _BATCH])


@contextmanager
def _at_once() -> Iterator[None]:
    """Write to temporary tables in one go. Not `atomic`: that would keep other writers of an SQLite file waiting."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")


def _drop() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staged_cell")
        cursor.execute("DROP TABLE IF EXISTS staged_key")
