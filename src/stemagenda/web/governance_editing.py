"""What members keep of governance and of the network: one form a kind of record, one way to save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.governance.meeting import (
    Decision,
)
from stemagenda.core.validation import Problem, Refused
from stemagenda.core.versions import Clash
from stemagenda.usecases.actions import commenting
from stemagenda.usecases.actor_names import LooksLike
from stemagenda.usecases.governance import editing
from stemagenda.usecases.governance.choices import Offered, offered
from stemagenda.usecases.governance.reading import governance, kept
from stemagenda.usecases.permissions import Actor, can_edit_governance, can_keep
from stemagenda.usecases.records import Overtaken
from stemagenda.web.action_form import typed
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import come_back, number_of
from stemagenda.web.governance_blocks import blocks
from stemagenda.web.governance_forms import Entry
from stemagenda.web.governance_kinds import FORMS, LISTS, READERS, Form
from stemagenda.web.methods import READING, takes
from stemagenda.web.record_said import compared
from stemagenda.web.unsaved import UNNAMED

View = Callable[..., HttpResponse]


def edits(kind: str) -> View:
    """The page on which a record of a kind is entered or changed, and withdrawn."""
    form = FORMS[kind]

    @takes(*READING, "POST")
    def view(request: HttpRequest, code: str = "") -> HttpResponse:
        actor = actor_of(request)
        here, parts = (f"{form.name}_edit", {"code": code}) if code else (f"{form.name}_new", {})
        if not actor.name:
            return come_back(request, here, **parts)
        is_leaving = request.method == "POST" and request.POST.get("what") == "withdraw"
        if not (can_edit_governance(actor) if is_leaving else can_keep(actor, kind=kind)):
            raise PermissionDenied
        stands = kept(kind=kind, code=code) if code else (form.blank(request, now().date()), 0)
        if stands is None:
            raise Http404
        before, seen = stands
        if request.method != "POST":
            return _opened(request, form, before, seen=seen, code=code)
        if request.POST.get("drop"):
            commenting.drop_unsaved(kind=kind, code=code or UNNAMED, actor=actor)
            return HttpResponseRedirect(address(here, language=language_of(request), **parts))
        if is_leaving:
            return _withdraw(request, form, before, code=code, actor=actor)
        return _save(request, form, before, code=code, actor=actor)

    return view


def _opened(request: HttpRequest, form: Form, before: Any, *, seen: int, code: str) -> HttpResponse:
    """The form as the record stands, or with what its writer was typing."""
    actor = actor_of(request)
    typing = commenting.unsaved(kind=form.kind, code=code or UNNAMED, actor=actor)
    if typing is not None and request.GET.get("kept") == "1":
        entry = Entry(typed(typing.fields), kind=form.kind, topics=_offered(actor).topics)
        before, seen = READERS[form.kind](entry, before=before), typing.seen
    return _page(request, form, before, seen=seen, code=code, typing=typing)


def _save(request: HttpRequest, form: Form, before: Any, *, code: str, actor: Actor) -> HttpResponse:
    choices = _offered(actor)
    entry = Entry(request.POST, kind=form.kind, topics=choices.topics)
    record = READERS[form.kind](entry, before=before)
    seen = number_of(request.POST.get("seen", ""))
    problems = tuple(entry.problems)
    if not problems:
        try:
            stored = _stored(entry, record, seen=seen if code else 0, actor=actor)
        except Overtaken as overtaken:
            return _clash(request, form, record, overtaken, code=code)
        except LooksLike as like:
            return _page(request, form, record, seen=0, code="", alike=like.found, status=422)
        except Refused as refused:
            problems = refused.problems
        else:
            commenting.drop_unsaved(kind=form.kind, code=code or UNNAMED, actor=actor)
            return form.led_to(request, stored)
    return _page(request, form, record, seen=seen, code=code, problems=problems, status=422)


def _stored(entry: Entry, record: Any, *, seen: int, actor: Actor) -> str:
    """Save a record and give its code; a decision may open an action on its way."""
    if isinstance(record, Decision):
        opens, strand = entry.text("opens"), entry.code("strand")
        written, _ = editing.decide(decision=record, seen=seen, opens=opens, strand=strand, actor=actor, now=now())
        return written.code
    is_another = entry.text("is_another") == "1"
    return editing.save(record=record, seen=seen, actor=actor, now=now(), is_another=is_another).code


def _withdraw(request: HttpRequest, form: Form, before: Any, *, code: str, actor: Actor) -> HttpResponse:
    reason, seen = request.POST.get("reason", "").replace("\x00", ""), number_of(request.POST.get("seen", ""))
    try:
        editing.withdraw(kind=form.kind, code=code, seen=seen, reason=reason, actor=actor, now=now())
    except Refused as refused:
        stands = kept(kind=form.kind, code=code)
        latest = stands[1] if stands else seen
        return _page(
            request, form, before, seen=latest, code=code, problems=refused.problems, reason=reason, status=422
        )
    page = form.among if form.has_page else form.page
    return HttpResponseRedirect(address(page, language=language_of(request)))


def _clash(request: HttpRequest, form: Form, record: Any, overtaken: Overtaken, *, code: str) -> HttpResponse:
    """Both versions of what clashes; the form below holds one's own, to be saved on top of the other."""
    return _page(
        request,
        form,
        record,
        seen=overtaken.current.number,
        code=code,
        status=409,
        other=overtaken.current,
        clashes=overtaken.merged.clashes,
    )


def _page(
    request: HttpRequest,
    form: Form,
    record: Any,
    *,
    seen: int,
    code: str,
    problems: tuple[Problem, ...] = (),
    clashes: tuple[Clash, ...] = (),
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    choices = _offered(actor_of(request))
    language = language_of(request)
    names = choices.names
    return show(
        request,
        f"web/governance/{form.name}_edit.html",
        here=f"{form.name}_edit" if code else f"{form.name}_new",
        parts={"code": code} if code else {},
        status=status,
        form=form,
        code=code,
        seen_at=form.seen_at(record) if form.has_page else "",
        unsaved_as=code or UNNAMED,
        record=record,
        seen=seen,
        problems=problems,
        clashes=compared(
            ((clash.field, clash.theirs, clash.mine) for clash in clashes), language=language, names=names
        ),
        offered=choices,
        names=names,
        given=request.POST,
        may_withdraw=can_edit_governance(actor_of(request)),
        **LISTS,
        **blocks(record),
        **form.more(now().date()),
        **more,
    )


def _offered(actor: Actor) -> Offered:
    return offered(found=governance(on=now().date(), actor=actor))
