"""The lists of actions: facets, board, timeline, coverage, suspected overlap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from stemagenda.core.actions.action import STAGES
from stemagenda.core.actions.coverage import Dimension
from stemagenda.core.reports.action_words import (
    DOMAIN_WORDS,
    GROUP_WORDS,
    PILLAR_WORDS,
    RECURRENCE_WORDS,
    STAGE_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
)
from stemagenda.core.text import Language
from stemagenda.core.validation import Refused
from stemagenda.usecases import overlap
from stemagenda.usecases.action_list import FACETS, NOT_STATED, ActionList, ListQuery, action_list
from stemagenda.usecases.coverage import DIMENSIONS, coverage
from stemagenda.usecases.permissions import NotAllowed, can_draft_actions, can_judge_overlap, can_read_work
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, now, show
from stemagenda.web.catalogue import words
from stemagenda.web.entering import clean, sign_in_first
from stemagenda.web.gantt import drawn_gantt
from stemagenda.web.methods import READING, takes

#: Pairs shown on the page of suspected overlap.
PAIRS: Final = 15
_WORDS: Final = {
    "stage": STAGE_WORDS,
    "status": STATUS_WORDS,
    "state": STATE_WORDS,
    "pillar": PILLAR_WORDS,
    "policy_domain": DOMAIN_WORDS,
    "target_group": GROUP_WORDS,
    "recurrence": RECURRENCE_WORDS,
}


@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """The list with its facets."""
    question, found = _asked_list(request)
    return show(
        request,
        "web/actions/list.html",
        here="actions",
        asked=question,
        found=found,
        facets=_facets(request, found, question),
        pages=[(number, _link(request, question, page=str(number))) for number in range(1, found.pages + 1)],
        rest=_rest(request),
        may_draft=can_draft_actions(actor_of(request)),
    )


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The actions by the stage they were in during a year."""
    question, found = _asked_list(request)
    latest = question.on.year
    written = request.GET.get("year", "")
    year = int(written) if written.isascii() and written.isdigit() and 2020 <= int(written) <= latest else latest
    lanes = [
        (stage, [row for row in found.found if _stage_in(row.stages, year) == stage]) for stage in (*STAGES, NOT_STATED)
    ]
    years = range(found.agenda.starts.year, latest + 1)
    return show(
        request, "web/actions/board.html", here="actions_board", asked=question, found=found, lanes=lanes, year=year,
        years=years,
    )  # fmt: skip


@require_safe
def gantt(request: HttpRequest) -> HttpResponse:
    """The actions over the years of the agenda."""
    question, found = _asked_list(request)
    years = range(found.agenda.starts.year, found.agenda.ends.year + 1)
    return show(
        request,
        "web/actions/gantt.html",
        here="actions_gantt",
        asked=question,
        found=found,
        years=years,
        drawing=drawn_gantt(rows=found.found, years=years, on=question.on, language=question.language),
    )


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """Objectives against a dimension."""
    question = asked(request)
    by: Dimension = next((name for name in DIMENSIONS if name == request.GET.get("by")), "pillar")
    found = coverage(by=by, on=question.on)
    columns = [(code, _column(found.column(code, question.language), code, question)) for code in found.matrix.columns]
    lines = [
        (
            objective,
            [
                (code, found.matrix.cells.get((objective.code, code), ()), _cell(question, objective.code, by, code))
                for code, _ in columns
            ],
        )
        for objective in found.agenda.objectives
        if objective.level == "operational"
    ]
    named = dict(columns)
    titles = {item.code: item.title for item in found.agenda.objectives}
    return show(
        request,
        "web/actions/coverage.html",
        here="coverage",
        asked=question,
        found=found,
        dimensions=DIMENSIONS,
        columns=columns,
        lines=lines,
        empty=[(code, titles[code], named[column]) for code, column in found.matrix.empty],
        uncovered=[(code, titles[code]) for code in found.matrix.uncovered],
        unmeasured=[(code, titles[code]) for code in found.without_indicator],
    )


@takes(*READING, "POST")
def overlap_page(request: HttpRequest) -> HttpResponse:
    """Suspected overlap, for members; they say what a pair is."""
    actor, question = actor_of(request), asked(request)
    if not actor.name:
        return sign_in_first(request, "overlap")
    if not can_read_work(actor):
        raise PermissionDenied
    problems: list[str] = []
    if request.method == "POST":
        problems = _judge(request)
        if not problems:
            return HttpResponseRedirect(address("overlap", language=question.language))
    pairs = overlap.suspected(on=question.on, limit=PAIRS)
    return show(
        request,
        "web/actions/overlap.html",
        here="overlap",
        asked=question,
        status=422 if problems else 200,
        problems=problems,
        given=request.POST,
        open_pairs=[pair for pair in pairs if pair.mark is None],
        judged=[pair for pair in pairs if pair.mark is not None],
        verdicts=overlap.VERDICTS,
        may_judge=can_judge_overlap(actor),
    )


def _judge(request: HttpRequest) -> list[str]:
    given = request.POST
    try:
        overlap.judge_pair(
            first=clean(given.get("first", ""), most=60),
            second=clean(given.get("second", ""), most=60),
            verdict=clean(given.get("verdict", ""), most=20),
            reason=clean(given.get("reason", ""), most=overlap.LONGEST_REASON + 1),
            actor=actor_of(request),
            now=now(),
        )
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        return [problem.place for problem in refused.problems]
    return []


def _asked_list(request: HttpRequest) -> tuple[Asked, ActionList]:
    question = asked(request)
    given = request.GET
    page = given.get("page", "1")
    query = ListQuery(
        words=clean(given.get("q", ""), most=200),
        chosen={name: tuple(given.getlist(name)[:50]) for name in FACETS if given.get(name)},
        order=given.get("order", "code"),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )
    return question, action_list(query=query, on=question.on, actor=actor_of(request), is_today=not question.as_of)


def _facets(request: HttpRequest, found: ActionList, question: Asked) -> list[Mapping[str, Any]]:
    """Every facet with its values in words, each a link that adds or takes it away."""
    return [
        {
            "name": name,
            "open": any(value.is_chosen for value in values) or name in {"strand", "stage"},
            "values": [
                {
                    "label": _label(name, value.code, found, question.language),
                    "count": value.count,
                    "is_chosen": value.is_chosen,
                    "url": _toggled(request, question, name, value.code),
                }
                for value in values
            ],
        }
        for name, values in found.facets
        if values
    ]


def _label(name: str, code: str, found: ActionList, language: Language) -> str:
    if code == NOT_STATED:
        return words("actions.not_stated", language=language)
    if name == "sign":
        return words(f"actions.sign.{code}", language=language)
    if name in _WORDS:
        table = _WORDS[name]
        return table[code].to(language) if code in table else code
    if name in {"lead", "entity"}:
        return found.entities[code].to(language) if code in found.entities else code
    agenda = found.agenda
    titles = {item.code: item.title for item in agenda.strands} | {item.code: item.title for item in agenda.transitions}
    if code in titles:
        return titles[code].to(language)
    title = next((item.title.to(language) for item in agenda.objectives if item.code == code), "")
    return f"{code} {title}".strip()


def _toggled(request: HttpRequest, question: Asked, name: str, code: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("as_of", None)
    values = query.getlist(name)
    query.setlist(name, [item for item in values if item != code] if code in values else [*values, code])
    return address("actions", language=question.language, as_of=question.as_of, query=query.urlencode())


def _link(request: HttpRequest, question: Asked, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("as_of", None)
    for name, value in changed.items():
        query[name] = value
    return address("actions", language=question.language, as_of=question.as_of, query=query.urlencode())


def _rest(request: HttpRequest) -> list[tuple[str, str]]:
    """What a search keeps: every chosen value."""
    return [(name, value) for name in FACETS for value in request.GET.getlist(name)[:50]]


def _stage_in(stages: Mapping[int, str], year: int) -> str:
    return stages.get(year, NOT_STATED)


def _column(said: str, code: str, question: Asked) -> str:
    return words("actions.not_stated", language=question.language) if code == NOT_STATED else said


def _cell(question: Asked, objective: str, by: str, code: str) -> str:
    query = urlencode({"objective": objective, by: code})
    return address("actions", language=question.language, as_of=question.as_of, query=query)
