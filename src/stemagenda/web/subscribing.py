"""Letters by e-mail for readers without an account: ask, confirm, choose again, stop. No cookie, no script.

A link from a letter only shows something: programs that look through mail follow links. Every change is a form. Links
that lead nowhere (any more) all get the same page, whatever the reason.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt

from stemagenda.core.personal.subscription import LONGEST_TOPIC, MOST_TOPICS, RHYTHMS
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.guarding import Flooded, Repeated
from stemagenda.usecases.letters import LONGEST_ADDRESS
from stemagenda.usecases.offered_topics import Offer, offered_topics
from stemagenda.usecases.reader_links import Site
from stemagenda.usecases.subscriptions import (
    FORM,
    Held,
    Wish,
    ask_subscription,
    asked_for,
    change_subscription,
    confirm_subscription,
    stop_subscription,
    subscription_of,
)
from stemagenda.web.addresses import address
from stemagenda.web.asking import asked, language_of, now, show
from stemagenda.web.entering import clean
from stemagenda.web.guarding import guard_of, open_form
from stemagenda.web.methods import READING, takes

#: Not asked about in any list of the site: whoever has one of these addresses got it by e-mail.
_HIDDEN: Final = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}


@open_form
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form, and that a letter is on its way: the same for every address."""
    if request.method != "POST":
        return _ask(request, wish=_wished(request), is_asked=request.GET.get("asked") == "1")
    wish, written = _wish(request), clean(request.POST.get("address", ""), most=LONGEST_ADDRESS + 1)
    try:
        ask_subscription(
            address=written, wish=wish, guard=guard_of(request, form=FORM), site=site_of(request), now=now()
        )
    except Refused as refused:
        status = 429 if isinstance(refused, Flooded) else 422
        return _ask(request, wish=wish, written=written, problems=refused.problems, status=status)
    except Repeated:
        pass  # the same page twice: one letter, one answer
    return HttpResponseRedirect(address("subscribe", language=language_of(request), query="asked=1"))


@open_form
def subscription_confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """What is about to begin, with one button."""
    if request.method == "POST":
        kept = confirm_subscription(secret=secret, now=now())
        if kept is None:
            return _nothing(request)
        return HttpResponseRedirect(
            address("subscription", language=language_of(request), query="begun=1", secret=kept)
        )
    held = asked_for(secret=secret, now=now())
    if held is None:
        return _nothing(request)
    return _hidden(
        show(
            request,
            "web/subscribing/confirm.html",
            here="subscription_confirm",
            parts={"secret": secret},
            secret=secret,
            held=held,
            offers=_chosen_only(held),
        )
    )


@open_form
def subscription(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose again: topics, rhythm, language; and what is kept, with the way to erase it."""
    held = subscription_of(secret=secret, now=now())
    if held is None:
        return _nothing(request)
    if request.method != "POST":
        more = _topics(request.GET.getlist("topic"))
        wish = Wish(
            topics=held.subscription.with_topics(more).topics,
            rhythm=held.subscription.rhythm,
            language=held.person.language,
        )
        return _manage(request, held, secret=secret, wish=wish)
    wish = _wish(request)
    try:
        is_kept = change_subscription(secret=secret, wish=wish, now=now())
    except Refused as refused:
        return _manage(request, held, secret=secret, wish=wish, problems=refused.problems, status=422)
    if not is_kept:
        return _nothing(request)
    return HttpResponseRedirect(address("subscription", language=language_of(request), query="saved=1", secret=secret))


@takes(*READING, "POST")
@csrf_exempt
def subscription_stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Stop: one button for people, one POST for mail programs (RFC 8058), from wherever it comes.

    Those programs send no cookie and any origin; the secret in the address is what shows that they may.
    """
    if request.method == "POST":
        stop_subscription(secret=secret, now=now())
        return _hidden(show(request, "web/subscribing/stopped.html", here="subscribe"))
    if subscription_of(secret=secret, now=now()) is None and asked_for(secret=secret, now=now()) is None:
        return _nothing(request)
    return _hidden(
        show(request, "web/subscribing/stop.html", here="subscription_stop", parts={"secret": secret}, secret=secret)
    )


def site_of(request: HttpRequest) -> Site:
    """The site as letters name it: the first of STEMAGENDA_ORIGINS, else the address at which this page was asked."""
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    return Site(origin=origins[0] if origins else f"{request.scheme}://{request.get_host()}", address=address)


def _ask(
    request: HttpRequest,
    *,
    wish: Wish,
    written: str = "",
    is_asked: bool = False,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    return show(
        request,
        "web/subscribing/subscribe.html",
        here="subscribe",
        status=status,
        form=FORM,
        written=written,
        is_asked=is_asked,
        can_send=bool(settings.EMAIL_HOST and settings.DEFAULT_FROM_EMAIL),
        problems=problems,
        bad={problem.place for problem in problems},
        **_choices(request, wish),
    )


def _manage(
    request: HttpRequest,
    held: Held,
    *,
    secret: str,
    wish: Wish,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    return _hidden(
        show(
            request,
            "web/subscribing/manage.html",
            here="subscription",
            parts={"secret": secret},
            status=status,
            secret=secret,
            held=held,
            is_saved=request.GET.get("saved") == "1",
            is_begun=request.GET.get("begun") == "1",
            problems=problems,
            **_choices(request, wish),
        )
    )


def _choices(request: HttpRequest, wish: Wish) -> dict[str, Any]:
    """What a form with topics shows."""
    return {
        "wish": wish,
        "rhythms": RHYTHMS,
        "groups": offered_topics(chosen=wish.topics, on=asked(request).today),
    }


def _chosen_only(held: Held) -> tuple[Offer, ...]:
    """What was chosen, in the order of the form."""
    chosen = held.subscription.topics
    groups = offered_topics(chosen=chosen, on=now().date())
    return tuple(offer for group in groups for offer in group.offers if offer.topic in chosen)


def _wish(request: HttpRequest) -> Wish:
    given = request.POST
    return Wish(
        topics=_topics(given.getlist("topic")),
        rhythm=given.get("rhythm", "")[:20],
        language=given.get("language", language_of(request))[:5],
    )


def _wished(request: HttpRequest) -> Wish:
    """What an address brings along: topics of the page somebody came from."""
    return Wish(topics=_topics(request.GET.getlist("topic")), language=language_of(request))


def _topics(written: list[str]) -> tuple[str, ...]:
    """Topics as they came: bounded, one more than fit at most, so that too many are refused and not cut."""
    return tuple(dict.fromkeys(clean(topic, most=LONGEST_TOPIC) for topic in written[: 4 * MOST_TOPICS] if topic))


def _nothing(request: HttpRequest) -> HttpResponse:
    """A link that does nothing: used, expired, erased, mistyped, invented. One page, so that it tells nobody which."""
    return _hidden(show(request, "web/subscribing/nothing.html", here="subscribe", status=404))


def _hidden(response: HttpResponse) -> HttpResponse:
    for name, value in _HIDDEN.items():
        response.headers[name] = value
    return response
