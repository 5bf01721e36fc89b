"""What a form for an action offers to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from stemagenda.core.actions.action import Wording
from stemagenda.core.framework import Agenda
from stemagenda.core.text import Text
from stemagenda.store import agenda as agenda_store
from stemagenda.store import records
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.monitor import the_agenda


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The agenda, entities, indicators and other actions, each with its title."""

    agenda: Agenda
    entities: tuple[tuple[str, Wording], ...]
    indicators: tuple[tuple[str, Text], ...]
    actions: tuple[tuple[str, Wording], ...]

    @property
    def criteria(self) -> tuple[str, ...]:
        """The codes of the quality framework."""
        return tuple(item.code for item in self.agenda.quality_criteria)


def choices() -> Choices:
    """Everything there is to choose now: four queries."""
    cards = records.cards(kind="action")
    return Choices(
        agenda=the_agenda(),
        entities=tuple(sorted(entity_titles().items(), key=lambda item: item[1].nl)),
        indicators=tuple((item.code, item.title) for item in agenda_store.indicators(overview=True)),
        actions=tuple((card.code, Wording(**card.card["title"])) for card in cards),
    )
