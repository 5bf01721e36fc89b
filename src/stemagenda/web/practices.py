"""Practices and publications: the list with its filters, one practice, files of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from stemagenda.core.practices.stated import unstated
from stemagenda.core.reports.practice_words import EVIDENCE_LEVEL_WORDS, EVIDENCE_MEANINGS, FACET_NAMES
from stemagenda.core.validation import Refused
from stemagenda.usecases.permissions import can_submit_practices
from stemagenda.usecases.practice_documents import DOCUMENT_FORMATS, practice_document, practices_in_document
from stemagenda.usecases.practice_files import FORMATS, practices_document, practices_file, practices_pieces
from stemagenda.usecases.practices import FACETS, PracticeQuery, Practices, practice_page, practices
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, show
from stemagenda.web.downloads import LONG, attached, streamed
from stemagenda.web.entering import clean
from stemagenda.web.faceted import FacetLinks, asked_of

_KINDS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def all_practices(request: HttpRequest) -> HttpResponse:
    """The list with its filters."""
    question = asked(request)
    found = _found(request, question)
    links = FacetLinks(
        request=request,
        question=question,
        page="practices",
        names={name: FACET_NAMES[name] for name in FACETS},
        label=lambda facet, value: found.label(facet=facet, value=value, language=question.language),
        opened=frozenset({"kind", "evidence", "target_group"}),
    )
    return show(
        request,
        "web/practices/list.html",
        here="practices",
        asked=question,
        found=found,
        names=found.labels["organisation"],
        may_submit=can_submit_practices(actor_of(request)),
        facets=links.facets(counts=found.counts, chosen=found.query.chosen),
        chosen=links.chosen(chosen=found.query.chosen),
        pages=links.pages(number=found.pages),
        rest=links.rest(),
        meanings=[(EVIDENCE_LEVEL_WORDS[code], said, code) for code, said in EVIDENCE_MEANINGS.items()],
        downloads=[
            (suffix, address("practices_file", language=question.language, query=links.travelling(), suffix=suffix))
            for suffix in (*DOCUMENT_FORMATS, *FORMATS)
        ],
    )


@require_safe
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """One practice."""
    question = asked(request)
    found = practice_page(code=code, on=question.on, language=question.language)
    if found is None:
        raise Http404
    return show(
        request,
        "web/practices/practice.html",
        here="practice",
        parts={"code": code},
        asked=question,
        found=found,
        practice=found.practice,
        unstated=unstated(practice=found.practice),
        downloads=[
            (
                suffix,
                address("practice_file", language=question.language, as_of=question.as_of, code=code, suffix=suffix),
            )
            for suffix in DOCUMENT_FORMATS
        ],
    )


@require_safe
def practice_download(request: HttpRequest, code: str, suffix: str) -> HttpResponse:
    """One practice as a document."""
    question = asked(request)
    content = None
    if suffix in DOCUMENT_FORMATS:
        content = practice_document(code=code, suffix=suffix, language=question.language, on=question.on)
    if content is None:
        raise Http404
    return attached(content, name=f"stem-{code}-{question.on.isoformat()}.{suffix}", kind=_KINDS[suffix])


@require_safe
def practices_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """What was found as a file."""
    question = asked(request)
    found = _found(request, question)
    if suffix == "json":
        return JsonResponse(
            practices_document(found=found, on=question.on), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    if suffix not in _KINDS:
        raise Http404
    if suffix == "csv" and len(found.found) > LONG:
        pieces = practices_pieces(found=found, language=question.language)
        return streamed(pieces, name=f"stem-practices-{question.on.isoformat()}.csv", kind=_KINDS[suffix])
    content = _written(request, question, found, suffix)
    return attached(content, name=f"stem-practices-{question.on.isoformat()}.{suffix}", kind=_KINDS[suffix])


def _written(request: HttpRequest, question: Asked, found: Practices, suffix: str) -> bytes:
    language, on = question.language, question.on
    if suffix not in DOCUMENT_FORMATS:
        return practices_file(found=found, suffix=suffix, language=language, on=on)
    items = [clean(code, most=60) for code in request.GET.getlist("item")[:100]]
    try:
        return practices_in_document(rows=found.found, chosen=items, suffix=suffix, language=language, on=on)
    except Refused as refused:
        raise BadRequest("practices.many") from refused


def _found(request: HttpRequest, question: Asked) -> Practices:
    try:
        return practices(
            query=PracticeQuery(**asked_of(request, facets=FACETS)), on=question.on, language=question.language
        )
    except Refused as refused:
        raise BadRequest("practices.filter") from refused
