"""What a policy development is, which codes it names, and what is wrong with one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemagenda.core.actions.action import Contribution, DocumentLink, Wording
from stemagenda.core.governance.references import references, unknown
from stemagenda.core.timeline.checks import problems
from stemagenda.core.timeline.development import DevelopmentYear, PolicyDevelopment

LINK = Contribution(indicator="RG1", reasoning="Meer jongeren kiezen bewust.")
PLAIN = PolicyDevelopment(
    code="duaal",
    title=Wording(nl="Duaal leren"),
    type="measure",
    years=(
        DevelopmentYear(year=2019, stage="implementation"),
        DevelopmentYear(year=2015, stage="pilot"),
    ),
    bodies=("vdab", "vlaio"),
    source="cedefop",
)


def test_the_latest_stage_is_that_of_the_latest_year() -> None:
    assert PLAIN.latest == DevelopmentYear(year=2019, stage="implementation")
    assert replace(PLAIN, years=()).latest is None


def test_a_year_without_a_statement_has_no_stage() -> None:
    assert [PLAIN.stage_in(year) for year in (2014, 2015, 2016, 2019)] == [None, "pilot", None, "implementation"]


def test_its_codes_are_found_with_those_of_other_records() -> None:
    named = replace(PLAIN, actions=("OK-01",), decisions=("b",), indicators=(LINK,))
    assert [(item.place, item.code, item.namespace) for item in references(named)] == [
        ("bodies[1]", "vdab", "entity"),
        ("bodies[2]", "vlaio", "entity"),
        ("actions[1]", "OK-01", "action"),
        ("decisions[1]", "b", "decision"),
        ("indicators[1].indicator", "RG1", "indicator"),
        ("source", "cedefop", "document"),
    ]
    assert [item.code for item in unknown(named, known={"entity": {"vdab"}, "action": {"OK-01"}})] == ["vlaio"]


@pytest.mark.parametrize(
    ("changed", "place", "message"),
    [
        ({"title": Wording(nl=" ")}, "title", "is empty"),
        ({"title": Wording(nl="x" * 301)}, "title", "has 301 characters, more than 300"),
        ({"goals": Wording(nl="x", en="x" * 20_001)}, "goals", "has 20,001 characters, more than 20,000"),
        ({"url": "javascript:alert(1)"}, "url", "has an address that is no web address"),
        ({"reading": (DocumentLink(title="x", url="ftp://x"),)}, "reading[1]", "has an address that is no web address"),
        ({"number": "43 768"}, "number", "is no number of an entry"),
        ({"years": (*PLAIN.years, DevelopmentYear(year=2019, stage="pilot"))}, "years", "has two lines for 2019"),
        ({"indicators": (LINK, LINK)}, "indicators", "has RG1 twice"),
        ({"indicators": (replace(LINK, reasoning=" "),)}, "indicators[1]", "has no reasoning"),
        (
            {"indicators": (replace(LINK, reasoning="x" * 5_001),)},
            "indicators[1]",
            "has 5,001 characters, more than 5,000",
        ),
        (
            {"indicators": tuple(replace(LINK, indicator=f"RG{number}") for number in range(41))},
            "indicators",
            "has more than 40 lines",
        ),
        (
            {"years": (DevelopmentYear(year=20155, stage="pilot"),)},
            "years",
            "has a year outside 1990 to 2060",
        ),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, object], place: str, message: str) -> None:
    (found,) = problems(replace(PLAIN, **changed))  # type: ignore[arg-type]
    assert (found.place, found.message) == (place, message)
    assert found.remedy


def test_nothing_is_wrong_with_a_plain_one() -> None:
    assert not list(problems(PLAIN))
