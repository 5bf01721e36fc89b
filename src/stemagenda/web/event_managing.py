"""For whoever organises an event: who comes, who came, and which organisations found each other."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.actors import names_of
from stemagenda.usecases.events.attending import Participants, mark_attendance, participants, participants_csv
from stemagenda.usecases.events.outcomes import OUTCOME_KINDS, record_outcome, withdraw_outcome
from stemagenda.usecases.events.reading import event_page
from stemagenda.usecases.network import network
from stemagenda.usecases.permissions import NotAllowed, can_manage_event
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.downloads import attached
from stemagenda.web.entering import clean, come_back, number_of, sign_in_first
from stemagenda.web.methods import READING, takes

#: Numbers of seats in one form that are read; there are no more seats.
MOST: int = 10_000


@takes(*READING, "POST")
def event_people(request: HttpRequest, code: str) -> HttpResponse:
    """Who is registered; once it has begun, who came."""
    if not actor_of(request).name:
        return come_back(request, "event_people", code=code)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        came = [number_of(item) for item in request.POST.getlist("came")[:MOST]]
        try:
            mark_attendance(code=code, came=came, actor=actor_of(request), now=now())
        except NotAllowed as refused:
            raise PermissionDenied from refused
        except Refused as refused:
            problems = refused.problems
        else:
            return HttpResponseRedirect(address("event", language=language_of(request), code=code))
    found = _participants(request, code)
    return show(
        request,
        "web/events/people.html",
        here="event_people",
        parts={"code": code},
        status=422 if problems else 200,
        found=found,
        event=found.event,
        problems=problems,
        file_address=address("event_people_file", language=language_of(request), code=code),
    )


@require_safe
def event_people_file(request: HttpRequest, code: str) -> HttpResponse:
    """The same list as a file."""
    if not actor_of(request).name:
        return sign_in_first(request, "event_people", code=code)
    content = participants_csv(found=_participants(request, code), language=language_of(request))
    response = attached(content, name=f"{code}.csv", kind="text/csv; charset=utf-8; header=present")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@takes(*READING, "POST")
def event_outcomes(request: HttpRequest, code: str) -> HttpResponse:
    """What came of an event, to note and to take back."""
    actor = actor_of(request)
    if not actor.name:
        return come_back(request, "event_outcomes", code=code)
    found = event_page(code=code, on=now().date())
    if found is None:
        raise Http404
    if not can_manage_event(actor, organiser=found.event.organiser):
        raise PermissionDenied
    problems: Sequence[Problem] = ()
    if request.method == "POST":
        try:
            _note(request, code)
        except Refused as refused:
            problems = refused.problems
        else:
            return HttpResponseRedirect(address("event_outcomes", language=language_of(request), code=code))
    actors, names = network(on=now().date()).actors, names_of()
    offered = sorted(
        ((item, names[item].to(language_of(request))) for item in actors), key=lambda item: item[1].lower()
    )
    return show(
        request,
        "web/events/outcomes.html",
        here="event_outcomes",
        parts={"code": code},
        status=422 if problems else 200,
        found=found,
        event=found.event,
        problems=problems,
        given=request.POST,
        offered=offered,
        kinds=OUTCOME_KINDS,
    )


def _note(request: HttpRequest, code: str) -> None:
    given, actor = request.POST, actor_of(request)
    if given.get("what") == "withdraw":
        withdraw_outcome(code=code, relation=clean(given.get("relation", ""), most=60), actor=actor, now=now())
        return
    record_outcome(
        code=code,
        one=clean(given.get("one", ""), most=60),
        other=clean(given.get("other", ""), most=60),
        kind=clean(given.get("kind", ""), most=40),
        note=clean(given.get("note", ""), most=2_001),
        actor=actor,
        now=now(),
    )


def _participants(request: HttpRequest, code: str) -> Participants:
    try:
        found = participants(code=code, actor=actor_of(request), now=now())
    except NotAllowed as refused:
        raise PermissionDenied from refused
    if found is None:
        raise Http404
    return found
