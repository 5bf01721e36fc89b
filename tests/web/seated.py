"""Browsers of people with a seat in the agenda's work, for tests of what they may see and do."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.html import strip_tags

from stemagenda.store import members
from stemagenda.store.members import Membership
from stemagenda.usecases.permissions import Actor

COORDINATOR: Final = Actor(name="kobe", is_coordinator=True)
#: role -> (entity, body, coordinator)
ROLES: Final[dict[str, tuple[str, str, bool]]] = {
    "lead": ("vdab", "werkgroep", False),
    "other": ("onderwijs-vorming", "werkgroep", False),
    "committee": ("", "ambtelijk-comite", False),
    "coordinator": ("", "", True),
}


def browser(role: str, **settings: Any) -> Client:
    """A browser in which somebody with this role is signed in; "guest" has an account and no seat."""
    person, _ = get_user_model().objects.get_or_create(username=role)
    if role in ROLES:
        entity, body, is_coordinator = ROLES[role]
        members.add_membership(
            membership=Membership(
                person=role,
                entity=entity,
                body=body,
                is_coordinator=is_coordinator,
                starts=date(2026, 1, 1),
                ends=None,
            )
        )
    client = Client(raise_request_exception=False, **settings)
    client.force_login(person)
    return client


def text(page: str) -> str:
    """What a page says, on one line."""
    return " ".join(unescape(strip_tags(page)).split())


def read(client: Client, address: str, status: int = 200) -> str:
    """A page that answers as expected."""
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()
