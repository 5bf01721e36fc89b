"""What follows from an action without anybody judging it: shown beside the one status that a person sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from stemagenda.core.actions.action import Action, Milestone

#: Nothing heard for so many days is silence.
SILENT_DAYS: Final = 180
#: A milestone within so many days is near.
NEAR: Final = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Milestones late and near (each earliest first), days since anything was heard, and an end that passed unnoticed.

    `silent_days` counts from the last version; `is_silent` from 180 days on, unless the action is over.
    `is_overdue`: the last day is past, and neither completed nor discontinued.
    """

    late: tuple[Milestone, ...]
    near: tuple[Milestone, ...]
    silent_days: int
    is_silent: bool
    is_overdue: bool


def facts(action: Action, *, heard: date, on: date) -> Facts:
    """The facts of an action on a day. `heard` is the day of its last version."""
    opened = sorted((item for item in action.milestones if item.met is None), key=lambda item: item.due)
    ended = is_over(status=action.status, stages={item.year: item.stage for item in action.stages}, on=on)
    silent = max((on - heard).days, 0)
    return Facts(
        late=tuple(item for item in opened if item.due < on),
        near=tuple(item for item in opened if on <= item.due <= on + NEAR),
        silent_days=silent,
        is_silent=silent >= SILENT_DAYS and not ended,
        is_overdue=action.ends is not None and action.ends < on and not ended,
    )


def is_over(*, status: str, stages: Mapping[int, str], on: date) -> bool:
    """Whether an action is done or stopped, or was completed or discontinued in its latest year up to a day's."""
    year = max((year for year in stages if year <= on.year), default=None)
    return status in {"done", "stopped"} or (year is not None and stages[year] in {"completed", "discontinued"})
