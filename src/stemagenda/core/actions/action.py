"""Frozen values for one action. Codes link it to objectives, entities, indicators and transitions of the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from stemagenda.core.text import Language

#: The seven stages of Cedefop's timeline of VET policies, in the order of a policy's life.
Stage = Literal["design", "legislative-process", "approved", "pilot", "implementation", "discontinued", "completed"]
#: The one judgement a person gives, with a reason.
Status = Literal["not-set", "on-track", "attention", "blocked", "done", "stopped"]
Pillar = Literal["government", "knowledge", "companies", "citizens"]
Recurrence = Literal["new", "recurrent"]
RelationKind = Literal["merged-into", "split-from", "superseded-by", "related-to"]
Met = Literal["unknown", "no", "partly", "yes"]
PartnerRole = Literal["partner", "co-lead", "funder", "executor", "adviser"]

STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
PILLARS: Final[tuple[Pillar, ...]] = get_args(Pillar)
PARTNER_ROLES: Final[tuple[PartnerRole, ...]] = get_args(PartnerRole)

#: What people keep current while an action runs; the rest was agreed and changes through the committee only.
FOLLOWED_UP: Final = frozenset(
    {"stages", "status", "status_reason", "status_on", "notes", "milestones", "budget_spent", "quality", "documents"}
)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A text in Dutch, and in English where somebody wrote it."""

    nl: str = ""
    en: str = ""

    def to(self, language: Language) -> str:
        """The text in a language; in Dutch where the English is missing."""
        return (self.en or self.nl) if language == "en" else self.nl

    def written_in(self, language: Language) -> Language:
        """The language in which `to(language)` answers."""
        return "en" if language == "en" and self.en else "nl"


NOTHING_SAID: Final = Wording()


@dataclass(frozen=True, kw_only=True)
class Partner:
    """An entity that takes part, and in which role."""

    entity: str
    role: PartnerRole = "partner"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """Something to be reached by a day. `met` is the day on which it was, None while it is open."""

    title: str
    due: date
    met: date | None = None


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """An indicator that a record contributes to, and why people think so. Never a claim that it moves the figure."""

    indicator: str
    reasoning: str

    @classmethod
    def of_code(cls, code: str) -> Contribution:
        """A link that was kept as a bare code, before reasons were asked for."""
        return cls(indicator=code, reasoning="")


@dataclass(frozen=True, kw_only=True)
class DocumentLink:
    """A document elsewhere; `url` may be empty where none is public."""

    title: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class YearStage:
    """The stage an action was in during a year."""

    year: int
    stage: Stage


@dataclass(frozen=True, kw_only=True)
class ProgressNote:
    """What happened in a year, in a few sentences."""

    year: int
    text: str


@dataclass(frozen=True, kw_only=True)
class QualityAnswer:
    """Whether the action meets a criterion of the quality framework, and the evidence for it.

    `criterion` is a code of the framework, or of one of its two parts that ask for a text of their own:
    "problem-statement" and "effectiveness".
    """

    criterion: str
    met: Met = "unknown"
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How this action stands to another one."""

    kind: RelationKind
    other: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """One action. Empty texts and None mean: not stated.

    Budgets are whole euros. `source` is the code of the agenda's document that names the action, `source_place` where
    in it. `status_on` is the day on which the status was set.
    """

    code: str
    title: Wording
    strand: str
    description: Wording = NOTHING_SAID
    objectives: tuple[str, ...] = ()
    recurrence: Recurrence = "new"
    lead: str = ""
    partners: tuple[Partner, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    policy_domains: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    milestones: tuple[Milestone, ...] = ()
    budget_planned: int | None = None
    budget_spent: int | None = None
    budget_source: str = ""
    indicators: tuple[Contribution, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    stages: tuple[YearStage, ...] = ()
    status: Status = "not-set"
    status_reason: str = ""
    status_on: date | None = None
    notes: tuple[ProgressNote, ...] = ()
    quality: tuple[QualityAnswer, ...] = ()
    relations: tuple[Relation, ...] = ()
    source: str = ""
    source_place: str = ""

    @property
    def entities(self) -> tuple[str, ...]:
        """Lead first, then the partners, each once."""
        named = ((self.lead,) if self.lead else ()) + tuple(partner.entity for partner in self.partners)
        return tuple(dict.fromkeys(named))

    @property
    def stage(self) -> YearStage | None:
        """The latest stage known."""
        return max(self.stages, key=lambda item: item.year, default=None)


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A policy theme the governance wants to connect to next (vooruitblik), not an action yet."""

    code: str
    title: Wording
    description: Wording = NOTHING_SAID
    transitions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    source: str = ""
    source_place: str = ""
