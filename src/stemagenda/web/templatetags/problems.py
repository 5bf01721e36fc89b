"""The tag for what is wrong with a file: told in the page's language, or in English that says it is English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stemagenda.core.text import Language
from stemagenda.web.problems import Said, told

register = template.Library()


@register.simple_tag(takes_context=True)
def problem_line(context: Mapping[str, Any], problem: Mapping[str, str]) -> SafeString:
    """One problem on one line: where it is, what is wrong, and how to mend it."""
    language: Language = context.get("language", "nl")
    found = told(problem, language=language)
    place = format_html("<b{}>{}</b>: ", _marked(found.place, language), found.place.text) if found.place.text else ""
    mark = _marked(found.message, language)
    message = format_html("<span{}>{}.</span>" if mark else "{}{}.", mark, found.message.text)
    end = "" if found.remedy.text.endswith((".", "?", "!")) else "."
    remedy = format_html('<span class="soft"{}>{}{}</span>', _marked(found.remedy, language), found.remedy.text, end)
    return format_html("{}{} {}", place, message, remedy)


def _marked(said: Said, language: Language) -> SafeString:
    """The attribute that names a text's language, where it is not the page's."""
    return SafeString("") if said.language == language else format_html(' lang="{}"', said.language)
