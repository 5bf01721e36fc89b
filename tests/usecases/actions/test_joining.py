"""Merging, superseding and splitting: both sides linked, nothing lost, nobody beyond their right."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.usecases.working import (
    CO_LEAD,
    COORDINATOR,
    EVERYBODY,
    LEAD,
    OTHER,
    action_of,
    drafted,
    latest,
    public,
    published,
    saved,
    step,
)

from stemagenda.core.actions.action import Contribution, DocumentLink, Milestone, Partner, Relation, Wording
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.audit import version as writes
from stemagenda.store.models import AuditRow
from stemagenda.usecases.actions.joining import merge_actions, split_action, supersede_action
from stemagenda.usecases.actions.reading import action_page
from stemagenda.usecases.permissions import Actor, NotAllowed, can_edit_action
from stemagenda.usecases.records import Overtaken

WHY = "Beide doen hetzelfde."


def merge(code: str, into: str, *, now: datetime, actor: Actor = COORDINATOR, seen: int = 0, reason: str = WHY) -> int:
    number = seen or latest(code).number
    return merge_actions(code=code, into=into, seen=number, reason=reason, actor=actor, now=now).number


def supersede(code: str, by: str, *, now: datetime, actor: Actor = COORDINATOR, reason: str = WHY) -> int:
    number = latest(code).number
    return supersede_action(code=code, by=by, seen=number, reason=reason, actor=actor, now=now).number


def split(code: str, *titles: str, now: datetime, actor: Actor = LEAD, seen: int = 0, reason: str = WHY) -> list[str]:
    number = seen or latest(code).number
    return list(split_action(code=code, titles=titles, seen=number, reason=reason, actor=actor, now=now))


MET = Milestone(title="Oproep", due=date(2026, 1, 1), met=date(2026, 1, 1))
OPENED = Milestone(title="Verslag", due=date(2027, 1, 1))
DOCUMENT = DocumentLink(title="Nota", url="https://example.be/nota")
REASONED = Contribution(indicator="RG6", reasoning="Lesgevers blijven.")


def full(now: datetime) -> str:
    """A published action with something in every part that a merger takes over."""
    return published(
        now,
        lead="vlaio",
        objectives=("OD 4.2.1",),
        partners=(
            Partner(entity="vdab"),
            Partner(entity="ewi", role="co-lead"),
            Partner(entity="vlor", role="funder"),
        ),
        pillars=("companies", "government"),
        transitions=("digitalisation",),
        target_groups=("teachers",),
        policy_domains=("werk-sociale-economie",),
        milestones=(MET, OPENED),
        indicators=(REASONED,),
        documents=(DOCUMENT,),
        actor=CO_LEAD,
    )


def test_what_is_merged_goes_on_in_the_other_one(loaded: datetime) -> None:
    code = full(loaded)
    into = drafted(loaded, pillars=("citizens",))
    merge(code, into, now=loaded)
    target, gone = action_of(into), action_of(code)
    assert target.title == Wording(nl="Lesgevers delen")
    assert target.objectives == ("OD 4.2.2", "OD 4.2.1")
    assert target.partners == (
        Partner(entity="vlaio"),
        Partner(entity="ewi"),
        Partner(entity="vlor", role="funder"),
    )
    assert target.pillars == ("government", "companies", "citizens")
    assert (target.transitions, target.target_groups) == (("digitalisation",), ("teachers",))
    assert target.policy_domains == ("werk-sociale-economie",)
    assert target.milestones == (OPENED,)
    assert target.indicators == (REASONED,)
    assert target.documents == (DOCUMENT,)
    assert gone.relations == (Relation(kind="merged-into", other=into),)
    assert (gone.status, gone.status_reason, gone.status_on) == ("stopped", WHY, loaded.date())
    assert gone.milestones == (MET,)
    assert not can_edit_action(OTHER, target)


def test_a_merger_waits_for_the_committee_and_both_sides_are_linked(loaded: datetime) -> None:
    code, into = published(loaded), published(loaded, objectives=("OD 4.2.1",))
    before = public(code, loaded)
    merge(code, into, now=loaded)
    assert (latest(code).state, latest(into).state) == ("draft", "draft")
    assert public(code, loaded) == before
    assert {row.verb for row in AuditRow.objects.filter(subject__in=[f"action/{code}", f"action/{into}"])} >= {
        "merge_actions"
    }
    page = action_page(code=into, on=loaded.date(), actor=COORDINATOR)
    assert page is not None
    assert page.back == (("merged-into", code),)
    # Once more changed while it waits: the judgement that belongs to the merger does not slip out.
    saved(code, now=loaded, milestones=(Milestone(title="Afronden", due=date(2027, 1, 1)),))
    shown = public(code, loaded)
    assert shown is not None
    assert (shown.status, len(shown.milestones), shown.relations) == ("not-set", 1, ())


def test_what_was_done_stays_done(loaded: datetime) -> None:
    code, by = drafted(loaded, status="done", status_reason="Afgerond in 2025."), drafted(loaded)
    supersede(code, by, now=loaded)
    gone = action_of(code)
    assert (gone.status, gone.status_reason) == ("done", "Afgerond in 2025.")
    assert gone.relations == (Relation(kind="superseded-by", other=by),)
    assert latest(by).number == 1


@pytest.mark.parametrize("actor", EVERYBODY, ids=lambda actor: actor.name or "nobody")
def test_who_may_join_and_part(loaded: datetime, actor: Actor) -> None:
    own = drafted(loaded)
    other = drafted(loaded, lead="vlaio", actor=CO_LEAD)
    may_own, may_both = can_edit_action(actor, action_of(own)), actor.is_coordinator
    before = writes()
    if not may_own:
        with pytest.raises(NotAllowed):
            split(own, "Deel", now=loaded, actor=actor)
        with pytest.raises(NotAllowed):
            supersede(own, other, now=loaded, actor=actor)
    if not may_both:
        with pytest.raises(NotAllowed):
            merge(own, other, now=loaded, actor=actor)
        assert writes() == before
    else:
        assert merge(own, other, now=loaded, actor=actor) == 2
    if may_own and not may_both:
        assert supersede(own, other, now=loaded, actor=actor) == 2


def test_a_circle_is_refused_and_nothing_is_stored(loaded: datetime) -> None:
    """Two people, each from what they saw, would close it together."""
    one, two, three = (drafted(loaded) for _ in range(3))
    supersede(two, three, now=loaded)
    saved(one, now=loaded, relations=(Relation(kind="superseded-by", other=two),))
    before = writes()
    with pytest.raises(Refused, match=f"goes round in a circle: {three} > {one} > {two} > {three}"):
        saved(three, now=loaded, relations=(Relation(kind="merged-into", other=one),))
    with pytest.raises(Refused, match=f"by: went on as {two} already"):
        supersede(three, one, now=loaded)
    assert writes() == before
    assert action_of(three).relations == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "reason: is empty or longer"),
        ({"reason": "x" * 2_001}, "reason: is empty or longer"),
        ({"into": "DK-99"}, "into: is no action"),
        ({"into": "own"}, "into: is this action itself"),
        ({"into": "merged"}, "into: went on as DK-01 already"),
        ({"code": "merged"}, "code: went on as DK-01 already"),
        ({"into": "proposed"}, "into: stands still until"),
        ({"code": "proposed"}, "state: stands still until"),
        ({"into": "withdrawn"}, "into: is no action"),
        ({"seen": 9}, "code: is no action in that version"),
        ({"code": "DK-99"}, "code: is no action in that version"),
    ],
)
def test_what_cannot_be_merged_is_refused_in_words(loaded: datetime, change: dict[str, str], words: str) -> None:
    known = {name: drafted(loaded, objectives=("OD 4.2.1",)) for name in ("own", "into", "merged", "proposed")}
    known["withdrawn"] = drafted(loaded)
    supersede(known["merged"], "DK-01", now=loaded)
    step(known["proposed"], "propose", now=loaded, actor=LEAD)
    step(known["withdrawn"], "withdraw", now=loaded, actor=COORDINATOR, reason="Dubbel.")
    asked = {"code": "own", "into": "into", "reason": WHY} | change
    before = writes()
    with pytest.raises(Refused, match=words):
        merge_actions(
            code=known.get(asked["code"], asked["code"]),
            into=known.get(asked["into"], asked["into"]),
            seen=int(asked.get("seen", 0)) or (latest(known[asked["code"]]).number if asked["code"] in known else 1),
            reason=asked["reason"],
            actor=COORDINATOR,
            now=loaded,
        )
    assert writes() == before


def test_what_somebody_else_changed_meanwhile_stays(loaded: datetime) -> None:
    code, into = drafted(loaded), drafted(loaded)
    saved(code, now=loaded, title=Wording(nl="Anders"))
    merge(code, into, now=loaded, seen=1)
    assert action_of(code).title.nl == "Anders"
    other = drafted(loaded)
    saved(other, now=loaded, status="blocked", status_reason="Geen middelen.")
    with pytest.raises(Overtaken):
        merge(other, into, now=loaded, seen=1)
    assert (latest(into).number, latest(into).note) == (2, f"{code}: {WHY}")


def test_parts_begin_with_what_the_whole_serves(loaded: datetime) -> None:
    code = published(loaded, target_groups=("teachers",), budget_planned=10, budget_source="Begroting")
    parts = split(code, " Werven ", "Opleiden", now=loaded)
    assert len(set(parts)) == 2
    first = action_of(parts[0])
    assert (first.title.nl, first.lead, first.target_groups) == ("Werven", "vdab", ("teachers",))
    assert first.relations == (Relation(kind="split-from", other=code),)
    assert first.budget_planned is None
    assert [latest(part).state for part in parts] == ["draft", "draft"]
    whole = latest(code)
    assert (whole.state, whole.verb, whole.note) == ("published", "split_action", f"{', '.join(parts)}: {WHY}")
    page = action_page(code=code, on=loaded.date(), actor=LEAD)
    assert page is not None
    assert page.back == tuple(("split-from", part) for part in parts)
    # A part may come back to the whole: that is no circle.
    merge(parts[0], code, now=loaded)
    assert action_of(parts[0]).relations[-1] == Relation(kind="merged-into", other=code)


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        ((), "titles: are not 1 to 10 titles"),
        (("a", " "), "titles: are not 1 to 10 titles"),
        (tuple("abcdefghijk"), "titles: are not 1 to 10 titles"),
        (("Werven", "werven "), "titles: holds the same title twice"),
        (("x" * 201,), "title: has 201 characters"),
    ],
)
def test_titles_of_parts_are_checked_and_nothing_is_half_stored(
    loaded: datetime, titles: tuple[str, ...], words: str
) -> None:
    code = drafted(loaded)
    before = records.codes(kind="action")
    with pytest.raises(Refused, match=words):
        split(code, "Eerst", *titles, now=loaded) if words.startswith("title:") else split(code, *titles, now=loaded)
    assert records.codes(kind="action") == before


def test_only_what_was_read_is_split(loaded: datetime) -> None:
    code = drafted(loaded)
    saved(code, now=loaded, title=Wording(nl="Anders"))
    with pytest.raises(Refused, match="seen: the action was changed meanwhile"):
        split(code, "Deel", now=loaded, seen=1)
    step(code, "propose", now=loaded, actor=LEAD)
    with pytest.raises(Refused, match="state: stands still until"):
        split(code, "Deel", now=loaded, reason="")
    with pytest.raises(Refused, match="code: is no action"):
        split("DK-99", "Deel", now=loaded, seen=1)
