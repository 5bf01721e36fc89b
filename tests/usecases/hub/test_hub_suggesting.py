"""What the shipped agenda suggests: the first ones by kind of help, whom to ask, and nothing where nothing fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.usecases.hub.hubbing import ASKED

from stemagenda.usecases.hub.suggesting import Suggestions, suggest

LECTURER = replace(
    ASKED,
    kind="guest-lecturer",
    question="Een ondernemer die in onze klas over klimaat vertelt",
    transitions=("climate-sustainability",),
)


def first(found: Suggestions) -> dict[str, str]:
    return {group: items[0].code for group, items in found.groups}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"kind": "guest-lecturer"}, {"practice": "stem-ondernemers-voor-de-klas"}),
        ({"kind": "infrastructure"}, {"infrastructure": "vdab", "action": "IK-08"}),
        ({"kind": "materials", "question": "Proeven voor in de klas"}, {"practice": "science-at-school"}),
        ({"kind": "partner", "question": "Een academie starten"}, {"partner": "stem-academies", "action": "OK-04"}),
        ({"kind": "talent"}, {"partner": "vdab"}),
    ],
)
def test_the_first_of_each_group(loaded: datetime, changed: dict[str, str], expected: dict[str, str]) -> None:
    found = first(suggest(asked=replace(LECTURER, **changed), on=loaded.date()))  # type: ignore[arg-type]
    assert expected.items() <= found.items()


def test_with_whom_and_why(loaded: datetime) -> None:
    found = suggest(asked=LECTURER, on=loaded.date())
    practice = found.groups[0][1][0]
    assert practice.people == ("vlajo",), "who pays is not whom to ask"
    reasons = {reason.kind: reason.codes for reason in practice.reasons}
    assert reasons == {
        "objective": ("OD 3.1.2",),
        "transition": ("climate-sustainability",),
        "target-group": ("pupils",),
        "text": ("ondernemer", "klas", "klimaat"),
    }
    everything = {item.code for _, items in found.groups for item in items}
    assert not everything & {"stemhub", "vlaams-parlement", "persbericht-stemhelden"}


def test_labs_of_research_centres_are_there_too(loaded: datetime) -> None:
    (_, labs), *_ = suggest(asked=ASKED, on=loaded.date()).groups
    assert {"imec", "vito", "vcl", "limtec", "rtc"} <= {item.code for item in labs}


def test_nothing_fits_or_nothing_was_public_yet(loaded: datetime) -> None:
    nothing = replace(ASKED, kind="other", question="Waar kan ik terecht?", transitions=(), audience=())
    assert suggest(asked=nothing, on=loaded.date()).total == 0
    assert suggest(asked=LECTURER, on=date(2009, 1, 1)).total == 0
