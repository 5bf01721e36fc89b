"""The page on which a member chooses which letters they get."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.text import LANGUAGES
from stemagenda.usecases.choosing_letters import Choice, choose_letters, my_letters
from stemagenda.usecases.permissions import can_choose_letters
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import sign_in_first
from stemagenda.web.methods import READING, takes


@takes(*READING, "POST")
def my_messages(request: HttpRequest) -> HttpResponse:
    """Show what is chosen, or keep another choice. Who is not signed in goes there first."""
    actor, language = actor_of(request), language_of(request)
    if not actor.name:
        return sign_in_first(request, "my_messages")
    if not can_choose_letters(actor):
        raise PermissionDenied
    if request.method == "POST":
        wanted = request.POST.get("language", "")
        choice = Choice(
            language=next((known for known in LANGUAGES if known == wanted), language),
            wants_reminders="reminders" in request.POST,
            wants_digest="digest" in request.POST,
        )
        choose_letters(person=actor.name, choice=choice, actor=actor, now=now())
        return HttpResponseRedirect(address("my_messages", language=language, query="saved=1"))
    found = my_letters(actor=actor)
    return show(
        request,
        "web/my_messages.html",
        here="my_messages",
        choice=found.choice,
        has_address=found.has_address,
        is_saved=request.GET.get("saved") == "1",
    )
