"""My actions: what my entities lead and take part in, and what waits for me and nobody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.usecases.working import (
    CO_LEAD,
    COMMITTEE_MEMBER,
    COORDINATOR,
    EMPLOYEE,
    LEAD,
    drafted,
    published,
    step,
)

from stemagenda.core.actions.action import Milestone, Partner, Wording
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.usecases.actions.commenting import keep_unsaved
from stemagenda.usecases.actions.mine import my_actions
from stemagenda.usecases.governance.editing import save as save_governance
from stemagenda.usecases.permissions import NOBODY, Actor


def waiting(actor: Actor, on: date) -> list[tuple[str, str]]:
    return [(item.matter, item.row.code) for item in my_actions(actor=actor, on=on).waiting]


def test_led_and_joined_are_apart(loaded: datetime) -> None:
    own = published(loaded)
    joint = published(loaded, lead="vlaio", partners=(Partner(entity="vdab", role="co-lead"),), actor=CO_LEAD)
    helped = published(loaded, lead="vlaio", partners=(Partner(entity="vdab"),), actor=CO_LEAD)
    draft = drafted(loaded)
    found = my_actions(actor=LEAD, on=loaded.date())
    assert {row.code for row in found.led} == {own, joint, draft}
    assert [row.code for row in found.joined] == [helped]
    assert found.entities["vdab"].nl == "VDAB"
    seen = my_actions(actor=EMPLOYEE, on=loaded.date())
    assert {row.code for row in seen.led} == {own, joint}
    assert seen.waiting == ()
    nobody = my_actions(actor=NOBODY, on=loaded.date())
    assert (nobody.led, nobody.joined, nobody.waiting, nobody.follow_ups, nobody.unsaved) == ((), (), (), (), ())


def test_each_step_waits_for_whoever_may_take_it(loaded: datetime) -> None:
    day = loaded.date()
    code = drafted(loaded)
    assert waiting(LEAD, day) == [("propose", code)]
    step(code, "propose", now=loaded, actor=LEAD)
    assert (waiting(LEAD, day), waiting(COORDINATOR, day)) == ([], [])
    assert waiting(COMMITTEE_MEMBER, day) == [("decide", code)]
    # Whoever proposed does not decide.
    proposer = Actor(name="lotte", bodies=COMMITTEE_MEMBER.bodies)
    assert waiting(proposer, day) == []
    step(code, "return", now=loaded, actor=COMMITTEE_MEMBER, reason="Wie leidt?")
    assert waiting(LEAD, day) == [("propose-again", code)]
    assert waiting(COORDINATOR, day) == []
    step(code, "propose", now=loaded, actor=LEAD)
    step(code, "validate", now=loaded, actor=COMMITTEE_MEMBER)
    assert waiting(COORDINATOR, day) == waiting(COMMITTEE_MEMBER, day) == [("publish", code)]
    assert waiting(LEAD, day) == []


def test_what_nobody_leads_waits_for_the_coordinator(loaded: datetime) -> None:
    code = drafted(loaded, lead="", actor=COORDINATOR)
    assert waiting(COORDINATOR, loaded.date()) == [("propose", code)]
    assert waiting(LEAD, loaded.date()) == []


def test_facts_wait_for_the_lead(loaded: datetime) -> None:
    day = loaded.date()
    milestones = (
        Milestone(title="Later", due=day + timedelta(days=31)),
        Milestone(title="Bijna", due=day + timedelta(days=30)),
        Milestone(title="Vandaag", due=day),
        Milestone(title="Gisteren", due=day - timedelta(days=1)),
        Milestone(title="Eerder", due=day - timedelta(days=9)),
        Milestone(title="Gehaald", due=day - timedelta(days=5), met=day),
    )
    code = published(loaded, milestones=milestones, ends=day - timedelta(days=1))
    over = published(loaded, milestones=milestones, status="done", status_reason="Klaar.")
    found = my_actions(actor=LEAD, on=day).waiting
    assert [(item.matter, item.row.code, [title for title, _ in item.milestones]) for item in found] == [
        ("late", code, ["Eerder", "Gisteren"]),
        ("near", code, ["Vandaag", "Bijna"]),
        ("overdue", code, []),
    ]
    assert over in {row.code for row in my_actions(actor=LEAD, on=day).led}
    assert ("silent", code) not in waiting(LEAD, day + timedelta(days=179))
    assert ("silent", code) in waiting(LEAD, day + timedelta(days=180))
    assert waiting(CO_LEAD, day) == []


def test_points_of_my_bodies_and_entities_and_what_i_was_typing(loaded: datetime) -> None:
    def point(code: str, owner: str, due: date | None, *, closed: bool = False) -> None:
        save_governance(
            record=FollowUp(
                code=code,
                title=Wording(nl=code),
                owner=owner,
                opened=date(2026, 10, 1),
                due=due,
                state="closed" if closed else "open",
                closed=date(2026, 10, 2) if closed else None,
                closing_note="Gedaan." if closed else "",
            ),
            seen=0,
            actor=COORDINATOR,
            now=loaded,
        )

    point("punt-a", "vdab", None)
    point("punt-b", "vdab", date(2026, 10, 20))
    point("punt-c", "vlaio", date(2026, 10, 20))
    point("punt-d", "vdab", date(2026, 10, 21), closed=True)
    code = drafted(loaded)
    keep_unsaved(kind="action", code=code, seen=1, fields={"title": "Half"}, actor=LEAD, now=loaded)
    found = my_actions(actor=LEAD, on=loaded.date())
    mine = [item.code for item in found.follow_ups if item.code.startswith("punt-")]
    assert mine == ["punt-b", "punt-a"]
    late = {item.code for item in found.follow_ups if found.is_late(item)}
    assert "punt-b" in late
    assert "punt-a" not in late
    assert [(item.code, item.seen) for item in found.unsaved] == [(code, 1)]
    assert my_actions(actor=CO_LEAD, on=loaded.date()).unsaved == ()


def test_many_drafts_cost_no_more_queries_than_one(loaded: datetime) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            my_actions(actor=COORDINATOR, on=loaded.date())
        return len(asked)

    drafted(loaded, lead="", actor=COORDINATOR)
    few = queries()
    for _ in range(5):
        drafted(loaded, lead="", actor=COORDINATOR)
    assert queries() == few
    assert len(waiting(COORDINATOR, loaded.date())) == 6
