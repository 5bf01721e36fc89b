"""Search over everything: every word must occur, accents and capitals do not matter, a word may be a beginning."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from stemagenda.core.text import Language
from stemagenda.usecases.searchable import KINDS, Entry, Kind, Word, split, vocabulary

LONGEST_QUERY, MOST_WORDS = 200, 10
MOST_HITS_OF_A_KIND: Final = 50
#: Characters of the text around the first match, and how many of them come before it.
_SNIPPET, _BEFORE = 180, 60
_CODE, _TITLE, _TEXT = 3, 2, 1
_WHOLE_WORD, _EXACT_CODE = 10, 1_000


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text, marked where it matches."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One find. `page` and `parts` name its address, `anchor` the place on that page; `rank` is higher for better."""

    kind: Kind
    code: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    page: str
    parts: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    rank: int = 0


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """What was found, best first within each kind. `words` are the ones looked for, after cutting and folding."""

    words: tuple[str, ...]
    groups: tuple[tuple[Kind, tuple[Hit, ...]], ...]
    total: int
    is_cut: bool = False


def search(*, words: str, language: Language, on: date) -> SearchResult:
    """Find these words in everything that was public on a day.

    At most 200 characters and 10 words are looked at; `is_cut` tells that there were more.
    """
    composed = unicodedata.normalize("NFC", words[:LONGEST_QUERY])
    wanted = tuple(dict.fromkeys(word.folded for word in split(composed)))
    is_cut = len(words) > LONGEST_QUERY or len(wanted) > MOST_WORDS
    wanted = wanted[:MOST_WORDS]
    if not wanted:
        return SearchResult(words=(), groups=(), total=0, is_cut=is_cut)
    starts = [f" {word}" for word in wanted]
    found = [
        (rank(entry, wanted), entry)
        for known, entry in vocabulary(language=language)
        if all(start in known for start in starts) and (entry.since is None or entry.since <= on)
    ]
    groups = []
    for kind in KINDS:
        of_kind = sorted((item for item in found if item[1].kind == kind), key=lambda item: -item[0])
        if of_kind:
            groups.append((kind, tuple(_hit(entry, wanted, weight) for weight, entry in of_kind[:MOST_HITS_OF_A_KIND])))
    return SearchResult(words=wanted, groups=tuple(groups), total=len(found), is_cut=is_cut)


def rank(entry: Entry, wanted: tuple[str, ...]) -> int:
    """How well an entry answers: an exact code above all, then code, title, text; whole words above beginnings."""
    places = ((entry.in_code, _CODE), (entry.in_title, _TITLE), (entry.in_text, _TEXT))
    total = sum(max(_weight(place, word) * weight for place, weight in places) for word in wanted)
    return total + (_EXACT_CODE if tuple(word.folded for word in entry.in_code) == wanted else 0)


def _weight(found: tuple[Word, ...], wanted: str) -> int:
    if any(word.folded == wanted for word in found):
        return _WHOLE_WORD
    return int(any(word.folded.startswith(wanted) for word in found))


def _hit(entry: Entry, wanted: tuple[str, ...], weight: int) -> Hit:
    return Hit(
        kind=entry.kind,
        code=entry.code,
        title=_marked(entry.title, entry.in_title, wanted, start=0, end=len(entry.title)),
        snippet=_snippet(entry.text, entry.in_text, wanted),
        page=entry.page,
        parts=entry.parts,
        anchor=entry.anchor,
        rank=weight,
    )


def _snippet(text: str, found: tuple[Word, ...], wanted: tuple[str, ...]) -> tuple[Piece, ...]:
    """The text around the first match, cut at words; its beginning where only title or code match."""
    first = next((word.start for word in found if word.folded.startswith(wanted)), 0)
    start = text.rfind(" ", 0, first - _BEFORE) + 1 if first > _BEFORE else 0
    end = len(text)
    if end - start > _SNIPPET:
        cut = text.rfind(" ", start, start + _SNIPPET)
        end = cut if cut > first else start + _SNIPPET
    before = (Piece(text="… "),) if start else ()
    after = (Piece(text=" …"),) if end < len(text) else ()
    return (*before, *_marked(text, found, wanted, start=start, end=end), *after)


def _marked(text: str, found: tuple[Word, ...], wanted: tuple[str, ...], *, start: int, end: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    here = start
    for word in found:
        length = max((len(beginning) for beginning in wanted if word.folded.startswith(beginning)), default=0)
        if not length or word.start < here or word.end > end:
            continue
        if word.start > here:
            pieces.append(Piece(text=text[here : word.start]))
        here = word.start + length
        pieces.append(Piece(text=text[word.start : here], is_marked=True))
    if here < end:
        pieces.append(Piece(text=text[here:end]))
    return tuple(pieces)
