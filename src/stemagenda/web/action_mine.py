"""What waits for the reader, and the lists they keep under a name."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_safe

from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.actions.mine import MATTERS, my_actions
from stemagenda.usecases.actions.saved_views import LONGEST_NAME, drop_view, save_view, views_for
from stemagenda.usecases.permissions import NotAllowed, can_edit_led_by, can_save_views, can_share_views
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import clean, sign_in_first
from stemagenda.web.facets import query_of, written
from stemagenda.web.methods import READING, takes

#: The page of which filters are kept; the board and the timeline take the same ones along.
PAGE: Final = "actions"


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """The actions of the reader's entities, and what waits for them."""
    actor = actor_of(request)
    if not actor.name:
        return sign_in_first(request, "my_actions")
    found = my_actions(actor=actor, on=now().date())
    rows = (*found.led, *found.joined)
    waiting = [(matter, [item for item in found.waiting if item.matter == matter]) for matter in MATTERS]
    return show(
        request,
        "web/actions/mine.html",
        here="my_actions",
        found=found,
        waiting=[(matter, items) for matter, items in waiting if items],
        at_work=True,
        editable={row.code for row in rows if can_edit_led_by(actor, leads=(row.lead, *row.co_leads))},
        here_full=request.get_full_path(),
        points=[(point, found.is_late(point)) for point in found.follow_ups],
        views=views_for(page=PAGE, actor=actor),
        is_member=actor.is_member,
    )


@takes(*READING, "POST")
def action_views(request: HttpRequest) -> HttpResponse:
    """Keep the filters of a list under a name, or let a name go."""
    actor = actor_of(request)
    if not actor.name:
        return sign_in_first(request, "action_views")
    if request.method != "POST":
        return _views(request, query=_query(request.GET.urlencode()))
    given, language = request.POST, language_of(request)
    query = _query(given.get("query", ""))
    try:
        if given.get("drop"):
            drop_view(page=PAGE, name=clean(given["drop"], most=LONGEST_NAME + 1), actor=actor, now=now())
            return HttpResponseRedirect(address("action_views", language=language))
        save_view(
            page=PAGE,
            name=clean(given.get("name", ""), most=LONGEST_NAME + 1),
            query=query,
            is_shared=bool(given.get("shared")),
            actor=actor,
            now=now(),
        )
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        return _views(request, query=query, problems=refused.problems)
    return HttpResponseRedirect(address("actions", language=language, query=query))


def _query(raw: str) -> str:
    """Only what the list itself asks is kept, whatever was sent."""
    fields = QueryDict(mutable=True)
    for name, value in parse_qsl(raw[:4_000], max_num_fields=None):
        fields.appendlist(name, value)
    return written(query_of(fields))


def _views(request: HttpRequest, *, query: str, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    actor = actor_of(request)
    return show(
        request,
        "web/actions/views.html",
        here="action_views",
        status=422 if problems else 200,
        views=views_for(page=PAGE, actor=actor),
        query=query,
        problems=problems,
        given=request.POST,
        longest=LONGEST_NAME,
        may_save=can_save_views(actor),
        may_share=can_share_views(actor),
    )
