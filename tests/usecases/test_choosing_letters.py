"""Which letters somebody gets, and where they go: everybody for themselves, the address by the operator."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from stemagenda.core.validation import Refused
from stemagenda.store import letters, reminders
from stemagenda.store.correspondents import Choice
from stemagenda.store.models import AuditRow, LetterRow
from stemagenda.store.vitality import latest_change
from stemagenda.usecases.choosing_letters import MyLetters, choice_of, choose_letters, my_letters, set_address
from stemagenda.usecases.letters import NewLetter, member_recipient, queue_letters
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ADA = Actor(name="ada", bodies=frozenset({"werkgroep"}))
ENGLISH = Choice(language="en", wants_digest=False)


@pytest.fixture(autouse=True)
def _account() -> None:
    get_user_model().objects.create_user(username="ada", email="ada@e.org")


def queue() -> None:
    letter = NewLetter(
        key="k", recipient=member_recipient("ada"), address="ada@e.org", subject="S", text="T", about=("x",)
    )
    queue_letters(letters=[letter], actor=OPERATOR, now=NOW)
    reminders.note_told(recipient=letter.recipient, subjects=letter.about, now=NOW)


def told() -> set[str]:
    return set(reminders.told(since=NOW - timedelta(days=1)).get(member_recipient("ada"), {}))


def test_a_member_chooses_for_themselves() -> None:
    assert my_letters(actor=ADA) == MyLetters(choice=Choice(), has_address=True)
    choose_letters(person="ada", choice=ENGLISH, actor=ADA, now=NOW)
    assert my_letters(actor=ADA).choice == choice_of(person="ada", actor=OPERATOR) == ENGLISH
    audit = AuditRow.objects.get(verb="choose_letters")
    assert (audit.subject, audit.actor) == ("ada", "ada")
    assert audit.details == {"language": "en", "reminders": True, "digest": False}


def test_the_operator_chooses_for_whoever_asks() -> None:
    choose_letters(person="ada", choice=ENGLISH, actor=OPERATOR, now=NOW)
    assert my_letters(actor=ADA).choice == ENGLISH
    with pytest.raises(Refused, match="bob: has no account"):
        choose_letters(person="bob", choice=ENGLISH, actor=OPERATOR, now=NOW)
    with pytest.raises(Refused, match="bob: has no account"):
        choice_of(person="bob", actor=OPERATOR)


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="ada", is_editor=True), Actor(name="bob", is_coordinator=True)])
def test_nobody_chooses_for_another(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        choose_letters(person="ada", choice=ENGLISH, actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        choice_of(person="ada", actor=actor)
    with pytest.raises(NotAllowed):
        set_address(person="ada", address="x@e.org", actor=actor, now=NOW)
    assert choice_of(person="ada", actor=OPERATOR) == Choice()


@pytest.mark.parametrize("actor", [NOBODY, OPERATOR, Actor(name="ada", is_editor=True)])
def test_only_members_have_letters(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        my_letters(actor=actor)


def test_what_waits_goes_to_the_new_address() -> None:
    queue()
    set_address(person="ada", address="new@e.org", actor=OPERATOR, now=NOW)
    assert LetterRow.objects.get().address == "new@e.org"
    assert told() == {"x"}
    audit = AuditRow.objects.get(verb="set_address")
    assert (audit.subject, audit.details) == ("ada", {"has_address": True})
    assert latest_change() is None


def test_without_an_address_nothing_waits_and_all_can_be_told_later() -> None:
    queue()
    set_address(person="ada", address="", actor=OPERATOR, now=NOW)
    assert not LetterRow.objects.exists()
    assert told() == set()
    assert not my_letters(actor=ADA).has_address


def test_what_never_arrived_is_told_at_the_new_address() -> None:
    queue()
    letters.give_up(number=LetterRow.objects.get().pk, failure="550", now=NOW)
    set_address(person="ada", address="new@e.org", actor=OPERATOR, now=NOW)
    assert told() == set()


@pytest.mark.parametrize("address", ["ada", "ada@e.org\nBcc: x@e.org", "a" * 250 + "@e.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="is no e-mail address"):
        set_address(person="ada", address=address, actor=OPERATOR, now=NOW)
    assert my_letters(actor=ADA).has_address
    with pytest.raises(Refused, match="bob: has no account"):
        set_address(person="bob", address="x@e.org", actor=OPERATOR, now=NOW)
