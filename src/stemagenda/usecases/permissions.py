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


def can_import(actor: Actor) -> bool:
    """Editors and the operator may take in and withdraw releases."""
    return actor.is_editor or actor.is_operator


def check_can_import(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may take in and withdraw releases."""
    if not can_import(actor):
        raise NotAllowed("only an editor may take in or withdraw figures")


def can_publish_editions(actor: Actor) -> bool:
    """Editors and the operator may freeze an edition and correct one with an erratum."""
    return actor.is_editor or actor.is_operator


def check_can_publish_editions(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may freeze editions and add errata."""
    if not can_publish_editions(actor):
        raise NotAllowed("only an editor may freeze an edition or add an erratum")


def check_can_remind(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may send reminders in the monitor's name."""
    if not actor.is_operator:
        raise NotAllowed("only the operator may send reminders")


def check_can_fetch(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may ask other machines for files in the monitor's name."""
    if not actor.is_operator:
        raise NotAllowed("only the operator may fetch files")
