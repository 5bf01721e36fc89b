"""The page docs/reference/workflow.md from the tables and predicates: `python -m tests.docs.workflow` prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stemagenda.core.actions.action import Action, Partner, Wording
from stemagenda.core.actions.workflow import STATES, STEPS, TRANSITIONS, WITH_REASON
from stemagenda.core.hub import workflow as hub
from stemagenda.usecases import permissions
from stemagenda.usecases.permissions import COMMITTEE, NOBODY, WORKING_GROUP, Actor

HEAD = """# How an action comes to be public, and who may do what

Written from the tables of the program by `python -m tests.docs.workflow`; a test compares the two.

The working group drafts and proposes; the administrative committee validates, returns with remarks or rejects; what was
validated is published. Nobody decides on their own proposal.
"""
ACTION = Action(
    code="DK-09",
    title=Wording(nl="Duaal lesgeven"),
    strand="daadkracht",
    lead="vdab",
    partners=(Partner(entity="vlaio", role="co-lead"), Partner(entity="ewi")),
)
#: Everybody there is, from the least to the most that they may; "lead" is the entity that leads the action.
ROLES: dict[str, Actor] = {
    "anybody": NOBODY,
    "editor of figures": Actor(name="a", is_editor=True),
    "employee of the lead, no seat": Actor(name="b", entities=frozenset({"vdab"})),
    "working group, other entity": Actor(name="c", entities=frozenset({"ewi"}), bodies=frozenset({WORKING_GROUP})),
    "working group, co-lead": Actor(name="d", entities=frozenset({"vlaio"}), bodies=frozenset({WORKING_GROUP})),
    "working group, lead": Actor(name="e", entities=frozenset({"vdab"}), bodies=frozenset({WORKING_GROUP})),
    "administrative committee": Actor(name="f", entities=frozenset({"vdab"}), bodies=frozenset({COMMITTEE})),
    "STEMhub officer": Actor(name="h", is_hub_officer=True),
    "coordinator": Actor(name="g", is_coordinator=True),
}
RIGHTS: dict[str, Callable[[Actor], bool]] = {
    "read drafts, comments, histories, minutes": permissions.can_read_work,
    "draft an action": permissions.can_draft_actions,
    "edit this action": lambda actor: permissions.can_edit_action(actor, ACTION),
    "comment": permissions.can_comment,
    "propose a practice": permissions.can_submit_practices,
    "change a practice one proposed": lambda actor: permissions.can_edit_practice(actor, author=actor.name or "nobody"),
    "change somebody else's practice": lambda actor: permissions.can_edit_practice(actor, author="somebody else"),
    "read proposed practices": permissions.can_review_practices,
    "judge a suspected overlap": permissions.can_judge_overlap,
    "keep a list with its filters": permissions.can_save_views,
    "share such a list with members": permissions.can_share_views,
    "keep bodies, meetings, decisions, advice": permissions.can_edit_governance,
    "keep actors and relations": permissions.can_edit_network,
    "close a follow-up point of the lead": lambda actor: permissions.can_close_follow_up(actor, owner="vdab"),
    "keep an event": permissions.can_edit_governance,
    "see who comes to an event of the lead, note who came and what came of it": lambda actor: (
        permissions.can_manage_event(actor, organiser="vdab")
    ),
    "read every question to the STEMhub, with who asks": permissions.can_triage_help,
    "read a question that is assigned to the lead": lambda actor: permissions.can_read_help(actor, entity="vdab"),
    "see exact counts of needs": permissions.can_triage_help,
    "write passages of a report": permissions.can_write_passages,
    "have a report built": permissions.can_build_reports,
    "keep the report of an edition": permissions.can_keep_reports,
    "freeze an edition": permissions.can_publish_editions,
}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_diagram(), *_steps(), *_practice_steps(), *_help_steps(), *_rights()]) + "\n"


def _diagram() -> Iterator[str]:
    yield "## States and steps\n\n```mermaid\nstateDiagram-v2\n    [*] --> draft"
    for state in STATES:
        for step, after in TRANSITIONS[state].items():
            yield f"    {state} --> {after}: {step}"
        if not TRANSITIONS[state]:
            yield f"    {state} --> [*]"
    yield "```\n"
    yield f"A reason in words is asked for: {', '.join(step for step in STEPS if step in WITH_REASON)}.\n"
    yield "A published action that changes in what was agreed becomes a draft again; the public keeps seeing what was"
    yield "published. Stages, status, progress, milestones, spending, evidence and documents are public once saved.\n"


def _steps() -> Iterator[str]:
    yield "## Who may take a step\n"
    yield "The action is led by one entity, with a second one as co-lead; it was proposed by somebody else.\n"
    yield from _table(
        {
            step: lambda actor, step=step: permissions.can_take_step(
                actor, step=step, action=ACTION, proposed_by="somebody else"
            )
            for step in STEPS
        }
    )


def _practice_steps() -> Iterator[str]:
    yield "\n## Who may take a step with a practice\n"
    yield "A practice that a partner proposes goes the same way, from *proposed* on; the working group decides. It was"
    yield "proposed by somebody else. Sending in again after remarks is saving the form.\n"
    yield from _table(
        {
            step: lambda actor, step=step: permissions.can_take_practice_step(
                actor, step=step, author="somebody else", submitted_by="somebody else"
            )
            for step in STEPS
            if step not in {"propose", "revise"}
        }
    )


def _help_steps() -> Iterator[str]:
    yield "\n## Questions to the STEMhub\n\n```mermaid\nstateDiagram-v2\n    [*] --> new"
    for state, leads in hub.TRANSITIONS.items():
        for step, after in leads.items():
            yield f"    {state} --> {after}: {step}"
        if not leads:
            yield f"    {state} --> [*]"
    yield "```\n"
    yield "The question is assigned to the lead. Its asker rates and withdraws with a link of their own.\n"
    yield from _table(
        {
            step: lambda actor, step=step: permissions.can_take_help_step(actor, step=step, entity="vdab")
            for step in hub.STEPS
            if step not in hub.OF_THE_ASKER
        }
    )


def _rights() -> Iterator[str]:
    yield "\n## Who may do the rest\n"
    yield from _table(RIGHTS)
    yield "\nThe command line on the server is the coordinator and the editor of figures in one, and alone says who"
    yield "is a member."


def _table(rights: dict[str, Callable[[Actor], bool]]) -> Iterator[str]:
    yield "| | " + " | ".join(ROLES) + " |"
    yield "|---|" + "---|" * len(ROLES)
    for name, allowed in rights.items():
        yield f"| {name} | " + " | ".join("yes" if allowed(actor) else "–" for actor in ROLES.values()) + " |"


if __name__ == "__main__":
    print(page(), end="")
