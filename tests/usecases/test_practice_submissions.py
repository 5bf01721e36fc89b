"""Practices proposed by partners: who may what, the way to the public, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.usecases.working import (
    CO_LEAD,
    COMMITTEE_MEMBER,
    COORDINATOR,
    EDITOR,
    EMPLOYEE,
    LEAD,
    NOBODY,
    OTHER,
)

from stemagenda.core.actions.action import Partner, QualityAnswer, Wording
from stemagenda.core.actions.workflow import STEPS, NotPossible
from stemagenda.core.practices.practice import Practice
from stemagenda.core.practices.review import Review
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.models import AuditRow
from stemagenda.store.records import Version
from stemagenda.usecases.permissions import Actor, NotAllowed, can_submit_practices, can_take_practice_step
from stemagenda.usecases.practice_submissions import (
    author_of,
    criteria,
    submission_choices,
    submission_page,
    submissions,
    submit_practice,
    submitted_by,
    take_practice_step,
)
from stemagenda.usecases.records import Overtaken, Written, value_of

PROPOSED = Practice(
    code="",
    title=Wording(nl="Meisjes en machines"),
    kind="practice",
    summary=Wording(nl="Een kamp."),
    organisations=(Partner(entity="vdab", role="executor"),),
)
AUTHOR, REVIEWER = EMPLOYEE, OTHER
GOOD = Review(evidence="monitored")


def complete() -> Review:
    answers = tuple(QualityAnswer(criterion=code, met="yes", evidence="Het verslag toont het.") for code in criteria())
    return replace(GOOD, answers=answers)


def sent_in(now: datetime, *, actor: Actor = AUTHOR, **more: object) -> str:
    changed = replace(PROPOSED, **more)  # type: ignore[arg-type]
    return submit_practice(practice=changed, seen=0, actor=actor, now=now).code


def latest(code: str) -> Version:
    found = records.version(kind="practice", code=code)
    assert found is not None
    return found


def step(
    code: str, name: str, *, now: datetime, actor: Actor = REVIEWER, reason: str = "", review: Review | None = None
) -> Written:
    return take_practice_step(
        code=code,
        step=name,
        seen=latest(code).number,
        reason=reason,
        review=review or complete(),
        actor=actor,
        now=now,
    )


def published(now: datetime) -> str:
    code = sent_in(now)
    step(code, "validate", now=now)
    step(code, "publish", now=now)
    return code


def test_who_may_take_which_step() -> None:
    """Sent in by Emma, who works for VDAB; otto decided nothing yet."""
    allowed = {
        name: {
            actor.name
            for actor in (NOBODY, EDITOR, EMPLOYEE, LEAD, OTHER, COMMITTEE_MEMBER, COORDINATOR)
            if can_take_practice_step(actor, step=name, author="emma", submitted_by="lotte")
        }
        for name in STEPS
    }
    goes_on, decides = {"emma", "coen"}, {"otto", "coen"}
    assert allowed == {
        **dict.fromkeys(("propose", "take-back", "revise"), goes_on),
        **dict.fromkeys(("validate", "return", "reject"), decides),
        "publish": {"lotte", "otto", "coen"},
        "withdraw": {"coen"},
    }


@pytest.mark.parametrize("actor", [NOBODY, EDITOR, Actor(name="gast")])
def test_strangers_propose_nothing_and_see_nothing(loaded: datetime, actor: Actor) -> None:
    assert not can_submit_practices(actor)
    with pytest.raises(NotAllowed):
        submit_practice(practice=PROPOSED, seen=0, actor=actor, now=loaded)
    with pytest.raises(NotAllowed):
        submission_choices(actor=actor)
    code = sent_in(loaded)
    for name in STEPS:
        with pytest.raises((NotAllowed, NotPossible)):
            step(code, name, now=loaded, actor=actor, reason="Daarom.")
    assert latest(code).number == 1
    assert submissions(actor=actor) == ()
    assert submission_page(code=code, actor=actor, now=loaded, language="nl") is None


def test_the_way_to_the_public(loaded: datetime) -> None:
    code = sent_in(loaded)
    assert (code, latest(code).state, author_of(code=code)) == ("meisjes-en-machines", "proposed", "emma")
    assert records.public_version(kind="practice", code=code, on=loaded.date()) is None
    assert step(code, "return", now=loaded, reason="Zeg voor wie.").changed
    assert latest(code).note == "Zeg voor wie."
    again = replace(value_of(latest(code)), target_groups=("girls-women",))
    submit_practice(practice=again, seen=2, actor=AUTHOR, now=loaded)
    step(code, "validate", now=loaded)
    assert records.public_version(kind="practice", code=code, on=loaded.date()) is None
    step(code, "publish", now=loaded)
    public = records.public_version(kind="practice", code=code, on=loaded.date())
    assert public is not None
    value: Practice = value_of(public)
    assert (value.target_groups, value.evidence) == (("girls-women",), "monitored")
    assert {item.evidence for item in value.quality} == {"Het verslag toont het."}
    verbs = list(AuditRow.objects.filter(subject=f"practice/{code}").order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "submit_practice",
        "return_practice",
        "submit_practice",
        "validate_practice",
        "publish_practice",
    ]


def test_nobody_decides_on_their_own_proposal(loaded: datetime) -> None:
    code = sent_in(loaded, actor=REVIEWER)
    for name in ("validate", "return", "reject"):
        with pytest.raises(NotAllowed):
            step(code, name, now=loaded, actor=REVIEWER, reason="Daarom.")
    assert step(code, "validate", now=loaded, actor=CO_LEAD).changed


def test_validating_needs_every_criterion(loaded: datetime) -> None:
    code = sent_in(loaded)
    with pytest.raises(Refused) as refused:
        step(code, "validate", now=loaded, review=GOOD)
    assert {problem.place for problem in refused.value.problems} == set(criteria())
    assert {"problem-statement", "effectiveness", "inclusive"} <= set(criteria())
    assert step(code, "return", now=loaded, review=GOOD, reason="Nog niet.").changed


def test_a_decision_without_reason_or_on_an_older_text_is_refused(loaded: datetime) -> None:
    code = sent_in(loaded)
    with pytest.raises(Refused, match="reason: is empty"):
        step(code, "reject", now=loaded)
    with pytest.raises(Refused, match=r"reason: has more than 2,000"):
        step(code, "reject", now=loaded, reason="x" * 2_001)
    with pytest.raises(Refused, match="was changed meanwhile"):
        take_practice_step(code=code, step="validate", seen=9, reason="", review=complete(), actor=REVIEWER, now=loaded)
    for other, name in (("geen", "validate"), (code, "dans")):
        with pytest.raises(Refused, match="is no practice or step"):
            take_practice_step(code=other, step=name, seen=1, reason="", review=complete(), actor=REVIEWER, now=loaded)
    with pytest.raises(NotPossible):
        step(code, "publish", now=loaded)


def test_only_its_author_goes_on_and_only_while_nobody_decides(loaded: datetime) -> None:
    code = sent_in(loaded)
    text = value_of(latest(code))
    with pytest.raises(NotAllowed):
        submit_practice(practice=text, seen=1, actor=LEAD, now=loaded)
    with pytest.raises(Refused, match="stands still"):
        submit_practice(practice=replace(text, starts=2020), seen=1, actor=AUTHOR, now=loaded)
    step(code, "take-back", now=loaded, actor=AUTHOR)
    assert submit_practice(practice=replace(text, starts=2020), seen=2, actor=AUTHOR, now=loaded).number == 3
    with pytest.raises(NotAllowed):
        submit_practice(practice=replace(text, code="geen"), seen=1, actor=COORDINATOR, now=loaded)


def test_what_was_changed_meanwhile_is_not_written_over(loaded: datetime) -> None:
    code = sent_in(loaded)
    step(code, "return", now=loaded, reason="Voor wie?")
    text: Practice = value_of(latest(code))
    submit_practice(practice=replace(text, title=Wording(nl="Eén")), seen=2, actor=AUTHOR, now=loaded)
    step(code, "take-back", now=loaded, actor=AUTHOR)
    with pytest.raises(Overtaken):
        submit_practice(practice=replace(text, title=Wording(nl="Twee")), seen=2, actor=AUTHOR, now=loaded)
    assert value_of(latest(code)).title.nl == "Eén"


def test_a_refused_change_leaves_what_was_public(loaded: datetime) -> None:
    code = published(loaded)
    assert submitted_by(version=latest(code)) == "emma"
    changed = replace(value_of(latest(code)), title=Wording(nl="Anders"))
    submit_practice(practice=changed, seen=3, actor=AUTHOR, now=loaded)
    public = records.public_version(kind="practice", code=code, on=loaded.date())
    assert public is not None
    assert value_of(public).title.nl == "Meisjes en machines"
    step(code, "reject", now=loaded, reason="De titel zegt te weinig.")
    assert (latest(code).state, value_of(latest(code)).title.nl) == ("published", "Meisjes en machines")
    assert records.history(kind="practice", code=code)[1].note == "De titel zegt te weinig."


def test_what_the_agenda_gave_is_changed_by_coordinators_only(loaded: datetime) -> None:
    hub: Practice = value_of(latest("stemhub"))
    with pytest.raises(NotAllowed):
        submit_practice(practice=replace(hub, starts=2023), seen=1, actor=LEAD, now=loaded)
    submit_practice(practice=replace(hub, starts=2023), seen=1, actor=COORDINATOR, now=loaded)
    assert latest("stemhub").state == "proposed"
    assert submitted_by(version=latest("stemhub")) == "coen"
    step("stemhub", "validate", now=loaded)
    assert step("stemhub", "publish", now=loaded).number == 4


def test_codes_are_never_taken_nor_the_word_of_a_page(loaded: datetime) -> None:
    assert sent_in(loaded, title=Wording(nl="STEMhub")) == "stemhub-2"
    assert sent_in(loaded, title=Wording(nl="Nieuw")) == "nieuw-2"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": Wording(nl="")}, "title: is empty"),
        ({"contact": "an.peeters@voorbeeld.be"}, "looks like the address of a person"),
        ({"organisations": (Partner(entity="nergens"),)}, '"nergens" is no entity we know'),
        ({"objectives": ("OD 9.9.9",)}, '"OD 9.9.9" is no objective we know'),
        ({"summary": Wording(nl="x" * 601)}, "has 601 characters"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(
    loaded: datetime, changed: dict[str, object], said: str
) -> None:
    before = records.codes(kind="practice")
    with pytest.raises(Refused, match=said):
        sent_in(loaded, **changed)
    assert records.codes(kind="practice") == before


def test_each_sees_what_is_on_its_way_and_what_waits_for_them(loaded: datetime) -> None:
    code = sent_in(loaded)
    other = sent_in(loaded, actor=REVIEWER, title=Wording(nl="Nog een"))
    own = [(item.code, item.waits_for_me) for item in submissions(actor=AUTHOR)]
    all_of_them = {item.code: item.waits_for_me for item in submissions(actor=REVIEWER)}
    assert own == [(code, False)]
    assert all_of_them == {code: True, other: False}
    step(code, "return", now=loaded, reason="Voor wie?")
    (returned,) = submissions(actor=AUTHOR)
    assert (returned.state, returned.waits_for_me) == ("returned", True)


def test_reviewers_see_what_there_is_already(loaded: datetime) -> None:
    code = sent_in(
        loaded, title=Wording(nl="Gastlessen van ondernemers"), summary=Wording(nl="Ondernemers in de klas.")
    )
    seen = submission_page(code=code, actor=REVIEWER, now=loaded, language="nl")
    assert seen is not None
    assert "ondernemers-voor-de-klas" in {item.row.code for item in seen.page.similar}
    assert "ondernemers" in seen.page.similar[0].words


def test_the_page_offers_what_its_reader_may_do(loaded: datetime) -> None:
    code = sent_in(loaded)
    author = submission_page(code=code, actor=AUTHOR, now=loaded, language="nl")
    reviewer = submission_page(code=code, actor=REVIEWER, now=loaded, language="nl")
    assert author is not None
    assert reviewer is not None
    assert (author.steps, author.may_edit, author.may_review) == (("take-back",), False, False)
    assert (reviewer.steps, reviewer.may_review) == (("validate", "return", "reject"), True)
    assert submission_page(code="geen", actor=REVIEWER, now=loaded, language="nl") is None
    step(code, "take-back", now=loaded, actor=AUTHOR)
    taken_back = submission_page(code=code, actor=AUTHOR, now=loaded, language="nl")
    assert taken_back is not None
    assert (taken_back.steps, taken_back.may_edit) == ((), True)
