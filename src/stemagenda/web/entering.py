"""What the pages on which people enter something have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.usecases.indicators import series_titles
from stemagenda.usecases.permissions import can_import
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, show
from stemagenda.web.methods import READING, takes

View = Callable[..., HttpResponse]


def editors_only(name: str) -> Callable[[View], View]:
    """Let editors pass; others sign in first and come back to the page of that name.

    Raises:
        PermissionDenied: somebody signed in who is no editor.
    """

    def wrap(view: View) -> View:
        @takes(*READING, "POST")
        @wraps(view)
        def guarded(request: HttpRequest, **parts: str) -> HttpResponse:
            actor = actor_of(request)
            if not actor.name:
                return sign_in_first(request, name, **({} if name == "import" else parts))
            if not can_import(actor):
                raise PermissionDenied
            return view(request, **parts)

        return guarded

    return wrap


def sign_in_first(request: HttpRequest, name: str, **parts: str) -> HttpResponse:
    """Lead to the page for signing in, and from there to a page."""
    language = language_of(request)
    wanted = address(name, language=language, **parts)
    return HttpResponseRedirect(address("sign_in", language=language, query=urlencode({"next": wanted})))


def come_back(request: HttpRequest, name: str, **parts: str) -> HttpResponse:
    """For somebody without a session: sign in first, or be told that the session ended while they typed."""
    return (signed_out if request.method == "POST" else sign_in_first)(request, name, **parts)


def signed_out(request: HttpRequest, name: str, **parts: str) -> HttpResponse:
    """The session ended while somebody typed: nothing was stored, and what they typed is shown, to be taken along."""
    typed = [
        (field.partition(".")[0].removesuffix("_en"), clean(value, most=20_000))
        for field, values in request.POST.lists()
        if field in _TEXTS or _IN_BLOCK.fullmatch(field)
        for value in values
    ]
    wanted = address(name, language=language_of(request), **parts)
    return show(
        request,
        "web/signed_out.html",
        here=name,
        parts=parts,
        status=403,
        typed=[(field, text) for field, text in typed if text],
        sign_in=address("sign_in", language=language_of(request), query=urlencode({"next": wanted})),
    )


#: The same inside the numbered parts of a form: items.0.title.
_IN_BLOCK: Final = re.compile(r"\w+\.\d+\.(title|note|text|text_en|response)", re.ASCII)
#: The fields of forms in which people write sentences.
_TEXTS: Final = frozenset(
    {"title", "title_en", "description", "description_en", "status_reason", "note", "notes.text", "reason", "text"}
    | {"quality.evidence", "indicators.reasoning", "milestones.title", "titles"}
    | {"minutes", "mandate", "mandate_en", "closing_note"}
)


def titled(changes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Changes of figures or lights, each with its series in words; a series that is gone keeps its codes."""
    listed = [dict(change) for change in changes]
    titles = series_titles(codes=(change["indicator"] for change in listed))
    for change in listed:
        change["title"] = titles.get((change["indicator"], change["series"]))
    return listed


def clean(written: Any, *, most: int) -> str:
    """A form's text: bounded, without NUL, which no database takes."""
    return str(written).replace("\x00", "").strip()[:most]


def number_of(written: Any) -> int:
    """A form's whole number; 0 for anything else."""
    said = str(written)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
