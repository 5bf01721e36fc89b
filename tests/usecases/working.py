"""People with a part in the agenda's work, and actions on their way: what the tests of actions begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from stemagenda.core.actions.action import Action, Wording
from stemagenda.store import records
from stemagenda.store.records import Version
from stemagenda.usecases.actions.editing import create_action, save_action
from stemagenda.usecases.actions.workflow import take_step
from stemagenda.usecases.permissions import COMMITTEE, NOBODY, OPERATOR, WORKING_GROUP, Actor
from stemagenda.usecases.records import Written, value_of

LEAD: Final = Actor(name="lotte", entities=frozenset({"vdab"}), bodies=frozenset({WORKING_GROUP}))
CO_LEAD: Final = Actor(name="karim", entities=frozenset({"vlaio"}), bodies=frozenset({WORKING_GROUP}))
OTHER: Final = Actor(name="otto", entities=frozenset({"ewi"}), bodies=frozenset({WORKING_GROUP}))
EMPLOYEE: Final = Actor(name="emma", entities=frozenset({"vdab"}))
COMMITTEE_MEMBER: Final = Actor(name="carla", entities=frozenset({"vdab"}), bodies=frozenset({COMMITTEE}))
COORDINATOR: Final = Actor(name="coen", is_coordinator=True)
EDITOR: Final = Actor(name="els", is_editor=True)
#: Those who have no part in the work of actions at all.
OUTSIDERS: Final = (NOBODY, EMPLOYEE, EDITOR)
EVERYBODY: Final = (*OUTSIDERS, LEAD, CO_LEAD, OTHER, COMMITTEE_MEMBER, COORDINATOR, OPERATOR)

ACTION: Final = Action(
    code="", title=Wording(nl="Lesgevers delen"), strand="daadkracht", lead="vdab", objectives=("OD 4.2.2",)
)


def drafted(now: datetime, *, actor: Actor = LEAD, **more: Any) -> str:
    """A new draft; gives its code."""
    return create_action(action=replace(ACTION, **more), actor=actor, now=now).code


def step(code: str, name: str, *, now: datetime, actor: Actor, reason: str = "") -> Written:
    """Take a step from where the action stands."""
    return take_step(code=code, step=name, seen=latest(code).number, reason=reason, actor=actor, now=now)


def published(now: datetime, **more: Any) -> str:
    """An action that went the whole way; gives its code."""
    code = drafted(now, **more)
    for name, actor in (("propose", COORDINATOR), ("validate", COMMITTEE_MEMBER), ("publish", COORDINATOR)):
        step(code, name, now=now, actor=actor)
    return code


def latest(code: str) -> Version:
    """The latest version."""
    found = records.version(kind="action", code=code)
    assert found is not None
    return found


def action_of(code: str) -> Action:
    """The action as it stands."""
    value: Action = value_of(latest(code))
    return value


def public(code: str, now: datetime) -> Action | None:
    """The action as anybody sees it."""
    found = records.public_version(kind="action", code=code, on=now.date())
    return None if found is None else value_of(found)


def saved(code: str, *, now: datetime, actor: Actor = LEAD, seen: int = 0, **more: Any) -> Written:
    """Change fields of an action from a version, the latest unless one is named."""
    number = seen or latest(code).number
    found = records.version(kind="action", code=code, number=number)
    assert found is not None
    return save_action(action=replace(value_of(found), **more), seen=number, actor=actor, now=now)
