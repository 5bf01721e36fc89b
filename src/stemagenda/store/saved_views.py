"""Lists with their filters under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from stemagenda.store.models import SavedViewRow


@dataclass(frozen=True, kw_only=True)
class SavedView:
    """A page with its filters (the part of an address behind the question mark), and who saved it."""

    person: str
    page: str
    name: str
    query: str
    is_shared: bool
    at: datetime


def views(*, person: str, page: str = "", with_shared: bool = False) -> tuple[SavedView, ...]:
    """What a person saved, of one page or of all, and what others share where that is asked for, by name."""
    wanted = Q(person=person) | Q(is_shared=True) if with_shared else Q(person=person)
    rows = SavedViewRow.objects.filter(wanted).order_by("name", "person")
    if page:
        rows = rows.filter(page=page)
    return tuple(
        SavedView(person=row.person, page=row.page, name=row.name, query=row.query, is_shared=row.is_shared, at=row.at)
        for row in rows
    )


def save_view(*, view: SavedView) -> None:
    """Keep a view in place of the person's own one of that name. Call it inside the write's transaction."""
    SavedViewRow.objects.update_or_create(
        person=view.person,
        page=view.page,
        name=view.name,
        defaults={"query": view.query, "is_shared": view.is_shared, "at": view.at},
    )


def drop_view(*, person: str, page: str, name: str) -> bool:
    """Forget a person's view; False when there is none. Call it inside the write's transaction."""
    return bool(SavedViewRow.objects.filter(person=person, page=page, name=name).delete()[0])
