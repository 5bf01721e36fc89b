"""Tags for what changed: a label, a link, a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stemagenda.core.governance.changes import Change
from stemagenda.core.reports.change_words import label, sentence
from stemagenda.core.text import Language
from stemagenda.web.templatetags.page import page

register = template.Library()


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def change_label(context: Mapping[str, Any], change: Change) -> str:
    """What happened to what kind of thing."""
    return label(change=change, language=_language(context))


@register.simple_tag(takes_context=True)
def change_sentence(context: Mapping[str, Any], change: Change) -> str:
    """What there is to say beside it."""
    return sentence(change=change, language=_language(context))


@register.simple_tag(takes_context=True)
def change_link(context: Mapping[str, Any], change: Change) -> SafeString | str:
    """Its title, marked with its language where that is another, and leading to where it stands."""
    language = _language(context)
    title = change.title.to(language)
    written = change.language or change.title.written_in(language)
    said = title if written == language else format_html('<span lang="{}">{}</span>', written, title)
    if not change.page:
        return said
    href = page(context, change.page, **change.parts) + (f"#{change.anchor}" if change.anchor else "")
    return format_html('<a href="{}">{}</a>', href, said)
