"""What is known of earlier fetches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stemagenda.store.audit import record_write
from stemagenda.store.fetching import VERB, Kept, kept_files, last_fetches
from stemagenda.store.models import ReleaseRow

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def keep(digest: str, *, days: int | None, url: str = "https://source.test/t", source: str = "mine") -> None:
    ReleaseRow.objects.create(
        source=source,
        code=digest,
        published=NOW.date(),
        digest=digest,
        content=b"x",
        recorded_at=NOW,
        is_shipped=False,
        retrieved_at=None if days is None else NOW + timedelta(days=days),
        retrieved_from=url,
        etag=f'"{digest}"',
    )


def test_the_newest_file_of_each_address_is_known() -> None:
    keep("b", days=2)
    keep("a", days=1)
    keep("c", days=1, url="https://source.test/u")
    keep("d", days=3, source="other")
    keep("e", days=3, url="")
    keep("f", days=None)
    assert kept_files(source="mine") == {
        "https://source.test/t": Kept(etag='"b"', digest="b"),
        "https://source.test/u": Kept(etag='"c"', digest="c"),
    }


def test_the_last_time_each_source_was_asked() -> None:
    for day, outcome in ((2, "new"), (1, "refused")):
        at = NOW + timedelta(days=day)
        record_write(verb=VERB, subject="mine", actor="x", now=at, details={"downloads": {"T": outcome}})
    record_write(verb="load_agenda", subject="other", actor="x", now=NOW)
    found = last_fetches()
    assert set(found) == {"mine"}
    assert (found["mine"].at, found["mine"].outcomes) == (NOW + timedelta(days=2), {"T": "new"})
