"""The STEMhub for those who help: the queue with its filters, one question, the steps with it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.hub.request import LONGEST_ANSWER
from stemagenda.core.hub.workflow import OUTCOMES, NotPossible
from stemagenda.core.reports.hub_words import QUEUE_FACETS
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.hub.answering import Moved, Taken, Work, take_help_step, work
from stemagenda.usecases.hub.queueing import FACETS, QueueQuery, queue
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import NotAllowed, can_see_help
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.entering import clean, number_of, sign_in_first
from stemagenda.web.faceted import FacetLinks, asked_of
from stemagenda.web.hub import link_of
from stemagenda.web.methods import READING, takes


@takes(*READING)
def hub_queue(request: HttpRequest) -> HttpResponse:
    """The questions this reader may see."""
    actor = actor_of(request)
    if not actor.name:
        return sign_in_first(request, "hub_queue")
    if not can_see_help(actor):
        raise PermissionDenied
    question = asked(request)
    given = asked_of(request, facets=FACETS)
    try:
        found = queue(query=QueueQuery(chosen=given["chosen"], page=given["page"]), actor=actor, on=question.today)
    except Refused as refused:
        raise BadRequest("hub.filter") from refused
    links = FacetLinks(
        request=request,
        question=question,
        page="hub_queue",
        names=QUEUE_FACETS,
        label=lambda facet, value: found.label(facet=facet, value=value, language=question.language),
        opened=frozenset({"state"}),
    )
    return show(
        request,
        "web/hub/queue.html",
        here="hub_queue",
        asked=question,
        found=found,
        facets=links.facets(
            counts={name: counts for name, counts in found.facets.items() if counts}, chosen=given["chosen"]
        ),
        chosen=links.chosen(chosen=given["chosen"]),
        pages=links.pages(number=found.pages),
    )


@takes(*READING, "POST")
def hub_request(request: HttpRequest, code: str) -> HttpResponse:
    """One question with its way; a step taken with it."""
    if not actor_of(request).name:
        return sign_in_first(request, "hub_request", code=code)
    found = work(code=code, actor=actor_of(request), on=now().date())
    if found is None:
        raise Http404
    return _step(request, found) if request.method == "POST" else _page(request, found)


def _step(request: HttpRequest, found: Work) -> HttpResponse:
    given, code = request.POST, found.request.code
    taken = Taken(
        step=clean(given.get("step", ""), most=20),
        text=clean(given.get("text", "").replace("\r\n", "\n"), most=2 * LONGEST_ANSWER),
        entity=clean(given.get("entity", ""), most=60),
        outcome=clean(given.get("outcome", ""), most=20),
    )
    try:
        take_help_step(
            code=code,
            taken=taken,
            seen=number_of(given.get("seen", "")),
            link=link_of(request),
            actor=actor_of(request),
            now=now(),
        )
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except (Moved, NotPossible):
        return _again(request, found, taken, (_moved(),))
    except Refused as refused:
        return _again(request, found, taken, refused.problems)
    if work(code=code, actor=actor_of(request), on=now().date()) is None:  # handed back: no longer theirs to see
        return HttpResponseRedirect(address("hub_queue", language=language_of(request)))
    return HttpResponseRedirect(address("hub_request", language=language_of(request), code=code))


def _again(request: HttpRequest, before: Work, taken: Taken, problems: Sequence[Problem]) -> HttpResponse:
    """The page as it stands now, with what was typed."""
    found = work(code=before.request.code, actor=actor_of(request), on=now().date())
    return _page(request, found or before, taken=taken, problems=problems, status=422)


def _page(
    request: HttpRequest,
    found: Work,
    *,
    taken: Taken | None = None,
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    suggested = [
        item for group, items in found.suggestions.groups if group in {"infrastructure", "partner"} for item in items
    ]
    first = {item.code for item in suggested}
    return show(
        request,
        "web/hub/request.html",
        here="hub_request",
        parts={"code": found.request.code},
        status=status,
        found=found,
        agenda=the_agenda(),
        names=found.entities,
        problems=problems,
        taken=taken or Taken(step=""),
        suggested=suggested,
        others=sorted(
            ((code, title) for code, title in found.entities.items() if code not in first),
            key=lambda item: item[1].nl.casefold(),
        ),
        outcomes=OUTCOMES,
        longest=LONGEST_ANSWER,
    )


def _moved() -> Problem:
    return Problem(
        file="help-request",
        place="seen",
        message="somebody else changed this question meanwhile",
        remedy="Read it again before you go on; what you typed still stands below",
    )
