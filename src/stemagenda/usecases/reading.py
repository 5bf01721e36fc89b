"""Reference pages made from the definitions: the method with its rules, the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from stemagenda.agendas.glossary import Term, read_glossary
from stemagenda.core.indicators.definition import Indicator, Rule
from stemagenda.core.indicators.target_track import all_methods
from stemagenda.store import agenda as agenda_store


@dataclass(frozen=True, kw_only=True)
class IndicatorRules:
    """An indicator with its rules, oldest first."""

    indicator: Indicator
    rules: tuple[Rule, ...]


def method_rules() -> tuple[IndicatorRules, ...]:
    """The rules of every indicator, in the agenda's order: two queries."""
    return tuple(
        IndicatorRules(indicator=indicator, rules=tuple(sorted(indicator.rules, key=lambda rule: rule.since)))
        for indicator in agenda_store.indicators(overview=True)
    )


def method_names() -> tuple[str, ...]:
    """The methods that stand beside every light, by name."""
    return tuple(all_methods())


def glossary_terms() -> tuple[Term, ...]:
    """The terms of the glossary, in the order of their Dutch name."""
    return tuple(sorted(read_glossary(), key=lambda term: term.word.nl.lower()))
