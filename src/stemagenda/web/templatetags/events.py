"""Tags for events: kinds and days in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stemagenda.core.events.event import Event
from stemagenda.core.events.registration import SMALLEST
from stemagenda.core.reports import event_words
from stemagenda.core.reports.governance_words import GOVERNANCE_FIELD_WORDS
from stemagenda.core.text import Language, format_number
from stemagenda.core.validation import Problem
from stemagenda.web.catalogue import words
from stemagenda.web.problems import told

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


@register.simple_tag(takes_context=True)
def event_day(context: Mapping[str, Any], event: Event) -> str:
    """The same without the hours."""
    return event_words.said_day(event=event, language=_language(context))


@register.simple_tag(takes_context=True)
def event_hours(context: Mapping[str, Any], event: Event) -> str:
    """From when until when; nothing where no hour is stated."""
    return event_words.said_hours(event=event, language=_language(context))


@register.simple_tag(takes_context=True)
def event_problem(context: Mapping[str, Any], problem: Problem) -> SafeString:
    """What is wrong with a registration or an outcome: the field in words, what is wrong, the remedy."""
    language = _language(context)
    said = told({"message": problem.message, "remedy": problem.remedy}, language=language)
    name = problem.place.partition("[")[0]
    field = {**GOVERNANCE_FIELD_WORDS, **event_words.PARTICIPANT_WORDS, **event_words.FORM_WORDS}.get(name)
    told_of = field.to(language) if field is not None else words("registering.form", language=language)
    return format_html("<b>{}</b>: {}. {}.", told_of, said.message.text, said.remedy.text.rstrip("."))


@register.simple_tag(takes_context=True)
def few(context: Mapping[str, Any], count: int | None) -> str:
    """A number of people, protected where it is small."""
    language = _language(context)
    if count is None:
        return words("registering.few", language=language, smallest=SMALLEST)
    return format_number(count, language=language, decimals=0)
