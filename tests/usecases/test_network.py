"""The network of the shipped agenda: every organisation of the documents, days, merging, relations, numbers by year."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.remembered import forget

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Entity
from stemagenda.core.network.bridging import Bridging
from stemagenda.core.network.measures import Measures
from stemagenda.core.network.relation import Relation
from stemagenda.core.regions import PLACES
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.usecases import network as network_module
from stemagenda.usecases.actor_merging import merge_entities
from stemagenda.usecases.actors import ActorQuery, actor_page, actors, goes_on_as, titles_of
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.governance.editing import save
from stemagenda.usecases.network import connecting, network, values_of
from stemagenda.usecases.network_files import network_document
from stemagenda.usecases.network_picture import network_page, short_name
from stemagenda.usecases.permissions import OPERATOR, Actor, NotAllowed
from stemagenda.usecases.record_codes import lost_codes
from stemagenda.usecases.records import value_of, write_record
from stemagenda.usecases.search import search

ON = date(2026, 11, 1)
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LATER = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget()


def stored(code: str) -> Entity:
    found = records.version(kind="entity", code=code)
    assert found is not None
    entity: Entity = value_of(found)
    return entity


def merged(code: str, into: str, *, seen: int = 1, reason: str = "dezelfde") -> None:
    merge_entities(code=code, into=into, seen=seen, reason=reason, actor=OPERATOR, now=NOW)


def test_every_document_names_its_organisations_with_their_role(loaded: datetime) -> None:
    """As listed while reading the five documents, organisation by organisation."""
    counted: dict[str, int] = {}
    for entity in network(on=ON).known.entities.values():
        assert entity.roles, entity.code
        for role in entity.roles:
            assert role.text.nl
            assert role.text.en
            counted[role.document] = counted.get(role.document, 0) + 1
    assert counted == {
        "agenda-2021": 51,
        "interim-report-2024": 38,
        "cedefop-43768": 17,
        "cedefop-search-2026": 14,
        "eu-stem-coalition-2026": 20,
    }


def test_relations_follow_from_records_and_documents_and_lead_somewhere(loaded: datetime) -> None:
    found = {(tie.actor, tie.kind, tie.target, tie.origin) for tie in network(on=ON).ties}
    assert ("rtc", "partners-in", "DK-10", "action") in found
    assert ("serv", "member-of", "werkgroep", "body") in found
    assert ("vdab", "responsible-for", "stem-agenda-2030", "development") in found
    assert ("technopolis", "carries-out", "lockdownlab", "practice") in found
    assert ("vlerick", "member-of", "partnerschap-lll", "document") in found
    assert ("stem-platform", "advises", "vlaamse-regering", "body") in found
    assert not list(lost_codes())


def test_the_network_of_a_day_knows_what_was_public_then(loaded: datetime) -> None:
    early, late = network(on=date(2021, 12, 31)), network(on=ON)
    assert "wse" in early.actors
    assert "wewis" not in early.actors
    assert "wse" not in late.actors
    assert "vlerick" not in early.actors
    assert {role.document for role in early.actors["vdab"].roles} == {"agenda-2021"}
    assert not any(tie.origin == "action" for tie in early.ties)
    assert actor_page(code="vlerick", on=date(2021, 12, 31)) is None
    gone = actor_page(code="wse", on=ON)
    assert gone is not None
    assert (gone.is_present, gone.successor, len(gone.earlier)) == (False, "wewis", 3)


def test_what_is_asked_again_is_remembered_until_the_next_write(loaded: datetime) -> None:
    first = network(on=ON)
    assert network(on=ON) is first
    before = version()
    merged("vinto", "limtec")
    assert version() > before
    assert network(on=ON) is not first


def test_indicators_on_connecting_have_a_value_each_year_and_a_light(loaded: datetime) -> None:
    found = {item.code: item for item in connecting(on=ON)}
    assert list(found["density"].values) == [2021, 2022, 2023, 2024, 2025]
    assert list(found["pillars"].values) == [2024, 2025]
    assert found["fragmentation"].values[2021] > found["fragmentation"].values[2025]
    assert found["fragmentation"].assessment.light.colour == "green"
    assert found["density"].assessment.light.threshold == 0.5
    assert list({item.code: item for item in connecting(on=date(2024, 12, 31))}["density"].values)[-1] == 2024
    assert connecting(on=date(2021, 6, 30))[0].assessment.light.reason == "no_data"
    assert connecting(on=date(2021, 12, 31))[0].assessment.light.reason == "one_point"


def test_what_lacks_is_named_by_objective(loaded: datetime) -> None:
    found = network(on=ON)
    assert "citizens" in found.lacking_pillars["OD 3.3.2"]
    assert "knowledge" not in found.lacking_pillars["OD 3.3.2"]
    assert "imec" in {code for code, objectives in found.served.items() if "OD 3.3.2" in objectives}
    assert len(found.lacking_pillars["OD 2.2.2"]) == 4
    assert "cultuur-jeugd-media" in found.lacking_domains["OD 1.1.1"]


def test_pairs_that_should_meet_share_an_aim_and_nothing_else(loaded: datetime) -> None:
    found = network(on=ON)
    first = found.matches[0]
    assert (first.one, first.other) == ("syntra", "vdab")
    for match in found.matches:
        assert match.other not in found.network.weights[match.one]
        assert {code for matter, code in match.shared if matter == "objective"} <= found.served[match.one]


def test_the_page_says_in_numbers_what_the_picture_shows(loaded: datetime) -> None:
    page = network_page(on=ON)
    assert network_page(on=ON) is page
    within = sum(count for (one, other), count in page.mixed.items() if one <= other)
    assert within == page.net.measures.pairs == len(page.picture.lines)
    assert len(page.picture.spots) == len(page.net.actors) == sum(arc.count for arc in page.picture.arcs)
    assert page.ranked[0] == (1, "stem-platform")
    assert page.bridges[0][0] == "stem-platform"
    assert page.years == (2021, 2022, 2023, 2024, 2025)
    assert "OD 2.2.2" in {item.code for item in page.unserved}
    assert page.serving["OD 3.3.2", "knowledge"] == 5


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Vlaamse Onderwijsraad (VLOR)", "VLOR"),
        ("VDAB, the Flemish public employment service", "VDAB"),
        ("Departement Cultuur, Jeugd en Media", "Dep. Cultuur, Jeugd en Media"),
        ("Sociale partners: werkgeversorganisaties en vakbonden", "Sociale partners"),
        ("Een naam (met te veel letters tussen haakjes)", "Een naam"),
        ("Expertisecentrum Innovatieve Leerwegen", "Expertisecentrum Innovatieve…"),
    ],
)
def test_names_are_shortened_for_the_picture(name: str, short: str) -> None:
    assert short_name(entity=Entity(code="x", title=Wording(nl=name), kind="network")) == Wording(nl=short, en=short)


def test_filters_of_actors_combine_and_unknown_ones_are_refused(loaded: datetime) -> None:
    everybody = actors(query=ActorQuery(), on=ON, language="nl")
    assert (everybody.total, everybody.pages) == (len(everybody.found), 1)
    assert sum(everybody.counts["pillar"].values()) == everybody.total
    query = ActorQuery(words="raad", chosen={"pillar": ("companies",), "kind": ("advisory-council",)})
    assert [row.code for row in actors(query=query, on=ON, language="nl").found] == ["serv"]
    of = actors(query=ActorQuery(chosen={"objective": ("OD 3.3.2",), "domain": ("-",)}), on=ON, language="en")
    assert {row.code for row in of.found} == {"imec", "vib", "vito", "flanders-make"}
    with pytest.raises(Refused, match=r'pillar: "x" is none we know'):
        actors(query=ActorQuery(chosen={"pillar": ("x",)}), on=ON, language="nl")


def test_an_actors_page_holds_its_roles_relations_and_neighbours(loaded: datetime) -> None:
    found = actor_page(code="rtc", on=ON)
    assert found is not None
    assert [document.code for document, _ in found.roles] == ["agenda-2021", "interim-report-2024"]
    assert [tie.target for tie in found.ties["action"]] == ["DK-10", "OK-01"]
    assert [(tie.actor, tie.kind) for tie in found.back] == [("stem-lerende-netwerken", "cooperates-with")]
    closest = found.neighbours[0]
    assert closest.code == "stem-lerende-netwerken"
    assert ("action", "DK-10") in closest.shared
    assert found.titles["action", "DK-10"].nl
    assert "OD 4.2.3" in {item.code for item in found.objectives}
    assert found.place
    assert any("vdab" in (match.one, match.other) for match in found.matches)
    assert actor_page(code="nobody", on=ON) is None


def test_the_document_holds_what_the_page_says(loaded: datetime) -> None:
    found = network(on=ON)
    document = network_document(found=found, by_year=connecting(on=ON))
    assert document["actors"] == len(found.actors)
    assert document["relations"] == len(document["ties"]) == len(found.ties)
    assert document["measures"]["density"] == round(100 * (found.measures.density or 0), 4)
    assert document["by_year"]["density"]["values"]["2021"] == round(connecting(on=ON)[0].values[2021], 4)
    assert document["meet"][0]["actors"] == ["syntra", "vdab"]
    assert document["bridges"][0]["actor"] == "stem-platform"
    assert set(values_of(found=found)) == set(document["measures"])


def test_merged_records_are_one_actor_and_nothing_is_lost(loaded: datetime) -> None:
    before = network(on=LATER)
    merged("syntrum", "syntra")
    after = network(on=LATER)
    assert len(after.actors) == len(before.actors) - 1
    assert ("syntra", "DK-07") in {(tie.actor, tie.target) for tie in after.ties}
    assert "OD 3.1.1" in after.served["syntra"]
    assert stored("syntra").aliases == ("SYNTRUM",)
    assert stored("syntrum").title.nl == "SYNTRUM"
    assert entity_titles()["syntrum"].nl == "Syntra"
    assert goes_on_as(code="syntrum", on=LATER) == "syntra"
    assert [item.verb for item in records.history(kind="entity", code="syntrum")] == ["merge_entities", "load_records"]
    assert [row.code for row in actors(query=ActorQuery(words="syntrum"), on=LATER, language="nl").found] == ["syntra"]
    found = dict(search(words="syntrum", language="nl", on=LATER).groups)["entity"]
    assert [hit.code for hit in found] == ["syntra"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"into": "nobody"}, "is no entity we know"),
        ({"into": "syntrum"}, "is the actor itself"),
        ({"reason": " "}, "reason: is empty"),
        ({"reason": "x" * 2_001}, "is longer than"),
        ({"seen": 0}, "was changed meanwhile"),
        ({"code": "syntrum", "into": "vinto"}, "code: was merged already"),
        ({"code": "vcl", "into": "syntrum"}, "merged_into: was merged already"),
    ],
)
def test_what_cannot_be_merged_is_refused_and_nothing_is_stored(
    loaded: datetime, fields: dict[str, str | int], words: str
) -> None:
    asked: dict[str, str | int] = {"code": "syntrum", "into": "syntra", "seen": 1, "reason": "dezelfde", **fields}
    if "merged already" in words:
        merged("syntrum", "syntra")
        asked["seen"] = 2 if asked["code"] == "syntrum" else 1
    before = version()
    with pytest.raises(Refused, match=words):
        merge_entities(**asked, actor=OPERATOR, now=NOW)  # type: ignore[arg-type]
    assert version() == before


def test_only_coordinators_merge_actors(loaded: datetime) -> None:
    member = Actor(name="lid", bodies=frozenset({"werkgroep"}), entities=frozenset({"vdab"}))
    with pytest.raises(NotAllowed):
        merge_entities(code="syntrum", into="syntra", seen=1, reason="x", actor=member, now=NOW)


def test_a_pair_that_met_is_no_match_any_more(loaded: datetime) -> None:
    note = Wording(nl="Zeggen beide.")
    relation = Relation(code="", actor="vdab", kind="cooperates-with", target="syntra", note=note)
    assert save(record=relation, seen=0, actor=OPERATOR, now=NOW).code == "vdab-syntra"
    found = network(on=LATER)
    assert "syntra" in found.network.weights["vdab"]
    assert not any({match.one, match.other} == {"vdab", "syntra"} for match in found.matches)


def test_what_a_person_says_of_an_actor_counts_from_that_day_on(loaded: datetime) -> None:
    vdab = stored("vdab")
    named = Wording(nl="VDAB, anders")
    save(record=replace(vdab, region="02000", title=named), seen=1, actor=OPERATOR, now=NOW)
    assert network(on=LATER).actors["vdab"].region == "02000"
    for day in (date(2021, 12, 31), ON):
        earlier = network(on=day).actors["vdab"]
        assert (earlier.region, earlier.title) == ("", vdab.title)


def test_a_region_has_its_own_network_and_what_is_not_stated_is_counted(loaded: datetime) -> None:
    before = network(on=LATER)
    assert before.unplaced == len(before.actors)
    assert set(before.lacking_regions["OD 3.3.2"]) == set(PLACES)
    for code, region in (("imec", "20001"), ("vib", "02000"), ("vdab", "abroad")):
        save(record=replace(stored(code), region=region), seen=1, actor=OPERATOR, now=NOW)
    found = network(on=LATER)
    assert found.unplaced == before.unplaced - 3
    assert found.lacking_regions["OD 3.3.2"] == ("04000",)
    there = network_page(on=LATER, region="20001")
    assert sorted(there.net.actors) == ["imec", "vib"]
    assert there.placed["OD 3.3.2", "20001"] == 2
    assert (there.regions["20001"], there.regions["10000"], there.regions["abroad"]) == (2, 1, 1)
    assert {tie.actor for tie in there.net.ties} <= {"imec", "vib"}
    assert network_page(on=LATER, region="04000").picture.spots == ()
    with pytest.raises(Refused, match="is none we know"):
        network_page(on=LATER, region="99999")


def test_clusters_are_named_by_who_holds_them_together_and_what_they_share(loaded: datetime) -> None:
    found = network_page(on=ON)
    assert [sorted(cluster.codes) for cluster in found.clusters] == [list(codes) for codes in found.net.clusters]
    largest = found.clusters[0]
    assert 1 <= len(largest.shared) <= 3
    assert all(shared in found.net.network.groups for shared in largest.shared)


def test_a_write_of_today_leaves_the_ends_of_past_years_as_they_were(loaded: datetime) -> None:
    first = connecting(on=LATER)
    worked_out = network_module._at.cache_info().misses
    merged("vinto", "limtec")
    assert connecting(on=LATER) is first
    assert network_module._at.cache_info().misses == worked_out
    values = network_module._values(*_measured_at(date(2024, 12, 31)))
    by_code = {item.code: item.values[2024] for item in first}
    assert by_code == {code: value for code, value in values.items() if value is not None}


def _measured_at(on: date) -> tuple[Measures, Bridging]:
    found = network(on=on)
    return found.measures, found.bridging


def test_what_was_public_earlier_is_worked_out_anew(loaded: datetime) -> None:
    first = connecting(on=LATER)
    relation = Relation(code="oud", actor="vdab", kind="cooperates-with", target="syntra")
    write_record(
        kind="relation", value=relation, seen=0, state="published", verb="load_records", actor=OPERATOR, now=NOW,
        since=date(2022, 1, 1),
    )  # fmt: skip
    assert connecting(on=LATER) != first


def test_an_actors_page_holds_what_the_governance_did_with_it(loaded: datetime) -> None:
    serv = actor_page(code="serv", on=ON)
    assert serv is not None
    assert "serv-circulaire-economie" in {item.code for item in serv.advices}
    committee = records.public_bodies(kind="decision", on=ON)
    about = {code: set(version.body["actions"]) for version in committee for code in (version.code,)}
    for entity in network(on=ON).actors:
        page = actor_page(code=entity, on=ON)
        assert page is not None
        own = {tie.target for tie in (*page.ties["action"], *page.earlier) if tie.target_kind == "action"}
        for decision in page.decisions:
            assert decision.by == entity or about[decision.code] & own
        for point in page.follow_ups:
            assert point.owner == entity


def test_a_relation_with_an_event_shows_its_title_or_that_of_its_meeting(loaded: datetime) -> None:
    titles = titles_of(on=ON)
    events = {code: title for (kind, code), title in titles.items() if kind == "event"}
    assert events
    assert all(title.nl for title in events.values())
    code = next(iter(events))
    note = Wording(nl="Stond erbij.")
    relation = Relation(code="", actor="vdab", kind="involved-in", target=code, target_kind="event", note=note)
    save(record=relation, seen=0, actor=OPERATOR, now=NOW)
    page = actor_page(code="vdab", on=LATER)
    assert page is not None
    assert [tie.target for tie in page.ties["event"]] == [code]
