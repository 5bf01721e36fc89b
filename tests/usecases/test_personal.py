"""Personal data: kept apart, found by link or address, erased without a trace, gone after the last day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from stemagenda.core.personal.purpose import PURPOSES, Purpose, last_day
from stemagenda.store import personal as store
from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow, PersonRow
from stemagenda.usecases.letters import NewLetter, queue_letter_to_person
from stemagenda.usecases.permissions import NOBODY, OPERATOR, NotAllowed
from stemagenda.usecases.personal import (
    as_plain,
    erase_address,
    erase_personal,
    expire_personal,
    expiring,
    personal_of,
    personal_page,
    processing_register,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
NAME, ADDRESS = "Zoë Ongeziens", "zoe.ongeziens@example.be"


def kept(*, until: date = date(2027, 1, 1), purpose: str = "registration") -> tuple[store.Person, str]:
    person, secret = store.keep(
        purpose=purpose,
        about="netwerkdag",
        address=f" {ADDRESS.upper()} ",
        language="nl",
        body={"name": NAME},
        until=until,
        now=NOW,
    )
    recipient = store.recipient_of(number=person.number)
    letter = NewLetter(key="k", recipient=recipient, address=ADDRESS, subject="Ingeschreven", text=f"Dag {NAME}")
    queue_letter_to_person(letter=letter, now=NOW)
    return person, secret


def everything() -> str:
    """All that the database holds, as text."""
    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    return serializers.serialize("json", rows, ensure_ascii=False)


def test_a_link_leads_to_one_person_and_is_not_kept_itself() -> None:
    person, secret = kept()
    assert personal_page(secret=secret) == person
    assert store.secret_of(number=person.number) == secret
    assert secret not in everything()
    for forged in ("", secret[:-1], secret + "A", secret.swapcase(), "é" * 22):
        assert personal_page(secret=forged) is None


def test_another_key_of_the_site_makes_new_links(settings: Any) -> None:
    person, secret = kept()
    settings.SECRET_KEY = "another" * 10
    assert personal_page(secret=secret) == person, "a link that was sent still works"
    fresh = store.secret_of(number=person.number)
    assert personal_page(secret=fresh) == person
    assert personal_page(secret=secret) is None


def test_confirming_happens_once() -> None:
    person, _ = kept()
    assert store.confirm(number=person.number, until=date(2027, 6, 1), now=NOW)
    assert not store.confirm(number=person.number, until=date(2028, 6, 1), now=NOW)
    assert store.person(number=person.number).until == date(2027, 6, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize("way", ["link", "address", "last day"])
def test_erasing_leaves_no_trace(way: str) -> None:
    _, secret = kept(until=NOW.date())
    before = version()
    assert NAME in everything()
    later = NOW + timedelta(days=1)
    if way == "link":
        assert erase_personal(secret=secret, now=NOW)
        assert not erase_personal(secret=secret, now=NOW), "a second click changes nothing"
    elif way == "address":
        assert erase_address(address=ADDRESS, actor=OPERATOR, now=NOW) == 1
    else:
        assert (expiring(now=NOW), expiring(now=later)) == (0, 1)
        assert expire_personal(actor=OPERATOR, now=NOW) == 0, "the last day is still one of theirs"
        assert expire_personal(actor=OPERATOR, now=later) == 1
    found = everything()
    assert NAME not in found
    assert ADDRESS not in found.lower()
    assert AuditRow.objects.get().details == {"registration": 1}
    assert version() == before, "no page shows it, so none is drawn anew"


def test_only_the_operator_looks_people_up() -> None:
    person, _ = kept()
    assert personal_of(address=ADDRESS.title(), actor=OPERATOR) == (person,)
    assert as_plain(person)["told"] == {"name": NAME}
    for refused in (
        lambda: personal_of(address=ADDRESS, actor=NOBODY),
        lambda: erase_address(address=ADDRESS, actor=NOBODY, now=NOW),
        lambda: expire_personal(actor=NOBODY, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert PersonRow.objects.count() == 1


def test_the_register_names_every_purpose() -> None:
    kept()
    assert {item.purpose.code: item.people for item in processing_register()} == {
        "help_request": 0,
        "registration": 1,
        "subscription": 0,
    }
    assert last_day(purpose="registration", ended_on=date(2026, 1, 1)) == date(2026, 6, 30)
    assert all(0 < purpose.days <= 730 for purpose in PURPOSES.values())
    with pytest.raises(ValueError, match="for how long"):
        Purpose(code="x", ground="consent", fields=(), days=1)
