"""Addresses to views: the table of `web.addresses`, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from stemagenda.core.text import LANGUAGES
from stemagenda.web import (
    addresses,
    calendar,
    downloads,
    early,
    editions,
    failures,
    importing,
    lineage,
    override,
    plain,
    signin,
    views,
    withdrawing,
)

VIEWS: Final[dict[str, Callable[..., Any]]] = {
    "home": views.home,
    "strand": views.strand,
    "objectives": views.objectives,
    "objective": views.objective,
    "area": views.area,
    "indicators": views.all_indicators,
    "indicator": views.indicator,
    "series": views.indicator,
    "download": downloads.series_download,
    "override": override.override,
    "compare": views.compare,
    "sources": views.all_sources,
    "source": views.source,
    "release": views.release,
    "release_file": downloads.release_file,
    "lineage": lineage.lineage,
    "kept_file": lineage.kept_file,
    "calendar": calendar.calendar,
    "calendar_file": calendar.calendar_file,
    "feed": calendar.feed,
    "import": importing.importing,
    "upload": importing.upload,
    "withdraw": withdrawing.withdraw,
    "early": early.early,
    "editions": editions.all_editions,
    "edition": editions.edition,
    "edition_file": editions.edition_file,
    "edition_compare": editions.compare_editions,
    "method": views.method,
    "glossary": views.glossary,
    "search": views.search_page,
    "about": views.about,
    "accessibility": views.accessibility,
    "privacy": views.privacy,
    "load": views.add_figures,
    "sign_in": signin.sign_in,
    "sign_out": signin.sign_out,
}


def _patterns() -> list[URLPattern]:
    return [
        path(f"{language}/" + re.sub(r"<(\w+)>", r"<str:\1>", addresses.path(name, language=language)), view)
        for language in LANGUAGES
        for name, view in VIEWS.items()
    ]


urlpatterns = [path("", views.front_door), *_patterns(), *plain.PATTERNS]
handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.not_found
handler500 = failures.broken
