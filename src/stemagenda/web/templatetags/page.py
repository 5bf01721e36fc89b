"""Tags every template may use: words, numbers, days, addresses, glyphs, sparklines. Each knows the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from stemagenda.core.indicators.case import Colour
from stemagenda.core.indicators.definition import Unit
from stemagenda.core.reports import sentences
from stemagenda.core.text import Language, Text, format_date, format_number
from stemagenda.outputs.svg.dumbbell import write as draw_dumbbell
from stemagenda.outputs.svg.glyph import glyph as draw_glyph
from stemagenda.outputs.svg.spark import write as draw_spark
from stemagenda.usecases.charting import chart_points
from stemagenda.usecases.explaining import verdict_of
from stemagenda.usecases.gaps import GapView
from stemagenda.usecases.search import Hit
from stemagenda.usecases.sources import source_title
from stemagenda.usecases.views import LightView, SeriesView
from stemagenda.web.addresses import address
from stemagenda.web.catalogue import catalogue, person_words, words

register = template.Library()


def _language(context: Mapping[str, Any]) -> Language:
    return context.get("language", "nl")  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def t(context: Mapping[str, Any], key: str, **values: object) -> str:
    """A text of the catalogue in the page's language."""
    return words(key, language=_language(context), **values)


@register.simple_tag(takes_context=True)
def tn(context: Mapping[str, Any], key: str, count: int) -> str:
    """A text in its singular (`key_one`) or plural (`key_many`), with `{count}` filled in."""
    number = format_number(count, language=_language(context), decimals=0)
    return words(f"{key}_{'one' if count == 1 else 'many'}", language=_language(context), count=number)


@register.simple_tag(takes_context=True)
def say(context: Mapping[str, Any], text: Text | None) -> str:
    """A bilingual text in the page's language; nothing for None."""
    return text.to(_language(context)) if text is not None else ""


@register.simple_tag(takes_context=True)
def number(context: Mapping[str, Any], value: float | None, decimals: int | None = None, trim: bool = False) -> str:
    """A number as the page's language writes it; a dash for a missing one. `trim` drops zeros at the end."""
    if value is None:
        return "–"
    language = _language(context)
    written = format_number(float(value), language=language, decimals=decimals)
    mark = "," if language == "nl" else "."
    return written.rstrip("0").rstrip(mark) if trim and mark in written else written


@register.simple_tag(takes_context=True)
def value(context: Mapping[str, Any], amount: float | None, unit: Unit) -> str:
    """A value with its unit's sign (17,3 %); a dash for a missing one."""
    if amount is None:
        return "–"
    return sentences.written(value=amount, unit=unit, language=_language(context))


@register.simple_tag(takes_context=True)
def day(context: Mapping[str, Any], when: date | datetime, precision: str = "day") -> str:
    """A day in words, of a moment the day in the site's time zone; only the year where no more is known."""
    if isinstance(when, datetime):
        when = timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    if precision == "year":
        return str(when.year)
    written = format_date(when, language=_language(context))
    return written.split(" ", 1)[1] if precision == "month" else written


@register.simple_tag(takes_context=True)
def moment(context: Mapping[str, Any], when: datetime) -> str:
    """A day with its hour, in the site's time zone: 1 december 2026, 9.30 uur."""
    local = timezone.localtime(when)
    return words(
        "site.moment", language=_language(context), day=day(context, local), hour=local.hour, minute=local.minute
    )


@register.simple_tag(takes_context=True)
def person(context: Mapping[str, Any], name: str) -> str:
    """Who did something: an account's name, or in words that it was done on the server itself."""
    return person_words(name, language=_language(context))


@register.simple_tag(takes_context=True)
def release_kind(context: Mapping[str, Any], kind: str) -> str:
    """What kind of release it is: a correction, a revision, an update, a withdrawal; a dash for a first one."""
    return words(f"release.kind_{kind}", language=_language(context)) if kind else "–"


@register.simple_tag(takes_context=True)
def plain_number(context: Mapping[str, Any], amount: float) -> str:
    """A number as it was given, without a unit."""
    return format_number(amount, language=_language(context))


@register.simple_tag(takes_context=True)
def page(context: Mapping[str, Any], name: str, **parts: str) -> str:
    """The address of a page in this language; the day in view travels along."""
    question = context.get("asked")
    return address(name, language=_language(context), as_of=question.as_of if question else "", **parts)


@register.simple_tag(takes_context=True)
def hit_page(context: Mapping[str, Any], hit: Hit) -> str:
    """Where what was found stands; the day in view travels along."""
    where = page(context, hit.page, **hit.parts)
    return f"{where}#{hit.anchor}" if hit.anchor else where


@register.simple_tag(takes_context=True)
def glyph(context: Mapping[str, Any], light: LightView | None, quiet: bool = False) -> SafeString:
    """The glyph of a light; `quiet` where the word stands beside it already."""
    if light is None:
        return SafeString("")
    language = _language(context)
    # The writer escapes every text it is given; a test feeds it hostile labels.
    return mark_safe(  # noqa: S308
        draw_glyph(
            light.colour,
            uncertain=light.uncertain,
            stale=light.stale,
            label=None if quiet else light_words(light, language),
            language=language,
        )
    )


@register.simple_tag(takes_context=True)
def plain_glyph(context: Mapping[str, Any], colour: Colour, uncertain: bool = False, stale: bool = False) -> SafeString:
    """A glyph as a sign in a legend: the words stand beside it."""
    return mark_safe(  # noqa: S308
        draw_glyph(colour, uncertain=uncertain, stale=stale, label=None, language=_language(context))
    )


@register.simple_tag(takes_context=True)
def light_label(context: Mapping[str, Any], light: LightView | None) -> str:
    """A light in words, with its marks."""
    return light_words(light, _language(context)) if light else ""


def light_words(light: LightView, language: Language) -> str:
    """A light in words: colour word, then grey's reason, then its marks."""
    parts = [sentences.colour_word(colour=light.colour, language=language)]
    if light.colour == "grey":
        parts.append(sentences.grey_words(reason=light.reason, language=language))
    if light.uncertain:
        parts.append(words("light.uncertain", language=language))
    if light.stale:
        parts.append(words("light.stale", language=language))
    if light.override:
        parts.append(words("light.override", language=language))
    return ", ".join(parts)


@register.simple_tag(takes_context=True)
def grey_reason(context: Mapping[str, Any], reason: str) -> str:
    """Why a light is grey, in a few words."""
    return sentences.grey_words(reason=reason, language=_language(context))


@register.simple_tag(takes_context=True)
def colour_word(context: Mapping[str, Any], colour: str) -> str:
    """The word of a colour."""
    return sentences.colour_word(colour=colour, language=_language(context))


@register.simple_tag(takes_context=True)
def verdict(context: Mapping[str, Any], view: SeriesView) -> str:
    """The verdict of a series in plain sentences."""
    return verdict_of(view=view, language=_language(context))


@register.simple_tag(takes_context=True)
def difference(context: Mapping[str, Any], amount: float | None, unit: Unit) -> str:
    """A difference with sign and unit."""
    if amount is None:
        return "–"
    return sentences.difference_written(value=amount, unit=unit, language=_language(context))


@register.simple_tag
def spark(view: SeriesView) -> SafeString:
    """A sparkline of the points of a series: decoration, the numbers stand beside it."""
    light, target = view.light, view.target
    return mark_safe(  # noqa: S308
        draw_spark(
            points=chart_points(view),
            target=target[0] if target else None,
            colour=light.colour if light else None,
            uncertain=bool(light and light.uncertain),
            stale=bool(light and light.stale),
        )
    )


@register.simple_tag(takes_context=True)
def dumbbell(context: Mapping[str, Any], gap: GapView) -> SafeString:
    """Women and men on one line."""
    return mark_safe(  # noqa: S308
        draw_dumbbell(
            girls=gap.found.first,
            boys=gap.found.second,
            language=_language(context),
            limit=max(gap.found.first, gap.found.second) * 1.25,
        )
    )


@register.simple_tag
def lit(light: LightView | None) -> str:
    """The classes that give a place the colour of its light."""
    if light is None:
        return "is-grey"
    return f"is-{light.colour}" + (" is-stale" if light.stale else "")


@register.simple_tag
def fragment(code: str) -> SafeString:
    """An id for a place on a page, from a code with spaces and dots."""
    return format_html("{}", code.lower().replace(" ", "-").replace(".", "-"))


@register.simple_tag(takes_context=True)
def method_name(context: Mapping[str, Any], name: str) -> str:
    """The name of a method; a new one without a name in the catalogue shows its own."""
    return catalogue(_language(context)).get(f"method.name.{name}", name.replace("_", " "))


@register.simple_tag(takes_context=True)
def method_about(context: Mapping[str, Any], name: str) -> str:
    """What a method asks, in one sentence."""
    return catalogue(_language(context)).get(f"method.about.{name}", "")


@register.simple_tag(takes_context=True)
def method_verdict(context: Mapping[str, Any], verdict: str) -> str:
    """A method's verdict in words; declared bands stay as declared."""
    language = _language(context)
    return catalogue(language).get(f"method.verdict.{verdict or 'undefined'}", verdict)


@register.simple_tag(takes_context=True)
def number_name(context: Mapping[str, Any], name: str) -> str:
    """The name of one of a method's numbers."""
    return catalogue(_language(context)).get(f"method.number.{name}", name.replace("_", " "))


@register.simple_tag(takes_context=True)
def track_sentence(context: Mapping[str, Any], verdict: str) -> str:
    """The target track in a sentence."""
    return catalogue(_language(context)).get(f"track.{verdict}", "")


@register.simple_tag(takes_context=True)
def colour_meaning(context: Mapping[str, Any], colour: str) -> str:
    """What a colour means."""
    return words(f"light.{colour}", language=_language(context))


@register.simple_tag(takes_context=True)
def cadence(context: Mapping[str, Any], written: str) -> str:
    """How often a source appears."""
    return catalogue(_language(context)).get(f"cadence.{written}", written)


@register.simple_tag(takes_context=True)
def source_name(context: Mapping[str, Any], name: str) -> str:
    """The title of a source; its folder name where it is unknown by now."""
    title = source_title(name)
    return title.to(_language(context)) if title else name


@register.simple_tag(takes_context=True)
def prose(context: Mapping[str, Any], text: Text | None) -> SafeString:
    """A bilingual text in which `commands` stand between backticks."""
    parts = (text.to(_language(context)) if text is not None else "").split("`")
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if index % 2 else part,) for index, part in enumerate(parts))
    )


@register.simple_tag(takes_context=True)
def state_word(context: Mapping[str, Any], colour: str, count: int) -> str:
    """What so many lights of a colour do: "gaan de verkeerde kant uit"."""
    return words(f"home.{colour}_{'one' if count == 1 else 'many'}", language=_language(context))
