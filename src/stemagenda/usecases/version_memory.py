"""What is worked out from a version of a record, kept as long as that version is in force: a version never changes.

After a write only what is new is read and worked out again, whatever the number of records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from threading import Lock
from typing import Final, Generic, TypeVar

from stemagenda.store import records
from stemagenda.store.records import Version, VersionKey

Made = TypeVar("Made")
#: So many things are kept; beyond, those of other days are forgotten.
_MOST: Final = 200_000


class VersionMemory(Generic[Made]):
    """Remembers what `make` answers for each version. Threads share it."""

    def __init__(self, make: Callable[[Version], Made]) -> None:
        self._make = make
        self._kept: dict[VersionKey, Made] = {}
        self._lock = Lock()

    def public(self, *, kinds: Iterable[str], on: date) -> list[tuple[VersionKey, Made]]:
        """What was public on a day, by kind and code: one query, and another one where something is new."""
        return self._of(records.public_keys(kinds=kinds, on=on))

    def latest(self, *, kinds: Iterable[str]) -> list[tuple[VersionKey, Made]]:
        """The latest of what is not public as it stands, and not withdrawn: drafts and what waits for a decision."""
        return self._of(records.waiting_keys(kinds=kinds))

    def forget(self) -> None:
        """Begin anew; only tests take back what was written."""
        with self._lock:
            self._kept.clear()

    def _of(self, keys: tuple[VersionKey, ...]) -> list[tuple[VersionKey, Made]]:
        with self._lock:
            kept = {key: self._kept[key] for key in keys if key in self._kept}
        fresh = {
            key: self._make(version)
            for key, version in records.versions_by_key(keys=[key for key in keys if key not in kept])
        }
        with self._lock:
            if len(self._kept) + len(fresh) > _MOST:
                self._kept = kept
            self._kept |= fresh
        kept |= fresh
        return [(key, kept[key]) for key in keys if key in kept]
