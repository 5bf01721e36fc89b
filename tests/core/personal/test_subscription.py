"""What a subscription may be, and the week or month in which one letter may come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stemagenda.core.personal.subscription import (
    LONGEST_TOPIC,
    MOST_TOPICS,
    Rhythm,
    Subscription,
    from_body,
    period,
    to_body,
)

MANY = tuple(f"area/{number}" for number in range(MOST_TOPICS))


@pytest.mark.parametrize(
    "given",
    [
        {"topics": ()},
        {"topics": ("news", "news")},
        {"topics": (*MANY, "news")},
        {"topics": ("",)},
        {"topics": ("x" * (LONGEST_TOPIC + 1),)},
        {"topics": ("news",), "rhythm": "daily"},
    ],
)
def test_what_is_none(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="topic"):
        Subscription(**given)


def test_it_is_kept_and_read_back() -> None:
    found = Subscription(topics=MANY, rhythm="weekly")
    assert from_body(to_body(found)) == found
    assert found.with_topics(["news"]).topics == MANY, "no more than there is room for"
    assert Subscription(topics=("a",)).with_topics(["b", "a"]).topics == ("a", "b")


@pytest.mark.parametrize(
    ("rhythm", "day", "said"),
    [
        ("weekly", date(2026, 11, 30), "2026-W49"),
        ("weekly", date(2027, 1, 3), "2026-W53"),
        ("weekly", date(2027, 1, 4), "2027-W01"),
        ("monthly", date(2026, 12, 31), "2026-12"),
        ("monthly", date(2027, 1, 1), "2027-01"),
    ],
)
def test_the_week_or_month(rhythm: Rhythm, day: date, said: str) -> None:
    assert period(rhythm=rhythm, on=day) == said
