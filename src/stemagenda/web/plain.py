"""Addresses for machines: robots, site map, security contact, health. They have no language."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from stemagenda.core.text import LANGUAGES
from stemagenda.usecases.pages import public_pages
from stemagenda.usecases.status import has_been_loaded
from stemagenda.web.addresses import address
from stemagenda.web.asking import now
from stemagenda.web.oembed import oembed

#: RFC 9116 asks for less than a year; the file is made anew at each request.
_SECURITY_VALID: Final = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; signing in and setting lights is of no use to a machine."""
    closed = [
        *(address("sign_in", language=language) for language in LANGUAGES),
        *(address("search", language=language) for language in LANGUAGES),
        "/*?*as_of=",
    ]
    lines = ["User-agent: *", *(f"Disallow: {item}" for item in closed), "Allow: /", ""]
    return HttpResponse(
        "\n".join([*lines, f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]),
        content_type="text/plain; charset=utf-8",
    )


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page in both languages, each naming its counterpart."""
    entries = []
    for name, parts in public_pages(on=now().date()):
        links = {
            language: request.build_absolute_uri(address(name, language=language, **parts)) for language in LANGUAGES
        }
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(link)}/>'
            for language, link in links.items()
        )
        entries += [f"<url><loc>{escape(link)}</loc>{others}</url>" for link in links.values()]
    return HttpResponse(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(entries)
        + "\n</urlset>\n",
        content_type="application/xml; charset=utf-8",
    )


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). Without a contact of this installation there is none to name: 404."""
    contact: str = settings.STEMAGENDA_CONTACT
    if not contact:
        raise Http404
    expires: datetime = now().replace(hour=0, minute=0, second=0, microsecond=0) + _SECURITY_VALID
    return HttpResponse(
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}\n"
        f"Expires: {expires.isoformat()}\n"
        "Preferred-Languages: nl, en\n"
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}\n",
        content_type="text/plain; charset=utf-8",
    )


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the site can answer: 200 when the database does, 503 when not."""
    try:
        is_loaded = has_been_loaded()
    except DatabaseError:
        return JsonResponse(
            {"status": "unavailable", "database": False}, status=503, headers={"Cache-Control": "no-store"}
        )
    return JsonResponse({"status": "ok", "database": True, "loaded": is_loaded}, headers={"Cache-Control": "no-store"})


PATTERNS: Final[list[URLPattern]] = [
    path("robots.txt", robots),
    path("sitemap.xml", site_map),
    path(".well-known/security.txt", security),
    path("health", health),
    path("oembed", oembed),
]
