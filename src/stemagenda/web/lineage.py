"""The page of one number's way back to its publication, and the kept files along it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stemagenda.core.period import Period, PeriodError
from stemagenda.usecases import lineage as use
from stemagenda.web.asking import asked, show
from stemagenda.web.downloads import attached


@require_safe
def lineage(request: HttpRequest, code: str, series: str, period: str) -> HttpResponse:
    """Where one number comes from."""
    question = asked(request)
    try:
        when = Period.parse(period)
    except PeriodError as error:
        raise Http404 from error
    found = use.lineage(indicator=code, series=series, period=when, on=question.on)
    if found is None:
        raise Http404
    parts = {"code": code, "series": series, "period": when.code}
    return show(request, "web/lineage.html", here="lineage", parts=parts, asked=question, found=found)


@require_safe
def kept_file(request: HttpRequest, digest: str) -> HttpResponse:
    """A kept file by its digest, byte for byte, also one that a newer file replaced."""
    found = use.kept_file(digest=digest, on=asked(request).on)
    if found is None:
        raise Http404
    name, content = found
    return attached(content, name=name, kind="application/octet-stream")
