"""A question to the STEMhub: what, where, for whom and when, in codes; what people wrote stands apart.

The kinds of help are those that the agenda's documents speak of; each is tied to the objectives that it serves, and so
to the practices, actions and actors that work for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import Pillar
from stemagenda.core.hub.workflow import Outcome, State, Step
from stemagenda.core.practices.practice import GROUPS, PracticeGroup
from stemagenda.core.regions import FLANDERS, PLACES
from stemagenda.core.text import is_plain
from stemagenda.core.validation import Problem

HelpKind = Literal[
    "guest-lecturer",
    "challenge",
    "infrastructure",
    "materials",
    "training",
    "workplace",
    "partner",
    "talent",
    "financing",
    "information",
    "other",
]
Asker = Literal["enterprise", "school", "training-provider", "association", "government", "other"]
HELP_KINDS: Final[tuple[HelpKind, ...]] = get_args(HelpKind)
ASKERS: Final[tuple[Asker, ...]] = get_args(Asker)
AUDIENCES: Final[tuple[PracticeGroup, ...]] = GROUPS
#: Where somebody asks for help: one place, or all of Flanders.
REGIONS_ASKED: Final = (*PLACES, FLANDERS)
#: kind -> the operational objectives of the note that it serves
SERVES: Final[Mapping[HelpKind, tuple[str, ...]]] = {
    "guest-lecturer": ("OD 3.1.2", "OD 4.2.2"),
    "challenge": ("OD 3.1.2", "OD 3.4.2"),
    "infrastructure": ("OD 3.3.1", "OD 3.3.2", "OD 3.3.3", "OD 3.3.4"),
    "materials": ("OD 2.2.1", "OD 2.2.3"),
    "training": ("OD 2.4.1", "OD 3.1.1", "OD 4.2.3"),
    "workplace": ("OD 2.3.4",),
    "partner": ("OD 1.1.2", "OD 1.2.1", "OD 1.2.2", "OD 3.1.1"),
    "talent": ("OD 2.4.2", "OD 4.1.3"),
    "financing": ("OD 2.3.1", "OD 2.4.1", "OD 3.3.4"),
    "information": ("OD 2.1.1", "OD 2.1.2"),
    "other": (),
}
#: The side of the quadruple helix from which each kind of asker speaks.
SIDES: Final[Mapping[Asker, Pillar]] = {
    "enterprise": "companies",
    "school": "knowledge",
    "training-provider": "knowledge",
    "association": "citizens",
    "government": "government",
}
LONGEST_QUESTION: Final = 2_000
SHORTEST_QUESTION: Final = 10
LONGEST_NAME: Final = 120
LONGEST_ANSWER: Final = 5_000
LONGEST_REMARK: Final = 300
MOST_CODES: Final = 20
#: Marks (of 1 to 5) at which somebody should look again.
LOW: Final = 2
#: Help is asked for within so many years.
FURTHEST: Final = timedelta(days=3 * 366)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody asks, without who they are. Empty tuples and None mean: not stated."""

    kind: str
    region: str
    asker: str
    question: str
    audience: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()
    needed_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who asks, as far as they said. `place` is a municipality."""

    address: str
    name: str = ""
    organisation: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One step of a request's way: who took it, what was written with it, and to which organisation it went.

    `by` is an account; empty for whoever asked. The text of an answer is for them, any other for those who help.
    """

    step: Step
    at: datetime
    by: str = ""
    text: str = ""
    entity: str = ""


@dataclass(frozen=True, kw_only=True)
class HelpRequest:
    """A request as it stands. `number` grows with each change; `entity` is the organisation it is assigned to.

    `person` is the number under which who asked is kept; None once they are erased, and with them every text.
    """

    code: str
    number: int
    person: int | None
    kind: HelpKind
    region: str
    asker: Asker
    audience: tuple[str, ...]
    transitions: tuple[str, ...]
    needed_by: date | None
    state: State
    entity: str
    outcome: Outcome | None
    satisfaction: int | None
    way: tuple[Entry, ...]
    asked_at: datetime
    changed_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None

    @property
    def answers(self) -> tuple[Entry, ...]:
        """What was answered, the newest first."""
        return tuple(entry for entry in reversed(self.way) if entry.step == "answer")


def request_problems(*, asked: Asked, contact: Contact, transitions: frozenset[str], on: date) -> Iterator[Problem]:
    """Everything wrong with a question as somebody wrote it; `transitions` are those of the agenda."""
    yield from _choices(asked, transitions)
    length = len(asked.question.strip())
    if length < SHORTEST_QUESTION:
        yield _problem("question", "is too short to answer", "Say in a sentence or two what you look for")
    elif length > LONGEST_QUESTION:
        yield _problem("question", f"has {length:,} characters, more than {LONGEST_QUESTION:,}", "Shorten it")
    if asked.needed_by is not None and not on <= asked.needed_by <= on + FURTHEST:
        yield _problem("needed_by", "is past, or more than three years away", "Give a later or nearer day, or none")
    texts = {"question": asked.question, "address": contact.address}
    texts |= {name: getattr(contact, name) for name in ("name", "organisation", "place")}
    for place, text in texts.items():
        if not is_plain(text):
            yield _problem(place, "has characters that cannot be shown", "Type it instead of pasting it")
        if place not in {"question", "address"} and len(text) > LONGEST_NAME:
            yield _problem(place, f"has more than {LONGEST_NAME} characters", "Shorten it")


def answer_problems(text: str, *, place: str, longest: int = LONGEST_ANSWER) -> Iterator[Problem]:
    """What is wrong with an answer or a note."""
    if not text.strip():
        yield _problem(place, "is empty", "Write it first")
    elif len(text) > longest:
        yield _problem(place, f"has {len(text):,} characters, more than {longest:,}", "Shorten it")
    if not is_plain(text):
        yield _problem(place, "has characters that cannot be shown", "Type it instead of pasting it")


def _choices(asked: Asked, transitions: frozenset[str]) -> Iterator[Problem]:
    if asked.kind not in HELP_KINDS:
        yield _problem("kind", "was not chosen", "Choose what you look for")
    if asked.region not in REGIONS_ASKED:
        yield _problem("region", "was not chosen", "Choose where you look for help")
    if asked.asker not in ASKERS:
        yield _problem("asker", "was not chosen", "Choose for whom you ask")
    for place, codes, known in (
        ("audience", asked.audience, frozenset(AUDIENCES)),
        ("transitions", asked.transitions, transitions),
    ):
        if len(codes) > MOST_CODES or not known.issuperset(codes):
            yield _problem(place, "has a choice that is not on the list", "Choose one from the list")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="help-request", place=place, message=message, remedy=remedy)
