"""Failed attempts: counted within the window, forgotten after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stemagenda.store import signin
from stemagenda.store.models import SignInFailureRow

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def note(account: str = "a", origin: str = "o", minutes: float = 0) -> int:
    return signin.note_attempt(account=account, origin=origin, now=NOW + timedelta(minutes=minutes))


def test_attempts_are_counted_by_account_and_by_origin(django_assert_num_queries) -> None:
    note("a", "o", 0)
    note("a", "p", 1)
    note("b", "o", 2)
    note("c", "q", 3)
    with django_assert_num_queries(1):
        by_account, by_origin = signin.attempts(account="a", origin="o", now=NOW + timedelta(minutes=4))
    assert [at.minute for at in by_account] == [0, 1]
    assert [at.minute for at in by_origin] == [0, 2]


def test_the_window_ends_after_a_quarter_of_an_hour() -> None:
    note()
    for minutes, expected in ((14.99, 1), (15, 0)):
        found, _ = signin.attempts(account="a", origin="o", now=NOW + timedelta(minutes=minutes))
        assert len(found) == expected
    note("b", "p", 15)
    assert SignInFailureRow.objects.count() == 1


def test_one_attempt_or_a_whole_account_is_taken_back() -> None:
    first = note()
    note()
    note("b")
    signin.forget_attempt(number=first)
    assert SignInFailureRow.objects.count() == 2
    signin.forget_account(account="a")
    assert list(SignInFailureRow.objects.values_list("account", flat=True)) == ["b"]
