"""Practices that partners propose: sent in, reviewed by the quality framework, published, by the steps of actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, cast

from django.db import transaction

from stemagenda.core.actions.action import Wording
from stemagenda.core.actions.quality import EVIDENCE_PARTS
from stemagenda.core.actions.workflow import EDITABLE, STEPS, WITH_REASON, State, Step, after, steps
from stemagenda.core.governance.naming import new_code
from stemagenda.core.practices import checks
from stemagenda.core.practices.practice import Practice
from stemagenda.core.practices.review import DECIDING, Review, shortcomings
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import agenda as agenda_store
from stemagenda.store import pictures, records
from stemagenda.store.audit import hold_writes
from stemagenda.store.records import Version
from stemagenda.usecases.actions.choices import Choices, choices
from stemagenda.usecases.permissions import (
    Actor,
    can_edit_practice,
    can_review_practices,
    can_submit_practices,
    can_take_practice_step,
    check,
)
from stemagenda.usecases.practices import KIND, PracticePage, page_of
from stemagenda.usecases.record_codes import known_codes, problems_of
from stemagenda.usecases.records import Check, Written, value_of, write_record

LONGEST_REASON: Final = 2_000
#: Words that stand in addresses of pages, so no practice can have them as its code.
_RESERVED: Final = frozenset({"nieuw", "new", "ingediend", "submitted"})
#: A practice that one of these left is no longer on its way.
_ENDS_OF_A_PROPOSAL: Final = frozenset({"publish_practice", "reject_practice", "load_records"})


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A proposed practice in a list: where it stands, by whom and since when, and whether the reader has to act."""

    code: str
    title: Wording
    state: str
    by: str
    at: datetime
    waits_for_me: bool


@dataclass(frozen=True, kw_only=True)
class SubmissionPage:
    """A practice on its way, as its author and reviewers see it. `steps` are those this reader may take."""

    page: PracticePage
    version: Version
    steps: tuple[Step, ...]
    may_edit: bool
    may_review: bool
    criteria: tuple[str, ...]


def submit_practice(*, practice: Practice, seen: int, actor: Actor, now: datetime) -> Written:
    """Send in a practice, new (`seen` 0) or again. What was public before stays so until the new text is published.

    Raises:
        NotAllowed: no part in the agenda's work, or somebody else's practice.
        Overtaken: somebody else changed the same meanwhile.
        Refused: with every problem; also where the text stands still because others decide on it.
    """
    check(can_submit_practices(actor), "only members and organisations of the register propose a practice")
    with transaction.atomic():
        hold_writes()
        if problems := tuple(_lost_pictures(practice)):
            raise Refused(problems)
        proposed = practice
        if not seen:
            taken = records.codes(kind=KIND) | _RESERVED
            proposed = replace(practice, code=new_code(record=practice, taken=taken))
        else:
            current = records.version(kind=KIND, code=practice.code)
            check(
                current is not None and can_edit_practice(actor, author=author_of(code=practice.code)),
                "only its author and the coordinators change a practice",
            )
            if current is not None and current.state not in EDITABLE:
                raise Refused([_problem("state", "stands still until it was decided on", "Wait, or take it back")])
        return _write(proposed, seen=seen, state="proposed", verb="submit_practice", actor=actor, now=now)


def take_practice_step(
    *, code: str, step: str, seen: int, reason: str, review: Review, actor: Actor, now: datetime
) -> Written:
    """Take a step with a proposed practice; a reviewer's decision keeps the `review` with it.

    Raises:
        NotAllowed: not for this actor; nobody decides on their own proposal.
        NotPossible: the step does not exist in this state.
        Refused: no such practice, a criterion without an answer, no reason, or a text that changed meanwhile.
    """
    with transaction.atomic():
        hold_writes()
        current = records.version(kind=KIND, code=code)
        if current is None or step not in STEPS:
            raise Refused([_problem("code", "is no practice or step", "Open the list and start anew")])
        taken = step
        allowed = can_take_practice_step(
            actor, step=taken, author=author_of(code=code), submitted_by=submitted_by(version=current)
        )
        check(allowed, f"this step is not yours to take: {step}")
        state = after(state=cast("State", current.state), step=taken)
        if problems := tuple(_lacks(current, step=taken, seen=seen, reason=reason, review=review)):
            raise Refused(problems)
        practice: Practice = value_of(current)
        if taken in DECIDING:
            practice = replace(practice, quality=review.answers, evidence=review.evidence or practice.evidence)
        verb = f"{taken}_practice"
        written = _write(practice, seen=seen, state=state, verb=verb, actor=actor, now=now, note=reason.strip())
        public = records.public_version(kind=KIND, code=code, on=now.date())
        if state == "rejected" and public is not None:
            # What was public stays public: the refused change ends here.
            return _write(
                value_of(public), seen=written.number, state="published", verb="publish_practice", actor=actor, now=now
            )
    return written


def submissions(*, actor: Actor) -> tuple[Submission, ...]:
    """The practices on their way that this reader may see: reviewers all of them, others their own."""
    found = []
    for card in records.cards(kind=KIND):
        on_its_way = card.state not in {"published", "rejected"}
        version = records.version(kind=KIND, code=card.code) if on_its_way else None
        if version is not None and may_see_submission(actor, code=card.code):
            found.append(
                Submission(
                    code=card.code,
                    title=Wording(**card.card["title"]),
                    state=card.state,
                    by=version.actor,
                    at=version.at,
                    waits_for_me=_waits_for(version, actor),
                )
            )
    return tuple(found)


def submission_page(*, code: str, actor: Actor, now: datetime, language: Language) -> SubmissionPage | None:
    """A practice as it stands now, for its author and the reviewers; None for everybody else."""
    version = records.version(kind=KIND, code=code)
    if version is None or not may_see_submission(actor, code=code):
        return None
    author, sender = author_of(code=code), submitted_by(version=version)
    allowed = tuple(
        step
        for step in steps(cast("State", version.state))
        if step not in {"propose", "revise"}  # sending in again is saving the form
        and can_take_practice_step(actor, step=step, author=author, submitted_by=sender)
    )
    return SubmissionPage(
        page=page_of(practice=value_of(version), since=version.since, on=now.date(), language=language),
        version=version,
        steps=allowed,
        may_edit=version.state in EDITABLE and can_edit_practice(actor, author=author),
        may_review=bool(DECIDING & set(allowed)),
        criteria=criteria(),
    )


def submission_choices(*, actor: Actor) -> Choices:
    """What the form offers to choose from.

    Raises:
        NotAllowed: for anybody who may not propose a practice.
    """
    check(can_submit_practices(actor), "only members and organisations of the register propose a practice")
    return choices()


def nameable(*, kind: str, on: date) -> tuple[tuple[str, Wording], ...]:
    """The records of a kind that are public on a day: what a practice can be said to serve or to bring together."""
    return tuple((card.code, Wording(**card.card["title"])) for card in records.public_cards(kind=kind, on=on))


def criteria() -> tuple[str, ...]:
    """The criteria a practice is reviewed by, the two parts of the evidence-based one after it."""
    agenda = agenda_store.agenda()
    codes = [item.code for item in agenda.quality_criteria] if agenda else []
    return tuple(part for code in codes for part in ((code, *EVIDENCE_PARTS) if code == "evidence-based" else (code,)))


def author_of(*, code: str) -> str:
    """Who first proposed a practice."""
    history = records.history(kind=KIND, code=code)
    return history[-1].actor if history else ""


def submitted_by(*, version: Version) -> str:
    """Who sent in the present text; empty where nobody did."""
    for earlier in records.history(kind=KIND, code=version.code):
        if earlier.verb == "submit_practice":
            return earlier.actor
        if earlier.verb in _ENDS_OF_A_PROPOSAL and earlier.number < version.number:
            break
    return ""


def _lost_pictures(practice: Practice) -> Iterator[Problem]:
    kept = pictures.sizes_of(families=[item.family for item in practice.pictures if item.family])
    for number, item in enumerate(practice.pictures, 1):
        if item.family and item.family not in kept:
            yield _problem(f"pictures[{number}]", "is no longer kept here", "Take it out, or choose the file anew")


def may_see_submission(actor: Actor, *, code: str) -> bool:
    """Whether somebody may see a practice on its way: its author, coordinators and reviewers."""
    return can_review_practices(actor) or can_edit_practice(actor, author=author_of(code=code))


def _waits_for(version: Version, actor: Actor) -> bool:
    if version.state in {"draft", "returned"}:
        return actor.name == author_of(code=version.code)
    return can_review_practices(actor) and actor.name != submitted_by(version=version)


def _lacks(current: Version, *, step: Step, seen: int, reason: str, review: Review) -> Iterator[Problem]:
    if current.number != seen:
        yield _problem("seen", "the practice was changed meanwhile", "Read it again before you decide")
    if step in WITH_REASON and not reason.strip():
        yield _problem("reason", "is empty", "Say in a sentence why")
    if len(reason) > LONGEST_REASON:
        yield _problem("reason", f"has more than {LONGEST_REASON:,} characters", "Shorten it")
    if step == "validate":
        yield from shortcomings(review, criteria=criteria())


def _settled() -> Check:
    known = known_codes()

    def asked(practice: Practice) -> Iterator[Problem]:
        yield from checks.problems(practice)
        yield from problems_of(practice, known=known)

    return asked


def _write(
    practice: Practice, *, seen: int, state: str, verb: str, actor: Actor, now: datetime, note: str = ""
) -> Written:
    return write_record(
        kind=KIND,
        value=practice,
        seen=seen,
        state=state,
        verb=verb,
        actor=actor,
        now=now,
        note=note,
        check=_settled() if verb in {"submit_practice", "validate_practice", "publish_practice"} else None,
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file=KIND, place=place, message=message, remedy=remedy)
