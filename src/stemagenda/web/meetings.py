"""What coordinators keep: meetings with their agenda, decisions, follow-up points."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.meeting import AgendaItem, Decision, FollowUp, Meeting
from stemagenda.core.reports.governance_words import MEETING_WORDS
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.governance import editing
from stemagenda.usecases.governance.reading import governance, number_of
from stemagenda.usecases.permissions import NotAllowed, can_close_follow_up, can_edit_governance
from stemagenda.usecases.records import Overtaken
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.entering import clean, sign_in_first
from stemagenda.web.methods import READING, takes

MOST_POINTS: Final = 60
SPARE_POINTS: Final = 3
_CODES: Final = re.compile(r"[,;\n]+")


@takes(*READING, "POST")
def meeting_edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Enter a meeting or change it."""
    actor, language = actor_of(request), language_of(request)
    here, parts = ("meeting_edit", {"code": code}) if code else ("meeting_new", {})
    if not actor.name:
        return sign_in_first(request, here, **parts)
    if not can_edit_governance(actor):
        raise PermissionDenied
    found = governance(on=now().date(), actor=actor)
    shown = next((item for item in found.meetings if item.code == code), None)
    if code and shown is None:
        raise Http404
    problems: tuple[Problem, ...] = ()
    overtaken = False
    if request.method == "POST":
        shown = _meeting(request.POST, code=code, before=shown)
        try:
            editing.save(record=shown, seen=_number(request.POST.get("seen", "")), actor=actor, now=now())
        except Refused as refused:
            problems = refused.problems
        except Overtaken:
            overtaken = True
        else:
            return HttpResponseRedirect(address("meeting", language=language, code=shown.code))
    return show(
        request,
        "web/governance/meeting_edit.html",
        here=here,
        parts=parts,
        status=422 if problems else 409 if overtaken else 200,
        found=found,
        meeting=shown,
        items=[*(shown.items if shown else ()), *([None] * SPARE_POINTS)],
        seen=number_of(kind="meeting", code=code) if code else 0,
        problems=problems,
        overtaken=overtaken,
        meeting_kinds=tuple(MEETING_WORDS),
    )


def _meeting(given: QueryDict, *, code: str, before: Meeting | None) -> Meeting:
    body = clean(given.get("body", ""), most=60)
    on = _day(given.get("on", "")) or date.min
    columns = [given.getlist(f"item.{name}")[:MOST_POINTS] for name in ("title", "objectives", "actions", "indicators")]
    rows = [tuple(clean(cell, most=2_000) for cell in row) for row in zip(*columns, strict=False)]
    kind = given.get("kind", "")
    return Meeting(
        code=code or f"{body}-{on.isoformat()}",
        body=body,
        on=on,
        title=Wording(nl=clean(given.get("title", ""), most=301), en=clean(given.get("title_en", ""), most=301)),
        kind=kind if kind in {"meeting", "written-procedure", "event"} else "meeting",  # type: ignore[arg-type]
        place=clean(given.get("place", ""), most=200),
        items=tuple(
            AgendaItem(
                number=number,
                title=row[0],
                objectives=_codes(row[1]),
                actions=_codes(row[2]),
                indicators=_codes(row[3]),
            )
            for number, row in enumerate((row for row in rows if any(row)), 1)
        ),
        documents=before.documents if before else (),
        minutes=given.get("minutes", "").replace("\x00", "").strip(),
        minutes_public=given.get("minutes_public") == "1",
        cancelled=given.get("cancelled") == "1",
        source=before.source if before else "",
    )


@takes(*READING, "POST")
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision; coordinators add one, which may open an action."""
    return _listed(request, here="decisions", write=_decide)


def _decide(request: HttpRequest) -> None:
    given = request.POST
    meeting = clean(given.get("meeting", ""), most=60)
    on = _day(given.get("on", "")) or date.min
    effect = given.get("effect", "")
    decision = Decision(
        code=f"{meeting or 'beslissing'}-{on.isoformat()}-{now():%H%M%S}",
        on=on,
        text=Wording(nl=clean(given.get("text", ""), most=2_000)),
        by=clean(given.get("by", ""), most=60),
        meeting=meeting,
        effect=effect if effect in _EFFECTS else "none",  # type: ignore[arg-type]
        actions=_codes(given.get("actions", "")),
        objectives=_codes(given.get("objectives", "")),
    )
    opens = clean(given.get("opens", ""), most=300)
    strand = clean(given.get("strand", ""), most=60)
    editing.decide(decision=decision, opens=opens, strand=strand, actor=actor_of(request), now=now())


_EFFECTS: Final = ("none", "opens-action", "changes-action", "stops-action", "changes-body", "adopts-report")


@takes(*READING, "POST")
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Follow-up points; coordinators open them, owners close them."""
    return _listed(request, here="follow_ups", write=_follow_up)


def _follow_up(request: HttpRequest) -> None:
    given, actor = request.POST, actor_of(request)
    code, seen = clean(given.get("code", ""), most=60), _number(given.get("seen", ""))
    match given.get("what"):
        case "close":
            note = clean(given.get("note", ""), most=2_000)
            editing.close_follow_up(code=code, note=note, seen=seen, actor=actor, now=now())
        case "reopen":
            editing.reopen_follow_up(code=code, seen=seen, actor=actor, now=now())
        case _:
            point = FollowUp(
                code=f"punt-{now():%Y%m%d-%H%M%S}",
                title=Wording(nl=clean(given.get("title", ""), most=301)),
                owner=clean(given.get("owner", ""), most=60),
                opened=now().date(),
                due=_day(given.get("due", "")),
                meeting=clean(given.get("meeting", ""), most=60),
                actions=_codes(given.get("actions", "")),
            )
            editing.save(record=point, seen=0, actor=actor, now=now())


def _listed(request: HttpRequest, *, here: str, write: Callable[[HttpRequest], None]) -> HttpResponse:
    """A list with its forms: what was refused is told above it, and stays typed."""
    question, actor = asked(request), actor_of(request)
    problems: tuple[Problem, ...] = ()
    overtaken = False
    if request.method == "POST":
        if not actor.name:
            return sign_in_first(request, here)
        try:
            write(request)
        except NotAllowed as refused:
            raise PermissionDenied from refused
        except Refused as refused:
            problems = refused.problems
        except Overtaken:
            overtaken = True
        else:
            return HttpResponseRedirect(address(here, language=question.language))
    found = governance(on=question.on, actor=actor, is_today=not question.as_of)
    mine: dict[str, Any] = {
        point.code: number_of(kind="follow-up", code=point.code)
        for point in found.follow_ups
        if here == "follow_ups" and can_close_follow_up(actor, owner=point.owner)
    }
    return show(
        request,
        f"web/governance/{here}.html",
        here=here,
        asked=question,
        status=422 if problems else 409 if overtaken else 200,
        found=found,
        problems=problems,
        overtaken=overtaken,
        given=request.POST,
        mine=mine,
        effects=_EFFECTS,
        may_edit=can_edit_governance(actor),
    )


def _codes(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip()[:60] for part in _CODES.split(written)[:60] if part.strip()))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
