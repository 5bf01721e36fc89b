"""Tags for governance: days of which only a month is known, fields in words, what is wrong with a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stemagenda.core.actions.action import Wording
from stemagenda.core.framework import Agenda
from stemagenda.core.network.relation import Relation
from stemagenda.core.reports import governance_words
from stemagenda.core.reports.network_words import RELATION_KIND_WORDS
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem
from stemagenda.web.problems import told
from stemagenda.web.record_said import note_said
from stemagenda.web.templatetags.network import about_day

register = template.Library()
_TABLES = {
    "body": governance_words.BODY_KIND_WORDS,
    "link": governance_words.LINK_WORDS,
    "precision": governance_words.PRECISION_WORDS,
    "field": governance_words.GOVERNANCE_FIELD_WORDS,
}


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def term(context: Mapping[str, Any], table: str, code: str) -> str:
    """A code of governance, or the name of a field, in words; the code itself where nobody gave it any."""
    found = _TABLES[table].get(code)
    return found.to(_language(context)) if found is not None else code


@register.simple_tag(takes_context=True)
def known_day(context: Mapping[str, Any], record: Any) -> str:
    """The day of a meeting, decision or advice that has one, as exactly as it is known."""
    return about_day(context, record.on, record.precision)


@register.filter
def field_day(day: Any) -> str:
    """A day as a form's field takes it; nothing for none, nor for one that could not be read."""
    return day.isoformat() if isinstance(day, date) and day != date.min else ""


@register.simple_tag(takes_context=True)
def record_name(context: Mapping[str, Any], record: Any, names: Mapping[str, Wording]) -> str:
    """What a record is called in the page's language: its title or text; a relation by the two it joins."""
    language = _language(context)
    if isinstance(record, Relation):
        ends = [names[code].to(language) if code in names else code for code in (record.actor, record.target)]
        return f"{ends[0]}: {RELATION_KIND_WORDS[record.kind].to(language)} {ends[1]}"
    said: Wording | None = getattr(record, "title", None) or getattr(record, "text", None)
    return (said.to(language) if said is not None else "") or str(record.code)


@register.simple_tag(takes_context=True)
def governance_problem(context: Mapping[str, Any], problem: Problem) -> SafeString:
    """What is wrong with a record: the field in words, which one of several, what is wrong, the remedy."""
    language = _language(context)
    said = told({"message": problem.message, "remedy": problem.remedy}, language=language)
    name, _, rest = problem.place.partition("[")
    which = rest.partition("]")[0]
    return format_html(
        "<b>{}</b>: {}. {}.",
        f"{term(context, 'field', name)} {which}".strip(),
        said.message.text,
        said.remedy.text.rstrip("."),
    )


@register.simple_tag(takes_context=True)
def objective_title(context: Mapping[str, Any], agenda: Agenda, code: str) -> str:
    """The title of an objective of the agenda; nothing for a code that is none."""
    found = next((item.title for item in agenda.objectives if item.code == code), None)
    return found.to(_language(context)) if found is not None else ""


@register.simple_tag(takes_context=True)
def in_dutch(context: Mapping[str, Any], text: str) -> SafeString | str:
    """A text that is kept in Dutch alone, marked so on a page in another language."""
    return text if _language(context) == "nl" else format_html('<span lang="nl">{}</span>', text)


@register.simple_tag(takes_context=True)
def spoken(context: Mapping[str, Any], text: Wording) -> str:
    """A text people wrote where nothing can mark its language, such as a choice of a list."""
    return text.to(_language(context))


@register.simple_tag
def block_field(*parts: object) -> str:
    """The name of a form's field inside a block: "items", 2, "documents" gives items.2.documents."""
    return ".".join(map(str, parts))


@register.simple_tag(takes_context=True)
def version_note(context: Mapping[str, Any], note: str) -> str:
    """What stands beside a version of a record."""
    return note_said(note, language=_language(context))
