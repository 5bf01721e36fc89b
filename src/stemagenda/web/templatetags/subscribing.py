"""Tags for the pages with messages by e-mail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import template

from stemagenda.usecases.offered_topics import OfferGroup
from stemagenda.web.catalogue import words

register = template.Library()


@register.simple_tag(takes_context=True)
def topic_group(context: Mapping[str, Any], kind: str) -> str:
    """What a group of topics is called."""
    return words(f"subscribing.group.{kind}", language=context["language"])


@register.simple_tag(takes_context=True)
def rhythm_words(context: Mapping[str, Any], rhythm: str) -> str:
    """How often a letter may come."""
    return words(f"subscribing.every.{rhythm}", language=context["language"])


@register.filter
def has_any(group: OfferGroup, topics: Collection[str]) -> bool:
    """Whether a group holds one of these topics."""
    return any(offer.topic in topics for offer in group.offers)
