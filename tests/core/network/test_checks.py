"""What an actor or a relation cannot be, each said with its remedy; names that may be of the same organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Entity
from stemagenda.core.governance.references import references
from stemagenda.core.network.checks import Around, entity_problems, relation_problems
from stemagenda.core.network.likeness import alike
from stemagenda.core.network.relation import Relation, Tie

TODAY = date(2026, 11, 2)
ACTOR = Entity(code="a", title=Wording(nl="Een actor"), kind="organisation")
TOLD = Relation(code="r", actor="a", kind="advises", target="b", note=Wording(nl="Volgens het jaarverslag."))
BELONGS = replace(TOLD, kind="belongs-to")
AROUND = Around(
    entities={
        "a": ACTOR,
        "b": replace(ACTOR, code="b", title=Wording(nl="Een ander")),
        "old": replace(ACTOR, code="old", title=Wording(nl="Vroeger"), ends=date(2024, 12, 31), successor="new"),
        "twice": replace(ACTOR, code="twice", merged_into="b"),
    },
    on=TODAY,
)


def entity_says(**fields: Any) -> list[tuple[str, str]]:
    found = entity_problems(replace(ACTOR, **fields), successors={"b": "c", "c": "a"})
    return [(problem.place, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"title": Wording(nl=" ")}, "title", "is empty"),
        ({"aliases": ("x" * 301,)}, "aliases", "has a name of more than 300 characters"),
        ({"aliases": tuple(map(str, range(21)))}, "aliases", "has more than 20 names"),
        ({"url": "http://example.org"}, "url", "is no web address that begins with https://"),
        ({"url": "https://[::1"}, "url", "is no web address that begins with https://"),
        ({"url": "https://name:word@example.org"}, "url", "is no web address that begins with https://"),
        ({"url": "https://example.org/" + "x" * 500}, "url", "is no web address that begins with https://"),
        ({"url": 'https://example.org/"x'}, "url", "is no web address that begins with https://"),
        ({"starts": date(2024, 1, 2), "ends": date(2024, 1, 1)}, "ends", "lies before the start"),
        ({"starts": date(900, 1, 1)}, "starts", "lies outside 1000 to 2060"),
        ({"successor": "d"}, "successor", "takes over from an actor that goes on"),
        ({"successor": "b", "ends": date(2024, 1, 1)}, "successor", "leads back to itself: a, b, c, a"),
        ({"successor": "a", "ends": date(2024, 1, 1)}, "successor", "leads back to itself: a, a"),
    ],
)
def test_what_an_actor_cannot_be(fields: dict[str, Any], place: str, words: str) -> None:
    assert entity_says(**fields) == [(place, words)]


def test_an_old_university_that_goes_on_is_no_problem() -> None:
    founded = {"starts": date(1425, 1, 1), "starts_precision": "year", "url": "https://www.example.org/nl?x=1"}
    assert entity_says(**founded) == []


def says(relation: Relation, **around: Any) -> list[tuple[str, str]]:
    found = relation_problems(relation, around=replace(AROUND, **around))
    return [(problem.place, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"actor": ""}, "actor", "is empty"),
        ({"target": ""}, "target", "is empty"),
        ({"target": "a"}, "target", "is the actor itself"),
        ({"target": "twice"}, "target", "was merged into b"),
        ({"starts": date(2024, 1, 2), "ends": date(2024, 1, 1)}, "ends", "lies before the start"),
        ({"starts": date(1066, 10, 14)}, "starts", "lies outside 1950 to 2060"),
        ({"target": "old", "starts": date(2025, 1, 1)}, "starts", "lies after the end of 'Vroeger' on 31-12-2024"),
        ({"target": "old"}, "ends", "lies after the end of 'Vroeger' on 31-12-2024"),
        ({"actor": "old", "ends": date(2025, 1, 1)}, "ends", "lies after the end of 'Vroeger' on 31-12-2024"),
        ({"note": Wording(nl="x" * 2_001)}, "note", "has more than 2,000 characters"),
        ({"source_place": "x" * 301}, "source_place", "has more than 300 characters"),
        ({"note": Wording()}, "source", "is empty"),
    ],
)
def test_what_a_relation_cannot_be(fields: dict[str, Any], place: str, words: str) -> None:
    assert says(replace(TOLD, **fields)) == [(place, words)]


def test_who_took_over_is_named() -> None:
    (found,) = relation_problems(replace(TOLD, target="old", starts=date(2025, 1, 1)), around=AROUND)
    assert found.remedy == "Choose new, which took over"


def test_a_relation_with_an_action_that_stopped_has_to_end() -> None:
    led = replace(TOLD, target="OK-01", target_kind="action")
    assert says(led, last=date(2025, 6, 30)) == [("ends", "lies after the end of 'OK-01' on 30-06-2025")]
    assert says(led, last=date(2029, 12, 31)) == []
    assert says(replace(led, ends=date(2025, 6, 30)), last=date(2025, 6, 30)) == []


@pytest.mark.parametrize(
    ("other", "is_double"),
    [
        ({}, True),
        ({"code": "r"}, False),
        ({"kind": "supports"}, False),
        ({"ends": date(2023, 12, 31)}, False),
        ({"ends": date(2024, 1, 1)}, True),
        ({"actor": "b", "target": "a"}, False),
    ],
)
def test_a_relation_is_told_once_at_a_time(other: dict[str, Any], is_double: bool) -> None:
    before = replace(TOLD, **{"code": "q", **other})
    found = says(replace(TOLD, starts=date(2024, 1, 1)), relations=(before,))
    assert found == ([("target", "has this relation already, under the code q")] if is_double else [])


def test_working_together_is_the_same_from_both_sides() -> None:
    one = replace(TOLD, kind="cooperates-with")
    other = replace(one, code="q", actor="b", target="a")
    assert says(one, relations=(other,)) == [("target", "has this relation already, under the code q")]


def test_what_follows_from_the_target_is_not_told_again() -> None:
    led = replace(TOLD, kind="leads", target="OK-01", target_kind="action")
    follows = Tie(actor="a", kind="leads", target="OK-01", target_kind="action", origin="action")
    assert says(led, follows=(follows,)) == [("target", "says this itself already")]
    assert says(replace(led, kind="funds"), follows=(follows,)) == []


def test_nobody_belongs_to_oneself_by_a_detour() -> None:
    others = (
        replace(BELONGS, code="1", actor="b", target="c"),
        replace(BELONGS, code="2", actor="c", target="a"),
    )
    assert says(BELONGS, relations=others) == [("target", "belongs to the actor itself: a, b, c, a")]
    past = replace(others[1], ends=date(2020, 1, 1))
    assert says(replace(BELONGS, starts=date(2021, 1, 1)), relations=(others[0], past)) == []
    assert says(BELONGS, relations=(others[0], replace(others[1], kind="advises"))) == []


def test_a_relation_names_its_codes() -> None:
    relation = replace(TOLD, target="p", target_kind="practice", source="report")
    named = {(item.place, item.code, item.namespace) for item in references(relation) if item.code}
    assert named == {("actor", "a", "entity"), ("target", "p", "practice"), ("source", "report", "document")}


KNOWN = {
    "vdab": ("VDAB", "VDAB, the Flemish public employment service", "Vlaamse Dienst voor Arbeidsbemiddeling"),
    "onderwijs-vorming": ("Departement Onderwijs en Vorming", "Department of Education and Training"),
    "rtc": ("Regionale technologische centra (RTC)", "Regional technology centres (RTC)"),
    "voka": ("Voka",),
    "agoria": ("Agoria",),
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Vdab vzw", ["vdab"]),
        ("V.D.A.B.", ["vdab"]),
        ("Vlaamse dienst arbeidsbemiddeling", ["vdab"]),
        ("Departement Onderwijs & Vorming", ["onderwijs-vorming"]),
        ("Department of Education", ["onderwijs-vorming"]),
        ("Regionaal technologisch centrum", ["rtc"]),
        ("RTC", ["rtc"]),
        ("Departament Onderwijs en Vormnig", ["onderwijs-vorming"]),
        ("Universiteit Gent", []),
        ("Agora", []),
        ("", []),
        ("???", []),
    ],
)
def test_a_name_suggests_who_is_known(name: str, found: list[str]) -> None:
    assert [like.code for like in alike(names=(name,), known=KNOWN, limit=5)] == found


def test_the_most_alike_comes_first_and_says_under_which_name() -> None:
    found = alike(names=("Voka", "Departement Onderwijs en Vorming"), known=KNOWN, limit=1)
    assert [(like.code, like.name, like.score) for like in found] == [
        ("onderwijs-vorming", "Departement Onderwijs en Vorming", 1.0)
    ]
