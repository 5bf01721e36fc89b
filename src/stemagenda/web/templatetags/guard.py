"""The stamp of a form that is open to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from stemagenda.usecases.guarding import new_stamp
from stemagenda.web.asking import now

register = template.Library()


@register.simple_tag(takes_context=True)
def guard_stamp(context: Mapping[str, Any], form: str) -> str:
    """A new stamp.

    Raises:
        RuntimeError: the view is no `open_form`: its page could be remembered, and two people would share a stamp.
    """
    # A page that is drawn for a request knows it, whether or not it is among the values.
    request = getattr(context, "request", None) or context.get("request")
    if not getattr(request, "_stemagenda_open_form", False):
        raise RuntimeError(f"the view of an open form wears @open_form: {form}")
    return new_stamp(form=form, now=now())
