"""Tags for reports: kinds in words, sizes of files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from stemagenda.core.reports.report_sentences import KIND_TITLES
from stemagenda.core.text import Language, format_number
from stemagenda.web.catalogue import words

register = template.Library()


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def report_kind(context: Mapping[str, Any], kind: str) -> str:
    """A kind of report in words."""
    return KIND_TITLES[kind].to(_language(context))


@register.simple_tag(takes_context=True)
def file_format(context: Mapping[str, Any], suffix: str) -> str:
    """What a file is, for people."""
    return words(f"reports.format.{suffix}", language=_language(context))


@register.simple_tag(takes_context=True)
def written_in(context: Mapping[str, Any], language: str) -> str:
    """A language in words."""
    return words(f"reports.language.{language}", language=_language(context))


@register.simple_tag(takes_context=True)
def file_size(context: Mapping[str, Any], size: int) -> str:
    """Bytes as people read them: kB below a million, else MB."""
    language = _language(context)
    if size < 1_000_000:
        return f"{format_number(max(1, round(size / 1_000)), language=language)} kB"
    return f"{format_number(size / 1_000_000, language=language, decimals=1)} MB"
