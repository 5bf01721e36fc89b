"""Two records of one organisation brought together: a form for coordinators."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.actor_merging import Merging, merge_entities, merging
from stemagenda.usecases.permissions import NotAllowed
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import clean, come_back, number_of
from stemagenda.web.methods import READING, takes


@takes(*READING, "POST")
def actor_merge(request: HttpRequest, code: str) -> HttpResponse:
    """The form, and what comes of it: the page of the actor that goes on."""
    person = actor_of(request)
    if not person.name:
        return come_back(request, "actor_merge", code=code)
    try:
        found = merging(code=code, actor=person)
    except NotAllowed as refused:
        raise PermissionDenied from refused
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found)
    given = request.POST
    into = clean(given.get("into", ""), most=60)
    try:
        merge_entities(
            code=code,
            into=into,
            seen=number_of(given.get("seen", "")),
            reason=clean(given.get("reason", ""), most=2_001),
            actor=person,
            now=now(),
        )
    except Refused as refused:
        return _page(request, found, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("actor", language=language_of(request), code=into))


def _page(
    request: HttpRequest, found: Merging, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    return show(
        request,
        "web/network/merge.html",
        here="actor_merge",
        parts={"code": found.entity.code},
        status=status,
        entity=found.entity,
        seen=found.seen,
        others=found.others,
        given=request.POST,
        problems=problems,
    )
