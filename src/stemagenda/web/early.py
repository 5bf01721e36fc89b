"""A release before its moment: for the people named for it; every look is kept."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases import publishing
from stemagenda.usecases.permissions import NotAllowed, can_import
from stemagenda.usecases.previews import problems_of
from stemagenda.usecases.withdrawing import LONGEST_REASON, withdraw_release
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import clean, sign_in_first
from stemagenda.web.methods import READING, takes


@takes(*READING, "POST")
def early(request: HttpRequest, source: str, release: str) -> HttpResponse:
    """The figures for a named reader; for an editor the list of readers and the form to name one."""
    actor = actor_of(request)
    if not actor.name:
        return sign_in_first(request, "early", source=source, release=release)
    if request.method == "POST":
        if not can_import(actor):
            raise PermissionDenied
        return (_withdrawn if "withdraw" in request.POST else _named)(request, source, release)
    return _page(request, source, release)


def _named(request: HttpRequest, source: str, release: str) -> HttpResponse:
    try:
        publishing.name_early_reader(
            source=source,
            code=release,
            person=clean(request.POST.get("person", ""), most=150),
            reason=clean(request.POST.get("reason", ""), most=publishing.LONGEST_REASON + 1),
            actor=actor_of(request),
            now=now(),
        )
    except Refused as refused:
        return _page(request, source, release, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("early", language=language_of(request), source=source, release=release))


def _withdrawn(request: HttpRequest, source: str, release: str) -> HttpResponse:
    try:
        withdraw_release(
            source=source,
            code=release,
            reason=clean(request.POST.get("reason", ""), most=LONGEST_REASON + 1),
            is_waiting=True,
            actor=actor_of(request),
            now=now(),
        )
    except Refused as refused:
        return _page(request, source, release, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("import", language=language_of(request)))


def _page(
    request: HttpRequest, source: str, release: str, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    try:
        found = publishing.early_page(source=source, code=release, actor=actor_of(request), now=now())
    except NotAllowed as refused:
        raise PermissionDenied from refused
    if found is None:
        raise Http404
    return show(
        request,
        "web/early.html",
        here="early",
        parts={"source": source, "release": release},
        status=status,
        found=found,
        problems=problems_of(problems),
        given=request.POST,
        shortest=publishing.SHORTEST_REASON,
        longest=publishing.LONGEST_REASON,
    )
