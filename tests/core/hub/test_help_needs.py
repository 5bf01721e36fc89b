"""Counting needs as of a day, and what is published of small counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.hub.needs import NOT_STATED, TOO_LONG, Need, Tally, counted, is_unmet, protected

ASKED = date(2026, 1, 10)


def need(**more: object) -> Need:
    given: dict[str, object] = {"region": "70000", "kind": "partner", "asker": "school", "transitions": ()}
    return Need(**{**given, "asked_on": ASKED, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "days", "unmet"),
    [
        ({}, 0, False),
        ({}, TOO_LONG.days, False),
        ({}, TOO_LONG.days + 1, True),
        ({"answered_on": ASKED + timedelta(days=40)}, 35, True),
        ({"answered_on": ASKED + timedelta(days=40)}, 41, False),
        ({"closed_on": ASKED + timedelta(days=5), "outcome": "not-helped"}, 4, False),
        ({"closed_on": ASKED + timedelta(days=5), "outcome": "not-helped"}, 5, True),
        ({"closed_on": ASKED + timedelta(days=5), "outcome": "partly"}, 50, False),
        ({"closed_on": ASKED + timedelta(days=5)}, 50, False),
    ],
)
def test_when_a_need_is_not_met(more: dict[str, object], days: int, unmet: bool) -> None:
    assert is_unmet(need(**more), on=ASKED + timedelta(days=days)) is unmet


def test_counted_by_every_dimension_as_of_a_day() -> None:
    needs = [
        need(transitions=("energy", "care")),
        need(region="04000", answered_on=ASKED),
        need(asked_on=ASKED + timedelta(days=100)),
    ]
    found = counted(needs=needs, on=ASKED + timedelta(days=60))
    assert found.total == Tally(asked=2, answered=1, unmet=1)
    assert found.by["region"] == {"70000": Tally(asked=1, unmet=1), "04000": Tally(asked=1, answered=1)}
    assert set(found.by["transition"]) == {"energy", "care", NOT_STATED}
    assert found.crossed["70000", "care"] == Tally(asked=1, unmet=1)
    assert found.by["kind"]["partner"] == found.by["asker"]["school"] == found.total
    assert counted(needs=(), on=ASKED).total == Tally()


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (9, 5), (10, 10), (123, 120)])
def test_small_counts_are_not_shown(count: int, shown: int | None) -> None:
    assert protected(count) == shown


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(0, 40))
def test_no_single_small_count_follows_from_the_others(others: list[int], small: int) -> None:
    """Whoever knows every published number, the total too, cannot tell a hidden count from its neighbours."""
    if protected(small) is not None:
        return
    total = protected(sum(others) + small)
    least = sum(1 if protected(count) is None else protected(count) or 0 for count in others)
    most = sum(4 if protected(count) is None else (protected(count) or 0) + (4 if count else 0) for count in others)
    ends = (1, 4) if total is None else (total, total + 4)
    possible = {
        guess for guess in range(1, 5) if any(ends[0] <= rest + guess <= ends[1] for rest in range(least, most + 1))
    }
    assert small in possible
    if any(others):
        assert len(possible) > 1
