"""Stored values of records on lines a person can compare, without codes of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports import action_words, development_words, event_words, governance_words, network_words
from stemagenda.core.text import Language, Text, format_date
from stemagenda.web.catalogue import words

#: Words for the codes that fields hold, whatever record they stand in.
_WORDS: Final[Mapping[str, Text]] = {
    **network_words.ENTITY_KIND_WORDS,
    **network_words.RELATION_KIND_WORDS,
    **network_words.TARGET_KIND_WORDS,
    **action_words.PILLAR_WORDS,
    **REGIONS,
    **governance_words.FOLLOW_UP_WORDS,
    **governance_words.RECOMMENDATION_WORDS,
    **governance_words.EFFECT_WORDS,
    **governance_words.MEETING_WORDS,
    **governance_words.BODY_KIND_WORDS,
    **governance_words.SEAT_WORDS,
    **governance_words.PRECISION_WORDS,
    **governance_words.LINK_WORDS,
    **action_words.STATE_WORDS,
    **event_words.KIND_WORDS,
    **action_words.DOMAIN_WORDS,
    **{code: text for table in development_words.FACET_WORDS.values() for code, text in table.items()},
}
#: What says nothing to a reader of a comparison.
_SILENT: Final[tuple[Any, ...]] = (None, "", "none", [])

#: What the program itself notes beside a version -> the words for it.
_NOTES: Final[Mapping[re.Pattern[str], str]] = {
    re.compile(r"version (?P<number>\d+) restored"): "keeping.note_restored",
    re.compile(r"decision (?P<code>[a-z0-9-]+)"): "keeping.note_decision",
}


def note_said(note: str, *, language: Language) -> str:
    """What stands beside a version: a person's words as they are, the program's in the reader's language."""
    for pattern, key in _NOTES.items():
        if found := pattern.fullmatch(note):
            return words(key, language=language, **found.groupdict())
    return note


def compared(
    pairs: Iterable[tuple[str, Any, Any]], *, language: Language, names: Mapping[str, Wording]
) -> list[tuple[str, str, str]]:
    """Fields with two values each, both in words."""
    return [
        (field, said(one, language=language, names=names), said(other, language=language, names=names))
        for field, one, other in pairs
    ]


def said(value: Any, *, language: Language, names: Mapping[str, Wording]) -> str:
    """A stored value in words: names for codes, days in full, one line for each item of a list."""
    match value:
        case {"nl": str() as dutch, "en": str() as english}:
            return "\n".join(text for text in (dutch, english) if text)
        case Mapping():
            parts = (said(part, language=language, names=names) for part in value.values() if part not in _SILENT)
            return " · ".join(part.replace("\n", ", ") for part in parts if part)
        case list() | tuple():
            return "\n".join(said(item, language=language, names=names) for item in value)
        case bool():
            return words("governance.yes" if value else "governance.no", language=language)
    return "" if value is None else _text(str(value), language, names)


def _text(written: str, language: Language, names: Mapping[str, Wording]) -> str:
    if written == "none":
        return ""
    if written in _WORDS:
        return _WORDS[written].to(language)
    if written in names:
        return names[written].to(language)
    try:
        return (
            format_date(date.fromisoformat(written), language=language)
            if len(written) == len("2026-11-30")
            else written
        )
    except ValueError:
        return written
