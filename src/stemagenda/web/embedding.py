"""Pieces for other sites: a light, a chart, the years of the policy timeline.

These pages alone may stand in a frame of somebody else. They run no script, take no form and set no cookie.
"""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from stemagenda.core.validation import Refused
from stemagenda.usecases.indicators import indicator_page
from stemagenda.usecases.timeline import FACETS, TimelineQuery, timeline
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, asked
from stemagenda.web.charts import drawn_chart
from stemagenda.web.entering import clean
from stemagenda.web.faceted import asked_of
from stemagenda.web.framing import filters_of
from stemagenda.web.middleware.headers import EMBED_POLICY

#: Any other choice of colours is that of the reader's own system.
_THEMES: Final = ("light", "dark")


@require_safe
@xframe_options_exempt
def embed_light(request: HttpRequest, code: str) -> HttpResponse:
    """The light of an indicator with its verdict and its last figure."""
    return _of_indicator(request, code, template="web/embed/light.html", with_chart=False)


@require_safe
@xframe_options_exempt
def embed_chart(request: HttpRequest, code: str) -> HttpResponse:
    """The chart of an indicator with its light."""
    return _of_indicator(request, code, template="web/embed/chart.html", with_chart=True)


@require_safe
@xframe_options_exempt
def embed_timeline(request: HttpRequest) -> HttpResponse:
    """The stage of policy developments in each year, with the filters of the timeline."""
    question = asked(request)
    try:
        query = TimelineQuery(**asked_of(request, facets=FACETS))
        found = timeline(query=query, on=question.on, language=question.language)
    except Refused as refused:
        raise BadRequest("timeline.filter") from refused
    page = address("timeline", language=question.language, as_of=question.as_of, query=filters_of(request))
    staged = [row for row in found.found if row.stages]
    return _shown(request, "web/embed/timeline.html", question, page=page, found=found, staged=staged)


def _of_indicator(request: HttpRequest, code: str, *, template: str, with_chart: bool) -> HttpResponse:
    question = asked(request)
    series = clean(request.GET.get("series", ""), most=80)
    found = indicator_page(code=code, series=series or None, on=question.on)
    if found is None:
        raise Http404
    parts = {"code": code, **({"series": series} if series else {})}
    page = address("series" if series else "indicator", language=question.language, as_of=question.as_of, **parts)
    has_chart = with_chart and bool(found.shown.standing.points)
    chart = drawn_chart(page=found, language=question.language, on=question.on) if has_chart else None
    return _shown(request, template, question, page=page, found=found, chart=chart)


def _shown(request: HttpRequest, template: str, question: Asked, *, page: str, **values: Any) -> HttpResponse:
    theme = request.GET.get("colours", "")
    response = render(
        request,
        template,
        {
            **values,
            "asked": question,
            "language": question.language,
            "page_address": request.build_absolute_uri(page),
            "theme": theme if theme in _THEMES else "",
        },
    )
    response.headers["Content-Security-Policy"] = EMBED_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
