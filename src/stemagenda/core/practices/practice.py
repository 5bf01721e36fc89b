"""Frozen values for one practice: a documented initiative, campaign, platform or publication.

The fields are those of the EU STEM Coalition's pages, and what those lack: how strong the evidence is, cost, reach,
groups, transitions, objectives, attention to gender, contact. An empty field means: not stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import NOTHING_SAID, DocumentLink, Partner, QualityAnswer, Wording
from stemagenda.core.practices.pictures import Picture

PracticeKind = Literal["practice", "publication", "campaign", "platform"]
EducationLevel = Literal["primary", "secondary", "vocational", "higher", "adult", "out-of-school"]
#: From weak to strong: somebody tells what happens; it is counted; its effect was studied; it worked elsewhere too.
EvidenceLevel = Literal["described", "monitored", "evaluated", "transferable"]
GenderFocus = Literal["girls", "attention", "none"]
PracticeGroup = Literal[
    "pupils",
    "students",
    "young-people",
    "adults",
    "employees",
    "jobseekers",
    "companies",
    "teachers",
    "researchers",
    "career-counsellors",
    "girls-women",
    "parents",
    "general-public",
]

KINDS: Final[tuple[PracticeKind, ...]] = get_args(PracticeKind)
LEVELS: Final[tuple[EducationLevel, ...]] = get_args(EducationLevel)
EVIDENCE: Final[tuple[EvidenceLevel, ...]] = get_args(EvidenceLevel)
GENDER: Final[tuple[GenderFocus, ...]] = get_args(GenderFocus)
GROUPS: Final[tuple[PracticeGroup, ...]] = get_args(PracticeGroup)
#: Only these bring other practices together.
BUNDLING: Final[frozenset[PracticeKind]] = frozenset({"campaign", "platform"})


@dataclass(frozen=True, kw_only=True)
class Reached:
    """How many of what were reached, in which years; `about` where the source rounds."""

    number: int
    what: Wording
    years: str = ""
    about: bool = False


@dataclass(frozen=True, kw_only=True)
class Practice:
    """One practice. `description` holds the Coalition's 'description and objectives', `funding` its budget and model.

    `starts` and `published` are years. `organisations` are entities with their role, `documents` documents of the
    agenda, `practices` what a campaign or platform brings together. `contact` is the address of a post, never of a
    person. `quality` is the review by the agenda's quality framework.
    """

    code: str
    title: Wording
    kind: PracticeKind
    summary: Wording = NOTHING_SAID
    description: Wording = NOTHING_SAID
    evaluation: Wording = NOTHING_SAID
    results: Wording = NOTHING_SAID
    funding: Wording = NOTHING_SAID
    cost: Wording = NOTHING_SAID
    reach: tuple[Reached, ...] = ()
    evidence: EvidenceLevel | None = None
    levels: tuple[EducationLevel, ...] = ()
    target_groups: tuple[PracticeGroup, ...] = ()
    gender: GenderFocus | None = None
    transitions: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    organisations: tuple[Partner, ...] = ()
    actions: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    starts: int | None = None
    published: int | None = None
    languages: tuple[Literal["nl", "en"], ...] = ()
    links: tuple[DocumentLink, ...] = ()
    pictures: tuple[Picture, ...] = ()
    contact: str = ""
    quality: tuple[QualityAnswer, ...] = ()
    source: str = ""
    source_place: str = ""
