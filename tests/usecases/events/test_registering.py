"""Seats and waiting lists: who is in, who waits, who moves up, what letters say, and what is left of a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from tests.usecases.actions.test_at_once import at_once
from tests.usecases.events.registering import (
    AFTER,
    DURING,
    EVENT,
    KEEPER,
    NOW,
    comes,
    guard,
    kept,
    letters,
    secret_in,
    stand,
)

from stemagenda.core.actions.action import Wording
from stemagenda.core.events.registration import Wish, attendance, problems
from stemagenda.core.governance.meeting import Meeting
from stemagenda.core.validation import Refused
from stemagenda.store.audit import version
from stemagenda.store.models import LetterRow, PersonRow, RegistrationRow
from stemagenda.usecases.events import registering
from stemagenda.usecases.events.registering import cancel_registration, entrance, own_seat, register
from stemagenda.usecases.governance.editing import save, withdraw
from stemagenda.usecases.guarding import Repeated
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.personal import erase_personal, expire_personal
from stemagenda.usecases.status import status

#: Two at once need a database of their own; the agenda's records, which the loaded one has, they do not.
BARE = replace(EVENT, organiser="")


@pytest.fixture
def event(loaded: datetime) -> str:
    return kept()


def test_the_last_seat_is_taken_once_and_who_comes_after_waits(event: str) -> None:
    for name in ("An", "Bo", "Ci", "Do"):
        comes(name)
    assert stand() == [("An", "registered"), ("Bo", "registered"), ("Ci", "waiting"), ("Do", "waiting")]
    (seated,), (waiting,) = letters("an@voorbeeld.be"), letters("ci@voorbeeld.be")
    assert seated.subject == "U hebt een plaats: Netwerkmoment"
    assert "18 maart 2027, 13.30–17.00 uur\nMechelen" in seated.text
    assert waiting.subject == "U staat op de wachtlijst: Netwerkmoment"
    found = entrance(code=event, now=NOW)
    assert found is not None
    assert (found.door, found.left) == ("full", 0)
    assert status(on=NOW.date())["registrations"] == {"registered": 2, "waiting": 2}


def test_who_cancels_is_erased_and_the_first_who_waits_moves_up(event: str) -> None:
    for name in ("An", "Bo", "Ci", "Do"):
        comes(name, pillar="companies")
    secret = secret_in(letters("an@voorbeeld.be")[0])
    assert own_seat(secret=secret) is not None
    assert cancel_registration(secret=secret, now=NOW)
    assert stand() == [("Bo", "registered"), ("Ci", "registered"), ("Do", "waiting")]
    assert letters("ci@voorbeeld.be")[1].subject == "Er is een plaats voor u: Netwerkmoment"
    assert not PersonRow.objects.filter(address="an@voorbeeld.be").exists()
    assert own_seat(secret=secret) is None
    assert not cancel_registration(secret=secret, now=NOW), "a link that was used does nothing"
    assert stand() == [("Bo", "registered"), ("Ci", "registered"), ("Do", "waiting")]
    waits = secret_in(letters("do@voorbeeld.be")[0])
    assert cancel_registration(secret=waits, now=NOW)
    assert len(letters("ci@voorbeeld.be")) == 2


@pytest.mark.parametrize("secret", ["", "x" * 22, "é" * 22, "x" * 500])
def test_a_forged_link_finds_nobody(event: str, secret: str) -> None:
    comes("An")
    assert own_seat(secret=secret) is None
    assert not cancel_registration(secret=secret, now=NOW)
    assert len(stand()) == 1


def test_the_same_address_again_changes_nothing_and_is_told_by_letter_once_a_day(event: str) -> None:
    comes("An")
    comes("Bo")
    comes("Ci")
    for _ in range(3):
        comes("Ander", address=" AN@voorbeeld.be ".strip())
        comes("Ander", address="ci@voorbeeld.be", language="en")
    assert [name for name, _ in stand()] == ["An", "Bo", "Ci"]
    assert [letter.subject for letter in letters("an@voorbeeld.be")][1:] == ["U was al ingeschreven: Netwerkmoment"]
    assert [letter.subject for letter in letters("ci@voorbeeld.be")][1:] == [
        "U stond al op de wachtlijst: Netwerkmoment"
    ]
    assert secret_in(letters("an@voorbeeld.be")[0]) == secret_in(letters("an@voorbeeld.be")[1])
    assert "Ander" not in "".join(letter.text for letter in LetterRow.objects.all())


def test_the_same_page_sent_twice_registers_once(event: str) -> None:
    once = guard()
    told = {"code": event, "wish": Wish(name="An", address="an@voorbeeld.be"), "language": "nl", "link": "", "now": NOW}
    register(guard=once, **told)  # type: ignore[arg-type]
    with pytest.raises(Repeated) as repeated:
        register(guard=once, **told)  # type: ignore[arg-type]
    assert repeated.value.result == "sent"
    assert len(stand()) == 1
    assert "met de link in onze eerste brief" in letters("an@voorbeeld.be")[0].text.replace("\n", " ")


@pytest.mark.parametrize(
    ("changed", "now", "said"),
    [
        ({"registration_from": None, "registration_until": None}, NOW, "takes no registrations here"),
        ({"registration_from": date(2026, 12, 1)}, NOW, "takes no registrations yet"),
        ({}, datetime(2027, 3, 16, tzinfo=NOW.tzinfo), "takes no registrations any more"),
        ({"registration_until": None}, DURING, "takes no registrations any more"),
        ({}, AFTER, "is over"),
        ({"cancelled": True}, NOW, "does not take place"),
    ],
)
def test_a_door_that_is_shut_is_told(loaded: datetime, changed: dict[str, Any], now: datetime, said: str) -> None:
    kept(replace(EVENT, **changed))
    with pytest.raises(Refused, match=said):
        comes("An", now=now)
    assert not PersonRow.objects.exists()
    with pytest.raises(Refused, match="is not there"):
        comes("An", code="nooit", now=now)
    assert entrance(code="nooit", now=NOW) is None


def test_a_waiting_list_has_an_end(event: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registering, "MOST_WAITING", 1)
    for name in ("An", "Bo", "Ci"):
        comes(name)
    for address in ("do@voorbeeld.be", "an@voorbeeld.be"):
        with pytest.raises(Refused, match="has a waiting list that is full"):
            comes("Do", address=address)


@pytest.mark.parametrize(
    ("told", "place", "message"),
    [
        ({"name": " "}, "name", "is empty"),
        ({"name": "x" * 121}, "name", "has 121 characters, more than 120"),
        ({"organisation": "x" * 161}, "organisation", "has 161 characters, more than 160"),
        ({"name": "An\nBcc: x"}, "name", "holds a character that is no text"),
        ({"organisation": "\x07"}, "organisation", "holds a character that is no text"),
        ({"pillar": "pers"}, "pillar", "is none we know"),
    ],
)
def test_what_is_wrong_with_what_was_told(told: dict[str, str], place: str, message: str) -> None:
    (found,) = problems(Wish(**{"name": "An", "address": "an@voorbeeld.be", **told}))
    assert (found.place, found.message) == (place, message)


@pytest.mark.parametrize("address", ["", "an", "an@", "a n@voorbeeld.be", "an@voorbeeld.be\nBcc: x@y.be"])
def test_an_address_no_letter_can_go_to(event: str, address: str) -> None:
    with pytest.raises(Refused):
        comes("An", address=address)
    assert not stand()


def test_more_seats_let_those_who_wait_in(event: str) -> None:
    for name in ("An", "Bo", "Ci", "Do", "Ed"):
        comes(name)
    kept(replace(EVENT, capacity=4), seen=1)
    assert [state for _, state in stand()] == ["registered"] * 4 + ["waiting"]
    kept(replace(EVENT, capacity=1), seen=2)
    assert [state for _, state in stand()] == ["registered"] * 4 + ["waiting"], "nobody loses a seat"


def test_everybody_is_told_what_changed_and_kept_until_it_is_over(event: str) -> None:
    comes("An")
    kept(replace(EVENT, where="Gent"), seen=1)
    kept(replace(EVENT, where="Gent", description=Wording(nl="Meer")), seen=2)
    assert [letter.subject for letter in letters("an@voorbeeld.be")][1:] == ["Gewijzigd: Netwerkmoment"]
    kept(replace(EVENT, on=date(2027, 4, 1)), seen=3)
    assert PersonRow.objects.get().until == date(2027, 4, 1) + timedelta(days=180)
    later = NOW + timedelta(hours=1)
    kept(replace(EVENT, on=date(2027, 4, 1), cancelled=True), seen=4, now=later)
    assert letters("an@voorbeeld.be")[-1].subject == "Gaat niet door: Netwerkmoment"
    assert PersonRow.objects.get().until == NOW.date() + timedelta(days=180)


def test_an_event_that_is_withdrawn_or_whose_meeting_moves_is_told_too(loaded: datetime) -> None:
    meeting = Meeting(code="", body="ecosysteem", on=date(2027, 5, 1), title=Wording(nl="Dag"), kind="event")
    code = save(record=meeting, seen=0, actor=KEEPER, now=NOW).code
    event = replace(EVENT, meeting=code, on=None, begins="", finishes="", registration_until=None)
    kept(event)
    comes("An")
    moved = replace(meeting, code=code, on=date(2027, 5, 8))
    save(record=moved, seen=1, actor=KEEPER, now=NOW)
    assert letters("an@voorbeeld.be")[-1].subject == "Gewijzigd: Netwerkmoment"
    withdraw(kind="event", code=event.code, seen=1, reason="Dubbel", actor=KEEPER, now=NOW)
    assert letters("an@voorbeeld.be")[-1].subject == "Gaat niet door: Netwerkmoment"


def test_erasing_leaves_nothing_of_a_person_in_any_table(event: str) -> None:
    before = version()
    comes("Zoëlla", address="zoella@voorbeeld.be", organisation="Geheim nv", pillar="companies")
    comes("Bo")
    comes("Ci")
    assert version() == before, "no remembered page is drawn anew because somebody registered"
    assert "Zoëlla" in everything()
    secret = secret_in(letters("zoella@voorbeeld.be")[0])
    assert erase_personal(secret=secret, now=NOW)
    left = everything()
    assert not re.search("zo(ë|e|\\\\u00eb)lla|geheim", left, re.IGNORECASE)
    assert stand() == [("Bo", "registered"), ("Ci", "registered")]
    assert RegistrationRow.objects.first().state == "cancelled"  # type: ignore[union-attr]


def test_after_the_event_people_expire_and_their_pillars_stay(event: str) -> None:
    comes("An", pillar="citizens")
    RegistrationRow.objects.update(has_attended=True)
    assert expire_personal(actor=OPERATOR, now=DURING + timedelta(days=180)) == 0
    assert expire_personal(actor=OPERATOR, now=DURING + timedelta(days=181)) == 1
    row = RegistrationRow.objects.get()
    assert (row.person_id, row.pillar, row.state, row.has_attended) == (None, "citizens", "registered", True)


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ({}, {}, 0),
        ({"companies": 5, "citizens": 12}, {"companies": 5, "citizens": 12}, 17),
        ({"companies": 4, "citizens": 12}, {"companies": None, "citizens": 12}, None),
        ({"companies": 0, "": 1}, {"": None}, None),
    ],
)
def test_small_counts_are_not_told(counts: dict[str, int], shown: dict[str, int | None], total: int | None) -> None:
    found = attendance(counts=counts)
    assert (found.by_pillar, found.total) == (shown, total)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_for_the_last_seat() -> None:
    kept(replace(BARE, capacity=1))
    assert not at_once(_one_comes("An"), _one_comes("Bo"), _one_comes("An"))
    assert sorted(state for _, state in stand()) == ["registered", "waiting"]
    ((name, _),) = [item for item in stand() if item[1] == "registered"]
    link = secret_in(letters(f"{name.lower()}@voorbeeld.be")[0])
    at_once(lambda: cancel_registration(secret=link, now=NOW), lambda: cancel_registration(secret=link, now=NOW))
    assert [state for _, state in stand()] == ["registered"]


def _one_comes(name: str) -> Callable[[], object]:
    return lambda: comes(name)


def everything() -> str:
    """Every value of every table."""
    return "\n".join(
        repr(row) for model in apps.get_models(include_auto_created=True) for row in model.objects.values_list()
    )
