"""The organisations that lead actions, take part in them, or hold a seat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from stemagenda.core.actions.action import Wording
from stemagenda.store import records
from stemagenda.store.records import Card


@dataclass(frozen=True, kw_only=True, eq=False)
class ActorName(Wording):
    """The name of an entity, which has a page of its own in the network."""


def entity_titles() -> dict[str, Wording]:
    """The name of every entity by code: one query. One whose record was merged has the name of the one that goes on."""
    return entity_names(cards=records.cards(kind="entity"))


def entity_names(*, cards: Iterable[Card]) -> dict[str, Wording]:
    """The same from cards that were read already."""
    known = {card.code: card.card for card in cards}
    return {
        code: ActorName(nl=known[named]["title"]["nl"], en=known[named]["title"]["en"])
        for code, named in going_on(cards=known).items()
    }


def going_on(*, cards: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """For every entity the code under which it goes on: its own, unless its record was merged into another one."""
    found: dict[str, str] = {}
    for code in cards:
        named, seen = code, {code}
        while (onward := cards[named].get("merged_into", "")) in cards and onward not in seen:
            named = onward
            seen.add(named)
        found[code] = named
    return found
