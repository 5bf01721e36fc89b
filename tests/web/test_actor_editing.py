"""The forms of actors and relations from outside: who may, what is asked, what stays typed, where one ends up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.remembered import forget
from tests.web.kept_forms import edit, form, new, stands
from tests.web.seated import browser, read, text

from stemagenda.core.actions.action import Wording
from stemagenda.store.audit import version as changes

ACTOR: dict[str, Any] = {
    "title": "Hogeschool Voorbeeld",
    "title_en": "Example college",
    "aliases": "HV\r\n Voorbeeldschool \r\nHV",
    "kind": "training-provider",
    "pillar": "knowledge",
    "policy_domain": "onderwijs-vorming",
    "region": "40000",
    "url": "https://example.org/",
    "starts": "1995-09-12",
    "starts_precision": "year",
    "ends": "2025-02-03",
    "ends_precision": "month",
    "successor": "vinto",
    "source": "agenda-2021",
}
RELATION: dict[str, Any] = {
    "actor": "vdab",
    "kind": "supplies-infrastructure-to",
    "target": "entity/syntra",
    "starts": "2024-05-06",
    "starts_precision": "month",
    "note": "Volgens het jaarverslag.",
    "source_place": "blz. 3",
}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget()


@pytest.fixture
def member(loaded: datetime) -> Client:
    return browser("lead")


@pytest.mark.parametrize("kind", ["entity", "relation"])
def test_the_working_group_may_and_nobody_else(kind: str, loaded: datetime, reader: Client) -> None:
    before = changes()
    for address in (edit(kind), new(kind)):
        assert reader.get(address).headers["Location"].startswith("/nl/aanmelden/")
        assert reader.post(address, {"title": "x"}).status_code == 403
        assert not problems_in(read(browser("lead"), address))
        for role in ("guest", "committee"):
            assert browser(role).get(address).status_code == 403
            assert browser(role).post(address, {"title": "x", "seen": "1"}).status_code == 403
    leaving = {"what": "withdraw", "reason": "x", "seen": "1"}
    assert browser("lead").post(edit(kind), leaving).status_code == 403
    assert "Waarom trekt u dit in?" not in read(browser("lead"), edit(kind))
    assert "Waarom trekt u dit in?" in read(browser("coordinator"), edit(kind))
    assert changes() == before


def test_an_actor_with_everything(member: Client) -> None:
    answered = member.post(new("entity"), {**form(member, new("entity")), **ACTOR})
    assert answered.headers["Location"] == "/nl/netwerk/hogeschool-voorbeeld/"
    actor = stands("entity", "hogeschool-voorbeeld")
    assert actor.title == Wording(nl="Hogeschool Voorbeeld", en="Example college")
    assert actor.aliases == ("HV", "Voorbeeldschool")
    assert (actor.kind, actor.pillar, actor.region) == ("training-provider", "knowledge", "40000")
    assert (actor.starts, actor.starts_precision) == (date(1995, 1, 1), "year")
    assert (actor.ends, actor.ends_precision) == (date(2025, 2, 28), "month")
    page = text(read(member, "/nl/netwerk/hogeschool-voorbeeld/"))
    assert "Oost-Vlaanderen" in page
    assert "Bestaat sinds 1995." in page
    assert "Bestond tot en met februari 2025. Opgevolgd door" in page


def test_a_like_name_is_shown_and_the_person_decides(member: Client) -> None:
    given = {**form(member, new("entity")), "title": "Vlaamse <b>Onderwijsraad", "title_en": ""}
    before = changes()
    answered = member.post(new("entity"), given)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert 'href="/nl/netwerk/vlor/"' in page
    assert "lijkt op een actor die hier al staat" in page
    assert 'value="Vlaamse &lt;b&gt;Onderwijsraad"' in page
    assert not problems_in(page)
    assert changes() == before
    assert member.post(new("entity"), {**given, "is_another": "1"}).status_code == 302


def test_a_relation_is_entered_seen_on_the_actors_page_and_changed(member: Client) -> None:
    assert "/nl/netwerk/relaties/nieuw/?actor=vdab" in read(member, "/nl/netwerk/vdab/")
    typed = form(member, f"{new('relation')}?actor=vdab")
    assert typed["actor"] == "vdab"
    answered = member.post(new("relation"), {**typed, **RELATION})
    assert answered.headers["Location"] == "/nl/netwerk/vdab/"
    relation = stands("relation", "vdab-syntra")
    assert (relation.target_kind, relation.target, relation.starts) == ("entity", "syntra", date(2024, 5, 1))
    page = read(member, "/nl/netwerk/vdab/")
    assert "Stelt infrastructuur open voor" in page
    assert "sinds mei 2024" in page
    assert "Volgens het jaarverslag." in page
    assert 'href="/nl/netwerk/relaties/vdab-syntra/bewerken/"' in page
    assert "/nl/netwerk/relaties/" not in read(Client(), "/nl/netwerk/vdab/")
    history = text(read(member, "/nl/netwerk/relaties/vdab-syntra/versies/"))
    assert "VDAB: Stelt infrastructuur open voor Syntra" in history


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"target": ""}, "Met wie of wat: is leeg. Kies er een uit de lijst."),
        ({"target": "entity/vdab"}, "Met wie of wat: is de actor zelf. Kies een andere."),
        ({"target": "entity/wse"}, "Kies wewis, de opvolger."),
        ({"note": ""}, "Bron: is leeg. Kies het document, of schrijf in een zin hoe u het weet."),
        ({"ends": "2020-01-01"}, "Laatste dag: ligt voor het begin."),
        ({"starts": "gisteren"}, "Eerste dag: 'gisteren' is geen dag"),
        ({"target": "entity/" + "x" * 500}, "is geen organisatie"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy_and_stays_typed(
    member: Client, change: dict[str, str], said: str
) -> None:
    given = {**form(member, new("relation")), **RELATION, "starts": "2025-05-06", **change}
    before = changes()
    answered = member.post(new("relation"), given)
    assert answered.status_code == 422
    assert said in text(answered.content.decode())
    assert "blz. 3" in answered.content.decode()
    assert changes() == before


def test_who_was_overtaken_sees_both(member: Client) -> None:
    given = form(member, edit("entity"))
    assert member.post(edit("entity"), {**given, "region": "10000"}).status_code == 302
    answered = member.post(edit("entity"), {**given, "region": "70000"})
    page = text(answered.content.decode())
    assert answered.status_code == 409
    assert "Regio Antwerpen Limburg" in page
