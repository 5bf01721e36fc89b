"""Practices and publications: the list with its filters, one practice, which ones are like it, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.actions.overlap import Places, places_of, vectors_of
from stemagenda.core.facets import NOT_STATED, FacetIndex, fitting, index_facets
from stemagenda.core.framework import Agenda, Document, Objective, Transition
from stemagenda.core.practices.pictures import Picture
from stemagenda.core.practices.practice import Practice, Reached
from stemagenda.core.practices.similar import Comparable, Similar, most_similar
from stemagenda.core.reports.practice_words import FACET_WORDS
from stemagenda.core.reports.report_sentences import NOT_STATED as UNSTATED
from stemagenda.core.text import Language, Text
from stemagenda.store import agenda as agenda_store
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.store.records import Card
from stemagenda.usecases.entities import entity_names, entity_titles, going_on
from stemagenda.usecases.faceted import check_filters, rows_with_words
from stemagenda.usecases.likeness import stems_of, words_of
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.pictures import ShownPicture, shown_pictures
from stemagenda.usecases.records import value_of
from stemagenda.usecases.version_memory import VersionMemory

KIND: Final = "practice"
PAGE: Final = 50
MOST_SIMILAR: Final = 5
Labels = Mapping[str, Mapping[str, Text | Wording]]


@dataclass(frozen=True, kw_only=True)
class PracticeRow:
    """One practice as lists show it. `text` is what words are looked for in, folded."""

    code: str
    title: Wording
    kind: str
    summary: Wording
    evidence: str
    levels: tuple[str, ...]
    target_groups: tuple[str, ...]
    gender: str
    transitions: tuple[str, ...]
    objectives: tuple[str, ...]
    organisations: tuple[str, ...]
    pillars: tuple[str, ...]
    reach: tuple[Reached, ...]
    practices: tuple[str, ...]
    actions: tuple[str, ...]
    starts: int | None
    text: str


FACETS: Final[Mapping[str, Callable[[PracticeRow], tuple[str, ...]]]] = {
    "kind": lambda row: (row.kind,),
    "evidence": lambda row: (row.evidence,) if row.evidence else (),
    "level": lambda row: row.levels,
    "target_group": lambda row: row.target_groups,
    "gender": lambda row: (row.gender,) if row.gender else (),
    "objective": lambda row: row.objectives,
    "transition": lambda row: row.transitions,
    "organisation": lambda row: row.organisations,
    "pillar": lambda row: row.pillars,
}


@dataclass(frozen=True, kw_only=True)
class PracticeQuery:
    """What is asked: words, values by facet (one of a facet's is enough, every facet must hold), and the page."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Practices:
    """The answer. `found` are all that fit, by title; `rows` those of the page; `labels` values of filters in words."""

    query: PracticeQuery
    found: tuple[PracticeRow, ...]
    rows: tuple[PracticeRow, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    labels: Labels
    pages: int

    def label(self, *, facet: str, value: str, language: Language) -> str:
        """A value of a filter in words."""
        said = UNSTATED if value == NOT_STATED else self.labels[facet].get(value)
        return said.to(language) if said else value


@dataclass(frozen=True, kw_only=True)
class SimilarPractice:
    """A practice like the one in view, why, and the objectives and words both have."""

    row: PracticeRow
    similar: Similar
    objectives: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PracticePage:
    """One practice with what its codes name; actions and other practices only where they are public on that day.

    `bundled` are those it brings together, `bundled_in` the campaigns and platforms that name it; `developments` are
    entries of the policy timeline that name an action it serves.
    """

    agenda: Agenda
    practice: Practice
    names: Mapping[str, Wording]
    objectives: tuple[Objective, ...]
    transitions: tuple[Transition, ...]
    documents: tuple[Document, ...]
    actions: tuple[tuple[str, Wording], ...]
    developments: tuple[tuple[str, Wording], ...]
    pictures: tuple[ShownPicture, ...]
    bundled: tuple[PracticeRow, ...]
    bundled_in: tuple[PracticeRow, ...]
    similar: tuple[SimilarPractice, ...]
    source: Document | None
    since: date

    @property
    def linked_pictures(self) -> tuple[Picture, ...]:
        """Pictures that stand elsewhere: a page links to them and copies nothing."""
        return tuple(item for item in self.practice.pictures if item.url)


@dataclass(frozen=True, kw_only=True)
class _Entities:
    """The organisations of the register: names, the code each goes on under, and the pillar where it is known."""

    names: Mapping[str, Wording]
    goes_on_as: Mapping[str, str]
    pillars: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Every practice of a day, ready to be searched; `bundled_in` the campaigns and platforms that name a practice."""

    labels: Labels
    index: FacetIndex[PracticeRow]

    rows: Mapping[str, PracticeRow]
    bundled_in: Mapping[str, tuple[PracticeRow, ...]]


def practices(*, query: PracticeQuery, on: date, language: Language) -> Practices:
    """The practices that fit, as they were public on a day; no query but one where nothing was written since.

    Raises:
        Refused: a filter or value that nobody knows is asked for.
    """
    known = _known(version(), on, language)
    check_filters(file="practices", chosen=query.chosen, known={facet: known.labels[facet] for facet in FACETS})
    found = fitting(
        index=known.index, chosen=query.chosen, within=rows_with_words(index=known.index, words=query.words)
    )
    pages = max(1, -(-len(found.rows) // PAGE))
    first = (min(max(query.page, 1), pages) - 1) * PAGE
    return Practices(
        query=query,
        found=found.rows,
        rows=found.rows[first : first + PAGE],
        total=len(known.index.rows),
        counts=found.counts,
        labels=known.labels,
        pages=pages,
    )


def practice_page(*, code: str, on: date, language: Language) -> PracticePage | None:
    """One practice as it was public on a day; None where there was none."""
    stored = records.public_version(kind=KIND, code=code, on=on)
    return None if stored is None else page_of(practice=value_of(stored), since=stored.since, on=on, language=language)


def page_of(*, practice: Practice, since: date, on: date, language: Language) -> PracticePage:
    """The page of a practice, public or not, among those that are public on a day."""
    agenda = the_agenda()
    documents = {item.code: item for item in agenda.documents}
    known = _known(version(), on, language)
    rows, bundled_in = known.rows, known.bundled_in.get(practice.code, ())
    titles = {card.code: _wording(card.card["title"]) for card in records.public_cards(kind="action", on=on)}
    beside = {*practice.practices, *(row.code for row in bundled_in)}
    return PracticePage(
        agenda=agenda,
        practice=practice,
        names=entity_titles(),
        objectives=tuple(item for item in agenda.objectives if item.code in practice.objectives),
        transitions=tuple(item for item in agenda.transitions if item.code in practice.transitions),
        documents=tuple(documents[code] for code in practice.documents if code in documents),
        actions=tuple((code, titles[code]) for code in practice.actions if code in titles),
        developments=tuple(
            (card.code, _wording(card.card["title"]))
            for card in (records.public_cards(kind="development", on=on) if practice.actions else ())
            if set(card.card["actions"]) & set(practice.actions)
        ),
        pictures=shown_pictures(given=practice.pictures),
        bundled=tuple(rows[code] for code in practice.practices if code in rows),
        bundled_in=bundled_in,
        similar=tuple(item for item in _similar(practice, on, rows) if item.row.code not in beside)[:MOST_SIMILAR],
        source=documents.get(practice.source),
        since=since,
    )


def practice_row(*, code: str, on: date, language: Language) -> PracticeRow | None:
    """One practice as lists show it; None where it was not public on that day."""
    return _known(version(), on, language).rows.get(code)


def objective_practices(*, below: frozenset[str], on: date, language: Language) -> tuple[PracticeRow, ...]:
    """Public practices that serve an objective or one below it: `below` has the codes of all of them."""
    return tuple(row for row in _known(version(), on, language).index.rows if below & set(row.objectives))


def action_practices(*, codes: Collection[str], on: date, language: Language) -> tuple[PracticeRow, ...]:
    """Public practices that serve one of these actions."""
    if not codes:
        return ()
    return tuple(row for row in _known(version(), on, language).index.rows if set(codes) & set(row.actions))


def _similar(practice: Practice, on: date, rows: Mapping[str, PracticeRow]) -> tuple[SimilarPractice, ...]:
    among = _comparable(version(), on)
    if practice.code not in among.known:  # not public yet: its reviewers see what there is already
        among = _compared([*(kept for _, kept in _READ.public(kinds=(KIND,), on=on)), _as_read(practice)])
    one, text = among.known[practice.code], among.texts[practice.code]
    alike = most_similar(one=one, among=tuple(among.known.values()), limit=4 * MOST_SIMILAR, places=among.places)
    return tuple(
        SimilarPractice(
            row=rows[item.code],
            similar=item,
            objectives=tuple(code for code in rows[item.code].objectives if code in one.objectives),
            words=words_of(stems=item.shared, texts=(text, among.texts[item.code])),
        )
        for item in alike
        if item.code in rows
    )


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What likeness needs of a practice: what it serves, and its Dutch text with the stems in it."""

    code: str
    objectives: frozenset[str]
    target_groups: frozenset[str]
    transitions: frozenset[str]
    text: str
    stems: Mapping[str, float]


def _as_read(practice: Practice) -> _Read:
    text = f"{practice.summary.nl} {practice.description.nl}"
    return _Read(
        code=practice.code,
        objectives=frozenset(practice.objectives),
        target_groups=frozenset(practice.target_groups),
        transitions=frozenset(practice.transitions),
        text=f"{practice.title.nl} {text}",
        stems=stems_of(title=practice.title.nl, description=text),
    )


#: A text is taken apart once for each version of a practice.
_READ: Final = VersionMemory(lambda stored: _as_read(value_of(stored)))


@dataclass(frozen=True, kw_only=True)
class _Compared:
    """Practices as likeness sees them and their Dutch texts, by code, and where each stem stands."""

    known: Mapping[str, Comparable]
    texts: Mapping[str, str]
    places: Places


@lru_cache(maxsize=2)
def _comparable(written: int, on: date) -> _Compared:  # noqa: ARG001
    """Every practice of a day as likeness sees it; `written` changes with every write."""
    return _compared([kept for _, kept in _READ.public(kinds=(KIND,), on=on)])


def _compared(known: Sequence[_Read]) -> _Compared:
    """Practices made ready to be compared."""
    vectors = vectors_of(bags=[item.stems for item in known])
    compared = {
        item.code: Comparable(
            code=item.code,
            objectives=item.objectives,
            target_groups=item.target_groups,
            transitions=item.transitions,
            vector=vector,
        )
        for item, vector in zip(known, vectors, strict=True)
    }
    texts = {item.code: item.text for item in known}
    return _Compared(known=compared, texts=texts, places=places_of(vectors=vectors))


@lru_cache(maxsize=4)
def _known(written: int, on: date, language: Language) -> _Known:  # noqa: ARG001
    """Every practice of a day, ready to be searched; `written` changes with every write, so nothing is outdated."""
    cards = records.cards(kind="entity")
    names = entity_names(cards=cards)
    entities = _Entities(
        names=names,
        goes_on_as=going_on(cards={card.code: card.card for card in cards}),
        pillars={card.code: card.card["pillar"] for card in cards if card.card["pillar"]},
    )
    rows = sorted(
        (_row(card, entities) for card in records.public_cards(kind=KIND, on=on)),
        key=lambda row: (row.title.to(language).casefold().lstrip("#"), row.code),
    )
    agenda = agenda_store.agenda()  # none before the first load: then there is nothing to find either
    labels: dict[str, Mapping[str, Text | Wording]] = {
        **FACET_WORDS,
        "organisation": names,
        "objective": {
            item.code: Text(f"{item.code} {item.title.nl}", f"{item.code} {item.title.en}")
            for item in (agenda.objectives if agenda else ())
        },
        "transition": {item.code: item.title for item in (agenda.transitions if agenda else ())},
    }
    naming: dict[str, list[PracticeRow]] = {}
    for row in rows:
        for code in row.practices:
            naming.setdefault(code, []).append(row)
    return _Known(
        labels=labels,
        index=index_facets(rows=rows, picks=FACETS),
        rows={row.code: row for row in rows},
        bundled_in={code: tuple(found) for code, found in naming.items()},
    )


def _row(card: Card, entities: _Entities) -> PracticeRow:
    kept: Mapping[str, Any] = card.card
    title, summary = _wording(kept["title"]), _wording(kept["summary"])
    named = (item["entity"] for item in kept["organisations"])
    organisations = tuple(dict.fromkeys(entities.goes_on_as.get(code, code) for code in named))
    known = [entities.names[code] for code in organisations if code in entities.names]
    texts = [card.code, *(text for item in (title, summary, *known) for text in (item.nl, item.en))]
    return PracticeRow(
        code=card.code,
        title=title,
        kind=kept["kind"],
        summary=summary,
        evidence=kept["evidence"] or "",
        levels=tuple(kept["levels"]),
        target_groups=tuple(kept["target_groups"]),
        gender=kept["gender"] or "",
        transitions=tuple(kept["transitions"]),
        objectives=tuple(kept["objectives"]),
        organisations=organisations,
        pillars=tuple(dict.fromkeys(entities.pillars[code] for code in organisations if code in entities.pillars)),
        reach=tuple(
            Reached(number=item["number"], what=_wording(item["what"]), years=item["years"], about=item["about"])
            for item in kept["reach"]
        ),
        practices=tuple(kept["practices"]),
        actions=tuple(kept["actions"]),
        starts=kept["starts"],
        text=" ".join(texts).casefold(),
    )


def _wording(kept: Mapping[str, str]) -> Wording:
    return Wording(nl=kept["nl"], en=kept["en"])
