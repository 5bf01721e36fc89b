"""Taking a release back: which lights would change, the reason, and then the deed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases import sources
from stemagenda.usecases.previews import light_change_of, problems_of
from stemagenda.usecases.withdrawing import LONGEST_REASON, SHORTEST_REASON, withdraw_release
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.entering import clean, editors_only, titled


@editors_only("withdraw")
def withdraw(request: HttpRequest, source: str, release: str) -> HttpResponse:
    """Show what withdrawing would do, and withdraw."""
    found = sources.release_page(source=source, code=release, on=asked(request).today)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _form(request, found)
    try:
        withdraw_release(
            source=source,
            code=release,
            reason=clean(request.POST.get("reason", ""), most=LONGEST_REASON + 1),
            seen=clean(request.POST.get("seen", ""), most=64),
            actor=actor_of(request),
            now=now(),
        )
    except Refused as refused:
        return _form(request, found, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("source", language=language_of(request), query="klaar=1", source=source))


def _form(
    request: HttpRequest, found: sources.ReleasePage, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    heading = found.release.heading
    lights = withdraw_release(
        source=heading.source, code=heading.code, reason="", actor=actor_of(request), now=now(), dry_run=True
    )
    return show(
        request,
        "web/withdraw.html",
        here="withdraw",
        parts={"source": heading.source, "release": heading.code},
        status=status,
        found=found,
        lights=titled(light_change_of(light) for light in lights),
        problems=problems_of(problems),
        given=request.POST,
        shortest=SHORTEST_REASON,
        longest=LONGEST_REASON,
    )
