"""The repeated parts of the forms of governance, and their lists to tick in."""

from __future__ import annotations

from typing import Any, Final

from stemagenda.core.timeline.development import LEARNER_GROUPS, PRIORITIES, SUBSYSTEMS, THEMES, PolicyDevelopment

#: Empty lines or blocks below those that are filled in.
SPARE: Final = 2
SPARE_POINTS: Final = 4
#: Lists of a policy development to tick in: field, the facet that has its words, what there is.
_DEVELOPMENT_LISTS: Final = (
    ("target_groups", "target_group", LEARNER_GROUPS),
    ("themes", "theme", THEMES),
    ("priorities", "priority", PRIORITIES),
    ("subsystems", "subsystem", SUBSYSTEMS),
)


def blocks(record: Any) -> dict[str, list[Any]]:
    """The repeated parts of a form, with empty ones to fill in; lists to tick in, with what is ticked."""
    spare = {"years": SPARE, "items": SPARE_POINTS, "recommendations": SPARE}
    found = {name: [*getattr(record, name, ()), *([None] * number)] for name, number in spare.items()}
    if isinstance(record, PolicyDevelopment):
        found["indicators"] = [*record.indicators, *([None] * SPARE)]
    ticked = [(name, facet, codes, getattr(record, name, ())) for name, facet, codes in _DEVELOPMENT_LISTS]
    return {**found, "development_lists": ticked}
