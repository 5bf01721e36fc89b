"""Tags for what is wrong with a file: told in the page's language, or in English that says it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stemagenda.web.problems import Said, told

register = template.Library()


@register.simple_tag(takes_context=True)
def problem_line(context: Mapping[str, Any], problem: Mapping[str, str]) -> SafeString:
    """One problem: where, what, and how to mend it."""
    language = context.get("language", "nl")
    found = told(problem, language=language)
    place = format_html("<b{}>{}</b>: ", _marked(found.place, language), found.place.text) if found.place.text else ""
    message, remedy = found.message, found.remedy
    said = format_html("<span{}>{}.</span>", _marked(message, language), message.text)
    if not _marked(message, language):
        said = format_html("{}.", message.text)
    return format_html(
        '{}{} <span class="soft"{}>{}</span>', place, said, _marked(remedy, language), remedy.text
    )


def _marked(said: Said, language: str) -> SafeString:
    """The attribute that names a text's language, where it is not the page's."""
    return SafeString("") if said.language == language else format_html(' lang="{}"', said.language)
