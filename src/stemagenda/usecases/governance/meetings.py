"""A meeting with the state of everything on its agenda, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.meeting import Decision, FollowUp, Meeting
from stemagenda.usecases.action_list import Row, public_rows
from stemagenda.usecases.governance.reading import Governance, governance
from stemagenda.usecases.indicators import indicator_rows
from stemagenda.usecases.monitor import compare
from stemagenda.usecases.permissions import Actor
from stemagenda.usecases.views import SeriesView


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """A meeting and what goes with it.

    `before` is the body's previous meeting; `changed` the series of which light, figure or target is otherwise than
    on its day, as (then, now). `rows` are the actions on the agenda, `lights` its indicators' headline rows by code.
    """

    meeting: Meeting
    body: Wording
    governance: Governance
    before: Meeting | None
    rows: Mapping[str, Row]
    lights: Mapping[str, tuple[SeriesView, ...]]
    decisions: tuple[Decision, ...]
    follow_ups: tuple[FollowUp, ...]
    changed: tuple[tuple[SeriesView, SeriesView], ...]

    @property
    def open_points(self) -> tuple[FollowUp, ...]:
        """The body's follow-up points that are open and were not opened after the meeting."""
        own = (point for point in self.governance.open_follow_ups if point.owner == self.meeting.body)
        return tuple(point for point in own if point.opened <= self.meeting.on)


def meeting_page(*, code: str, on: date, actor: Actor, is_today: bool = True) -> MeetingPage | None:
    """A meeting as known on a day; None where there is none for this reader."""
    found = governance(on=on, actor=actor, is_today=is_today)
    meeting = next((item for item in found.meetings if item.code == code), None)
    if meeting is None:
        return None
    earlier = [
        item for item in found.meetings if item.body == meeting.body and item.on < meeting.on and not item.cancelled
    ]
    before = max(earlier, key=lambda item: item.on, default=None)
    last = min(on, meeting.on)
    actions = {item for point in meeting.items for item in point.actions}
    return MeetingPage(
        meeting=meeting,
        body=found.names.get(meeting.body, Wording(nl=meeting.body)),
        governance=found,
        before=before,
        rows={row.code: row for row in public_rows(on=on) if row.code in actions},
        lights=indicator_rows(codes={item for point in meeting.items for item in point.indicators}, on=on),
        decisions=tuple(item for item in found.decisions if item.meeting == code),
        follow_ups=tuple(item for item in found.follow_ups if item.meeting == code),
        changed=_changed(before, last) if before is not None else (),
    )


def _changed(before: Meeting, last: date) -> tuple[tuple[SeriesView, SeriesView], ...]:
    first = before.on
    return compare(first=first, last=max(last, first + timedelta(days=1)), latest=last).rows if first < last else ()
