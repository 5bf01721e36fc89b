"""The list of actions as a workbook: to take away, and to give back with what was changed in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.form import writer
from stemagenda.usecases.exchange import given_workbook as given
from stemagenda.usecases.exchange.workbook_in import LARGEST
from stemagenda.usecases.exchange.workbook_out import exported_actions
from stemagenda.usecases.permissions import can_draft_actions
from stemagenda.usecases.previews import problems_of
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.downloads import attached
from stemagenda.web.entering import clean, sign_in_first
from stemagenda.web.facets import query_of
from stemagenda.web.methods import READING, takes

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NAMES: Final = {"nl": "acties", "en": "actions"}
View = Callable[..., HttpResponse]


def _working_group_only(view: View) -> View:
    """Let whoever may draft or edit actions pass; others sign in first.

    Raises:
        PermissionDenied: somebody signed in who may not.
    """

    @takes(*READING, "POST")
    @wraps(view)
    def guarded(request: HttpRequest, **parts: str) -> HttpResponse:
        actor = actor_of(request)
        if not actor.name:
            return sign_in_first(request, "actions_import")
        if not can_draft_actions(actor):
            raise PermissionDenied
        return view(request, **parts)

    return guarded


@require_safe
def actions_file(request: HttpRequest) -> HttpResponse:
    """The actions of the list with its filters, as a workbook."""
    question = asked(request)
    book = exported_actions(
        query=query_of(request.GET),
        on=question.on,
        actor=actor_of(request),
        language=question.language,
        is_today=not question.as_of,
    )
    name = f"{_NAMES[question.language]}-{question.on.isoformat()}.xlsx"
    return attached(writer.write(book=book), name=name, kind=_XLSX)


@_working_group_only
def actions_import(request: HttpRequest) -> HttpResponse:
    """The form in which a workbook is given."""
    if request.method != "POST":
        return _form(request)
    file = request.FILES.get("file")
    try:
        token = given.give_workbook(
            name=clean(file.name or "", most=200) if file else "",
            content=file.read() if file else b"",
            actor=actor_of(request),
            now=now(),
        )
    except Refused as refused:
        return _form(request, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("actions_given", language=language_of(request), token=token))


@_working_group_only
def actions_given(request: HttpRequest, token: str) -> HttpResponse:
    """What a given workbook would do; accepting it, or throwing it away."""
    actor, language = actor_of(request), language_of(request)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step == "throw_away":
        given.throw_away_workbook(token=token, actor=actor, now=now())
        return HttpResponseRedirect(address("actions_import", language=language))
    if step != "accept":
        return _preview(request, token)
    try:
        done = given.accept_workbook(token=token, actor=actor, now=now())
    except Refused as refused:
        return _preview(request, token, problems=refused.problems, status=409)
    if done is None:
        raise Http404
    new = sum(change.is_new for change in done.changes)
    query = urlencode({"new": new, "changed": len(done.changes) - new})
    return HttpResponseRedirect(address("actions_import", language=language, query=query))


def _form(request: HttpRequest, *, problems: tuple[Problem, ...] = (), status: int = 200) -> HttpResponse:
    return show(
        request,
        "web/actions/import.html",
        here="actions_import",
        status=status,
        problems=problems_of(problems),
        largest=LARGEST // 1_000_000,
        done={name: _number(request.GET[name]) for name in ("new", "changed") if name in request.GET},
    )


def _preview(
    request: HttpRequest, token: str, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    found = given.given_workbook(token=token, actor=actor_of(request), now=now())
    if found is None:
        raise Http404
    language = language_of(request)
    return show(
        request,
        "web/actions/given.html",
        here="actions_given",
        parts={"token": token},
        status=status,
        found=found,
        said=found.preview,
        changes=[_in_words(change, language) for change in found.preview["changes"]],
        overtaken=problems_of(problems),
    )


def _in_words(change: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A change with its fields in the language of the page: those that wait, and those that are public at once."""
    fields = [
        {"field": field["field"], "is_public": field["is_public"], **field["said"][language]}
        for field in change["fields"]
    ]
    return {
        **change,
        "groups": [
            {"is_public": is_public, "fields": chosen}
            for is_public in (False, True)
            if (chosen := [field for field in fields if field["is_public"] == is_public])
        ],
    }


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0
