"""Tags for events: kinds and days in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from stemagenda.core.events.event import Event
from stemagenda.core.reports import event_words
from stemagenda.core.text import Language

register = template.Library()


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def event_word(context: Mapping[str, Any], facet: str, code: str) -> str:
    """A value of a filter of the list in words."""
    return event_words.FACET_WORDS[facet][code].to(_language(context))


@register.simple_tag(takes_context=True)
def event_when(context: Mapping[str, Any], event: Event) -> str:
    """When an event is, as exactly as it is known."""
    return event_words.said_when(event=event, language=_language(context))
