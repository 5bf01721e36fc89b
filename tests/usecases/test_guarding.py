"""Open forms: who passes, who does not, and what a second sending of the same page gets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from stemagenda.core.validation import Refused
from stemagenda.store.models import OpenFormRow
from stemagenda.usecases.guarding import (
    MOST_FROM_ONE,
    MOST_IN_ALL,
    Flooded,
    Guard,
    Repeated,
    check_guard,
    new_stamp,
    note_result,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
HOME, OTHER = "192.0.2.7", "192.0.2.8"


def guard(*, stamp: str | None = None, trap: str = "", origin: str = HOME, drawn: datetime | None = None) -> Guard:
    own = new_stamp(form="help", now=drawn or NOW - timedelta(minutes=1))
    return Guard(form="help", stamp=own if stamp is None else stamp, trap=trap, origin=origin)


def test_a_person_passes_and_leaves_no_address() -> None:
    check_guard(guard=guard(), now=NOW)
    row = OpenFormRow.objects.get()
    assert HOME not in (row.origin, row.nonce, row.result)
    later = NOW + timedelta(days=1)
    check_guard(guard=guard(drawn=later - timedelta(minutes=1)), now=later)
    assert OpenFormRow.objects.get().origin != row.origin, "another day, another digest; yesterday's is forgotten"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (guard(stamp=""), "came from no page"),
        (guard(stamp="x" * 5_000), "came from no page"),
        (guard(stamp=new_stamp(form="subscribe", now=NOW - timedelta(minutes=1))), "came from no page"),
        (guard(trap="http://spam.example"), "must stay empty"),
        (guard(drawn=NOW - timedelta(seconds=2)), "sooner than anybody"),
        (guard(drawn=NOW + timedelta(hours=1)), "sooner than anybody"),
        (guard(drawn=NOW - timedelta(hours=5)), "more than four hours"),
    ],
)
def test_who_does_not_pass(wrong: Guard, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_guard(guard=wrong, now=NOW)
    assert not OpenFormRow.objects.exists()


def test_the_same_page_sent_twice_gets_the_first_answer() -> None:
    sent = guard()
    note_result(nonce=check_guard(guard=sent, now=NOW), result="HV-1")
    with pytest.raises(Repeated) as again:
        check_guard(guard=sent, now=NOW + timedelta(minutes=1))
    assert again.value.result == "HV-1"


def test_what_was_refused_afterwards_was_no_use() -> None:
    sent = guard()
    with transaction.atomic():
        check_guard(guard=sent, now=NOW)
        transaction.set_rollback(True)
    check_guard(guard=sent, now=NOW)


def test_floods_from_one_place_leave_the_others_alone() -> None:
    for _ in range(MOST_FROM_ONE):
        check_guard(guard=guard(), now=NOW)
    with pytest.raises(Flooded):
        check_guard(guard=guard(), now=NOW)
    check_guard(guard=guard(origin=OTHER), now=NOW)
    later = NOW + timedelta(minutes=31)
    check_guard(guard=guard(drawn=later - timedelta(minutes=1)), now=later)


def test_floods_from_everywhere() -> None:
    OpenFormRow.objects.bulk_create(
        OpenFormRow(form="help", nonce=str(number), origin=str(number), at=NOW) for number in range(MOST_IN_ALL)
    )
    with pytest.raises(Flooded):
        check_guard(guard=guard(), now=NOW)
