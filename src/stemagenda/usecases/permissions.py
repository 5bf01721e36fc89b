"""Who may do what: predicates in one place, denied by default. When something is possible stands with the verb."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who asks: a signed-in person, the command line on the server (`is_operator`), or nobody."""

    name: str
    is_editor: bool = False
    is_operator: bool = False


#: The command line: whoever can run it owns the server.
OPERATOR = Actor(name="command line", is_editor=True, is_operator=True)
NOBODY = Actor(name="")


class NotAllowed(Exception):  # noqa: N818  (an answer, not a crash)
    """The actor may not do this."""


def can_override_lights(actor: Actor) -> bool:
    """Editors may set a light by hand."""
    return actor.is_editor


def check_can_override_lights(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may set a light by hand."""
    if not can_override_lights(actor):
        raise NotAllowed("only an editor may override a light")


def check_can_load(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may load definitions and figures."""
    if not actor.is_operator:
        raise NotAllowed("only the operator may load definitions and figures")
