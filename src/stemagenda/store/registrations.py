"""Seats at events and places on waiting lists, in the order of registering. Who has one stands with the person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count

from stemagenda.store.models import RegistrationRow

_FIELDS: Final = ("pk", "event", "person_id", "state", "pillar", "has_attended", "registered_at")
_NAMES: Final = ("number", "event", "person", "state", "pillar", "has_attended", "registered_at")


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One registration. `person` is None once who it was is erased; `has_attended` while nobody noted it."""

    number: int
    event: str
    person: int | None
    state: str
    pillar: str
    has_attended: bool | None
    registered_at: datetime


def add_seat(*, event: str, person: int, state: str, pillar: str, now: datetime) -> Seat:
    """Keep a registration. Call it inside the write's transaction, after `hold_writes`."""
    row = RegistrationRow.objects.create(
        event=event, person_id=person, state=state, pillar=pillar, registered_at=now, changed_at=now
    )
    return _seat((row.pk, event, person, state, pillar, None, now))


def seats(*, event: str) -> tuple[Seat, ...]:
    """Every registration for an event, also those that were cancelled."""
    return tuple(map(_seat, RegistrationRow.objects.filter(event=event).values_list(*_FIELDS)))


def seat_of(*, person: int) -> Seat | None:
    """The registration of somebody."""
    row = RegistrationRow.objects.filter(person=person).values_list(*_FIELDS).first()
    return None if row is None else _seat(row)


def count(*, event: str, state: str) -> int:
    """How many registrations of an event stand so."""
    return RegistrationRow.objects.filter(event=event, state=state).count()


def first_waiting(*, event: str) -> Seat | None:
    """Whose turn it is when a seat comes free."""
    row = RegistrationRow.objects.filter(event=event, state="waiting", person__isnull=False).values_list(*_FIELDS)
    first = row.first()
    return None if first is None else _seat(first)


def change_state(*, number: int, state: str, now: datetime) -> None:
    """Let a registration stand otherwise."""
    RegistrationRow.objects.filter(pk=number).update(state=state, changed_at=now)


def note_attendance(*, event: str, came: Collection[int], now: datetime) -> None:
    """Note who of those with a seat came; the others did not."""
    held = RegistrationRow.objects.filter(event=event, state="registered")
    held.filter(pk__in=list(came)).update(has_attended=True, changed_at=now)
    held.exclude(pk__in=list(came)).update(has_attended=False, changed_at=now)


def attended(*, event: str) -> Mapping[str, int] | None:
    """How many came by pillar, "" for those who named none; None while nobody noted it."""
    noted = RegistrationRow.objects.filter(event=event, has_attended__isnull=False).order_by()
    if not noted.exists():
        return None
    rows = noted.filter(has_attended=True).values_list("pillar").annotate(Count("pk"))
    return dict(rows)


def totals() -> Mapping[str, int]:
    """How many registrations there are of all events by how they stand: one query."""
    return dict(RegistrationRow.objects.order_by().values_list("state").annotate(Count("pk")))


def _seat(row: tuple[Any, ...]) -> Seat:
    return Seat(**dict(zip(_NAMES, row, strict=True)))
