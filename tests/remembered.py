"""What use cases remember until the next write: tests take back what they wrote, which no site ever does.

After a rollback the next write gets the same number as the one taken back, so what hangs on it has to be forgotten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Final

#: These depend on what they are asked alone.
_PURE: Final = frozenset({"text", "character", "language"})


def forget() -> None:
    """Forget everything that was read or worked out from the database."""
    for name, module in list(sys.modules.items()):
        if name.startswith("stemagenda.usecases"):
            for one in list(vars(module).values()):
                _forget(one)
    searchable = sys.modules.get("stemagenda.usecases.searchable")
    if searchable is not None:
        searchable._kept_for = ""  # type: ignore[attr-defined]


def _forget(one: Any) -> None:
    kind = type(one).__name__
    if kind == "DayMemory":
        one._kept, one._kept_for = {}, ""
    elif kind == "VersionMemory":
        one.forget()
    elif hasattr(one, "cache_clear") and not _PURE & set(_first(one)):
        one.cache_clear()


def _first(remembered: Any) -> Iterator[str]:
    yield from remembered.__wrapped__.__code__.co_varnames[:1]
