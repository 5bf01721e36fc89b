"""Every write leaves an entry and moves the version by one."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import transaction

from stemagenda.store.audit import record_write, version
from stemagenda.store.models import AuditRow, VersionRow

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def write(subject: str = "RG1/a") -> None:
    record_write(verb="override_light", subject=subject, actor="iemand", now=NOW, details={"colour": "red"})


def test_an_entry_says_who_did_what_when() -> None:
    write()
    (row,) = AuditRow.objects.values("at", "actor", "verb", "subject", "details")
    assert row == {
        "at": NOW,
        "actor": "iemand",
        "verb": "override_light",
        "subject": "RG1/a",
        "details": {"colour": "red"},
    }


def test_the_version_counts_the_writes() -> None:
    assert version() == 0
    for number in (1, 2, 3):
        write()
        assert version() == number
    assert VersionRow.objects.count() == 1


def test_a_write_that_fails_leaves_neither_entry_nor_version() -> None:
    write()
    with suppress(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert version() == AuditRow.objects.count() == 1


def test_an_endless_subject_is_cut() -> None:
    write("x" * 1000)
    assert AuditRow.objects.get().subject == "x" * 200
