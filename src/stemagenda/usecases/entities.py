"""The organisations that lead actions, take part in them, or hold a seat."""

from __future__ import annotations

from dataclasses import dataclass

from stemagenda.core.actions.action import Wording
from stemagenda.store import records


@dataclass(frozen=True, kw_only=True, eq=False)
class ActorName(Wording):
    """The name of an entity, which has a page of its own in the network."""


def entity_titles() -> dict[str, Wording]:
    """The name of every entity by code: one query. One whose record was merged has the name of the one that goes on."""
    cards = {card.code: card.card for card in records.cards(kind="entity")}
    found: dict[str, Wording] = {}
    for code in cards:
        named, seen = code, {code}
        while (onward := cards[named].get("merged_into", "")) in cards and onward not in seen:
            named = onward
            seen.add(named)
        title = cards[named]["title"]
        found[code] = ActorName(nl=title["nl"], en=title["en"])
    return found
