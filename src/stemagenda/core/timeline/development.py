"""Frozen values for one policy development: a strategy, a rule or a measure with a stage for each year.

The fields and the lists of codes are those of Cedefop's tool; of the long lists, the values that a document we hold
names for an entry. An empty field means: not stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import NOTHING_SAID, Contribution, DocumentLink, Stage, Wording
from stemagenda.core.governance.references import Namespace, Reference

DevelopmentType = Literal["strategy", "regulation", "measure"]
Subsystem = Literal["ivet", "cvet"]
LearnerGroup = Literal["upper-secondary-learners", "young-people", "adult-learners"]
Theme = Literal["stakeholders-partnerships", "promotion-campaigns", "equal-opportunities"]
Priority = Literal["vet-agile", "vet-equality", "osnabrueck-resilience"]

TYPES: Final[tuple[DevelopmentType, ...]] = get_args(DevelopmentType)
SUBSYSTEMS: Final[tuple[Subsystem, ...]] = get_args(Subsystem)
LEARNER_GROUPS: Final[tuple[LearnerGroup, ...]] = get_args(LearnerGroup)
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)
PRIORITIES: Final[tuple[Priority, ...]] = get_args(Priority)


@dataclass(frozen=True, kw_only=True)
class DevelopmentYear:
    """The stage in a year, and what happened in it."""

    year: int
    stage: Stage
    text: Wording = NOTHING_SAID


@dataclass(frozen=True, kw_only=True)
class PolicyDevelopment:
    """One entry of the timeline.

    `number` is its identifier at Cedefop, where a document states it; `has_own_title` is False where the title is a
    working title of ours, because none was published. `bodies` are the entities responsible, `actions`, `decisions`
    and `indicators` what this monitor knows of it; an indicator is linked with the reasoning of who linked it.
    """

    code: str
    title: Wording
    type: DevelopmentType
    has_own_title: bool = True
    number: str = ""
    area: str = "BE-FL"
    background: Wording = NOTHING_SAID
    goals: Wording = NOTHING_SAID
    description: Wording = NOTHING_SAID
    years: tuple[DevelopmentYear, ...] = ()
    bodies: tuple[str, ...] = ()
    target_groups: tuple[LearnerGroup, ...] = ()
    themes: tuple[Theme, ...] = ()
    priorities: tuple[Priority, ...] = ()
    subsystems: tuple[Subsystem, ...] = ()
    reading: tuple[DocumentLink, ...] = ()
    cite_as: str = ""
    url: str = ""
    actions: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    indicators: tuple[Contribution, ...] = ()
    source: str = ""

    def references(self) -> Iterator[Reference]:
        """Every code the development names; its source is found as that of every record."""
        named: tuple[tuple[str, Namespace], ...] = (
            ("bodies", "entity"),
            ("actions", "action"),
            ("decisions", "decision"),
        )
        for name, namespace in named:
            for number, code in enumerate(getattr(self, name), 1):
                yield Reference(f"{name}[{number}]", code, namespace)
        for number, link in enumerate(self.indicators, 1):
            yield Reference(f"indicators[{number}].indicator", link.indicator, "indicator")

    @property
    def latest(self) -> DevelopmentYear | None:
        """The latest year of which the stage is stated."""
        return max(self.years, key=lambda item: item.year, default=None)

    def stage_in(self, year: int) -> Stage | None:
        """The stage stated for a year; a year without a statement has none, whatever stood before it."""
        return next((item.stage for item in self.years if item.year == year), None)
