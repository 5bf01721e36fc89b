"""Relations as of a day: told ones, those that follow, those of merged records, those that are over."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from tests.core.network.naive import net

from stemagenda.core.actions.action import Action, Partner, Wording
from stemagenda.core.governance.body import Body, BodyLink, Entity, Seat
from stemagenda.core.network.circle import picture
from stemagenda.core.network.deriving import Known, present, ties
from stemagenda.core.network.relation import Relation
from stemagenda.core.practices.practice import Practice
from stemagenda.core.timeline.development import PolicyDevelopment

ON = date(2024, 7, 5)
NAME = Wording(nl="Naam")


def entity(code: str, **fields: object) -> Entity:
    return Entity(code=code, title=NAME, kind="organisation", **fields)  # type: ignore[arg-type]


def known(**fields: object) -> Known:
    entities = {code: entity(code) for code in "abcd"}
    return Known(entities=fields.pop("entities", entities), **fields)  # type: ignore[arg-type]


def told(found: Known, on: date = ON) -> set[tuple[str, str, str, str]]:
    return {(tie.actor, tie.kind, tie.target, tie.origin) for tie in ties(known=found, on=on)}


def test_relations_follow_from_every_kind_of_record() -> None:
    partners = (
        Partner(entity="b", role="co-lead"),
        Partner(entity="c", role="funder"),
        Partner(entity="d", role="adviser"),
    )
    found = known(
        actions=(Action(code="OK-01", title=NAME, strand="x", lead="a", partners=partners, source="report"),),
        bodies=(
            Body(
                code="a",
                title=NAME,
                kind="platform",
                seats=(Seat(entity="b"), Seat(entity="c", role="director")),
                links=(BodyLink(kind="advises", to="b"), BodyLink(kind="supports", to="c")),
            ),
        ),
        developments=(PolicyDevelopment(code="dev", title=NAME, type="strategy", bodies=("d",)),),
        practices=(
            Practice(code="p", title=NAME, kind="practice", organisations=(Partner(entity="a", role="executor"),)),
        ),
        relations=(Relation(code="r", actor="c", kind="supports", target="d"),),
    )
    assert told(found) == {
        ("a", "leads", "OK-01", "action"),
        ("b", "leads", "OK-01", "action"),
        ("c", "funds", "OK-01", "action"),
        ("d", "advises", "OK-01", "action"),
        ("b", "member-of", "a", "body"),
        ("c", "leads", "a", "body"),
        ("a", "advises", "b", "body"),
        ("d", "responsible-for", "dev", "development"),
        ("a", "carries-out", "p", "practice"),
        ("c", "supports", "d", "document"),
    }


def test_a_relation_holds_from_its_first_day_to_its_last() -> None:
    seat = Seat(entity="a", starts=date(2023, 1, 1), ends=ON)
    body = Body(code="body", title=NAME, kind="other", seats=(seat,), ends=date(2030, 1, 1))
    assert told(known(bodies=(body,)))
    assert not told(known(bodies=(body,)), date(2024, 7, 6))
    assert not told(known(bodies=(body,)), date(2022, 12, 31))
    assert not told(known(bodies=(replace(body, ends=date(2024, 1, 1)),)))


def test_an_actor_that_ended_has_no_relations_any_more() -> None:
    entities = {"a": entity("a", ends=date(2024, 7, 4)), "b": entity("b"), "c": entity("c", starts=date(2025, 1, 1))}
    found = known(
        entities=entities,
        relations=(
            Relation(code="1", actor="a", kind="advises", target="b"),
            Relation(code="2", actor="b", kind="advises", target="a"),
            Relation(code="3", actor="b", kind="advises", target="c"),
        ),
    )
    assert list(present(known=found, on=ON)) == ["b"]
    assert not told(found)
    assert told(found, date(2024, 7, 4)) == {("a", "advises", "b", "document"), ("b", "advises", "a", "document")}


def test_merged_records_speak_under_the_code_that_goes_on_and_rings_end() -> None:
    entities = {
        "a": entity("a", merged_into="b"),
        "b": entity("b"),
        "x": entity("x", merged_into="y"),
        "y": entity("y", merged_into="x"),
    }
    found = known(
        entities=entities,
        relations=(
            Relation(code="1", actor="a", kind="advises", target="b"),
            Relation(code="2", actor="a", kind="leads", target="OK-01", target_kind="action"),
            Relation(code="3", actor="b", kind="leads", target="OK-01", target_kind="action"),
        ),
    )
    assert told(found) == {("b", "leads", "OK-01", "document")}
    assert (found.goes_on_as("a"), found.goes_on_as("x"), found.goes_on_as("nobody")) == ("b", "y", "nobody")


def test_the_picture_has_everybody_on_an_arc_and_is_always_the_same() -> None:
    network = net("abc", "ad")
    groups = {"a": "x", "b": "x", "c": "y"}
    drawn = picture(
        network=network, groups=("x", "y", "empty", ""), group_of=groups, order={"a": "2", "b": "1"}, ranked=2
    )
    assert [spot.code for spot in drawn.spots] == ["b", "a", "c", "d", "e", "f", "g", "h"]
    assert [(arc.group, arc.count) for arc in drawn.arcs] == [("x", 2), ("y", 1), ("", 5)]
    assert {spot.code: spot.rank for spot in drawn.spots if spot.rank} == {"a": 1, "b": 2}
    assert (len(drawn.lines), drawn.left_out) == (4, 0)
    assert [line.group for line in drawn.lines].count("x") == 1
    assert all(spot.is_left == (spot.x < 500) for spot in drawn.spots)
    assert max(spot.size for spot in drawn.spots) == next(spot.size for spot in drawn.spots if spot.code == "a")
    again = picture(
        network=network, groups=("x", "y", "empty", ""), group_of=groups, order={"a": "2", "b": "1"}, ranked=2
    )
    assert drawn == again
    assert not drawn.is_packed
    assert {spot.bar for spot in drawn.spots} == {""}


def test_a_crowded_picture_names_the_best_connected_and_moves_numbers_apart() -> None:
    letters = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 500))
    network = net(letters[:3], letters[:2], letters[:60], actors=letters)
    drawn = picture(network=network, groups=("",), group_of={}, order={}, ranked=5)
    named = {spot.code for spot in drawn.spots if spot.is_named}
    assert letters[0] in named
    assert 20 < len(named) <= 60
    assert sorted(spot.number_at for spot in drawn.spots if spot.rank) == [30, 30, 73, 73, 116]
    assert (len(drawn.lines), drawn.left_out) == (1_200, 570)
    assert drawn.is_packed
    assert drawn.bar_width < 2 * math.pi * 310 / 500
    assert len({spot.bar for spot in drawn.spots}) == 500
    assert picture(network=net(actors=""), groups=("",), group_of={}, order={}, ranked=5).spots == ()
