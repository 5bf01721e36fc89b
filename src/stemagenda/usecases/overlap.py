"""Suspected overlap between actions: found by the machine, judged by people, and then left as judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal, get_args

from django.db import transaction

from stemagenda.core.actions import overlap as ranking
from stemagenda.core.actions.action import Action
from stemagenda.core.actions.overlap import Described, Pair
from stemagenda.core.text import is_plain
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import pair_marks, records
from stemagenda.store.audit import record_write
from stemagenda.store.pair_marks import PairMark
from stemagenda.usecases.likeness import stems_of, words_of
from stemagenda.usecases.permissions import Actor, can_judge_overlap, check
from stemagenda.usecases.records import value_of

Verdict = Literal["overlap", "complementary", "unrelated"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
LONGEST_REASON: Final = 2_000


@dataclass(frozen=True, kw_only=True)
class SuspectedPair:
    """A pair with both actions, and the mark that holds for it, if any. `pair.shared` are words, not stems."""

    pair: Pair
    first: Action
    second: Action
    mark: PairMark | None


def suspected(*, on: date, limit: int = 20, with_drafts: bool = False) -> tuple[SuspectedPair, ...]:
    """The most suspect pairs among the actions public on a day, or `with_drafts` among those being written now.

    Judged pairs keep their place and show their mark. Marks and drafts are for members: whoever asks has been asked.
    """
    versions = records.bodies(kind="action") if with_drafts else records.public_bodies(kind="action", on=on)
    actions: dict[str, Action] = {version.code: value_of(version) for version in versions}
    marked = pair_marks.marks()
    pairs = ranking.suspected(actions=[described(action) for action in actions.values()], limit=limit)
    return tuple(
        SuspectedPair(
            pair=_in_words(pair, first, second),
            first=first,
            second=second,
            mark=marked.get((pair.first, pair.second)),
        )
        for pair in pairs
        for first, second in [(actions[pair.first], actions[pair.second])]
    )


def _in_words(pair: Pair, first: Action, second: Action) -> Pair:
    texts = (first.title.nl, second.title.nl, first.description.nl, second.description.nl)
    return replace(pair, shared=words_of(stems=pair.shared, texts=texts))


def described(action: Action) -> Described:
    """An action as overlap sees it."""
    return Described(
        code=action.code,
        strand=action.strand,
        lead=action.lead,
        objectives=frozenset(action.objectives),
        target_groups=frozenset(action.target_groups),
        transitions=frozenset(action.transitions),
        stems=stems_of(title=action.title.nl, description=action.description.nl),
    )


def marks_of(*, code: str) -> tuple[PairMark, ...]:
    """The marks of pairs this action is part of, unrelated ones left out."""
    return tuple(
        mark
        for mark in pair_marks.marks().values()
        if code in (mark.first, mark.second) and mark.verdict != "unrelated"
    )


def judge_pair(*, first: str, second: str, verdict: str, reason: str, actor: Actor, now: datetime) -> None:
    """Say what a suspected pair is. The mark stays until somebody sets another one.

    Raises:
        NotAllowed: for anybody outside the working group and the committee.
        Refused: no such pair or verdict, no reason, or too long a one.
    """
    check(can_judge_overlap(actor), "only the working group and the committee judge an overlap")
    one, other = sorted((first, second))
    problems = []
    if one == other or any(records.version(kind="action", code=code) is None for code in (one, other)):
        problems.append(_problem("pair", "is no pair of actions", "Choose two actions of the list"))
    if verdict not in VERDICTS:
        problems.append(_problem("verdict", "is none we know", f"Choose one of {', '.join(VERDICTS)}"))
    if not 0 < len(reason.strip()) <= LONGEST_REASON or not is_plain(reason):
        problems.append(_problem("reason", "is empty or longer than 2,000 characters", "Say in a sentence why"))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        mark = PairMark(first=one, second=other, verdict=verdict, reason=reason.strip(), person=actor.name, at=now)
        pair_marks.add_mark(mark=mark)
        record_write(
            verb="judge_pair", subject=f"{one} {other}", actor=actor.name, now=now, details={"verdict": verdict}
        )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="overlap", place=place, message=message, remedy=remedy)
