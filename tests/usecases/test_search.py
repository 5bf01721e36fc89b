"""Search: folded, beginnings, all words, best first, marked in the right place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.usecases.working import COMMITTEE_MEMBER, COORDINATOR, EDITOR, EMPLOYEE, LEAD, NOBODY

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.governance.meeting import Meeting
from stemagenda.core.practices.practice import Practice
from stemagenda.core.text import Language
from stemagenda.store import records
from stemagenda.store.audit import record_write
from stemagenda.usecases import searchable
from stemagenda.usecases.actions.editing import create_action
from stemagenda.usecases.governance.editing import save
from stemagenda.usecases.permissions import Actor
from stemagenda.usecases.practice_submissions import submit_practice
from stemagenda.usecases.records import value_of, write_record
from stemagenda.usecases.search import LONGEST_QUERY, MOST_WORDS, Hit, SearchResult, search
from stemagenda.usecases.searchable import KINDS, fold, split, stem_of, vocabulary

ON = date(2026, 11, 1)


def find(words: str, language: Language = "nl", on: date = ON) -> SearchResult:
    return search(words=words, language=language, on=on)


def hits(result: SearchResult, kind: str | None = None) -> list[Hit]:
    return [hit for found, group in result.groups for hit in group if kind in {None, found}]


def text(pieces) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("words", "language", "kind", "code"),
    [
        ("RG2-WIS", "nl", "indicator", "RG2-WIS"),
        ("rg2-wis", "en", "indicator", "RG2-WIS"),
        ("RG3", "nl", "area", "RG3"),
        ("TD 2.1", "nl", "objective", "TD 2.1"),
        ("innovatiekracht", "nl", "strand", "innovatiekracht"),
        ("krachtlijn", "nl", "term", "Strand"),
        ("krachtlijn", "en", "term", "Strand"),
        ("vdab", "nl", "source", "vdab"),
        ("pisa 2012", "nl", "release", "2013-pisa-2012-vlaanderen"),
        ("duaal lesgeven", "nl", "action", "DK-09"),
        ("IK-06", "en", "action", "IK-06"),
        ("werkschakelpunten", "nl", "theme", "werkschakelpunten"),
        ("ambtelijk comité", "nl", "body", "ambtelijk-comite"),
        ("advisory committee", "en", "body", "raadgevend-comite"),
        ("schriftelijke procedure", "nl", "meeting", "ambtelijk-comite-2022-06-21"),
        ("krachtlijnen strategische doelen", "nl", "decision", "krachtlijnen-2022"),
        ("streefcijfers vastleggen", "nl", "follow-up", "streefcijfers"),
        ("krijtlijnen", "nl", "advice", "vlor-krijtlijnen"),
        ("digisprong", "nl", "development", "digisprong"),
        ("gastlessen", "nl", "practice", "stem-ondernemers-voor-de-klas"),
        ("koning boudewijnstichting", "nl", "entity", "koning-boudewijnstichting"),
        ("king baudouin", "en", "entity", "koning-boudewijnstichting"),
    ],
)
def test_everything_is_found(loaded: datetime, words: str, language: Language, kind: str, code: str) -> None:
    assert code in [hit.code for hit in hits(find(words, language), kind)]


@pytest.mark.parametrize("words", ["wiskunde", "WISKUNDE", "wiskund", "  wiskunde!  ", "wískúnde", "wi\u0301skunde"])
def test_capitals_accents_and_endings_do_not_matter(loaded: datetime, words: str) -> None:
    assert "RG2-WIS" in [hit.code for hit in hits(find(words), "indicator")]


def test_every_word_must_occur(loaded: datetime) -> None:
    both = {(hit.kind, hit.code) for hit in hits(find("wiskunde pisa"))}
    assert both
    for word in ("wiskunde", "pisa"):
        assert both <= {(hit.kind, hit.code) for hit in hits(find(word))}
    assert find("wiskunde zzzz").total == 0


def test_an_exact_code_comes_first(loaded: datetime) -> None:
    assert hits(find("RG3"), "area")[0].code == "RG3"
    assert hits(find("RG2-WIS"), "indicator")[0].code == "RG2-WIS"
    assert hits(find("SD 1"), "objective")[0].code == "SD 1"


def test_better_finds_come_first(loaded: datetime) -> None:
    for _, group in find("stem").groups:
        ranks = [hit.rank for hit in group]
        assert ranks == sorted(ranks, reverse=True)


def test_kinds_come_in_a_fixed_order(loaded: datetime) -> None:
    kinds = [kind for kind, _ in find("stem").groups]
    assert kinds == [kind for kind in KINDS if kind in kinds]


@pytest.mark.parametrize("words", ["", "   ", "!?%", "🌍", "_"])
def test_nothing_asked_is_nothing_found(loaded: datetime, words: str) -> None:
    assert find(words) == SearchResult(words=(), groups=(), total=0)


def test_only_so_much_is_looked_at(loaded: datetime) -> None:
    assert find("stem " * 100).words == ("stem",)
    assert find("stem " * 100).is_cut
    many = find(" ".join(f"w{number}" for number in range(12)))
    assert len(many.words) == MOST_WORDS
    assert many.is_cut
    assert not find("a" * LONGEST_QUERY).is_cut
    assert find("a" * (LONGEST_QUERY + 1)).is_cut


def test_what_was_not_public_yet_is_not_found(loaded: datetime) -> None:
    then = {hit.code for hit in hits(find("pisa", on=date(2014, 1, 1)), "release")}
    now = {hit.code for hit in hits(find("pisa"), "release")}
    assert "2013-pisa-2012-vlaanderen" in then
    assert "2019-pisa-2018-vlaanderen" in now - then
    assert not hits(find("stem", on=date(2000, 1, 1)), "document")


def test_marks_stand_on_the_words(loaded: datetime) -> None:
    for word in ("wiskunde", "stem", "onderw"):
        for hit in hits(find(word)):
            marked = [piece.text for piece in (*hit.title, *hit.snippet) if piece.is_marked]
            forms = {
                word,
                *(one for one in map(fold, marked) if stem_of(one, language="nl") == stem_of(word, language="nl")),
            }
            assert all(fold(piece) in forms for piece in marked), hit
            assert marked or hit.kind in {"release", "source", "strand", "term", "document", "indicator", "entity"}


def test_a_snippet_is_short_and_a_true_part_of_the_text(loaded: datetime) -> None:
    texts = {(entry.kind, entry.code): entry.text for _, entry in vocabulary(language="nl", on=ON)}
    for hit in hits(find("de")):
        shown = text(hit.snippet)
        assert len(shown) <= 200
        assert shown.removeprefix("… ").removesuffix(" …") in texts[hit.kind, hit.code]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60))
@example(words="straße ﬁets İstanbul ǅ Å")
@example(words="e\u0301" * 30)
def test_no_question_breaks_it(loaded: datetime, words: str) -> None:
    for hit in hits(find(words)):
        assert text(hit.title)


@given(st.text(max_size=60))
def test_folding_keeps_places(written: str) -> None:
    assert len(fold(written)) == len(written)
    for word in split(written):
        assert fold(written)[word.start : word.end] == word.folded
    assert fold(fold(written)) == fold(written)


def test_one_query_while_nothing_is_written(loaded: datetime, django_assert_num_queries) -> None:
    find("stem")
    with django_assert_num_queries(1):
        find("wiskunde")
        # one question, one query; the answer in the other language costs no more
    with django_assert_num_queries(1):
        find("mathematics", "en")


def test_after_a_write_everything_is_read_again(loaded: datetime, django_assert_num_queries) -> None:
    find("stem")
    record_write(verb="test", subject="x", actor="y", now=datetime(2026, 11, 2, tzinfo=UTC))
    # the last write, agenda, indicators with their series, releases, which records are public, events, reports
    with django_assert_num_queries(8):
        find("stem")


@pytest.mark.django_db
def test_before_the_first_load_only_words_and_sources_are_found() -> None:
    kinds = {kind for kind, _ in find("stem").groups}
    assert kinds <= {"term", "source"}


@pytest.mark.parametrize(
    ("words", "language", "code"),
    [("leraar opleidingen", "nl", "AK-11"), ("teaching pilots", "en", "DK-09")],
)
def test_other_forms_of_a_word_are_found(loaded: datetime, words: str, language: Language, code: str | None) -> None:
    found = find(words, language)
    assert found.total
    assert not found.mended
    assert code is None or code in {hit.code for hit in hits(found)}


def test_a_form_weighs_less_than_the_word_itself(loaded: datetime) -> None:
    ranks = {hit.code: hit.rank for hit in hits(find("opleiding"), "action")}
    same = {hit.code: hit.rank for hit in hits(find("opleidingen"), "action")}
    assert ranks.keys() == same.keys()
    assert ranks != same


@pytest.mark.parametrize(("typed", "taken"), [("wiskumde", "wiskunde"), ("digispronk", "digisprong")])
def test_a_mistyped_word_is_taken_for_the_nearest(loaded: datetime, typed: str, taken: str) -> None:
    found = find(typed)
    assert found.mended == ((typed, taken),)
    assert found.words == (taken,)
    assert hits(found) == hits(find(taken))
    assert find("xyzzy").mended == ()
    assert find("pis").mended == ()


def test_one_kind_alone_still_tells_what_else_there_is(loaded: datetime) -> None:
    everything = find("duaal")
    only = search(words="duaal", language="nl", on=ON, kind="action")
    assert [kind for kind, _ in only.groups] == ["action"]
    assert only.counts == everything.counts
    assert dict(everything.counts)["action"] == len(hits(everything, "action"))
    assert sum(count for _, count in everything.counts) == everything.total


def test_an_action_is_found_by_what_was_public_on_the_day(loaded: datetime) -> None:
    assert not hits(find("duaal", on=date(2023, 1, 1)), "action")
    assert hits(find("duaal", on=date(2024, 7, 5)), "action")


@pytest.fixture
def _forgotten() -> Iterator[None]:
    """What a test wrote is taken back; another one may write something else under the same code."""
    yield
    searchable._RECORDS.forget()


@pytest.mark.usefixtures("_forgotten")
@pytest.mark.parametrize(
    ("actor", "kinds"),
    [
        (NOBODY, set()),
        (Actor(name="gast"), set()),
        (Actor(name="hub", is_hub_officer=True), set()),
        (EDITOR, set()),
        (EMPLOYEE, {"practice"}),
        (replace(EMPLOYEE, name="collega"), set()),
        (COMMITTEE_MEMBER, {"action"}),
        (LEAD, {"action", "practice"}),
        (COORDINATOR, {"action", "practice"}),
    ],
)
def test_drafts_are_found_by_those_who_may_read_them(loaded: datetime, actor: Actor, kinds: set[str]) -> None:
    draft = Action(code="", title=Wording(nl="Zonnebloemproef met actie"), strand="daadkracht")
    create_action(action=draft, actor=COORDINATOR, now=loaded)
    proposed = Practice(code="", title=Wording(nl="Zonnebloemproef"), kind="practice", summary=Wording(nl="Een proef."))
    submit_practice(practice=proposed, seen=0, actor=EMPLOYEE, now=loaded)
    found = hits(search(words="zonnebloem", language="nl", on=ON, actor=actor))
    assert {hit.kind for hit in found} == kinds
    assert all(hit.is_draft for hit in found)
    assert {hit.page for hit in found if hit.kind == "practice"} <= {"practice_submission"}
    past = search(words="zonnebloem", language="nl", on=ON, actor=actor, is_today=False)
    assert past.total == 0, "of an earlier day everybody sees what was public then"
    assert find("zonnebloem").total == 0, "what a member found stays out of what is remembered"


@pytest.mark.usefixtures("_forgotten")
def test_after_a_write_only_what_is_new_is_taken_apart(loaded: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    find("stem")
    made: list[str] = []
    plain = searchable._RECORDS._make
    monkeypatch.setattr(searchable._RECORDS, "_make", lambda version: made.append(version.code) or plain(version))
    stored = records.version(kind="meeting", code="ambtelijk-comite-2023-02-02")
    assert stored is not None
    changed = replace(value_of(stored), title=Wording(nl="Klaproosoverleg"))
    save(record=changed, seen=stored.number, actor=COORDINATOR, now=loaded)
    assert [hit.code for hit in hits(find("klaproosoverleg"))] == [stored.code]
    assert made == [stored.code]


@pytest.mark.usefixtures("_forgotten")
@pytest.mark.parametrize(("actor", "queries"), [(NOBODY, 1), (LEAD, 2), (EMPLOYEE, 3)])
def test_what_waits_costs_no_query_for_each_record(
    loaded: datetime, actor: Actor, queries: int, django_assert_num_queries
) -> None:
    for title in ("Zonnebloemproef", "Zonnebloemkamp", "Zonnebloemdag"):
        proposed = Practice(code="", title=Wording(nl=title), kind="practice", summary=Wording(nl="Een proef."))
        submit_practice(practice=proposed, seen=0, actor=EMPLOYEE, now=loaded)
    search(words="zonnebloem", language="nl", on=ON, actor=LEAD)
    with django_assert_num_queries(queries):
        found = search(words="zonnebloem", language="nl", on=ON, actor=actor)
    assert found.total == (0 if actor is NOBODY else 3)


@pytest.mark.usefixtures("_forgotten")
def test_what_was_refused_is_found_by_nobody(loaded: datetime) -> None:
    proposed = Practice(code="", title=Wording(nl="Zonnebloemproef"), kind="practice", summary=Wording(nl="Een proef."))
    code = submit_practice(practice=proposed, seen=0, actor=EMPLOYEE, now=loaded).code
    refused = replace(proposed, code=code)
    write_record(
        value=refused,
        kind="practice",
        seen=1,
        state="rejected",
        verb="reject_practice",
        note="Bestaat al.",
        actor=LEAD,
        now=loaded,
    )
    assert search(words="zonnebloemproef", language="nl", on=ON, actor=EMPLOYEE).total == 0


@pytest.mark.usefixtures("_forgotten")
def test_answers_to_advice_are_found(loaded: datetime) -> None:
    stored = records.version(kind="advice", code="vlor-krijtlijnen")
    assert stored is not None
    advice = value_of(stored)
    first = replace(advice.recommendations[0], response="Dat doen we met een distelplan.")
    answered = replace(advice, recommendations=(first, *advice.recommendations[1:]))
    save(record=answered, seen=stored.number, actor=COORDINATOR, now=loaded)
    assert [hit.code for hit in hits(find("distelplan"))] == [advice.code]


@pytest.mark.usefixtures("_forgotten")
def test_minutes_that_are_not_public_and_drafts_are_found_by_no_reader(loaded: datetime) -> None:
    now = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
    member = Actor(name="coordinator", is_coordinator=True)
    create_action(
        action=Action(code="", title=Wording(nl="Zonnebloemproef"), strand="daadkracht"), actor=member, now=now
    )
    stored = records.version(kind="meeting", code="ambtelijk-comite-2023-02-02")
    assert stored is not None
    meeting: Meeting = replace(value_of(stored), minutes="Over korenbloemen gesproken.")
    save(record=meeting, seen=stored.number, actor=member, now=now)
    assert find("zonnebloemproef").total == 0
    assert find("korenbloemen").total == 0
    save(record=replace(meeting, minutes_public=True), seen=stored.number + 1, actor=member, now=now)
    assert [hit.code for hit in hits(find("korenbloem"))] == [meeting.code]
