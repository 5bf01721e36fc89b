"""Overlap on the shipped list, and what people make of a suspicion."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.usecases.working import COMMITTEE_MEMBER, COORDINATOR, LEAD, OUTSIDERS, drafted

from stemagenda.core.actions.action import Wording
from stemagenda.core.validation import Refused
from stemagenda.store.audit import version as writes
from stemagenda.store.models import AuditRow, PairMarkRow
from stemagenda.usecases.likeness import stems_of, words_of
from stemagenda.usecases.overlap import judge_pair, marks_of, suspected
from stemagenda.usecases.permissions import Actor, NotAllowed

DUAL = ("DK-09", "IK-06")


def judge(verdict: str = "overlap", *, now: datetime, reason: str = "Hetzelfde project.", actor: Actor = LEAD) -> None:
    judge_pair(first=DUAL[1], second=DUAL[0], verdict=verdict, reason=reason, actor=actor, now=now)


def test_the_two_actions_on_dual_teaching_are_among_the_first_three(loaded: datetime) -> None:
    """An ESF pilot under one strand, its follow-up under another."""
    found = suspected(on=loaded.date(), limit=3)
    dual = next(item for item in found if (item.pair.first, item.pair.second) == DUAL)
    assert {dual.first.strand, dual.second.strand} == {"innovatiekracht", "daadkracht"}
    assert set(dual.pair.reasons) >= {"text", "objective", "target-group", "other-strand"}
    assert {"duaal", "lesgeven"} <= set(dual.pair.shared)
    assert dual.mark is None


def test_only_what_was_public_is_compared_unless_drafts_are_asked_for(loaded: datetime) -> None:
    assert suspected(on=date(2024, 1, 1)) == ()
    code = drafted(loaded, title=Wording(nl="Duaal lesgeven verder uitproberen"))
    codes = {code for item in suspected(on=loaded.date()) for code in (item.first.code, item.second.code)}
    assert code not in codes
    (first, *_) = suspected(on=loaded.date(), with_drafts=True)
    assert code in {first.first.code, first.second.code}


def test_a_mark_stays_until_another_one(loaded: datetime) -> None:
    judge(now=loaded)
    judge("complementary", now=loaded, reason=" Eerst proef, dan vervolg. ", actor=COMMITTEE_MEMBER)
    (item,) = (item for item in suspected(on=loaded.date()) if item.mark)
    assert item.mark is not None
    assert (item.mark.first, item.mark.second) == DUAL
    assert (item.mark.verdict, item.mark.reason, item.mark.person) == (
        "complementary",
        "Eerst proef, dan vervolg.",
        "carla",
    )
    assert PairMarkRow.objects.count() == 2
    entry = AuditRow.objects.filter(verb="judge_pair").latest("pk")
    assert (entry.subject, entry.details) == ("DK-09 IK-06", {"verdict": "complementary"})
    assert [mark.verdict for mark in marks_of(code="IK-06")] == ["complementary"]
    assert marks_of(code="IK-01") == ()
    judge("unrelated", now=loaded, actor=COORDINATOR)
    assert marks_of(code="IK-06") == ()


@pytest.mark.parametrize("actor", OUTSIDERS, ids=lambda actor: actor.name or "nobody")
def test_who_has_no_seat_judges_nothing(loaded: datetime, actor: Actor) -> None:
    before = writes()
    with pytest.raises(NotAllowed):
        judge(now=loaded, actor=actor)
    assert writes() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"second": "IK-06"}, "pair: is no pair of actions"),
        ({"first": "ZZ-99"}, "pair: is no pair of actions"),
        ({"verdict": "perhaps"}, "verdict: is none we know"),
        ({"reason": "  "}, "reason: is empty or longer"),
        ({"reason": "x" * 2_001}, "reason: is empty or longer"),
    ],
)
def test_a_judgement_on_nothing_is_refused(loaded: datetime, change: dict[str, str], words: str) -> None:
    asked = {"first": "IK-06", "second": "DK-09", "verdict": "overlap", "reason": "Zo is het."} | change
    with pytest.raises(Refused, match=words):
        judge_pair(**asked, actor=LEAD, now=loaded)  # type: ignore[arg-type]
    assert not PairMarkRow.objects.exists()


def test_words_become_stems_and_stems_words() -> None:
    bag = stems_of(title="Scholen", description="De school geeft duaal les, én lessen. <b>de</b> 42 x")
    assert bag == {"school": 3.0, "duaal": 1.0, "les": 2.0}
    assert words_of(stems=["school", "les", "onbekend"], texts=["Scholen", "de school, lessen"]) == (
        "school",
        "lessen",
        "onbekend",
    )
    assert stems_of(title="", description="") == {}
