"""A tag that writes a block of the page a second time, as plain text: for what networks read of a page."""

from __future__ import annotations

from typing import Final

from django import template
from django.template.base import NodeList
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

register = template.Library()
#: Networks cut there anyway.
_LONGEST: Final = 300


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """What a block says, without mark-up, fit for an attribute."""
    if context.render_context.get(BLOCK_CONTEXT_KEY) is None:
        return SafeString("")
    written = BlockNode(name, NodeList()).render(context)
    plain = " ".join(strip_tags(written).split())
    # The page escaped it already; only the quotes of our own texts are left.
    return mark_safe(Truncator(plain).chars(_LONGEST).replace('"', "&quot;"))  # noqa: S308
