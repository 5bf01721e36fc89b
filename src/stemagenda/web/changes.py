"""What changed: the list with its filters, feeds of it, and the page that says what one can follow."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from stemagenda.core.governance.changes import Change
from stemagenda.core.reports.change_words import FACET_NAMES, dated, headline, sentence
from stemagenda.core.text import Language
from stemagenda.core.validation import Refused
from stemagenda.outputs.atom import writer as atom
from stemagenda.outputs.feeds import Entry, Feed
from stemagenda.outputs.rss import writer as rss
from stemagenda.store.audit import latest_write
from stemagenda.usecases import vitality
from stemagenda.usecases.change_topics import GENERAL, Topics
from stemagenda.usecases.changes import FACETS, ChangesPage, ChangesQuery, changes_page, followed, topics_on
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, asked, now, read_day, show
from stemagenda.web.catalogue import words
from stemagenda.web.entering import clean
from stemagenda.web.faceted import FacetLinks, asked_of
from stemagenda.web.following import FORMATS, NAMES, feed_address
from stemagenda.web.middleware.pages import PUBLIC, is_known

#: Entries of a feed, and of one that asks for everything since a day.
MOST_ENTRIES: Final = 100
MOST_SINCE: Final = 10_000
#: A longer feed is sent entry by entry.
_LONG: Final = 500
#: Topics in the address of a feed that are read; one more is too many, and said so.
_MOST_READ: Final = 61
#: A title longer than this is a text: a feed shows its beginning.
_LONGEST_TITLE: Final = 180
#: A change this fresh may have another one in the same second, which a date with seconds cannot tell apart.
_SETTLED: Final = timedelta(seconds=2)
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WRITERS: Final[Mapping[str, Callable[..., Iterator[bytes]]]] = {"atom": atom.pieces, "rss": rss.pieces}
#: Page numbers that are shown on either side of the one in view.
_NEAR: Final = 2


@require_safe
def whats_new(request: HttpRequest) -> HttpResponse:
    """The list, a page at a time, by day."""
    question = asked(request)
    given = asked_of(request, facets=FACETS)
    query = ChangesQuery(chosen=given["chosen"], page=given["page"])
    try:
        found = changes_page(query=query, now=now(), on=question.on)
    except Refused as refused:
        raise BadRequest("changes.filter") from refused
    links = _links(request, found, question)
    return show(
        request,
        "web/changes/list.html",
        here="whats_new",
        asked=question,
        found=found,
        days=_by_day(found.rows, question.language),
        facets=links.facets(counts=found.counts, chosen=query.chosen),
        chosen=links.chosen(chosen=query.chosen),
        pages=_near(links.pages(number=found.pages), found.query.page),
        follow=[
            (FORMATS[suffix], name, feed_address(suffix=suffix, language=question.language, query=_selection(request)))
            for suffix, name in NAMES.items()
        ],
    )


@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """What a feed is, and every feed there is."""
    question = asked(request)
    topics = topics_on(on=question.today)
    return show(request, "web/changes/follow.html", here="follow", groups=_offered(topics, question.language))


@require_safe
def changes_feed(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The newest changes that fit as a feed; with `since` all of them from a day on."""
    if suffix not in FORMATS:
        raise Http404
    question, moment = asked(request), now()
    topics = tuple(dict.fromkeys(clean(topic, most=120) for topic in request.GET.getlist("about")[:_MOST_READ]))
    since = read_day(request.GET["since"], latest=question.today) if request.GET.get("since") else None
    query = ChangesQuery(chosen=asked_of(request, facets=FACETS)["chosen"])
    most = MOST_SINCE if since else MOST_ENTRIES
    try:
        found = followed(query=query, topics=topics, since=since, now=moment, most=most)
    except Refused as refused:
        raise BadRequest("changes.filter") from refused
    known = topics_on(on=question.today)
    feed = _feed(request, question.language, topics=topics, known=known, chosen=query.chosen, found=found)
    writing = _Writing(request=request, language=question.language, topics=known)
    return _answer(request, suffix=suffix, feed=feed, found=found, entries=map(writing.entry, found), moment=moment)


def where(change: Change, *, language: Language) -> str:
    """The address of what changed; empty for what left."""
    if not change.page:
        return ""
    anchor = f"#{change.anchor}" if change.anchor else ""
    return address(change.page, language=language, **change.parts) + anchor


@dataclass(frozen=True, kw_only=True)
class _Writing:
    """What the entries of a feed have in common."""

    request: HttpRequest
    language: Language
    topics: Topics

    def entry(self, change: Change) -> Entry:
        """A change as an entry. What left leads to the list."""
        title = headline(change=change, language=self.language)
        written = change.title.written_in(self.language)
        link = where(change, language=self.language) or address("whats_new", language=self.language)
        names = ((topic, self.topics.names[topic].to(self.language)) for topic in sorted(change.about))
        return Entry(
            key=("change", self.language, *change.key),
            title=title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…",
            language=change.language or written,
            author=change.by or words("site.name", language=self.language),
            updated=change.at,
            url=self.request.build_absolute_uri(link),
            summary=sentence(change=change, language=self.language) or change.title.to(self.language),
            topics=tuple(names),
        )


def _feed(
    request: HttpRequest,
    language: Language,
    *,
    topics: tuple[str, ...],
    known: Topics,
    chosen: Mapping[str, tuple[str, ...]],
    found: tuple[Change, ...],
) -> Feed:
    filters = tuple(f"{name}={value}" for name, values in sorted(chosen.items()) for value in sorted(values))
    names = [known.names[topic].to(language) for topic in topics]
    names += [_value(name, value, known, language) for name, values in sorted(chosen.items()) for value in values]
    title = words("changes.feed_title", language=language)
    return Feed(
        key=("changes", language, *sorted(topics), *filters),
        title=f"{title}: {', '.join(names)}" if names else title,
        about=words("changes.feed_about", language=language),
        language=language,
        own=request.build_absolute_uri(),
        page=request.build_absolute_uri(address("whats_new", language=language)),
        updated=found[0].at if found else _BEGINNING,
    )


def _answer(
    request: HttpRequest,
    *,
    suffix: str,
    feed: Feed,
    found: tuple[Change, ...],
    entries: Iterable[Entry],
    moment: datetime,
) -> HttpResponseBase:
    """The feed, whole or as a stream, or only that the reader has it already."""
    kind = f"{FORMATS[suffix]}; charset=utf-8"
    changed = max(vitality.latest_change() or _BEGINNING, feed.updated)
    headers = {"Last-Modified": http_date(changed.timestamp())} if moment - changed > _SETTLED else {}
    pieces = _WRITERS[suffix](feed=feed, entries=entries)
    if len(found) <= _LONG:
        return HttpResponse(b"".join(pieces), content_type=kind, headers=headers)
    said = repr((latest_write(), feed, suffix, [(change.key, change.at) for change in found]))
    headers |= {"Cache-Control": PUBLIC, "ETag": f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'}
    if is_known(request, tag=headers["ETag"], changed=headers.get("Last-Modified", "")):
        return HttpResponseNotModified(headers=headers)
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers)


def _by_day(rows: Iterable[Change], language: Language) -> list[tuple[str, list[Change]]]:
    def said(change: Change) -> str:
        return dated(day=_day(change), precision=change.precision, language=language)

    return [(day, list(group)) for day, group in groupby(rows, key=said)]


def _day(change: Change) -> date:
    return timezone.localtime(change.at).date()


def _links(request: HttpRequest, found: ChangesPage, question: Asked) -> FacetLinks:
    return FacetLinks(
        request=request,
        question=question,
        page="whats_new",
        names=FACET_NAMES,
        label=lambda facet, value: _value(facet, value, found.topics, question.language),
        opened=frozenset({"kind", "strand"}),
    )


def _value(facet: str, value: str, topics: Topics, language: Language) -> str:
    if facet == "kind":
        return GENERAL[value].to(language)
    name = topics.names.get(f"{facet.replace('_', '-')}/{value}")
    if name is None:
        return value
    return f"{value} {name.to(language)}" if facet == "area" else name.to(language)


def _selection(request: HttpRequest) -> str:
    """The filters of the list, as they travel to a feed of the same."""
    query = request.GET.copy()
    for name in (*query,):
        if name not in FACETS:
            query.pop(name)
    return query.urlencode()


def _near(pages: list[tuple[int, str]], current: int) -> list[tuple[int, str]]:
    """The first and last page and those around the one in view."""
    return [item for item in pages if item[0] in {1, len(pages)} or abs(item[0] - current) <= _NEAR]


def _offered(topics: Topics, language: Language) -> list[dict[str, Any]]:
    """Every feed in groups: a name, what it is about, its addresses."""

    def links(about: list[str]) -> list[tuple[str, str, str]]:
        return [
            (FORMATS[suffix], name, feed_address(suffix=suffix, language=language, about=about))
            for suffix, name in NAMES.items()
        ]

    def group(key: str, found: Iterable[str], *, with_code: bool = False) -> dict[str, Any]:
        return {
            "title": words(key, language=language),
            "feeds": [
                (
                    f"{topic.partition('/')[2]} " * with_code + topics.names[topic].to(language),
                    links([topic]),
                )
                for topic in found
            ],
        }

    def coded(word: str) -> list[str]:
        return [f"{word}/{code}" for code in topics.codes(word)]

    first = group("follow.group_kinds", GENERAL)
    return [
        {**first, "feeds": [(words("follow.everything", language=language), links([])), *first["feeds"]]},
        group("follow.group_strands", coded("strand")),
        group("follow.group_areas", coded("area"), with_code=True),
        group("follow.group_practice_types", coded("practice-type")),
        group("follow.group_bodies", coded("body")),
    ]
