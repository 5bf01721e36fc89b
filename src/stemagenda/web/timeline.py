"""The policy timeline: the list with its filters, an entry, entries side by side, and files of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from stemagenda.core.actions.action import Wording
from stemagenda.core.facets import NOT_STATED
from stemagenda.core.reports.development_words import FACET_NAMES, FACET_WORDS
from stemagenda.core.text import Language
from stemagenda.core.validation import Refused
from stemagenda.usecases.permissions import can_edit_governance
from stemagenda.usecases.timeline import (
    FACETS,
    Timeline,
    TimelineQuery,
    development_page,
    developments,
    timeline,
)
from stemagenda.usecases.timeline_files import timeline_document, timeline_file
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, show
from stemagenda.web.catalogue import words
from stemagenda.web.downloads import attached
from stemagenda.web.entering import clean

#: More columns than this cannot be read side by side.
MOST_COMPARED: Final = 4
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
    return show(
        request,
        "web/timeline/list.html",
        here="timeline",
        asked=question,
        found=found,
        facets=_facets(request, found, question),
        chosen=_chosen(request, found, question),
        pages=[(number, _link(request, question, page=str(number))) for number in range(1, found.pages + 1)],
        rest=[(name, value) for name in FACETS for value in request.GET.getlist(name)[:50]],
        staged=[row for row in found.found if row.stages],
        downloads=[
            (suffix, address("timeline_file", language=question.language, query=_query(request), suffix=suffix))
            for suffix in (*_KINDS, "json")
        ],
        most=MOST_COMPARED,
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
        offered=found.found,
        taken=codes,
        most=MOST_COMPARED,
    )


@require_safe
def timeline_download(request: HttpRequest, suffix: str) -> HttpResponse:
    """What was found as a file; of documents, the entries that were ticked."""
    question = asked(request)
    found = _found(request, question)
    if suffix == "json":
        return JsonResponse(
            timeline_document(found=found, on=question.on), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    if suffix not in _KINDS:
        raise Http404
    items = [clean(code, most=60) for code in request.GET.getlist("item")[:100]]
    try:
        content = timeline_file(found=found, chosen=items, suffix=suffix, language=question.language, on=question.on)
    except Refused as refused:
        raise BadRequest("timeline.many") from refused
    return attached(content, name=f"stem-timeline-{question.on.isoformat()}.{suffix}", kind=_KINDS[suffix])


def _found(request: HttpRequest, question: Asked, *, bare: bool = False) -> Timeline:
    given = request.GET
    page = given.get("page", "1")
    query = TimelineQuery()
    if not bare:
        query = TimelineQuery(
            words=clean(given.get("q", ""), most=200),
            chosen={name: tuple(given.getlist(name)[:50]) for name in FACETS if given.get(name)},
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )
    try:
        return timeline(query=query, on=question.on, language=question.language)
    except Refused as refused:
        raise BadRequest("timeline.filter") from refused


def _facets(request: HttpRequest, found: Timeline, question: Asked) -> list[Mapping[str, Any]]:
    """Every filter with its values in words, most frequent first, what is not stated last."""
    shown: list[Mapping[str, Any]] = []
    for name, counts in found.counts.items():
        chosen = found.query.chosen.get(name, ())
        ordered = sorted(counts, key=lambda value: (value == NOT_STATED, -counts[value], value))
        shown.append(
            {
                "name": FACET_NAMES[name].to(question.language),
                "open": bool(chosen) or name in {"type", "stage", "body"},
                "values": [
                    {
                        "label": _label(name, value, found, question.language),
                        "count": counts[value],
                        "is_chosen": value in chosen,
                        "url": _toggled(request, question, name, value),
                    }
                    for value in ordered
                ],
            }
        )
    return shown


def _chosen(request: HttpRequest, found: Timeline, question: Asked) -> list[tuple[str, str, str]]:
    """What was chosen, each with the address without it."""
    return [
        (
            FACET_NAMES[name].to(question.language),
            _label(name, value, found, question.language),
            _toggled(request, question, name, value),
        )
        for name, values in found.query.chosen.items()
        for value in values
    ]


def _label(name: str, value: str, found: Timeline, language: Language) -> str:
    if value == NOT_STATED:
        return words("timeline.not_stated", language=language)
    if name == "body":
        return found.names.get(value, Wording(nl=value)).to(language)
    return FACET_WORDS[name][value].to(language)


def _toggled(request: HttpRequest, question: Asked, name: str, value: str) -> str:
    query = request.GET.copy()
    for travelling in ("page", "as_of", "item"):
        query.pop(travelling, None)
    values = query.getlist(name)
    query.setlist(name, [item for item in values if item != value] if value in values else [*values, value])
    return address("timeline", language=question.language, as_of=question.as_of, query=query.urlencode())


def _link(request: HttpRequest, question: Asked, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("as_of", None)
    for name, value in changed.items():
        query[name] = value
    return address("timeline", language=question.language, as_of=question.as_of, query=query.urlencode())


def _query(request: HttpRequest) -> str:
    """The filters, words and day of a request as they travel to a file of the same."""
    kept = [(name, value) for name in (*FACETS, "q", "as_of") for value in request.GET.getlist(name)[:50]]
    return urlencode(kept)
