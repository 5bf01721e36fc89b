"""The policy timeline: the list with its filters, an entry, entries side by side, and files of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from stemagenda.core.actions.action import Wording
from stemagenda.core.reports.development_words import FACET_NAMES, FACET_WORDS
from stemagenda.core.validation import Refused
from stemagenda.usecases.permissions import can_edit_governance
from stemagenda.usecases.practices import action_practices
from stemagenda.usecases.timeline import (
    FACETS,
    Timeline,
    TimelineQuery,
    development_page,
    developments,
    timeline,
    years_of,
)
from stemagenda.usecases.timeline_files import timeline_document, timeline_file, timeline_pieces
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, show
from stemagenda.web.catalogue import words
from stemagenda.web.downloads import LONG, attached, streamed
from stemagenda.web.entering import clean
from stemagenda.web.faceted import FacetLinks, asked_of
from stemagenda.web.framing import pieces

#: More columns than this cannot be read side by side.
MOST_COMPARED: Final = 4
#: A list to choose from is no longer than this; the list with its filters leads to any other one.
MOST_OFFERED: Final = 200
_KINDS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def all_developments(request: HttpRequest) -> HttpResponse:
    """The list with its filters, and the years of those of which a stage is stated."""
    question = asked(request)
    found = _found(request, question)
    links = _links(request, found, question)
    staged = [row for row in found.rows if row.stages]
    return show(
        request,
        "web/timeline/list.html",
        here="timeline",
        asked=question,
        found=found,
        facets=links.facets(counts=found.counts, chosen=found.query.chosen),
        chosen=links.chosen(chosen=found.query.chosen),
        pages=links.pages(number=found.pages),
        rest=links.rest(),
        staged=staged,
        years=years_of(rows=staged),
        downloads=[
            (suffix, address("timeline_file", language=question.language, query=links.travelling(), suffix=suffix))
            for suffix in (*_KINDS, "json")
        ],
        most=MOST_COMPARED,
        pieces=pieces(
            request,
            here="timeline",
            language=question.language,
            parts={},
            title=words("timeline.title", language=question.language),
        ),
        may_edit=can_edit_governance(actor_of(request)),
    )


@require_safe
def development(request: HttpRequest, code: str) -> HttpResponse:
    """One entry."""
    question = asked(request)
    found = development_page(code=code, on=question.on)
    if found is None:
        raise Http404
    return show(
        request,
        "web/timeline/development.html",
        here="development",
        parts={"code": code},
        asked=question,
        found=found,
        entry=found.development,
        practices=action_practices(codes=found.development.actions, on=question.on, language=question.language),
        years=sorted(found.development.years, key=lambda item: item.year),
        may_edit=can_edit_governance(actor_of(request)),
    )


@require_safe
def compare_developments(request: HttpRequest) -> HttpResponse:
    """Up to four entries side by side."""
    question = asked(request)
    codes = [clean(code, most=60) for code in request.GET.getlist("item")[:MOST_COMPARED]]
    found = _found(request, question, bare=True)
    return show(
        request,
        "web/timeline/compare.html",
        here="timeline_compare",
        asked=question,
        entries=developments(codes=codes, on=question.on),
        names=found.names,
        offered=found.found[:MOST_OFFERED],
        taken=codes,
        most=MOST_COMPARED,
    )


@require_safe
def timeline_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """What was found as a file; of documents, the entries that were ticked."""
    question = asked(request)
    found = _found(request, question)
    if suffix == "json":
        return JsonResponse(
            timeline_document(found=found, on=question.on), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    if suffix not in _KINDS:
        raise Http404
    if suffix == "csv" and len(found.found) > LONG:
        pieces = timeline_pieces(found=found, language=question.language)
        return streamed(pieces, name=f"stem-timeline-{question.on.isoformat()}.csv", kind=_KINDS[suffix])
    items = [clean(code, most=60) for code in request.GET.getlist("item")[:100]]
    try:
        content = timeline_file(found=found, chosen=items, suffix=suffix, language=question.language, on=question.on)
    except Refused as refused:
        raise BadRequest("timeline.many") from refused
    return attached(content, name=f"stem-timeline-{question.on.isoformat()}.{suffix}", kind=_KINDS[suffix])


def _found(request: HttpRequest, question: Asked, *, bare: bool = False) -> Timeline:
    query = TimelineQuery() if bare else TimelineQuery(**asked_of(request, facets=FACETS))
    try:
        return timeline(query=query, on=question.on, language=question.language)
    except Refused as refused:
        raise BadRequest("timeline.filter") from refused


def _links(request: HttpRequest, found: Timeline, question: Asked) -> FacetLinks:
    def label(facet: str, value: str) -> str:
        if facet == "body":
            return found.names.get(value, Wording(nl=value)).to(question.language)
        return FACET_WORDS[facet][value].to(question.language)

    return FacetLinks(
        request=request,
        question=question,
        page="timeline",
        names=FACET_NAMES,
        label=label,
        opened=frozenset({"type", "stage", "body"}),
    )
