"""Every version of a body, a meeting, a decision, a follow-up point or an advice: compared, and put back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.governance.editing import restore
from stemagenda.usecases.governance.reading import governance
from stemagenda.usecases.permissions import NotAllowed, can_keep
from stemagenda.usecases.record_history import record_history
from stemagenda.usecases.records import Overtaken, value_of
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import number_of, sign_in_first
from stemagenda.web.governance_editing import View
from stemagenda.web.governance_kinds import FORMS
from stemagenda.web.methods import READING, takes
from stemagenda.web.record_said import compared


def history_of(kind: str) -> View:
    """The page with the history of a record of a kind."""
    form = FORMS[kind]
    here = f"{form.name}_history"

    @takes(*READING, "POST")
    def view(request: HttpRequest, code: str) -> HttpResponse:
        actor, language = actor_of(request), language_of(request)
        if not actor.name:
            return sign_in_first(request, here, code=code)
        problems: tuple[Problem, ...] = ()
        if request.method == "POST":
            try:
                _restore(request, kind, code)
            except NotAllowed as refused:
                raise PermissionDenied from refused
            except Overtaken:
                return HttpResponseRedirect(address(here, language=language, code=code))
            except Refused as refused:
                problems = refused.problems
            else:
                return form.led_to(request, code)
        return _page(request, kind=kind, code=code, here=here, problems=problems)

    return view


def _page(request: HttpRequest, *, kind: str, code: str, here: str, problems: tuple[Problem, ...]) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    first, second = (number_of(request.GET.get(name, "")) for name in ("first", "second"))
    found = record_history(kind=kind, code=code, first=first, second=second, actor=actor)
    if found is None:
        raise Http404
    work, form = governance(on=now().date(), actor=actor), FORMS[kind]
    names = {**work.titles, **work.names}
    latest = value_of(found.latest)
    return show(
        request,
        "web/governance/history.html",
        here=here,
        parts={"code": code},
        status=422 if problems else 200,
        found=found,
        form=form,
        seen_at=form.seen_at(latest) if form.has_page else "",
        problems=problems,
        record=latest,
        names=names,
        shown=compared(
            ((item.field, item.before, item.after) for item in found.differences), language=language, names=names
        ),
        may_edit=can_keep(actor, kind=kind),
    )


def _restore(request: HttpRequest, kind: str, code: str) -> None:
    chosen, seen = (number_of(request.POST.get(name, "")) for name in ("number", "seen"))
    restore(kind=kind, code=code, number=chosen, seen=seen, actor=actor_of(request), now=now())
