"""STEM academies by municipality: which ones a published list names, and which it does not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from stemagenda.core.practices.academy import LIST
from stemagenda.core.regions import REGIONS
from stemagenda.usecases.academies import (
    COUNTED,
    FORMATS,
    PUBLISHER_PAGE,
    academies,
    academies_document,
    academies_file,
)
from stemagenda.usecases.academy_file import COLUMNS, REQUIRED
from stemagenda.usecases.practices import practice_row
from stemagenda.web.addresses import address
from stemagenda.web.asking import asked, show
from stemagenda.web.downloads import attached


@require_safe
def academies_page(request: HttpRequest) -> HttpResponse:
    """The coverage by province, or what is missing and how it is loaded."""
    question = asked(request)
    found = academies(on=question.on)
    return show(
        request,
        "web/practices/academies.html",
        here="academies",
        asked=question,
        found=found,
        provinces=[(REGIONS[item.province], item) for item in found.provinces],
        counted=[(item, [(REGIONS[province], number) for province, number in item.provinces]) for item in COUNTED],
        practice=practice_row(code=LIST, on=question.on, language=question.language),
        publisher_page=PUBLISHER_PAGE,
        columns=[(name, name in REQUIRED) for name in COLUMNS],
        downloads=[
            (suffix, address("academies_file", language=question.language, as_of=question.as_of, suffix=suffix))
            for suffix in FORMATS
        ],
    )


@require_safe
def academies_download(request: HttpRequest, suffix: str) -> HttpResponse:
    """The coverage as data."""
    question = asked(request)
    found = academies(on=question.on)
    if suffix == "json":
        return JsonResponse(
            academies_document(found=found, on=question.on), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    if suffix != "csv" or found.listed is None:
        raise Http404
    content = academies_file(found=found, language=question.language)
    name = f"stem-academies-{question.on.isoformat()}.csv"
    return attached(content, name=name, kind="text/csv; charset=utf-8; header=present")
