"""What can be found: indicators, objectives, actions, meetings, documents and all the rest, as words and their stems.

The vocabulary is read with a fixed number of queries when the store has changed or another day is asked about, and kept
in memory until it changes again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from threading import Lock
from typing import Final, Literal, cast, get_args

from stemagenda.agendas.glossary import read_glossary
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.reports.document import Bullets, Heading, Paragraph, Passage
from stemagenda.core.text import LANGUAGES, Language, Text
from stemagenda.sources.finding import sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import records, releases, reports
from stemagenda.store.audit import latest_write
from stemagenda.store.records import Version
from stemagenda.store.reports import ReportHeading
from stemagenda.usecases.permissions import (
    Actor,
    can_edit_practice,
    can_read_work,
    can_review_practices,
    can_submit_practices,
)
from stemagenda.usecases.records import value_of
from stemagenda.usecases.searchable_records import (
    OWN_KINDS as RECORD_KINDS,
)
from stemagenda.usecases.searchable_records import (
    Found,
    events_with_meetings,
    found_in,
    title_and_text,
)
from stemagenda.usecases.stemming import stem
from stemagenda.usecases.version_memory import VersionMemory

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
    "report",
]
#: The order of the groups on the page.
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: So many days are kept in memory beside today.
_MOST_DAYS: Final = 4
#: Shorter words have no stem worth looking for.
_SHORTEST_STEMMED: Final = 4
#: Characters of a report that are looked in.
LONGEST_REPORT: Final = 60_000
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
    folded_code: str
    is_draft: bool = False


#: Entries, each with its words as text: a line for code, title and text, every word after a space, then every stem
#: between ~ and a space. Looking for a word is then looking for a piece of text.
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


def known_words(entry: Entry) -> str:
    """The words and stems of an entry: a line for its code, one for its title, one for its text."""
    return "\n".join(_line(place, entry.language) for place in (entry.code, entry.title, entry.text))


def _line(written: str, language: Language) -> str:
    words = dict.fromkeys(word.folded for word in split(written))
    stems = dict.fromkeys(stem_of(word, language=language) for word in words)
    return "".join(f" {word}" for word in words) + " " + "".join(f"~{found} " for found in stems if found)


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


def waiting(*, language: Language, actor: Actor) -> Vocabulary:
    """What is not public and this reader may read: drafts and what waits for a decision, each on its own page.

    No query for a visitor, two for whoever may read some of it.
    """
    may_read, may_review = can_read_work(actor), can_review_practices(actor)
    if not (may_read or can_submit_practices(actor)):
        return ()
    own = frozenset[str]() if may_review else records.begun_by(kind="practice", actor=actor.name)
    found = []
    for key, entries in _RECORDS.latest(kinds=("action", "practice")):
        known, entry = entries[language]
        if key.kind == "action" and may_read:
            found.append((known, replace(entry, is_draft=True)))
        elif key.kind == "practice" and key.state != "rejected":
            author = actor.name if key.code in own else ""
            if may_review or can_edit_practice(actor, author=author):
                found.append((known, replace(entry, is_draft=True, page="practice_submission")))
    return tuple(found)


def _read(on: date) -> dict[Language, Vocabulary]:
    agenda = agenda_store.agenda()
    kept = [entries for _, entries in _RECORDS.public(kinds=RECORD_KINDS, on=on) if entries]
    meetings = tuple(events_with_meetings(on=on))
    reported = tuple(_reports(on))
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
            *(_record_entry(kind, code, one, language) for kind, code, one in meetings),
            *(_report_entry(heading, language) for heading in reported if heading.name.language == language),
        )
        found[language] = (
            *((known_words(entry), entry) for entry in entries),
            *(one[language] for one in kept),
        )
    return found


def _of_version(version: Version) -> dict[Language, tuple[str, Entry]]:
    """A record in both languages; nothing where another one goes on with its names."""
    if version.body.get("merged_into") or version.kind not in RECORD_KINDS:
        return {}
    one = found_in(kind=version.kind, value=value_of(version))
    entries = {language: _record_entry(version.kind, version.code, one, language) for language in LANGUAGES}
    return {language: (known_words(entry), entry) for language, entry in entries.items()}


#: A version is taken apart once.
_RECORDS: Final = VersionMemory(_of_version)


def _reports(on: date) -> Iterator[ReportHeading]:
    return (heading for heading in reports.reports(is_kept=True, on=on) if not heading.name.subject)


def _report_entry(heading: ReportHeading, language: Language) -> Entry:
    """A report that was kept with an edition: it never changes, so it is read once."""
    name = heading.name
    title, text = _report_words(heading.key, heading.digest)
    return _entry(
        kind="report",
        code=f"{name.kind}-{name.edition}",
        title=f"{title} ({name.edition})",
        text=text,
        language=language,
        parts={"kind": name.kind, "edition": name.edition},
    )


@lru_cache(maxsize=200)
def _report_words(key: int, digest: str) -> tuple[str, str]:  # noqa: ARG001  (a report of another store is another one)
    try:
        document = reports.document(key=key)
    except reports.ReportDamaged:
        document = None
    if document is None:
        return "", ""
    passages = (block.text for block in document.blocks if isinstance(block, Passage | Heading))
    paragraphs = (block.runs for block in document.blocks if isinstance(block, Paragraph))
    points = (runs for block in document.blocks if isinstance(block, Bullets) for runs in block.items)
    said = ("".join(run.text for run in runs) for runs in (*paragraphs, *points))
    return document.title, _joined(*passages, *said)[:LONGEST_REPORT]


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
        folded_code=" ".join(word.folded for word in split(code)),
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
