"""Editions: the list with the form that freezes one, one edition with its errata and files, two compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from stemagenda.core.text import LANGUAGES
from stemagenda.core.validation import Refused
from stemagenda.store.editions import EditionDamaged
from stemagenda.usecases import edition_files, edition_pages, editions
from stemagenda.usecases.editions import Edition
from stemagenda.usecases.permissions import can_publish_editions
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.catalogue import person_words, words
from stemagenda.web.downloads import attached
from stemagenda.web.methods import takes

#: Problems that have words of their own on the screen; every other one is told as "unknown".
_TOLD: Final = ("name", "note", "as_of", "taken", "text", "day")
_KINDS: Final[dict[str, tuple[str, Callable[[Edition], bytes]]]] = {
    "json": ("application/json", lambda found: found.document),
    "zip": ("application/zip", lambda found: edition_files.edition_zip(edition=found)),
    "csv": ("text/csv; charset=utf-8; header=present", lambda found: edition_files.figures_csv(edition=found)),
}
View = Callable[..., HttpResponse]


def _or_damaged(view: View) -> View:
    """Say it on a page of its own when an edition is no longer what was frozen: its values are not shown."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: str) -> HttpResponse:
        try:
            return view(request, **parts)
        except EditionDamaged as damaged:
            return show(request, "web/edition_damaged.html", here="", name=damaged.name, status=500)

    return guarded


@takes("GET", "HEAD", "POST")
def all_editions(request: HttpRequest) -> HttpResponse:
    """Every edition; an editor may freeze one here."""
    if request.method != "POST":
        return _list(request)
    if answer := _may_not(request, "editions"):
        return answer
    given = request.POST
    try:
        made = editions.freeze_edition(
            name=given.get("name", ""),
            note=given.get("note", ""),
            as_of=_day(given.get("day", "")),
            actor=actor_of(request),
            now=now(),
        )
    except Refused as refused:
        return _list(request, problems=_places(refused), status=422)
    return HttpResponseRedirect(address("edition", language=language_of(request), edition=made.name))


@takes("GET", "HEAD", "POST")
@_or_damaged
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """One edition; an editor may set an erratum beside it here."""
    if request.method != "POST":
        return _one(request, edition)
    if answer := _may_not(request, "edition", edition=edition):
        return answer
    try:
        editions.add_erratum(name=edition, text=request.POST.get("text", ""), actor=actor_of(request), now=now())
    except Refused as refused:
        return _one(request, edition, problems=_places(refused), status=422)
    return HttpResponseRedirect(address("edition", language=language_of(request), edition=edition) + "#errata")


@require_safe
@_or_damaged
def edition_file(request: HttpRequest, edition: str, suffix: str) -> HttpResponse:
    """An edition to take away: its document, everything, or its figures. The same bytes at each request."""
    if suffix not in _KINDS:
        raise Http404
    kind, write = _KINDS[suffix]
    found = _found(lambda: editions.edition(name=edition, on=asked(request).on))
    return attached(write(found), name=f"stem-{edition}.{suffix}", kind=kind)


@require_safe
@_or_damaged
def compare_editions(request: HttpRequest) -> HttpResponse:
    """Two editions or days beside one another."""
    question = asked(request)
    known = editions.editions(on=question.on)
    before = request.GET.get("van", "").strip() or (known[0].name if known else "")
    today = words("editions.compare.today", language=question.language)
    after = request.GET.get("tot", "").strip() or today
    comparison, problems = None, []
    if before:
        try:
            comparison = _compared(before, after, question.on)
        except Refused as refused:
            problems = _places(refused)
    return show(
        request,
        "web/edition_compare.html",
        here="edition_compare",
        asked=question,
        status=422 if problems else 200,
        known=known,
        given={"before": before[:60], "after": after[:60]},
        comparison=comparison,
        # Of a frozen edition nobody knows whether its series still have a page.
        linked=comparison is not None and not comparison.after.edition,
        sentence=comparison.sentence(question.language) if comparison else "",
        told=[f"editions.problem.{_word(place)}" for place in problems],
    )


def _list(request: HttpRequest, *, problems: tuple[str, ...] | list[str] = (), status: int = 200) -> HttpResponse:
    question = asked(request)
    return show(
        request,
        "web/editions.html",
        here="editions",
        asked=question,
        status=status,
        editions=editions.editions(on=question.on),
        may_publish=can_publish_editions(actor_of(request)),
        wrong=problems,
        told=[f"editions.problem.{_word(place)}" for place in problems],
        given=request.POST,
        longest=editions.LONGEST_NAME,
        longest_note=editions.LONGEST_NOTE,
    )


def _one(request: HttpRequest, name: str, *, problems: list[str] | None = None, status: int = 200) -> HttpResponse:
    question = asked(request)
    found = _found(lambda: edition_pages.edition_page(name=name, on=question.on))
    on = found.edition.heading.as_of.isoformat()
    return show(
        request,
        "web/edition.html",
        here="edition",
        parts={"edition": name},
        asked=question,
        status=status,
        found=found,
        heading=found.edition.heading,
        then=address("home", language=question.language, as_of=on),
        suffixes=tuple(_KINDS),
        frozen_by=person_words(found.edition.heading.frozen_by, language=question.language),
        errata=[(item, person_words(item.author, language=question.language)) for item in found.edition.errata],
        may_publish=can_publish_editions(actor_of(request)),
        wrong=problems or (),
        told=[f"editions.problem.{_word(place)}" for place in problems or ()],
        given=request.POST,
        shortest=editions.SHORTEST_ERRATUM,
        longest=editions.LONGEST_ERRATUM,
    )


def _found(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except Refused as refused:
        raise Http404 from refused


def _may_not(request: HttpRequest, page: str, **parts: str) -> HttpResponse | None:
    """Where somebody goes who may not publish; None for who may."""
    actor = actor_of(request)
    language = language_of(request)
    if not actor.name:
        wanted = address(page, language=language, **parts)
        return HttpResponseRedirect(address("sign_in", language=language, query=urlencode({"next": wanted})))
    if not can_publish_editions(actor):
        raise PermissionDenied
    return None


def _compared(before: str, after: str, on: date) -> editions.EditionComparison:
    """Compare two sides; whichever a reader names first, the earlier one comes first."""
    first, second = _side(before), _side(after)
    try:
        return editions.compare_editions(before=first, after=second, today=on)
    except Refused as refused:
        if "order" not in _places(refused):
            raise
    return editions.compare_editions(before=second, after=first, today=on)


def _side(written: str) -> str:
    """What a form says of a side: the word for today, in either language, is told as the use case knows it."""
    is_today = any(written.lower() == words("editions.compare.today", language=language) for language in LANGUAGES)
    return editions.NOW if is_today else written


def _places(refused: Refused) -> list[str]:
    return [problem.place for problem in refused.problems]


def _word(place: str) -> str:
    return place if place in _TOLD else "unknown"


def _day(written: str) -> date | None:
    """The day of the form: today where it was left open, one that is refused where it is no day."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.min
