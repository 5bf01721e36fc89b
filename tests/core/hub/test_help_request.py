"""What is wrong with a question, case by case; the way of a question; what every kind of help rests on."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stemagenda import agendas
from stemagenda.core.hub.request import (
    ASKERS,
    AUDIENCES,
    HELP_KINDS,
    REGIONS_ASKED,
    SERVES,
    SIDES,
    Asked,
    Contact,
    answer_problems,
    request_problems,
)
from stemagenda.core.hub.workflow import (
    OF_THE_ASKER,
    OUTCOMES,
    OVER,
    STATES,
    STEPS,
    TRANSITIONS,
    WAITING,
    NotPossible,
    after,
    steps,
)
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports import hub_words
from stemagenda.core.reports.practice_words import PRACTICE_GROUP_WORDS

ON = date(2026, 11, 30)
ASKED = Asked(kind="infrastructure", region="70000", asker="school", question="Waar kunnen onze leerlingen lassen?")
CONTACT = Contact(address="an@school.be")


def places(asked: Asked = ASKED, contact: Contact = CONTACT) -> list[str]:
    return [
        item.place for item in request_problems(asked=asked, contact=contact, transitions=frozenset({"energy"}), on=ON)
    ]


def test_a_good_question_has_no_problems() -> None:
    assert places() == []
    full = replace(ASKED, audience=("pupils",), transitions=("energy",), needed_by=date(2027, 3, 1))
    assert places(full, replace(CONTACT, name="An", organisation="School", place="Genk")) == []
    assert places(replace(ASKED, needed_by=ON)) == []


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "money"}, "kind"),
        ({"region": ""}, "region"),
        ({"region": "abroad"}, "region"),
        ({"asker": "robot"}, "asker"),
        ({"question": "   te kort   "[:8]}, "question"),
        ({"question": "x" * 2_001}, "question"),
        ({"question": "Een vraag met \x07 erin"}, "question"),
        ({"audience": ("hackers",)}, "audience"),
        ({"transitions": ("energy", "war")}, "transitions"),
        ({"audience": tuple("pupils" for _ in range(21))}, "audience"),
        ({"needed_by": date(2026, 11, 29)}, "needed_by"),
        ({"needed_by": date(2031, 1, 1)}, "needed_by"),
    ],
)
def test_what_is_wrong_with_a_question(wrong: dict[str, object], place: str) -> None:
    assert places(replace(ASKED, **wrong)) == [place]  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["name", "organisation", "place"])
def test_who_asks_is_short_and_plain(field: str) -> None:
    assert places(contact=replace(CONTACT, **{field: "x" * 121})) == [field]
    assert places(contact=replace(CONTACT, **{field: "a\x00b"})) == [field]


def test_an_answer_says_something() -> None:
    assert not list(answer_problems("Bel het RTC.", place="text"))
    for wrong in ("", "  ", "x" * 5_001, "a\x07"):
        assert [item.place for item in answer_problems(wrong, place="text")] == ["text"]


def test_the_way_of_a_question() -> None:
    for state in STATES:
        assert set(steps(state)) == set(TRANSITIONS[state])
        for step in set(STEPS) - set(steps(state)):
            with pytest.raises(NotPossible, match=f"{state} cannot take the step: {step}"):
                after(state=state, step=step)
    assert after(state="new", step="assign") == "assigned"
    reached = {state for steps_of in TRANSITIONS.values() for state in steps_of.values()}
    assert reached == set(STATES), "every state is reached, the first one by handing back"
    assert frozenset() == WAITING & OVER
    assert {step for state in OVER for step in steps(state)} == {"reopen", "rate"}
    assert set(STEPS) >= OF_THE_ASKER


def test_every_code_has_words_and_rests_on_the_agenda() -> None:
    framework = Path(agendas.__file__).with_name("stem-agenda-2030") / "framework.toml"
    told = tomllib.loads(framework.read_text(encoding="utf-8"))["objectives"]
    objectives = {item["code"] for item in told if item["level"] == "operational"}
    assert set(SERVES) == set(HELP_KINDS)
    for served in SERVES.values():
        assert set(served) <= objectives
    assert set(hub_words.HELP_KIND_WORDS) == set(HELP_KINDS)
    assert set(hub_words.ASKER_WORDS) == set(ASKERS)
    assert set(SIDES) < set(ASKERS)
    assert set(hub_words.HELP_STATE_WORDS) == set(hub_words.ASKED_STATE_WORDS) == set(STATES)
    assert set(hub_words.HELP_STEP_WORDS) == set(STEPS)
    assert set(hub_words.OUTCOME_WORDS) == set(OUTCOMES)
    assert set(REGIONS_ASKED) < set(REGIONS)
    assert set(AUDIENCES) == set(PRACTICE_GROUP_WORDS)
