"""Tags of the STEMhub: codes in words, what is wrong with a form, why something is suggested."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stemagenda.core.actions.action import Wording
from stemagenda.core.framework import Agenda
from stemagenda.core.hub.needs import SMALLEST
from stemagenda.core.hub.suggesting import Reason
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports import hub_words
from stemagenda.core.reports.action_words import PILLAR_WORDS
from stemagenda.core.reports.practice_words import PRACTICE_GROUP_WORDS
from stemagenda.core.text import Language, Text, format_number
from stemagenda.core.validation import Problem
from stemagenda.web.catalogue import catalogue, words
from stemagenda.web.problems import told
from stemagenda.web.templatetags.work import page_with

register = template.Library()
_TABLES: Final[Mapping[str, Mapping[Any, Text]]] = {
    "kind": hub_words.HELP_KIND_WORDS,
    "asker": hub_words.ASKER_WORDS,
    "state": hub_words.HELP_STATE_WORDS,
    "step": hub_words.HELP_STEP_WORDS,
    "done": hub_words.DONE_WORDS,
    "outcome": hub_words.OUTCOME_WORDS,
    "group": hub_words.SUGGESTED_WORDS,
    "satisfaction": hub_words.SATISFACTION_WORDS,
    "need": hub_words.NEED_WORDS,
    "region": REGIONS,
    "audience": PRACTICE_GROUP_WORDS,
}
#: Objectives of one reason that are written out; of the others the codes are enough.
_WRITTEN_OUT: Final = 1


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def hub_word(context: Mapping[str, Any], table: str, code: Any) -> str:
    """A code in words."""
    return _TABLES[table][code].to(_language(context))


@register.simple_tag(takes_context=True)
def hub_standing(context: Mapping[str, Any], state: str, names: Mapping[str, Wording], entity: str) -> str:
    """Where a question stands, said to whoever asked it, with the organisation it is with."""
    language = _language(context)
    by = names[entity].to(language) if entity in names else words("hub.title", language=language)
    return hub_words.ASKED_STATE_WORDS[state].to(language).format(entity=by)


@register.simple_tag(takes_context=True)
def hub_count(context: Mapping[str, Any], count: int | None) -> str:
    """A count; a small one is not told."""
    if count is None:
        return words("hub.fewer", language=_language(context), count=SMALLEST)
    return format_number(count, language=_language(context), decimals=0)


@register.simple_tag(takes_context=True)
def hub_problem(context: Mapping[str, Any], problem: Problem) -> SafeString:
    """What is wrong with a form: the field in words, leading to it, what is wrong and the remedy."""
    language = _language(context)
    said = told(
        {"place": problem.place, "message": problem.message, "remedy": problem.remedy, "file": problem.file},
        language=language,
    )
    name = catalogue(language).get(f"hub.field_{problem.place}")
    if name is None:
        form = words("hub.form", language=language) if problem.file == "form" else ""
        message = f"{form} {said.message.text}" if form else said.message.text[:1].upper() + said.message.text[1:]
        return format_html("{}. {}.", message, said.remedy.text)
    return format_html(
        '<a href="#{}">{}</a>: {}. {}.', f"hub-{problem.place}", name, said.message.text, said.remedy.text
    )


@register.simple_tag(takes_context=True)
def hub_reason(context: Mapping[str, Any], reason: Reason, agenda: Agenda) -> SafeString:
    """Why something is suggested, in a few words."""
    language = _language(context)
    start = words(f"hub.reason_{reason.kind}", language=language)
    if reason.kind in {"named", "objective"}:
        return format_html("{} {}", start, _objectives(context, reason, agenda))
    said = [_said(reason.kind, code, agenda, language) for code in reason.codes]
    return format_html("{} {}", start, ", ".join(said)) if said else format_html("{}", start)


def _said(kind: str, code: str, agenda: Agenda, language: Language) -> str:
    if kind == "text":
        return f"‘{code}’"
    transitions = {item.code: item.title for item in agenda.transitions}
    tables = {
        "transition": transitions,
        "target-group": PRACTICE_GROUP_WORDS,
        "region": REGIONS,
        "other-side": PILLAR_WORDS,
    }
    text = tables[kind].get(code)
    said = text.to(language) if text else code
    return said if kind == "region" else said[:1].lower() + said[1:]


def _objectives(context: Mapping[str, Any], reason: Reason, agenda: Agenda) -> SafeString:
    titles = {item.code: item.title.to(_language(context)) for item in agenda.objectives}
    return format_html_join(
        ", ",
        '<a href="{}">{}</a>{}',
        (
            (
                page_with(context, "objective", code=code),
                code,
                f" ({titles[code]})" if number < _WRITTEN_OUT and code in titles else "",
            )
            for number, code in enumerate(reason.codes)
        ),
    )
