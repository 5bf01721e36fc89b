"""The texts that people write for a report, place by place."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.validation import Refused
from stemagenda.store.editions import editions
from stemagenda.store.passages import Spot
from stemagenda.usecases.permissions import can_build_reports, can_write_passages
from stemagenda.usecases.reports import passages
from stemagenda.usecases.reports.reading import WHOLE
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import clean, sign_in_first
from stemagenda.web.methods import READING, takes
from stemagenda.web.reports import or_damaged


@takes(*READING, "POST")
@or_damaged
def report_texts(request: HttpRequest, kind: str) -> HttpResponse:
    """Every place of a report with what the machine writes around it; coordinators and editors write here."""
    actor = actor_of(request)
    if kind not in WHOLE:
        raise Http404
    if not actor.name:
        return sign_in_first(request, "report_texts", kind=kind)
    if not (can_write_passages(actor) if request.method == "POST" else can_build_reports(actor)):
        raise PermissionDenied
    edition = clean(request.POST.get("edition", request.GET.get("editie", "")), most=60)
    if request.method != "POST":
        return _page(request, kind, edition)
    try:
        place = _written(request, kind, edition)
    except Refused as refused:
        return _page(request, kind, edition, status=422, problems=[asdict(item) for item in refused.problems])
    except passages.PassageOvertaken as overtaken:
        return _page(request, kind, edition, status=409, overtaken=overtaken)
    query = urlencode({name: value for name, value in (("editie", edition), ("plaats", place)) if value})
    there = address("report_texts", language=language_of(request), query=query, kind=kind)
    return HttpResponseRedirect(f"{there}#{place}" if place else there)


def _written(request: HttpRequest, kind: str, edition: str) -> str:
    """Do what the form asks; the place it was about."""
    given, actor = request.POST, actor_of(request)
    if given.get("what") == "adopt":
        passages.adopt_passages(kind=kind, edition=edition, actor=actor, now=now())
        return ""
    spot = Spot(kind=kind, edition=edition, place=clean(given.get("place", ""), most=80), language=language_of(request))
    seen = given.get("seen", "")
    passages.write_passage(
        spot=spot,
        text=given.get("text", ""),
        seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0,
        actor=actor,
        now=now(),
    )
    return spot.place


def _page(request: HttpRequest, kind: str, edition: str, *, status: int = 200, **values: Any) -> HttpResponse:
    language, actor = language_of(request), actor_of(request)
    try:
        found = passages.passages_page(kind=kind, edition=edition, language=language, actor=actor, now=now())
    except Refused as refused:
        raise Http404 from refused
    return show(
        request,
        "web/reports/texts.html",
        here="report_texts",
        parts={"kind": kind},
        status=status,
        found=found,
        kind=kind,
        edition=edition,
        editions=editions(),
        given=request.POST,
        longest=passages.LONGEST,
        opened=request.POST.get("place") or request.GET.get("plaats") or found.places[0].place,
        may_write=can_write_passages(actor) and not found.is_fixed,
        **values,
    )
