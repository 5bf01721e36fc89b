"""What a practice is, which codes it names, and what is wrong with one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemagenda.core.actions.action import DocumentLink, Partner, QualityAnswer, Wording
from stemagenda.core.governance.references import references, unknown
from stemagenda.core.practices.checks import problems
from stemagenda.core.practices.practice import EVIDENCE, GENDER, GROUPS, KINDS, LEVELS, Picture, Practice, Reached
from stemagenda.core.reports import practice_words as said

PLAIN = Practice(
    code="gastlessen",
    title=Wording(nl="Gastlessen"),
    kind="practice",
    reach=(Reached(number=200, what=Wording(nl="gastlessen"), years="2018-2020", about=True),),
    organisations=(Partner(entity="vlajo", role="executor"), Partner(entity="vrt")),
    links=(DocumentLink(title="De site", url="https://voorbeeld.be"),),
    pictures=(Picture(url="https://voorbeeld.be/a.jpg", alternative=Wording(nl="Een klas")),),
    contact="gastlessen@voorbeeld.be",
    source="coalition",
)


def test_nothing_is_wrong_with_a_plain_one() -> None:
    assert not list(problems(PLAIN))
    assert not list(problems(replace(PLAIN, kind="campaign", practices=("andere",), contact="https://voorbeeld.be")))


@pytest.mark.parametrize(
    ("changed", "place", "message"),
    [
        ({"title": Wording(nl=" ")}, "title", "is empty"),
        ({"title": Wording(nl="x" * 201)}, "title", "has 201 characters, more than 200"),
        ({"summary": Wording(nl="x" * 601)}, "summary", "has 601 characters, more than 600"),
        ({"results": Wording(nl="x", en="x" * 5_001)}, "results", "has 5,001 characters, more than 5,000"),
        ({"cost": Wording(en="free")}, "cost", "has no Dutch text"),
        (
            {"quality": (QualityAnswer(criterion="inclusive", evidence="x" * 5_001),)},
            "quality[1]",
            "has 5,001 characters, more than 5,000",
        ),
        ({"actions": ("OK-01",) * 101}, "actions", "has more than 100 lines"),
        ({"starts": 20_12}, None, None),
        ({"starts": 201}, "starts", "has a year outside 1950 to 2060"),
        ({"published": 2061}, "published", "has a year outside 1950 to 2060"),
        ({"links": (DocumentLink(title="x", url="javascript:alert(1)"),)}, "links[1]", "has an address that is no"),
        ({"links": (DocumentLink(title=" "),)}, "links[1]", "has no words"),
        ({"pictures": (Picture(url="", alternative=Wording(nl="x")),)}, "pictures[1]", "has an address that is no"),
        ({"pictures": (Picture(url="https://x.be", alternative=Wording()),)}, "pictures[1]", "has no words for who"),
        ({"contact": "an.peeters@voorbeeld.be"}, "contact", "looks like the address of a person"),
        ({"contact": "bel ons"}, "contact", "is no address"),
        ({"reach": (Reached(number=3, what=Wording()),)}, "reach[1]", "does not say what was counted"),
        (
            {"organisations": (Partner(entity="vrt"), Partner(entity="vrt", role="funder"))},
            "organisations",
            "an organisation stands there twice",
        ),
        ({"practices": ("andere",)}, "practices", "only a campaign or a platform"),
        ({"kind": "platform", "practices": ("gastlessen",)}, "practices", "names itself"),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, object], place: str | None, message: str | None) -> None:
    found = list(problems(replace(PLAIN, **changed)))  # type: ignore[arg-type]
    if place is None or message is None:
        assert not found
        return
    (problem,) = found
    assert problem.place == place
    assert problem.message.startswith(message)
    assert problem.remedy


def test_its_codes_are_found_with_those_of_other_records() -> None:
    named = replace(
        PLAIN,
        transitions=("energy",),
        objectives=("OD 1.1.1",),
        actions=("OK-01",),
        practices=("andere",),
        documents=("plan",),
        quality=(QualityAnswer(criterion="inclusive"),),
    )
    assert [(item.place, item.code, item.namespace) for item in references(named)] == [
        ("transitions[1]", "energy", "transition"),
        ("objectives[1]", "OD 1.1.1", "objective"),
        ("organisations[1].entity", "vlajo", "entity"),
        ("organisations[2].entity", "vrt", "entity"),
        ("actions[1]", "OK-01", "action"),
        ("practices[1]", "andere", "practice"),
        ("documents[1]", "plan", "document"),
        ("quality[1].criterion", "inclusive", "criterion"),
        ("source", "coalition", "document"),
    ]
    assert [item.code for item in unknown(named, known={"entity": {"vrt"}, "practice": {"andere"}})] == ["vlajo"]


def test_every_code_has_words() -> None:
    assert tuple(said.KIND_WORDS) == KINDS
    assert tuple(said.LEVEL_WORDS) == LEVELS
    assert tuple(said.EVIDENCE_LEVEL_WORDS) == tuple(said.EVIDENCE_MEANINGS) == EVIDENCE
    assert tuple(said.GENDER_WORDS) == GENDER
    assert set(said.PRACTICE_GROUP_WORDS) == set(GROUPS)
