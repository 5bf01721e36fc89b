"""Which codes a record names, and what each should be: so that one that leads nowhere is found wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple, Protocol, get_args, runtime_checkable

from stemagenda.core.actions.action import Action, Theme
from stemagenda.core.governance.body import Body, Entity
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.practices.practice import Practice

#: What a code can be of. "owner" is a body or an entity.
Namespace = Literal[
    "strand",
    "objective",
    "transition",
    "target-group",
    "policy-domain",
    "region",
    "criterion",
    "indicator",
    "document",
    "entity",
    "body",
    "action",
    "practice",
    "development",
    "meeting",
    "decision",
    "follow-up",
    "event",
    "owner",
]
NAMESPACES: Final[tuple[Namespace, ...]] = get_args(Namespace)
Known = Mapping[Namespace, Collection[str]]


class Reference(NamedTuple):
    """A code that a record names: where in the record, and what it should be."""

    place: str
    code: str
    namespace: Namespace


@runtime_checkable
class NamesCodes(Protocol):
    """A record of a later room that says itself which codes it names."""

    def references(self) -> Iterator[Reference]:
        """Every code it names."""
        ...


def unknown(record: object, *, known: Known) -> tuple[Reference, ...]:
    """The codes of a record that lead nowhere. Empty codes name nothing; an absent namespace is not checked."""
    return tuple(
        found
        for found in references(record)
        if found.code and found.namespace in known and found.code not in known[found.namespace]
    )


def references(record: object) -> Iterator[Reference]:
    """Every code a record names."""
    reader = _READERS.get(type(record))
    if isinstance(record, NamesCodes):
        yield from record.references()
    elif reader is not None:
        yield from reader(record)
    else:
        raise TypeError(f"no record: {type(record).__name__}")
    yield Reference("source", getattr(record, "source", ""), "document")


def _listed(place: str, codes: tuple[str, ...], namespace: Namespace) -> Iterator[Reference]:
    for number, code in enumerate(codes, 1):
        yield Reference(f"{place}[{number}]", code, namespace)


def _of_action(action: Action) -> Iterator[Reference]:
    yield Reference("strand", action.strand, "strand")
    yield Reference("lead", action.lead, "entity")
    yield from _listed("objectives", action.objectives, "objective")
    yield from _listed("transitions", action.transitions, "transition")
    yield from _listed("target_groups", action.target_groups, "target-group")
    yield from _listed("policy_domains", action.policy_domains, "policy-domain")
    for number, partner in enumerate(action.partners, 1):
        yield Reference(f"partners[{number}].entity", partner.entity, "entity")
    for number, contribution in enumerate(action.indicators, 1):
        yield Reference(f"indicators[{number}].indicator", contribution.indicator, "indicator")
    for number, answer in enumerate(action.quality, 1):
        yield Reference(f"quality[{number}].criterion", answer.criterion, "criterion")
    for number, relation in enumerate(action.relations, 1):
        yield Reference(f"relations[{number}].other", relation.other, "action")


def _of_theme(theme: Theme) -> Iterator[Reference]:
    yield from _listed("transitions", theme.transitions, "transition")
    yield from _listed("actions", theme.actions, "action")


def _of_entity(entity: Entity) -> Iterator[Reference]:
    yield Reference("successor", entity.successor, "entity")
    yield Reference("merged_into", entity.merged_into, "entity")
    yield Reference("policy_domain", entity.policy_domain, "policy-domain")
    yield Reference("region", entity.region, "region")
    for number, role in enumerate(entity.roles, 1):
        yield Reference(f"roles[{number}].document", role.document, "document")
        yield from _listed(f"roles[{number}].objectives", role.objectives, "objective")


def _of_practice(practice: Practice) -> Iterator[Reference]:
    yield from _listed("transitions", practice.transitions, "transition")
    yield from _listed("objectives", practice.objectives, "objective")
    for number, partner in enumerate(practice.organisations, 1):
        yield Reference(f"organisations[{number}].entity", partner.entity, "entity")
    yield from _listed("actions", practice.actions, "action")
    yield from _listed("practices", practice.practices, "practice")
    yield from _listed("documents", practice.documents, "document")
    for number, answer in enumerate(practice.quality, 1):
        yield Reference(f"quality[{number}].criterion", answer.criterion, "criterion")


def _of_body(body: Body) -> Iterator[Reference]:
    for number, seat in enumerate(body.seats, 1):
        yield Reference(f"seats[{number}].entity", seat.entity, "entity")
    for number, cadence in enumerate(body.cadences, 1):
        yield Reference(f"cadences[{number}].source", cadence.source, "document")
    for number, rhythm in enumerate(body.reported, 1):
        yield Reference(f"reported[{number}].source", rhythm.source, "document")
    if body.rotation is not None:
        yield Reference("rotation.source", body.rotation.source, "document")
    for number, link in enumerate(body.links, 1):
        yield Reference(f"links[{number}].to", link.to, "owner")


def _of_meeting(meeting: Meeting) -> Iterator[Reference]:
    yield Reference("body", meeting.body, "body")
    for number, item in enumerate(meeting.items, 1):
        yield from _listed(f"items[{number}].objectives", item.objectives, "objective")
        yield from _listed(f"items[{number}].actions", item.actions, "action")
        yield from _listed(f"items[{number}].indicators", item.indicators, "indicator")


def _of_decision(decision: Decision) -> Iterator[Reference]:
    yield Reference("by", decision.by, "owner")
    yield Reference("meeting", decision.meeting, "meeting")
    yield from _listed("actions", decision.actions, "action")
    yield from _listed("objectives", decision.objectives, "objective")


def _of_follow_up(point: FollowUp) -> Iterator[Reference]:
    yield Reference("owner", point.owner, "owner")
    yield Reference("meeting", point.meeting, "meeting")
    yield Reference("decision", point.decision, "decision")
    yield from _listed("actions", point.actions, "action")
    yield from _listed("indicators", point.indicators, "indicator")
    yield from _listed("waits_for", point.waits_for, "follow-up")


def _of_advice(advice: Advice) -> Iterator[Reference]:
    yield Reference("council", advice.council, "entity")
    for number, item in enumerate(advice.recommendations, 1):
        yield from _listed(f"recommendations[{number}].objectives", item.objectives, "objective")
        yield from _listed(f"recommendations[{number}].actions", item.actions, "action")


_READERS: Final[Mapping[type, Callable[[Any], Iterator[Reference]]]] = {
    Action: _of_action,
    Theme: _of_theme,
    Practice: _of_practice,
    Entity: _of_entity,
    Body: _of_body,
    Meeting: _of_meeting,
    Decision: _of_decision,
    FollowUp: _of_follow_up,
    Advice: _of_advice,
}
