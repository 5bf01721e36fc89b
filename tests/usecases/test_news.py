"""What changed since a moment: nothing that is not public, nothing twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.governance.body import Entity
from stemagenda.core.governance.meeting import Decision
from stemagenda.store.models import AssessmentRow, OverrideRow
from stemagenda.usecases.lights import override_light, withdraw_override
from stemagenda.usecases.news import news
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.records import write_record

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def write(code: str, *, at: datetime, seen: int = 0, state: str = "published", title: str = "Proef") -> int:
    value = Action(code=code, title=Wording(nl=title), strand="daadkracht")
    return write_record(
        kind="action", value=value, seen=seen, state=state, verb="save_action", actor=OPERATOR, now=at
    ).number


def told(since: datetime, now: datetime = NOW) -> list[tuple[str, str, str]]:
    return [(item.change, item.code, item.title.nl) for item in news(since=since, now=now).actions]


@pytest.mark.django_db
def test_actions_that_came_changed_or_went() -> None:
    before, after = NOW - WEEK - timedelta(days=1), NOW - timedelta(days=1)
    write("oud", at=before)
    write("gewijzigd", at=before)
    write("gewijzigd", at=after, seen=1, title="Anders")
    write("weg", at=before)
    write("weg", at=after, seen=1, state="withdrawn")
    write("nieuw", at=after)
    write("ontwerp", at=after, state="draft")
    write("oud", at=after, seen=1, state="draft", title="Nog niet publiek")
    write("kort", at=after)
    write("kort", at=after, seen=1, state="withdrawn")
    assert told(NOW - WEEK) == [
        ("changed", "gewijzigd", "Anders"),
        ("new", "nieuw", "Proef"),
        ("withdrawn", "weg", "Proef"),
    ]
    assert told(after) == []
    assert not news(since=after, now=NOW)


@pytest.mark.django_db
def test_a_decision_is_told_with_the_name_of_who_took_it() -> None:
    entity = Entity(code="ewi", title=Wording(nl="Departement EWI"), kind="department")
    write_record(kind="entity", value=entity, seen=0, state="published", verb="load", actor=OPERATOR, now=NOW - WEEK)
    for code, by, at in (("d1", "ewi", NOW - WEEK), ("d2", "ewi", NOW), ("d3", "raad", NOW)):
        value = Decision(code=code, on=date(2026, 11, 1), text=Wording(nl="Zo is het."), by=by, precision="month")
        write_record(kind="decision", value=value, seen=0, state="published", verb="x", actor=OPERATOR, now=at)
    found = news(since=NOW - WEEK, now=NOW).decisions
    assert [(item.code, item.by.nl, item.precision) for item in found] == [
        ("d3", "raad", "month"),
        ("d2", "Departement EWI", "month"),
    ]


def test_what_came_with_the_first_load_is_no_news(loaded: datetime) -> None:
    found = news(since=loaded - WEEK, now=loaded + WEEK)
    assert found.since == loaded.date()
    assert not found
    write("nieuw", at=loaded + timedelta(days=1))
    assert told(loaded - WEEK, now=loaded + WEEK) == [("new", "nieuw", "Proef")]


def light(**changed: Any) -> AssessmentRow:
    row = AssessmentRow.objects.get(indicator="RG2-WIS", series="pisa", recorded_to=None, valid_to=None)
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    return row


def test_a_light_that_was_concluded_anew_is_told(loaded: datetime) -> None:
    since = loaded + timedelta(days=1)
    assert news(since=since, now=NOW).lights == ()
    old = light(recorded_to=NOW - timedelta(days=1))
    after = "green" if old.colour != "green" else "red"
    old.pk, old.recorded_from, old.recorded_to = None, NOW - timedelta(days=1), None
    old.colour, before = after, old.colour
    old.save(force_insert=True)
    [found] = news(since=since, now=NOW).lights
    assert (found.indicator, found.before, found.after) == ("RG2-WIS", before, after)
    assert "PISA" in found.title.nl
    assert news(since=NOW, now=NOW + WEEK).lights == ()


def test_a_light_set_by_hand_is_told_and_told_again_when_it_is_taken_back(loaded: datetime) -> None:
    before = light().colour
    colour = "green" if before != "green" else "red"
    override_light(
        indicator="RG2-WIS",
        series="pisa",
        colour=colour,
        reason="Een reden die een lezer kan nagaan.",
        expires=NOW.date() + WEEK * 9,
        actor=OPERATOR,
        now=NOW,
        seen=0,
    )
    [found] = news(since=NOW - WEEK, now=NOW + WEEK).lights
    assert (found.before, found.after) == (before, colour)
    withdraw_override(number=OverrideRow.objects.get().pk, actor=OPERATOR, now=NOW + WEEK * 2)
    [found] = news(since=NOW + WEEK, now=NOW + WEEK * 3).lights
    assert (found.before, found.after) == (colour, before)
    assert news(since=NOW - WEEK, now=NOW + WEEK * 3).lights == ()
