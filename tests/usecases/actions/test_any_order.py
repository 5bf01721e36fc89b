"""Whatever people do to an action, in any order: nothing is public that no committee validated, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.usecases.working import (
    CO_LEAD,
    COMMITTEE_MEMBER,
    COORDINATOR,
    EMPLOYEE,
    LEAD,
    action_of,
    drafted,
    latest,
    public,
    saved,
    step,
)

from stemagenda.core.actions.action import FOLLOWED_UP, Action, Wording
from stemagenda.core.actions.workflow import STEPS, NotPossible
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.audit import version as writes
from stemagenda.store.codec import encode
from stemagenda.usecases.actions.joining import merge_actions, split_action, supersede_action
from stemagenda.usecases.actions.workflow import restore
from stemagenda.usecases.permissions import COMMITTEE, WORKING_GROUP, Actor, NotAllowed
from stemagenda.usecases.records import Overtaken

BOTH = Actor(name="bart", entities=frozenset({"vdab"}), bodies=frozenset({WORKING_GROUP, COMMITTEE}))
ACTORS = st.sampled_from([LEAD, CO_LEAD, COMMITTEE_MEMBER, COORDINATOR, EMPLOYEE, BOTH])
AGREED = {field.name for field in fields(Action)} - FOLLOWED_UP
Deed = tuple[str, Actor, int]
#: Steps come often, so that the way is walked to its end.
DEEDS = st.tuples(
    st.sampled_from([*STEPS, *STEPS, "title", "title", "status", "both", "merge", "supersede", "split", "restore"]),
    ACTORS,
    st.integers(0, 3),
)


def do(code: str, other: str, deed: Deed, now: datetime) -> None:
    """One deed, from the latest version or from one some versions back."""
    name, actor, back = deed
    seen = max(1, latest(code).number - back)
    text: dict[str, Any] = {"title": Wording(nl=f"Titel {seen} {actor.name}")}
    status: dict[str, Any] = {"status": "on-track", "status_reason": f"Loopt {seen} {actor.name}."}
    edits = {"title": text, "status": status, "both": text | status}
    joins: dict[str, Callable[[], object]] = {
        "merge": lambda: merge_actions(code=code, into=other, seen=seen, reason="Samen.", actor=actor, now=now),
        "supersede": lambda: supersede_action(code=code, by=other, seen=seen, reason="Weg.", actor=actor, now=now),
        "split": lambda: split_action(code=code, titles=["Deel"], seen=seen, reason="Apart.", actor=actor, now=now),
        "restore": lambda: restore(code=code, number=seen, seen=latest(code).number, actor=actor, now=now),
    }
    if name in edits:
        saved(code, now=now, actor=actor, seen=seen, **edits[name])
    elif name in joins:
        joins[name]()
    else:
        step(code, name, now=now, actor=actor, reason="Daarom.")


def agreed(value: Action) -> str:
    return written(encode(value))


def written(body: Mapping[str, Any]) -> str:
    """The agreed part of a body; databases put its fields in an order of their own."""
    return json.dumps({name: body[name] for name in AGREED}, sort_keys=True)


def check(code: str, now: datetime) -> None:
    """What must hold after anything."""
    history = records.history(kind="action", code=code)[::-1]
    assert [version.number for version in history] == list(range(1, len(history) + 1))
    proposer = ""
    validated: set[str] = set()
    for version in history:
        text = written(version.body)
        if version.verb == "propose_action":
            proposer = version.actor
        if version.verb in {"validate_action", "return_action", "reject_action"}:
            assert version.actor in {"carla", "bart"}
            assert version.actor != proposer
        if version.verb == "validate_action":
            validated.add(text)
        if version.state == "published":
            assert text in validated
    shown = public(code, now)
    if shown is not None:
        assert agreed(shown) in validated
    if history[-1].state == "withdrawn":
        assert shown is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(deeds=st.lists(DEEDS, min_size=6, max_size=14))
def test_in_any_order(loaded: datetime, deeds: list[Deed]) -> None:
    with transaction.atomic():
        code, other = drafted(loaded), drafted(loaded, title=Wording(nl="Ander"))
        for deed in deeds:
            before = writes()
            try:
                do(code, other, deed, loaded)
            except (NotAllowed, NotPossible, Refused, Overtaken):
                assert writes() == before
            check(code, loaded)
        transaction.set_rollback(True)


def test_the_way_to_the_end_is_among_them(loaded: datetime) -> None:
    """The deeds above can reach everything: a whole life, twice."""
    code, other = drafted(loaded), drafted(loaded)
    way: list[Deed] = [
        ("propose", LEAD, 0),
        ("validate", COMMITTEE_MEMBER, 0),
        ("publish", COORDINATOR, 0),
        ("both", LEAD, 0),
        ("propose", BOTH, 0),
        ("status", LEAD, 0),
        ("return", COMMITTEE_MEMBER, 0),
        ("propose", LEAD, 0),
        ("validate", BOTH, 0),
        ("publish", COMMITTEE_MEMBER, 0),
        ("merge", COORDINATOR, 0),
        ("withdraw", COORDINATOR, 0),
    ]
    for deed in way:
        do(code, other, deed, loaded)
        check(code, loaded)
    assert (latest(code).state, public(code, loaded)) == ("withdrawn", None)
    assert action_of(code).relations[-1].other == other
