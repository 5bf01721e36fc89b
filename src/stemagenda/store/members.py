"""For whom accounts work and in which bodies they sit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Q

from stemagenda.store.models import MemberRow


@dataclass(frozen=True, kw_only=True)
class Membership:
    """One account's part in the agenda's work, from its first to its last day."""

    person: str
    entity: str
    body: str
    is_coordinator: bool
    is_hub_officer: bool = False
    starts: date
    ends: date | None


def memberships(*, person: str, on: date) -> tuple[Membership, ...]:
    """What an account is a member of on a day: one query."""
    rows = MemberRow.objects.filter(person__username=person).filter(_holding(on))
    return tuple(_membership(row) for row in rows.select_related("person").order_by("pk"))


def members(*, on: date) -> tuple[Membership, ...]:
    """Everybody's part on a day, by account."""
    rows = MemberRow.objects.filter(person__is_active=True).filter(_holding(on))
    return tuple(_membership(row) for row in rows.select_related("person").order_by("person__username", "pk"))


def addresses(*, entities: Iterable[str] = (), bodies: Iterable[str] = (), on: date) -> tuple[tuple[str, str], ...]:
    """(account, e-mail address) of everybody of these entities or bodies, and of the coordinators where both are empty.

    Accounts without an address are left out.
    """
    entities, bodies = tuple(entities), tuple(bodies)
    wanted = Q(entity__in=entities) | Q(body__in=bodies) if entities or bodies else Q(is_coordinator=True)
    rows = MemberRow.objects.filter(wanted, _holding(on), person__is_active=True).exclude(person__email="")
    return tuple(sorted(set(rows.values_list("person__username", "person__email"))))


def add_membership(*, membership: Membership) -> bool:
    """Add one; False when there is no such account. Call it inside the write's transaction."""
    person = get_user_model().objects.filter(username=membership.person).first()
    if person is None:
        return False
    MemberRow.objects.create(
        person=person,
        entity=membership.entity,
        body=membership.body,
        is_coordinator=membership.is_coordinator,
        is_hub_officer=membership.is_hub_officer,
        starts=membership.starts,
        ends=membership.ends,
    )
    return True


def end_memberships(*, person: str, on: date) -> int:
    """End everything an account is a member of, `on` being the last day; how many there were."""
    return MemberRow.objects.filter(person__username=person).filter(_holding(on)).update(ends=on)


def _holding(on: date) -> Q:
    return Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gte=on))


def _membership(row: MemberRow) -> Membership:
    return Membership(
        person=row.person.get_username(),
        entity=row.entity,
        body=row.body,
        is_coordinator=row.is_coordinator,
        is_hub_officer=row.is_hub_officer,
        starts=row.starts,
        ends=row.ends,
    )
