"""Governance: the bodies, a body with its rhythm, a meeting, advice."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stemagenda.usecases.governance.calendars import calendar_of
from stemagenda.usecases.governance.meetings import meeting_page
from stemagenda.usecases.governance.reading import governance
from stemagenda.usecases.permissions import can_edit_governance
from stemagenda.web.asking import actor_of, asked, language_of, now, show


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How the governance hangs together and what it does."""
    question, actor = asked(request), actor_of(request)
    found = governance(on=question.on, actor=actor, is_today=not question.as_of)
    return show(
        request,
        "web/governance/governance.html",
        here="governance",
        asked=question,
        found=found,
        may_edit=can_edit_governance(actor),
    )


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body."""
    question, actor = asked(request), actor_of(request)
    found = governance(on=question.on, actor=actor, is_today=not question.as_of)
    view = found.body(code)
    if view is None:
        raise Http404
    return show(
        request,
        "web/governance/body.html",
        here="body",
        parts={"code": code},
        asked=question,
        found=found,
        view=view,
        meetings=[item for item in found.meetings if item.body == code],
        decisions=[item for item in found.decisions if item.by == code],
        points=[item for item in found.follow_ups if item.owner == code],
        may_edit=can_edit_governance(actor),
    )


@require_safe
def body_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of a body as iCalendar."""
    content = calendar_of(code=code, language=language_of(request), host=request.get_host(), now=now())
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
        may_edit=can_edit_governance(actor),
    )


@require_safe
def advices(request: HttpRequest) -> HttpResponse:
    """Advice, recommendation by recommendation."""
    question = asked(request)
    found = governance(on=question.on, actor=actor_of(request), is_today=not question.as_of)
    return show(request, "web/governance/advices.html", here="advices", asked=question, found=found)
