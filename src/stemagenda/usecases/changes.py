"""What changed for everybody to see: when, to what, about which topics. One list for pages, feeds, letters, commands.

A topic is a word ("lights", "timeline") or a word with a code ("strand/daadkracht", "indicator/RG2-WIS"). Nothing is
told before its publication moment, and drafts never.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from django.utils import timezone

from stemagenda.core.facets import FacetIndex, Fitting, fitting, index_facets
from stemagenda.core.governance.changes import GENERAL_TOPICS, Change
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.change_topics import Topics
from stemagenda.usecases.changes_found import KnownChanges, read_changes
from stemagenda.usecases.day_memory import DayMemory
from stemagenda.usecases.faceted import check_filters

#: Topics in one question.
MOST_TOPICS: Final = 60
#: Changes on a page of the list.
PAGE: Final = 40


@dataclass(frozen=True, kw_only=True)
class ChangesQuery:
    """What is asked: values by facet (one of a facet's is enough, every facet must hold), and the page."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class ChangesPage:
    """The answer: the changes of the page, how many fit, how many there are, the counts of every filter."""

    query: ChangesQuery
    rows: tuple[Change, ...]
    found: int
    total: int
    counts: Mapping[str, Mapping[str, int]]
    topics: Topics
    pages: int


def _coded(topic: str) -> Callable[[Change], tuple[str, ...]]:
    return lambda change: tuple(sorted(item[len(topic) + 1 :] for item in change.about if item.startswith(f"{topic}/")))


#: The filters of the list. Values of `kind` are general topics, of the others codes.
FACETS: Final[Mapping[str, Callable[[Change], tuple[str, ...]]]] = {
    "kind": lambda change: (GENERAL_TOPICS[change.kind],),
    "strand": _coded("strand"),
    "area": _coded("area"),
    "body": _coded("body"),
    "practice_type": _coded("practice-type"),
    "year": lambda change: (str(change.at.year),),
}
#: A change that touches none of these says nothing by that.
_BARE: Final = frozenset({"strand", "area", "body", "practice_type"})


def changed_since(*, since: datetime, now: datetime, topics: Collection[str] = ()) -> tuple[Change, ...]:
    """What changed after a moment and until now, the newest first; with topics only what touches one of them.

    Raises:
        Refused: a topic that nobody knows, or too many.
    """
    wanted = frozenset(topics)
    check_topics(topics=wanted, on=now.date())
    return tuple(
        change
        for change in changes(now=now)
        if change.at > since and (not wanted or not wanted.isdisjoint(change.about))
    )


def changes(*, now: datetime, on: date | None = None) -> tuple[Change, ...]:
    """Everything that changed by now, the newest first; with `on` by the end of that day.

    One query while nothing was written since the last time.
    """
    known = _known.of(on or now.date())
    return tuple(known.index.rows[known.first(_until(now, on)) :])


def topics_on(*, on: date) -> Topics:
    """Every topic of a day by its name."""
    return _known.of(on).found.topics


def followed(
    *, query: ChangesQuery, topics: Collection[str], since: date | None, now: datetime, most: int
) -> tuple[Change, ...]:
    """What a feed holds: the newest that fit every filter and touch one of the topics, and none before `since`.

    Raises:
        Refused: a filter, value or topic that nobody knows, or too many.
    """
    today = now.date()
    check_topics(topics=topics, on=today)
    known = _known.of(today)
    check_filters(file="changes", chosen=query.chosen, known=known.values)
    first = datetime.combine(since, time.min, tzinfo=timezone.get_current_timezone()) if since else None
    wanted = frozenset(topics)
    fitting_rows = (
        change
        for change in known.fitting(query, until=now).rows
        if (not wanted or not wanted.isdisjoint(change.about)) and (first is None or change.at >= first)
    )
    return tuple(islice(fitting_rows, most))


def changes_page(*, query: ChangesQuery, now: datetime, on: date) -> ChangesPage:
    """The changes that fit, a page at a time.

    Raises:
        Refused: a filter or value that nobody knows is asked for.
    """
    known, until = _known.of(on), _until(now, on)
    check_filters(file="changes", chosen=query.chosen, known=known.values)
    found = known.fitting(query, until=until)
    pages = max(1, -(-len(found.rows) // PAGE))
    first = (min(max(query.page, 1), pages) - 1) * PAGE
    return ChangesPage(
        query=query,
        rows=found.rows[first : first + PAGE],
        found=len(found.rows),
        total=len(known.index.rows) - known.first(until),
        counts=found.counts,
        topics=known.found.topics,
        pages=pages,
    )


def check_topics(*, topics: Collection[str], on: date) -> None:
    """Refuse topics that nobody knows, each by name, with those there are.

    Raises:
        Refused: with every one of them.
    """
    many, most = len(topics), MOST_TOPICS
    if many > most:
        message = f"holds {many} topics; at most {most} are read"
        raise Refused([Problem(file="changes", place="topic", message=message, remedy="Choose fewer topics")])
    known = topics_on(on=on)
    problems = [
        Problem(
            file="changes",
            place="topic",
            message=f'"{topic[:60]}" is no topic we know',
            remedy=f"Choose one of: {', '.join(known.near(topic))}",
        )
        for topic in sorted(topics)
        if topic not in known
    ]
    if problems:
        raise Refused(problems)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is known of a day, ready to be filtered: the newest change first."""

    found: KnownChanges
    index: FacetIndex[Change]
    values: Mapping[str, Collection[str]]

    def first(self, until: datetime) -> int:
        """The place of the newest change of which the moment has come."""
        return bisect_left(self.index.rows, -until.timestamp(), key=lambda change: -change.at.timestamp())

    def fitting(self, query: ChangesQuery, *, until: datetime) -> Fitting[Change]:
        """The changes that fit, of those of which the moment has come."""
        early = self.first(until)
        return fitting(index=self.index, chosen=query.chosen, within=self.index.everything >> early << early)


def _read(on: date) -> _Known:
    found = read_changes(on)
    index: FacetIndex[Change] = index_facets(rows=found.changes, picks=FACETS, bare=_BARE)
    coded = {name: found.topics.codes(name.replace("_", "-")) for name in _BARE}
    kinds = tuple(dict.fromkeys(GENERAL_TOPICS.values()))
    return _Known(found=found, index=index, values={"kind": kinds, "year": tuple(index.masks["year"]), **coded})


def _until(now: datetime, on: date | None) -> datetime:
    """The moment up to which changes are told: now, or the end of an earlier day."""
    return now if on is None or on >= now.date() else _end_of(on)


def _end_of(day: date) -> datetime:
    """The last moment of a day, in the site's time zone."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_current_timezone()) - timedelta(
        microseconds=1
    )


_known: Final = DayMemory(_read)
