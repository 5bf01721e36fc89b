"""Suggestions for a question: what is public on the day, ranked by what it shares with the question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, cast

from stemagenda.core.actions.action import NOTHING_SAID, Action, Wording
from stemagenda.core.actions.overlap import vectors_of
from stemagenda.core.governance.body import EntityKind
from stemagenda.core.hub.request import SERVES, SIDES, Asked, Asker, HelpKind
from stemagenda.core.hub.suggesting import GROUPS, Candidate, Group, Reason, Suggestion, Wanted, suggestions
from stemagenda.core.practices.practice import Practice
from stemagenda.core.regions import FLANDERS, PLACES, within
from stemagenda.store.audit import version
from stemagenda.usecases.likeness import stems_of, words_of
from stemagenda.usecases.network import Connected, network

#: They decide or advise; nobody finds a laboratory or a guest lecturer with them.
_NOT_ASKED: Final[frozenset[EntityKind]] = frozenset({"parliament", "ministry", "cabinet", "advisory-council"})
#: Practices that are read, not joined.
_READ: Final = "publication"
#: The practice that this is.
_ITSELF: Final = "stemhub"


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """A suggestion as pages show it: what it is in a sentence, whom to ask, and the reasons with words for stems.

    `contact` is an address of the web or of a post; empty where none was published. `people` are organisations behind
    it, by code.
    """

    group: Group
    code: str
    title: Wording
    about: Wording
    contact: str
    people: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Suggestions:
    """What could help, by group, those of the kind of help asked for first."""

    groups: tuple[tuple[Group, tuple[Suggested, ...]], ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(len(found) for _, found in self.groups)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """A candidate with its words and what a page shows of it."""

    candidate: Candidate
    bag: Mapping[str, float]
    text: str
    shown: Suggested


def suggest(*, asked: Asked, on: date) -> Suggestions:
    """What may help with a question, as far as it was public on a day."""
    kind = cast("HelpKind", asked.kind)
    known = [_for_kind(item, kind) for item in _candidates(version(), on)]
    question = stems_of(title="", description=asked.question)
    vectors = vectors_of(bags=[question, *(item.bag for item in known)])
    among = [replace(item.candidate, vector=vector) for item, vector in zip(known, vectors[1:], strict=True)]
    wanted = Wanted(
        objectives=frozenset(SERVES.get(kind, ())),
        transitions=frozenset(asked.transitions),
        target_groups=frozenset(asked.audience),
        places=frozenset(PLACES if asked.region == FLANDERS else (asked.region,)),
        side=SIDES.get(cast("Asker", asked.asker), ""),
        vector=vectors[0],
    )
    by_key = {(item.candidate.group, item.candidate.code): item for item in known}
    found: dict[Group, list[Suggested]] = defaultdict(list)
    for suggestion in suggestions(wanted=wanted, among=among):
        item = by_key[suggestion.group, suggestion.code]
        found[suggestion.group].append(_shown(item, suggestion, question=asked.question))
    return Suggestions(groups=tuple((group, tuple(found[group])) for group in _order(kind) if found[group]))


def _order(kind: HelpKind) -> tuple[Group, ...]:
    """Whoever looks for people or partners reads of organisations first."""
    first: tuple[Group, ...] = ("partner",) if kind in {"partner", "talent", "workplace", "financing"} else ()
    return (*first, *(group for group in GROUPS if group not in first))


def _for_kind(item: _Known, kind: HelpKind) -> _Known:
    """An organisation that documents name for opening its infrastructure stands apart where that is asked for."""
    candidate = item.candidate
    opens = candidate.supplies or candidate.named & frozenset(SERVES["infrastructure"])
    if kind != "infrastructure":
        return replace(item, candidate=replace(candidate, supplies=False))
    if candidate.group != "partner" or not opens:
        return item
    return replace(
        item,
        candidate=replace(candidate, group="infrastructure"),
        shown=replace(item.shown, group="infrastructure"),
    )


def _shown(item: _Known, suggestion: Suggestion, *, question: str) -> Suggested:
    reasons = tuple(
        replace(reason, codes=words_of(stems=reason.codes, texts=(question, item.text)))
        if reason.kind == "text"
        else reason
        for reason in suggestion.reasons
    )
    return replace(item.shown, reasons=reasons)


@lru_cache(maxsize=2)
def _candidates(written: int, on: date) -> tuple[_Known, ...]:  # noqa: ARG001
    """Everything of a day that may help; `written` changes with every write."""
    net = network(on=on)
    practices = [_practice(item, net) for item in net.known.practices if item.kind != _READ and item.code != _ITSELF]
    return (*practices, *(_action(item, net) for item in net.known.actions), *_actors(net))


def _practice(practice: Practice, net: Connected) -> _Known:
    contact = practice.contact or next((link.url for link in practice.links if link.url), "")
    return _known(
        Candidate(
            group="practice",
            code=practice.code,
            objectives=frozenset(practice.objectives),
            transitions=frozenset(practice.transitions),
            target_groups=frozenset(practice.target_groups),
            vector={},
        ),
        title=practice.title,
        about=practice.summary,
        more=practice.description.nl,
        contact=contact,
        people=_going_on((item.entity for item in practice.organisations if item.role != "funder"), net),
    )


def _action(action: Action, net: Connected) -> _Known:
    return _known(
        Candidate(
            group="action",
            code=action.code,
            objectives=frozenset(action.objectives),
            transitions=frozenset(action.transitions),
            target_groups=frozenset(action.target_groups),
            vector={},
        ),
        title=action.title,
        about=action.description,
        people=_going_on((action.lead, *(item.entity for item in action.partners)), net),
    )


def _actors(net: Connected) -> Iterator[_Known]:
    works: dict[tuple[str, str], Action | Practice] = {
        **{("practice", item.code): item for item in net.known.practices},
        **{("action", item.code): item for item in net.known.actions},
    }
    done: dict[str, list[Action | Practice]] = defaultdict(list)
    for tie in net.ties:
        if (tie.target_kind, tie.target) in works:
            done[tie.actor].append(works[tie.target_kind, tie.target])
    opens = {tie.actor for tie in net.ties if tie.kind == "supplies-infrastructure-to"}
    for code, entity in net.actors.items():
        if entity.kind not in _NOT_ASKED:
            yield _known(
                Candidate(
                    group="partner",
                    code=code,
                    named=frozenset(item for role in entity.roles for item in role.objectives),
                    objectives=net.served.get(code, frozenset()),
                    transitions=frozenset(item for work in done[code] for item in work.transitions),
                    target_groups=frozenset(item for work in done[code] for item in work.target_groups),
                    places=frozenset(within(region=entity.region)),
                    pillar=entity.pillar or "",
                    supplies=code in opens,
                    vector={},
                ),
                title=entity.title,
                about=entity.roles[0].text if entity.roles else NOTHING_SAID,
                more=" ".join(role.text.nl for role in entity.roles[1:]),
                contact=entity.url,
            )


def _going_on(codes: Iterable[str], net: Connected) -> tuple[str, ...]:
    """Organisations that can be asked, under the codes they go on as, each once."""
    named = dict.fromkeys(net.known.goes_on_as(code) for code in codes if code)
    return tuple(code for code in named if code in net.actors and net.actors[code].kind not in _NOT_ASKED)


def _known(
    candidate: Candidate,
    *,
    title: Wording,
    about: Wording,
    more: str = "",
    contact: str = "",
    people: tuple[str, ...] = (),
) -> _Known:
    return _Known(
        candidate=candidate,
        bag=stems_of(title=title.nl, description=f"{about.nl} {more}"),
        text=f"{title.nl} {about.nl} {more}",
        shown=Suggested(
            group=candidate.group,
            code=candidate.code,
            title=title,
            about=about,
            contact=contact,
            people=people,
            reasons=(),
        ),
    )
