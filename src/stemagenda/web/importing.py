"""Taking in a file on the site: give it, see what it would do, accept it or throw it away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from stemagenda.core.observation import Details
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases import publishing, sources, uploads
from stemagenda.usecases.intake import unknown_moment
from stemagenda.usecases.previews import problems_of
from stemagenda.usecases.uploads import Given
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, language_of, now, show
from stemagenda.web.entering import clean, editors_only, titled

#: Figures of a kind (changed, gone, new) that are shown; the rest is counted.
MOST_SHOWN: Final = 25
_SAID: Final = ("title", "published", "url")
_TALLIES: Final = (
    ("new", "import.new"),
    ("changed", "import.changed"),
    ("unchanged", "import.same"),
    ("vanished", "import.vanished"),
)
#: What an editor looks at first stands first.
_KINDS: Final = (
    ("changed", "import.changed_figures"),
    ("vanished", "import.gone_figures"),
    ("new", "import.new_figures"),
)


@editors_only("import")
def importing(request: HttpRequest) -> HttpResponse:
    """The form in which a file is given."""
    if request.method != "POST":
        return _form(request)
    file = request.FILES.get("file")
    try:
        token = uploads.give_file(
            name=clean(file.name or "", most=200) if file else "",
            content=file.read() if file else b"",
            source=clean(request.POST.get("source", ""), most=60),
            details=_details(request),
            actor=actor_of(request),
            now=now(),
        )
    except Refused as refused:
        return _form(request, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("upload", language=language_of(request), token=token))


@editors_only("import")
def upload(request: HttpRequest, token: str) -> HttpResponse:
    """What a given file would do; accepting it, throwing it away, or looking again with other words."""
    actor, language = actor_of(request), language_of(request)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step == "throw_away":
        uploads.throw_away(token=token, actor=actor, now=now())
        return HttpResponseRedirect(address("import", language=language))
    if step == "again" and not uploads.look_again(
        token=token,
        source=clean(request.POST.get("source", ""), most=60),
        details=_details(request),
        actor=actor,
        now=now(),
    ):
        raise Http404
    if step == "accept":
        return _accepted(request, token)
    return _preview(request, token)


def _accepted(request: HttpRequest, token: str) -> HttpResponse:
    language = language_of(request)
    try:
        done = uploads.accept_file(
            token=token,
            reason=clean(request.POST.get("reason", ""), most=2_000),
            visible_from=_moment(request.POST.get("visible_from", "")),
            actor=actor_of(request),
            now=now(),
        )
    except Refused as refused:
        return _preview(request, token, problems=refused.problems, status=422)
    if done is None:
        raise Http404
    parts = {"source": done.release.source, "release": done.release.code}
    if done.visible_from is not None and done.visible_from > now():
        return HttpResponseRedirect(address("early", language=language, **parts))
    return HttpResponseRedirect(address("release", language=language, query="klaar=1", **parts))


def _form(request: HttpRequest, *, problems: tuple[Problem, ...] = (), status: int = 200) -> HttpResponse:
    return show(
        request,
        "web/import.html",
        here="import",
        status=status,
        problems=problems_of(problems),
        given=request.POST,
        sources=sources.known_sources(),
        waiting=publishing.waiting_releases(),
        largest=uploads.LARGEST // 1_000_000,
    )


def _preview(
    request: HttpRequest, token: str, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    found = uploads.given_file(token=token, actor=actor_of(request), now=now())
    if found is None:
        raise Http404
    return show(
        request,
        "web/upload.html",
        here="upload",
        parts={"token": token},
        status=status,
        found=found,
        said=found.preview,
        tallies=tuple((found.preview.get("observations", {}).get(kind, 0), word) for kind, word in _TALLIES),
        changes=_changes(found),
        problems=[*problems_of(problems), *found.preview.get("problems", [])],
        lights=titled(found.preview.get("light_changes", [])),
        visible_from=_read(found.preview.get("visible_from")),
        sources=sources.known_sources(),
        given=request.POST,
        today=asked(request).today,
    )


def _changes(found: Given) -> list[dict[str, Any]]:
    """The figures that change, kind by kind: the word above them, the first of them, and how many more there are."""
    counts: dict[str, int] = found.preview.get("observations", {})
    changes: list[dict[str, Any]] = found.preview.get("changes", [])
    groups = []
    for kind, word in _KINDS:
        shown = [change for change in changes if _kind(change) == kind][:MOST_SHOWN]
        if total := counts.get(kind, 0):
            groups.append({"kind": kind, "word": word, "shown": titled(shown), "more": total - len(shown)})
    return groups


def _kind(change: Mapping[str, Any]) -> str:
    if change["before"] is None:
        return "new"
    return "vanished" if change["after"] is None else "changed"


def _details(request: HttpRequest) -> Details:
    return Details(**{name: clean(request.POST.get(name, ""), most=400) for name in _SAID})


def _moment(written: str) -> datetime | None:
    """A moment as a browser's field writes it (2026-12-01T09:30), in the site's time zone; None where it is left open.

    Raises:
        Refused: for anything else. To let it go would bring the figures out at once.
    """
    try:
        return timezone.make_aware(datetime.fromisoformat(written)) if written else None
    except (ValueError, OverflowError) as error:
        raise Refused([unknown_moment(file="")]) from error


def _read(written: Any) -> datetime | None:
    return timezone.localtime(datetime.fromisoformat(written)) if written else None
