"""Keeping bodies, meetings, decisions, follow-up points and advice: who may, what is stored, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.usecases.governance.keeping import DAY, KEEPER, MEMBER, NEW, NOW, OTHER, made, stands, wrong

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Seat
from stemagenda.core.governance.meeting import AgendaItem, Recommendation
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.audit import version as changes
from stemagenda.store.models import AuditRow
from stemagenda.usecases.governance.editing import (
    KINDS,
    decide,
    restore,
    save,
    withdraw,
)
from stemagenda.usecases.governance.reading import governance, kept
from stemagenda.usecases.permissions import NOBODY, Actor, NotAllowed
from stemagenda.usecases.record_history import record_history
from stemagenda.usecases.records import Overtaken

pytestmark = pytest.mark.usefixtures("loaded")


def test_every_kind_has_its_sample() -> None:
    """Policy developments, events and news are kept the same way and have tests of their own."""
    assert set(NEW) == set(KINDS.values()) - {"development", "event", "news"}


@pytest.mark.parametrize("kind", NEW)
def test_a_new_record_gets_a_code_is_public_at_once_and_audited(kind: str) -> None:
    code = made(kind)
    assert stands(kind, code) == replace(NEW[kind], code=code)
    public = records.public_version(kind=kind, code=code, on=DAY)
    assert public is not None
    assert public.since == DAY
    entry = AuditRow.objects.latest("pk")
    assert (entry.subject, entry.actor) == (f"{kind}/{code}", "secretariaat")
    assert entry.verb == f"save_{kind.replace('-', '_')}"


#: What the working group keeps as well, with tests of its own.
OF_MEMBERS = {"entity", "relation"}


@pytest.mark.parametrize("kind", set(NEW) - OF_MEMBERS)
@pytest.mark.parametrize(
    "actor",
    [NOBODY, MEMBER, Actor(name="els", is_editor=True), Actor(name="c", bodies=frozenset({"ambtelijk-comite"}))],
)
def test_only_a_coordinator_keeps_governance(kind: str, actor: Actor) -> None:
    code = made(kind)
    before = changes()
    tries: list[Callable[[], Any]] = [
        lambda: save(record=NEW[kind], seen=0, actor=actor, now=NOW),
        lambda: decide(decision=NEW["decision"], opens="", strand="", actor=actor, now=NOW),
        lambda: withdraw(kind=kind, code=code, seen=1, reason="Zomaar", actor=actor, now=NOW),
        lambda: restore(kind=kind, code=code, number=1, seen=1, actor=actor, now=NOW),
    ]
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()
    assert changes() == before


def test_two_records_of_one_second_are_both_kept() -> None:
    codes = [made("decision"), made("decision"), made("decision", text=Wording(nl="Dat mag niet."))]
    assert codes == [f"ambtelijk-comite-2026-11-02-beslissing{end}" for end in ("", "-2", "-3")]
    assert stands("decision", codes[2]).text.nl == "Dat mag niet."


def test_a_code_of_something_withdrawn_is_not_given_again() -> None:
    code = made("decision")
    withdraw(kind="decision", code=code, seen=1, reason="Vergissing", actor=KEEPER, now=NOW)
    assert made("decision") == f"{code}-2"


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("meeting", {"body": "bestaat-niet"}, 'body "bestaat-niet" is no body we know'),
        (
            "meeting",
            {"items": (AgendaItem(number=1, title="x", actions=("ZZ-99",)),)},
            'items[1].actions[1] "ZZ-99" is no',
        ),
        ("decision", {"by": "bestaat-niet"}, 'by "bestaat-niet" is no owner we know'),
        ("decision", {"effect": "stops-action", "actions": ("ZZ-99",)}, 'actions[1] "ZZ-99" is no action'),
        ("follow-up", {"owner": ""}, "owner is empty"),
        ("follow-up", {"waits_for": ("bestaat-niet",)}, 'waits_for[1] "bestaat-niet" is no follow-up'),
        ("advice", {"council": "bestaat-niet"}, 'council "bestaat-niet" is no entity'),
        ("body", {"seats": (Seat(entity="bestaat-niet"),)}, 'seats[1].entity "bestaat-niet" is no entity'),
        ("meeting", {"minutes": "x" * 1_000_000}, "minutes has more than 100,000 characters"),
    ],
)
def test_what_is_wrong_is_refused_whole(kind: str, change: dict[str, Any], said: str) -> None:
    before = changes()
    with pytest.raises(Refused) as refused:
        made(kind, **change)
    assert any(line.startswith(said) for line in wrong(refused)), wrong(refused)
    assert changes() == before


def test_texts_are_kept_as_they_were_typed() -> None:
    nasty = "<script>alert(1)</script> {{ x }} \u202e \\ ; ,"
    code = made("meeting", minutes=nasty, title=Wording(nl=nasty))
    assert (stands("meeting", code).minutes, stands("meeting", code).title.nl) == (nasty, nasty)


# ---------------------------------------------------------------- bodies


def test_a_body_with_meetings_ends_instead_of_vanishing() -> None:
    with pytest.raises(Refused) as refused:
        withdraw(kind="body", code="ambtelijk-comite", seen=1, reason="Weg ermee", actor=KEEPER, now=NOW)
    assert wrong(refused) == ["code has 4 meetings"]
    committee = stands("body", "ambtelijk-comite")
    with pytest.raises(Refused) as refused:
        save(record=replace(committee, ends=date(2023, 6, 5)), seen=1, actor=KEEPER, now=NOW)
    assert wrong(refused) == ["ends lies before the meeting of 06-06-2023"]
    save(record=replace(committee, ends=date(2023, 6, 6)), seen=1, actor=KEEPER, now=NOW)
    with pytest.raises(Refused) as refused:
        made("meeting", body="ambtelijk-comite")
    assert wrong(refused) == ["body does not exist any more on that day"]


def test_a_body_that_others_name_stays() -> None:
    made("follow-up", owner=made("body"))
    with pytest.raises(Refused) as refused:
        withdraw(kind="body", code="stuurgroep", seen=1, reason="Weg ermee", actor=KEEPER, now=NOW)
    assert wrong(refused) == ["code is named by 1 other records"]


def test_a_body_nobody_names_is_withdrawn_and_put_back() -> None:
    code = made("body")
    withdraw(kind="body", code=code, seen=1, reason=" Dubbel ", actor=KEEPER, now=NOW)
    assert kept(kind="body", code=code) is None
    assert governance(on=DAY, actor=NOBODY).body(code) is None
    history = record_history(kind="body", code=code, first=0, second=0, actor=KEEPER)
    assert history is not None
    assert (history.latest.state, history.latest.note) == ("withdrawn", "Dubbel")
    restore(kind="body", code=code, number=1, seen=2, actor=KEEPER, now=NOW)
    assert governance(on=DAY, actor=NOBODY).body(code) is not None


@pytest.mark.parametrize(
    ("kind", "code", "seen", "reason", "said"),
    [
        ("advice", "vlor-krijtlijnen", 1, "  ", "reason is empty"),
        ("advice", "vlor-krijtlijnen", 1, "x" * 2_001, "reason has more than 2,000 characters"),
        ("advice", "vlor-krijtlijnen", 7, "Dubbel", "seen was changed meanwhile"),
        ("advice", "bestaat-niet", 1, "Dubbel", "code is not there"),
        ("action", "OK-01", 1, "Dubbel", "code is not there"),
        ("follow-up", "speerpunten-overheid", 1, "Dubbel", "code is named by 1 other records"),
    ],
)
def test_what_cannot_be_withdrawn(kind: str, code: str, seen: int, reason: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        withdraw(kind=kind, code=code, seen=seen, reason=reason, actor=KEEPER, now=NOW)
    assert wrong(refused) == [said]


def test_nothing_is_withdrawn_twice() -> None:
    code = made("advice")
    withdraw(kind="advice", code=code, seen=1, reason="Dubbel", actor=KEEPER, now=NOW)
    with pytest.raises(Refused) as refused:
        withdraw(kind="advice", code=code, seen=2, reason="Dubbel", actor=KEEPER, now=NOW)
    assert wrong(refused) == ["code is not there"]


# ---------------------------------------------------------------- two editors


def test_two_coordinators_change_different_fields_of_a_meeting() -> None:
    code = made("meeting")
    one = stands("meeting", code)
    save(record=replace(one, minutes="We begonnen op tijd."), seen=1, actor=OTHER, now=NOW)
    written = save(record=replace(one, where="Brussel"), seen=1, actor=KEEPER, now=NOW)
    assert written.merged == ("minutes",)
    assert (stands("meeting", code).where, stands("meeting", code).minutes) == ("Brussel", "We begonnen op tijd.")


def test_two_coordinators_change_the_same_minutes() -> None:
    code = made("meeting")
    one = stands("meeting", code)
    save(record=replace(one, minutes="Zo was het."), seen=1, actor=OTHER, now=NOW)
    with pytest.raises(Overtaken) as overtaken:
        save(record=replace(one, minutes="Neen, zo."), seen=1, actor=KEEPER, now=NOW)
    [clash] = overtaken.value.merged.clashes
    assert (clash.field, clash.theirs, clash.mine) == ("minutes", "Zo was het.", "Neen, zo.")
    assert stands("meeting", code).minutes == "Zo was het."
    # Saved over the other one, which its history keeps.
    save(record=replace(one, minutes="Neen, zo."), seen=2, actor=KEEPER, now=NOW)
    history = record_history(kind="meeting", code=code, first=2, second=3, actor=KEEPER)
    assert history is not None
    assert [(change.before, change.after) for change in history.differences] == [("Zo was het.", "Neen, zo.")]


def test_a_circle_that_two_people_form_together_is_refused() -> None:
    first, second = made("follow-up"), made("follow-up", title=Wording(nl="Cijfers tonen"))
    save(record=replace(stands("follow-up", first), waits_for=(second,)), seen=1, actor=OTHER, now=NOW)
    with pytest.raises(Refused) as refused:
        save(record=replace(stands("follow-up", second), waits_for=(first,)), seen=1, actor=KEEPER, now=NOW)
    assert wrong(refused) == [f"waits_for goes round in a circle: {second} > {first} > {second}"]


def test_saving_over_what_was_withdrawn_meanwhile_is_a_clash() -> None:
    code = made("advice")
    mine = replace(stands("advice", code), url="https://example.org/")
    withdraw(kind="advice", code=code, seen=1, reason="Dubbel", actor=OTHER, now=NOW)
    with pytest.raises(Overtaken):
        save(record=mine, seen=1, actor=KEEPER, now=NOW)


# ---------------------------------------------------------------- advice, histories


def test_an_advice_is_answered_recommendation_by_recommendation() -> None:
    first = Recommendation(
        number=1, text=Wording(nl="Doe dit"), state="taken-up", response="Dat deden we.", actions=("OK-01",)
    )
    code = made("advice", recommendations=(first, Recommendation(number=2, text=Wording(nl="En dat"))))
    shown = next(item for item in governance(on=DAY, actor=NOBODY).advices if item.code == code)
    assert [item.state for item in shown.recommendations] == ["taken-up", "not-answered"]


def test_the_history_is_for_members() -> None:
    arguments: dict[str, Any] = {"kind": "meeting", "code": "state-of-stem-2022", "first": 0, "second": 0}
    assert record_history(**arguments, actor=NOBODY) is None
    assert record_history(**arguments, actor=Actor(name="els", is_editor=True)) is None
    found = record_history(**arguments, actor=MEMBER)
    assert found is not None
    assert (found.first.number, found.second.number, found.differences) == (1, 1, ())
    assert record_history(kind="meeting", code="bestaat-niet", first=0, second=0, actor=MEMBER) is None


def test_an_earlier_version_is_put_back_and_nothing_disappears() -> None:
    code = made("meeting", minutes="Eerst dit.")
    save(record=replace(stands("meeting", code), minutes="Dan dat."), seen=1, actor=OTHER, now=NOW)
    restore(kind="meeting", code=code, number=1, seen=2, actor=KEEPER, now=NOW)
    assert stands("meeting", code).minutes == "Eerst dit."
    found = record_history(kind="meeting", code=code, first=0, second=0, actor=KEEPER)
    assert found is not None
    assert [version.number for version in found.versions] == [3, 2, 1]
    assert found.latest.note == "version 1 restored"
    with pytest.raises(Refused):
        restore(kind="meeting", code=code, number=9, seen=3, actor=KEEPER, now=NOW)
    with pytest.raises(Refused):
        restore(kind="action", code="OK-01", number=1, seen=1, actor=KEEPER, now=NOW)
