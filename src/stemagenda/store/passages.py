"""What people write for reports, version by version: nothing is ever written over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stemagenda.store.models import PassageRow


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a passage stands: report, edition ("" for the next one), place, language."""

    kind: str
    edition: str
    place: str
    language: str


@dataclass(frozen=True, kw_only=True)
class PassageVersion:
    """One version of a passage, numbered from 1. An empty text takes the passage away."""

    spot: Spot
    number: int
    text: str
    person: str
    at: datetime


def passages(*, kind: str, edition: str, language: str) -> tuple[PassageVersion, ...]:
    """The latest version of each passage of a report, by place: one query."""
    rows = PassageRow.objects.filter(kind=kind, edition=edition, language=language).order_by("place", "number")
    return tuple({row.place: _version(row) for row in rows}.values())


def passage(*, spot: Spot) -> PassageVersion | None:
    """The latest version of a passage, or None."""
    rows = PassageRow.objects.filter(kind=spot.kind, edition=spot.edition, place=spot.place, language=spot.language)
    row = rows.order_by("number").last()
    return _version(row) if row else None


def versions(*, kind: str, edition: str, language: str) -> tuple[PassageVersion, ...]:
    """Every version of every passage of a report, the newest first: one query."""
    rows = PassageRow.objects.filter(kind=kind, edition=edition, language=language).order_by("place", "-number")
    return tuple(_version(row) for row in rows)


def add_version(*, spot: Spot, seen: int, text: str, person: str, now: datetime) -> int | None:
    """Append a version to the one that was `seen` (0 for none) and return its number; None where another came between.

    Call it inside the write's transaction, after `hold_writes`.
    """
    current = passage(spot=spot)
    if (current.number if current else 0) != seen:
        return None
    PassageRow.objects.create(
        kind=spot.kind,
        edition=spot.edition,
        place=spot.place,
        language=spot.language,
        number=seen + 1,
        text=text,
        person=person,
        at=now,
    )
    return seen + 1


def _version(row: PassageRow) -> PassageVersion:
    spot = Spot(kind=row.kind, edition=row.edition, place=row.place, language=row.language)
    return PassageVersion(spot=spot, number=row.number, text=row.text, person=row.person, at=row.at)
