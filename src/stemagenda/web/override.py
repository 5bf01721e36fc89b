"""The form with which an editor sets a light by hand, or takes that back."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.validation import Refused
from stemagenda.usecases import indicators, lights
from stemagenda.usecases.permissions import can_override_lights
from stemagenda.usecases.views import SeriesView
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.methods import takes

#: What the form proposes as last day.
_USUAL_DAYS = 365


@takes("GET", "HEAD", "POST")
def override(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Show the form, set the light or take it back. Who is not signed in goes there first."""
    actor = actor_of(request)
    language = language_of(request)
    parts = {"code": code, "series": series}
    if not actor.name:
        wanted = address("override", language=language, **parts)
        return HttpResponseRedirect(address("sign_in", language=language, query=urlencode({"next": wanted})))
    if not can_override_lights(actor):
        raise PermissionDenied
    found = indicators.indicator_page(code=code, series=series, on=now().date())
    if found is None or found.shown.light is None:
        raise Http404
    if request.method != "POST":
        return _form(request, found.shown, parts)
    try:
        _save(request, code=code, series=series)
    except Refused as refused:
        return _form(request, found.shown, parts, problems=[problem.place for problem in refused.problems], status=422)
    return HttpResponseRedirect(address("series", language=language, **parts))


def _save(request: HttpRequest, *, code: str, series: str) -> None:
    given = request.POST
    if given.get("withdraw"):
        # Whatever is not a number is no override: said the same way as one that is gone.
        lights.withdraw_override(number=_number(given["withdraw"]), actor=actor_of(request), now=now())
        return
    lights.override_light(
        indicator=code,
        series=series,
        colour=given.get("colour", ""),
        reason=given.get("reason", "").replace("\x00", ""),
        expires=_day(given.get("expires", "")),
        actor=actor_of(request),
        now=now(),
        seen=_number(given.get("seen", "")),
    )


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.min  # refused as a day in the past, with the words for it


def _form(
    request: HttpRequest,
    view: SeriesView,
    parts: dict[str, str],
    *,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    question = asked(request)
    places = ("series", "colour", "reason", "expires", "seen")
    return show(
        request,
        "web/override.html",
        here="override",
        parts=parts,
        status=status,
        asked=question,
        view=view,
        colours=lights.COLOURS,
        wrong=problems or (),
        told=[f"override.problem.{place if place in places else 'gone'}" for place in problems or ()],
        given=request.POST,
        earliest=question.today + timedelta(days=1),
        latest=question.today + timedelta(days=lights.LONGEST_DAYS),
        usual=question.today + timedelta(days=_USUAL_DAYS),
        shortest=lights.SHORTEST_REASON,
        longest=lights.LONGEST_REASON,
    )
