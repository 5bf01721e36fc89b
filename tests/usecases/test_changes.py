"""What changed for everybody to see: nothing that is not public, nothing twice, nothing early, by topic."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.governance.changes import GENERAL_TOPICS, Change
from stemagenda.core.governance.meeting import Decision, Meeting
from stemagenda.core.practices.practice import Practice
from stemagenda.core.validation import Refused
from stemagenda.store.models import ReleaseRow
from stemagenda.usecases import changes as known
from stemagenda.usecases.changes import ChangesQuery, changed_since, changes, changes_page
from stemagenda.usecases.day_memory import DayMemory
from stemagenda.usecases.editions import add_erratum, freeze_edition
from stemagenda.usecases.lights import override_light
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.records import Value, write_record
from stemagenda.usecases.searchable_records import RECORD_KINDS

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests take back what they wrote, so two of them may leave the same trace of another write."""
    monkeypatch.setattr(known, "_known", DayMemory(known._read))


def write(
    code: str, *, at: datetime, seen: int = 0, state: str = "published", title: str = "Proef", since: date | None = None
) -> None:
    value = Action(code=code, title=Wording(nl=title), strand="daadkracht")
    write_record(kind="action", value=value, seen=seen, state=state, verb="x", actor=OPERATOR, now=at, since=since)


def put(kind: str, value: Value, at: datetime) -> None:
    write_record(kind=kind, value=value, seen=0, state="published", verb="x", actor=OPERATOR, now=at)


def told(since: datetime, now: datetime = NOW, topics: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(item.verb, item.code) for item in changed_since(since=since, now=now, topics=topics)]


def test_records_that_came_changed_or_went(loaded: datetime) -> None:
    before, after = NOW - 8 * DAY, NOW - DAY
    write("oud", at=before)
    write("gewijzigd", at=before)
    write("gewijzigd", at=after, seen=1, title="Anders")
    write("gewijzigd", at=after + DAY / 24, seen=2, title="Nog anders")
    write("weg", at=before)
    write("weg", at=after, seen=1, state="withdrawn")
    write("nieuw", at=after)
    write("ontwerp", at=after, state="draft")
    write("oud", at=after, seen=1, state="draft", title="Nog niet publiek")
    write("kort", at=after)
    write("kort", at=after, seen=1, state="withdrawn")
    write("later", at=after, since=NOW.date() + 2 * DAY)
    found = changed_since(since=NOW - 7 * DAY, now=NOW)
    assert [(item.verb, item.code) for item in found] == [
        ("changed", "gewijzigd"),
        ("new", "nieuw"),
        ("withdrawn", "weg"),
    ]
    assert [(item.title.nl, item.page) for item in found] == [
        ("Nog anders", "action"),
        ("Proef", "action"),
        ("Proef", ""),
    ]
    assert told(NOW - 7 * DAY, now=NOW + 2 * DAY)[0] == ("new", "later")
    assert told(NOW) == []


def test_of_what_was_withdrawn_only_that_is_told(loaded: datetime) -> None:
    write("weg", at=NOW - 8 * DAY)
    assert told(loaded) == [("new", "weg")]
    write("weg", at=NOW - DAY, seen=1, state="withdrawn")
    assert told(loaded) == [("withdrawn", "weg")]
    write("weg", at=NOW, seen=2)
    assert told(loaded) == [("new", "weg"), ("withdrawn", "weg"), ("new", "weg")]


def test_what_came_with_the_first_load_stands_on_its_own_day(loaded: datetime) -> None:
    assert told(loaded, now=loaded + DAY) == []
    found = changes(now=loaded + DAY)
    assert {item.kind for item in found} >= {"light", "release", "action", "practice", "development", "decision"}
    assert all(item.at <= loaded for item in found)
    release = next(item for item in found if item.kind == "release" and item.precision == "year")
    assert release.on is not None
    assert (release.on.month, release.on.day) == (12, 31)
    light = next(item for item in found if item.kind == "light")
    assert light.before != light.after
    assert light.about >= {"lights", f"indicator/{light.code}"}


def test_every_change_has_a_name_of_its_own_that_stays(loaded: datetime) -> None:
    write("nieuw", at=NOW - DAY)
    first = [item.key for item in changes(now=NOW)]
    assert len(set(first)) == len(first)
    write("nog een", at=NOW)
    assert set(first) < {item.key for item in changes(now=NOW + DAY)}


@pytest.mark.parametrize(
    ("value", "topics"),
    [
        (
            Decision(
                code="b1", on=date(2026, 11, 1), text=Wording(nl="Zo is het."), by="werkgroep", actions=("DK-01",)
            ),
            {"governance", "body/werkgroep", "action/DK-01", "strand/daadkracht"},
        ),
        (Meeting(code="v1", body="ambtelijk-comite", on=date(2026, 11, 1)), {"governance", "body/ambtelijk-comite"}),
        (
            Practice(code="p1", title=Wording(nl="P"), kind="campaign", objectives=("OD 2.1.1",)),
            {"practices", "practice/p1", "practice-type/campaign", "objective/OD 2.1.1", "strand/aantrekkingskracht"},
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_change_is_told_under_what_it_names(loaded: datetime, value: Any, topics: set[str]) -> None:
    put(type(value).__name__.lower(), value, NOW)
    [found] = changed_since(since=NOW - DAY, now=NOW)
    assert found.about == topics
    for topic in topics:
        assert changed_since(since=NOW - DAY, now=NOW, topics=[topic, "events"]) == (found,)
    assert changed_since(since=NOW - DAY, now=NOW, topics=["events", "indicator/RG2-WIS"]) == ()


@pytest.mark.parametrize(
    ("topics", "remedy"),
    [(("strand/daadkrcht",), "strand/daadkracht"), (("x",), "lights"), (tuple(map(str, range(61))), "Choose fewer")],
)
def test_a_topic_nobody_knows_is_refused_with_those_there_are(
    loaded: datetime, topics: tuple[str, ...], remedy: str
) -> None:
    with pytest.raises(Refused) as refused:
        changed_since(since=NOW, now=NOW, topics=topics)
    assert remedy in str(refused.value)


def test_a_light_set_by_hand_an_edition_and_its_erratum_are_told(loaded: datetime) -> None:
    colour = next(item.after for item in changes(now=NOW) if item.code == "RG2-WIS")
    override_light(
        indicator="RG2-WIS",
        series="pisa",
        colour="green" if colour != "green" else "red",
        reason="Een reden die een lezer kan nagaan.",
        expires=NOW.date() + 9 * DAY,
        actor=OPERATOR,
        now=NOW,
        seen=0,
    )
    freeze_edition(name="najaar", note="", as_of=None, actor=OPERATOR, now=NOW + DAY)
    add_erratum(name="najaar", text="Een fout in een cijfer van Eurostat.", actor=OPERATOR, now=NOW + 2 * DAY)
    found = changed_since(since=NOW - DAY, now=NOW + 3 * DAY)
    assert [(item.kind, item.page) for item in found] == [
        ("erratum", "edition"),
        ("edition", "edition"),
        ("light", "series"),
    ]
    assert found[-1].before == colour
    assert found[0].note.startswith("Een fout")


@pytest.mark.parametrize("pending", [True, False])
def test_a_release_is_told_at_its_moment_and_one_that_waits_never(loaded: datetime, pending: bool) -> None:
    row = ReleaseRow.objects.filter(superseded_at=None).exclude(observations=None).first()
    assert row is not None
    number, row.pk, row.code = row.pk, None, "wacht"
    row.recorded_at, row.published, row.visible_from = NOW - DAY, NOW.date(), NOW + DAY / 24
    row.is_pending, row.kind, row.withdraws_id = pending, "update", number
    row.save(force_insert=True)
    put("action", Action(code="los", title=Wording(nl="Los"), strand="daadkracht"), NOW - 2 * DAY)
    assert told(NOW - DAY) == []
    assert told(NOW - DAY, now=NOW + DAY) == ([] if pending else [("update", "wacht")])


def test_that_a_release_was_withdrawn_before_its_moment_is_nobodys_business(loaded: datetime) -> None:
    row = ReleaseRow.objects.filter(superseded_at=None).first()
    assert row is not None
    row.pk, row.code, row.is_pending = None, "wacht", True
    row.save(force_insert=True)
    waits = row.pk
    row.pk, row.is_pending, row.kind, row.withdraws_id, row.superseded_at = None, False, "withdrawal", waits, NOW
    row.recorded_at = NOW
    row.save(force_insert=True)
    put("action", Action(code="los", title=Wording(nl="Los"), strand="daadkracht"), NOW - 2 * DAY)
    assert told(NOW - DAY) == []


def test_the_list_has_filters_and_pages(loaded: datetime) -> None:
    def page(number: int = 1, **chosen: str) -> Any:
        query = ChangesQuery(chosen={name: (value,) for name, value in chosen.items()}, page=number)
        return changes_page(query=query, now=NOW, on=NOW.date())

    everything = page()
    assert (everything.found, everything.total) == (len(changes(now=NOW)),) * 2
    assert sum(everything.counts["kind"].values()) == everything.total
    lights = page(kind="lights", strand="aantrekkingskracht")
    assert {item.kind for item in lights.rows} == {"light"}
    assert lights.found == everything_of("lights", "strand/aantrekkingskracht")
    assert page(number=999).rows == page(number=everything.pages).rows
    with pytest.raises(Refused):
        page(strand="nergens")


def everything_of(*topics: str) -> int:
    return sum(1 for item in changes(now=NOW) if item.about >= set(topics))


def test_as_known_on_a_day_nothing_later_is_told(loaded: datetime) -> None:
    day = date(2023, 6, 30)
    found: tuple[Change, ...] = changes(now=NOW, on=day)
    assert found
    assert max(item.at for item in found).date() <= day


def test_everything_people_keep_has_its_topic() -> None:
    assert set(RECORD_KINDS) <= set(GENERAL_TOPICS)


@pytest.mark.django_db
def test_before_the_first_load_nothing_changed() -> None:
    assert changes(now=NOW) == ()
