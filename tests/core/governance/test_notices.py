"""What calls for attention: which facts, on which days, under which keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from stemagenda.core.actions.action import Action, Milestone, Wording
from stemagenda.core.actions.facts import SILENT_DAYS
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.core.governance.news import ActionNews, News
from stemagenda.core.governance.notices import NOTICE_KINDS, OF_THE_HUB, Notice, action_notices, follow_up_notices

DAY = date(2026, 11, 22)
HEARD = DAY - timedelta(days=1)


def about(*, state: str = "published", heard: date = HEARD, step: int = 3, **changed: Any) -> tuple[Notice, ...]:
    values = {"code": "proef", "title": Wording(nl="Proef"), "strand": "daadkracht", **changed}
    return action_notices(Action(**values), state=state, step=step, since=HEARD, heard=heard, on=DAY)


def milestone(days: int, **changed: Any) -> Milestone:
    return Milestone(**{"title": "Rapport", "due": DAY + timedelta(days=days), **changed})


def point(days: int | None, **changed: Any) -> list[Notice]:
    due = None if days is None else DAY + timedelta(days=days)
    values = {"code": "p1", "title": Wording(nl="Punt"), "owner": "vdab", "opened": HEARD, "due": due, **changed}
    return list(follow_up_notices(FollowUp(**values), on=DAY))


@pytest.mark.parametrize(
    ("days", "kind"),
    [(-400, "late"), (-1, "late"), (0, "near"), (30, "near"), (31, None)],
)
def test_milestones_and_points_are_near_or_late(days: int, kind: str | None) -> None:
    assert [item.kind for item in about(milestones=(milestone(days),))] == ([f"milestone-{kind}"] if kind else [])
    assert [item.kind for item in point(days)] == ([f"follow-up-{kind}"] if kind else [])


def test_what_is_done_is_not_told() -> None:
    assert about(milestones=(milestone(-9, met=HEARD),)) == ()
    assert point(-9, state="closed") == point(None) == []


@pytest.mark.parametrize(
    ("state", "kind"),
    [("draft", None), ("returned", "returned"), ("proposed", "to-decide"), ("validated", "to-publish")],
)
def test_a_state_that_waits_for_somebody_is_told_with_its_day(state: str, kind: str | None) -> None:
    found = about(state=state)
    assert [item.kind for item in found] == ([kind] if kind else [])
    assert [(item.key, item.day) for item in found] == ([(f"{kind}/proef/3", HEARD)] if kind else [])


def test_silence_counts_from_the_last_version() -> None:
    assert about(heard=DAY - timedelta(days=SILENT_DAYS - 1)) == ()
    [found] = about(heard=DAY - timedelta(days=SILENT_DAYS))
    assert (found.kind, found.key, found.days) == ("silent", "silent/proef", SILENT_DAYS)


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_of_what_is_over_nothing_is_told(state: str) -> None:
    assert about(state=state, milestones=(milestone(-9),), heard=date(2020, 1, 1)) == ()


def test_another_milestone_has_another_key() -> None:
    changed = [milestone(-9), milestone(-8), milestone(-9, title="Ander"), milestone(9)]
    found = [about(milestones=(item,))[0].key for item in changed]
    assert len(set(found)) == len(changed)
    assert all(key.startswith(("milestone-late/proef/", "milestone-near/proef/")) for key in found)
    assert len(about(milestones=(milestone(-9, title="x" * 5_000),))[0].key) < 100


def test_every_kind_can_be_told() -> None:
    told = {
        item.kind
        for state in ("returned", "proposed", "validated")
        for item in about(state=state, milestones=(milestone(-1), milestone(1)), heard=date(2020, 1, 1))
    }
    assert told | {item.kind for days in (-1, 1) for item in point(days)} == set(NOTICE_KINDS) - OF_THE_HUB


def test_there_is_news_where_anything_changed() -> None:
    assert not News(since=DAY)
    assert News(since=DAY, actions=(ActionNews(change="new", code="a", title=Wording(nl="A")),))
