"""Decisions that open, change or stop actions, and follow-up points until they are closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.usecases.governance.keeping import DAY, KEEPER, MEMBER, NEW, NOW, OTHER, made, stands, wrong

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.governance.meeting import Decision
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.audit import version as changes
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.actions.reading import action_page
from stemagenda.usecases.governance.editing import close_follow_up, decide, reopen_follow_up, save
from stemagenda.usecases.governance.reading import governance
from stemagenda.usecases.permissions import NOBODY, Actor, NotAllowed
from stemagenda.usecases.records import Overtaken, value_of

pytestmark = pytest.mark.usefixtures("loaded")


def action(code: str) -> Action:
    found = records.version(kind="action", code=code)
    assert found is not None
    value: Action = value_of(found)
    return value


def decision(**changed: Any) -> Decision:
    return replace(NEW["decision"], **changed)


def test_a_decision_opens_an_action() -> None:
    written, code = decide(
        decision=decision(effect="opens-action", objectives=("OD 2.1.1",)),
        opens=" STEM in elke bib ",
        strand="overtuigingskracht",
        actor=KEEPER,
        now=NOW,
    )
    assert stands("decision", written.code).actions == (code,)
    assert (action(code).title.nl, action(code).objectives) == ("STEM in elke bib", ("OD 2.1.1",))
    found = action_page(code=code, on=DAY, actor=KEEPER)
    assert found is not None
    assert [item.code for item in found.decisions] == [written.code]
    assert found.work is not None
    assert found.work.version.state == "draft"
    assert action_page(code=code, on=DAY, actor=NOBODY) is None


def test_a_decision_that_opens_nothing_is_refused_with_the_action() -> None:
    before = changes()
    with pytest.raises(Refused):
        decide(decision=decision(effect="opens-action"), opens=" ", strand="daadkracht", actor=KEEPER, now=NOW)
    with pytest.raises(Refused):
        decide(
            decision=decision(effect="opens-action", by="niemand"),
            opens="Iets",
            strand="daadkracht",
            actor=KEEPER,
            now=NOW,
        )
    assert changes() == before


def test_a_decision_may_open_an_action_later_on() -> None:
    code = made("decision")
    later = replace(stands("decision", code), effect="opens-action")
    written, opened = decide(decision=later, seen=1, opens="Toch een proef", strand="daadkracht", actor=KEEPER, now=NOW)
    assert (written.code, written.number) == (code, 2)
    assert stands("decision", code).actions == (opened,)


def test_a_decision_about_what_was_opened_earlier_opens_nothing_new() -> None:
    opened = decision(effect="opens-action", actions=("OK-01",))
    written, code = decide(decision=opened, opens="", strand="", actor=KEEPER, now=NOW)
    assert (code, stands("decision", written.code).actions) == ("", ("OK-01",))


def test_a_decision_stops_an_action_once() -> None:
    code = made("decision", effect="stops-action", actions=("OK-01", "OK-02"))
    assert [
        (action(item).status, action(item).status_reason, action(item).status_on) for item in ("OK-01", "OK-02")
    ] == [("stopped", "Dat mag.", DAY)] * 2
    shown = action_page(code="OK-01", on=DAY, actor=NOBODY)
    assert shown is not None
    assert (shown.action.status, [item.code for item in shown.decisions]) == ("stopped", [code])
    # People go on from there; another word in the decision does not stop it again, another action is stopped now.
    found = records.version(kind="action", code="OK-01")
    assert found is not None
    again = replace(action("OK-01"), status="on-track", status_reason="Toch niet")
    save_action(action=again, seen=found.number, actor=KEEPER, now=NOW)
    changed = replace(stands("decision", code), text=Wording(nl="Dat stopt."), actions=("OK-01", "OK-02", "OK-03"))
    save(record=changed, seen=1, actor=KEEPER, now=NOW)
    assert [action(item).status for item in ("OK-01", "OK-02", "OK-03")] == ["on-track", "stopped", "stopped"]


def test_a_decision_that_changes_an_action_leaves_its_text_to_people() -> None:
    before = action("OK-01")
    code = made("decision", effect="changes-action", actions=("OK-01",))
    assert action("OK-01") == before
    found = action_page(code="OK-01", on=DAY, actor=NOBODY)
    assert found is not None
    assert code in [item.code for item in found.decisions]


# ---------------------------------------------------------------- follow-up points


def test_its_owner_closes_a_point_and_reopens_it() -> None:
    code = made("follow-up")
    with pytest.raises(NotAllowed):
        close_follow_up(code=code, note="Klaar", seen=1, actor=Actor(name="x", entities=frozenset({"vlaio"})), now=NOW)
    later = NOW + timedelta(days=3)
    close_follow_up(code=code, note=" Ze kwamen aan. ", seen=1, actor=MEMBER, now=later)
    point = stands("follow-up", code)
    assert (point.state, point.closed, point.closing_note) == ("closed", later.date(), "Ze kwamen aan.")
    found = governance(on=later.date(), actor=NOBODY)
    assert code in [item.code for item in found.closed_follow_ups]
    assert code not in [item.code for item in found.open_follow_ups]
    reopen_follow_up(code=code, seen=2, actor=MEMBER, now=later)
    point = stands("follow-up", code)
    assert (point.state, point.closed, point.closing_note) == ("open", None, "")


def test_a_body_s_member_closes_the_body_s_point() -> None:
    close_follow_up(code="speerpunten-overheid", note="Gekozen.", seen=1, actor=MEMBER, now=NOW)
    assert stands("follow-up", "speerpunten-overheid").state == "closed"
    with pytest.raises(NotAllowed):
        close_follow_up(code="uitgebreid-comite", note="Gekozen.", seen=1, actor=MEMBER, now=NOW)


def test_who_owns_it_now_decides_who_may_close_it() -> None:
    code = made("follow-up")
    save(record=replace(stands("follow-up", code), owner="vlaio"), seen=1, actor=KEEPER, now=NOW)
    with pytest.raises(NotAllowed):
        close_follow_up(code=code, note="Klaar", seen=1, actor=MEMBER, now=NOW)


@pytest.mark.parametrize(
    ("code", "note", "seen", "said"),
    [
        ("streefcijfers", " ", 1, "closing_note is empty"),
        ("bestaat-niet", "Klaar", 1, "code is not there"),
        ("streefcijfers", "Klaar", 9, "seen is no version of this point"),
        ("streefcijfers", "x" * 100_001, 1, "closing_note has more than 100,000 characters"),
    ],
)
def test_what_cannot_be_closed(code: str, note: str, seen: int, said: str) -> None:
    with pytest.raises(Refused) as refused:
        close_follow_up(code=code, note=note, seen=seen, actor=KEEPER, now=NOW)
    assert wrong(refused) == [said]


def test_two_people_close_one_point() -> None:
    close_follow_up(code="streefcijfers", note="Vastgelegd.", seen=1, actor=OTHER, now=NOW)
    with pytest.raises(Overtaken) as overtaken:
        close_follow_up(code="streefcijfers", note="Ze zijn er.", seen=1, actor=KEEPER, now=NOW)
    assert overtaken.value.current.actor == "collega"


def test_late_points_come_first() -> None:
    late = made("follow-up", due=date(2026, 11, 2))
    soon = made("follow-up", due=date(2026, 12, 1))
    found = governance(on=date(2026, 11, 20), actor=NOBODY)
    assert [item.code for item in found.open_follow_ups][:2] == [late, soon]
    assert [found.is_late(item) for item in found.open_follow_ups][:3] == [True, False, False]
