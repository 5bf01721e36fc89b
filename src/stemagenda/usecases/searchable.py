"""What can be found: every indicator, objective, area, strand, term, source, release and document, as words.

The vocabulary is a few hundred short texts. It is read with a fixed number of queries when the store has changed, and
kept in memory until it changes again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock
from typing import Final, Literal

from stemagenda.agendas.glossary import read_glossary
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.text import LANGUAGES, Language, Text
from stemagenda.sources.finding import sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases
from stemagenda.store.audit import latest_write

Kind = Literal["indicator", "area", "objective", "strand", "term", "source", "release", "document"]
#: The order of the groups on the page.
KINDS: Final[tuple[Kind, ...]] = (
    "indicator",
    "area",
    "objective",
    "strand",
    "term",
    "source",
    "release",
    "document",
)
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Word:
    """A word without capitals and accents, and its place in the text it comes from."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that can be found. `page` and `parts` name its address, `anchor` the place on that page.

    `since` is the day on which it became public; None for what has no such day.
    """

    kind: Kind
    code: str
    title: str
    text: str
    page: str
    parts: Mapping[str, str]
    anchor: str
    since: date | None
    in_code: tuple[Word, ...]
    in_title: tuple[Word, ...]
    in_text: tuple[Word, ...]

    @property
    def vocabulary(self) -> str:
        """Every word of the entry, each after a space: a fast first look."""
        return "".join(f" {word.folded}" for word in (*self.in_code, *self.in_title, *self.in_text))


Vocabulary = tuple[tuple[str, Entry], ...]

_kept: dict[Language, Vocabulary] = {}
_kept_for = ""
_lock = Lock()


def fold(written: str) -> str:
    """A text without capitals and accents, character by character as long as the original.

    Characters that would become more or fewer (ß, ligatures) stay as they are, so that places in the folded text are
    places in the original.
    """
    return "".join(map(_folded, written))


@cache
def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    # Some characters (mathematical letters) show a capital only once they are taken apart.
    plain = "".join(part for part in parts if not unicodedata.combining(part)).casefold()
    return plain if len(plain) == 1 else character


def split(written: str) -> tuple[Word, ...]:
    """The words of a text, folded. The text must be in Unicode's composed form (NFC)."""
    return tuple(Word(match[0], match.start(), match.end()) for match in _WORD.finditer(fold(written)))


def vocabulary(*, language: Language) -> Vocabulary:
    """Every entry with its words: one query, and four more when anything was written since the last time."""
    global _kept, _kept_for
    state = latest_write()
    with _lock:
        if state and state == _kept_for:
            return _kept[language]
    fresh = _read()
    with _lock:
        _kept, _kept_for = fresh, state
    return fresh[language]


def _read() -> dict[Language, Vocabulary]:
    agenda = agenda_store.agenda()
    indicators = agenda_store.indicators()
    stored = releases.releases()
    found: dict[Language, Vocabulary] = {}
    for language in LANGUAGES:
        entries = (
            *(_framework_entries(agenda, language) if agenda else ()),
            *(_indicator_entry(indicator, language) for indicator in indicators),
            *_glossary_entries(language),
            *_source_entries(language),
            *(_release_entry(release) for release in stored),
        )
        found[language] = tuple((entry.vocabulary, entry) for entry in entries)
    return found


def _entry(
    *,
    kind: Kind,
    code: str,
    title: str,
    text: str,
    page: str = "",
    parts: Mapping[str, str] | None = None,
    anchor: str = "",
    since: date | None = None,
) -> Entry:
    title, text = unicodedata.normalize("NFC", title), unicodedata.normalize("NFC", text)
    return Entry(
        kind=kind,
        code=code,
        title=title,
        text=text,
        page=page or kind,
        parts={"code": code} if parts is None else parts,
        anchor=anchor,
        since=since,
        in_code=split(code),
        in_title=split(title),
        in_text=split(text),
    )


def _framework_entries(agenda: Agenda, language: Language) -> Iterable[Entry]:
    def entry(kind: Kind, code: str, title: Text, text: Text | None) -> Entry:
        return _entry(kind=kind, code=code, title=title.to(language), text=text.to(language) if text else "")

    yield from (entry("area", item.code, item.title, None) for item in agenda.result_areas)
    yield from (entry("objective", item.code, item.title, item.summary) for item in agenda.objectives)
    yield from (entry("strand", item.code, item.title, item.promise) for item in agenda.strands)
    for document in agenda.documents:
        yield _entry(
            kind="document",
            code=document.code,
            title=document.title.to(language),
            text=str(document.published.year),
            page="about",
            parts={},
            anchor="documenten",
            since=document.published,
        )


def _indicator_entry(indicator: Indicator, language: Language) -> Entry:
    series = ", ".join(series.title.to(language) for series in indicator.series)
    return _entry(
        kind="indicator",
        code=indicator.code,
        title=indicator.title.to(language),
        text=_joined(indicator.definition.to(language), indicator.publisher.to(language), series),
    )


def _glossary_entries(language: Language) -> Iterable[Entry]:
    for term in read_glossary():
        other = term.word.en if language == "nl" else term.word.nl
        yield _entry(
            kind="term",
            code=term.code,
            title=term.word.to(language),
            text=_joined(term.explanation.to(language), other),
            page="glossary",
            parts={},
            anchor=term.code.lower(),
        )


def _source_entries(language: Language) -> Iterable[Entry]:
    for name, source in sources().items():
        yield _entry(
            kind="source",
            code=name,
            title=source.title.to(language),
            text=_joined(source.publisher, source.note.to(language) if source.note else ""),
            parts={"source": name},
        )


def _release_entry(release: releases.StoredRelease) -> Entry:
    heading = release.heading
    return _entry(
        kind="release",
        code=heading.code,
        title=heading.title,
        text=_joined(heading.publisher, str(heading.published.year), heading.note),
        parts={"source": heading.source, "release": heading.code},
        since=heading.published,
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
