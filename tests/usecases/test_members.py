"""Who belongs where, and what that makes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Entity
from stemagenda.core.validation import Refused
from stemagenda.store import members as store
from stemagenda.store.members import Membership
from stemagenda.store.models import AuditRow
from stemagenda.usecases.members import actor_for, add_membership, end_memberships
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.records import write_record

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
DAY = NOW.date()


@pytest.fixture(autouse=True)
def _people() -> None:
    for name in ("een", "twee"):
        get_user_model().objects.create_user(username=name, email=f"{name}@example.be")
    vdab = Entity(code="vdab", title=Wording(nl="VDAB"), kind="agency")
    write_record(kind="entity", value=vdab, seen=0, state="published", verb="load_records", actor=OPERATOR, now=NOW)


def member(*, person: str = "een", entity: str = "vdab", body: str = "", is_coordinator: bool = False) -> Membership:
    return Membership(
        person=person, entity=entity, body=body, is_coordinator=is_coordinator, starts=date(2026, 1, 1), ends=None
    )


def test_membership_makes_the_actor() -> None:
    add_membership(membership=member(), actor=OPERATOR, now=NOW)
    store.add_membership(membership=member(entity="", body="werkgroep"))
    actor = actor_for(person="een", is_editor=False, is_administrator=False, on=DAY)
    assert actor == Actor(name="een", entities=frozenset({"vdab"}), bodies=frozenset({"werkgroep"}))
    assert actor.is_member
    assert actor_for(person="een", is_editor=False, is_administrator=False, on=date(2025, 12, 31)) == Actor(name="een")
    assert AuditRow.objects.get(verb="add_membership").subject == "een"


def test_an_entity_alone_makes_no_member_and_an_administrator_coordinates() -> None:
    add_membership(membership=member(), actor=OPERATOR, now=NOW)
    assert not actor_for(person="een", is_editor=True, is_administrator=False, on=DAY).is_member
    assert actor_for(person="twee", is_editor=True, is_administrator=True, on=DAY).is_coordinator
    assert not NOBODY.is_member


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (member(entity="vdap"), "vdap: is no entity we know"),
        (member(body="kransje"), "kransje: is no body we know"),
        (member(person="drie"), "drie: has no account"),
    ],
)
def test_what_is_not_known_is_named(wrong: Membership, words: str) -> None:
    with pytest.raises(Refused, match=words):
        add_membership(membership=wrong, actor=OPERATOR, now=NOW)
    assert store.members(on=DAY) == ()


def test_only_the_operator_says_who_is_a_member() -> None:
    coordinator = Actor(name="een", is_coordinator=True)
    with pytest.raises(NotAllowed):
        add_membership(membership=member(), actor=coordinator, now=NOW)
    with pytest.raises(NotAllowed):
        end_memberships(person="een", actor=coordinator, now=NOW)


def test_a_membership_ends_and_addresses_follow() -> None:
    add_membership(membership=member(), actor=OPERATOR, now=NOW)
    add_membership(membership=member(person="twee", entity="", is_coordinator=True), actor=OPERATOR, now=NOW)
    assert store.addresses(entities=["vdab"], on=DAY) == (("een", "een@example.be"),)
    assert store.addresses(on=DAY) == (("twee", "twee@example.be"),)
    assert end_memberships(person="een", actor=OPERATOR, now=NOW) == 1
    assert end_memberships(person="nobody", actor=OPERATOR, now=NOW) == 0
    assert [item.person for item in store.members(on=date(2026, 11, 2))] == ["twee"]
    assert actor_for(person="een", is_editor=False, is_administrator=False, on=date(2026, 11, 2)) == Actor(name="een")
