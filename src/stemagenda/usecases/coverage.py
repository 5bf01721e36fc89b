"""Which objectives are served, by whom and for whom; what is not, and what is not stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from stemagenda.core.actions.action import PILLARS, Wording
from stemagenda.core.actions.coverage import Covering, Dimension, Matrix, matrix
from stemagenda.core.framework import Agenda
from stemagenda.core.reports.action_words import DOMAIN_WORDS, GROUP_WORDS, PILLAR_WORDS
from stemagenda.core.text import Language
from stemagenda.store import agenda as agenda_store
from stemagenda.usecases.action_list import Row, public_rows
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.hub.needs import unmet_by_transition
from stemagenda.usecases.monitor import the_agenda

DIMENSIONS: Final[tuple[Dimension, ...]] = get_args(Dimension)


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The matrix of a dimension, and what lacks a link: objectives without indicator, actions without something.

    `unmet` are needs that the STEMhub could not meet, by transition; None for a small count.
    """

    agenda: Agenda
    dimension: Dimension
    matrix: Matrix
    entities: Mapping[str, Wording]
    without_indicator: tuple[str, ...]
    lacking: Mapping[str, tuple[str, ...]]
    unmet: Mapping[str, int | None]

    def column(self, code: str, language: Language) -> str:
        """A column's heading."""
        transitions = {item.code: item.title for item in self.agenda.transitions}
        found = self.entities.get(code) or next(
            (table[code] for table in (PILLAR_WORDS, transitions, GROUP_WORDS, DOMAIN_WORDS) if code in table), None
        )
        return found.to(language) if found is not None else code


def coverage(*, by: Dimension, on: date) -> Coverage:
    """What was covered on a day, as far as it was public."""
    agenda = the_agenda()
    rows = public_rows(on=on)
    objectives = tuple(item.code for item in agenda.objectives if item.level == "operational")
    measured = {code for item in agenda_store.indicators() for code in item.objectives}
    return Coverage(
        agenda=agenda,
        dimension=by,
        matrix=matrix(
            objectives=objectives,
            columns=_columns(agenda, rows, by),
            actions=(Covering(code=row.code, objectives=row.objectives, values=_values(row, by)) for row in rows),
        ),
        entities=entity_titles(),
        without_indicator=tuple(code for code in objectives if code not in measured),
        lacking={
            "objective": tuple(row.code for row in rows if not row.objectives),
            "lead": tuple(row.code for row in rows if not row.lead),
            "pillar": tuple(row.code for row in rows if not row.pillars),
            "target_group": tuple(row.code for row in rows if not row.target_groups),
            "indicator": tuple(row.code for row in rows if not row.indicators),
            "stage": tuple(row.code for row in rows if not row.stages),
        },
        unmet=unmet_by_transition(on=on) if by == "transition" else {},
    )


def _values(row: Row, by: Dimension) -> tuple[str, ...]:
    return {
        "entity": row.entities,
        "pillar": row.pillars,
        "transition": row.transitions,
        "target_group": row.target_groups,
        "policy_domain": row.policy_domains,
    }[by]


def _columns(agenda: Agenda, rows: tuple[Row, ...], by: Dimension) -> tuple[str, ...]:
    """Every value there is to fill: all pillars and transitions; of the others, those that some action names."""
    if by == "pillar":
        return PILLARS
    if by == "transition":
        return tuple(item.code for item in agenda.transitions)
    return tuple(sorted({value for row in rows for value in _values(row, by)}))
