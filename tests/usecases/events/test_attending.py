"""Who sees who comes, who notes who came, and what came of an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.usecases.events.registering import AFTER, DURING, EVENT, KEEPER, NOW, ORGANISER, OTHER, comes, kept, stand

from stemagenda.core.validation import Refused
from stemagenda.store.models import AuditRow
from stemagenda.usecases.events import reading
from stemagenda.usecases.events.attending import (
    mark_attendance,
    participants,
    participants_csv,
    public_attendance,
)
from stemagenda.usecases.events.outcomes import record_outcome, withdraw_outcome
from stemagenda.usecases.events.reading import actor_events, event_page
from stemagenda.usecases.network import network
from stemagenda.usecases.permissions import NOBODY, Actor, NotAllowed, can_manage_event

EDITOR = Actor(name="els", is_editor=True)


@pytest.fixture
def event(loaded: datetime) -> str:
    reading._known.cache_clear()
    reading._labels.cache_clear()
    return kept()


@pytest.mark.parametrize(
    ("actor", "may"), [(NOBODY, False), (EDITOR, False), (OTHER, False), (ORGANISER, True), (KEEPER, True)]
)
def test_who_manages_an_event(event: str, actor: Actor, may: bool) -> None:
    assert can_manage_event(actor, organiser="vlaio") is may
    assert not can_manage_event(replace(actor, is_coordinator=False), organiser="")
    if may:
        assert participants(code=event, actor=actor, now=NOW) is not None
        return
    with pytest.raises(NotAllowed):
        participants(code=event, actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        mark_attendance(code=event, came=[], actor=actor, now=DURING)
    with pytest.raises(NotAllowed):
        record_outcome(code=event, one="vdab", other="vlor", kind="advises", note="", actor=actor, now=AFTER)
    with pytest.raises(NotAllowed):
        withdraw_outcome(code=event, relation="x", actor=actor, now=AFTER)


def test_every_look_at_the_list_is_kept_without_a_name(event: str) -> None:
    comes("An", organisation="=HYPERLINK(1)", pillar="companies")
    comes("Bo")
    comes("Ci")
    found = participants(code=event, actor=ORGANISER, now=NOW)
    assert found is not None
    assert [person.body["name"] for _, person in found.waiting] == ["Ci"]
    entry = AuditRow.objects.latest("pk")
    assert (entry.verb, entry.actor, entry.subject) == ("read_participants", "vlaio-mens", f"event/{event}")
    assert entry.details == {"people": 3}
    file = participants_csv(found=found, language="nl").decode()
    assert "an@voorbeeld.be" in file
    assert ",=HYPER" not in file
    assert ";=HYPER" not in file
    assert participants(code="nooit", actor=KEEPER, now=NOW) is None


def test_who_came_is_noted_and_told_in_counts(event: str) -> None:
    kept(replace(EVENT, capacity=None), seen=1)
    for number in range(7):
        comes(f"Mens{number}", pillar="companies" if number < 6 else "citizens")
    assert public_attendance(code=event) is None
    found = participants(code=event, actor=KEEPER, now=DURING)
    assert found is not None
    assert found.has_begun
    numbers = [seat.number for seat, _ in found.seated]
    with pytest.raises(Refused, match="has not begun yet"):
        mark_attendance(code=event, came=numbers, actor=KEEPER, now=NOW)
    with pytest.raises(Refused, match="has no seat"):
        mark_attendance(code=event, came=[*numbers, 999_999], actor=KEEPER, now=DURING)
    with pytest.raises(Refused, match="is not there"):
        mark_attendance(code="nooit", came=[], actor=KEEPER, now=DURING)
    mark_attendance(code=event, came=numbers[1:], actor=ORGANISER, now=DURING)
    told = public_attendance(code=event)
    assert told is not None
    assert (dict(told.by_pillar), told.total) == ({"companies": 5, "citizens": None}, None)
    mark_attendance(code=event, came=[], actor=KEEPER, now=DURING)
    told = public_attendance(code=event)
    assert told is not None
    assert told.total == 0
    assert len(stand()) == 7


def test_organisations_that_found_each_other_are_related_from_then_on(event: str) -> None:
    def note(one: str = "vdab", other: str = "vlor", kind: str = "cooperates-with", now: datetime = AFTER) -> str:
        return record_outcome(code=event, one=one, other=other, kind=kind, note=" ", actor=ORGANISER, now=now).code

    for wrong, said in (
        ({"one": ""}, "is empty"),
        ({"kind": "leads"}, "is none we know"),
        ({"other": "vdab"}, "is the actor itself"),
        ({"other": "niemand"}, "is no entity we know"),
        ({"now": NOW}, "has not begun yet"),
    ):
        with pytest.raises(Refused, match=said):
            note(**wrong)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="is not there"):
        record_outcome(code="nooit", one="vdab", other="vlor", kind="advises", note="", actor=KEEPER, now=AFTER)
    off = kept(replace(EVENT, code="afgelast", cancelled=True))
    with pytest.raises(Refused, match="does not take place"):
        record_outcome(code=off, one="vdab", other="vlor", kind="advises", note="", actor=KEEPER, now=AFTER)
    before = network(on=AFTER.date()).network.weights["vdab"].get("vlor")
    code = note()
    with pytest.raises(Refused, match="has this relation already"):
        note(one="vlor", other="vdab")
    page = event_page(code=event, on=AFTER.date())
    assert page is not None
    assert [(item.actor, item.target, item.starts) for item in page.outcomes] == [("vdab", "vlor", EVENT.on)]
    assert event in [row.code for row in actor_events(code="vlor", on=AFTER.date())]
    tie = next(tie for tie in network(on=AFTER.date()).told["vdab"] if tie.target == "vlor" and tie.event)
    assert (tie.event, tie.kind) == (event, "cooperates-with")
    assert network(on=AFTER.date()).network.weights["vdab"]["vlor"] > (before or 0)
    with pytest.raises(Refused, match="did not come of this event"):
        withdraw_outcome(code=event, relation="cedefop-refernet", actor=KEEPER, now=AFTER)
    withdraw_outcome(code=event, relation=code, actor=ORGANISER, now=AFTER)
    page = event_page(code=event, on=AFTER.date())
    assert page is not None
    assert not page.outcomes
