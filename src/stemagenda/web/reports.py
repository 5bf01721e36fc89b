"""Reports: the list, a kept report with its files, two reports compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import wraps
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stemagenda.core.text import LANGUAGES
from stemagenda.core.validation import Refused
from stemagenda.store.editions import EditionDamaged
from stemagenda.store.reports import ReportDamaged
from stemagenda.usecases.permissions import NotAllowed, can_build_reports, can_write_passages
from stemagenda.usecases.reports import comparing, reading
from stemagenda.usecases.reports.reading import SHEETS, WHOLE
from stemagenda.web.asking import actor_of, asked, now, show
from stemagenda.web.downloads import attached, sealed

KINDS_OF_FILES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
View = Callable[..., HttpResponse]


def or_damaged(view: View) -> View:
    """Say it on a page of its own when a report is no longer what was built: nothing of it is handed out."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: str) -> HttpResponse:
        try:
            return view(request, **parts)
        except (ReportDamaged, EditionDamaged):
            return show(request, "web/reports/damaged.html", here="", status=500)

    return guarded


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Every kind of report with what it is for, the kept ones, and working versions for those who make them."""
    question, actor = asked(request), actor_of(request)
    found = reading.reports_page(on=question.on, actor=actor)
    return show(
        request,
        "web/reports/reports.html",
        here="reports",
        asked=question,
        found=found,
        kinds=[(kind, f"reports.about.{kind}", found.of_kind(kind)) for kind in WHOLE],
        sheets=[(kind, f"reports.about.{kind}") for kind in SHEETS],
        may_build=can_build_reports(actor),
        may_write=can_write_passages(actor),
    )


@require_safe
def report(request: HttpRequest, kind: str, edition: str) -> HttpResponse:
    """One kept report with its files in both languages."""
    question = asked(request)
    found = reading.report_page(kind=kind, edition=edition, on=question.on)
    if found is None:
        raise Http404
    ordered = sorted(found.report.languages.items(), key=lambda item: item[0] != question.language)
    return show(
        request,
        "web/reports/report.html",
        here="report",
        parts={"kind": kind, "edition": edition},
        asked=question,
        found=found,
        kind=kind,
        edition=edition,
        languages=ordered,
    )


@require_safe
@or_damaged
def report_file(request: HttpRequest, kind: str, edition: str, written: str, suffix: str) -> HttpResponse:
    """A file of a kept report, byte for byte. The reading version opens in the browser, sealed off."""
    question = asked(request)
    if suffix not in KINDS_OF_FILES or written not in LANGUAGES:
        raise Http404
    content = reading.kept_file(kind=kind, edition=edition, language=written, suffix=suffix, on=question.on)
    if content is None:
        raise Http404
    return handed_out(content, name=f"stem-{kind}-{edition}-{written}.{suffix}", suffix=suffix)


@require_safe
@or_damaged
def working_file(request: HttpRequest, number: str, suffix: str) -> HttpResponse:
    """A file of a working version, for those who make reports."""
    if suffix not in KINDS_OF_FILES or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    found = reading.working_file(key=int(number), suffix=suffix, actor=actor_of(request))
    if found is None:
        raise Http404
    heading, content = found
    name = heading.name
    told = "-".join(part for part in ("stem", name.kind, name.subject, name.edition, str(heading.as_of)) if part)
    return handed_out(content, name=f"{told}-{name.language}.{suffix}", suffix=suffix)


@require_safe
@or_damaged
def report_changes(request: HttpRequest, kind: str) -> HttpResponse:
    """What changed from one report to the next, in the language of the page."""
    question, actor = asked(request), actor_of(request)
    if kind not in WHOLE:
        raise Http404
    kept = [
        item.edition
        for item in reading.reports_page(on=question.on).of_kind(kind)
        if question.language in item.languages
    ]
    may_build = can_build_reports(actor)
    before = request.GET.get("van", "").strip()[:60]
    after = request.GET.get("tot", "").strip()[:60] or (comparing.NEXT if may_build else next(iter(kept), ""))
    comparison, problems = None, []
    if kept and (before or after):
        try:
            comparison = comparing.compare_reports(
                kind=kind, language=question.language, before=before, after=after, actor=actor, now=now()
            )
        except Refused as refused:
            problems = [asdict(problem) for problem in refused.problems]
        except NotAllowed as refused:
            raise PermissionDenied from refused
    return show(
        request,
        "web/reports/changes.html",
        here="report_changes",
        parts={"kind": kind},
        asked=question,
        status=422 if problems else 200,
        kind=kind,
        kept=kept,
        next=comparing.NEXT if may_build else "",
        given={"before": comparison.before.edition if comparison else before, "after": after},
        comparison=comparison,
        problems=problems,
    )


def handed_out(content: bytes, *, name: str, suffix: str) -> HttpResponse:
    """A file of a report: the reading version opens, every other one is saved."""
    if suffix == "html":
        return sealed(content, kind=KINDS_OF_FILES[suffix])
    return attached(content, name=name, kind=KINDS_OF_FILES[suffix])
