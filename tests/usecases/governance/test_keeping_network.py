"""Keeping actors and relations: the working group may, a like name is asked about, what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.usecases.governance.keeping import DAY, KEEPER, MEMBER, NEW, NOW, OTHER, made, stands, wrong

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.audit import version as changes
from stemagenda.usecases.actions.editing import create_action, save_action
from stemagenda.usecases.actor_merging import merge_entities
from stemagenda.usecases.actor_names import LooksLike
from stemagenda.usecases.governance.editing import restore, save, withdraw
from stemagenda.usecases.network_keeping import related
from stemagenda.usecases.permissions import NOBODY, Actor, NotAllowed
from stemagenda.usecases.records import Overtaken, value_of

pytestmark = pytest.mark.usefixtures("loaded")
KINDS = ("entity", "relation")


@pytest.mark.parametrize("kind", KINDS)
def test_the_working_group_adds_changes_and_puts_back(kind: str) -> None:
    code = save(record=NEW[kind], seen=0, actor=MEMBER, now=NOW).code
    ended = replace(stands(kind, code), ends=date(2025, 12, 31))
    assert save(record=ended, seen=1, actor=MEMBER, now=NOW).number == 2
    assert restore(kind=kind, code=code, number=1, seen=2, actor=MEMBER, now=NOW).number == 3
    assert stands(kind, code).ends is None
    with pytest.raises(NotAllowed):
        withdraw(kind=kind, code=code, seen=3, reason="Zomaar", actor=MEMBER, now=NOW)
    withdraw(kind=kind, code=code, seen=3, reason="Vergissing", actor=KEEPER, now=NOW)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "actor", [NOBODY, Actor(name="els", is_editor=True), Actor(name="c", bodies=frozenset({"ambtelijk-comite"}))]
)
def test_nobody_else_does(kind: str, actor: Actor) -> None:
    code = made(kind)
    before = changes()
    with pytest.raises(NotAllowed):
        save(record=replace(NEW[kind], code=code), seen=1, actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        restore(kind=kind, code=code, number=1, seen=1, actor=actor, now=NOW)
    assert changes() == before


def test_two_people_at_once_lose_nothing() -> None:
    code = made("entity")
    seen = stands("entity", code)
    save(record=replace(seen, region="10000"), seen=1, actor=KEEPER, now=NOW)
    written = save(record=replace(seen, pillar="knowledge"), seen=1, actor=OTHER, now=NOW)
    assert written.merged == ("region",)
    assert (stands("entity", code).region, stands("entity", code).pillar) == ("10000", "knowledge")
    with pytest.raises(Overtaken):
        save(record=replace(seen, region="70000"), seen=1, actor=OTHER, now=NOW)


def test_a_like_name_is_asked_about_before_anything_is_stored() -> None:
    before = changes()
    twin = replace(NEW["entity"], title=Wording(nl="Vlaamse Onderwijsraad vzw"))
    with pytest.raises(LooksLike) as like:
        save(record=twin, seen=0, actor=MEMBER, now=NOW)
    assert [item.code for item in like.value.found] == ["vlor"]
    assert "vlor" in str(like.value)
    assert changes() == before
    assert save(record=twin, seen=0, actor=MEMBER, now=NOW, is_another=True).code == "vlaamse-onderwijsraad-vzw"


def test_the_name_of_a_merged_record_leads_to_the_one_that_goes_on() -> None:
    merge_entities(code="syntrum", into="syntra", seen=1, reason="dezelfde", actor=KEEPER, now=NOW)
    with pytest.raises(LooksLike) as like:
        made("entity", title=Wording(nl="Syntrum"))
    assert [item.code for item in like.value.found] == ["syntra"]


def test_an_address_is_no_code() -> None:
    assert made("entity", title=Wording(nl="Relaties")) == "relaties-2"
    assert made("entity", title=Wording(nl="Nieuw")) == "nieuw-2"


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("entity", {"region": "99999"}, 'region "99999" is no region we know'),
        ("entity", {"policy_domain": "x"}, 'policy_domain "x" is no policy-domain we know'),
        ("entity", {"successor": "niemand", "ends": DAY}, 'successor "niemand" is no entity we know'),
        ("entity", {"source": "niets"}, 'source "niets" is no document we know'),
        ("entity", {"url": "javascript:alert(1)"}, "url is no web address that begins with https://"),
        ("relation", {"target": "niemand"}, 'target "niemand" is no entity we know'),
        ("relation", {"target": "niets", "target_kind": "development"}, 'target "niets" is no development we know'),
        ("relation", {"target": "wse"}, "ends lies after the end of 'Departement Werk en Sociale Economie'"),
        (
            "relation",
            {"actor": "rtc", "kind": "partners-in", "target": "OK-01", "target_kind": "action"},
            "target says this itself already",
        ),
        (
            "relation",
            {"actor": "serv", "kind": "member-of", "target": "partnerschap-lll"},
            "target has this relation already, under the code serv-partnerschap-lll",
        ),
        (
            "relation",
            {"actor": "ministerie-onderwijs", "kind": "belongs-to", "target": "kenniscentrum-digisprong"},
            "target belongs to the actor itself: ministerie-onderwijs, kenniscentrum-digisprong, ",
        ),
    ],
)
def test_what_cannot_be_is_refused_whole(kind: str, change: dict[str, Any], said: str) -> None:
    before = changes()
    with pytest.raises(Refused) as refused:
        save(record=replace(NEW[kind], **change), seen=0, actor=KEEPER, now=NOW)
    assert any(line.startswith(said) for line in wrong(refused)), wrong(refused)
    assert changes() == before


def test_a_relation_waits_until_its_action_is_public() -> None:
    draft = create_action(
        action=Action(code="", title=Wording(nl="Nog niet"), strand="daadkracht"), actor=KEEPER, now=NOW
    ).code
    with pytest.raises(Refused) as refused:
        made("relation", target=draft, target_kind="action")
    assert wrong(refused) == ["target is not public yet"]
    offered = {kind: [code for code, _ in named] for kind, named in related(on=DAY).targets}
    assert draft not in offered["action"]
    assert "OK-01" in offered["action"]
    assert {"entity", "body", "practice", "development", "meeting"} <= offered.keys()


def test_an_actor_that_others_name_stays() -> None:
    with pytest.raises(Refused) as refused:
        withdraw(kind="entity", code="vdab", seen=1, reason="Weg ermee", actor=KEEPER, now=NOW)
    assert wrong(refused)[0].startswith("code is named by")


def test_a_relation_with_an_action_that_was_stopped_ends_by_then() -> None:
    stored = records.version(kind="action", code="OK-01")
    assert stored is not None
    stopped = replace(value_of(stored), status="stopped", status_reason="Geen middelen.", status_on=date(2025, 6, 30))
    save_action(action=stopped, seen=stored.number, actor=KEEPER, now=NOW)
    with pytest.raises(Refused) as refused:
        made("relation", target="OK-01", target_kind="action")
    assert wrong(refused) == ["ends lies after the end of 'OK-01' on 30-06-2025"]
    assert made("relation", target="OK-01", target_kind="action", ends=date(2025, 6, 30)) == "vdab-ok-01"
