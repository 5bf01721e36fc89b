"""Reminders sent, by address."""

from __future__ import annotations

import pytest
from tests.store.kept import NOW, later

from stemagenda.store.models import ReminderRow
from stemagenda.store.reminders import note_reminders, reminded

pytestmark = pytest.mark.django_db


def test_what_was_sent_is_known_until_it_is_forgotten() -> None:
    note_reminders(sent={"a@e.org": ["x", "y"], "b@e.org": ["x"]}, now=NOW, forget_before=later(-28))
    assert reminded(since=later(-1)) == {"a@e.org": {"x", "y"}, "b@e.org": {"x"}}
    assert reminded(since=NOW) == {}
    note_reminders(sent={"a@e.org": ["z"]}, now=later(3), forget_before=NOW)
    assert reminded(since=later(-99)) == {"a@e.org": {"z"}}
    assert ReminderRow.objects.count() == 1
