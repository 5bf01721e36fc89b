"""Search: folded, beginnings, all words, best first, marked in the right place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stemagenda.core.text import Language
from stemagenda.store.audit import record_write
from stemagenda.usecases.search import LONGEST_QUERY, MOST_WORDS, Hit, SearchResult, search
from stemagenda.usecases.searchable import KINDS, fold, split, vocabulary

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
            assert all(fold(piece) == word for piece in marked), hit
            assert marked or hit.kind in {"release", "source", "strand", "term", "document", "indicator"}


def test_a_snippet_is_short_and_a_true_part_of_the_text(loaded: datetime) -> None:
    texts = {(entry.kind, entry.code): entry.text for _, entry in vocabulary(language="nl")}
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
    with django_assert_num_queries(5):
        find("stem")


@pytest.mark.django_db
def test_before_the_first_load_only_words_and_sources_are_found() -> None:
    kinds = {kind for kind, _ in find("stem").groups}
    assert kinds <= {"term", "source"}
