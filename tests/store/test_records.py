"""Versions of a record: nothing is overwritten, and any day and any moment can be asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from stemagenda.store import records

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
DAY = NOW.date()


def add(
    text: str, *, seen: int, state: str = "published", code: str = "OK-01", since: date = DAY, later: int = 0
) -> int | None:
    return records.add_version(
        kind="action",
        code=code,
        seen=seen,
        body={"code": code, "title": text, "description": "long"},
        card={"title": text},
        state=state,
        verb="save_action",
        note="",
        actor="iemand",
        now=NOW + timedelta(hours=later),
        since=since,
    )


def titles(cards: tuple[records.Card, ...]) -> dict[str, str]:
    return {card.code: card.card["title"] for card in cards}


def test_each_version_follows_the_one_that_was_seen() -> None:
    assert add("first", seen=0) == 1
    assert add("second", seen=1, later=1) == 2
    assert add("too late", seen=1, later=2) is None
    assert add("another start", seen=0, later=2) is None
    latest = records.version(kind="action", code="OK-01")
    assert latest is not None
    assert (latest.number, latest.body["title"], latest.at) == (2, "second", NOW + timedelta(hours=1))
    first = records.version(kind="action", code="OK-01", number=1)
    assert first is not None
    assert first.body["title"] == "first"
    assert [item.number for item in records.history(kind="action", code="OK-01")] == [2, 1]


def test_the_public_sees_what_was_published_last() -> None:
    add("known", seen=0)
    add("being changed", seen=1, state="draft", later=1)
    assert titles(records.cards(kind="action")) == {"OK-01": "being changed"}
    assert titles(records.public_cards(kind="action", on=DAY)) == {"OK-01": "known"}
    (card,) = records.cards(kind="action")
    assert (card.number, card.public_number, card.state) == (2, 1, "draft")
    found = records.public_version(kind="action", code="OK-01", on=DAY)
    assert found is not None
    assert found.number == 1


def test_a_draft_is_not_public_and_a_withdrawn_record_no_longer() -> None:
    add("draft", seen=0, state="draft")
    assert records.public_cards(kind="action", on=DAY) == ()
    add("out", seen=1, since=date(2026, 11, 2))
    add("gone", seen=2, state="withdrawn", since=date(2026, 11, 5))
    assert records.public_version(kind="action", code="OK-01", on=date(2026, 11, 6)) is None
    assert records.public_cards(kind="action", on=date(2026, 11, 6)) == ()
    assert titles(records.public_cards(kind="action", on=date(2026, 11, 4))) == {"OK-01": "out"}
    assert records.cards(kind="action") == ()
    assert records.counts(kinds=["action", "body"]) == {"action": 0, "body": 0}
    assert records.codes(kind="action") == {"OK-01"}


def test_any_day_and_any_moment_can_be_asked_for() -> None:
    add("of the report", seen=0, since=date(2024, 7, 5))
    add("of today", seen=1, later=3)
    add("other", seen=0, code="OK-02", since=date(2024, 7, 5), later=4)
    assert records.public_cards(kind="action", on=date(2024, 7, 4)) == ()
    assert titles(records.public_cards(kind="action", on=date(2024, 7, 5))) == {
        "OK-01": "of the report",
        "OK-02": "other",
    }
    before = NOW + timedelta(hours=2)
    assert titles(records.public_cards(kind="action", on=DAY, known_at=before)) == {"OK-01": "of the report"}
    assert [item.body["title"] for item in records.public_bodies(kind="action", on=DAY)] == ["of today", "other"]
    assert [item.body["title"] for item in records.bodies(kind="action")] == ["of today", "other"]


def test_whether_somebody_else_wrote() -> None:
    add("first", seen=0)
    assert records.only_by(kind="action", code="OK-01", actor="iemand")
    assert not records.only_by(kind="action", code="OK-01", actor="command line")
