"""Tags for actions and governance: codes in words, wordings, days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stemagenda.core.actions.action import Wording
from stemagenda.core.framework import Agenda
from stemagenda.core.practices.contact import contact_address
from stemagenda.core.practices.practice import Reached
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports import action_words, development_words, governance_words, network_words, practice_words
from stemagenda.core.text import Language, Text
from stemagenda.core.validation import Problem
from stemagenda.usecases.entities import ActorName
from stemagenda.usecases.practice_files import reach_words
from stemagenda.web.addresses import address
from stemagenda.web.catalogue import words
from stemagenda.web.problems import told

register = template.Library()
_TABLES: Final[Mapping[str, Mapping[str, Text]]] = {
    "stage": action_words.STAGE_WORDS,
    "status": action_words.STATUS_WORDS,
    "state": action_words.STATE_WORDS,
    "step": action_words.STEP_WORDS,
    "pillar": action_words.PILLAR_WORDS,
    "role": action_words.PARTNER_ROLE_WORDS,
    "relation": action_words.RELATION_WORDS,
    "back": action_words.BACK_WORDS,
    "recurrence": action_words.RECURRENCE_WORDS,
    "met": action_words.MET_WORDS,
    "entity-kind": network_words.ENTITY_KIND_WORDS,
    "tie": network_words.RELATION_KIND_WORDS,
    "target": network_words.TARGET_KIND_WORDS,
    "tie-back": network_words.BACK_KIND_WORDS,
    "connecting": network_words.CONNECTING_WORDS,
    "formula": network_words.FORMULA_WORDS,
    "evidence": action_words.EVIDENCE_WORDS,
    "domain": action_words.DOMAIN_WORDS,
    "region": REGIONS,
    "group": action_words.GROUP_WORDS,
    "field": {**governance_words.GOVERNANCE_FIELD_WORDS, **action_words.FIELD_WORDS},
    "seat": governance_words.SEAT_WORDS,
    "meeting": governance_words.MEETING_WORDS,
    "effect": governance_words.EFFECT_WORDS,
    "recommendation": governance_words.RECOMMENDATION_WORDS,
    "follow-up": governance_words.FOLLOW_UP_WORDS,
    "rhythm": governance_words.RHYTHM_WORDS,
    "overlap": governance_words.OVERLAP_WORDS,
    "reason": governance_words.REASON_WORDS,
}
_PRACTICE_TABLES: Final[Mapping[str, Mapping[str, Text]]] = {
    **practice_words.FACET_WORDS,
    "language": practice_words.LANGUAGE_WORDS,
    "licence": practice_words.LICENCE_WORDS,
    "licence_short": practice_words.LICENCE_SHORT,
    "meaning": practice_words.EVIDENCE_MEANINGS,
    "role": action_words.PARTNER_ROLE_WORDS,
    "state": practice_words.STATE_WORDS,
    "step": practice_words.STEP_WORDS,
}
#: step -> who takes it
_ASK: Final[Mapping[str, str]] = {
    **dict.fromkeys(("validate", "return", "reject"), "committee"),
    "publish": "publisher",
    "withdraw": "coordinator",
}


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def word(context: Mapping[str, Any], table: str, code: str) -> str:
    """A code in words; the code itself where nobody gave it any."""
    found = _TABLES[table].get(code)
    return found.to(_language(context)) if found is not None else code


@register.simple_tag(takes_context=True)
def wording(context: Mapping[str, Any], text: Wording | None) -> SafeString | str:
    """A text people wrote, marked with its language where that is not the page's; nothing for none."""
    if not text:
        return ""
    language = _language(context)
    written = text.written_in(language)
    said = text.to(language)
    return said if written == language else format_html('<span lang="{}">{}</span>', written, said)


@register.simple_tag(takes_context=True)
def entity(context: Mapping[str, Any], names: Mapping[str, Wording], code: str) -> SafeString | str:
    """The name of an entity or body by its code; that of an entity leads to its page."""
    name = names.get(code)
    if isinstance(name, ActorName):
        href = page_with(context, "actor", code=code)
        return format_html('<a class="quiet" href="{}">{}</a>', href, wording(context, name))
    return wording(context, name) if name else code


@register.simple_tag(takes_context=True)
def timeline_word(context: Mapping[str, Any], facet: str, code: str) -> str:
    """A value of the policy timeline in words."""
    return development_words.FACET_WORDS[facet][code].to(_language(context))


@register.simple_tag(takes_context=True)
def timeline_facet(context: Mapping[str, Any], facet: str) -> str:
    """A filter of the policy timeline in words."""
    return development_words.FACET_NAMES[facet].to(_language(context))


@register.simple_tag(takes_context=True)
def practice_word(context: Mapping[str, Any], table: str, code: str) -> str:
    """A code of a practice in words."""
    return _PRACTICE_TABLES[table][code].to(_language(context))


@register.simple_tag(takes_context=True)
def practice_field(context: Mapping[str, Any], name: str) -> str:
    """A field of a practice in words."""
    return practice_words.WORDS[name].to(_language(context))


@register.simple_tag(takes_context=True)
def academy_word(context: Mapping[str, Any], name: str) -> str:
    """A column of the list of STEM academies in words."""
    return practice_words.ACADEMY_WORDS[name].to(_language(context))


@register.simple_tag(takes_context=True)
def practice_field_small(context: Mapping[str, Any], name: str) -> str:
    """A field of a practice as it stands inside a sentence."""
    said = practice_words.WORDS[name].to(_language(context))
    return said[:1].lower() + said[1:]


@register.simple_tag(takes_context=True)
def practice_problem(context: Mapping[str, Any], agenda: Agenda, problem: Problem) -> SafeString:
    """What is wrong with a practice or its review: the field or criterion in words, what is wrong, the remedy."""
    language = _language(context)
    said = told(
        {"place": problem.place, "message": problem.message, "remedy": problem.remedy, "file": problem.file},
        language=language,
    )
    name = problem.place.partition("[")[0].partition(".")[0]
    titles = {item.code: item.title for item in agenda.quality_criteria}
    field = {**practice_words.WORDS, **action_words.EVIDENCE_WORDS, **titles}.get(name)
    number = problem.place.partition("[")[2].partition("]")[0]
    place = f"{field.to(language)} {number}".rstrip() if field else said.place.text
    return format_html("<b>{}</b>: {}. {}", place, said.message.text, said.remedy.text)


@register.simple_tag(takes_context=True)
def picture(context: Mapping[str, Any], code: str, family: str, width: int) -> str:
    """The address of one size of a picture."""
    return address("practice_picture", language=_language(context), code=code, file=f"{family}-{width}.jpg")


@register.simple_tag
def contact(written: str) -> SafeString | str:
    """A contact as a link, where it can be followed safely."""
    link = contact_address(contact=written)
    return format_html('<a href="{}">{}</a>', link, written.removeprefix("https://").rstrip("/")) if link else written


@register.filter
def part(start: str, number: Any) -> str:
    """The start of the field names of one block of a form."""
    return f"{start}.{number}" if number else start


@register.filter
def wording_in(text: Wording, language: Language) -> str:
    """A text of people where no mark of its language can stand: inside an attribute."""
    return text.to(language)


@register.simple_tag(takes_context=True)
def practice_reason(context: Mapping[str, Any], reason: str) -> str:
    """Why two practices are alike."""
    return practice_words.REASON_WORDS[reason].to(_language(context))


@register.simple_tag(takes_context=True)
def reach(context: Mapping[str, Any], reached: Reached) -> str:
    """How many of what a practice reached."""
    return reach_words(reached=reached, language=_language(context))


@register.filter
def latest(stages: Mapping[int, str]) -> int | str:
    """The latest year of which a stage is known."""
    return max(stages, default="")


@register.simple_tag(takes_context=True)
def action_link(context: Mapping[str, Any], titles: Mapping[str, Wording], code: str) -> SafeString | str:
    """The code of an action, leading to its page where this reader may see it: drafts have no public page."""
    if code not in titles:
        return code
    return format_html('<a href="{}">{}</a>', page_with(context, "action", code=code), code)


@register.filter
def at(table: Mapping[Any, Any], key: Any) -> Any:
    """What a table holds under a key, or nothing."""
    return table.get(key, "")


@register.simple_tag(takes_context=True)
def facet_name(context: Mapping[str, Any], name: str) -> str:
    """A facet or dimension in words."""
    return words(f"actions.facet.{name}", language=_language(context))


@register.simple_tag(takes_context=True)
def field_name(context: Mapping[str, Any], name: str) -> str:
    """A field of a form in words; a plain word for a text that is no field of a record."""
    found = _TABLES["field"].get(name)
    return found.to(_language(context)) if found is not None else words("action.reason", language=_language(context))


@register.simple_tag(takes_context=True)
def order_name(context: Mapping[str, Any], name: str) -> str:
    """An order of the list in words."""
    return words(f"actions.order.{name}", language=_language(context))


@register.simple_tag(takes_context=True)
def page_with(context: Mapping[str, Any], name: str, query: str = "", **parts: str) -> str:
    """The address of a page with a question that is encoded already; the day in view travels along."""
    question = context.get("asked")
    as_of = question.as_of if question else ""
    return address(name, language=_language(context), as_of=as_of, query=query or "", **parts)


@register.simple_tag(takes_context=True)
def quick_address(context: Mapping[str, Any], code: str, back: str = "") -> str:
    """The small form of an action, which leads back to the list it was opened from."""
    query = urlencode({"next": back}) if back else ""
    return address("action_quick", language=_language(context), query=query, code=code)


@register.simple_tag(takes_context=True)
def matter_name(context: Mapping[str, Any], matter: str) -> str:
    """Why an action waits for somebody."""
    return words(f"mine.matter.{matter}", language=_language(context))


@register.simple_tag(takes_context=True)
def joining_name(context: Mapping[str, Any], verb: str, part: str) -> str:
    """A way to join or part actions: its title, or what it does."""
    return words(f"joining.{verb}.{part}", language=_language(context))


@register.simple_tag(takes_context=True)
def who_may(context: Mapping[str, Any], step: str) -> str:
    """Whom to ask for a step that is not the reader's to take."""
    return words(f"action.ask.{_ASK.get(step, 'lead')}", language=_language(context))


@register.simple_tag(takes_context=True)
def t_remark(context: Mapping[str, Any], code: str) -> str:
    """What a criterion lacks."""
    return words(f"action.remark.{code}", language=_language(context))


@register.simple_tag(takes_context=True)
def criterion(context: Mapping[str, Any], agenda: Agenda, code: str) -> str:
    """A criterion of the quality framework, or one of the two parts of the evidence-based one."""
    language = _language(context)
    found = next((item.title for item in agenda.quality_criteria if item.code == code), None)
    return (found or action_words.EVIDENCE_WORDS[code]).to(language)


@register.simple_tag(takes_context=True)
def record_problem(context: Mapping[str, Any], problem: Problem) -> SafeString:
    """What is wrong with a record: the field in words, what is wrong, the remedy."""
    language = _language(context)
    said = told(
        {"place": problem.place, "message": problem.message, "remedy": problem.remedy, "file": problem.file},
        language=language,
    )
    code, comma, place = problem.place.rpartition(", ")
    name = place.partition("[")[0].partition(".")[0]
    field = action_words.FIELD_WORDS[name].to(language) if name in action_words.FIELD_WORDS else said.place.text
    return format_html("<b>{}{}{}</b>: {}. {}", code, comma, field, said.message.text, said.remedy.text)
