"""The public pages: read the question, make one use-case call, show the answer."""

from __future__ import annotations

from datetime import date
from importlib import metadata
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from stemagenda.core.personal.purpose import PURPOSES
from stemagenda.core.reports.moment_words import CAVEAT
from stemagenda.usecases import indicators, lineage, monitor, search, sources
from stemagenda.usecases.actions.reading import objective_actions
from stemagenda.usecases.events.reading import objective_events
from stemagenda.usecases.explaining import explanation
from stemagenda.usecases.moments import moments_of
from stemagenda.usecases.permissions import can_import
from stemagenda.usecases.practices import objective_practices
from stemagenda.usecases.reading import glossary_terms, method_names, method_rules
from stemagenda.usecases.search import SearchResult
from stemagenda.usecases.searchable import KINDS
from stemagenda.web.addresses import address
from stemagenda.web.asking import EARLIEST, Asked, actor_of, asked, read_day, show
from stemagenda.web.charts import drawn_chart, small_charts
from stemagenda.web.citing import citation
from stemagenda.web.framing import pieces
from stemagenda.web.moments import chosen, offered, query_of, rows, written

#: The comparison that is shown when no days were chosen.
YEARS_BACK = 3
#: Characters of a question that are shown again.
LONGEST_WORDS = 200


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the Dutch home page."""
    return HttpResponseRedirect(address("home", language="nl"))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The state of STEM."""
    question = asked(request)
    return show(request, "web/home.html", here="home", asked=question, home=monitor.home(on=question.on))


@require_safe
def strand(request: HttpRequest, code: str) -> HttpResponse:
    """One strand."""
    question = asked(request)
    found = monitor.strand_page(code=code, on=question.on)
    if found is None:
        raise Http404
    return show(request, "web/strand.html", here="strand", parts={"code": code}, asked=question, strand=found)


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One result area."""
    question = asked(request)
    found = monitor.area_page(code=code, on=question.on)
    if found is None:
        raise Http404
    return show(request, "web/area.html", here="area", parts={"code": code}, asked=question, area=found)


@require_safe
def objectives(request: HttpRequest) -> HttpResponse:
    """The whole tree of objectives."""
    question = asked(request)
    return show(
        request, "web/objectives.html", here="objectives", asked=question, tree=monitor.objective_tree(on=question.on)
    )


@require_safe
def objective(request: HttpRequest, code: str) -> HttpResponse:
    """One objective."""
    question = asked(request)
    found = monitor.objective_page(code=code, on=question.on)
    if found is None:
        raise Http404
    return show(
        request,
        "web/objective.html",
        here="objective",
        parts={"code": code},
        asked=question,
        objective=found,
        actions=objective_actions(below=found.below, on=question.on),
        events=objective_events(below=found.below, on=question.on),
        practices=objective_practices(below=found.below, on=question.on, language=question.language),
    )


@require_safe
def all_indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator in one table."""
    question = asked(request)
    return show(request, "web/indicators.html", here="indicators", asked=question, home=monitor.home(on=question.on))


@require_safe
def indicator(request: HttpRequest, code: str, series: str | None = None) -> HttpResponse:
    """One indicator, or one series of it."""
    question = asked(request)
    found = indicators.indicator_page(code=code, series=series, on=question.on)
    if found is None:
        raise Http404
    parts = {"code": code, **({"series": series} if series else {})}
    beside = moments_of(view=found.shown, query=query_of(request.GET), on=question.on)
    chart = drawn_chart(page=found, language=question.language, on=question.on, moments=beside.shown)
    return show(
        request,
        "web/indicator.html",
        here="series" if series else "indicator",
        parts=parts,
        asked=question,
        found=found,
        chart=chart,
        beside=beside,
        moments=rows(beside, view=found.shown, numbers=chart.numbers, question=question),
        moments_offered=offered(beside, question),
        moments_chosen=chosen(beside, question),
        moments_query=written(beside.query),
        caveat=CAVEAT,
        multiples=small_charts(page=found, language=question.language),
        explanation=explanation(page=found, language=question.language),
        may_override=actor_of(request).is_editor,
        citation=citation(found, question, request),
        pieces=pieces(
            request,
            here="series" if series else "indicator",
            language=question.language,
            parts=parts,
            title=found.shown.title.to(question.language),
        ),
        suffixes=("csv", "xlsx", "svg", "png"),
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What changed between two days."""
    question = asked(request)
    last = read_day(request.GET["tot"], latest=question.today) if request.GET.get("tot") else question.on
    first = (
        read_day(request.GET["van"], latest=question.today)
        if request.GET.get("van")
        else max(date(last.year - YEARS_BACK, last.month, 1), EARLIEST)
    )
    if first > last:
        raise BadRequest("as_of.order")
    found = monitor.compare(first=first, last=last, latest=question.today)
    return show(request, "web/compare.html", here="compare", asked=question, comparison=found)


@require_safe
def all_sources(request: HttpRequest) -> HttpResponse:
    """Sources and their releases."""
    question = asked(request)
    return show(
        request, "web/sources.html", here="sources", asked=question, sources=sources.source_parts(on=question.on)
    )


@require_safe
def source(request: HttpRequest, source: str) -> HttpResponse:
    """One source."""
    question = asked(request)
    found = sources.source_part(name=source, on=question.on)
    if found is None:
        raise Http404
    return show(
        request,
        "web/source.html",
        here="source",
        parts={"source": source},
        asked=question,
        part=found,
        just_withdrawn=can_import(actor_of(request)) and "klaar" in request.GET,
    )


@require_safe
def release(request: HttpRequest, source: str, release: str) -> HttpResponse:
    """One release with its figures."""
    question = asked(request)
    found = sources.release_page(source=source, code=release, on=question.on)
    if found is None:
        raise Http404
    parts = {"source": source, "release": release}
    uses = lineage.uses_of(source=source, code=release, on=question.on)
    may_import = can_import(actor_of(request))
    return show(
        request,
        "web/release.html",
        here="release",
        parts=parts,
        asked=question,
        found=found,
        uses=uses,
        may_import=may_import,
        just_taken_in=may_import and "klaar" in request.GET,
    )


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Search over everything."""
    question = asked(request)
    words, kind = request.GET.get("q", "")[:LONGEST_WORDS], request.GET.get("kind", "")
    chosen = kind if kind in KINDS else ""
    result = search.search(
        words=request.GET.get("q", ""),
        language=question.language,
        on=question.on,
        kind=chosen,
        actor=actor_of(request),
        is_today=not question.as_of,
    )
    return show(
        request,
        "web/search.html",
        here="search",
        asked=question,
        words=words,
        result=result,
        kind=chosen,
        kinds=_kinds(result, words, question) if len(result.counts) > 1 else [],
    )


def _kinds(result: SearchResult, words: str, question: Asked) -> list[tuple[str, int, str]]:
    """Each kind of find with how many there are, everything first, and the address that shows only those."""
    counted = [("", result.total), *result.counts]
    queries = [urlencode({"q": words, **({"kind": kind} if kind else {})}) for kind, _ in counted]
    return [
        (kind, count, address("search", language=question.language, as_of=question.as_of, query=query))
        for (kind, count), query in zip(counted, queries, strict=True)
    ]


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How lights are decided, from the definitions."""
    question = asked(request)
    return show(
        request,
        "web/method.html",
        here="method",
        asked=question,
        rules=method_rules(),
        colours=("green", "orange", "red", "grey"),
        reasons=("no_data", "one_point", "break", "proxy_only", "undefined"),
        methods=method_names(),
    )


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The words of the agenda and of this monitor."""
    return show(request, "web/glossary.html", here="glossary", terms=glossary_terms())


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and for whom."""
    question = asked(request)
    return show(request, "web/about.html", here="about", asked=question, agenda=monitor.the_agenda())


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return show(
        request,
        "web/accessibility.html",
        here="accessibility",
        contact=settings.STEMAGENDA_CONTACT,
        version=metadata.version("stemagenda"),
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a visitor: nothing; and of whoever asks for something, by purpose."""
    purposes = [
        {
            "why": f"personal.purpose_{purpose.code}",
            "fields": [f"personal.field_{name}" for name in purpose.fields],
            "ground": f"personal.ground_{purpose.ground}",
            "long": f"privacy.people.long_{purpose.code}",
        }
        for purpose in PURPOSES.values()
    ]
    return show(request, "web/privacy.html", here="privacy", purposes=purposes)


@require_safe
def add_figures(request: HttpRequest) -> HttpResponse:
    """How a missing figure is added, and what is missing."""
    question = asked(request)
    return show(request, "web/load.html", here="load", asked=question, home=monitor.home(on=question.on))
