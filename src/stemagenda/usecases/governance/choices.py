"""What the forms of governance offer to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stemagenda.core.actions.action import Wording
from stemagenda.core.framework import Agenda
from stemagenda.core.governance.meeting import Decision, FollowUp, Meeting
from stemagenda.core.text import Text
from stemagenda.usecases.actions.choices import choices
from stemagenda.usecases.governance.reading import Governance

Named = tuple[tuple[str, Wording], ...]


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Everything a form of governance can name, each by code with its title."""

    agenda: Agenda
    entities: Named
    bodies: Named
    actions: Named
    indicators: tuple[tuple[str, Text], ...]
    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def owners(self) -> Named:
        """Bodies first, then entities that are no body."""
        bodies = {code for code, _ in self.bodies}
        return (*self.bodies, *(item for item in self.entities if item[0] not in bodies))

    @property
    def names(self) -> Mapping[str, Wording]:
        """The name of everything that is written by its code."""
        return {**dict(self.owners), **dict(self.actions)}

    @property
    def topics(self) -> Mapping[str, str]:
        """What a point of an agenda can speak about: code -> the kind of what it names."""
        return {
            **{item.code: "objectives" for item in self.agenda.objectives},
            **{code: "actions" for code, _ in self.actions},
            **{code: "indicators" for code, _ in self.indicators},
        }


def offered(*, found: Governance) -> Offered:
    """What there is to choose now, beside the governance as it was read."""
    chosen = choices()
    return Offered(
        agenda=chosen.agenda,
        entities=chosen.entities,
        bodies=tuple((view.body.code, view.body.title) for view in found.bodies),
        actions=chosen.actions,
        indicators=chosen.indicators,
        meetings=found.meetings,
        decisions=found.decisions,
        follow_ups=found.follow_ups,
    )
