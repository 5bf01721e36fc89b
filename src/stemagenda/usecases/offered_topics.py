"""The topics a reader can choose, in groups, in the order of the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from stemagenda.core.actions.action import Wording
from stemagenda.usecases.change_topics import GENERAL
from stemagenda.usecases.changes import topics_on

#: Groups of which every topic is offered. Of other things (an indicator, a practice) one is followed from its own page.
GROUPS: Final = ("strand", "area", "practice-type", "body")
_FOLDED: Final = frozenset({"practice-type", "body"})


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A topic to choose: its code, its name, and the code to show before it ("RG4"), empty where it says nothing."""

    topic: str
    name: Wording
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferGroup:
    """Topics of one kind: "chosen" for those brought along from a page, "general", or one of GROUPS."""

    kind: str
    offers: tuple[Offer, ...]

    @property
    def is_long(self) -> bool:
        """Whether it is folded: few follow one of these by itself."""
        return self.kind in _FOLDED


def offered_topics(*, chosen: Sequence[str], on: date) -> tuple[OfferGroup, ...]:
    """Every topic on offer, those brought along from elsewhere first; unknown ones are passed over."""
    topics = topics_on(on=on)
    listed = {"general": tuple(GENERAL), **{kind: _of(kind, topics.codes(kind)) for kind in GROUPS}}
    everywhere = {topic for found in listed.values() for topic in found}
    own = tuple(topic for topic in dict.fromkeys(chosen) if topic in topics and topic not in everywhere)
    return tuple(
        OfferGroup(
            kind=kind,
            offers=tuple(Offer(topic=item, name=topics.names[item], code=_code(item)) for item in found),
        )
        for kind, found in {"chosen": own, **listed}.items()
        if found
    )


def _of(kind: str, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{kind}/{code}" for code in codes)


def _code(topic: str) -> str:
    """The code that readers know a thing by: of result areas, objectives, indicators and actions."""
    kind, _, code = topic.partition("/")
    return code if kind in {"area", "objective", "indicator"} else ""
