"""Members who can be written to."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from tests.store.kept import NOW

from stemagenda.store.correspondents import (
    Choice,
    Correspondent,
    address,
    choice,
    correspondents,
    set_address,
    set_choice,
)
from stemagenda.store.members import Membership, add_membership

pytestmark = pytest.mark.django_db
ALL = Choice(language="nl", wants_reminders=True, wants_digest=True)


def account(
    name: str, *, email: str = "x@e.org", is_seated: bool = True, ends: date | None = None, **more: bool
) -> None:
    get_user_model().objects.create_user(username=name, email=email, **more)
    if is_seated:
        for body in ("werkgroep", "platform"):
            add_membership(
                membership=Membership(
                    person=name, entity="", body=body, is_coordinator=False, starts=date(2026, 1, 1), ends=ends
                )
            )


def names(on: date) -> list[str]:
    return [found.person for found in correspondents(on=on)]


def test_members_and_administrators_with_an_address_each_once() -> None:
    account("member")
    account("silent", email="")
    account("reader", is_seated=False)
    account("administrator", is_seated=False, is_superuser=True)
    account("gone", is_active=False)
    account("earlier", ends=date(2026, 10, 31))
    assert names(NOW.date()) == ["administrator", "member"]
    assert names(date(2026, 10, 31)) == ["administrator", "earlier", "member"]
    assert correspondents(on=NOW.date())[1] == Correspondent(
        person="member", address="x@e.org", is_administrator=False, choice=ALL
    )


def test_a_choice_is_kept_and_replaced() -> None:
    account("member")
    assert choice(person="member") == choice(person="nobody") == ALL
    for wanted in (Choice(language="en", wants_digest=False), Choice(wants_reminders=False)):
        set_choice(person="member", choice=wanted)
        assert choice(person="member") == wanted
    assert correspondents(on=NOW.date())[0].choice == Choice(wants_reminders=False)


def test_an_address_is_kept_and_taken_away() -> None:
    account("member")
    account("other")
    set_address(person="member", address="")
    assert [address(person=name) for name in ("member", "other", "nobody")] == ["", "x@e.org", ""]
    set_address(person="member", address="new@e.org")
    assert correspondents(on=NOW.date())[0].address == "new@e.org"
