"""Who may do what: nobody, unless it says so."""

from __future__ import annotations

import pytest

from stemagenda.usecases.permissions import (
    NOBODY,
    OPERATOR,
    Actor,
    NotAllowed,
    can_override_lights,
    check_can_load,
    check_can_override_lights,
)

READER, EDITOR = Actor(name="lezer"), Actor(name="els", is_editor=True)


@pytest.mark.parametrize(("actor", "may"), [(NOBODY, False), (READER, False), (EDITOR, True), (OPERATOR, True)])
def test_who_may_set_a_light(actor: Actor, may: bool) -> None:
    assert can_override_lights(actor) is may
    if may:
        check_can_override_lights(actor)
    else:
        with pytest.raises(NotAllowed):
            check_can_override_lights(actor)


@pytest.mark.parametrize(("actor", "may"), [(NOBODY, False), (READER, False), (EDITOR, False), (OPERATOR, True)])
def test_who_may_load(actor: Actor, may: bool) -> None:
    if may:
        check_can_load(actor)
    else:
        with pytest.raises(NotAllowed):
            check_can_load(actor)


def test_a_new_actor_may_nothing() -> None:
    actor = Actor(name="x")
    assert not actor.is_editor
    assert not actor.is_operator
