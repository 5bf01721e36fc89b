"""Topics of changes: what somebody can follow, under which name, and which topics a record or figure touches."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.framework import Agenda
from stemagenda.core.governance.references import Reference, references
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.practices.practice import KINDS, Practice
from stemagenda.core.reports.practice_words import KIND_WORDS
from stemagenda.core.text import Text

#: The topics that hold everything of a kind, in the order in which they are offered.
GENERAL: Final[Mapping[str, Wording]] = {
    "news": Wording(nl="Nieuws", en="News"),
    "lights": Wording(nl="Knipperlichten", en="Lights"),
    "figures": Wording(nl="Nieuwe en herziene cijfers", en="New and revised figures"),
    "actions": Wording(nl="Acties", en="Actions"),
    "governance": Wording(
        nl="Bestuur: organen, vergaderingen, beslissingen", en="Governance: bodies, meetings, decisions"
    ),
    "practices": Wording(nl="Praktijken", en="Practices"),
    "timeline": Wording(nl="Beleidstijdlijn", en="Policy timeline"),
    "network": Wording(nl="Actoren in het netwerk", en="Actors in the network"),
    "events": Wording(nl="Evenementen", en="Events"),
    "editions": Wording(nl="Edities, rapporten en errata", en="Editions, reports and errata"),
}
#: Words with a code that can be followed. Of the codes of other things, nobody is told by topic.
CODED: Final = (
    "strand",
    "area",
    "objective",
    "indicator",
    "body",
    "action",
    "practice-type",
    "practice",
    "development",
    "entity",
    "source",
)
#: Namespaces of references that are topics under the same word.
_SAME: Final = frozenset({"strand", "body", "entity", "practice", "decision", "follow-up"})
#: Topics named where none is known.
_NEAR: Final = 5


@dataclass(frozen=True, kw_only=True)
class Topics:
    """Every topic of a day by its name."""

    names: Mapping[str, Wording]

    def __contains__(self, topic: object) -> bool:
        return topic in self.names

    def codes(self, word: str) -> tuple[str, ...]:
        """The codes that stand behind a word, in their order."""
        return tuple(name[len(word) + 1 :] for name in self.names if name.startswith(f"{word}/"))

    def near(self, topic: str) -> tuple[str, ...]:
        """Topics written much like this one; else the general ones, and how to write the others."""
        found = difflib.get_close_matches(topic[:80], list(self.names), n=_NEAR, cutoff=0.7)
        return tuple(found) or (*GENERAL, *(f"{word}/CODE" for word in CODED))


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What topics follow from: the agenda, its indicators, and what codes of records stand under.

    `strands` has the strand of every action, `meetings` the body of every meeting, `objectives` the strand of each.
    """

    agenda: Agenda | None
    indicators: Mapping[str, Indicator]
    bodies: frozenset[str] = frozenset()
    strands: Mapping[str, str] = field(default_factory=dict)
    meetings: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def objectives(self) -> Mapping[str, str]:
        """The strand of every objective."""
        return {item.code: item.strand for item in self.agenda.objectives} if self.agenda else {}

    def title_of(self, *, indicator: str, series: str) -> Wording | None:
        """A series in words ("Laagpresteerders voor wiskunde: PISA, 15-jarigen"); None for one that is not there."""
        known = self.indicators.get(indicator)
        found = next((item for item in known.series if item.code == series), None) if known else None
        if known is None or found is None:
            return None
        return Wording(nl=f"{known.title.nl}: {found.title.nl}", en=f"{known.title.en}: {found.title.en}")

    def precision_of(self, document: str) -> str:
        """How exactly the day of a document of the agenda is known."""
        documents = self.agenda.documents if self.agenda else ()
        return next((item.precision for item in documents if item.code == document), "day")

    def of_indicators(self, codes: Iterable[str]) -> frozenset[str]:
        """The topics of some indicators: themselves, their result areas, strands and objectives."""
        found: set[str] = set()
        for code in codes:
            indicator = self.indicators.get(code)
            if indicator is None:
                continue
            found |= {f"indicator/{code}", f"strand/{indicator.strand}"}
            found |= {f"area/{indicator.result_area}"} if indicator.result_area else set()
            found |= {f"objective/{objective}" for objective in indicator.objectives}
        return frozenset(found)

    def of_record(self, *, kind: str, code: str, value: object) -> frozenset[str]:
        """The topics of a record: itself, and what it names."""
        found = {f"{kind}/{code}"}
        for reference in references(value):
            found |= self._of(reference) if reference.code else frozenset()
        if isinstance(value, Practice):
            found.add(f"practice-type/{value.kind}")
        return frozenset(found)

    def _of(self, reference: Reference) -> frozenset[str]:
        code, namespace = reference.code, reference.namespace
        match namespace:
            case "indicator":
                return self.of_indicators([code])
            case "objective":
                return _under("objective", code, "strand", self.objectives)
            case "action":
                return _under("action", code, "strand", self.strands)
            case "meeting":
                return _under("meeting", code, "body", self.meetings)
            case "owner":
                return frozenset({f"{'body' if code in self.bodies else 'entity'}/{code}"})
        return frozenset({f"{namespace}/{code}"}) if namespace in _SAME else frozenset()

    def names(self) -> Iterator[tuple[str, Wording]]:
        """The topics of the framework, with their names."""
        yield from GENERAL.items()
        if self.agenda is not None:
            for word, items in (
                ("strand", self.agenda.strands),
                ("area", self.agenda.result_areas),
                ("objective", self.agenda.objectives),
            ):
                yield from ((f"{word}/{item.code}", _wording(item.title)) for item in items)
        yield from ((f"indicator/{code}", _wording(item.title)) for code, item in self.indicators.items())
        yield from ((f"practice-type/{kind}", _wording(KIND_WORDS[kind])) for kind in KINDS)


def _under(word: str, code: str, above: str, found: Mapping[str, str]) -> frozenset[str]:
    """A topic, and the one that its code stands under where that is known."""
    return frozenset({f"{word}/{code}", *([f"{above}/{found[code]}"] if code in found else [])})


def _wording(text: Text) -> Wording:
    return Wording(nl=text.nl, en=text.en)
