"""Signing in and out."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from stemagenda.core.text import LANGUAGES
from stemagenda.usecases import signin
from stemagenda.usecases.permissions import can_choose_letters
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.methods import takes

_LONGEST_NEXT: Final = 500


@takes("GET", "HEAD", "POST")
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and its answer."""
    if request.method != "POST":
        return _form(request)
    name = request.POST.get("name", "")
    outcome = signin.sign_in(name=name, password=request.POST.get("password", ""), origin=origin_of(request), now=now())
    if outcome.person is not None:
        login(request, outcome.person)  # gives the session a new id
        return HttpResponseRedirect(next_of(request))
    if outcome.wait_minutes:
        response = _form(request, name=name, wait=outcome.wait_minutes, status=429)
        response.headers["Retry-After"] = str(outcome.wait_minutes * 60)
        return response
    return _form(request, name=name, is_wrong=True, status=403)


@takes("POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session: its id is worth nothing any more."""
    logout(request)
    return HttpResponseRedirect(address("home", language=language_of(request)))


def next_of(request: HttpRequest) -> str:
    """Where to go after signing in: a page of ours, else the home page."""
    home = address("home", language=language_of(request))
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if is_own_address(wanted) else home


def is_own_address(written: str) -> bool:
    """Whether this is the path of a page of ours: never another host, however it is spelled."""
    return (
        len(written) <= _LONGEST_NEXT
        and written.startswith(tuple(f"/{language}/" for language in LANGUAGES))
        and written.isprintable()
        and "\\" not in written
        and ".." not in written
        and url_has_allowed_host_and_scheme(written, allowed_hosts=None)
    )


def origin_of(request: HttpRequest) -> str:
    """The network address that asks; behind our own proxy the last one it wrote down."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.BEHIND_TLS and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _form(
    request: HttpRequest, *, name: str = "", wait: int = 0, is_wrong: bool = False, status: int = 200
) -> HttpResponse:
    return show(
        request,
        "web/sign_in.html",
        here="sign_in",
        status=status,
        signed_in=actor_of(request).name,
        is_member=can_choose_letters(actor_of(request)),
        name=name[: signin.LONGEST_NAME],
        wait=wait,
        is_wrong=is_wrong,
        next=next_of(request),
    )
