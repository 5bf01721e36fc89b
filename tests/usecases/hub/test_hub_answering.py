"""Those who help: who may what, the whole way, two at once, what is refused."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.usecases.hub.hubbing import COLLEAGUE, LINK, OFFICER, STRANGER, ask, asked, latest, request_of, step
from tests.usecases.working import COMMITTEE_MEMBER, COORDINATOR, EDITOR, LEAD, OTHER

from stemagenda.core.hub.workflow import STEPS, NotPossible
from stemagenda.core.validation import Refused
from stemagenda.store import personal
from stemagenda.store.models import AuditRow, LetterRow, PersonRow
from stemagenda.usecases.hub.answering import (
    SPAM_KEPT,
    Moved,
    Taken,
    take_help_step,
    waits_too_long,
    work,
)
from stemagenda.usecases.hub.asking import rate_help, withdraw_help
from stemagenda.usecases.hub.needs import exact_needs
from stemagenda.usecases.hub.queueing import Queue, QueueQuery, queue
from stemagenda.usecases.notices import notices_by_person
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed, can_take_help_step
from stemagenda.usecases.personal import erase_personal
from stemagenda.usecases.status import status


def seen_by(actor: Actor, *, on: datetime, **chosen: str) -> Queue:
    query = QueueQuery(chosen={name: (value,) for name, value in chosen.items()})
    return queue(query=query, actor=actor, on=on.date())


PEOPLE = (NOBODY, EDITOR, STRANGER, COLLEAGUE, LEAD, OTHER, COMMITTEE_MEMBER, OFFICER, COORDINATOR, OPERATOR)


def test_role_by_role() -> None:
    """The question is assigned to VDAB, for which vera, lotte and carla work."""
    allowed = {
        name: {actor.name for actor in PEOPLE if can_take_help_step(actor, step=name, entity="vdab")} for name in STEPS
    }
    hands_on = {"hugo", "coen", "command line"}
    answers = hands_on | {"vera", "lotte", "carla"}
    assert allowed == {
        **dict.fromkeys(("assign", "close", "reopen", "mark-spam"), hands_on),
        **dict.fromkeys(("hand-back", "answer", "follow-up"), answers),
        "rate": set(),
        "withdraw": set(),
    }
    unassigned = {actor.name for actor in PEOPLE if can_take_help_step(actor, step="answer", entity="")}
    assert unassigned == hands_on


@pytest.mark.parametrize("actor", [NOBODY, EDITOR, STRANGER, Actor(name="gast")])
def test_strangers_see_nothing_and_change_nothing(loaded: datetime, actor: Actor) -> None:
    code = asked(loaded)
    step(code, "assign", now=loaded, entity="vdab")
    assert work(code=code, actor=actor, on=loaded.date()) is None
    for name in STEPS:
        with pytest.raises(NotAllowed):
            step(code, name, now=loaded, actor=actor, text="Ja", entity="rtc", outcome="helped")
    with pytest.raises(NotAllowed):
        exact_needs(on=loaded.date(), actor=actor)
    if actor.entities:
        assert seen_by(actor, on=loaded).total == 0
    else:
        with pytest.raises(NotAllowed):
            seen_by(actor, on=loaded)
    assert latest(code).number == 2


def test_the_whole_way(loaded: datetime) -> None:
    secret = ask(loaded)
    code = request_of(secret).code
    assert seen_by(COLLEAGUE, on=loaded).total == 0
    step(code, "assign", now=loaded, entity="vdab", text="Iets voor de lasschool?")
    seen = work(code=code, actor=COLLEAGUE, on=loaded.date())
    assert seen is not None
    assert (seen.contact.name, seen.contact.address, seen.steps) == ("An Verzonnen", "", ("hand-back", "answer"))
    later = loaded + timedelta(days=2)
    step(code, "answer", now=later, actor=COLLEAGUE, text="Kom langs in Genk.\nBreng een jas mee.")
    letter = LetterRow.objects.order_by("pk").last()
    assert letter is not None
    assert "VDAB antwoordde op uw vraag" in letter.text
    assert "Kom langs in Genk." in letter.text
    assert f"/{secret}/" in letter.text
    step(code, "answer", now=later + timedelta(hours=1), actor=COLLEAGUE, text="En neem de trein.")
    step(code, "follow-up", now=later, text="Gebeld: ze gaan in januari.")
    step(code, "close", now=later, text="Klaar.", outcome="helped")
    done = latest(code)
    assert (done.state, done.outcome, done.answered_at, done.closed_at) == ("closed", "helped", later, later)
    assert [entry.step for entry in done.way] == ["assign", "answer", "answer", "follow-up", "close"]
    assert [entry.text for entry in done.answers] == ["En neem de trein.", "Kom langs in Genk.\nBreng een jas mee."]
    person = personal.find(secret=secret)
    assert person is not None
    assert person.until == (later + timedelta(days=365)).date()
    found = list(AuditRow.objects.filter(subject=f"help-request/{code}").order_by("pk").values_list("verb", "details"))
    assert [verb for verb, _ in found] == [
        "ask_for_help",
        "assign_help",
        "answer_help",
        "answer_help",
        "follow_up_help",
        "close_help",
    ]
    assert found[1][1] == {"step": "assign", "state": "assigned", "entity": "vdab"}
    step(code, "reopen", now=later)
    assert (latest(code).state, latest(code).entity, latest(code).outcome) == ("new", "", None)


def test_handed_back_and_judged_too_fast(loaded: datetime) -> None:
    code = asked(loaded)
    step(code, "assign", now=loaded, entity="vdab")
    step(code, "hand-back", now=loaded, actor=COLLEAGUE, text="Niet voor ons.")
    assert (latest(code).state, latest(code).entity) == ("new", "")
    step(code, "mark-spam", now=loaded)
    (person,) = personal.people(purpose="help_request")
    assert person.until == loaded.date() + SPAM_KEPT
    step(code, "reopen", now=loaded)
    (person,) = personal.people(purpose="help_request")
    assert person.until == (loaded + timedelta(days=365)).date()
    assert latest(code).state == "new"


@pytest.mark.parametrize(
    ("name", "more", "place"),
    [
        ("assign", {}, "entity"),
        ("assign", {"entity": "nergens"}, "entity"),
        ("assign", {"entity": "vdab", "text": "x" * 5_001}, "text"),
        ("answer", {"text": "  "}, "text"),
        ("answer", {"text": "a\x07"}, "text"),
        ("close", {"text": "Klaar."}, "outcome"),
        ("close", {"text": "Klaar.", "outcome": "maybe"}, "outcome"),
        ("close", {"outcome": "helped"}, "text"),
        ("dance", {}, "code"),
    ],
)
def test_what_is_refused(loaded: datetime, name: str, more: dict[str, str], place: str) -> None:
    code = asked(loaded)
    with pytest.raises(Refused) as refused:
        step(code, name, now=loaded, **more)
    assert [item.place for item in refused.value.problems] == [place]
    assert latest(code).number == 1
    assert LetterRow.objects.count() == 1


def test_who_hears_of_what(loaded: datetime) -> None:
    code = asked(loaded)
    people = (OFFICER, COLLEAGUE, STRANGER, COORDINATOR, LEAD)

    def told() -> dict[str, list[str]]:
        found = notices_by_person(people=people, on=loaded.date())
        own = {name: [item.kind for item in notices if item.code == code] for name, notices in found.items()}
        assert "lassen" not in repr(found), "a letter stays in the queue for a month: nothing of the asker in it"
        return {name: kinds for name, kinds in own.items() if kinds}

    assert told() == {"hugo": ["help-new"]}
    people = (COLLEAGUE, STRANGER, COORDINATOR)
    assert told() == {"coen": ["help-new"]}, "without an officer the coordinators hear of it"
    people = (OFFICER, COLLEAGUE, STRANGER, COORDINATOR, LEAD)
    step(code, "assign", now=loaded, entity="vdab")
    assert told() == {"vera": ["help-assigned"], "lotte": ["help-assigned"]}
    step(code, "answer", now=loaded, text="Zo.")
    assert told() == {}
    person = personal.people(purpose="help_request")[0]
    rate_help(secret=personal.secret_of(number=person.number), satisfaction=2, remark="Nee.", now=loaded)
    assert told() == {"hugo": ["help-dissatisfied"]}
    assert status(on=loaded.date())["help_requests"]["answered"] == 1


def test_two_officers_at_once_and_steps_that_do_not_exist(loaded: datetime) -> None:
    code = asked(loaded)
    step(code, "assign", now=loaded, entity="vdab")
    with pytest.raises(Moved):
        step(code, "assign", now=loaded, entity="rtc", seen=1)
    assert latest(code).entity == "vdab"
    with pytest.raises(NotPossible):
        step(code, "follow-up", now=loaded, text="Gebeld.")
    with pytest.raises(Refused, match="is no question or step"):
        take_help_step(code="HV-2026-9999", taken=Taken(step="assign"), seen=1, link=LINK, actor=OFFICER, now=loaded)


def test_nobody_is_left_to_answer(loaded: datetime) -> None:
    secret = ask(loaded)
    code = request_of(secret).code
    step(code, "answer", now=loaded, text="Ja.")
    erase_personal(secret=secret, now=loaded)
    seen = work(code=code, actor=OFFICER, on=loaded.date())
    assert seen is not None
    assert (seen.asked.question, seen.contact.address, seen.steps) == ("", "", ())
    with pytest.raises(Refused, match="has no asker any more"):
        step(code, "reopen", now=loaded)
    lost = asked(loaded)
    PersonRow.objects.all().delete()
    assert step(lost, "close", now=loaded, text="Weg.", outcome="not-helped").state == "closed"
    other = ask(loaded)
    withdraw_help(secret=other, now=loaded)
    with pytest.raises(NotPossible):
        step("HV-2026-0003", "answer", now=loaded, text="Ja.")


def test_what_waits_too_long_and_counts_by_state(loaded: datetime) -> None:
    code = asked(loaded)
    assert not waits_too_long(request=latest(code), on=loaded.date() + timedelta(days=30))
    assert waits_too_long(request=latest(code), on=loaded.date() + timedelta(days=31))
    asked(loaded)
    step(code, "assign", now=loaded, entity="vdab")
    found = seen_by(OFFICER, on=loaded)
    assert found.facets["state"] == {"new": 1, "assigned": 1}
    assert [row.request.code for row in found.rows] == ["HV-2026-0002", code], "those that wait for somebody first"
    assert [row.request.code for row in seen_by(COLLEAGUE, on=loaded).rows] == [code]
    late = seen_by(OFFICER, on=loaded + timedelta(days=31), sign="late", region="70000", state="new")
    assert (late.found, late.total) == (1, 2)
    with pytest.raises(Refused):
        seen_by(OFFICER, on=loaded, colour="blue")
