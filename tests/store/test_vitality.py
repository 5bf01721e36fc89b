"""What tells whether sources are alive."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store.kept import NOW, add, later, release

from stemagenda.store.audit import record_write
from stemagenda.store.models import ReleaseRow
from stemagenda.store.vitality import latest_change, newest_releases

pytestmark = pytest.mark.django_db


def wait(code: str, days: int) -> None:
    add(release(code=code, content=code.encode(), title=f"Titel {code}"))
    ReleaseRow.objects.filter(code=code).update(is_pending=True, visible_from=later(days))


def test_the_newest_release_is_the_one_published_last_by_that_day() -> None:
    add(release(code="old", published=date(2016, 12, 6), precision="day"))
    add(release(code="new", published=date(2023, 12, 31), content=b"two"))
    found = newest_releases(on=date(2024, 1, 1))["pisa"]
    assert (found.code, found.published, found.precision) == ("new", date(2023, 12, 31), "year")
    assert newest_releases(on=date(2023, 12, 30))["pisa"].code == "old"
    assert newest_releases(on=date(2016, 12, 5)) == {}


def test_what_waits_or_was_replaced_is_not_the_newest() -> None:
    add(release(code="old"))
    wait("secret", 5)
    add(release(code="gone", published=date(2022, 1, 1), content=b"three"))
    ReleaseRow.objects.filter(code="gone").update(superseded_at=NOW)
    assert newest_releases(on=date(2026, 1, 1))["pisa"].code == "old"


def test_a_reminder_is_no_change() -> None:
    assert latest_change() is None
    record_write(verb="import_release", subject="x", actor="y", now=NOW)
    record_write(verb="send_reminders", subject="x", actor="y", now=later(1))
    assert latest_change() == NOW
