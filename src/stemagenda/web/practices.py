"""Practices and publications: the list with its filters, one practice, files of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from stemagenda.core.practices.practice import Practice
from stemagenda.core.reports.practice_words import EVIDENCE_LEVEL_WORDS, EVIDENCE_MEANINGS, FACET_NAMES
from stemagenda.core.validation import Refused
from stemagenda.usecases.permissions import can_submit_practices
from stemagenda.usecases.practice_files import FORMATS, practices_document, practices_file
from stemagenda.usecases.practices import FACETS, PracticeQuery, Practices, practice_page, practices
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, show
from stemagenda.web.downloads import attached
from stemagenda.web.faceted import FacetLinks, asked_of

_KINDS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: What a practice's page names as not stated, in the order of the page.
_STATED: Final = (
    "description",
    "evaluation",
    "results",
    "funding",
    "cost",
    "evidence",
    "reach",
    "levels",
    "target_groups",
    "gender",
    "transitions",
    "objectives",
    "organisations",
    "starts",
    "links",
    "pictures",
    "contact",
)
#: A publication is read: it has no reach, cost or effect of its own.
_OF_PUBLICATIONS: Final = ("description", "target_groups", "objectives", "organisations", "published", "links")


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
            for suffix in FORMATS
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
        unstated=unstated(found.practice),
    )


@require_safe
def practices_download(request: HttpRequest, suffix: str) -> HttpResponse:
    """What was found as a file."""
    question = asked(request)
    found = _found(request, question)
    if suffix == "json":
        return JsonResponse(
            practices_document(found=found, on=question.on), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    if suffix not in _KINDS:
        raise Http404
    content = practices_file(found=found, suffix=suffix, language=question.language, on=question.on)
    return attached(content, name=f"stem-practices-{question.on.isoformat()}.{suffix}", kind=_KINDS[suffix])


def unstated(practice: Practice) -> list[str]:
    """The fields of which nothing is stated."""
    asked_for = _OF_PUBLICATIONS if practice.kind == "publication" else _STATED
    stated = {name: getattr(practice, name) for name in asked_for}
    return [name for name, value in stated.items() if not getattr(value, "nl", value)]


def _found(request: HttpRequest, question: Asked) -> Practices:
    try:
        return practices(
            query=PracticeQuery(**asked_of(request, facets=FACETS)), on=question.on, language=question.language
        )
    except Refused as refused:
        raise BadRequest("practices.filter") from refused
