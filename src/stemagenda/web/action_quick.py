"""The stand of one action in a small form: status, this year's stage and note. Public at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from stemagenda.core.actions.action import STAGES, STATUSES, Action, ProgressNote, YearStage
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.actions.choices import choices
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.actions.reading import ActionPage, action_page
from stemagenda.usecases.permissions import NotAllowed
from stemagenda.usecases.records import Overtaken
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import clean, come_back, number_of
from stemagenda.web.methods import READING, takes
from stemagenda.web.signin import is_own_address
from stemagenda.web.stored_words import Said


@takes(*READING, "POST")
def action_quick(request: HttpRequest, code: str) -> HttpResponse:
    """The form, and its answer; back to where the reader came from."""
    actor = actor_of(request)
    if not actor.name:
        return come_back(request, "action_quick", code=code)
    found = action_page(code=code, on=now().date(), actor=actor)
    if found is None:
        raise Http404
    if found.work is None or not found.work.may_edit:
        raise PermissionDenied
    year = number_of(request.POST.get("year") or request.GET.get("year", "")) or now().year
    if year not in found.years:
        year = min(max(now().year, found.years[0]), found.years[-1])
    if request.method == "POST":
        return _save(request, found, year)
    stand = _stand(found.action, year)
    return _form(request, found, year=year, given=stand, was=stand, seen=found.work.version.number)


def _save(request: HttpRequest, found: ActionPage, year: int) -> HttpResponse:
    stand, was = (_typed(request.POST, suffix) for suffix in ("", "_was"))
    now_is, seen = _stand(found.action, year), number_of(request.POST.get("seen", ""))
    touched = {name for name in stand if stand[name] != was[name]}
    if found.work is not None and all(was[name] == now_is[name] for name in touched):
        # Nobody else wrote what was written here: it goes on top of what there is by now.
        seen = found.work.version.number
    meant = {name: stand[name] if name in touched else now_is[name] for name in stand}
    problems: tuple[Problem, ...]
    try:
        if stand["status"] not in STATUSES:
            raise Refused([_NO_STATUS])
        save_action(action=_written(found.action, year, meant), seen=seen, actor=actor_of(request), now=now())
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except Overtaken as overtaken:
        said = Said(offered=choices(), language=language_of(request))
        clashed = [
            (item.field, said.field(item.field, item.theirs), said.field(item.field, item.mine))
            for item in overtaken.merged.clashes
        ]
        seen = overtaken.current.number
        more = {"clashes": clashed, "other": overtaken.current, "status": 409}
        return _form(request, found, year=year, given=stand, was=now_is, seen=seen, **more)
    except Refused as refused:
        problems = refused.problems
    else:
        return HttpResponseRedirect(_back(request, found.action.code))
    return _form(request, found, year=year, given=stand, was=was, seen=seen, problems=problems, status=422)


_NO_STATUS: Final = Problem(file="action", place="status", message="is none we know", remedy="Choose one from the list")


def _typed(given: QueryDict, suffix: str) -> dict[str, str]:
    names = ("status", "status_reason", "stage", "note")
    return {name: clean(given.get(name + suffix, ""), most=5_001).replace("\r\n", "\n") for name in names}


def _stand(action: Action, year: int) -> dict[str, str]:
    """What the form shows: how the action stands in a year."""
    return {
        "status": action.status,
        "status_reason": action.status_reason,
        "stage": next((item.stage for item in action.stages if item.year == year), ""),
        "note": next((item.text for item in action.notes if item.year == year), ""),
    }


def _written(action: Action, year: int, meant: dict[str, str]) -> Action:
    stages = [item for item in action.stages if item.year != year]
    if meant["stage"] in STAGES:
        stages.append(YearStage(year=year, stage=meant["stage"]))
    notes = [item for item in action.notes if item.year != year]
    if meant["note"]:
        notes.append(ProgressNote(year=year, text=meant["note"]))
    written = replace(
        action,
        stages=tuple(sorted(stages, key=lambda item: item.year)),
        notes=tuple(sorted(notes, key=lambda item: item.year)),
    )
    if (meant["status"], meant["status_reason"]) == (action.status, action.status_reason):
        return written
    status: Any = meant["status"]
    return replace(written, status=status, status_reason=meant["status_reason"], status_on=now().date())


def _back(request: HttpRequest, code: str) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    own = address("action", language=language_of(request), code=code)
    return f"{wanted}#{code}" if is_own_address(wanted) and wanted != own else own


def _form(
    request: HttpRequest,
    found: ActionPage,
    *,
    year: int,
    given: dict[str, str],
    was: dict[str, str],
    **more: Any,
) -> HttpResponse:
    code = found.action.code
    return show(
        request,
        "web/actions/quick.html",
        here="action_quick",
        parts={"code": code},
        action=found.action,
        year=year,
        years=found.years,
        given=given,
        was=was,
        next=_back(request, code).partition("#")[0],
        stages=STAGES,
        statuses=STATUSES,
        **more,
    )
