"""A stored field of an action in words people can compare: no code, no English word on a Dutch page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from stemagenda.core.reports.action_words import (
    DOMAIN_WORDS,
    EVIDENCE_WORDS,
    GROUP_WORDS,
    MET_WORDS,
    PARTNER_ROLE_WORDS,
    PILLAR_WORDS,
    RECURRENCE_WORDS,
    RELATION_WORDS,
    STAGE_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
)
from stemagenda.core.text import Language, Text, format_date, format_number
from stemagenda.usecases.actions.choices import Choices

_TABLES: Final[Mapping[str, Mapping[str, Text]]] = {
    "pillars": PILLAR_WORDS,
    "policy_domains": DOMAIN_WORDS,
    "target_groups": GROUP_WORDS,
    "recurrence": RECURRENCE_WORDS,
    "status": STATUS_WORDS,
    "state": STATE_WORDS,
}
_DAYS: Final = frozenset({"starts", "ends", "status_on"})
_EUROS: Final = frozenset({"budget_planned", "budget_spent"})


class Said:
    """Says fields in one language, with the names of what they point to."""

    def __init__(self, *, offered: Choices, language: Language) -> None:
        """Gather the names once: a page shows many fields."""
        self.language = language
        agenda = offered.agenda
        named: dict[str, Mapping[str, Text]] = {
            "strand": {item.code: item.title for item in agenda.strands},
            "objectives": {item.code: item.title for item in agenda.objectives},
            "transitions": {item.code: item.title for item in agenda.transitions},
            "source": {item.code: item.title for item in agenda.documents},
            "criterion": {item.code: item.title for item in agenda.quality_criteria} | dict(EVIDENCE_WORDS),
            **_TABLES,
        }
        self._named = {name: {code: text.to(language) for code, text in table.items()} for name, table in named.items()}
        self._named["lead"] = {code: title.to(language) for code, title in offered.entities}
        self._actions = {code: title.to(language) for code, title in offered.actions}
        self._lines: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
            "partners": lambda item: (
                f"{self._name('lead', item['entity'])} ({self._of(PARTNER_ROLE_WORDS, item['role'])})"
            ),
            "milestones": self._milestone,
            "indicators": lambda item: f"{item['indicator']}: {item['reasoning']}",
            "documents": lambda item: f"{item['title']} {item['url']}".strip(),
            "stages": lambda item: f"{item['year']}: {self._of(STAGE_WORDS, item['stage'])}",
            "notes": lambda item: f"{item['year']}: {item['text']}",
            "quality": self._answer,
            "relations": self._relation,
        }

    def field(self, name: str, value: Any) -> str:
        """A field's value, one line an item; empty for nothing."""
        if value in (None, "", [], {}):
            return ""
        if isinstance(value, Mapping):
            return "\n".join(str(value[part]) for part in ("nl", "en") if value.get(part))
        if isinstance(value, list):
            return "\n".join(self._item(name, item) for item in value)
        if name in _DAYS:
            return format_date(date.fromisoformat(str(value)), language=self.language)
        if name in _EUROS:
            return f"{format_number(value, language=self.language, decimals=0)} euro"
        return self._name(name, str(value))

    def _item(self, name: str, item: Any) -> str:
        if isinstance(item, Mapping):
            return self._lines[name](item)
        said = self._name(name, str(item))
        return f"{item} {said}" if name == "objectives" and said != item else said

    def _name(self, table: str, code: str) -> str:
        return self._named.get(table, {}).get(code, code)

    def _of(self, table: Mapping[str, Text], code: str) -> str:
        return table[code].to(self.language) if code in table else code

    def _milestone(self, item: Mapping[str, Any]) -> str:
        due, met = (
            format_date(date.fromisoformat(item[part]), language=self.language) if item[part] else ""
            for part in ("due", "met")
        )
        return f"{due}: {item['title']}" + (f" ({met})" if met else "")

    def _answer(self, item: Mapping[str, Any]) -> str:
        said = f"{self._name('criterion', item['criterion'])}: {self._of(MET_WORDS, item['met'])}"
        return f"{said}. {item['evidence']}" if item["evidence"] else said

    def _relation(self, item: Mapping[str, Any]) -> str:
        other = item["other"]
        return f"{self._of(RELATION_WORDS, item['kind'])} {other} {self._actions.get(other, '')}".strip()
