"""Whoever asks: the form, their own page behind a secret link, the rating, and taking it back. No account is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from stemagenda.core.hub.request import (
    LONGEST_REMARK,
    Asked,
    Contact,
    Entry,
    HelpRequest,
    answer_problems,
    request_problems,
)
from stemagenda.core.hub.workflow import after, steps
from stemagenda.core.personal.purpose import last_day
from stemagenda.core.text import Language, Text
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import agenda as agenda_store
from stemagenda.store import hub as store
from stemagenda.store import personal
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.personal import Person
from stemagenda.usecases.guarding import Guard, Repeated, check_guard, note_result
from stemagenda.usecases.hub.letters import tell_asker
from stemagenda.usecases.hub.suggesting import Suggestions, suggest
from stemagenda.usecases.letters import is_address

PURPOSE = "help_request"
RATINGS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """A question as its asker sees it: what they wrote, where it stands, what may help."""

    request: HelpRequest
    asked: Asked
    contact: Contact
    remark: str
    suggestions: Suggestions
    until: date

    @property
    def may_rate(self) -> bool:
        """Whether there is something to rate."""
        return "rate" in steps(self.request.state)

    @property
    def may_withdraw(self) -> bool:
        """Whether it can still be taken back."""
        return "withdraw" in steps(self.request.state)


def ask_for_help(*, asked: Asked, contact: Contact, language: Language, guard: Guard, link: Text, now: datetime) -> str:
    """Take in a question, and queue the letter with its link; returns the secret of the link.

    The same page sent twice is one question: the second time gives the first one's link.

    Raises:
        Refused: with everything that is wrong; nothing is stored.
    """
    with transaction.atomic():
        hold_writes()
        try:
            nonce = check_guard(guard=guard, now=now)
        except Repeated as again:
            return _secret_of(again.result)
        if problems := _problems(asked, contact, now=now):
            raise Refused(problems)
        body = {"question": asked.question.strip(), **_told(contact)}
        person, secret = personal.keep(
            purpose=PURPOSE,
            about="",
            address=contact.address,
            language=language,
            body=body,
            until=last_day(purpose=PURPOSE, ended_on=now.date()),
            now=now,
        )
        request = store.add(asked=asked, person=person.number, now=now)
        note_result(nonce=nonce, result=str(person.number))
        tell_asker(request=request, person=person, link=link, now=now)
        _note("ask_for_help", request, now=now)
    return secret


def own_page(*, secret: str, on: date) -> OwnPage | None:
    """The page of whoever holds this link; None for a link that leads nowhere."""
    found = _found(secret)
    if found is None:
        return None
    person, request = found
    asked, contact = asked_by(person=person, request=request)
    return OwnPage(
        request=request,
        asked=asked,
        contact=contact,
        remark=person.body.get("remark", ""),
        suggestions=suggest(asked=asked, on=on),
        until=person.until,
    )


def rate_help(*, secret: str, satisfaction: int, remark: str, now: datetime) -> bool:
    """Say how much an answer helped; said again, the last word counts. False for a link that leads nowhere.

    Raises:
        NotPossible: nothing was answered yet.
        Refused: no mark from 1 to 5, or too long a remark.
    """
    with transaction.atomic():
        hold_writes()
        found = _found(secret)
        if found is None:
            return False
        person, request = found
        state = after(state=request.state, step="rate")
        problems = list(answer_problems(remark, place="remark", longest=LONGEST_REMARK)) if remark.strip() else []
        if satisfaction not in RATINGS:
            problems.append(_problem("satisfaction", "was not chosen", "Choose how much it helped"))
        if problems:
            raise Refused(problems)
        changed = replace(
            request,
            state=state,
            satisfaction=satisfaction,
            way=(*request.way, Entry(step="rate", at=now)),
            changed_at=now,
        )
        store.change(request=changed, seen=request.number)
        body = {**person.body, "remark": remark.strip()}
        personal.change(number=person.number, body=body, language=person.language, until=person.until)
        _note("rate_help", request, now=now)
    return True


def withdraw_help(*, secret: str, now: datetime) -> bool:
    """Take a question back, and erase at once who asked and what they wrote. False where there is nothing to take back.

    Raises:
        NotPossible: it is closed already; its asker can still be erased.
    """
    with transaction.atomic():
        hold_writes()
        found = _found(secret)
        if found is None:
            return False
        person, request = found
        state = after(state=request.state, step="withdraw")
        store.change(request=replace(request, state=state, changed_at=now, closed_at=now), seen=request.number)
        store.forget_texts(person=person.number, now=now)
        personal.erase(number=person.number)
        _note("withdraw_help", request, now=now)
    return True


def forget_question(*, person: Person, now: datetime) -> None:
    """What goes with somebody who is erased: every text of their question. Part of the erasing write."""
    store.forget_texts(person=person.number, now=now)


def asked_by(*, person: Person | None, request: HelpRequest) -> tuple[Asked, Contact]:
    """What was asked and by whom; both without texts once they are erased."""
    body = person.body if person else {}
    asked = Asked(
        kind=request.kind,
        region=request.region,
        asker=request.asker,
        question=body.get("question", ""),
        audience=request.audience,
        transitions=request.transitions,
        needed_by=request.needed_by,
    )
    told = {name: body.get(name, "") for name in ("name", "organisation", "place")}
    return asked, Contact(address=person.address if person else "", **told)


def _found(secret: str) -> tuple[Person, HelpRequest] | None:
    person = personal.find(secret=secret)
    request = store.request_of(person=person.number) if person and person.purpose == PURPOSE else None
    return (person, request) if person and request else None


def _secret_of(number: str) -> str:
    """The link of the question that the same page brought before."""
    person = personal.person(number=int(number)) if number else None
    if person is None:
        raise Refused([_problem("form", "brought a question that is gone", "Open the form again")])
    return personal.secret_of(number=person.number)


def _problems(asked: Asked, contact: Contact, *, now: datetime) -> list[Problem]:
    agenda = agenda_store.agenda()
    transitions = frozenset(item.code for item in agenda.transitions) if agenda else frozenset()
    problems = list(request_problems(asked=asked, contact=contact, transitions=transitions, on=now.date()))
    if not is_address(contact.address):
        problems.append(_problem("address", "is no e-mail address", "Write it as name@school.be"))
    return problems


def _told(contact: Contact) -> dict[str, str]:
    told = {name: getattr(contact, name).strip() for name in ("name", "organisation", "place")}
    return {name: text for name, text in told.items() if text}


def _note(verb: str, request: HelpRequest, *, now: datetime) -> None:
    # Nobody's name; and no page that is remembered shows what changed.
    record_write(verb=verb, subject=f"help-request/{request.code}", actor="", now=now, changes_pages=False)


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="help-request", place=place, message=message, remedy=remedy)
