"""Lists of actions that people keep under a name, for themselves or for all members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import transaction

from stemagenda.core.validation import Problem, Refused
from stemagenda.store import saved_views as store
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.saved_views import SavedView
from stemagenda.usecases.permissions import Actor, can_read_work, can_save_views, can_share_views, check

#: The pages whose filters can be kept, by the names of their addresses.
PAGES: Final = ("actions", "actions_board", "actions_gantt", "coverage")
LONGEST_NAME: Final = 80
LONGEST_QUERY: Final = 1_000
MOST_VIEWS: Final = 50


def views_for(*, page: str, actor: Actor) -> tuple[SavedView, ...]:
    """A person's own views of a page, and for members those that others share, by name."""
    if not actor.name:
        return ()
    return store.views(person=actor.name, page=page, with_shared=can_read_work(actor))


def save_view(*, page: str, name: str, query: str, is_shared: bool, actor: Actor, now: datetime) -> SavedView:
    """Keep a page with its filters; a view of one's own with that name on that page is replaced.

    `query` is the part of an address behind the question mark.

    Raises:
        NotAllowed: for nobody in particular; sharing, for anybody but members.
        Refused: with every problem.
    """
    check(can_save_views(actor), "only people who signed in keep views")
    check(can_share_views(actor) or not is_shared, "only members share views")
    view = SavedView(
        person=actor.name,
        page=page,
        name=" ".join(name.split()),
        query=query.strip().removeprefix("?"),
        is_shared=is_shared,
        at=now,
    )
    with transaction.atomic():
        hold_writes()
        if problems := tuple(_problems(view)):
            raise Refused(problems)
        store.save_view(view=view)
        record_write(
            verb="save_view",
            subject=f"view/{page}/{view.name}",
            actor=actor.name,
            now=now,
            details={"is_shared": is_shared},
        )
    return view


def drop_view(*, page: str, name: str, actor: Actor, now: datetime) -> None:
    """Forget one of one's own views; those of others stay.

    Raises:
        NotAllowed: for nobody in particular.
        Refused: the actor has no such view.
    """
    check(can_save_views(actor), "only people who signed in keep views")
    with transaction.atomic():
        if not store.drop_view(person=actor.name, page=page, name=name):
            raise Refused([_problem("view", "is not yours, or not there", "Choose one of your own views")])
        record_write(verb="drop_view", subject=f"view/{page}/{name}", actor=actor.name, now=now)


def _problems(view: SavedView) -> Iterator[Problem]:
    if view.page not in PAGES:
        yield _problem("page", "has no filters to keep", "Open the list and start anew")
    if not 0 < len(view.name) <= LONGEST_NAME or not view.name.isprintable():
        yield _problem("name", "is empty, too long or no plain text", f"Give a name of 1 to {LONGEST_NAME} characters")
    if len(view.query) > LONGEST_QUERY or not view.query.isprintable():
        yield _problem("query", "is too long to be kept", "Choose fewer filters")
    own = store.views(person=view.person)
    is_new = all((kept.page, kept.name) != (view.page, view.name) for kept in own)
    if is_new and len(own) >= MOST_VIEWS:
        yield _problem("name", f"would be more than {MOST_VIEWS} views", "Take away a view you no longer need")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="view", place=place, message=message, remedy=remedy)
