"""What was told to whom."""

from __future__ import annotations

import pytest
from tests.store.kept import NOW, later

from stemagenda.store.models import ReminderRow
from stemagenda.store.reminders import forget_told, note_told, told

pytestmark = pytest.mark.django_db


def test_what_was_told_is_known_with_its_latest_day_until_it_is_forgotten() -> None:
    note_told(recipient="a", subjects=["x", "y"], now=NOW)
    note_told(recipient="b", subjects=["x"], now=NOW)
    note_told(recipient="a", subjects=["x"], now=later(3))
    assert told(since=later(-1)) == {"a": {"x": later(3), "y": NOW}, "b": {"x": NOW}}
    assert told(since=NOW) == {"a": {"x": later(3)}}
    forget_told(before=NOW)
    assert told(since=later(-99)) == {"a": {"x": later(3)}}
    assert ReminderRow.objects.count() == 1
