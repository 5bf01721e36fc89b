"""Registering for an event, open to everybody, and one's own registration behind the link of a letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from stemagenda.core.actions.action import PILLARS
from stemagenda.core.events.event import Door
from stemagenda.core.events.registration import LONGEST_NAME, LONGEST_ORGANISATION, Wish
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.events.registering import (
    FORM,
    PLACE,
    Entrance,
    cancel_registration,
    entrance,
    own_seat,
    register,
)
from stemagenda.usecases.guarding import Repeated
from stemagenda.web.addresses import address
from stemagenda.web.asking import language_of, now, show
from stemagenda.web.entering import clean
from stemagenda.web.guarding import guard_of, open_form

_NOTHING: Final = Wish(name="", address="")
#: What somebody finds who wants to come: the key of the sentence.
_DOORS: Final[Mapping[Door, str]] = {
    "open": "registering.door_open",
    "full": "registering.door_full",
    "no-registration": "registering.door_no-registration",
    "not-yet": "registering.door_not-yet",
    "closed": "registering.door_closed",
    "past": "registering.door_past",
    "cancelled": "registering.door_cancelled",
}


@open_form
def event_register(request: HttpRequest, code: str) -> HttpResponse:
    """The form, while people can still register; the same answer to everybody who sends it."""
    found = entrance(code=code, now=now())
    if found is None:
        raise Http404
    if request.method != "POST":
        return _form(request, found, _NOTHING)
    wish = _wish(request)
    try:
        register(
            code=code,
            wish=wish,
            language=language_of(request),
            guard=guard_of(request, form=FORM),
            link=_link(request),
            now=now(),
        )
    except Repeated:
        pass
    except Refused as refused:
        again = entrance(code=code, now=now()) or found
        return _form(request, again, wish, problems=refused.problems, status=422)
    return show(request, "web/events/sent.html", here="event_register", parts={"code": code}, event=found.event)


@open_form
def registration(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody's own registration; sent, it is given back. A link that is over says no more than that."""
    parts = {"secret": secret}
    if request.method == "POST":
        cancel_registration(secret=secret, now=now())
        # The same answer where it was over already: a second click changes nothing.
        return _quiet(show(request, "web/events/given_back.html", here="registration", parts=parts))
    own = own_seat(secret=secret)
    if own is None:
        return _quiet(show(request, "web/events/no_registration.html", here="registration", parts=parts, status=404))
    return _quiet(
        show(
            request,
            "web/events/registration.html",
            here="registration",
            parts=parts,
            own=own,
            event=own.event,
            secret=secret,
            is_over=own.event is not None and own.event.ends_at is not None and own.event.ends_at <= now(),
        )
    )


def _form(
    request: HttpRequest, found: Entrance, wish: Wish, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    return show(
        request,
        "web/events/register.html",
        here="event_register",
        parts={"code": found.event.code},
        status=status,
        found=found,
        event=found.event,
        is_open=found.door in {"open", "full"},
        door_key=_DOORS[found.door],
        wish=wish,
        form=FORM,
        problems=problems,
        wrong={problem.place for problem in problems},
        pillars=PILLARS,
        longest_name=LONGEST_NAME,
        longest_organisation=LONGEST_ORGANISATION,
    )


def _wish(request: HttpRequest) -> Wish:
    """What was typed; one sign more than is allowed, so that the rules can say it."""
    given = request.POST
    return Wish(
        name=clean(given.get("name", ""), most=LONGEST_NAME + 1),
        address=clean(given.get("address", ""), most=255),
        organisation=clean(given.get("organisation", ""), most=LONGEST_ORGANISATION + 1),
        pillar=clean(given.get("pillar", ""), most=40),
    )


def _link(request: HttpRequest) -> str:
    """The address of a registration with a place for its secret: at this site's own name where it is set."""
    there = address("registration", language=language_of(request), secret=PLACE)
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    start = origins[0].rstrip("/") if origins else f"{request.scheme}://{request.get_host()}"
    return start + there


def _quiet(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
