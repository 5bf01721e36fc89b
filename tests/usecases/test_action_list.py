"""The list of actions: filters that combine, counts that are true, and nothing the public may not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.usecases.working import COORDINATOR, LEAD, OUTSIDERS, drafted, published, saved, step

from stemagenda.core.actions.action import Action, Contribution, Milestone, Partner, Wording, YearStage
from stemagenda.core.actions.facts import facts
from stemagenda.store import records
from stemagenda.usecases.action_list import FACETS, FOR_MEMBERS, PAGE, ActionList, ListQuery, action_list
from stemagenda.usecases.permissions import NOBODY, Actor
from stemagenda.usecases.records import value_of

Held = dict[str, tuple[Action, str, date]]
Chosen = dict[str, tuple[str, ...]]


def ask(
    now: datetime,
    *,
    actor: Actor = NOBODY,
    words: str = "",
    order: str = "code",
    page: int = 1,
    **chosen: tuple[str, ...],
) -> ActionList:
    query = ListQuery(words=words, chosen=chosen, order=order, page=page)
    return action_list(query=query, on=now.date(), actor=actor)


def codes(found: ActionList) -> list[str]:
    return [row.code for row in found.found]


def counts(found: ActionList, facet: str) -> dict[str, int]:
    return {value.code: value.count for value in dict(found.facets)[facet]}


def varied(now: datetime) -> None:
    """Actions that differ in every facet, some of them drafts."""
    day = now.date()
    late = Milestone(title="Verslag", due=day - timedelta(days=1))
    published(now, milestones=(late,), pillars=("companies",), status="blocked", status_reason="Geen middelen.")
    published(now, lead="vlaio", actor=COORDINATOR, objectives=(), target_groups=("teachers", "pupils"))
    published(
        now,
        partners=(Partner(entity="ewi"),),
        indicators=(Contribution(indicator="RG6", reasoning="Omdat."),),
        stages=(YearStage(year=2025, stage="pilot"), YearStage(year=2026, stage="completed")),
        policy_domains=("werk-sociale-economie",),
        recurrence="recurrent",
    )
    drafted(now, transitions=("digitalisation",), strand="innovatiekracht")


#: facet -> what an action has of it, written once more from the action itself
OBVIOUS: dict[str, Callable[[Action, str, date, date], list[str]]] = {
    "strand": lambda action, *_: [action.strand],
    "objective": lambda action, *_: list(action.objectives) or ["-"],
    "stage": lambda action, *_: [action.stage.stage if action.stage else "-"],
    "status": lambda action, *_: [action.status],
    "lead": lambda action, *_: [action.lead or "-"],
    "entity": lambda action, *_: list(action.entities) or ["-"],
    "pillar": lambda action, *_: list(action.pillars) or ["-"],
    "policy_domain": lambda action, *_: list(action.policy_domains) or ["-"],
    "transition": lambda action, *_: list(action.transitions) or ["-"],
    "target_group": lambda action, *_: list(action.target_groups) or ["-"],
    "recurrence": lambda action, *_: [action.recurrence],
    "sign": lambda action, _, since, on: signs(action, since, on),
    "state": lambda _, state, *__: [state],
}


def signs(action: Action, since: date, on: date) -> list[str]:
    found = facts(action, heard=since, on=on)
    holds = {
        "late": bool(found.late),
        "silent": found.is_silent,
        "with-indicator": bool(action.indicators),
        "without-indicator": not action.indicators,
        "without-objective": not action.objectives,
    }
    return [name for name, sign in holds.items() if sign]


def recounted(
    held: Held, chosen: dict[str, tuple[str, ...]], words: str, on: date
) -> tuple[set[str], dict[str, Counter[str]]]:
    """The obvious way: for each action and facet, whether it fits; for each facet, count what fits all others."""

    def has(code: str, facet: str) -> list[str]:
        return OBVIOUS[facet](*held[code], on)

    def fits(code: str, facet: str) -> bool:
        return not chosen.get(facet) or bool(set(chosen[facet]) & set(has(code, facet)))

    named = [
        code
        for code, (action, _, _) in held.items()
        if all(word.lower() in f"{code} {action.title.nl} {action.title.en}".lower() for word in words.split())
    ]
    found = {code for code in named if all(fits(code, facet) for facet in OBVIOUS)}
    counted = {
        facet: Counter(
            value
            for code in named
            if all(fits(code, other) for other in OBVIOUS if other != facet)
            for value in has(code, facet)
        )
        for facet in OBVIOUS
    }
    return found, counted


VALUES = {
    "strand": ["daadkracht", "innovatiekracht", "nergens"],
    "objective": ["OD 4.2.2", "OD 1.2.1", "-"],
    "stage": ["pilot", "completed", "-"],
    "status": ["not-set", "blocked"],
    "lead": ["vdab", "vlaio", "-"],
    "entity": ["vdab", "ewi", "-"],
    "pillar": ["companies", "-"],
    "policy_domain": ["werk-sociale-economie", "onderwijs-vorming", "-"],
    "transition": ["digitalisation", "-"],
    "target_group": ["teachers", "pupils", "-"],
    "recurrence": ["new", "recurrent"],
    "sign": ["late", "silent", "with-indicator", "without-objective"],
    "state": ["draft", "published"],
}
CHOSEN = st.dictionaries(st.sampled_from([*VALUES]), st.none(), max_size=3).flatmap(
    lambda names: st.fixed_dictionaries(
        {name: st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2).map(tuple) for name in names}
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(chosen=CHOSEN, words=st.sampled_from(["", "stem", "DUAAL lesgeven", "lesgevers", "zzz"]), at_work=st.booleans())
def test_what_is_found_and_counted_is_what_a_recount_finds(
    loaded: datetime, chosen: Chosen, words: str, at_work: bool
) -> None:
    if not records.version(kind="action", code="DK-12"):
        varied(loaded)
    on = loaded.date()
    versions = records.bodies(kind="action") if at_work else records.public_bodies(kind="action", on=on)
    held: Held = {version.code: (value_of(version), version.state, version.since) for version in versions}
    expected, counted = recounted(held, chosen, words, on)
    found = ask(loaded, actor=LEAD if at_work else NOBODY, words=words, **chosen)
    assert set(codes(found)) == expected
    assert found.total == len(held)
    shown = dict(found.facets)
    assert set(shown) == set(FACETS) - (set() if at_work else FOR_MEMBERS)
    for facet, values in shown.items():
        assert {value.code: value.count for value in values if value.count} == dict(counted[facet]), facet
        assert {value.code for value in values if value.is_chosen} == set(chosen.get(facet, ())), facet


def test_the_shipped_list_has_its_four_strands(loaded: datetime) -> None:
    found = ask(loaded)
    assert (found.total, len(found.rows), found.pages) == (42, 42, 1)
    assert counts(found, "strand") == {
        "overtuigingskracht": 4,
        "aantrekkingskracht": 14,
        "innovatiekracht": 13,
        "daadkracht": 11,
    }
    assert found.entities["vdab"].nl == "VDAB"
    assert found.agenda.code == "stem-agenda-2030"


@pytest.mark.parametrize("actor", OUTSIDERS, ids=lambda actor: actor.name or "nobody")
def test_the_public_sees_no_draft_and_no_change_that_waits(loaded: datetime, actor: Actor) -> None:
    draft = drafted(loaded, title=Wording(nl="Geheim"))
    waiting = published(loaded)
    saved(waiting, now=loaded, title=Wording(nl="Geheime titel"))
    gone = published(loaded)
    step(gone, "withdraw", now=loaded, actor=COORDINATOR, reason="Dubbel.")
    found = ask(loaded, actor=actor)
    assert draft not in codes(found)
    assert gone not in codes(found)
    assert {row.title.nl for row in found.found if row.code == waiting} == {"Lesgevers delen"}
    assert not found.is_at_work
    assert codes(ask(loaded, actor=actor, words="geheim")) == []
    own = ask(loaded, actor=LEAD, words="geheim")
    assert set(codes(own)) == {draft, waiting}
    assert own.is_at_work
    assert codes(ask(loaded, actor=LEAD, state=("draft",))) == [draft, waiting]
    # A day of the past is the same for everybody.
    past = action_list(query=ListQuery(), on=loaded.date(), actor=LEAD, is_today=False)
    assert codes(past) == codes(found)
    assert not past.is_at_work


def test_a_day_before_the_list_is_empty(loaded: datetime) -> None:
    found = action_list(query=ListQuery(), on=date(2024, 1, 1), actor=NOBODY, is_today=False)
    assert (found.total, found.rows, found.pages) == (0, (), 1)


def test_orders_and_pages(loaded: datetime) -> None:
    day = loaded.date()
    late = tuple(Milestone(title=str(days), due=day - timedelta(days=days)) for days in (1, 2))
    for number in range(10):
        published(loaded, title=Wording(nl=f"Aardig {number}"), milestones=late if number == 7 else ())
    by_title = ask(loaded, order="title")
    titles = [row.title.nl.lower() for row in by_title.found]
    assert titles == sorted(titles)
    assert (by_title.pages, len(by_title.rows)) == (2, PAGE)
    second = ask(loaded, order="title", page=2)
    assert [*by_title.rows, *second.rows] == list(by_title.found)
    assert ask(loaded, page=99).rows == ask(loaded, page=2).rows
    assert ask(loaded, page=-1).rows == ask(loaded, page=1).rows
    assert ask(loaded, order="late").found[0].title.nl == "Aardig 7"
    assert ask(loaded, order="late").found[0].late == 2
    silent = [row.silent_days for row in ask(loaded, order="silent").found]
    assert silent == sorted(silent, reverse=True)
    assert silent[0] > 800
    assert silent[-1] == 0
    assert codes(ask(loaded, order="; drop table")) == codes(ask(loaded))


def test_an_unknown_facet_is_passed_over_and_a_chosen_value_stays_to_be_taken_away(loaded: datetime) -> None:
    assert codes(ask(loaded, nothing=("x",))) == codes(ask(loaded))
    found = ask(loaded, strand=("nergens",))
    assert codes(found) == []
    assert counts(found, "strand")["nergens"] == 0
    assert counts(found, "strand")["daadkracht"] == 11


def test_what_is_over_is_not_silent(loaded: datetime) -> None:
    running, over = published(loaded), published(loaded, status="done", status_reason="Klaar.")
    later = ask(loaded + timedelta(days=200), sign=("silent",))
    assert running in codes(later)
    assert over not in codes(later)
