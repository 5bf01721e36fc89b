"""The organisations that lead actions, take part in them, or hold a seat."""

from __future__ import annotations

from stemagenda.core.actions.action import Wording
from stemagenda.store import records


def entity_titles() -> dict[str, Wording]:
    """The name of every entity by code: one query."""
    return {
        card.code: Wording(nl=card.card["title"]["nl"], en=card.card["title"]["en"])
        for card in records.cards(kind="entity")
    }
