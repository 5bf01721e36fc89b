"""The queue as it is kept: in order, for one run at a time, led to another address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.store.kept import NOW, later

from stemagenda.store import letters
from stemagenda.store.models import LetterRow, ReminderRow
from stemagenda.store.reminders import note_told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def queue(key: str, *, recipient: str = "member/a", days: int = 0) -> letters.Queued:
    letters.add_letter(
        key=key, recipient=recipient, address="a@e.org", subject="S", text="T", about=["x"], now=later(days)
    )
    return next(item for item in letters.waiting(now=later(99)) if item.key == key)


def keys(found: tuple[letters.Queued, ...]) -> list[str]:
    return [item.key for item in found]


def test_a_key_is_known_whatever_became_of_its_letter() -> None:
    first = queue("k1")
    letters.give_up(number=first.number, failure="refused", now=NOW)
    assert letters.known(keys=["k1", "k2"]) == {"k1"}
    assert not letters.add_letter(key="k1", recipient="b", address="b@e.org", subject="", text="", about=[], now=NOW)
    assert letters.counts() == {"waiting": 0, "failed": 1}


def test_the_longest_waiting_go_first_and_are_held_by_one_run() -> None:
    for key, days in (("late", 2), ("early", 0), ("between", 1)):
        queue(key, days=days)
    assert keys(letters.waiting(now=later(1))) == ["early", "between"]
    assert keys(letters.hold_due(most=2, now=later(2), until=later(3))) == ["early", "between"]
    assert keys(letters.hold_due(most=2, now=later(2), until=later(3))) == ["late"]
    assert letters.hold_due(most=2, now=later(2), until=later(3)) == ()
    letters.release(numbers=LetterRow.objects.filter(key="late").values_list("pk", flat=True))
    assert keys(letters.waiting(now=later(2))) == ["late"]
    assert keys(letters.hold_due(most=9, now=later(3), until=later(4))) == ["early", "between", "late"]


def test_a_failure_lets_it_go_until_its_next_try() -> None:
    first = queue("k1")
    letters.hold_due(most=1, now=NOW, until=NOW + HOUR)
    letters.note_failure(number=first.number, tries=1, next_try=NOW + HOUR, failure="down")
    assert letters.waiting(now=NOW) == ()
    [again] = letters.waiting(now=NOW + HOUR)
    assert again.tries == 1
    letters.note_sent(number=first.number, now=NOW + HOUR)
    assert LetterRow.objects.values_list("sent_at", "failure", "held_until").get() == (NOW + HOUR, "", None)


def test_only_what_was_told_in_that_letter_is_forgotten() -> None:
    note_told(recipient="member/a", subjects=["x", "y"], now=NOW)
    note_told(recipient="member/a", subjects=["x"], now=later(-1))
    note_told(recipient="member/b", subjects=["x"], now=NOW)
    letters.untell(letter=queue("k1"))
    left = set(ReminderRow.objects.values_list("sent_to", "subject", "sent_at"))
    assert left == {("member/a", "y", NOW), ("member/a", "x", later(-1)), ("member/b", "x", NOW)}


def test_what_waits_follows_its_reader_and_what_never_arrived_is_named() -> None:
    sent, refused = queue("sent"), queue("refused")
    queue("waits")
    queue("other", recipient="member/b")
    letters.note_sent(number=sent.number, now=NOW)
    letters.give_up(number=refused.number, failure="refused", now=NOW)
    assert keys(letters.readdress(recipient="member/a", address="new@e.org")) == ["refused"]
    assert {row.key: row.address for row in LetterRow.objects.all()} == {
        "sent": "a@e.org",
        "waits": "new@e.org",
        "other": "a@e.org",
    }
    assert keys(letters.readdress(recipient="member/a", address="")) == ["waits"]
    assert set(LetterRow.objects.values_list("key", flat=True)) == {"sent", "other"}


def test_only_what_is_long_done_is_emptied() -> None:
    done, refused = queue("done"), queue("refused")
    queue("waits")
    letters.note_sent(number=done.number, now=NOW)
    letters.give_up(number=refused.number, failure="no", now=later(1))
    assert letters.forget_letters(before=NOW) == 1
    assert letters.forget_letters(before=later(1)) == 1
    assert letters.forget_letters(before=later(99)) == 0
    assert letters.counts() == {"waiting": 1, "failed": 0}
    assert letters.known(keys=["done", "refused", "waits"]) == {"done", "refused", "waits"}
