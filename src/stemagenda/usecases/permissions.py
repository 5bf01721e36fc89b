"""Who may do what: predicates in one place, denied by default. When something is possible stands with the verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from stemagenda.core.actions.action import Action
from stemagenda.core.actions.workflow import EDITABLE, State, Step
from stemagenda.core.hub.workflow import Step as HelpStep

#: The bodies of the agenda whose members have a part in the workflow of actions.
WORKING_GROUP: Final = "werkgroep"
COMMITTEE: Final = "ambtelijk-comite"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who asks: a signed-in person, the command line on the server (`is_operator`), or nobody.

    `is_editor` speaks of figures and editions. For actions and governance count the entities a person works for, the
    bodies they sit in, and whether they coordinate the agenda (`is_coordinator`, the secretariat of the working group).
    `is_hub_officer`: answers questions to the STEMhub.
    """

    name: str
    is_editor: bool = False
    is_operator: bool = False
    is_coordinator: bool = False
    is_hub_officer: bool = False
    entities: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    @property
    def is_member(self) -> bool:
        """Whether the person has a part in the agenda's own work: reads drafts, comments, minutes, histories."""
        return self.is_operator or self.is_coordinator or bool(self.bodies)


#: The command line: whoever can run it owns the server.
OPERATOR = Actor(name="command line", is_editor=True, is_operator=True, is_coordinator=True)
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


def can_choose_letters(actor: Actor) -> bool:
    """Members choose which letters they get, each for themselves."""
    return actor.is_member and not actor.is_operator


def check_can_fetch(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may ask other machines for files in the monitor's name."""
    if not actor.is_operator:
        raise NotAllowed("only the operator may fetch files")


# ---------------------------------------------------------------- actions, governance, reports


def can_read_work(actor: Actor) -> bool:
    """Members read what is not public yet: drafts, comments, minutes, histories, who wrote what."""
    return actor.is_member


def can_draft_actions(actor: Actor) -> bool:
    """The working group drafts actions."""
    return actor.is_coordinator or WORKING_GROUP in actor.bodies


def can_edit_action(actor: Actor, action: Action) -> bool:
    """The working group's members of the lead or co-leading entity edit an action, and the coordinators."""
    return can_edit_led_by(actor, leads=leading(action))


def can_edit_led_by(actor: Actor, *, leads: Iterable[str]) -> bool:
    """The same, of an action of which only its lead and co-leads are known."""
    if actor.is_coordinator:
        return True
    return WORKING_GROUP in actor.bodies and bool({lead for lead in leads if lead} & actor.entities)


def leading(action: Action) -> frozenset[str]:
    """The entities that lead an action: the lead and those that lead with it."""
    return frozenset({action.lead, *(item.entity for item in action.partners if item.role == "co-lead")} - {""})


def can_take_step(actor: Actor, *, step: Step, action: Action, proposed_by: str) -> bool:
    """Who may take a step of the workflow; whether the step exists in this state is another question.

    Nobody decides on their own proposal.
    """
    match step:
        case "propose" | "take-back" | "revise":
            return can_edit_action(actor, action)
        case "validate" | "return" | "reject":
            return COMMITTEE in actor.bodies and actor.name != proposed_by
        case "publish":
            return actor.is_coordinator or COMMITTEE in actor.bodies
        case "withdraw":
            return actor.is_coordinator


def can_write_now(actor: Actor, *, action: Action, state: State) -> bool:
    """Whether the actor may change the text as it stands: the right to, and a state in which it may move."""
    return state in EDITABLE and can_edit_action(actor, action)


def can_comment(actor: Actor) -> bool:
    """Members remark on records."""
    return actor.is_member


def can_save_views(actor: Actor) -> bool:
    """Whoever signed in keeps lists with their filters under a name."""
    return bool(actor.name)


def can_share_views(actor: Actor) -> bool:
    """Members share such a list with the other members."""
    return bool(actor.name) and actor.is_member


def can_judge_overlap(actor: Actor) -> bool:
    """The working group and the committee say whether two actions overlap."""
    return actor.is_coordinator or bool({WORKING_GROUP, COMMITTEE} & actor.bodies)


def can_edit_governance(actor: Actor) -> bool:
    """The coordinators keep bodies, meetings, decisions, follow-up points and advice."""
    return actor.is_coordinator


def can_edit_network(actor: Actor) -> bool:
    """The working group and the coordinators add and change actors and their relations."""
    return actor.is_coordinator or WORKING_GROUP in actor.bodies


def can_keep(actor: Actor, *, kind: str) -> bool:
    """Who adds and changes records of a kind of governance or of the network."""
    return can_edit_network(actor) if kind in {"entity", "relation"} else can_edit_governance(actor)


def can_close_follow_up(actor: Actor, *, owner: str) -> bool:
    """The owner of a follow-up point closes it, or a coordinator."""
    return actor.is_coordinator or owner in actor.bodies | actor.entities


def can_manage_event(actor: Actor, *, organiser: str) -> bool:
    """Who works for the organiser of an event sees who comes, notes who came and what came of it; a coordinator too."""
    return actor.is_coordinator or (bool(organiser) and organiser in actor.entities)


def can_submit_practices(actor: Actor) -> bool:
    """Members, and whoever works for an organisation of the register, propose a practice."""
    return bool(actor.name) and (actor.is_member or bool(actor.entities))


def can_edit_practice(actor: Actor, *, author: str) -> bool:
    """Who first proposed a practice goes on with it, and the coordinators."""
    return actor.is_coordinator or (can_submit_practices(actor) and actor.name == author)


def can_review_practices(actor: Actor) -> bool:
    """The working group's members and the coordinators read what was proposed."""
    return actor.is_coordinator or WORKING_GROUP in actor.bodies


def can_take_practice_step(actor: Actor, *, step: Step, author: str, submitted_by: str) -> bool:
    """Who may take a step with a practice. Nobody decides on their own proposal."""
    match step:
        case "propose" | "take-back" | "revise":
            return can_edit_practice(actor, author=author)
        case "validate" | "return" | "reject":
            return can_review_practices(actor) and actor.name != submitted_by
        case "publish":
            return can_review_practices(actor)
        case "withdraw":
            return actor.is_coordinator


def can_triage_help(actor: Actor) -> bool:
    """The officers of the STEMhub and the coordinators see every question, with who asks it, and hand it on."""
    return actor.is_hub_officer or actor.is_coordinator


def can_see_help(actor: Actor) -> bool:
    """They, and whoever works for an organisation: of what is assigned to it."""
    return can_triage_help(actor) or bool(actor.entities)


def can_read_help(actor: Actor, *, entity: str) -> bool:
    """The people of an organisation read a question that is assigned to it."""
    return can_triage_help(actor) or (bool(entity) and entity in actor.entities)


def can_take_help_step(actor: Actor, *, step: HelpStep, entity: str) -> bool:
    """Who may take a step with a question to the STEMhub. Its asker takes theirs with a link of their own."""
    match step:
        case "assign" | "close" | "reopen" | "mark-spam":
            return can_triage_help(actor)
        case "hand-back" | "answer" | "follow-up":
            return can_read_help(actor, entity=entity)
        case "rate" | "withdraw":
            return False


def can_write_passages(actor: Actor) -> bool:
    """The coordinators and the editors of figures write the passages of a report."""
    return actor.is_coordinator or actor.is_editor


def can_build_reports(actor: Actor) -> bool:
    """Members and editors have reports built; everybody reads a report that was kept with an edition."""
    return actor.is_member or actor.is_editor


def can_keep_reports(actor: Actor) -> bool:
    """The coordinators and the editors of figures keep the report of an edition: from then on it is public."""
    return actor.is_coordinator or actor.is_editor


def check(allowed: bool, words: str) -> None:  # noqa: FBT001  (reads as a sentence: check(can_comment(actor), "..."))
    """Raise NotAllowed with these words unless it is allowed."""
    if not allowed:
        raise NotAllowed(words)
