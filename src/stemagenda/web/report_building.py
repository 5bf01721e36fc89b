"""Having a report built: the form, and a page that tells each step while it is done.

There is no queue: the page is the work. It is sent piece by piece as the work proceeds, without a script. Whoever
closes it stops the work, and nothing is left of it. Each process builds one report at a time; others are asked to wait.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from threading import BoundedSemaphore
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from stemagenda.core.text import LANGUAGES, Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.store.reports import ReportHeading
from stemagenda.usecases.permissions import NOBODY, Actor, NotAllowed, can_build_reports, can_keep_reports
from stemagenda.usecases.reports.building import FORMATS, Order, Steps, build
from stemagenda.usecases.reports.keeping import drafting, keeping
from stemagenda.usecases.reports.passages import adopt_passages
from stemagenda.usecases.reports.reading import SHEETS, WHOLE, reports_page
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.catalogue import words
from stemagenda.web.entering import clean, sign_in_first
from stemagenda.web.methods import READING, takes
from stemagenda.web.reports import handed_out

#: Whole reports take seconds of a processor and some hundred megabytes.
TURN: Final = BoundedSemaphore(1)
#: Sheets take less: two are made at a time, two more visitors wait a moment for their turn. Others are told to come
#: back, so that those who wait never take all the threads of a process.
SHEET_TURNS: Final = BoundedSemaphore(2)
SHEET_PLACES: Final = BoundedSemaphore(4)
LONGEST_WAIT: Final = 5.0
#: Where the steps go in the page, and after them how it ended.
_HERE: Final = "<!-- stap voor stap --></ol>"


@takes(*READING, "POST")
def report_new(request: HttpRequest) -> HttpResponseBase:
    """The form, and the work itself once it is sent."""
    actor = actor_of(request)
    if not actor.name:
        return sign_in_first(request, "report_new")
    if not can_build_reports(actor):
        raise PermissionDenied
    if request.method != "POST":
        return _form(request, given=request.GET)
    if not TURN.acquire(blocking=False):
        return _form(request, given=request.POST, is_busy=True)
    telling = None
    try:
        telling = _begun(request, actor)
    except Refused as refused:
        return _form(request, given=request.POST, problems=refused.problems)
    except NotAllowed as refused:
        raise PermissionDenied from refused
    finally:
        if telling is None:
            TURN.release()
    response = StreamingHttpResponse(telling)
    response.headers["X-Accel-Buffering"] = "no"  # a proxy in front passes each piece on at once
    return response


@require_safe
def sheet(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A sheet as PDF, for everybody: what is public on the day asked. Page memory keeps it until the next write."""
    question = asked(request)
    with _place_and_turn() as has_turn:
        if not has_turn:
            response = show(request, "web/reports/busy.html", here="", asked=question, status=503)
            response.headers["Retry-After"] = "10"
            return response
        try:
            built = build(
                kind=kind,
                subject=code,
                language=question.language,
                formats=("pdf",),
                as_of=question.on,
                actor=NOBODY,
                now=now(),
            )
        except Refused as refused:
            if {problem.place for problem in refused.problems} == {"subject"}:
                raise Http404 from refused
            raise
    name = f"stem-{kind}-{code}-{question.on.isoformat()}-{question.language}.pdf"
    return handed_out(built.files[0].content, name=name, suffix="pdf")


@contextmanager
def _place_and_turn() -> Iterator[bool]:
    """Whether a sheet may be made now: at once, or after a short wait where there is a place to wait in."""
    if not SHEET_PLACES.acquire(blocking=False):
        yield False
        return
    try:
        has_turn = SHEET_TURNS.acquire(timeout=LONGEST_WAIT)
        try:
            yield has_turn
        finally:
            if has_turn:
                SHEET_TURNS.release()
    finally:
        SHEET_PLACES.release()


class _Telling(Iterator[bytes]):
    """The page, piece by piece. Its end, or closing it before, ends the work and gives the turn back once."""

    def __init__(self, pieces: Generator[str, None, None], work: Steps[ReportHeading]) -> None:
        self._pieces, self._work = pieces, work
        self._has_turn = True

    def __next__(self) -> bytes:
        return next(self._pieces).encode()

    def close(self) -> None:
        """Stop; asked a second time it does nothing."""
        self._pieces.close()
        self._work.close()
        if self._has_turn:
            self._has_turn = False
            TURN.release()


def _begun(request: HttpRequest, actor: Actor) -> _Telling:
    """Begin the work: what is refused at once is refused on the form, not on the page of the work."""
    order = _order(request.POST)
    is_kept = request.POST.get("keep") == "1"
    if is_kept and order.edition and request.POST.get("adopt") == "1":
        adopt_passages(kind=order.kind, edition=order.edition, actor=actor, now=now())
    work = (keeping if is_kept else drafting)(order=order, actor=actor, now=now())
    return _Telling(_told(request, order, work, next(work)), work)


def _told(request: HttpRequest, order: Order, work: Steps[ReportHeading], first: str) -> Generator[str, None, None]:
    language = language_of(request)
    page = show(request, "web/reports/building.html", here="report_new", order=order).content.decode()
    head, _, tail = page.partition(_HERE)
    yield f"{head}{_step(first, language)}"
    end = ""
    try:
        while not end:
            try:
                yield _step(next(work), language)
            except StopIteration as done:
                end = _ending(request, heading=done.value)
    except Refused as refused:
        end = _ending(request, problems=refused.problems)
    except Exception:
        yield f"</ol>{_ending(request)}{tail}"
        raise  # the server writes it down
    yield f"</ol>{end}{tail}"


def _step(step: str, language: Language) -> str:
    return format_html("<li>{}</li>\n", words(f"reports.step.{step}", language=language))


def _ending(request: HttpRequest, *, heading: ReportHeading | None = None, problems: tuple[Problem, ...] = ()) -> str:
    values = {
        "heading": heading,
        "problems": [asdict(problem) for problem in problems],
        "language": language_of(request),
        "asked": asked(request),
    }
    return render_to_string("web/reports/built.html", values)


def _form(
    request: HttpRequest, *, given: QueryDict, problems: tuple[Problem, ...] = (), is_busy: bool = False
) -> HttpResponse:
    question, actor = asked(request), actor_of(request)
    response = show(
        request,
        "web/reports/new.html",
        here="report_new",
        asked=question,
        status=503 if is_busy else 422 if problems else 200,
        whole=WHOLE,
        sheets=SHEETS,
        languages=LANGUAGES,
        chosen_language=given.get("language") or question.language,
        formats=tuple(FORMATS),
        editions=reports_page(on=question.today).editions,
        given=given,
        chosen=given.getlist("format") or list(FORMATS),
        adopts=request.method != "POST" or given.get("adopt") == "1",
        may_keep=can_keep_reports(actor),
        problems=[asdict(problem) for problem in problems],
        is_busy=is_busy,
    )
    if is_busy:
        response.headers["Retry-After"] = "20"
    return response


def _order(given: QueryDict) -> Order:
    """What the form asks for.

    Raises:
        Refused: the day is no day.
    """
    day = clean(given.get("day", ""), most=20)
    try:
        as_of = date.fromisoformat(day) if day else None
    except ValueError:
        raise Refused(
            [Problem(file="report", place="as_of", message=f"'{day}' is no day", remedy="Write it as 2026-11-23")]
        ) from None
    return Order(
        kind=clean(given.get("kind", ""), most=30),
        subject=clean(given.get("subject", ""), most=60),
        language="en" if given.get("language") == "en" else "nl",
        formats=tuple(given.getlist("format")[: len(FORMATS)]),
        edition=clean(given.get("edition", ""), most=60),
        as_of=as_of,
    )
