"""What is wrong with an actor or a relation as somebody wrote it; codes that lead nowhere are found elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from stemagenda.core.governance.body import Entity
from stemagenda.core.network.relation import Relation, Tie
from stemagenda.core.roundabout import way_back
from stemagenda.core.validation import Problem

#: Relations lie between these days; organisations may be older.
EARLIEST, LATEST = date(1950, 1, 1), date(2060, 12, 31)
FIRST_FOUNDED: Final = date(1000, 1, 1)
LONGEST_NAME: Final = 300
LONGEST_NOTE: Final = 2_000
LONGEST_PLACE: Final = 300
LONGEST_ADDRESS: Final = 500
MOST_NAMES: Final = 20
_SHORTEN: Final = "Shorten it"
_OTHER: Final = "Choose one that exists then"
_TWO_DAYS: Final = "Correct one of the two days"


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around a relation: its actors by code, every other relation, what follows from its target already.

    `last` is the last day of its target, if that is no actor and has one. `on` is today.
    """

    entities: Mapping[str, Entity]
    relations: Sequence[Relation] = ()
    follows: Sequence[Tie] = ()
    last: date | None = None
    on: date


def entity_problems(entity: Entity, *, successors: Mapping[str, str]) -> Iterator[Problem]:
    """Names, address, days, an organisation that takes over from itself. `successors`: those of all others, by code."""
    if not entity.title.nl.strip():
        yield _problem("entity", "title", "is empty", "Give the name")
    names = (entity.title.nl, entity.title.en, *entity.aliases)
    if max(map(len, names)) > LONGEST_NAME:
        yield _problem("entity", "aliases", f"has a name of more than {LONGEST_NAME} characters", _SHORTEN)
    if len(entity.aliases) > MOST_NAMES:
        yield _problem("entity", "aliases", f"has more than {MOST_NAMES} names", "Keep those people use")
    if entity.url and not _is_safe(entity.url):
        yield _problem("entity", "url", "is no web address that begins with https://", "Copy it from the browser")
    yield from _days("entity", {"starts": entity.starts, "ends": entity.ends}, first=FIRST_FOUNDED)
    if entity.starts and entity.ends and entity.ends < entity.starts:
        yield _problem("entity", "ends", "lies before the start", _TWO_DAYS)
    if entity.successor and not entity.ends:
        yield _problem("entity", "successor", "takes over from an actor that goes on", "Give the last day of this one")
    ways = {code: (named,) for code, named in {**successors, entity.code: entity.successor}.items() if named}
    if way := way_back(start=entity.code, ways=ways):
        yield _problem("entity", "successor", f"leads back to itself: {', '.join(way)}", "Choose another one, or none")


def relation_problems(relation: Relation, *, around: Around) -> Iterator[Problem]:
    """Everything that cannot be: parties, days, a relation told twice, an organisation that belongs to itself."""
    yield from _days("relation", {"starts": relation.starts, "ends": relation.ends}, first=EARLIEST)
    if relation.starts and relation.ends and relation.ends < relation.starts:
        yield _problem("relation", "ends", "lies before the start", _TWO_DAYS)
    yield from _parties(relation, around)
    yield from _told_before(relation, around)
    yield from _belonging(relation, around)
    if max(len(relation.note.nl), len(relation.note.en)) > LONGEST_NOTE:
        yield _problem("relation", "note", f"has more than {LONGEST_NOTE:,} characters", _SHORTEN)
    if len(relation.source_place) > LONGEST_PLACE:
        yield _problem("relation", "source_place", f"has more than {LONGEST_PLACE} characters", _SHORTEN)
    if not relation.source and not relation.event and not relation.note.nl.strip():
        yield _problem("relation", "source", "is empty", "Choose the document, or say in a sentence how you know")


def _parties(relation: Relation, around: Around) -> Iterator[Problem]:
    """Both ends there, not the same, neither merged into another one nor over before the relation is."""
    for place, code in (("actor", relation.actor), ("target", relation.target)):
        if not code:
            yield _problem("relation", place, "is empty", "Choose one from the list")
    if relation.target_kind == "entity" and relation.target and relation.target == relation.actor:
        yield _problem("relation", "target", "is the actor itself", "Choose another one")
    ends = [("actor", relation.actor), *([("target", relation.target)] if relation.target_kind == "entity" else [])]
    for place, code in ends:
        entity = around.entities.get(code)
        if entity is None:
            continue
        if entity.merged_into:
            goes_on = entity.merged_into
            yield _problem("relation", place, f"was merged into {goes_on}", f"Choose {goes_on}")
        remedy = f"Choose {entity.successor}, which took over" if entity.successor else _OTHER
        yield from _outlived(relation, entity.title.nl, entity.ends, around, remedy)
    yield from _outlived(relation, relation.target, around.last, around, _OTHER)


def _outlived(relation: Relation, name: str, last: date | None, around: Around, remedy: str) -> Iterator[Problem]:
    if last is None:
        return
    if relation.starts is not None and relation.starts > last:
        yield _problem("relation", "starts", f"lies after the end of '{name}' on {last:%d-%m-%Y}", remedy)
    elif last < around.on and (relation.ends is None or relation.ends > last):
        until = "Let the relation end on that day or earlier"
        yield _problem("relation", "ends", f"lies after the end of '{name}' on {last:%d-%m-%Y}", until)


def _told_before(relation: Relation, around: Around) -> Iterator[Problem]:
    """The same pair in the same relation at the same time, in another relation or in the record of the target."""
    for other in around.relations:
        if other.code != relation.code and _is_same(relation, other) and _meet(relation, other):
            remedy = "Change that one, or give both days that do not overlap"
            yield _problem("relation", "target", f"has this relation already, under the code {other.code}", remedy)
            return
    if any(
        (tie.actor, tie.kind, tie.target_kind, tie.target)
        == (relation.actor, relation.kind, relation.target_kind, relation.target)
        for tie in around.follows
    ):
        yield _problem("relation", "target", "says this itself already", "Leave it there: relations follow from it")


def _belonging(relation: Relation, around: Around) -> Iterator[Problem]:
    if relation.kind != "belongs-to" or relation.target_kind != "entity" or relation.target == relation.actor:
        return
    ways: dict[str, list[str]] = {}
    for item in (*(other for other in around.relations if other.code != relation.code), relation):
        if item.kind == "belongs-to" and item.target_kind == "entity" and _meet(item, relation):
            ways.setdefault(item.actor, []).append(item.target)
    if way := way_back(start=relation.actor, ways=ways):
        remedy = "Turn the relation round, or end one of the others first"
        yield _problem("relation", "target", f"belongs to the actor itself: {', '.join(way)}", remedy)


def _is_same(one: Relation, other: Relation) -> bool:
    if (one.kind, one.target_kind) != (other.kind, other.target_kind):
        return False
    pair, others = (one.actor, one.target), (other.actor, other.target)
    # Working together is told once, whoever is named first.
    return pair == others or (one.kind == "cooperates-with" and pair == others[::-1])


def _meet(one: Relation, other: Relation) -> bool:
    """Whether two relations hold on some day both."""
    begins = max(one.starts or date.min, other.starts or date.min)
    return begins <= min(one.ends or date.max, other.ends or date.max)


def _days(file: str, days: Mapping[str, date | None], *, first: date) -> Iterator[Problem]:
    for place, day in days.items():
        if day is not None and not first <= day <= LATEST:
            yield _problem(file, place, f"lies outside {first.year} to {LATEST.year}", "Correct the day")


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme == "https" and "." in (parts.hostname or "") and parts.username is None
    except ValueError:
        return False
    return is_whole and len(url) <= LONGEST_ADDRESS and not any(sign.isspace() or sign in "<>\"'\\" for sign in url)


def _problem(file: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(file=file, place=place, message=message, remedy=remedy)
