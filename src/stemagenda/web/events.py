"""Events: the list with its filters, one event, files of them, and calendars to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from stemagenda.core.events.event import door
from stemagenda.core.reports.event_words import FACET_NAMES
from stemagenda.core.validation import Refused
from stemagenda.usecases.events.attending import public_attendance
from stemagenda.usecases.events.files import FORMATS, events_document, events_file
from stemagenda.usecases.events.files import events_calendar as calendar_file
from stemagenda.usecases.events.reading import (
    FACETS,
    EventQuery,
    EventRow,
    Events,
    event_page,
    events,
    public_events,
)
from stemagenda.usecases.permissions import can_edit_governance, can_manage_event
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, language_of, now, show
from stemagenda.web.catalogue import words
from stemagenda.web.downloads import attached
from stemagenda.web.faceted import FacetLinks, asked_of

_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
_KINDS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def all_events(request: HttpRequest) -> HttpResponse:
    """The list with its filters: what comes, then what is over."""
    question = asked(request)
    found = _found(request, question)
    links = FacetLinks(
        request=request,
        question=question,
        page="events",
        names=FACET_NAMES,
        label=lambda facet, value: found.labels[facet][value].to(question.language),
        opened=frozenset({"when", "kind", "organiser"}),
    )
    return show(
        request,
        "web/events/list.html",
        here="events",
        asked=question,
        found=found,
        groups=_groups(found.rows),
        facets=links.facets(counts=found.counts, chosen=found.query.chosen),
        chosen=links.chosen(chosen=found.query.chosen),
        pages=links.pages(number=found.pages),
        rest=links.rest(),
        downloads=[
            (suffix, address("events_file", language=question.language, query=links.travelling(), suffix=suffix))
            for suffix in FORMATS
        ],
        file_address=address("events_calendar", language=question.language),
        may_edit=can_edit_governance(actor_of(request)) and not question.as_of,
    )


@require_safe
def event(request: HttpRequest, code: str) -> HttpResponse:
    """One event."""
    question = asked(request)
    found = event_page(code=code, on=question.on)
    if found is None:
        raise Http404
    return show(
        request,
        "web/events/event.html",
        here="event",
        parts={"code": code},
        asked=question,
        found=found,
        event=found.event,
        file_address=address("event_calendar", language=question.language, code=code),
        door="" if question.as_of else door(event=found.event, now=now(), taken=0),
        attendance=None if question.as_of else public_attendance(code=code),
        may_manage=can_manage_event(actor_of(request), organiser=found.event.organiser) and not question.as_of,
        may_edit=can_edit_governance(actor_of(request)) and not question.as_of,
    )


@require_safe
def events_download(request: HttpRequest, suffix: str) -> HttpResponse:
    """What was found as a file."""
    question = asked(request)
    found = _found(request, question)
    if suffix == "json":
        return JsonResponse(
            events_document(found=found, on=question.on), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    if suffix not in _KINDS:
        raise Http404
    content = events_file(found=found, suffix=suffix, language=question.language, on=question.on)
    return attached(content, name=f"stem-events-{question.on.isoformat()}.{suffix}", kind=_KINDS[suffix])


@require_safe
def events_calendar(request: HttpRequest) -> HttpResponse:
    """Every event as iCalendar: always as known today, because calendars ask again and again."""
    return _calendar(request, public_events(on=now().date()), name="events")


@require_safe
def event_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """One event as iCalendar, as known today."""
    rows = [row for row in public_events(on=now().date()) if row.code == code]
    if not rows:
        raise Http404
    return _calendar(request, rows, name=code)


def _calendar(request: HttpRequest, rows: Iterable[EventRow], *, name: str) -> HttpResponse:
    language = language_of(request)
    content = calendar_file(
        rows=rows,
        name=words("events.calendar_name", language=language),
        url=request.build_absolute_uri(),
        page=lambda code: request.build_absolute_uri(address("event", language=language, code=code)),
        beginning=_BEGINNING,
        language=language,
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _groups(rows: Iterable[EventRow]) -> list[tuple[str, list[EventRow]]]:
    """The rows of a page by what they are: to come or cancelled ahead, and over."""
    groups: dict[str, list[EventRow]] = {"upcoming": [], "past": []}
    for row in rows:
        groups["past" if row.when == "past" else "upcoming"].append(row)
    return list(groups.items())


def _found(request: HttpRequest, question: Asked) -> Events:
    query = EventQuery(**asked_of(request, facets=FACETS))
    try:
        return events(query=query, on=question.on, language=question.language)
    except Refused as refused:
        raise BadRequest("timeline.filter") from refused
