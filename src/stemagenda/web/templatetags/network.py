"""Tags of the network: what ties lead to, numbers of pairs, shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stemagenda.core.actions.action import Wording
from stemagenda.core.indicators.definition import Unit
from stemagenda.core.network.relation import Tie
from stemagenda.core.observation import Precision
from stemagenda.core.text import Language, format_date, format_number, format_percent
from stemagenda.web.catalogue import words
from stemagenda.web.templatetags.work import entity, page_with, wording

register = template.Library()
#: kind of what a tie leads to -> its page
_PAGES: Final[Mapping[str, str]] = {
    "action": "action",
    "body": "body",
    "meeting": "meeting",
    "practice": "practice",
    "development": "development",
    "event": "event",
}


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def target(
    context: Mapping[str, Any], titles: Mapping[Any, Wording], names: Mapping[str, Wording], tie: Tie
) -> SafeString | str:
    """What a tie leads to, as a link; its code where it is not public on the day."""
    if tie.target_kind == "entity":
        return entity(context, names, tie.target)
    title = titles.get((tie.target_kind, tie.target))
    if title is None:
        return tie.target
    address = page_with(context, _PAGES[tie.target_kind], code=tie.target)
    code = f"{tie.target} " if tie.target_kind == "action" else ""
    return format_html('<a href="{}">{}{}</a>', address, code, wording(context, title))


@register.simple_tag(takes_context=True)
def shared_title(context: Mapping[str, Any], titles: Mapping[Any, Wording], kind: str, code: str) -> SafeString | str:
    """What two actors share, in a few words."""
    if kind == "entity":
        return words("actors.directly", language=_language(context))
    title = titles.get((kind, code))
    return wording(context, title) if title is not None else code


@register.simple_tag(takes_context=True)
def about_day(context: Mapping[str, Any], day: date, precision: Precision) -> str:
    """A day as exactly as it is known: 3 mei 2024, mei 2024, 2024."""
    if precision == "year":
        return str(day.year)
    written = format_date(day, language=_language(context))
    return written if precision == "day" else written.partition(" ")[2]


@register.filter
def first_of(codes: tuple[str, ...], most: str) -> tuple[str, ...]:
    """So many of a list as a reader takes in."""
    return codes[: int(most)]


@register.filter
def beyond(codes: tuple[str, ...], most: str) -> int:
    """How many of a list are not shown."""
    return max(0, len(codes) - int(most))


@register.simple_tag
def pairs(mixed: Mapping[tuple[str, str], int], one: str, other: str) -> int:
    """How many connected pairs there are between two pillars."""
    return mixed.get((one, other), 0)


@register.simple_tag(takes_context=True)
def reading(context: Mapping[str, Any], amount: float | str | None, unit: Unit) -> str:
    """A value of an indicator on connecting; a dash where there is none."""
    if not isinstance(amount, float | int):
        return "–"
    language = _language(context)
    if unit == "share":
        return format_percent(amount, language=language, decimals=1)
    return format_number(amount, language=language, decimals=2)


@register.simple_tag(takes_context=True)
def reading_of(context: Mapping[str, Any], share: float) -> str:
    """A share of 0 to 1 in per cent."""
    return format_percent(100 * share, language=_language(context), decimals=1)
