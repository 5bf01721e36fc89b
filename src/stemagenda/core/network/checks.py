"""What is wrong with a relation as somebody wrote it; codes that lead nowhere are found elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from stemagenda.core.governance.body import Entity
from stemagenda.core.network.relation import Relation
from stemagenda.core.validation import Problem

EARLIEST, LATEST = date(1950, 1, 1), date(2060, 12, 31)
LONGEST_NOTE: Final = 2_000


def problems(relation: Relation, *, entities: Mapping[str, Entity]) -> Iterator[Problem]:
    """Days that cannot be, an actor related to itself, a relation that outlives an actor, a note too long."""
    days = {"starts": relation.starts, "ends": relation.ends}
    for place, day in days.items():
        if day is not None and not EARLIEST <= day <= LATEST:
            yield _problem(place, "lies outside 1950 to 2060", "Correct the day")
    if relation.starts and relation.ends and relation.ends < relation.starts:
        yield _problem("ends", "lies before the start", "Correct one of the two days")
    if relation.target_kind == "entity" and relation.target == relation.actor:
        yield _problem("target", "is the actor itself", "Choose another one")
    parties = [relation.actor, *([relation.target] if relation.target_kind == "entity" else [])]
    for code in parties:
        entity = entities.get(code)
        if entity is not None and entity.ends is not None:
            yield from _outlived(relation, entity, entity.ends)
    length = max(len(relation.note.nl), len(relation.note.en))
    if length > LONGEST_NOTE:
        yield _problem("note", f"has {length:,} characters, more than {LONGEST_NOTE:,}", "Shorten it")


def _outlived(relation: Relation, entity: Entity, last: date) -> Iterator[Problem]:
    if relation.starts is not None and relation.starts > last:
        remedy = f"Choose {entity.successor}, which took over" if entity.successor else "Choose an actor that exists"
        yield _problem("starts", f"lies after the end of {entity.code} on {last:%d-%m-%Y}", remedy)


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="relation", place=place, message=message, remedy=remedy)
