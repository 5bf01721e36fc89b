"""The lists of actions: facets, board, timeline, coverage, suspected overlap."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from stemagenda.core.actions.action import STAGES
from stemagenda.core.actions.coverage import Dimension
from stemagenda.core.facets import NOT_STATED
from stemagenda.core.validation import Refused
from stemagenda.usecases import overlap
from stemagenda.usecases.action_list import ActionList, Row, action_list
from stemagenda.usecases.actions.saved_views import views_for
from stemagenda.usecases.coverage import DIMENSIONS, coverage
from stemagenda.usecases.outlook import outlook
from stemagenda.usecases.permissions import (
    Actor,
    NotAllowed,
    can_draft_actions,
    can_edit_led_by,
    can_judge_overlap,
    can_read_work,
    can_share_views,
)
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, now, show
from stemagenda.web.catalogue import words
from stemagenda.web.entering import clean, sign_in_first
from stemagenda.web.facets import chosen, facets, grouped, orders, pages, query_of, rest, written
from stemagenda.web.gantt import drawn_line
from stemagenda.web.methods import READING, takes

#: Pairs shown on the page of suspected overlap.
PAIRS: Final = 15


@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """The list with its facets."""
    question, found = asked_list(request)
    actor = actor_of(request)
    return show(
        request,
        "web/actions/list.html",
        here="actions",
        asked=question,
        found=found,
        groups=grouped(found),
        facets=facets(found, question),
        chosen=chosen(found, question),
        orders=orders(found, question),
        pages=pages(found, question),
        rest=rest(found.query),
        kept=written(found.query),
        at_work=found.is_at_work,
        editable={row.code for row in found.rows if found.is_at_work and _is_editable(row, actor)},
        here_full=request.get_full_path(),
        views=views_for(page="actions", actor=actor),
        may_share=can_share_views(actor),
        may_draft=can_draft_actions(actor) and found.is_at_work,
    )


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The actions by the stage they were in during a year: the latest one of which a stage is known."""
    question, found = asked_list(request)
    years = range(found.agenda.starts.year, question.on.year + 1)
    year = _year(request, years, known={year for row in found.found for year in row.stages})
    by_stage: dict[str, list[Row]] = {stage: [] for stage in (*STAGES, NOT_STATED)}
    for row in found.found:
        by_stage[row.stages.get(year, NOT_STATED)].append(row)
    return show(
        request,
        "web/actions/board.html",
        here="actions_board",
        asked=question,
        found=found,
        unstated=by_stage.pop(NOT_STATED),
        lanes=list(by_stage.items()),
        year=year,
        years=[(item, _and_year(request, question, item)) for item in years],
        chosen=chosen(found, question),
        kept=written(found.query),
    )


@require_safe
def gantt(request: HttpRequest) -> HttpResponse:
    """The actions over the years of the agenda."""
    question, found = asked_list(request)
    years = range(found.agenda.starts.year, found.agenda.ends.year + 1)
    strands = {item.code: item for item in found.agenda.strands}
    groups: dict[str, list[tuple[Row, SafeString]]] = {}
    for row in found.found:
        drawn = drawn_line(row=row, years=years, on=question.on, language=question.language)
        groups.setdefault(row.strand, []).append((row, drawn))
    return show(
        request,
        "web/actions/gantt.html",
        here="actions_gantt",
        asked=question,
        found=found,
        years=years,
        width=len(years) + 1,
        stages=STAGES,
        groups=[(strands.get(code), lines) for code, lines in groups.items()],
        chosen=chosen(found, question),
        kept=written(found.query),
    )


@require_safe
def outlook_page(request: HttpRequest) -> HttpResponse:
    """What the governance wants to connect to next."""
    question = asked(request)
    return show(
        request, "web/actions/outlook.html", here="outlook", asked=question, themes=outlook(on=question.on)
    )  # fmt: skip


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
        unmet=[(code, found.unmet.get(code, 0)) for code, _ in columns] if found.unmet else [],
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
    pairs = overlap.suspected(on=question.on, limit=PAIRS, with_drafts=not question.as_of)
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


def asked_list(request: HttpRequest) -> tuple[Asked, ActionList]:
    """What the address asks, and the actions that fit."""
    question = asked(request)
    query = query_of(request.GET)
    return question, action_list(query=query, on=question.on, actor=actor_of(request), is_today=not question.as_of)


def _is_editable(row: Row, actor: Actor) -> bool:
    return can_edit_led_by(actor, leads=(row.lead, *row.co_leads))


def _year(request: HttpRequest, years: range, *, known: set[int]) -> int:
    asked_for = request.GET.get("year", "")
    if asked_for.isascii() and asked_for.isdigit() and len(asked_for) == 4 and int(asked_for) in years:
        return int(asked_for)
    return max((year for year in known if year in years), default=years[-1] if years else 0)


def _and_year(request: HttpRequest, question: Asked, year: int) -> str:
    query = "&".join(part for part in (written(query_of(request.GET)), f"year={year}") if part)
    return address("actions_board", language=question.language, as_of=question.as_of, query=query)


def _column(said: str, code: str, question: Asked) -> str:
    return words("actions.not_stated", language=question.language) if code == NOT_STATED else said


def _cell(question: Asked, objective: str, by: str, code: str) -> str:
    query = urlencode({"objective": objective, by: code})
    return address("actions", language=question.language, as_of=question.as_of, query=query)
