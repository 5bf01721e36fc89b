"""The names under which actors are known, and which known actor a new one may be."""

from __future__ import annotations

from dataclasses import dataclass

from stemagenda.core.governance.body import Entity
from stemagenda.core.network.likeness import Like, alike
from stemagenda.store import records
from stemagenda.usecases.entities import going_on

#: So many are shown: whoever reads more does not decide any more.
MOST_ALIKE = 5


@dataclass
class LooksLike(Exception):  # noqa: N818  (a question, not a crash)
    """A new actor may be one that is known already. Nothing was stored; whoever enters it decides."""

    found: tuple[Like, ...]

    def __str__(self) -> str:
        return f"looks like {', '.join(like.code for like in self.found)}"


def check_names(*, entity: Entity) -> None:
    """Ask whether a new actor is one that stands in the register under this name or another one.

    A record that was merged counts as the one that goes on.

    Raises:
        LooksLike: there is an actor with a name like one of these.
    """
    cards = {card.code: card.card for card in records.cards(kind="entity")}
    known: dict[str, list[str]] = {}
    for code, named in going_on(cards=cards).items():
        card = cards[code]
        names = (card["title"]["nl"], card["title"]["en"], *card["aliases"])
        known.setdefault(named, []).extend(name for name in names if name)
    found = alike(names=(entity.title.nl, entity.title.en, *entity.aliases), known=known, limit=MOST_ALIKE)
    if found:
        raise LooksLike(found)
