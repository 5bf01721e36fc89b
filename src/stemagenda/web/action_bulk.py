"""One change in several actions: chosen in the list, shown first, then all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.http import urlencode

from stemagenda.core.actions.action import STAGES, STATUSES, YearStage
from stemagenda.core.framework import Agenda
from stemagenda.core.reports.action_words import GROUP_WORDS
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.actions.bulk import MOST_ACTIONS, BulkChange, update_actions
from stemagenda.usecases.actions.choices import choices
from stemagenda.usecases.actions.foreseeing import Foreseen, foreseen
from stemagenda.usecases.permissions import can_draft_actions
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import clean, come_back, number_of
from stemagenda.web.methods import READING, takes
from stemagenda.web.stored_words import Said

Codes = tuple[str, ...]
Named = list[tuple[str, str]]
#: A list that grows or shrinks -> the fields of the change.
_LISTS = ("objectives", "transitions", "target_groups")
#: In the field for the lead: nobody from now on.
NOBODY = "-"


@takes(*READING, "POST")
def action_bulk(request: HttpRequest) -> HttpResponse:
    """Say what changes, see what comes of it, and let it happen."""
    actor = actor_of(request)
    if not actor.name:
        return come_back(request, "action_bulk")
    if not can_draft_actions(actor):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    codes = [clean(code, most=60) for code in given.getlist("code")[:MOST_ACTIONS]]
    change = change_of(given)
    found = foreseen(codes=codes, change=change, actor=actor, now=now())
    if request.method != "POST":
        return _page(request, found, change)
    if given.get("step") == "apply":
        return _apply(request, found, change)
    return _page(request, found, change, previewed=not change.is_empty, is_empty=change.is_empty)


def change_of(given: QueryDict) -> BulkChange:
    """The change a form asks for; what says nothing changes nothing."""
    status: Any = given.get("status") if given.get("status") in STATUSES else None
    stage: Any = given.get("stage")
    lead = clean(given.get("lead", ""), most=60)
    parts = {
        f"{verb}_{name}": tuple(clean(code, most=60) for code in given.getlist(f"{verb}_{name}")[:200] if code)
        for name in _LISTS
        for verb in ("add", "remove")
    }
    return BulkChange(
        status=status,
        status_reason=clean(given.get("status_reason", ""), most=5_001),
        lead="" if lead == NOBODY else lead,
        no_lead=lead == NOBODY,
        stage=YearStage(year=number_of(given.get("year", "")), stage=stage) if stage in STAGES else None,
        **parts,
    )


def _apply(request: HttpRequest, found: tuple[Foreseen, ...], change: BulkChange) -> HttpResponse:
    codes, numbers = request.POST.getlist("code"), request.POST.getlist("seen")
    seen = {code: number_of(number) for code, number in zip(codes, numbers, strict=False)}
    chosen = {item.code: seen.get(item.code, 0) for item in found}
    try:
        outcome = update_actions(
            codes_seen=chosen,
            change=change,
            actor=actor_of(request),
            now=now(),
            note=clean(request.POST.get("note", ""), most=500),
        )
    except Refused as refused:
        return _page(request, found, change, previewed=True, problems=refused.problems, status=422)
    done = urlencode({"done": outcome.changed, "same": outcome.unchanged}, doseq=True)
    return HttpResponseRedirect(address("action_bulk", language=language_of(request), query=done))


def _page(
    request: HttpRequest,
    found: tuple[Foreseen, ...],
    change: BulkChange,
    *,
    problems: tuple[Problem, ...] = (),
    previewed: bool = False,
    is_empty: bool = False,
    status: int = 200,
) -> HttpResponse:
    offered = choices()
    said = Said(offered=offered, language=language_of(request))
    agenda = offered.agenda
    return show(
        request,
        "web/actions/bulk.html",
        here="action_bulk",
        status=422 if is_empty else status,
        found=[(item, _differences(item, said)) for item in found],
        fitting=[item for item in found if item.fits],
        unfit=[item for item in found if not item.fits],
        change=change,
        problems=problems,
        previewed=previewed,
        is_empty=is_empty,
        given=request.POST,
        offered=offered,
        stages=STAGES,
        statuses=STATUSES,
        nobody=NOBODY,
        years=range(agenda.starts.year, agenda.ends.year + 1),
        this_year=change.stage.year if change.stage else now().year,
        lists=_lists(agenda, change, said.language),
        repeated=list(_repeated(request.POST)),
        done=_named(request.GET.getlist("done"), dict(offered.actions)),
        same=_named(request.GET.getlist("same"), dict(offered.actions)),
    )


def _lists(agenda: Agenda, change: BulkChange, language: Language) -> list[tuple[str, Named, Codes, Codes]]:
    """What can be added and taken away: field, choices in words, what is added, what is taken away."""
    objectives = [item for item in agenda.objectives if item.level == "operational"]
    offered: dict[str, Named] = {
        "objectives": [(item.code, f"{item.code} {item.title.to(language)}") for item in objectives],
        "transitions": [(item.code, item.title.to(language)) for item in agenda.transitions],
        "target_groups": [(code, text.to(language)) for code, text in GROUP_WORDS.items()],
    }
    return [(name, offered[name], getattr(change, f"add_{name}"), getattr(change, f"remove_{name}")) for name in _LISTS]


def _repeated(given: QueryDict) -> Iterator[tuple[str, str]]:
    """The change as it was asked for, to be sent once more with the words that it may happen."""
    for name, values in given.lists():
        if name not in {"csrfmiddlewaretoken", "step", "code", "seen"}:
            yield from ((name, str(value)) for value in values)


def _differences(item: Foreseen, said: Said) -> list[tuple[str, str, str]]:
    return [
        (change.field, said.field(change.field, change.before), said.field(change.field, change.after))
        for change in item.changes
        if change.field != "status_on"
    ]


def _named(codes: Iterable[str], titles: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(code, titles[code]) for code in codes if code in titles]
