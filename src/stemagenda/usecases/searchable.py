"""What can be found: indicators, objectives, actions, meetings, documents and all the rest, as words and their stems.

The vocabulary is read with a fixed number of queries when the store has changed or another day is asked about, and kept
in memory until it changes again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock
from typing import Final, Literal, cast, get_args

from stemagenda.agendas.glossary import read_glossary
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.text import LANGUAGES, Language, Text
from stemagenda.sources.finding import sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases
from stemagenda.store.audit import latest_write
from stemagenda.usecases.searchable_records import Found, public_records, title_and_text
from stemagenda.usecases.stemming import stem

Kind = Literal[
    "indicator",
    "action",
    "theme",
    "area",
    "objective",
    "strand",
    "body",
    "meeting",
    "decision",
    "follow-up",
    "advice",
    "development",
    "practice",
    "event",
    "news",
    "entity",
    "term",
    "source",
    "release",
    "document",
]
#: The order of the groups on the page.
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: So many days are kept in memory beside today.
_MOST_DAYS: Final = 4
#: Shorter words have no stem worth looking for.
_SHORTEST_STEMMED: Final = 4
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
    language: Language
    in_code: tuple[Word, ...]
    in_title: tuple[Word, ...]
    in_text: tuple[Word, ...]

    @property
    def vocabulary(self) -> str:
        """Every word of the entry after a space, then every stem between ~ and a space: a fast first look."""
        words = dict.fromkeys(word.folded for word in (*self.in_code, *self.in_title, *self.in_text))
        stems = dict.fromkeys(stem_of(word, language=self.language) for word in words)
        return "".join(f" {word}" for word in words) + " " + "".join(f"~{found} " for found in stems if found)


Vocabulary = tuple[tuple[str, Entry], ...]

_kept: dict[date, dict[Language, Vocabulary]] = {}
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


def stem_of(word: str, *, language: Language) -> str:
    """The stem by which other forms of a word are found; empty where a word is too short, or a number."""
    return stem(word, language=language) if len(word) >= _SHORTEST_STEMMED and word.isalpha() else ""


def vocabulary(*, language: Language, on: date) -> Vocabulary:
    """Every entry with its words, records as they were public on a day.

    One query while nothing was written; otherwise a fixed number more.
    """
    global _kept, _kept_for
    state = latest_write()
    with _lock:
        if state and state == _kept_for and on in _kept:
            return _kept[on][language]
    fresh = _read(on)
    with _lock:
        others = list(_kept.items())[-_MOST_DAYS:] if state == _kept_for else []
        _kept, _kept_for = {**dict(others), on: fresh}, state
    return fresh[language]


def _read(on: date) -> dict[Language, Vocabulary]:
    agenda = agenda_store.agenda()
    kept = tuple(public_records(on=on))
    indicators = agenda_store.indicators()
    stored = releases.releases()
    found: dict[Language, Vocabulary] = {}
    for language in LANGUAGES:
        entries = (
            *(_framework_entries(agenda, language) if agenda else ()),
            *(_indicator_entry(indicator, language) for indicator in indicators),
            *_glossary_entries(language),
            *_source_entries(language),
            *(_release_entry(release, language) for release in stored),
            *(_record_entry(kind, code, found_record, language) for kind, code, found_record in kept),
        )
        found[language] = tuple((entry.vocabulary, entry) for entry in entries)
    return found


def _entry(
    *,
    kind: Kind,
    code: str,
    title: str,
    text: str,
    language: Language,
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
        language=language,
        in_code=split(code),
        in_title=split(title),
        in_text=split(text),
    )


def _framework_entries(agenda: Agenda, language: Language) -> Iterable[Entry]:
    def entry(kind: Kind, code: str, title: Text, text: Text | None) -> Entry:
        said = text.to(language) if text else ""
        return _entry(kind=kind, code=code, title=title.to(language), text=said, language=language)

    yield from (entry("area", item.code, item.title, None) for item in agenda.result_areas)
    yield from (entry("objective", item.code, item.title, item.summary) for item in agenda.objectives)
    yield from (entry("strand", item.code, item.title, item.promise) for item in agenda.strands)
    for document in agenda.documents:
        yield _entry(
            kind="document",
            code=document.code,
            title=document.title.to(language),
            text=str(document.published.year),
            language=language,
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
        language=language,
    )


def _glossary_entries(language: Language) -> Iterable[Entry]:
    for term in read_glossary():
        other = term.word.en if language == "nl" else term.word.nl
        yield _entry(
            kind="term",
            code=term.code,
            title=term.word.to(language),
            text=_joined(term.explanation.to(language), other),
            language=language,
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
            language=language,
            parts={"source": name},
        )


def _record_entry(kind: str, code: str, found: Found, language: Language) -> Entry:
    title, text = title_and_text(found, language=language)
    return _entry(
        kind=cast("Kind", kind),
        code=code,
        title=title or code,
        text=text,
        language=language,
        page=found.page,
        parts={} if found.is_on_list else {"code": code},
        anchor=code if found.is_on_list else "",
    )


def _release_entry(release: releases.StoredRelease, language: Language) -> Entry:
    heading = release.heading
    return _entry(
        kind="release",
        code=heading.code,
        title=heading.title,
        text=_joined(heading.publisher, str(heading.published.year), heading.note),
        language=language,
        parts={"source": heading.source, "release": heading.code},
        since=heading.published,
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
