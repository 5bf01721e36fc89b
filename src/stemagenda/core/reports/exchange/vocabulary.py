"""Codes and the words people know them by, both ways: what is written for a code is read back as that code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.framework import Agenda
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
from stemagenda.core.text import Language, Text

#: Stands between the items of a list in one cell.
BETWEEN: Final = "; "


@dataclass(frozen=True, kw_only=True)
class Names:
    """One namespace: code to words. `by_code`: people know these by their codes, which are written then."""

    words: Mapping[str, Wording | Text]
    by_code: bool = False

    def written(self, code: str, *, language: Language) -> str:
        """The shortest way to write a code that is read back as that code."""
        if self.by_code or code not in self.words:
            return code
        name = folded(self.words[code].to(language))
        for said in (name, f"{name} ({code})"):
            if self.read(said) == code and ";" not in said:
                return said
        return code

    def read(self, written: str) -> str | None:
        """The code that is meant: a code, a name in either language, or both; None where nothing or two are."""
        said = folded(written)
        if said in self.words:
            return said
        meant = self._by_name.get(said.casefold(), frozenset())
        if len(meant) == 1:
            return next(iter(meant))
        behind = said.removesuffix(")").rpartition("(")[2]
        if said.endswith(")") and behind in self.words:
            return behind
        return max((code for code in self.words if said.startswith(f"{code} ")), key=len, default=None)

    def near(self, written: str, *, language: Language) -> str:
        """What is written for the code that comes nearest, or nothing."""
        known = [self.written(code, language=language) for code in self.words]
        return next(iter(get_close_matches(folded(written)[:100], known, n=1, cutoff=0.6)), "")

    @cached_property
    def _by_name(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for code, text in self.words.items():
            for said in (text.to("nl"), text.to("en"), code):
                found.setdefault(folded(said).casefold(), set()).add(code)
        return {said: frozenset(codes) for said, codes in found.items()}


Vocabulary = Mapping[str, Names]


def vocabulary(
    *,
    agenda: Agenda,
    entities: Mapping[str, Wording],
    indicators: Mapping[str, Text],
    actions: Mapping[str, Wording],
) -> Vocabulary:
    """Every namespace a column can choose from."""
    criteria = {item.code: item.title for item in agenda.quality_criteria}
    tables: dict[str, Mapping[str, Wording | Text]] = {
        "strand": {item.code: item.title for item in agenda.strands},
        "transition": {item.code: item.title for item in agenda.transitions},
        "document": {item.code: item.title for item in agenda.documents},
        "criterion": {**criteria, **EVIDENCE_WORDS},
        "entity": entities,
        "status": STATUS_WORDS,
        "stage": STAGE_WORDS,
        "state": STATE_WORDS,
        "recurrence": RECURRENCE_WORDS,
        "pillar": PILLAR_WORDS,
        "role": PARTNER_ROLE_WORDS,
        "met": MET_WORDS,
        "domain": DOMAIN_WORDS,
        "group": GROUP_WORDS,
        "relation": RELATION_WORDS,
    }
    by_code: dict[str, Mapping[str, Wording | Text]] = {
        "objective": {item.code: item.title for item in agenda.objectives if item.level == "operational"},
        "indicator": indicators,
        "action": actions,
    }
    return {
        **{name: Names(words=words) for name, words in tables.items()},
        **{name: Names(words=words, by_code=True) for name, words in by_code.items()},
    }


def folded(text: str) -> str:
    """A name for comparing: one space between words."""
    return " ".join(text.split())
