"""The forms of practices to values: what a partner proposes, what a reviewer found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.http import QueryDict

from stemagenda.core.actions.action import DocumentLink, Met, Partner, QualityAnswer, Wording
from stemagenda.core.practices.checks import LONGEST_TEXT
from stemagenda.core.practices.practice import EVIDENCE, GENDER, GROUPS, KINDS, LEVELS, Practice
from stemagenda.core.practices.review import Review
from stemagenda.core.validation import Problem
from stemagenda.web.governance_forms import Entry

NEW: Final = Practice(code="", title=Wording(), kind="practice")
MET: Final[tuple[Met, ...]] = ("unknown", "no", "partly", "yes")


def read_practice(given: QueryDict, *, before: Practice) -> tuple[Practice, list[Problem]]:
    """The practice as the form has it; fields the form does not have stay as they were `before`."""
    entry = Entry(given, kind="practice", topics={})
    ticked = {name: set(given.getlist(name)[:200]) for name in ("levels", "target_groups", "objectives", "transitions")}
    read = replace(
        before,
        title=entry.wording("title"),
        kind=entry.one_of("kind", KINDS, otherwise="practice"),
        summary=entry.wording("summary"),
        description=entry.wording("description"),
        results=entry.wording("results"),
        funding=entry.wording("funding"),
        cost=entry.wording("cost"),
        levels=tuple(item for item in LEVELS if item in ticked["levels"]),
        target_groups=tuple(item for item in GROUPS if item in ticked["target_groups"]),
        objectives=tuple(sorted(code[:60] for code in ticked["objectives"])),
        transitions=tuple(sorted(code[:60] for code in ticked["transitions"])),
        gender=next((item for item in GENDER if item == entry.text("gender")), None),
        organisations=_organisations(entry.code("organisation"), before),
        starts=entry.whole(entry.text("starts"), "starts"),
        links=_links(entry.text("link"), before),
        contact=entry.text("contact")[:300],
    )
    return read, entry.problems


def read_review(given: QueryDict, *, criteria: Sequence[str]) -> Review:
    """What a reviewer answered for each criterion; what was left open stays unanswered."""
    entry = Entry(given, kind="practice", topics={})
    return Review(
        answers=tuple(
            QualityAnswer(
                criterion=code,
                met=entry.one_of(f"met.{code}", MET, otherwise="unknown"),
                evidence=entry.text(f"evidence.{code}")[:LONGEST_TEXT],
            )
            for code in criteria
        ),
        evidence=next((item for item in EVIDENCE if item == entry.text("evidence")), None),
    )


def executor_of(practice: Practice) -> str:
    """The organisation that does it: the one the form names."""
    return next((item.entity for item in practice.organisations if item.role == "executor"), "")


def _organisations(chosen: str, before: Practice) -> tuple[Partner, ...]:
    kept = tuple(item for item in before.organisations if item.role != "executor" and item.entity != chosen)
    others = tuple(item for item in before.organisations if item.role == "executor")[1:]
    return ((Partner(entity=chosen, role="executor"),) if chosen else ()) + others + kept


def _links(url: str, before: Practice) -> tuple[DocumentLink, ...]:
    rest = before.links[1:]
    if not url:
        return rest
    title = before.links[0].title if before.links and before.links[0].url == url else url.partition("://")[2] or url
    return (DocumentLink(title=title[:200], url=url[:500]), *rest)
