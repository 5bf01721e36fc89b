"""One change of several actions: all or none, each by the rules of a single one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.usecases.working import (
    ACTION,
    CO_LEAD,
    COORDINATOR,
    EVERYBODY,
    LEAD,
    OUTSIDERS,
    action_of,
    drafted,
    latest,
    public,
    published,
    saved,
    step,
)

from stemagenda.core.actions.action import Partner, Wording, YearStage
from stemagenda.core.validation import Refused
from stemagenda.store.audit import version as writes
from stemagenda.store.models import AuditRow
from stemagenda.usecases.actions.bulk import BulkChange, BulkOutcome, changed, update_actions
from stemagenda.usecases.permissions import Actor, NotAllowed

WHY = "Op schema volgens de lead."


def update(*codes: str, now: datetime, actor: Actor = LEAD, seen: int = 0, **change: Any) -> BulkOutcome:
    numbers = {code: seen or latest(code).number for code in codes}
    return update_actions(codes_seen=numbers, change=BulkChange(**change), actor=actor, now=now)


def test_every_action_gets_the_change(loaded: datetime) -> None:
    one, two = drafted(loaded), published(loaded, transitions=("digitalisation",))
    outcome = update(
        two,
        one,
        now=loaded,
        status="on-track",
        status_reason=WHY,
        stage=YearStage(year=2026, stage="pilot"),
        add_transitions=("climate-sustainability",),
        remove_transitions=("digitalisation",),
    )
    assert outcome == BulkOutcome(changed=(one, two), unchanged=(), merged=())
    for code in (one, two):
        action = action_of(code)
        assert (action.status, action.status_reason, action.status_on) == ("on-track", WHY, loaded.date())
        assert (action.transitions, action.stages) == (
            ("climate-sustainability",),
            (YearStage(year=2026, stage="pilot"),),
        )
    assert (latest(one).state, latest(two).state) == ("draft", "draft")
    shown = public(two, loaded)
    assert shown is not None
    assert (shown.status, shown.transitions) == ("on-track", ("digitalisation",))
    assert AuditRow.objects.filter(verb="update_actions").count() == 3


def test_what_holds_already_is_left_alone(loaded: datetime) -> None:
    one, two = drafted(loaded), drafted(loaded, target_groups=("teachers",))
    outcome = update(one, two, now=loaded, add_target_groups=("teachers",))
    assert outcome == BulkOutcome(changed=(one,), unchanged=(two,), merged=())
    assert latest(two).number == 1


@pytest.mark.parametrize("actor", EVERYBODY, ids=lambda actor: actor.name or "nobody")
def test_who_may_not_edit_one_changes_none(loaded: datetime, actor: Actor) -> None:
    own, other = drafted(loaded), drafted(loaded, lead="vlaio", actor=CO_LEAD)
    before = writes()
    if actor.is_coordinator:
        assert update(own, other, now=loaded, actor=actor, lead="ewi").changed == (own, other)
    elif actor in OUTSIDERS or not actor.bodies & {"werkgroep"}:
        with pytest.raises(NotAllowed):
            update(own, other, now=loaded, actor=actor, lead="ewi")
    else:
        with pytest.raises(Refused, match="is not yours to edit"):
            update(own, other, now=loaded, actor=actor, lead="ewi")
    if not actor.is_coordinator:
        assert writes() == before


def test_each_problem_is_told_under_its_code_and_nothing_is_stored(loaded: datetime) -> None:
    fine, waiting = drafted(loaded), drafted(loaded)
    foreign = drafted(loaded, lead="vlaio", actor=CO_LEAD)
    moved = drafted(loaded)
    together = (Partner(entity="vdab", role="co-lead"),)
    saved(moved, now=loaded, lead="vlaio", partners=together, actor=COORDINATOR)
    step(waiting, "propose", now=loaded, actor=LEAD)
    numbers = {fine: 1, waiting: 2, foreign: 1, moved: 1, "DK-99": 1}
    before = writes()
    with pytest.raises(Refused) as refused:
        update_actions(codes_seen=numbers, change=BulkChange(lead="nobody"), actor=LEAD, now=loaded)
    assert {(problem.place, problem.message) for problem in refused.value.problems} == {
        (f"{fine}, lead", '"nobody" is no entity we know'),
        (f"{waiting}, state", "stands still until the committee has decided"),
        (foreign, "is not yours to edit"),
        (moved, "was changed in the same place by coen meanwhile"),
        ("DK-99", "is no action in that version"),
    }
    assert writes() == before


def test_an_action_given_away_meanwhile_is_not_changed(loaded: datetime) -> None:
    moved = drafted(loaded)
    saved(moved, now=loaded, lead="vlaio", actor=COORDINATOR)
    with pytest.raises(Refused, match=f"{moved}: is not yours to edit"):
        update(moved, now=loaded, seen=1, add_transitions=("digitalisation",))


def test_what_others_changed_elsewhere_is_kept(loaded: datetime) -> None:
    code = drafted(loaded)
    saved(code, now=loaded, title=Wording(nl="Anders"))
    outcome = update(code, now=loaded, seen=1, add_objectives=("OD 4.2.1",))
    assert outcome == BulkOutcome(changed=(code,), unchanged=(), merged=(code,))
    assert (action_of(code).title.nl, action_of(code).objectives) == ("Anders", ("OD 4.2.2", "OD 4.2.1"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "change: is empty"),
        ({"status": "blocked"}, "status_reason: is empty"),
        ({"status": "fine", "status_reason": WHY}, "status: is none we know"),
        ({"lead": "vdab", "no_lead": True}, "lead: is given and taken away"),
        ({"add_objectives": ("OD 9.9.9",)}, '"OD 9.9.9" is no objective we know'),
        ({"stage": YearStage(year=1999, stage="pilot")}, "stages: has a year outside"),
    ],
)
def test_a_change_that_says_nothing_or_nonsense_is_refused(
    loaded: datetime, change: dict[str, Any], words: str
) -> None:
    code = drafted(loaded)
    with pytest.raises(Refused, match=words):
        update(code, now=loaded, **change)
    assert latest(code).number == 1


def test_nothing_and_too_much_are_refused(loaded: datetime) -> None:
    for codes in ({}, {f"DK-{number}": 1 for number in range(501)}):
        with pytest.raises(Refused, match="codes: are not 1 to 500 actions"):
            update_actions(codes_seen=codes, change=BulkChange(lead="vdab"), actor=LEAD, now=loaded)


def test_the_change_of_one_action() -> None:
    now = datetime(2026, 11, 1)  # noqa: DTZ001  (only its day counts)
    action = replace(
        ACTION,
        partners=(Partner(entity="vlaio"), Partner(entity="ewi")),
        stages=(YearStage(year=2027, stage="completed"), YearStage(year=2025, stage="pilot")),
        status="on-track",
        status_reason=WHY,
    )
    led = changed(action, change=BulkChange(lead="vlaio"), now=now)
    assert (led.lead, led.partners) == ("vlaio", (Partner(entity="ewi"),))
    assert changed(action, change=BulkChange(no_lead=True), now=now).lead == ""
    staged = changed(action, change=BulkChange(stage=YearStage(year=2025, stage="implementation")), now=now)
    assert [(item.year, item.stage) for item in staged.stages] == [(2025, "implementation"), (2027, "completed")]
    same = changed(action, change=BulkChange(status="on-track", status_reason=f" {WHY} "), now=now)
    assert same.status_on is None
    cleared = changed(action, change=BulkChange(status="not-set"), now=now)
    assert (cleared.status, cleared.status_reason, cleared.status_on) == ("not-set", "", now.date())
