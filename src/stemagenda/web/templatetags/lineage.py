"""Tags for the way of a number: steps, reasons and endings in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import template

from stemagenda.core.observation import Step
from stemagenda.core.reports import lineage_words
from stemagenda.core.text import Language, Text, format_date
from stemagenda.store.lineage import Ending

register = template.Library()
_TABLES: Final[Mapping[str, Mapping[str, Text]]] = {
    "way": lineage_words.WAYS,
    "reason": lineage_words.REASONS,
    "use": lineage_words.USES,
    "status": lineage_words.STATUSES,
}


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def lineage_step(context: Mapping[str, Any], step: Step) -> str:
    """One step of a derivation as a sentence."""
    return lineage_words.step_sentence(step=step, language=_language(context))


@register.simple_tag(takes_context=True)
def lineage_word(context: Mapping[str, Any], table: str, code: str) -> str:
    """A way, a reason or a use in words; nothing for no code."""
    return _TABLES[table][code].to(_language(context)) if code else ""


@register.simple_tag(takes_context=True)
def lineage_parts(context: Mapping[str, Any], parts: tuple[str, ...]) -> str:
    """What a light takes a figure for."""
    return ", ".join(lineage_words.PARTS[part].to(_language(context)) for part in parts)


@register.simple_tag(takes_context=True)
def lineage_ending(context: Mapping[str, Any], ending: Ending) -> str:
    """What became of a release, with the day and the reason."""
    language = _language(context)
    day = format_date(ending.on, language=language)
    said = lineage_words.FATES[ending.fate].to(language).format(day=day)
    return f"{said}: {ending.reason}" if ending.reason else said
