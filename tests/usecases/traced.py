"""Made-up releases of RG11 / totaal, which has no shipped figures: replaced, superseded and withdrawn ones."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from stemagenda.core.observation import Observation, Release, Step
from stemagenda.core.period import Period
from stemagenda.store import releases
from stemagenda.store.releases import BY_HAND, Arrival
from stemagenda.store.withdrawals import withdraw
from stemagenda.usecases.assessing import reassess
from stemagenda.usecases.permissions import OPERATOR

STEPS = (Step("count", (("column", "aantal"), ("rows", 214))), Step("share", (("by", "totaal"),)))
FETCHED = "https://example.org/verzonnen.xlsx"


def sample(code: str, value: float, published: date, content: bytes, **changes: Any) -> Release:
    """A release with one figure for 2022 (sample made for the test)."""
    seen = {"half_width": 0.05, "where": "blad 1, cel F41", "row": 41, "steps": STEPS} | changes.pop("seen", {})
    found = Observation(indicator="RG11", series="totaal", period=Period("year", 2022), value=value, **seen)
    values: dict[str, Any] = {
        "source": "statbel",
        "code": code,
        "title": "Verzonnen tabel",
        "publisher": "Iemand",
        "published": published,
        "precision": "day",
        "rank": "primary",
        "url": "https://example.org/",
        "licence": "vrij",
        "digest": hashlib.sha256(content).hexdigest(),
        "observations": (found, *changes.pop("more", ())),
        "dataset": "tabel",
        "reader": "statbel 1",
    }
    return Release(**values | changes)


def keep(release: Release, content: bytes, *, now: datetime, arrival: Arrival = BY_HAND) -> None:
    """Store a release as a person's import does, without its checks."""
    with transaction.atomic():
        releases.add_release(
            release=release,
            content=content,
            file_name=f"{release.code}.xlsx",
            is_shipped=False,
            actor="els",
            now=now,
            arrival=arrival,
        )


def history(now: datetime) -> None:
    """10.4 corrected to 10.5 in one file, 11.1 in the newer release of the table, 99.1 in one that was withdrawn."""
    hour = timedelta(hours=1)
    fetched = Arrival(retrieved_at=now, retrieved_from=FETCHED)
    keep(sample("2023", 10.4, date(2023, 9, 1), b"a"), b"a", now=now + hour)
    keep(sample("2023", 10.5, date(2023, 9, 1), b"bb"), b"bb", now=now + 2 * hour, arrival=Arrival(reason="fout"))
    keep(sample("2024", 11.1, date(2024, 9, 1), b"ccc"), b"ccc", now=now + 3 * hour, arrival=fetched)
    keep(sample("2025", 99.1, date(2025, 9, 1), b"dddd"), b"dddd", now=now + 4 * hour)
    withdraw(source="statbel", code="2025", reason="<b>mis</b>", seen="", actor="els", now=now + 5 * hour)
    reassess(actor=OPERATOR, now=now + 6 * hour)
