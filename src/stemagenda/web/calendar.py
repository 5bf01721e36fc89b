"""What comes, what is late, what grows stale: as a page, as a calendar to subscribe to, and new releases as a feed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stemagenda.core.text import Language, format_number
from stemagenda.outputs.atom import writer as atom_writer
from stemagenda.outputs.feeds import Entry, Feed, identity
from stemagenda.outputs.ics import writer as ics_writer
from stemagenda.outputs.ics.writer import Event
from stemagenda.store.releases import StoredRelease
from stemagenda.usecases import vitality
from stemagenda.usecases.sources import source_title
from stemagenda.usecases.vitality import Coming
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, asked, show
from stemagenda.web.catalogue import words
from stemagenda.web.templatetags.page import day

#: When there was nothing yet.
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
#: Why a release came in the place of another one: the key of the sentence.
_KINDS: Final = {
    "update": "calendar.feed_update",
    "revision": "calendar.feed_revision",
    "correction": "calendar.feed_correction",
    "withdrawal": "calendar.feed_withdrawal",
}


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The page."""
    question = asked(request)
    return show(
        request,
        "web/calendar.html",
        here="calendar",
        asked=question,
        found=vitality.calendar(on=question.on, today=question.today),
        # Always those of today: a subscription to a day in the past would never change.
        file_address=address("calendar_file", language=question.language),
        feed_address=address("feed", language=question.language),
    )


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """What comes, for calendar programs."""
    question = asked(request)
    language = question.language
    found = vitality.calendar(on=question.on, today=question.today)
    content = ics_writer.write(
        events=[_event(item, request, question) for item in found.coming],
        name=words("calendar.file_title", language=language),
        about=words("calendar.file_about", language=language),
        url=request.build_absolute_uri(),
        stamp=vitality.latest_change() or _BEGINNING,
        language=language,
    )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The releases that were taken in last, for news readers."""
    question = asked(request)
    language = question.language
    found = vitality.feed(on=question.on)
    content = atom_writer.write(
        feed=Feed(
            key=("releases", language),
            title=words("calendar.feed_title", language=language),
            about=words("calendar.feed_about", language=language),
            language=language,
            own=request.build_absolute_uri(),
            page=request.build_absolute_uri(address("sources", language=language)),
            updated=found[0].recorded_at if found else _BEGINNING,
        ),
        entries=[_entry(item, request, language) for item in found],
    )
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _event(item: Coming, request: HttpRequest, question: Asked) -> Event:
    language = question.language
    source = item.source.title.to(language)
    page = address("source", language=language, as_of=question.as_of, source=item.source.name)
    if item.kind == "waiting":
        title, about = item.title, words("calendar.event_waiting_about", language=language, source=source)
    elif item.kind == "announced":
        title = words("calendar.event_announced", language=language, source=source)
        about = words("calendar.event_announced_about", language=language, publisher=item.source.publisher)
    else:
        title = words("calendar.event_derived", language=language, source=source)
        about = words("calendar.event_derived_about", language=language, publisher=item.source.publisher)
    return Event(
        uid=f"{identity(*item.key).removeprefix('urn:uuid:')}@stemagenda",
        first=item.span.first,
        last=item.span.last,
        title=title,
        about=about,
        url=request.build_absolute_uri(page),
        is_tentative=not item.is_announced,
        moment=item.moment,
        language=item.language,
    )


def _entry(item: StoredRelease, request: HttpRequest, language: Language) -> Entry:
    heading = item.heading
    where = address("release", language=language, source=heading.source, release=heading.code)
    return Entry(
        key=("release", language, heading.source, heading.code, item.digest),
        title=heading.title,
        language=heading.language,
        author=heading.publisher,
        updated=item.recorded_at,
        url=request.build_absolute_uri(where),
        summary=_summary(item, language),
    )


def _summary(item: StoredRelease, language: Language) -> str:
    """How many figures of which source, and why it came where it took another's place."""
    title = source_title(item.heading.source)
    key = "calendar.feed_figures_one" if item.observations == 1 else "calendar.feed_figures_many"
    said = words(
        key,  # singular and plural take the same parts
        language=language,
        count=format_number(item.observations, language=language, decimals=0),
        source=title.to(language) if title else item.heading.source,
        day=day({"language": language}, item.heading.published, item.heading.precision),
    )
    why = [words(_KINDS[item.kind], language=language)] if item.kind in _KINDS else []
    return " ".join([said, *why, *([item.reason] if item.reason else [])])
