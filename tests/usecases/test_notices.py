"""Whom a fact concerns: who leads, owns or decides, and the coordinators where that is nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stemagenda.core.actions.action import Action, Milestone, Partner, Wording
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.usecases.notices import notices_by_person
from stemagenda.usecases.permissions import COMMITTEE, OPERATOR, WORKING_GROUP, Actor
from stemagenda.usecases.records import write_record

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LEAD = Actor(name="lead", entities=frozenset({"vdab"}), bodies=frozenset({WORKING_GROUP}))
CO_LEAD = Actor(name="co-lead", entities=frozenset({"ewi"}), bodies=frozenset({WORKING_GROUP}))
DECIDER = Actor(name="decider", bodies=frozenset({COMMITTEE}))
SECRETARY = Actor(name="secretary", is_coordinator=True)
STRANGER = Actor(name="stranger", entities=frozenset({"vdab"}))
EVERYBODY = (LEAD, CO_LEAD, DECIDER, SECRETARY, STRANGER)
LATE = (Milestone(title="Rapport", due=NOW.date() - timedelta(days=1)),)


def write(value: Any, *, kind: str = "action", state: str = "published", **more: Any) -> int:
    given = {"verb": "save_action", "actor": OPERATOR, "seen": 0, "now": NOW, **more}
    return write_record(kind=kind, value=value, state=state, **given).number


def action(**changed: Any) -> Action:
    values = {"code": "proef", "title": Wording(nl="Proef"), "strand": "daadkracht", "lead": "vdab", **changed}
    return Action(**values)


def told(*people: Actor, days: int = 0) -> dict[str, list[str]]:
    found = notices_by_person(people=people or EVERYBODY, on=NOW.date() + timedelta(days=days))
    return {name: [notice.key for notice in notices] for name, notices in found.items() if notices}


def test_a_late_milestone_concerns_who_leads() -> None:
    write(action(milestones=LATE, partners=(Partner(entity="ewi", role="co-lead"),)))
    assert set(told()) == {"lead", "co-lead"}


@pytest.mark.parametrize("changed", [{"lead": ""}, {"lead": "statbel"}])
def test_where_nobody_leads_the_coordinators_are_told(changed: dict[str, str]) -> None:
    write(action(milestones=LATE, **changed))
    assert set(told()) == {"secretary"}
    assert told(LEAD, DECIDER) == {}


def test_silence_counts_from_the_last_version_whatever_became_public_when() -> None:
    write(action(), since=NOW.date() - timedelta(days=900))
    assert told() == {}
    assert told(days=180) == {"lead": ["silent/proef"]}


def test_a_proposal_waits_for_those_who_may_decide_on_it() -> None:
    both = Actor(name="both", bodies=frozenset({COMMITTEE, WORKING_GROUP}))
    number = write(action(), state="proposed", verb="propose_action", actor=both)
    assert told(*EVERYBODY, both) == {"decider": [f"to-decide/proef/{number}"]}
    assert told(both, SECRETARY) == {"secretary": [f"to-decide/proef/{number}"]}


def test_a_returned_proposal_waits_for_those_who_edit_it_since_it_was_returned() -> None:
    first = write(action(), state="proposed", verb="propose_action")
    number = write(action(), seen=first, state="returned", verb="return_action", note="te vaag", actor=DECIDER)
    changed = action(title=Wording(nl="Beter"))
    write(changed, seen=number, state="returned", now=NOW + timedelta(days=3))
    found = notices_by_person(people=EVERYBODY, on=NOW.date())
    assert {name for name, notices in found.items() if notices} == {"lead", "secretary"}
    [notice] = found["lead"]
    assert (notice.key, notice.day, notice.title.nl) == (f"returned/proef/{number}", NOW.date(), "Beter")


def test_a_validated_text_waits_for_the_coordinators() -> None:
    number = write(action(), state="validated", verb="validate_action")
    assert told() == {"secretary": [f"to-publish/proef/{number}"]}


@pytest.mark.parametrize(
    ("owner", "names"),
    [("vdab", {"lead"}), (COMMITTEE, {"decider"}), (WORKING_GROUP, {"lead", "co-lead"}), ("statbel", {"secretary"})],
)
def test_a_follow_up_point_concerns_its_owner(owner: str, names: set[str]) -> None:
    point = FollowUp(code="p1", title=Wording(nl="Punt"), owner=owner, opened=NOW.date(), due=NOW.date())
    write(point, kind="follow-up", verb="save_follow_up")
    assert set(told()) == names
