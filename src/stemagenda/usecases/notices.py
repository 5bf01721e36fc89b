"""Whom a fact of the agenda's work concerns: whoever leads, owns, decides or answers; else the coordinators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.core.governance.notices import OF_THE_HUB, Notice, NoticeKind, action_notices, follow_up_notices
from stemagenda.core.hub.request import LOW
from stemagenda.core.reports.hub_words import HELP_KIND_WORDS
from stemagenda.store import hub, records
from stemagenda.store.records import Version
from stemagenda.usecases.permissions import Actor, can_edit_action, can_take_step, leading
from stemagenda.usecases.records import value_of

#: state of an action -> the step with which it began
_BEGAN: Final = {"proposed": "propose_action", "returned": "return_action", "validated": "validate_action"}
Concerns = Callable[[Actor], bool]


def notices_by_person(*, people: Sequence[Actor], on: date) -> Mapping[str, tuple[Notice, ...]]:
    """What there is to tell each of these members on a day, by name."""
    found: dict[str, list[Notice]] = {actor.name: [] for actor in people}
    for notice, concerns in (*_about_actions(on=on), *_about_points(on=on), *_about_help()):
        chosen = [actor for actor in people if (actor.is_member or notice.kind in OF_THE_HUB) and concerns(actor)]
        for actor in chosen or [actor for actor in people if actor.is_coordinator]:
            found[actor.name].append(notice)
    return {name: tuple(notices) for name, notices in found.items()}


def _about_actions(*, on: date) -> Iterator[tuple[Notice, Concerns]]:
    for version in records.bodies(kind="action"):
        action: Action = value_of(version)
        began = _began(version)
        heard = max(version.since, version.at.date())
        notices = action_notices(
            action, state=version.state, step=began.number, since=began.at.date(), heard=heard, on=on
        )
        for notice in notices:
            yield notice, _concerned(notice.kind, action, proposed_by=_proposer(version))


def _concerned(kind: NoticeKind, action: Action, *, proposed_by: str) -> Concerns:
    match kind:
        case "returned":
            return lambda actor: can_edit_action(actor, action)
        case "to-decide":
            return lambda actor: can_take_step(actor, step="validate", action=action, proposed_by=proposed_by)
        case "to-publish":
            return lambda actor: actor.is_coordinator
        case _:
            return lambda actor: bool(leading(action) & actor.entities)


def _about_points(*, on: date) -> Iterator[tuple[Notice, Concerns]]:
    for version in records.bodies(kind="follow-up"):
        point: FollowUp = value_of(version)
        for notice in follow_up_notices(point, on=on):
            yield notice, _owned(point.owner)


def _owned(owner: str) -> Concerns:
    return lambda actor: owner in actor.entities | actor.bodies


def _about_help() -> Iterator[tuple[Notice, Concerns]]:
    """Questions to the STEMhub: by their code and what is looked for, never by who asks or in what words."""
    for request in hub.requests():
        told: list[tuple[NoticeKind, str, Concerns]] = []
        if request.state == "new":
            told.append(("help-new", "", lambda actor: actor.is_hub_officer))
        if request.state == "assigned":
            told.append(("help-assigned", request.entity, _owned(request.entity)))
        if request.state in {"answered", "followed-up"} and (request.satisfaction or 5) <= LOW:
            told.append(("help-dissatisfied", str(request.satisfaction), lambda actor: actor.is_hub_officer))
        words = HELP_KIND_WORDS[request.kind]
        for kind, more, concerns in told:
            yield (
                Notice(
                    kind=kind,
                    key=f"{kind}/{request.code}/{more}",
                    code=request.code,
                    title=Wording(nl=words.nl, en=words.en),
                    detail=request.code,
                    day=request.asked_at.date(),
                ),
                concerns,
            )


def _began(version: Version) -> Version:
    """The version with which the present state began; of states that wait for nobody the present one will do."""
    verb = _BEGAN.get(version.state)
    if verb is None or version.verb == verb:
        return version
    earlier = (item for item in records.history(kind="action", code=version.code) if item.verb == verb)
    return next(earlier, version)


def _proposer(version: Version) -> str:
    return _began(version).actor if version.state == "proposed" else ""
