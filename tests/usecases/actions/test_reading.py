"""The page of an action: as it was public on a day, and for members as it stands with all that hangs on it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.usecases.working import (
    CO_LEAD,
    COMMITTEE_MEMBER,
    COORDINATOR,
    LEAD,
    OUTSIDERS,
    drafted,
    latest,
    published,
    saved,
    step,
)

from stemagenda.core.actions.action import Contribution, Milestone, Partner, Relation, Wording, YearStage
from stemagenda.core.governance.meeting import AgendaItem, Decision, FollowUp, Meeting
from stemagenda.usecases.actions.commenting import add_comment
from stemagenda.usecases.actions.reading import (
    ActionPage,
    action_page,
    history_page,
    indicator_actions,
    objective_actions,
)
from stemagenda.usecases.governance.editing import save
from stemagenda.usecases.monitor import objectives_below, the_agenda
from stemagenda.usecases.permissions import NOBODY, Actor


def below(code: str) -> frozenset[str]:
    return objectives_below(agenda=the_agenda(), code=code)


def page(code: str, now: datetime, *, actor: Actor = NOBODY, is_today: bool = True) -> ActionPage:
    found = action_page(code=code, on=now.date(), actor=actor, is_today=is_today)
    assert found is not None
    return found


def test_a_shipped_action_with_all_its_codes_in_words(loaded: datetime) -> None:
    found = page("DK-09", loaded)
    assert found.strand is not None
    assert found.strand.title.nl == "Daadkracht"
    assert [item.code for item in found.objectives] == ["OD 4.2.2"]
    assert found.source is not None
    assert found.source.code == "interim-report-2024"
    assert found.heard == found.source.published
    assert found.facts.silent_days == (loaded.date() - found.heard).days
    assert found.facts.is_silent
    assert found.entities["vdab"].nl == "VDAB"
    assert found.years == tuple(range(found.agenda.starts.year, found.agenda.ends.year + 1))
    assert found.stages == {2024: "pilot"}
    assert {line.criterion for line in found.quality} >= {"problem-statement", "effectiveness", "quadruple-helix"}
    assert found.work is None


@pytest.mark.parametrize("actor", OUTSIDERS, ids=lambda actor: actor.name or "nobody")
def test_the_public_sees_what_was_decided_and_nothing_else(loaded: datetime, actor: Actor) -> None:
    draft, code = drafted(loaded), published(loaded)
    saved(code, now=loaded, title=Wording(nl="Geheim"), relations=(Relation(kind="related-to", other="DK-09"),))
    add_comment(kind="action", code=code, text="Geheim", actor=LEAD, now=loaded)
    assert action_page(code=draft, on=loaded.date(), actor=actor) is None
    found = page(code, loaded, actor=actor)
    assert (found.action.title.nl, found.action.relations, found.work) == ("Lesgevers delen", (), None)
    other = page("DK-09", loaded, actor=actor)
    assert other.back == ()
    assert draft not in other.titles
    assert other.titles[code].nl == "Lesgevers delen"
    assert history_page(code=code, first=0, second=0, actor=actor) is None
    assert action_page(code="ZZ-99", on=loaded.date(), actor=actor) is None


def test_members_see_it_as_it_stands_with_what_they_may_do(loaded: datetime) -> None:
    code = published(loaded)
    saved(code, now=loaded, title=Wording(nl="Anders"), relations=(Relation(kind="related-to", other="DK-09"),))
    add_comment(kind="action", code=code, text="Waarom?", actor=COMMITTEE_MEMBER, now=loaded)
    found = page(code, loaded, actor=LEAD)
    assert found.action.title.nl == "Anders"
    assert found.work is not None
    assert (found.work.may_edit, found.work.is_behind, found.work.version.number) == (True, True, latest(code).number)
    assert [item.text for item in found.work.comments] == ["Waarom?"]
    assert {item.step: item.allowed for item in found.work.steps} == {"propose": True, "withdraw": False}
    reader = page(code, loaded, actor=CO_LEAD).work
    assert reader is not None
    assert not reader.may_edit
    assert page("DK-09", loaded, actor=LEAD).back == (("related-to", code),)
    # Asked for a day, a member sees what everybody saw.
    past = page(code, loaded, actor=LEAD, is_today=False)
    assert (past.action.title.nl, past.work) == ("Lesgevers delen", None)
    step(code, "propose", now=loaded, actor=LEAD)
    step(code, "validate", now=loaded, actor=COMMITTEE_MEMBER)
    step(code, "publish", now=loaded, actor=COORDINATOR)
    settled = page(code, loaded, actor=LEAD).work
    assert settled is not None
    assert not settled.is_behind


def test_each_day_shows_its_own_version(loaded: datetime) -> None:
    code = published(loaded)
    later = loaded + timedelta(days=10)
    saved(code, now=later, status="done", status_reason="Klaar.")
    assert action_page(code=code, on=loaded.date() - timedelta(days=1), actor=NOBODY, is_today=False) is None
    before, after = page(code, later - timedelta(days=1)), page(code, later)
    assert (before.action.status, before.heard) == ("not-set", loaded.date())
    assert (after.action.status, after.heard) == ("done", later.date())


def test_facts_and_links_of_the_day(loaded: datetime) -> None:
    day = loaded.date()
    code = published(
        loaded,
        milestones=(Milestone(title="Verslag", due=day - timedelta(days=1)),),
        stages=(YearStage(year=2019, stage="design"),),
        indicators=(
            Contribution(indicator="RG2-WIS", reasoning="Lessen."),
            Contribution(indicator="RG6", reasoning="Lesgevers."),
        ),
        partners=(Partner(entity="ewi"),),
    )
    decision = Decision(code="b-1", on=day, text=Wording(nl="Ja"), by="ambtelijk-comite", actions=(code,))
    save(record=decision, seen=0, actor=COORDINATOR, now=loaded)
    item = AgendaItem(number=1, title="Stand", actions=(code,))
    meeting = Meeting(code="v-1", body="werkgroep", on=day, title=Wording(nl="Overleg"), items=(item,))
    save(record=meeting, seen=0, actor=COORDINATOR, now=loaded)
    point = FollowUp(code="w-1", title=Wording(nl="Navraag"), owner="vdab", opened=day, actions=(code,))
    save(record=point, seen=0, actor=COORDINATOR, now=loaded)
    found = page(code, loaded)
    assert [item.title for item in found.facts.late] == ["Verslag"]
    assert found.years[0] == 2019
    assert [item.code for item in found.decisions] == ["b-1"]
    assert [item.code for item in found.meetings] == ["v-1"]
    assert [item.code for item in found.follow_ups] == ["w-1"]
    (wis, reasoning, rows), (without, _, none) = found.contributions
    assert (wis, reasoning, without) == ("RG2-WIS", "Lessen.", "RG6")
    assert rows
    assert isinstance(none, tuple)
    assert page("DK-09", loaded).follow_ups == ()


def test_actions_of_an_objective_and_of_an_indicator(loaded: datetime) -> None:
    day = loaded.date()
    code = published(loaded, indicators=(Contribution(indicator="RG2-WIS", reasoning="Betere lessen."),))
    drafted(loaded, indicators=(Contribution(indicator="RG2-WIS", reasoning="Geheim."),))
    operational = {found for found, _ in objective_actions(below=below("OD 4.2.2"), on=day)}
    assert {"DK-09", "IK-06", code} <= operational
    assert operational <= {found for found, _ in objective_actions(below=below("TD 4.2"), on=day)}
    assert operational <= {found for found, _ in objective_actions(below=below("SD 4"), on=day)}
    assert "OK-01" not in {found for found, _ in objective_actions(below=below("SD 4"), on=day)}
    assert objective_actions(below=below("OD 4.2.2"), on=date(2024, 1, 1)) == ()
    assert indicator_actions(code="RG2-WIS", on=day) == ((code, Wording(nl="Lesgevers delen"), "Betere lessen."),)


def test_a_history_compares_two_versions(loaded: datetime) -> None:
    code = drafted(loaded)
    saved(code, now=loaded, title=Wording(nl="Tweede"))
    saved(code, now=loaded, title=Wording(nl="Derde"), lead="vdab")

    def compared(first: int, second: int) -> tuple[int, int, list[tuple[str, str, str]]]:
        found = history_page(code=code, first=first, second=second, actor=LEAD)
        assert found is not None
        changes = [(item.field, item.before["nl"], item.after["nl"]) for item in found.differences]
        return found.first.number, found.second.number, changes

    assert compared(0, 0) == (2, 3, [("title", "Tweede", "Derde")])
    assert compared(1, 3) == (1, 3, [("title", "Lesgevers delen", "Derde")])
    assert compared(3, 1) == (3, 1, [("title", "Derde", "Lesgevers delen")])
    assert compared(0, 1) == (1, 1, [])
    assert compared(99, 99) == (2, 3, [("title", "Tweede", "Derde")])
    found = history_page(code=code, first=0, second=0, actor=COMMITTEE_MEMBER)
    assert found is not None
    assert (found.may_edit, found.title.nl, [item.number for item in found.versions]) == (False, "Derde", [3, 2, 1])
    assert history_page(code="ZZ-99", first=0, second=0, actor=LEAD) is None
