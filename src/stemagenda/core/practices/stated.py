"""What a practice does not say: shown as such, never filled in."""

from __future__ import annotations

from typing import Final

from stemagenda.core.practices.practice import Practice

#: What a page names as not stated, in its order.
_STATED: Final = (
    "description",
    "evaluation",
    "results",
    "funding",
    "cost",
    "evidence",
    "reach",
    "levels",
    "target_groups",
    "gender",
    "transitions",
    "objectives",
    "organisations",
    "starts",
    "links",
    "pictures",
    "contact",
)
#: A publication is read: it has no reach, cost or effect of its own.
_OF_PUBLICATIONS: Final = ("description", "target_groups", "objectives", "organisations", "published", "links")


def unstated(*, practice: Practice) -> tuple[str, ...]:
    """The fields of which nothing is stated."""
    asked_for = _OF_PUBLICATIONS if practice.kind == "publication" else _STATED
    stated = {name: getattr(practice, name) for name in asked_for}
    return tuple(name for name, value in stated.items() if not getattr(value, "nl", value))
