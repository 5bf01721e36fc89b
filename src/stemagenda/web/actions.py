"""One action: its page, the form, the steps of its procedure, its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from stemagenda.core.actions.action import (
    PARTNER_ROLES,
    PILLARS,
    STAGES,
    STATUSES,
    Action,
    Wording,
)
from stemagenda.core.actions.quality import EVIDENCE_PARTS
from stemagenda.core.actions.workflow import NotPossible
from stemagenda.core.reports.action_words import (
    DOMAIN_WORDS,
    FIELD_WORDS,
    GROUP_WORDS,
    MET_WORDS,
    RECURRENCE_WORDS,
    RELATION_WORDS,
)
from stemagenda.core.validation import Problem, Refused
from stemagenda.core.versions import Clash
from stemagenda.usecases.actions import commenting
from stemagenda.usecases.actions.choices import choices
from stemagenda.usecases.actions.editing import create_action, save_action
from stemagenda.usecases.actions.reading import ActionPage, action_page, history_page
from stemagenda.usecases.actions.workflow import restore, take_step
from stemagenda.usecases.events.reading import action_events
from stemagenda.usecases.overlap import marks_of
from stemagenda.usecases.permissions import NotAllowed, can_draft_actions
from stemagenda.usecases.practices import action_practices
from stemagenda.usecases.records import Overtaken
from stemagenda.web.action_form import PARTS, lines_of, read, stage_years, typed
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.entering import clean, come_back, number_of, sign_in_first
from stemagenda.web.methods import READING, takes
from stemagenda.web.stored_words import Said
from stemagenda.web.unsaved import UNNAMED, keeps

NEW: Final = Action(code="", title=Wording(), strand="")


@require_safe
def action(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an action."""
    question = asked(request)
    found = action_page(code=code, on=question.on, actor=actor_of(request), is_today=not question.as_of)
    if found is None:
        raise Http404
    return _page(request, found)


def _page(request: HttpRequest, found: ActionPage, **more: Any) -> HttpResponse:
    return show(
        request,
        "web/actions/action.html",
        here="action",
        parts={"code": found.action.code},
        found=found,
        action=found.action,
        marks=marks_of(code=found.action.code),
        events=action_events(code=found.action.code, on=asked(request).on),
        practices=action_practices(codes=[found.action.code], on=asked(request).on, language=language_of(request)),
        merged=[name for name in request.GET.get("merged", "").split(",") if name in FIELD_WORDS],
        transitions=[item for item in found.agenda.transitions if item.code in found.action.transitions],
        **more,
    )


@takes(*READING, "POST")
def action_new(request: HttpRequest) -> HttpResponse:
    """Draft a new action."""
    actor = actor_of(request)
    if not actor.name:
        return come_back(request, "action_new")
    if not can_draft_actions(actor):
        raise PermissionDenied
    if request.method == "POST":
        return _create(request)
    kept = commenting.unsaved(kind="action", code=UNNAMED, actor=actor)
    if kept is not None and request.GET.get("kept") == "1":
        return _form(request, read(typed(kept.fields), before=NEW)[0], seen=0, kept=kept)
    # Who works for one entity drafts for it: without a lead only a coordinator could go on with the draft.
    own = next(iter(actor.entities)) if len(actor.entities) == 1 else ""
    return _form(request, replace(NEW, lead=own), seen=0, kept=kept)


def _create(request: HttpRequest) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    if request.POST.get("drop"):
        commenting.drop_unsaved(kind="action", code=UNNAMED, actor=actor)
        return HttpResponseRedirect(address("action_new", language=language))
    written, problems = read(request.POST, before=NEW)
    if not problems:
        try:
            stored = create_action(
                action=written, actor=actor, now=now(), note=clean(request.POST.get("note", ""), most=500)
            )
        except Refused as refused:
            problems = refused.problems
        else:
            commenting.drop_unsaved(kind="action", code=UNNAMED, actor=actor)
            return HttpResponseRedirect(address("action", language=language, code=stored.code))
    return _form(request, written, seen=0, problems=problems, status=422)


@takes(*READING, "POST")
def action_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change an action. What somebody else changed meanwhile is merged, or shown beside one's own."""
    actor = actor_of(request)
    if not actor.name:
        return come_back(request, "action_edit", code=code)
    found = action_page(code=code, on=now().date(), actor=actor)
    if found is None:
        raise Http404
    if found.work is None or not found.work.may_edit:
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, found)
    kept = commenting.unsaved(kind="action", code=code, actor=actor)
    if kept is not None and request.GET.get("kept") == "1":
        fields = typed(kept.fields)
        shown, _ = read(fields, before=found.action)
        was = (fields.get("status_was", ""), fields.get("reason_was", ""))
        return _form(request, shown, seen=kept.seen, was=was, kept=kept)
    return _form(request, found.action, seen=found.work.version.number, kept=kept)


def _save(request: HttpRequest, found: ActionPage) -> HttpResponse:
    code, language, actor = found.action.code, language_of(request), actor_of(request)
    seen = number_of(request.POST.get("seen", ""))
    written, problems = read(request.POST, before=found.action)
    if taken := [name for name in request.POST.getlist("take") if name in FIELD_WORDS and hasattr(written, name)]:
        # Where two people wrote the same field, the writer took what the other one stored.
        written = replace(written, **{name: getattr(found.action, name) for name in taken})
    was = tuple(request.POST.get(name, "").replace("\r\n", "\n") for name in ("status_was", "reason_was"))
    if (written.status, written.status_reason) != was:
        written = replace(written, status_on=now().date())
    if request.POST.get("drop"):
        commenting.drop_unsaved(kind="action", code=code, actor=actor)
        return HttpResponseRedirect(address("action_edit", language=language, code=code))
    if not problems:
        try:
            stored = save_action(
                action=written, seen=seen, actor=actor, now=now(), note=clean(request.POST.get("note", ""), most=500)
            )
        except NotAllowed as refused:
            raise PermissionDenied from refused
        except Overtaken as overtaken:
            return _conflict(request, written, overtaken)
        except Refused as refused:
            problems = refused.problems
        else:
            commenting.drop_unsaved(kind="action", code=code, actor=actor)
            merged = f"merged={','.join(stored.merged)}" if stored.merged else ""
            return HttpResponseRedirect(address("action", language=language, query=merged, code=code))
    return _form(request, written, seen=seen, problems=problems, was=was, status=422)


def _conflict(request: HttpRequest, written: Action, overtaken: Overtaken) -> HttpResponse:
    """Both versions of the clashing fields; the form below holds one's own, to be saved on top of the other."""
    return _form(
        request,
        written,
        seen=overtaken.current.number,
        status=409,
        clashed=overtaken.merged.clashes,
        was=(str(overtaken.current.body["status"]), str(overtaken.current.body["status_reason"])),
        other=overtaken.current,
    )


def _form(
    request: HttpRequest,
    shown: Action,
    *,
    seen: int,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
    clashed: Sequence[Clash] = (),
    was: tuple[str, ...] = (),
    **more: Any,
) -> HttpResponse:
    offered = choices()
    said = Said(offered=offered, language=language_of(request))
    return show(
        request,
        "web/actions/edit.html",
        here="action_edit" if shown.code else "action_new",
        parts={"code": shown.code} if shown.code else {},
        status=status,
        action=shown,
        seen=seen,
        problems=problems,
        offered=offered,
        unsaved_as=shown.code or UNNAMED,
        was=was or (shown.status, shown.status_reason),
        stage_years=stage_years(shown, offered.agenda),
        clashes=[
            (item.field, said.field(item.field, item.theirs), said.field(item.field, item.mine)) for item in clashed
        ],
        lines={part: tuple(lines_of(shown, part)) for part in PARTS if part not in {"quality", "stages"}},
        answers=_answers(shown, (*offered.criteria, *EVIDENCE_PARTS)),
        **_KNOWN,
        **more,
    )


#: What the form offers beside what is in the store.
_KNOWN: Final = {
    "pillars": PILLARS,
    "stages": STAGES,
    "statuses": STATUSES,
    "roles": PARTNER_ROLES,
    "domains": tuple(DOMAIN_WORDS),
    "groups": tuple(GROUP_WORDS),
    "recurrences": tuple(RECURRENCE_WORDS),
    "relation_kinds": tuple(RELATION_WORDS),
    "met_choices": tuple(MET_WORDS),
}


def _answers(shown: Action, criteria: tuple[str, ...]) -> list[tuple[str, str, str]]:
    given = {item.criterion: item for item in shown.quality}
    return [
        (code, given[code].met if code in given else "unknown", given[code].evidence if code in given else "")
        for code in criteria
    ]


action_unsaved = keeps("action")


@takes("POST")
def action_step(request: HttpRequest, code: str) -> HttpResponse:
    """Take a step of the procedure."""
    actor, language = actor_of(request), language_of(request)
    given = request.POST
    try:
        take_step(
            code=code,
            step=clean(given.get("step", ""), most=20),
            seen=number_of(given.get("seen", "")),
            reason=clean(given.get("reason", ""), most=2_001),
            actor=actor,
            now=now(),
        )
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except NotPossible as not_possible:
        return _again(request, code, ("state", not_possible.state))
    except Refused as refused:
        return _again(request, code, *(problem.place for problem in refused.problems), problems=refused.problems)
    return HttpResponseRedirect(address("action", language=language, code=code))


@takes("POST")
def action_comment(request: HttpRequest, code: str) -> HttpResponse:
    """Remark on an action, or take a remark back."""
    given = request.POST
    if not actor_of(request).name:
        return come_back(request, "action", code=code)
    try:
        if given.get("take_back"):
            commenting.take_back_comment(key=number_of(given["take_back"]), actor=actor_of(request), now=now())
        else:
            text = clean(given.get("text", ""), most=commenting.LONGEST_COMMENT + 1)
            commenting.add_comment(kind="action", code=code, text=text, actor=actor_of(request), now=now())
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except Refused:
        return _again(request, code, "comment")
    return HttpResponseRedirect(address("action", language=language_of(request), code=code) + "#opmerkingen")


def _again(request: HttpRequest, code: str, *wrong: Any, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    """The page once more, with what is wrong and what was typed."""
    found = action_page(code=code, on=now().date(), actor=actor_of(request))
    if found is None:
        raise Http404
    places = [item[0] if isinstance(item, tuple) else item for item in wrong]
    return _page(request, found, wrong=places, problems=problems, given=request.POST, status=422)


@takes(*READING, "POST")
def action_history(request: HttpRequest, code: str) -> HttpResponse:
    """Every version, two of them side by side, and the way back."""
    if not actor_of(request).name:
        return sign_in_first(request, "action_history", code=code)
    if request.method == "POST":
        return _restore(request, code)
    return _history(request, code)


def _history(request: HttpRequest, code: str, *, refused: tuple[Problem, ...] = ()) -> HttpResponse:
    first, second = (number_of(request.GET.get(name, "")) for name in ("first", "second"))
    found = history_page(code=code, first=first, second=second, actor=actor_of(request))
    if found is None:
        raise Http404
    said = Said(offered=choices(), language=language_of(request))
    return show(
        request,
        "web/actions/history.html",
        here="action_history",
        parts={"code": code},
        status=422 if refused else 200,
        found=found,
        refused=refused,
        shown=[
            (item.field, said.field(item.field, item.before), said.field(item.field, item.after))
            for item in found.differences
        ],
    )


def _restore(request: HttpRequest, code: str) -> HttpResponse:
    number, seen = (number_of(request.POST.get(name, "")) for name in ("number", "seen"))
    try:
        stored = restore(code=code, number=number, seen=seen, actor=actor_of(request), now=now())
    except NotAllowed as not_allowed:
        raise PermissionDenied from not_allowed
    except Overtaken as overtaken:
        changed = Problem(
            file="action",
            place="seen",
            message="the action was changed meanwhile",
            remedy="Read it again before you decide",
        )
        return _history(request, overtaken.current.code, refused=(changed,))
    except Refused as refused:
        return _history(request, code, refused=refused.problems)
    merged = f"merged={','.join(stored.merged)}" if stored.merged else ""
    return HttpResponseRedirect(address("action", language=language_of(request), query=merged, code=code))
