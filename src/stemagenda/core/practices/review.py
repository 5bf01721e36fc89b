"""Reviewing a practice: each criterion of the quality framework is judged, and a judgement stands on words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from stemagenda.core.actions.action import QualityAnswer
from stemagenda.core.actions.workflow import Step
from stemagenda.core.practices.practice import EvidenceLevel
from stemagenda.core.validation import Problem

#: The steps with which a reviewer decides; each leaves the review with the practice.
DECIDING: Final[frozenset[Step]] = frozenset({"validate", "return", "reject"})


@dataclass(frozen=True, kw_only=True)
class Review:
    """What a reviewer found: an answer for each criterion, and how strong the evidence is."""

    answers: tuple[QualityAnswer, ...] = ()
    evidence: EvidenceLevel | None = None


def shortcomings(review: Review, *, criteria: Sequence[str]) -> Iterator[Problem]:
    """What a review lacks before a practice can be validated."""
    answers = {item.criterion: item for item in review.answers}
    for criterion in criteria:
        answer = answers.get(criterion)
        if answer is None or answer.met == "unknown":
            yield _problem(criterion, "was not judged", "Choose no, partly or yes")
        elif answer.met != "no" and not answer.evidence.strip():
            yield _problem(criterion, "has no evidence", "Say in a sentence what shows it")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="practice", place=place, message=message, remedy=remedy)
