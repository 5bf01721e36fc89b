"""Practices that partners propose: the form, what waits, the review and the steps."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.actions.action import QualityAnswer
from stemagenda.core.actions.workflow import NotPossible
from stemagenda.core.practices.practice import EVIDENCE, GENDER, GROUPS, KINDS, LEVELS, Practice
from stemagenda.core.practices.review import Review
from stemagenda.core.practices.stated import unstated
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.permissions import NotAllowed, can_review_practices, can_submit_practices
from stemagenda.usecases.practice_pictures import erase_picture
from stemagenda.usecases.practice_submissions import (
    SubmissionPage,
    nameable,
    submission_choices,
    submission_page,
    submissions,
    submit_practice,
    take_practice_step,
)
from stemagenda.usecases.records import Overtaken
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import clean, number_of, sign_in_first
from stemagenda.web.methods import READING, takes
from stemagenda.web.practice_form import MET, NEW, executor_of, read_practice, read_review
from stemagenda.web.practice_pictures import in_form, proof_of, with_picture


@takes(*READING, "POST")
def practice_new(request: HttpRequest) -> HttpResponse:
    """Propose a practice."""
    actor = actor_of(request)
    if not actor.name:
        return sign_in_first(request, "practice_new")
    if not can_submit_practices(actor):
        raise PermissionDenied
    return _sent_in(request, before=NEW) if request.method == "POST" else _form(request, NEW, seen=0)


@takes(*READING, "POST")
def practice_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a practice and send it in again."""
    actor = actor_of(request)
    if not actor.name:
        return sign_in_first(request, "practice_edit", code=code)
    found = _found(request, code)
    if not found.may_edit:
        raise PermissionDenied
    before = found.page.practice
    if request.method == "POST":
        return _sent_in(request, before=before)
    return _form(request, before, seen=found.version.number)


@takes(*READING)
def practices_submitted(request: HttpRequest) -> HttpResponse:
    """The practices on their way that the reader may see."""
    actor = actor_of(request)
    if not actor.name:
        return sign_in_first(request, "practices_submitted")
    if not can_submit_practices(actor):
        raise PermissionDenied
    return show(
        request,
        "web/practices/submitted.html",
        here="practices_submitted",
        submissions=submissions(actor=actor),
        is_reviewer=can_review_practices(actor),
    )


@takes(*READING, "POST")
def practice_submission(request: HttpRequest, code: str) -> HttpResponse:
    """A practice on its way; a step taken with it."""
    if not actor_of(request).name:
        return sign_in_first(request, "practice_submission", code=code)
    found = _found(request, code)
    return _step(request, found) if request.method == "POST" else _page(request, found)


def _step(request: HttpRequest, found: SubmissionPage) -> HttpResponse:
    given, code = request.POST, found.version.code
    if "erase" in given:
        return _erased(request, found)
    review = read_review(given, criteria=found.criteria)
    try:
        take_practice_step(
            code=code,
            step=clean(given.get("step", ""), most=20),
            seen=number_of(given.get("seen", "")),
            reason=clean(given.get("reason", ""), most=2_001),
            review=review,
            actor=actor_of(request),
            now=now(),
        )
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except NotPossible:
        return _page(request, found, review=review, problems=(_moved(),), status=422)
    except Refused as refused:
        return _page(request, found, review=review, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("practice_submission", language=language_of(request), code=code))


def _erased(request: HttpRequest, found: SubmissionPage) -> HttpResponse:
    family = clean(request.POST.get("erase", ""), most=64)
    try:
        erase_picture(code=found.version.code, family=family, actor=actor_of(request), now=now())
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        return _page(request, found, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("practice_submission", language=language_of(request), code=found.version.code))


def _sent_in(request: HttpRequest, *, before: Practice) -> HttpResponse:
    actor = actor_of(request)
    written, problems = read_practice(request.POST, before=before, is_given=proof_of(actor)[1])
    try:
        written, with_it, has_file = with_picture(request, written)
    except NotAllowed as refused:
        raise PermissionDenied from refused
    problems += with_it
    seen = number_of(request.POST.get("seen", ""))
    if not problems and request.POST.get("step") == "picture":
        return _form(
            request, written, seen=seen, problems=[] if has_file else [_no_file()], status=200 if has_file else 422
        )
    if not problems:
        try:
            stored = submit_practice(practice=written, seen=seen, actor=actor, now=now())
        except NotAllowed as refused:
            raise PermissionDenied from refused
        except Overtaken:
            problems = [_moved()]
        except Refused as refused:
            problems = list(refused.problems)
        else:
            return HttpResponseRedirect(address("practice_submission", language=language_of(request), code=stored.code))
    return _form(request, written, seen=seen, problems=problems, status=422)


def _form(
    request: HttpRequest, shown: Practice, *, seen: int, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    offered = submission_choices(actor=actor_of(request))
    today = now().date()
    actions = nameable(kind="action", on=today)
    return show(
        request,
        "web/practices/edit.html",
        here="practice_edit" if shown.code else "practice_new",
        parts={"code": shown.code} if shown.code else {},
        status=status,
        practice=shown,
        agenda=offered.agenda,
        seen=seen,
        problems=problems or [],
        executor=executor_of(shown),
        offered=offered,
        kinds=KINDS,
        levels=LEVELS,
        groups=GROUPS,
        genders=GENDER,
        reached=clean(request.POST.get("reach", "") or (str(shown.reach[0].number) if shown.reach else ""), most=40),
        offered_actions=actions,
        offered_practices=[item for item in nameable(kind="practice", on=today) if item[0] != shown.code],
        kept_actions=[code for code in shown.actions if code not in dict(actions)],
        **in_form(shown, actor=actor_of(request), typed=request.POST if status != 200 else None),
    )


def _found(request: HttpRequest, code: str) -> SubmissionPage:
    found = submission_page(code=code, actor=actor_of(request), now=now(), language=language_of(request))
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    found: SubmissionPage,
    *,
    review: Review | None = None,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    practice = found.page.practice
    shown = review or Review(answers=practice.quality, evidence=practice.evidence)
    answers = {item.criterion: item for item in shown.answers}
    more: dict[str, Any] = {"given": request.POST} if request.method == "POST" else {}
    return show(
        request,
        "web/practices/submission.html",
        here="practice_submission",
        parts={"code": practice.code},
        status=status,
        found=found.page,
        practice=practice,
        unstated=unstated(practice=practice),
        work=found,
        agenda=found.page.agenda,
        problems=problems,
        levels=EVIDENCE,
        summaries={item.code: item.summary for item in found.page.agenda.quality_criteria},
        evidence=shown.evidence,
        met_choices=MET,
        answers=[
            (code, answer.met, answer.evidence)
            for code in found.criteria
            for answer in [answers.get(code, QualityAnswer(criterion=code))]
        ],
        **more,
    )


def _no_file() -> Problem:
    return Problem(file="practice", place="pictures", message="has no file", remedy="Choose the file")


def _moved() -> Problem:
    return Problem(
        file="practice",
        place="seen",
        message="the practice was changed meanwhile",
        remedy="Read it again before you decide",
    )
