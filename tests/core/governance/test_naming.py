"""Codes of new records, turns in the chair, and days of which only the month is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Body, Rotation
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting, stands_for
from stemagenda.core.governance.naming import new_code
from stemagenda.core.governance.rotation import turns
from stemagenda.core.observation import Precision

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (
            Body(code="", title=Wording(nl="Stuurgroep ’s Gravenwezel & co"), kind="other"),
            "stuurgroep-s-gravenwezel-co",
        ),
        (Body(code="", title=Wording(nl="Nieuw"), kind="other"), "nieuw-2"),
        (Body(code="", title=Wording(nl="日本"), kind="other"), "2"),
        (Body(code="", title=Wording(nl="𝕊𝕋𝔼𝕄 İn Straße"), kind="other"), "stem-in-strae"),
        (Meeting(code="", body="werkgroep", on=DAY), "werkgroep-2026-03-02"),
        (
            Decision(code="", on=DAY, text=Wording(nl="Ja"), by="vlaamse-regering"),
            "vlaamse-regering-2026-03-02-beslissing",
        ),
        (
            Decision(code="", on=DAY, text=Wording(nl="Ja"), by="b", meeting="werkgroep-2026-03-02"),
            "werkgroep-2026-03-02-beslissing",
        ),
        (
            FollowUp(code="", title=Wording(nl="Cijfers één keer per jaar"), owner="b", opened=DAY),
            "cijfers-een-keer-per-jaar",
        ),
        (Advice(code="", council="vlor", title=Wording(nl="Krijtlijnen"), on=DAY), "vlor-2026"),
        (Advice(code="", council="vlor", title=Wording(nl="Krijtlijnen")), "vlor-krijtlijnen"),
    ],
)
def test_a_code_says_what_it_is_of(record: Any, code: str) -> None:
    assert new_code(record=record, taken=()) == code


def test_a_code_that_was_given_gets_a_number() -> None:
    meeting = Meeting(code="", body="b", on=DAY)
    assert new_code(record=meeting, taken={"b-2026-03-02"}) == "b-2026-03-02-2"
    assert new_code(record=meeting, taken={"b-2026-03-02", "b-2026-03-02-2"}) == "b-2026-03-02-3"


@given(titles=st.lists(st.text(max_size=120), max_size=12))
def test_codes_are_given_once_and_fit(titles: list[str]) -> None:
    taken: set[str] = set()
    for title in titles:
        code = new_code(record=FollowUp(code="", title=Wording(nl=title), owner="b", opened=DAY), taken=taken)
        assert code not in taken | {"", "nieuw", "new"}
        assert len(code) <= 60
        assert code.strip("-") == code
        assert set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        taken.add(code)


def test_long_titles_are_cut_at_a_word() -> None:
    long = FollowUp(code="", title=Wording(nl="woord " * 20), owner="b", opened=DAY)
    assert new_code(record=long, taken=()) == "-".join(["woord"] * 8)
    unbroken = FollowUp(code="", title=Wording(nl="x" * 80), owner="b", opened=DAY)
    assert new_code(record=unbroken, taken=()) == "x" * 50


def test_no_turn_is_computed_until_somebody_states_one() -> None:
    assert turns(rotation=Rotation(domains=("o", "w", "e")), year=2026) == ()
    assert turns(rotation=Rotation(domains=("o", "w"), anchor_year=2024, anchor_domain="z"), year=2026) == ()


def test_turns_follow_from_one_year_in_both_directions() -> None:
    stated = Rotation(domains=("o", "w", "e"), anchor_year=2024, anchor_domain="w")
    assert turns(rotation=stated, year=2024) == ((2024, "w"), (2025, "e"), (2026, "o"), (2027, "w"))
    assert turns(rotation=stated, year=2022, ahead=2) == ((2022, "e"), (2023, "o"))


@pytest.mark.parametrize(
    ("precision", "day"),
    [("day", date(2024, 2, 10)), ("month", date(2024, 2, 29)), ("year", date(2024, 12, 31))],
)
def test_the_last_day_stands_for_a_month_or_year(precision: Precision, day: date) -> None:
    assert stands_for(on=date(2024, 2, 10), precision=precision) == day
