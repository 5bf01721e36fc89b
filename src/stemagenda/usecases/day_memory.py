"""What was read of a day, kept in memory until the next write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Final, Generic, TypeVar

from stemagenda.store.audit import latest_write

Read = TypeVar("Read")
#: So many days are kept beside the one asked for last.
_MOST_DAYS: Final = 4


class DayMemory(Generic[Read]):
    """Remembers what `read` answers for a few days, and forgets all of it at the next write. Threads share it."""

    def __init__(self, read: Callable[[date], Read]) -> None:
        self._read = read
        self._kept: dict[date, Read] = {}
        self._kept_for = ""
        self._lock = Lock()

    def of(self, on: date) -> Read:
        """What is known of a day: one query while nothing was written."""
        state = latest_write()
        with self._lock:
            if state and state == self._kept_for and on in self._kept:
                return self._kept[on]
        fresh = self._read(on)
        with self._lock:
            others = list(self._kept.items())[-_MOST_DAYS:] if state == self._kept_for else []
            self._kept, self._kept_for = {**dict(others), on: fresh}, state
        return fresh
