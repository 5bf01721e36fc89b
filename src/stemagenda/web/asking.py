"""What every page is asked: in which language, as of which day. The only place where the web looks at the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from stemagenda.core.text import LANGUAGES, Language
from stemagenda.usecases.members import actor_for
from stemagenda.usecases.permissions import NOBODY, Actor
from stemagenda.web.addresses import PATHS, address
from stemagenda.web.following import card_address, feeds_of, mail_address
from stemagenda.web.framing import oembed_address

#: Nothing in this monitor was public before.
EARLIEST = date(2000, 1, 1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Language and day of a request. `as_of` is empty for today, so that addresses stay short."""

    language: Language
    on: date
    today: date
    as_of: str


def now() -> datetime:
    """This moment, in the site's time zone."""
    return timezone.localtime()


def language_of(request: HttpRequest) -> Language:
    """The language in the address; Dutch where there is none."""
    first = request.path_info.strip("/").split("/", 1)[0]
    return next((language for language in LANGUAGES if language == first), "nl")


def asked(request: HttpRequest) -> Asked:
    """Read language and day from the address.

    Raises:
        BadRequest: the day is no date, lies in the future or before 2000.
    """
    today = now().date()
    return _asked(request, today=today, written=request.GET.get("as_of", ""))


def _asked(request: HttpRequest, *, today: date, written: str) -> Asked:
    language = language_of(request)
    if not written:
        return Asked(language=language, on=today, today=today, as_of="")
    day = read_day(written, latest=today)
    return Asked(language=language, on=day, today=today, as_of="" if day == today else day.isoformat())


def read_day(written: str, *, latest: date) -> date:
    """Read a day written as 2024-07-05.

    Raises:
        BadRequest: "as_of.form" for anything else, "as_of.range" for a day in the future or before 2000.
    """
    try:
        # fromisoformat alone would also take week dates such as 2024-W27-5.
        day = date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        day = None
    if day is None:
        raise BadRequest("as_of.form")
    if not EARLIEST <= day <= latest:
        raise BadRequest("as_of.range")
    return day


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return NOBODY
    known: Actor | None = getattr(request, "_stemagenda_actor", None)
    if known is None or known.name != person.get_username():
        known = actor_for(
            person=person.get_username(),
            is_editor=bool(person.is_staff),
            is_administrator=bool(person.is_superuser),
            on=now().date(),
        )
        request._stemagenda_actor = known  # type: ignore[attr-defined]  # noqa: SLF001  (asked once a request)
    return known


def show(
    request: HttpRequest,
    template: str,
    *,
    here: str,
    parts: dict[str, str] | None = None,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    """Render a page. `here` and `parts` name it: it links to itself in the other language and on other days."""
    question = values.pop("asked", None) or asked(request)
    other: Language = "en" if question.language == "nl" else "nl"
    known = here in PATHS
    return render(
        request,
        template,
        {
            **values,
            "asked": question,
            "language": question.language,
            "other_language": other,
            "here": here,
            "section": _SECTIONS.get(here, ""),
            "here_now": address(here, language=question.language, **(parts or {})) if known else "",
            "here_other": address(here, language=other, as_of=question.as_of, **(parts or {}))
            if known
            else f"/{other}/",
            "oembed": oembed_address(
                request, here=here, page=address(here, language=question.language, **(parts or {}))
            )
            if known
            else "",
            "card": card_address(here, language=question.language, parts=parts or {}) if known else "",
            "mail_me": mail_address(here, language=question.language, parts=parts or {}),
            "feeds": feeds_of(here, language=question.language, parts=parts or {}),
            "origin": f"{request.scheme}://{request.get_host()}",
            "account": actor_of(request).name,
        },
        status=status,
    )


_SECTIONS = {
    "home": "monitor",
    "strand": "monitor",
    "area": "monitor",
    "indicator": "monitor",
    "series": "monitor",
    "lineage": "monitor",
    "indicators": "indicators",
    "objectives": "objectives",
    "objective": "objectives",
    "sources": "sources",
    "source": "sources",
    "release": "sources",
    "calendar": "sources",
    "import": "sources",
    "upload": "sources",
    "withdraw": "sources",
    "early": "sources",
    **dict.fromkeys(
        ("whats_new", "follow", "news", "news_item", "news_item_new", "news_item_edit", "news_item_history"), "monitor"
    ),
    "editions": "monitor",
    "edition": "monitor",
    "edition_compare": "monitor",
    "method": "method",
    **dict.fromkeys(("actions", "action", "action_new", "action_edit", "action_history"), "actions"),
    **dict.fromkeys(("my_actions", "action_views", "action_bulk", "action_quick", "action_join"), "actions"),
    **dict.fromkeys(("actions_board", "actions_gantt", "coverage", "outlook", "overlap"), "actions"),
    **dict.fromkeys(("actions_import", "actions_given"), "actions"),
    **dict.fromkeys(("governance", "decisions", "follow_ups", "advices", "body", "meeting"), "governance"),
    **{
        f"{name}_{what}": "governance"
        for name in ("body", "meeting", "decision", "follow_up", "advice")
        for what in ("new", "edit", "history")
    },
    **dict.fromkeys(
        ("network", "actors", "actor", "actor_merge", "timeline", "timeline_compare", "development"), "network"
    ),
    **{f"{name}_{what}": "network" for name in ("actor", "relation") for what in ("new", "edit", "history")},
    **dict.fromkeys(("practices", "practice", "practice_new", "practice_edit"), "network"),
    **dict.fromkeys(("events", "event", "event_new", "event_edit", "event_history"), "network"),
    **dict.fromkeys(("stemhub", "hub_queue", "hub_request", "hub_asked", "hub_needs"), "network"),
    **dict.fromkeys(("event_register", "registration", "event_people", "event_outcomes"), "network"),
    **dict.fromkeys(("practices_submitted", "practice_submission"), "network"),
    "academies": "network",
    **dict.fromkeys(("reports", "report", "report_new", "report_texts", "report_changes"), "governance"),
}
