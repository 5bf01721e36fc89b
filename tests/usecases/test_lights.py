"""Setting a light by hand: reason, author, day and expiry; the computed light stays; everything is written down."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from stemagenda.core.validation import Refused
from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow, OverrideRow
from stemagenda.usecases.indicators import indicator_page
from stemagenda.usecases.lights import LONGEST_DAYS, LONGEST_REASON, SHORTEST_REASON, override_light, withdraw_override
from stemagenda.usecases.monitor import home
from stemagenda.usecases.permissions import NOBODY, Actor, NotAllowed

EDITOR = Actor(name="els", is_editor=True)
REASON = "De bron kondigde een correctie aan die nog niet gepubliceerd is."


def given(now: datetime, **other: Any) -> dict[str, Any]:
    return {
        "indicator": "RG2-WIS",
        "series": "pisa",
        "colour": "green",
        "reason": REASON,
        "expires": now.date() + timedelta(days=30),
        "actor": EDITOR,
        "now": now,
        **other,
    }


def light(on: date):
    page = indicator_page(code="RG2-WIS", series="pisa", on=on)
    assert page is not None
    assert page.shown.light is not None
    return page.shown.light


def test_the_chosen_light_counts_and_the_computed_one_stays(loaded: datetime) -> None:
    before = light(loaded.date())
    override_light(**given(loaded))
    after = light(loaded.date())
    assert (after.colour, after.computed) == ("green", before.computed)
    assert after.override is not None
    assert (after.override.author, after.override.reason) == ("els", REASON)
    assert not after.uncertain


def test_home_and_page_agree(loaded: datetime) -> None:
    override_light(**given(loaded))
    rows = [row for strand in home(on=loaded.date()).strands for row in strand.lights]
    shown = next(row for row in rows if (row.indicator.code, row.series.code) == ("RG2-WIS", "pisa"))
    assert shown.light == light(loaded.date())


def test_it_holds_from_its_day_up_to_and_including_the_last(loaded: datetime) -> None:
    override_light(**given(loaded))
    day = loaded.date()
    held = {offset: light(day + timedelta(days=offset)).override is not None for offset in (-1, 0, 30, 31)}
    assert held == {-1: False, 0: True, 30: True, 31: False}


def test_taken_back_it_no_longer_holds(loaded: datetime) -> None:
    number = override_light(**given(loaded))
    withdraw_override(number=number, actor=EDITOR, now=loaded)
    assert light(loaded.date()).override is None
    assert OverrideRow.objects.get().withdrawn_by == "els"
    with pytest.raises(Refused):
        withdraw_override(number=number, actor=EDITOR, now=loaded)


def test_the_last_one_made_counts(loaded: datetime) -> None:
    override_light(**given(loaded))
    override_light(**given(loaded + timedelta(minutes=1), colour="grey"))
    assert light(loaded.date()).colour == "grey"


def test_without_the_last_one_the_computed_light_is_back(loaded: datetime) -> None:
    before = light(loaded.date())
    override_light(**given(loaded))
    last = override_light(**given(loaded + timedelta(minutes=1), colour="grey"))
    withdraw_override(number=last, actor=EDITOR, now=loaded + timedelta(minutes=2))
    assert light(loaded.date()) == before


def test_who_decided_on_an_old_page_does_not_write_over_the_other(loaded: datetime) -> None:
    first = override_light(**given(loaded, seen=0))
    before = version()
    for seen in (0, first + 1):
        with pytest.raises(Refused) as refused:
            override_light(**given(loaded + timedelta(minutes=1), colour="red", seen=seen))
        assert [problem.place for problem in refused.value.problems] == ["seen"]
    assert (light(loaded.date()).colour, version()) == ("green", before)
    override_light(**given(loaded + timedelta(minutes=2), colour="red", seen=first))
    assert light(loaded.date()).colour == "red"


def test_one_that_is_past_cannot_be_withdrawn(loaded: datetime) -> None:
    number = override_light(**given(loaded))
    with pytest.raises(Refused):
        withdraw_override(number=number, actor=EDITOR, now=loaded + timedelta(days=31))


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"indicator": "RG99"}, "series"),
        ({"series": "bestaat-niet"}, "series"),
        ({"colour": "purple"}, "colour"),
        ({"colour": ""}, "colour"),
        ({"reason": "x" * (SHORTEST_REASON - 1)}, "reason"),
        ({"reason": " " * 100}, "reason"),
        ({"reason": "x" * (LONGEST_REASON + 1)}, "reason"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(loaded: datetime, wrong: dict[str, Any], place: str) -> None:
    before = version()
    with pytest.raises(Refused) as refused:
        override_light(**given(loaded, **wrong))
    assert [problem.place for problem in refused.value.problems] == [place]
    assert not OverrideRow.objects.exists()
    assert version() == before


@pytest.mark.parametrize(
    ("days", "is_fine"), [(-1, False), (0, False), (1, True), (LONGEST_DAYS, True), (LONGEST_DAYS + 1, False)]
)
def test_the_last_day_lies_within_two_years(loaded: datetime, days: int, is_fine: bool) -> None:
    expires = loaded.date() + timedelta(days=days)
    if is_fine:
        assert override_light(**given(loaded, expires=expires))
    else:
        with pytest.raises(Refused):
            override_light(**given(loaded, expires=expires))


def test_a_series_without_a_light_cannot_get_one(loaded: datetime) -> None:
    with pytest.raises(Refused):
        override_light(**given(loaded, series="pisa-oecd"))


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="lezer")])
def test_only_editors(loaded: datetime, actor: Actor) -> None:
    number = override_light(**given(loaded))
    with pytest.raises(NotAllowed):
        override_light(**given(loaded, actor=actor))
    with pytest.raises(NotAllowed):
        withdraw_override(number=number, actor=actor, now=loaded)
    assert light(loaded.date()).override is not None


def test_both_are_written_down(loaded: datetime) -> None:
    before = version()
    number = override_light(**given(loaded))
    withdraw_override(number=number, actor=EDITOR, now=loaded)
    first, second = AuditRow.objects.filter(actor="els")
    assert (first.verb, first.subject, first.details["reason"]) == ("override_light", "RG2-WIS/pisa", REASON)
    assert (second.verb, second.subject) == ("withdraw_override", str(number))
    assert version() == before + 2
