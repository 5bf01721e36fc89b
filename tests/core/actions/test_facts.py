"""Facts that follow from an action, day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stemagenda.core.actions.action import Action, Milestone, Wording, YearStage
from stemagenda.core.actions.facts import facts, is_over

ON = date(2026, 11, 1)
ACTION = Action(code="A", title=Wording(nl="x"), strand="y")


def milestone(days: int, *, met: bool = False) -> Milestone:
    return Milestone(title=f"{days:+d}", due=ON + timedelta(days=days), met=ON if met else None)


def test_open_milestones_are_late_or_near_the_earliest_first() -> None:
    milestones = (*map(milestone, (31, 30, 0, -1, -40)), milestone(-2, met=True))
    found = facts(replace(ACTION, milestones=milestones), heard=ON, on=ON)
    assert [item.title for item in found.late] == ["-40", "-1"]
    assert [item.title for item in found.near] == ["+0", "+30"]


@pytest.mark.parametrize(("days", "silent"), [(0, False), (179, False), (180, True), (-3, False)])
def test_silence_begins_after_180_days(days: int, silent: bool) -> None:
    found = facts(ACTION, heard=ON - timedelta(days=days), on=ON)
    assert (found.silent_days, found.is_silent) == (max(days, 0), silent)


@pytest.mark.parametrize(
    ("status", "stages", "over"),
    [
        ("not-set", {}, False),
        ("on-track", {2026: "implementation"}, False),
        ("done", {}, True),
        ("stopped", {2026: "implementation"}, True),
        ("on-track", {2026: "completed"}, True),
        ("on-track", {2025: "discontinued"}, True),
        ("on-track", {2025: "completed", 2026: "implementation"}, False),
        ("on-track", {2026: "implementation", 2027: "completed"}, False),
        ("on-track", {2027: "completed"}, False),
    ],
)
def test_an_action_that_is_over_is_neither_silent_nor_overdue(status: str, stages: dict[int, str], over: bool) -> None:
    assert is_over(status=status, stages=stages, on=ON) is over
    action = replace(
        ACTION,
        status=status,
        stages=tuple(YearStage(year=year, stage=stage) for year, stage in stages.items()),  # type: ignore[arg-type]
        ends=ON - timedelta(days=1),
    )
    found = facts(action, heard=ON - timedelta(days=400), on=ON)
    assert (found.is_silent, found.is_overdue) == (not over, not over)


def test_the_last_day_itself_is_not_overdue() -> None:
    assert not facts(replace(ACTION, ends=ON), heard=ON, on=ON).is_overdue
    assert not facts(ACTION, heard=ON, on=ON).is_overdue
