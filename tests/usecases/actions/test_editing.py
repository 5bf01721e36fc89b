"""Saving an action: what was agreed waits for the committee, what is followed up is public at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from tests.usecases.working import (
    ACTION,
    COMMITTEE_MEMBER,
    COORDINATOR,
    EVERYBODY,
    LEAD,
    action_of,
    drafted,
    latest,
    public,
    published,
    saved,
    step,
)

from stemagenda.core.actions.action import Milestone, Partner, ProgressNote, Relation, Wording, YearStage
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.audit import version as writes
from stemagenda.store.models import AuditRow
from stemagenda.usecases.actions.choices import choices
from stemagenda.usecases.actions.editing import create_action, new_code, save_action
from stemagenda.usecases.permissions import Actor, NotAllowed, can_draft_actions, can_edit_action
from stemagenda.usecases.records import Overtaken

SCRIPT = "<script>alert(1)</script> & <b onclick='x'>vet</b> {{ 1 }} {% now %}"


def test_a_draft_gets_the_next_code_of_its_strand(loaded: datetime) -> None:
    assert drafted(loaded) == "DK-12"
    assert drafted(loaded) == "DK-13"
    assert drafted(loaded, strand="overtuigingskracht") == "OK-05"
    step("DK-13", "withdraw", now=loaded, actor=COORDINATOR, reason="Dubbel.")
    assert drafted(loaded) == "DK-14"
    assert drafted(loaded, code="DK-99") == "DK-99"
    assert new_code(strand="daadkracht") == "DK-100"
    assert new_code(strand="nieuw") == "NI-01"
    assert new_code(strand="") == "A-01"
    stored = latest("DK-12")
    assert (stored.number, stored.state, stored.verb, stored.actor) == (1, "draft", "create_action", "lotte")
    assert AuditRow.objects.filter(verb="create_action", subject="action/DK-12").count() == 1


@pytest.mark.parametrize("actor", EVERYBODY, ids=lambda actor: actor.name or "nobody")
def test_who_drafts_and_who_edits(loaded: datetime, actor: Actor) -> None:
    code = drafted(loaded, partners=(Partner(entity="vlaio", role="co-lead"), Partner(entity="ewi")))
    before = writes()
    if can_draft_actions(actor):
        assert drafted(loaded, actor=actor)
    else:
        with pytest.raises(NotAllowed):
            drafted(loaded, actor=actor)
        assert writes() == before
    if can_edit_action(actor, action_of(code)):
        assert saved(code, now=loaded, actor=actor, title=Wording(nl="Anders")).number == 2
    else:
        before = writes()
        with pytest.raises(NotAllowed):
            saved(code, now=loaded, actor=actor, title=Wording(nl="Anders"))
        assert writes() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": "OK-01"}, "OK-01: has been given already"),
        ({"code": "../x"}, "code: is no code"),
        ({"title": Wording()}, "title: is empty"),
        ({"starts": date(2026, 1, 2), "ends": date(2026, 1, 1)}, "ends: lies before the start"),
        ({"description": Wording(nl="x" * 1_000_000)}, "description: has 1,000,000 characters"),
        ({"title": Wording(nl="een\x00twee")}, "title: holds a character that is no text"),
        ({"notes": (ProgressNote(year=2026, text="\ud83d"),)}, "notes: holds a character that is no text"),
        ({"strand": "moed"}, '"moed" is no strand we know'),
        ({"lead": "vdap"}, '"vdap" is no entity we know'),
        ({"objectives": ("OD 9.9.9",)}, '"OD 9.9.9" is no objective we know'),
        ({"target_groups": ("<b>",)}, '"<b>" is no target-group we know'),
        ({"policy_domains": ("weer",)}, '"weer" is no policy-domain we know'),
        ({"relations": (Relation(kind="related-to", other="DK-99"),)}, '"DK-99" is no action we know'),
        ({"source": "brief"}, '"brief" is no document we know'),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(loaded: datetime, change: dict[str, Any], words: str) -> None:
    before = writes()
    with pytest.raises(Refused, match=words):
        drafted(loaded, actor=COORDINATOR, **change)
    assert writes() == before
    assert records.codes(kind="action") == {card.code for card in records.cards(kind="action")}


def test_scripts_stay_text(loaded: datetime) -> None:
    code = drafted(loaded, title=Wording(nl=SCRIPT), description=Wording(nl=SCRIPT, en=SCRIPT))
    action = action_of(code)
    assert (action.title.nl, action.description.to("en")) == (SCRIPT, SCRIPT)


def test_agreed_text_waits_and_what_is_followed_up_does_not(loaded: datetime) -> None:
    code = published(loaded)
    saved(code, now=loaded, title=Wording(nl="Nieuwe titel"), status="on-track", status_reason="Loopt.")
    shown, kept = public(code, loaded), latest(code)
    assert shown is not None
    assert (shown.title.nl, shown.status) == ("Lesgevers delen", "on-track")
    assert (kept.state, action_of(code).title.nl, action_of(code).status) == ("draft", "Nieuwe titel", "on-track")
    # Behind a waiting draft, progress is public at once as well, and the draft stays.
    saved(code, now=loaded, stages=(YearStage(year=2026, stage="pilot"),))
    shown = public(code, loaded)
    assert shown is not None
    assert (shown.title.nl, shown.status, len(shown.stages)) == ("Lesgevers delen", "on-track", 1)
    assert (latest(code).state, action_of(code).title.nl) == ("draft", "Nieuwe titel")
    # With nothing agreed changed, a public action stays public.
    other = published(loaded)
    number = latest(other).number
    written = saved(other, now=loaded, milestones=(Milestone(title="Verslag", due=date(2027, 1, 1)),))
    assert (written.number, latest(other).state) == (number + 1, "published")


def test_a_text_that_is_proposed_stands_still_and_progress_goes_on(loaded: datetime) -> None:
    code = published(loaded)
    saved(code, now=loaded, title=Wording(nl="Nieuwe titel"))
    step(code, "propose", now=loaded, actor=LEAD)
    with pytest.raises(Refused, match="state: stands still until the committee has decided"):
        saved(code, now=loaded, title=Wording(nl="Nog anders"))
    note = (ProgressNote(year=2026, text="Drie scholen doen mee."),)
    saved(code, now=loaded, notes=note, status="attention", status_reason="Traag.")
    shown = public(code, loaded)
    assert shown is not None
    assert (shown.notes, shown.status, shown.title.nl) == (note, "attention", "Lesgevers delen")
    assert (latest(code).state, action_of(code).title.nl) == ("proposed", "Nieuwe titel")
    step(code, "validate", now=loaded, actor=COMMITTEE_MEMBER)
    step(code, "publish", now=loaded, actor=COORDINATOR)
    shown = public(code, loaded)
    assert shown is not None
    assert (shown.notes, shown.title.nl) == (note, "Nieuwe titel")


def test_a_first_draft_shows_nothing_to_the_public(loaded: datetime) -> None:
    code = drafted(loaded, status="on-track", status_reason="Loopt.")
    saved(code, now=loaded, stages=(YearStage(year=2026, stage="pilot"),))
    assert public(code, loaded) is None
    assert latest(code).state == "draft"


@pytest.mark.parametrize(("step_name", "actor"), [("reject", COMMITTEE_MEMBER), ("withdraw", COORDINATOR)])
def test_what_is_closed_changes_no_more(loaded: datetime, step_name: str, actor: Actor) -> None:
    code = drafted(loaded)
    if step_name == "reject":
        step(code, "propose", now=loaded, actor=LEAD)
    step(code, step_name, now=loaded, actor=actor, reason="Niet nodig.")
    for change in ({"title": Wording(nl="Toch")}, {"status": "done", "status_reason": "Toch."}):
        with pytest.raises(Refused, match="state: was rejected or withdrawn"):
            saved(code, now=loaded, actor=COORDINATOR, **change)


def test_saving_the_same_changes_nothing(loaded: datetime) -> None:
    code = published(loaded)
    before, number = writes(), latest(code).number
    written = saved(code, now=loaded)
    assert (written.number, written.changed, written.merged) == (number, False, ())
    assert writes() == before


def test_two_people_on_one_action(loaded: datetime) -> None:
    code = published(loaded)
    seen = latest(code).number
    saved(code, now=loaded, objectives=("OD 4.2.2", "OD 4.2.1"))
    added = {"objectives": ("OD 4.2.2", "OD 3.4.2"), "ends": date(2027, 1, 1)}
    written = saved(code, now=loaded, actor=COORDINATOR, seen=seen, **added)
    assert (written.changed, written.merged) == (True, ("objectives",))
    assert action_of(code).objectives == ("OD 4.2.2", "OD 4.2.1", "OD 3.4.2")
    with pytest.raises(Overtaken) as overtaken:
        saved(code, now=loaded, seen=seen, ends=date(2028, 1, 1))
    (clash,) = overtaken.value.merged.clashes
    assert (clash.field, clash.base, clash.theirs, clash.mine) == ("ends", None, "2027-01-01", "2028-01-01")
    assert overtaken.value.current.actor == "coen"


def test_there_is_no_saving_what_is_not_there(loaded: datetime) -> None:
    with pytest.raises(Refused, match="is not there, or not in that version"):
        save_action(action=replace(ACTION, code="DK-99"), seen=1, actor=COORDINATOR, now=loaded)


def test_two_people_cannot_close_a_circle_together(loaded: datetime) -> None:
    one, two = drafted(loaded), drafted(loaded)
    saved(one, now=loaded, relations=(Relation(kind="superseded-by", other=two),))
    with pytest.raises(Refused, match=f"goes round in a circle: {two} > {one} > {two}"):
        saved(two, now=loaded, seen=1, relations=(Relation(kind="merged-into", other=one),))
    assert action_of(two).relations == ()


def test_the_form_offers_what_there_is(loaded: datetime) -> None:
    code = drafted(loaded)
    gone = drafted(loaded)
    step(gone, "withdraw", now=loaded, actor=COORDINATOR, reason="Dubbel.")
    found = choices()
    assert dict(found.entities)["vdab"].nl == "VDAB"
    assert [title.nl for _, title in found.entities] == sorted(title.nl for _, title in found.entities)
    assert {"OK-01", code} <= {name for name, _ in found.actions}
    assert gone not in {name for name, _ in found.actions}
    assert len(found.indicators) > 20
    assert "quadruple-helix" in found.criteria
    assert create_action(action=replace(ACTION, strand=found.agenda.strands[0].code), actor=LEAD, now=loaded).changed
