"""Answers of the store that are no crash, in words: nothing is loaded, an edition or a report is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.store.editions import EditionDamaged
from stemagenda.store.reports import ReportDamaged
from stemagenda.usecases.monitor import NothingLoaded

_REMEDY: Final = "It is not shown. Put the database back from a backup that was made before this happened."


@contextmanager
def in_words() -> Iterator[None]:
    """Turn such an answer into the end of the command."""
    try:
        yield
    except NothingLoaded as nothing:
        raise Stopped(Outcome.NOTHING_LOADED, "Nothing is loaded yet. Run: stemagenda load") from nothing
    except EditionDamaged as damaged:
        raise Stopped(
            Outcome.ENVIRONMENT,
            f"Edition {damaged.name} in the database is not what was frozen: its fingerprint differs.",
            _REMEDY,
        ) from damaged
    except ReportDamaged as damaged:
        raise Stopped(
            Outcome.ENVIRONMENT,
            f"The {damaged.name.kind} report of edition {damaged.name.edition} in the database is not what was built: "
            "its fingerprint differs.",
            _REMEDY,
        ) from damaged
