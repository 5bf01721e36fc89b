"""The first administrator, made once; new passwords, only for who runs the site."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth import authenticate, get_user_model

from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow
from stemagenda.usecases.people import FIRST_NAME, create_first_administrator, reset_password
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def test_the_first_administrator_can_sign_in_and_is_made_once() -> None:
    made = create_first_administrator(actor=OPERATOR, now=NOW)
    assert made is not None
    name, password = made
    assert name == FIRST_NAME
    assert len(password) >= 20
    person = authenticate(username=name, password=password)
    assert person is not None
    assert person.is_staff
    assert create_first_administrator(actor=OPERATOR, now=NOW) is None
    assert get_user_model().objects.count() == 1


def test_every_password_is_another() -> None:
    create_first_administrator(actor=OPERATOR, now=NOW)
    passwords = {reset_password(name=FIRST_NAME, actor=OPERATOR, now=NOW) for _ in range(5)}
    assert len(passwords) == 5


def test_a_new_password_replaces_the_old_one() -> None:
    made = create_first_administrator(actor=OPERATOR, now=NOW)
    fresh = reset_password(name=FIRST_NAME, actor=OPERATOR, now=NOW)
    assert made is not None
    assert authenticate(username=FIRST_NAME, password=made[1]) is None
    assert authenticate(username=FIRST_NAME, password=fresh) is not None


def test_nobody_unknown_gets_a_password() -> None:
    assert reset_password(name="niemand", actor=OPERATOR, now=NOW) is None
    assert version() == 0


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="els", is_editor=True)])
def test_only_who_runs_the_site(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        create_first_administrator(actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        reset_password(name=FIRST_NAME, actor=actor, now=NOW)
    assert not get_user_model().objects.exists()


def test_it_is_written_down_without_the_password() -> None:
    made = create_first_administrator(actor=OPERATOR, now=NOW)
    fresh = reset_password(name=FIRST_NAME, actor=OPERATOR, now=NOW)
    assert list(AuditRow.objects.values_list("verb", flat=True)) == ["create_first_administrator", "reset_password"]
    assert made is not None
    for row in AuditRow.objects.values():
        assert made[1] not in str(row)
        assert str(fresh) not in str(row)
