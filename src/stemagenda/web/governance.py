"""Governance as readers see it: the bodies, a body with its rhythm, a meeting, decisions, follow-up points, advice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.events.reading import body_events, meeting_events
from stemagenda.usecases.governance.calendars import calendar_of
from stemagenda.usecases.governance.editing import close_follow_up, reopen_follow_up
from stemagenda.usecases.governance.meetings import meeting_page
from stemagenda.usecases.governance.reading import Governance, governance, numbers, seated
from stemagenda.usecases.moments import marked_on
from stemagenda.usecases.permissions import NotAllowed, can_close_follow_up, can_edit_governance, can_read_work
from stemagenda.usecases.records import Overtaken
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, language_of, now, show
from stemagenda.web.entering import clean, come_back, number_of
from stemagenda.web.methods import READING, takes
from stemagenda.web.scheme import scheme

#: When there was nothing yet.
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


def _read(request: HttpRequest) -> tuple[Asked, Governance, dict[str, Any]]:
    """The governance as its reader may see it, and what every page of it knows."""
    question, actor = asked(request), actor_of(request)
    found = governance(on=question.on, actor=actor, is_today=not question.as_of)
    known = {
        "asked": question,
        "found": found,
        "may_edit": can_edit_governance(actor) and not question.as_of,
        "is_member": can_read_work(actor),
    }
    return question, found, known


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How the governance hangs together and what it does."""
    question, found, known = _read(request)
    drawing = scheme(bodies=[view.body for view in found.bodies], names=found.names, language=question.language)
    return show(request, "web/governance/governance.html", here="governance", scheme=drawing, **known)


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body."""
    question, found, known = _read(request)
    view = found.body(code)
    if view is None:
        raise Http404
    return show(
        request,
        "web/governance/body.html",
        here="body",
        parts={"code": code},
        view=view,
        back=[(other.body, link) for other in found.bodies for link in other.body.links if link.to == code],
        meetings=[item for item in found.meetings if item.body == code],
        decisions=[item for item in found.decisions if item.by == code],
        points=[item for item in found.follow_ups if item.owner == code],
        events=body_events(code=code, on=question.on),
        seated=seated(body=code, on=question.on, actor=actor_of(request)),
        **known,
    )


@require_safe
def body_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of a body as iCalendar: always as known today, because calendars ask again and again."""
    language = language_of(request)
    content = calendar_of(
        code=code,
        language=language,
        url=request.build_absolute_uri(),
        page=lambda meeting: request.build_absolute_uri(address("meeting", language=language, code=meeting)),
        on=now().date(),
        beginning=_BEGINNING,
    )
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}.ics"'
    return response


@require_safe
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """One meeting with what it was about and what came of it."""
    question, actor = asked(request), actor_of(request)
    found = meeting_page(code=code, on=question.on, actor=actor, is_today=not question.as_of)
    if found is None:
        raise Http404
    return show(
        request,
        "web/governance/meeting.html",
        here="meeting",
        parts={"code": code},
        asked=question,
        found=found,
        meeting=found.meeting,
        events=meeting_events(code=code, on=question.on),
        may_edit=can_edit_governance(actor) and not question.as_of,
        is_member=can_read_work(actor),
    )


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision, the newest first."""
    question, _, known = _read(request)
    marked = marked_on(kind="decision", on=question.on)
    return show(request, "web/governance/decisions.html", here="decisions", marked_on=marked, **known)


@require_safe
def advices(request: HttpRequest) -> HttpResponse:
    """Advice, recommendation by recommendation."""
    _, _, known = _read(request)
    return show(request, "web/governance/advices.html", here="advices", **known)


@takes(*READING, "POST")
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Follow-up points; their owners close them. What was refused is told above the list, and stays typed."""
    problems: tuple[Problem, ...] = ()
    other = None
    if request.method == "POST":
        if not actor_of(request).name:
            return come_back(request, "follow_ups")
        try:
            written = _close_or_reopen(request)
        except NotAllowed as refused:
            raise PermissionDenied from refused
        except Refused as refused:
            problems = refused.problems
        except Overtaken as overtaken:
            other = overtaken.current
        else:
            return HttpResponseRedirect(address("follow_ups", language=language_of(request)) + f"#{written}")
    question, found, known = _read(request)
    actor = actor_of(request)
    versions = {} if question.as_of else numbers(kind="follow-up")
    mine = {
        point.code: versions.get(point.code, 0)
        for point in found.follow_ups
        if not question.as_of and can_close_follow_up(actor, owner=point.owner)
    }
    return show(
        request,
        "web/governance/follow_ups.html",
        here="follow_ups",
        status=422 if problems else 409 if other else 200,
        problems=problems,
        other=other,
        given=request.POST,
        mine=mine,
        **known,
    )


def _close_or_reopen(request: HttpRequest) -> str:
    given, actor = request.POST, actor_of(request)
    code, seen = clean(given.get("code", ""), most=60), number_of(given.get("seen", ""))
    if given.get("what") == "reopen":
        return reopen_follow_up(code=code, seen=seen, actor=actor, now=now()).code
    note = given.get("note", "").replace("\x00", "")
    return close_follow_up(code=code, note=note, seen=seen, actor=actor, now=now()).code
