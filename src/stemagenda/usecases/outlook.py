"""The themes that the governance wants to connect to next, and which actions speak to them already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stemagenda.core.actions.action import Theme, Wording
from stemagenda.core.framework import Document, Transition
from stemagenda.store import records
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.records import value_of


@dataclass(frozen=True, kw_only=True)
class ThemeView:
    """One theme with the transitions it names, the public actions linked to it, and the document that names it."""

    theme: Theme
    transitions: tuple[Transition, ...]
    actions: tuple[tuple[str, Wording], ...]
    source: Document | None


def outlook(*, on: date) -> tuple[ThemeView, ...]:
    """Every theme as it was public on a day, in the order of the document."""
    agenda = the_agenda()
    titles = {
        card.code: Wording(nl=card.card["title"]["nl"], en=card.card["title"]["en"])
        for card in records.public_cards(kind="action", on=on)
    }
    themes: list[Theme] = [value_of(version) for version in records.public_bodies(kind="theme", on=on)]
    return tuple(
        ThemeView(
            theme=theme,
            transitions=tuple(item for item in agenda.transitions if item.code in theme.transitions),
            actions=tuple((code, titles[code]) for code in theme.actions if code in titles),
            source=next((item for item in agenda.documents if item.code == theme.source), None),
        )
        for theme in themes
    )
