"""What a change of several actions would do, before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from stemagenda.core.actions.action import FOLLOWED_UP, Action, Wording
from stemagenda.core.actions.workflow import EDITABLE
from stemagenda.core.versions import FieldChange, changes
from stemagenda.store import records
from stemagenda.store.codec import encode
from stemagenda.usecases.actions.bulk import MOST_ACTIONS, BulkChange, changed
from stemagenda.usecases.permissions import Actor, can_draft_actions, can_edit_action, check
from stemagenda.usecases.records import value_of


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """One action and what would change in it, after the version `seen`.

    `becomes_draft`: agreed text changes, so the public sees it after the committee. `stands_still`: agreed text would
    change while it waits for a decision, which is refused.
    """

    code: str
    title: Wording
    seen: int
    may_edit: bool
    changes: tuple[FieldChange, ...]
    becomes_draft: bool
    stands_still: bool

    @property
    def fits(self) -> bool:
        """Whether the change can be made in this action."""
        return self.may_edit and not self.stands_still


def foreseen(*, codes: Sequence[str], change: BulkChange, actor: Actor, now: datetime) -> tuple[Foreseen, ...]:
    """What would become of each of these actions; codes that are none are left out.

    Raises:
        NotAllowed: for anybody outside the working group.
    """
    check(can_draft_actions(actor), "only the working group changes actions")
    return tuple(
        _foreseen(version, change=change, actor=actor, now=now)
        for code in dict.fromkeys(codes[:MOST_ACTIONS])
        if (version := records.version(kind="action", code=code)) is not None
    )


def _foreseen(version: records.Version, *, change: BulkChange, actor: Actor, now: datetime) -> Foreseen:
    action: Action = value_of(version)
    found = changes(before=version.body, after=encode(changed(action, change=change, now=now)))
    agreed = any(item.field not in FOLLOWED_UP for item in found)
    return Foreseen(
        code=version.code,
        title=action.title,
        seen=version.number,
        may_edit=can_edit_action(actor, action),
        changes=found,
        becomes_draft=agreed and version.state == "published",
        stands_still=agreed and version.state not in EDITABLE,
    )
