"""What calls for somebody's attention in the agenda's work: facts about actions, points and questions, no judgement.

Whom a notice concerns is decided elsewhere. Each has a key: told under it once, it is not told again for a while.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import Action, Milestone, Wording
from stemagenda.core.actions.facts import NEAR, facts
from stemagenda.core.governance.meeting import FollowUp

NoticeKind = Literal[
    "milestone-late",
    "follow-up-late",
    "returned",
    "to-decide",
    "to-publish",
    "milestone-near",
    "follow-up-near",
    "silent",
    "help-new",
    "help-assigned",
    "help-dissatisfied",
]
#: In the order in which they matter.
NOTICE_KINDS: Final[tuple[NoticeKind, ...]] = get_args(NoticeKind)
#: Questions to the STEMhub: they concern whoever answers them, a member of the agenda's work or not.
OF_THE_HUB: Final[frozenset[NoticeKind]] = frozenset({"help-new", "help-assigned", "help-dissatisfied"})
#: state of an action -> what it waits for
_WAITS: Final[dict[str, NoticeKind]] = {"returned": "returned", "proposed": "to-decide", "validated": "to-publish"}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to tell. `title` is that of the action or point with `code`.

    `detail` is the milestone; `day` the day it is due, or on which the state began; `days` how long it is silent.
    """

    kind: NoticeKind
    key: str
    code: str
    title: Wording
    detail: str = ""
    day: date | None = None
    days: int = 0


def action_notices(action: Action, *, state: str, step: int, since: date, heard: date, on: date) -> tuple[Notice, ...]:
    """What is to be told about an action on a day.

    `step` is the version with which the `state` began on the day `since`; `heard` the day of the latest version.
    """
    if state in {"rejected", "withdrawn"}:
        return ()
    found = facts(action, heard=heard, on=on)
    notices = [_milestone(action, item, "milestone-late") for item in found.late]
    notices += [_milestone(action, item, "milestone-near") for item in found.near]
    waits = _WAITS.get(state)
    if waits is not None:
        key = f"{waits}/{action.code}/{step}"
        notices.append(Notice(kind=waits, key=key, code=action.code, title=action.title, day=since))
    if found.is_silent:
        key = f"silent/{action.code}"
        notices.append(Notice(kind="silent", key=key, code=action.code, title=action.title, days=found.silent_days))
    return tuple(notices)


def follow_up_notices(point: FollowUp, *, on: date) -> Iterator[Notice]:
    """What is to be told about a follow-up point on a day: nothing, or that it is due or late."""
    if point.state != "open" or point.due is None or point.due > on + NEAR:
        return
    kind: NoticeKind = "follow-up-late" if point.due < on else "follow-up-near"
    key = f"{kind}/{point.code}/{point.due.isoformat()}"
    yield Notice(kind=kind, key=key, code=point.code, title=point.title, day=point.due)


def _milestone(action: Action, milestone: Milestone, kind: NoticeKind) -> Notice:
    # Another title or day is another milestone; titles are too long for a key.
    title = hashlib.sha256(milestone.title.encode("utf-8", "replace")).hexdigest()[:12]
    return Notice(
        kind=kind,
        key=f"{kind}/{action.code}/{milestone.due.isoformat()}/{title}",
        code=action.code,
        title=action.title,
        detail=milestone.title,
        day=milestone.due,
    )
