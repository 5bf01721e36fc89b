"""The way of an action: every state can be reached, and final states stay final."""

from __future__ import annotations

import pytest

from stemagenda.core.actions.workflow import (
    EDITABLE,
    STATES,
    STEPS,
    TRANSITIONS,
    WITH_REASON,
    NotPossible,
    after,
    steps,
)


def test_every_state_has_its_steps_and_every_step_is_used() -> None:
    assert set(TRANSITIONS) == set(STATES)
    assert {step for found in TRANSITIONS.values() for step in found} == set(STEPS)
    assert set(WITH_REASON) <= set(STEPS)


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached = {"draft"}
    while more := {state for known in reached for state in TRANSITIONS[known].values()} - reached:
        reached |= more
    assert reached == set(STATES)


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_final_states_are_final(state: str) -> None:
    assert steps(state) == ()  # type: ignore[arg-type]
    assert state not in EDITABLE


def test_nothing_is_public_that_was_not_validated() -> None:
    assert [state for state, found in TRANSITIONS.items() if "published" in found.values()] == ["validated"]
    assert [state for state, found in TRANSITIONS.items() if "validated" in found.values()] == ["proposed"]


def test_what_is_not_in_the_table_is_refused_in_words() -> None:
    assert after(state="draft", step="propose") == "proposed"
    with pytest.raises(NotPossible, match="an action that is draft cannot be: validate") as refused:
        after(state="draft", step="validate")
    assert (refused.value.state, refused.value.step) == ("draft", "validate")
