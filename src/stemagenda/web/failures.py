"""Pages for when something is wrong: what happened, what was expected, where to go. Each in the address's language.

The page for a fault of the program (500) and every last resort is drawn without database, session and base template.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from html import escape
from typing import Final

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve

from stemagenda.core.text import LANGUAGES, Language
from stemagenda.web.addresses import PATHS, address
from stemagenda.web.asking import language_of
from stemagenda.web.catalogue import words

_LOG = logging.getLogger(__name__)
#: Codes that views give to BadRequest; each has its own words.
_REASONS: Final = frozenset(
    {
        "as_of.form",
        "as_of.range",
        "as_of.order",
        "timeline.filter",
        "practices.many",
        "timeline.many",
        "practices.filter",
        "network.filter",
        "changes.filter",
        "hub.filter",
    }
)
#: Where to go from any failure.
_WAYS_ON: Final = ("home", "indicators", "objectives", "sources")
_WAY_WORDS: Final = {name: f"nav.{name}" for name in _WAYS_ON} | {"home": "nav.monitor"}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form says something that cannot be read."""
    code = str(exception) if isinstance(exception, BadRequest) else ""
    return _page(request, kind=code if code in _REASONS else "bad_request", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not allowed."""
    return _page(request, kind="forbidden", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from this site, or came too late."""
    return _page(request, kind="forged", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page. Names the page that was probably meant; a forgotten last slash is mended."""
    path = request.path_info
    if request.method in {"GET", "HEAD"} and not path.endswith("/") and _leads_somewhere(f"{path}/"):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}/" + (f"?{query}" if query else ""))
    kind = "language" if _foreign_language(path) else "not_found"
    return _page(request, kind=kind, status=404, suggestions=_suggestions(path), is_search=True)


def wrong_method(request: HttpRequest, *, methods: Sequence[str]) -> HttpResponse:
    """405: the page exists, but cannot be asked this way."""
    response = _page(request, kind="method", status=405, methods=", ".join(methods))
    response.headers["Allow"] = ", ".join(methods)
    return response


def too_long(request: HttpRequest) -> HttpResponse:
    """414: the address is longer than any of ours."""
    return _page(request, kind="too_long", status=414)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more is sent than any form of ours takes. Nothing of it was read."""
    response = _bare(language=language_of(request), kind="too_large", status=413)
    response.headers["Connection"] = "close"
    return response


def nothing_loaded(request: HttpRequest) -> HttpResponse:
    """503: the site runs, but no agenda was loaded yet."""
    response = _bare(language=language_of(request), kind="nothing_loaded", status=503)
    response.headers["Retry-After"] = "60"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of the program. Needs neither database nor session."""
    return _bare(language=language_of(request), kind="broken", status=500)


def _page(
    request: HttpRequest,
    *,
    kind: str,
    status: int,
    suggestions: Sequence[tuple[Language, str]] = (),
    is_search: bool = False,
    methods: str = "",
) -> HttpResponse:
    language = language_of(request)
    _mend_query(request)
    other: Language = "en" if language == "nl" else "nl"
    context = {
        "language": language,
        "other_language": other,
        "here": "failure",
        "here_other": address("home", language=other),
        "title": f"failure.{kind}.title",
        "explanation": f"failure.{kind}.text",
        "remedy": f"failure.{kind}.remedy",
        "suggestions": suggestions,
        "is_search": is_search,
        "methods": methods,
        "ways_on": [(name, _WAY_WORDS[name]) for name in _WAYS_ON],
        "status": status,
    }
    try:
        return render(request, "web/failure.html", context, status=status)
    except Exception:  # noqa: BLE001  (a failure page that fails would hide the first fault)
        _LOG.exception("the failure page '%s' could not be drawn", kind)
        return _bare(language=language, kind=kind, status=status, methods=methods)


def _bare(*, language: Language, kind: str, status: int, methods: str = "") -> HttpResponse:
    title, text, remedy = (
        escape(words(f"failure.{kind}.{part}", language=language, methods=methods))
        for part in ("title", "text", "remedy")
    )
    home, name = address("home", language=language), escape(words("site.name", language=language))
    return HttpResponse(
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} · {name}</title>{_style_sheets()}</head>\n"
        f'<body><main class="wrap"><header class="head"><h1>{title}</h1><p>{text}</p></header>'
        f'<div class="prose"><p>{remedy}</p><p><a href="{home}">{name}</a></p></div></main></body>\n</html>\n',
        status=status,
    )


def _style_sheets() -> str:
    try:
        sheets = [staticfiles_storage.url(f"css/{name}.css") for name in ("tokens", "site")]
    except ValueError:  # the list of collected files is missing: plain, but readable
        return ""
    return "".join(f'<link rel="stylesheet" href="{escape(sheet)}">' for sheet in sheets)


def _mend_query(request: HttpRequest) -> None:
    """Leave out a query that cannot be read: the failure page must not stumble over it again."""
    try:
        request.GET  # noqa: B018  (read for its refusal)
    except SuspiciousOperation:
        request.GET = QueryDict()


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _foreign_language(path: str) -> bool:
    first = path.strip("/").split("/", 1)[0]
    return len(first) == 2 and first.isalpha() and first.lower() not in LANGUAGES


def _suggestions(path: str) -> list[tuple[Language, str]]:
    """Existing addresses close to an unknown one: language forgotten, unknown, in capitals, or mixed up."""
    parts = [part for part in path.split("/") if part]
    if parts and (parts[0].lower() in LANGUAGES or _foreign_language(path)):
        parts = parts[1:]
    if not parts:
        return [(language, address("home", language=language)) for language in LANGUAGES]
    first = parts[0].lower()
    for dutch, english in PATHS.values():
        heads = {"nl": dutch.split("/", 1)[0], "en": english.split("/", 1)[0]}
        if first in heads.values():
            asked = [(lang, "/".join(["", lang, heads[lang], *parts[1:], ""])) for lang in LANGUAGES]
            return [(lang, found) for lang, found in asked if found != path and _leads_somewhere(found)]
    return []
