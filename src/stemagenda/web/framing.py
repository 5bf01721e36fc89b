"""Pieces of this site that others may show on theirs: their addresses, and the code that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from stemagenda.core.text import Language
from stemagenda.usecases.timeline import FACETS
from stemagenda.web.addresses import address
from stemagenda.web.catalogue import words

#: piece -> its height in pixels: enough for a narrow place
HEIGHTS: Final[Mapping[str, int]] = {"embed_light": 380, "embed_chart": 660, "embed_timeline": 340}
#: page -> the pieces that can be taken of it
PIECES: Final[Mapping[str, tuple[str, ...]]] = {
    "indicator": ("embed_light", "embed_chart"),
    "series": ("embed_light", "embed_chart"),
    "timeline": ("embed_timeline",),
}
_NAMES: Final = {
    "embed_light": "embed.embed_light",
    "embed_chart": "embed.embed_chart",
    "embed_timeline": "embed.embed_timeline",
}
#: Values of one filter that travel along.
_MOST: Final = 50


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece that can be taken of a page: what it is called, its own address, and the code to paste elsewhere."""

    name: str
    title: str
    source: str
    code: str


def embed_address(piece: str, *, language: Language, parts: Mapping[str, str], query: str = "") -> str:
    """The address of a piece."""
    series = urlencode({"series": parts["series"]}) if "series" in parts else ""
    code = {"code": parts["code"]} if "code" in parts else {}
    return address(piece, language=language, query="&".join(part for part in (series, query) if part), **code)


def frame(*, source: str, title: str, height: int, width: str = "100%") -> str:
    """The code that shows a piece on another site: a text, which a page escapes like any other."""
    values = (escape(str(value)) for value in (source, title, width, height))
    return '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0"></iframe>'.format(
        *values
    )


def pieces(request: HttpRequest, *, here: str, language: Language, parts: Mapping[str, str], title: str) -> list[Piece]:
    """What can be taken of a page, with the filters it is shown with."""
    query = filters_of(request) if here == "timeline" else ""
    found = []
    for name in PIECES[here]:
        source = request.build_absolute_uri(embed_address(name, language=language, parts=parts, query=query))
        code = frame(source=source, title=title, height=HEIGHTS[name])
        found.append(Piece(name=name, title=words(_NAMES[name], language=language), source=source, code=code))
    return found


def filters_of(request: HttpRequest) -> str:
    """The filters of the timeline in the address of a request."""
    return urlencode([(name, value) for name in FACETS for value in request.GET.getlist(name)[:_MOST]])


def oembed_address(request: HttpRequest, *, here: str, page: str) -> str:
    """Where a program asks how to show a page elsewhere; empty for pages of which nothing can be taken."""
    if here not in PIECES:
        return ""
    return request.build_absolute_uri("/oembed?" + urlencode({"url": request.build_absolute_uri(page)}))
