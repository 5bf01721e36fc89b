"""The way of an action, role by role: who may take a step, what follows, and nobody decides on their own proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.usecases.working import (
    CO_LEAD,
    COMMITTEE_MEMBER,
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

from stemagenda.core.actions.action import Partner, Relation, Wording
from stemagenda.core.actions.workflow import STEPS, TRANSITIONS, WITH_REASON, NotPossible
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.audit import version as writes
from stemagenda.store.models import AuditRow
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.actions.joining import merge_actions, split_action, supersede_action
from stemagenda.usecases.actions.reading import action_page
from stemagenda.usecases.actions.workflow import possible_steps, proposed_by, relate, restore, take_step
from stemagenda.usecases.permissions import COMMITTEE, WORKING_GROUP, Actor, NotAllowed

WHY = "Wie leidt de pilot?"
#: step -> the way to a state in which it exists, and who may take it
BOTH_SEATS = Actor(name="bart", entities=frozenset({"vdab"}), bodies=frozenset({WORKING_GROUP, COMMITTEE}))
WAYS: dict[str, tuple[str, ...]] = {
    "propose": (),
    "take-back": ("propose",),
    "validate": ("propose",),
    "return": ("propose",),
    "reject": ("propose",),
    "publish": ("propose", "validate"),
    "revise": ("propose", "validate", "publish"),
    "withdraw": (),
}
ALLOWED: dict[str, set[str]] = {
    "propose": {"lotte", "karim", "coen", "command line"},
    "take-back": {"lotte", "karim", "coen", "command line"},
    "validate": {"carla"},
    "return": {"carla"},
    "reject": {"carla"},
    "publish": {"carla", "coen", "command line"},
    "revise": {"lotte", "karim", "coen", "command line"},
    "withdraw": {"coen", "command line"},
}
TAKER = {"propose": COORDINATOR, "validate": COMMITTEE_MEMBER, "publish": COORDINATOR}


def at(name: str, now: datetime) -> str:
    """An action in a state in which a step exists."""
    code = drafted(now, partners=(Partner(entity="vlaio", role="co-lead"), Partner(entity="ewi")))
    for earlier in WAYS[name]:
        step(code, earlier, now=now, actor=TAKER[earlier])
    return code


@pytest.mark.parametrize("name", STEPS)
def test_each_step_is_for_its_roles_alone(loaded: datetime, name: str) -> None:
    assert set(ALLOWED) == set(WAYS) == set(STEPS)
    code = at(name, loaded)
    state = latest(code).state
    before = writes()
    for actor in EVERYBODY:
        offered = {possible.step: possible for possible in possible_steps(version=latest(code), actor=actor)}
        assert set(offered) == set(TRANSITIONS[state])  # type: ignore[index]
        allowed = actor.name in ALLOWED[name]
        assert offered[name].allowed is allowed, actor.name  # type: ignore[index]
        assert offered[name].with_reason is (name in WITH_REASON)  # type: ignore[index]
        if not allowed:
            with pytest.raises(NotAllowed):
                step(code, name, now=loaded, actor=actor, reason=WHY)
    assert writes() == before
    taker = next(actor for actor in EVERYBODY if actor.name in ALLOWED[name])
    step(code, name, now=loaded, actor=taker, reason=WHY)
    taken = latest(code)
    assert taken.state == TRANSITIONS[state][name]  # type: ignore[index]
    assert (taken.verb, taken.note, taken.actor) == (f"{name}_action", WHY, taker.name)
    assert AuditRow.objects.filter(verb=f"{name}_action", subject=f"action/{code}", actor=taker.name).exists()


def test_nobody_decides_on_their_own_proposal(loaded: datetime) -> None:
    code = drafted(loaded, actor=BOTH_SEATS)
    step(code, "propose", now=loaded, actor=BOTH_SEATS)
    assert proposed_by(latest(code)) == "bart"
    for name in ("validate", "return", "reject"):
        with pytest.raises(NotAllowed):
            step(code, name, now=loaded, actor=BOTH_SEATS, reason=WHY)
    step(code, "return", now=loaded, actor=COMMITTEE_MEMBER, reason=WHY)
    step(code, "propose", now=loaded, actor=LEAD)
    assert proposed_by(latest(code)) == "lotte"
    step(code, "validate", now=loaded, actor=BOTH_SEATS)


def test_progress_beside_a_proposal_does_not_hide_who_proposed(loaded: datetime) -> None:
    """What is followed up is published while the proposal waits: that ends no proposal."""
    code = published(loaded)
    saved(code, now=loaded, actor=BOTH_SEATS, title=Wording(nl="Anders"))
    step(code, "propose", now=loaded, actor=BOTH_SEATS)
    saved(code, now=loaded, actor=BOTH_SEATS, status="on-track", status_reason="Loopt.")
    assert proposed_by(latest(code)) == "bart"
    with pytest.raises(NotAllowed):
        step(code, "validate", now=loaded, actor=BOTH_SEATS)


def test_a_decision_is_the_end_of_a_proposal(loaded: datetime) -> None:
    code = published(loaded)
    assert proposed_by(latest(code)) == "coen"
    assert proposed_by(latest("OK-01")) == ""
    saved(code, now=loaded, title=Wording(nl="Anders"))
    assert proposed_by(latest(code)) == ""


def test_what_was_rejected_leaves_what_was_public(loaded: datetime) -> None:
    code = published(loaded)
    saved(code, now=loaded, title=Wording(nl="Anders"))
    step(code, "propose", now=loaded, actor=LEAD)
    step(code, "reject", now=loaded, actor=COMMITTEE_MEMBER, reason=WHY)
    assert (latest(code).state, action_of(code).title.nl) == ("published", "Lesgevers delen")
    assert [version.state for version in records.history(kind="action", code=code)][:2] == ["published", "rejected"]
    saved(code, now=loaded, title=Wording(nl="Beter"))
    assert latest(code).state == "draft"
    first = drafted(loaded)
    step(first, "propose", now=loaded, actor=LEAD)
    step(first, "reject", now=loaded, actor=COMMITTEE_MEMBER, reason=WHY)
    assert (latest(first).state, public(first, loaded)) == ("rejected", None)


def test_what_was_withdrawn_is_public_no_more(loaded: datetime) -> None:
    code = published(loaded)
    step(code, "withdraw", now=loaded, actor=COORDINATOR, reason="Gaat op in een andere.")
    assert public(code, loaded) is None
    assert action_page(code=code, on=loaded.date(), actor=OUTSIDERS[0]) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": "DK-99"}, "code: is no action"),
        ({"step": "<b>"}, 'step: "<b>" is no step'),
        ({"seen": 2}, "seen: the action was changed meanwhile"),
        ({"step": "withdraw", "reason": "  "}, "reason: is empty"),
        ({"reason": "x" * 2_001}, "reason: has more than 2,000 characters"),
        ({"reason": "a\x00b"}, "note: holds a character that is no text"),
    ],
)
def test_what_is_no_step_is_refused_in_words(loaded: datetime, change: dict[str, object], words: str) -> None:
    asked: dict[str, object] = {"code": drafted(loaded), "step": "propose", "seen": 1, "reason": ""} | change
    before = writes()
    with pytest.raises(Refused, match=words):
        take_step(**asked, actor=COORDINATOR, now=loaded)  # type: ignore[arg-type]
    assert writes() == before


def test_a_step_of_another_state_does_not_exist(loaded: datetime) -> None:
    code = drafted(loaded)
    with pytest.raises(NotPossible) as refused:
        step(code, "publish", now=loaded, actor=COORDINATOR)
    assert (refused.value.state, refused.value.step) == ("draft", "publish")


def test_what_others_name_is_not_withdrawn(loaded: datetime) -> None:
    other = drafted(loaded)
    code = drafted(loaded, relations=(Relation(kind="related-to", other=other),))
    before = writes()
    with pytest.raises(Refused, match="code: is named by 1 other records"):
        step(other, "withdraw", now=loaded, actor=COORDINATOR, reason="Dubbel.")
    assert writes() == before
    saved(code, now=loaded, relations=())
    step(other, "withdraw", now=loaded, actor=COORDINATOR, reason="Dubbel.")
    assert latest(other).state == "withdrawn"
    with pytest.raises(Refused, match=f'"{other}" is no action we know'):
        relate(code=code, kind="related-to", other=other, seen=latest(code).number, actor=LEAD, now=loaded)


def test_an_earlier_version_comes_back_as_a_new_one(loaded: datetime) -> None:
    code = published(loaded)
    first = latest(code).number
    saved(code, now=loaded, title=Wording(nl="Anders"), status="done", status_reason="Klaar.")
    written = restore(code=code, number=first, seen=latest(code).number, actor=LEAD, now=loaded)
    assert (action_of(code).title.nl, action_of(code).status) == ("Lesgevers delen", "not-set")
    assert latest(code).note == f"version {first} restored"
    assert written.number == len(records.history(kind="action", code=code))
    shown = public(code, loaded)
    assert shown is not None
    assert shown.status == "not-set"
    with pytest.raises(Refused, match="number: is no version of this action"):
        restore(code=code, number=99, seen=1, actor=LEAD, now=loaded)
    with pytest.raises(NotAllowed):
        restore(code=code, number=first, seen=latest(code).number, actor=CO_LEAD, now=loaded)


def test_actions_are_related_once(loaded: datetime) -> None:
    code = drafted(loaded)
    for _ in range(2):
        relate(code=code, kind="related-to", other="IK-06", seen=latest(code).number, actor=LEAD, now=loaded)
    assert action_of(code).relations == (Relation(kind="related-to", other="IK-06"),)
    assert latest(code).number == 2
    for kind, other, words in (
        ("hates", "IK-06", "relations: 'hates' is none of the choices"),
        ("related-to", code, "relations: an action cannot stand in a relation to itself"),
        ("related-to", "DK-99", '"DK-99" is no action we know'),
    ):
        with pytest.raises(Refused, match=words):
            relate(code=code, kind=kind, other=other, seen=2, actor=LEAD, now=loaded)
    with pytest.raises(Refused, match="code: is no action in that version"):
        relate(code=code, kind="related-to", other="IK-06", seen=9, actor=LEAD, now=loaded)
    with pytest.raises(NotAllowed):
        relate(code=code, kind="related-to", other="IK-01", seen=2, actor=CO_LEAD, now=loaded)


@pytest.mark.parametrize("actor", OUTSIDERS, ids=lambda actor: actor.name or "nobody")
@pytest.mark.parametrize("code", ["OK-01", "ZZ-99"])
def test_outsiders_do_not_learn_what_is_there(loaded: datetime, actor: Actor, code: str) -> None:
    """The same answer for what exists and what does not, in whatever version; a clash would show what others wrote."""
    saved("OK-01", now=loaded, actor=COORDINATOR, title=Wording(nl="Geheim"))
    wanted = replace(action_of("OK-01"), code=code, title=Wording(nl="Ik"))
    for attempt in (
        lambda: take_step(code=code, step="propose", seen=7, reason="", actor=actor, now=loaded),
        lambda: restore(code=code, number=7, seen=1, actor=actor, now=loaded),
        lambda: relate(code=code, kind="related-to", other="OK-02", seen=7, actor=actor, now=loaded),
        lambda: save_action(action=wanted, seen=1, actor=actor, now=loaded),
        lambda: save_action(action=wanted, seen=7, actor=actor, now=loaded),
        lambda: merge_actions(code=code, into="OK-02", seen=7, reason=WHY, actor=actor, now=loaded),
        lambda: supersede_action(code=code, by="OK-02", seen=7, reason=WHY, actor=actor, now=loaded),
        lambda: split_action(code=code, titles=["Deel"], seen=7, reason=WHY, actor=actor, now=loaded),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_whoever_may_not_edit_sees_no_clash(loaded: datetime) -> None:
    code = drafted(loaded)
    saved(code, now=loaded, title=Wording(nl="Anders"))
    with pytest.raises(NotAllowed):
        saved(code, now=loaded, actor=CO_LEAD, seen=1, title=Wording(nl="Van mij"))
