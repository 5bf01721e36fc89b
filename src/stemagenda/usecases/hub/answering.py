"""Those who help: one question with its way, and every step they take with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from stemagenda.core.actions.action import Wording
from stemagenda.core.hub.needs import TOO_LONG
from stemagenda.core.hub.request import Asked, Contact, Entry, HelpRequest, answer_problems
from stemagenda.core.hub.workflow import OUTCOMES, STEPS, WAITING, Outcome, Step, after, steps
from stemagenda.core.personal.purpose import last_day
from stemagenda.core.text import Text
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import hub as store
from stemagenda.store import personal
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.personal import Person
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.hub.asking import PURPOSE, asked_by
from stemagenda.usecases.hub.letters import tell_asker
from stemagenda.usecases.hub.suggesting import Suggestions, suggest
from stemagenda.usecases.permissions import (
    Actor,
    can_read_help,
    can_take_help_step,
    can_triage_help,
    check,
)

#: What was spam is kept so long, in case somebody judged too fast.
SPAM_KEPT: Final = timedelta(days=30)
#: Who answers where no organisation does.
THE_HUB: Final = "STEMhub"
#: The steps that need words.
_WITH_WORDS: Final[Mapping[Step, str]] = {"answer": "text", "follow-up": "text", "close": "text"}


class Moved(Exception):  # noqa: N818  (an answer, not a crash)
    """Somebody else changed the question since it was read; nothing was stored."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What a step brings along: a text, the organisation it goes to, or what became of it."""

    step: str
    text: str = ""
    entity: str = ""
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Work:
    """A question as those who help see it. `steps` are those of this reader; `contact` without the address for most."""

    request: HelpRequest
    asked: Asked
    contact: Contact
    remark: str
    suggestions: Suggestions
    steps: tuple[Step, ...]
    entities: Mapping[str, Wording]
    is_triage: bool


def take_help_step(*, code: str, taken: Taken, seen: int, link: Text, actor: Actor, now: datetime) -> HelpRequest:
    """Take a step with a question; an answer goes to its asker by letter.

    Raises:
        NotAllowed: not for this actor.
        NotPossible: the step does not exist in this state.
        Moved: the question was changed since it was read.
        Refused: no such question or step, a text that lacks, an organisation or outcome that nobody knows.
    """
    with transaction.atomic():
        hold_writes()
        current = store.request(code=code)
        step = next((step for step in STEPS if step == taken.step), None)
        if current is None or step is None:
            raise Refused([_problem("code", "is no question or step", "Open the list and start anew")])
        check(can_take_help_step(actor, step=step, entity=current.entity), f"this step is not yours to take: {step}")
        state = after(state=current.state, step=step)
        if current.number != seen:
            raise Moved
        if problems := [*_lacks(current, step, taken)]:
            raise Refused(problems)
        changed = store.change(request=_changed(current, step, taken, by=actor.name, now=now), seen=seen)
        assert changed is not None  # noqa: S101  (its number was compared above, and no write came between)
        _about_the_asker(changed, step, taken, link=link, now=now)
        details = {"step": step, "state": state} | ({"entity": taken.entity} if step == "assign" else {})
        record_write(verb=_verb(step), subject=f"help-request/{code}", actor=actor.name, now=now, details=details)
    return changed


def work(*, code: str, actor: Actor, on: date) -> Work | None:
    """One question for those who help; None where there is none that this reader may see."""
    request = store.request(code=code)
    if request is None or not can_read_help(actor, entity=request.entity):
        return None
    person = _person(request)
    asked, contact = asked_by(person=person, request=request)
    is_triage = can_triage_help(actor)
    return Work(
        request=request,
        asked=asked,
        contact=contact if is_triage else replace(contact, address=""),
        remark=person.body.get("remark", "") if person else "",
        suggestions=suggest(asked=asked, on=on),
        steps=tuple(
            step
            for step in steps(request.state)
            if can_take_help_step(actor, step=step, entity=request.entity) and (person or step not in _TO_SOMEBODY)
        ),
        entities=entity_titles(),
        is_triage=is_triage,
    )


def waits_too_long(*, request: HelpRequest, on: date) -> bool:
    """Whether a question waits so long for an answer that its need counts as unmet."""
    return request.state in WAITING and on - request.asked_at.date() > TOO_LONG


#: Nobody is left to answer once the asker was erased.
_TO_SOMEBODY: Final = frozenset({"assign", "answer", "follow-up", "reopen"})


def _changed(current: HelpRequest, step: Step, taken: Taken, *, by: str, now: datetime) -> HelpRequest:
    entity = {"assign": taken.entity, "hand-back": "", "reopen": ""}.get(step, current.entity)
    entry = Entry(step=step, at=now, by=by, text=taken.text.strip(), entity=entity if step == "assign" else "")
    is_over = step in {"close", "mark-spam"}
    outcome: Outcome | None = next((item for item in OUTCOMES if item == taken.outcome), None)
    return replace(
        current,
        state=after(state=current.state, step=step),
        entity=entity,
        outcome=outcome if step == "close" else None,
        way=(*current.way, entry),
        changed_at=now,
        answered_at=now if step == "answer" and current.answered_at is None else current.answered_at,
        closed_at=now if is_over else None,
    )


def _about_the_asker(request: HelpRequest, step: Step, taken: Taken, *, link: Text, now: datetime) -> None:
    """Write to them, and keep them as long as the step asks for."""
    person = _person(request)
    if person is None:
        return
    if step == "answer":
        by = entity_titles().get(request.entity)
        said = by.to("en" if person.language == "en" else "nl") if by else THE_HUB
        tell_asker(request=request, person=person, link=link, now=now, answer=taken.text.strip(), by=said)
    until = now.date() + SPAM_KEPT if step == "mark-spam" else last_day(purpose=PURPOSE, ended_on=now.date())
    personal.change(number=person.number, body=person.body, language=person.language, until=until)


def _lacks(current: HelpRequest, step: Step, taken: Taken) -> Iterator[Problem]:
    if step in _WITH_WORDS or taken.text.strip():
        yield from answer_problems(taken.text, place=_WITH_WORDS.get(step, "text"))
    if step == "assign" and taken.entity and taken.entity not in entity_titles():
        yield _problem("entity", "is no organisation we know", "Choose one from the list")
    if step == "assign" and not taken.entity:
        yield _problem("entity", "was not chosen", "Choose who can help")
    if step == "close" and taken.outcome not in OUTCOMES:
        yield _problem("outcome", "was not chosen", "Say whether it helped")
    if step in _TO_SOMEBODY and _person(current) is None:
        yield _problem("code", "has no asker any more: their data were erased", "Close the question")


def _person(request: HelpRequest) -> Person | None:
    return personal.person(number=request.person) if request.person is not None else None


def _verb(step: Step) -> str:
    return f"{step.replace('-', '_')}_help"


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="help-request", place=place, message=message, remedy=remedy)
