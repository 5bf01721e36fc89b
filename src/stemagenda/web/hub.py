"""The STEMhub for whoever asks: the form of a minute, their own page behind a secret link, the needs of everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.views.decorators.http import require_safe

from stemagenda.core.hub.request import (
    ASKERS,
    AUDIENCES,
    FURTHEST,
    HELP_KINDS,
    LONGEST_NAME,
    LONGEST_QUESTION,
    MOST_CODES,
    REGIONS_ASKED,
    Asked,
    Contact,
)
from stemagenda.core.hub.workflow import NotPossible
from stemagenda.core.network.relation import TargetKind
from stemagenda.core.text import LANGUAGES, Text
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.actors import titles_of
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.hub.asking import RATINGS, OwnPage, ask_for_help, own_page, rate_help, withdraw_help
from stemagenda.usecases.hub.letters import PLACE
from stemagenda.usecases.hub.needs import FORMATS, exact_needs, needs_csv, needs_document, public_needs
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import can_see_help, can_triage_help
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.downloads import attached
from stemagenda.web.entering import clean, number_of
from stemagenda.web.guarding import guard_of, open_form

FORM = "help"
NOTHING_ASKED = Asked(kind="", region="", asker="", question="")
NOBODY_YET = Contact(address="")
#: What the agenda's own records say of the hub, where they are there.
_RESTS: Final[tuple[tuple[TargetKind, str], ...]] = (("practice", "stemhub"), ("action", "IK-02"))


@open_form
def stemhub(request: HttpRequest) -> HttpResponse:
    """What the STEMhub is, and its form."""
    if request.method != "POST":
        return _form(request, NOTHING_ASKED, NOBODY_YET)
    wanted, contact, problems = read_question(request.POST)
    language = language_of(request)
    if not problems:
        try:
            secret = ask_for_help(
                asked=wanted,
                contact=contact,
                language=language,
                guard=guard_of(request, form=FORM),
                link=link_of(request),
                now=now(),
            )
        except Refused as refused:
            problems = list(refused.problems)
        else:
            return HttpResponseRedirect(address("hub_asked", language=language, secret=secret))
    return _form(request, wanted, contact, problems=problems, status=422)


@open_form
def hub_asked(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody's own question: suggestions, the answer, and what they say of it."""
    if request.method == "POST" and request.POST.get("step") == "withdraw":
        return _withdrawn(request, secret)
    problems: Sequence[Problem] = ()
    if request.method == "POST":
        try:
            found = rate_help(
                secret=secret,
                satisfaction=number_of(request.POST.get("satisfaction", "")),
                remark=clean(request.POST.get("remark", ""), most=1_000),
                now=now(),
            )
        except NotPossible:
            problems = (_too_late(),)
        except Refused as refused:
            problems = refused.problems
        else:
            if not found:
                raise Http404
            return HttpResponseRedirect(address("hub_asked", language=language_of(request), secret=secret))
    return _own(request, secret, problems=problems)


@require_safe
def hub_needs(request: HttpRequest) -> HttpResponse:
    """What was asked, answered and not met, by region, transition and kind of help."""
    question = asked(request)
    actor = actor_of(request)
    is_triage = can_triage_help(actor)
    found = exact_needs(on=question.on, actor=actor) if is_triage else public_needs(on=question.on)
    regions = [row for row in found.rows["region"] if any(place[0] == row.code for place in found.crossed)]
    columns = [row for row in found.rows["transition"] if any(place[1] == row.code for place in found.crossed)]
    return _fresh(
        show(
            request,
            "web/hub/needs.html",
            here="hub_needs",
            asked=question,
            found=found,
            lines=[
                (row, [(column, found.crossed.get((row.code, column.code), 0)) for column in columns])
                for row in regions
            ],
            columns=columns,
            downloads=[
                (suffix, address("hub_needs_file", language=question.language, as_of=question.as_of, suffix=suffix))
                for suffix in FORMATS
            ],
            may_see=can_see_help(actor),
        )
    )


@require_safe
def hub_needs_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The needs as a file, as everybody may see them."""
    question = asked(request)
    found = public_needs(on=question.on)
    if suffix == "json":
        return _fresh(JsonResponse(needs_document(found=found), json_dumps_params={"ensure_ascii": False, "indent": 2}))
    if suffix not in FORMATS:
        raise Http404
    content = needs_csv(found=found, language=question.language)
    name = f"stemhub-needs-{question.on.isoformat()}.csv"
    return _fresh(attached(content, name=name, kind="text/csv; charset=utf-8; header=present"))


def link_of(request: HttpRequest) -> Text:
    """The address of an asker's page with a place for their secret: at this site's own name where it is set."""
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    start = origins[0].rstrip("/") if origins else f"{request.scheme}://{request.get_host()}"
    return Text(*(start + address("hub_asked", language=language, secret=PLACE) for language in LANGUAGES))


def read_question(given: QueryDict) -> tuple[Asked, Contact, list[Problem]]:
    """A question as the form has it; only a day that is none cannot be read."""
    written = clean(given.get("needed_by", ""), most=40)
    needed_by, problems = None, []
    if written:
        try:
            needed_by = date.fromisoformat(written)
        except ValueError:
            problems = [_problem("needed_by", f"'{written}' is no day", "Write it as 2026-11-23")]
    wanted = Asked(
        kind=clean(given.get("kind", ""), most=40),
        region=clean(given.get("region", ""), most=20),
        asker=clean(given.get("asker", ""), most=20),
        # Room for what is too long: it comes back to be shortened.
        question=clean(given.get("question", "").replace("\r\n", "\n"), most=10 * LONGEST_QUESTION),
        audience=tuple(clean(code, most=40) for code in given.getlist("audience")[: MOST_CODES + 1]),
        transitions=tuple(clean(code, most=60) for code in given.getlist("transitions")[: MOST_CODES + 1]),
        needed_by=needed_by,
    )
    told = {name: clean(given.get(name, ""), most=2 * LONGEST_NAME) for name in ("name", "organisation", "place")}
    return wanted, Contact(address=clean(given.get("address", ""), most=300), **told), problems


def _form(
    request: HttpRequest,
    wanted: Asked,
    contact: Contact,
    *,
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    agenda, today = the_agenda(), now().date()
    titles = titles_of(on=today)
    return show(
        request,
        "web/hub/ask.html",
        here="stemhub",
        status=status,
        wanted=wanted,
        contact=contact,
        problems=problems,
        wrong={problem.place for problem in problems},
        agenda=agenda,
        form=FORM,
        kinds=HELP_KINDS,
        regions=REGIONS_ASKED,
        askers=ASKERS,
        audiences=AUDIENCES,
        longest=LONGEST_QUESTION,
        earliest=today.isoformat(),
        latest=(today + FURTHEST).isoformat(),
        # What cannot be read comes back as it was typed.
        needed_by=request.POST.get("needed_by", "")[:40],
        rests=[(*place, titles[place]) for place in _RESTS if place in titles],
        may_see=can_see_help(actor_of(request)),
    )


def _own(request: HttpRequest, secret: str, *, problems: Sequence[Problem]) -> HttpResponse:
    found = own_page(secret=secret, on=now().date())
    if found is None:
        raise Http404
    response = show(
        request,
        "web/hub/asked.html",
        here="hub_asked",
        parts={"secret": secret},
        status=422 if problems else 200,
        found=found,
        secret=secret,
        problems=problems,
        agenda=the_agenda(),
        names=entity_titles(),
        ratings=RATINGS,
        given=_rated(request, found),
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _rated(request: HttpRequest, found: OwnPage) -> dict[str, object]:
    """What stands in the form for rating: what was typed, else what was said before."""
    if request.method == "POST":
        typed = number_of(request.POST.get("satisfaction", ""))
        return {"satisfaction": typed, "remark": request.POST.get("remark", "")[:1_000]}
    return {"satisfaction": found.request.satisfaction, "remark": found.remark}


def _withdrawn(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        withdraw_help(secret=secret, now=now())
    except NotPossible:
        return _own(request, secret, problems=(_too_late(),))
    # The same answer where it was gone already: a second click changes nothing.
    return show(request, "web/hub/withdrawn.html", here="stemhub")


def _too_late() -> Problem:
    return _problem("step", "this is not possible where the question stands now", "Look at the page again")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="help-request", place=place, message=message, remedy=remedy)


def _fresh(response: HttpResponse) -> HttpResponse:
    """Counts move with every question, and a question draws no remembered page anew: nobody keeps this one."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
