"""How to show a page of this site elsewhere (oembed.com). Only own addresses are answered, and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from stemagenda.core.text import LANGUAGES, Language
from stemagenda.core.validation import Refused
from stemagenda.usecases.indicators import indicator_page
from stemagenda.usecases.timeline import FACETS, TimelineQuery, timeline
from stemagenda.web.addresses import address, path
from stemagenda.web.asking import now
from stemagenda.web.catalogue import words
from stemagenda.web.following import card_address
from stemagenda.web.framing import HEIGHTS, PIECES, embed_address, frame

#: Pixels.
_WIDEST, _NARROWEST, _LOWEST = 720, 240, 120
_LONGEST: Final = 2_000
#: Seconds for which whoever asks may keep the answer.
_KEPT: Final = 3_600
#: A page -> the piece that stands for it; a piece stands for itself.
_STANDS_FOR: Final[Mapping[str, str]] = {
    **{page: found[-1] for page, found in PIECES.items()},
    **{piece: piece for piece in HEIGHTS},
}


@dataclass(frozen=True, kw_only=True)
class _Meant:
    """What an address of this site stands for: a piece, in a language, with its parts and filters."""

    piece: str
    language: Language
    parts: Mapping[str, str]
    query: str = ""


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer with the code of the piece, or say in a word why not."""
    if request.GET.get("format", "json") != "json":
        return _said({"error": "only format=json is offered"}, status=501)
    meant = _meant(request.GET.get("url", ""), host=request.get_host())
    title = _title(meant) if meant else ""
    if meant is None or not title:
        return _said({"error": "no page of this site that can be shown elsewhere"}, status=404)
    source = embed_address(meant.piece, language=meant.language, parts=meant.parts, query=meant.query)
    width = _number(request.GET.get("maxwidth", ""), least=_NARROWEST, most=_WIDEST)
    height = _number(request.GET.get("maxheight", ""), least=_LOWEST, most=HEIGHTS[meant.piece])
    here = "indicator" if "code" in meant.parts else "timeline"
    return _said(
        {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": words("site.name", language=meant.language),
            "provider_url": request.build_absolute_uri(address("home", language=meant.language)),
            "cache_age": _KEPT,
            "html": frame(source=request.build_absolute_uri(source), title=title, height=height, width=str(width)),
            "width": width,
            "height": height,
            "thumbnail_url": request.build_absolute_uri(card_address(here, language=meant.language, parts=meant.parts)),
            "thumbnail_width": 1200,
            "thumbnail_height": 630,
        }
    )


def _meant(url: str, *, host: str) -> _Meant | None:
    if not url or len(url) > _LONGEST:
        return None
    try:
        place = urlsplit(url)
        given = parse_qsl(place.query, max_num_fields=100)
    except ValueError:
        return None
    if place.scheme not in {"http", "https"} or place.netloc != host:
        return None
    for pattern, name, language in _patterns():
        if found := pattern.fullmatch(place.path):
            parts = {part: unquote(value) for part, value in found.groupdict().items()}
            series = dict(given).get("series", "")
            return _Meant(
                piece=_STANDS_FOR[name],
                language=language,
                parts={**parts, **({"series": series} if series and "code" in parts else {})},
                query="" if parts else urlencode([(key, value) for key, value in given if key in FACETS]),
            )
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, Language], ...]:
    return tuple(
        (
            re.compile(f"/{language}/" + re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", path(name, language=language))),
            name,
            language,
        )
        for language in LANGUAGES
        for name in _STANDS_FOR
    )


def _title(meant: _Meant) -> str:
    """What the piece is called; empty where there is no such thing, or a filter that nobody knows."""
    on = now().date()
    if "code" in meant.parts:
        found = indicator_page(code=meant.parts["code"], series=meant.parts.get("series"), on=on)
        return found.shown.title.to(meant.language) if found else ""
    chosen: dict[str, list[str]] = {}
    for name, value in parse_qsl(meant.query):
        chosen.setdefault(name, []).append(value)
    query = TimelineQuery(chosen={name: tuple(values) for name, values in chosen.items()})
    try:
        timeline(query=query, on=on, language=meant.language)
    except Refused:
        return ""
    return words("timeline.title", language=meant.language)


def _number(written: str, *, least: int, most: int) -> int:
    """What whoever asks has room for, within what can be read."""
    if not (written.isascii() and written.isdigit() and len(written) < 6):
        return most
    return max(least, min(int(written), most))


def _said(answer: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    response = JsonResponse(cast("dict[str, Any]", answer), status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
