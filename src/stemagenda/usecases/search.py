"""Search over everything: every word must occur, accents and capitals do not matter, a word may be a beginning.

Another form of a word is found by its stem (opleidingen finds opleiding). A word that stands nowhere is taken for the
word nearest to it, and the answer says so.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Final

from stemagenda.core.text import Language
from stemagenda.usecases.permissions import NOBODY, Actor
from stemagenda.usecases.searchable import KINDS, Entry, Kind, Vocabulary, Word, split, stem_of, vocabulary, waiting

LONGEST_QUERY, MOST_WORDS = 200, 10
MOST_HITS_OF_A_KIND: Final = 50
#: Characters of the text around the first match, and how many of them come before it.
_SNIPPET, _BEFORE = 180, 60
_CODE, _TITLE, _TEXT = 3, 2, 1
_WHOLE_WORD, _SAME_STEM, _EXACT_CODE = 10, 4, 1_000
#: Shorter words are not mended: too many others are near. How near a word must be to be taken for it.
_SHORTEST_MENDED, _NEAR = 4, 0.75
#: So many words are compared with one that stands nowhere.
_MOST_NEAR: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text, marked where it matches."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One find. `page` and `parts` name its address, `anchor` the place on that page; `rank` is higher for better.

    `is_draft` marks what only some members can read.
    """

    kind: Kind
    code: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    page: str
    parts: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    rank: int = 0
    is_draft: bool = False


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """What was found, best first within each kind. `words` are the ones looked for, after cutting and folding.

    `counts` says how many of each kind were found, also of kinds that were not asked for; `mended` pairs a word that
    stands nowhere with the one it was taken for.
    """

    words: tuple[str, ...]
    groups: tuple[tuple[Kind, tuple[Hit, ...]], ...]
    total: int
    is_cut: bool = False
    counts: tuple[tuple[Kind, int], ...] = ()
    mended: tuple[tuple[str, str], ...] = ()


def search(
    *, words: str, language: Language, on: date, kind: str = "", actor: Actor = NOBODY, is_today: bool = True
) -> SearchResult:
    """Find these words in everything that was public on a day, or in what is of one kind.

    Today, an actor also finds the drafts that this actor may read, marked as such; nobody else does.

    At most 200 characters and 10 words are looked at; `is_cut` tells that there were more.
    """
    composed = unicodedata.normalize("NFC", words[:LONGEST_QUERY])
    wanted = tuple(dict.fromkeys(word.folded for word in split(composed)))
    is_cut = len(words) > LONGEST_QUERY or len(wanted) > MOST_WORDS
    wanted = wanted[:MOST_WORDS]
    if not wanted:
        return SearchResult(words=(), groups=(), total=0, is_cut=is_cut)
    everything = vocabulary(language=language, on=on)
    if is_today:
        everything = (*everything, *waiting(language=language, actor=actor))
    mended = _mended(wanted, everything, language)
    wanted = tuple(dict.fromkeys(mended.get(word, word) for word in wanted))
    found = [
        (rank(known, entry, wanted), entry)
        for known, entry in everything
        if all(_has(known, word, language) for word in wanted) and (entry.since is None or entry.since <= on)
    ]
    counts = Counter(entry.kind for _, entry in found)
    groups = []
    for one in KINDS:
        of_kind = sorted((item for item in found if item[1].kind == one), key=lambda item: -item[0])
        if of_kind and kind in {"", one}:
            groups.append((one, tuple(_hit(entry, wanted, weight) for weight, entry in of_kind[:MOST_HITS_OF_A_KIND])))
    return SearchResult(
        words=wanted,
        groups=tuple(groups),
        total=len(found),
        is_cut=is_cut,
        counts=tuple((one, counts[one]) for one in KINDS if counts[one]),
        mended=tuple(mended.items()),
    )


def _has(known: str, word: str, language: Language) -> bool:
    """Whether an entry holds a word, its beginning, or another form of it."""
    found = stem_of(word, language=language)
    return f" {word}" in known or bool(found and f"~{found} " in known)


def _mended(wanted: tuple[str, ...], everything: Vocabulary, language: Language) -> dict[str, str]:
    """Each word that stands nowhere with the word it is nearest to, if one is near."""
    lost = [
        word
        for word in wanted
        if len(word) >= _SHORTEST_MENDED and not any(_has(known, word, language) for known, _ in everything)
    ]
    if not lost:
        return {}
    there = {word for known, _ in everything for word in known.split() if not word.startswith("~")}
    near = {word: get_close_matches(word, _alike_in_length(word, there), n=1, cutoff=_NEAR) for word in lost}
    return {word: found[0] for word, found in near.items() if found}


def _alike_in_length(word: str, there: Iterable[str]) -> list[str]:
    """Words that could be near: one much longer or shorter never is. Of very many, those with the same first letter."""
    least, most = _NEAR / (2 - _NEAR) * len(word), (2 - _NEAR) / _NEAR * len(word)
    alike = sorted(one for one in there if least <= len(one) <= most)
    return alike if len(alike) <= _MOST_NEAR else [one for one in alike if one[0] == word[0]][:_MOST_NEAR]


def rank(known: str, entry: Entry, wanted: tuple[str, ...]) -> int:
    """How well an entry answers: an exact code above all, then code, title, text; whole words above beginnings."""
    total = 0
    places = tuple(zip(known.split("\n"), (_CODE, _TITLE, _TEXT), strict=True))
    for word in wanted:
        total += max(_weight(place, word, entry.language) * weight for place, weight in places)
    return total + (_EXACT_CODE if entry.folded_code == " ".join(wanted) else 0)


def _weight(place: str, wanted: str, language: Language) -> int:
    if f" {wanted} " in place:
        return _WHOLE_WORD
    stem = stem_of(wanted, language=language)
    if stem and f"~{stem} " in place:
        return _SAME_STEM
    return int(f" {wanted}" in place)


def _length(word: Word, wanted: tuple[str, ...], language: Language) -> int:
    """How many characters of a word answer the question: a beginning that was asked for, or all of another form."""
    longest = max((len(beginning) for beginning in wanted if word.folded.startswith(beginning)), default=0)
    if longest:
        return longest
    stem = stem_of(word.folded, language=language)
    is_form = stem and any(stem_of(one, language=language) == stem for one in wanted)
    return len(word.folded) if is_form else 0


def _hit(entry: Entry, wanted: tuple[str, ...], weight: int) -> Hit:
    return Hit(
        kind=entry.kind,
        code=entry.code,
        title=_marked(entry.title, split(entry.title), wanted, entry.language, start=0, end=len(entry.title)),
        snippet=_snippet(entry.text, split(entry.text), wanted, entry.language),
        page=entry.page,
        parts=entry.parts,
        anchor=entry.anchor,
        rank=weight,
        is_draft=entry.is_draft,
    )


def _snippet(text: str, found: tuple[Word, ...], wanted: tuple[str, ...], language: Language) -> tuple[Piece, ...]:
    """The text around the first match, cut at words; its beginning where only title or code match."""
    first = next((word.start for word in found if _length(word, wanted, language)), 0)
    start = text.rfind(" ", 0, first - _BEFORE) + 1 if first > _BEFORE else 0
    end = len(text)
    if end - start > _SNIPPET:
        cut = text.rfind(" ", start, start + _SNIPPET)
        end = cut if cut > first else start + _SNIPPET
    before = (Piece(text="… "),) if start else ()
    after = (Piece(text=" …"),) if end < len(text) else ()
    return (*before, *_marked(text, found, wanted, language, start=start, end=end), *after)


def _marked(
    text: str, found: tuple[Word, ...], wanted: tuple[str, ...], language: Language, *, start: int, end: int
) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    here = start
    for word in found:
        length = _length(word, wanted, language)
        if not length or word.start < here or word.end > end:
            continue
        if word.start > here:
            pieces.append(Piece(text=text[here : word.start]))
        here = word.start + length
        pieces.append(Piece(text=text[word.start : here], is_marked=True))
    if here < end:
        pieces.append(Piece(text=text[here:end]))
    return tuple(pieces)
