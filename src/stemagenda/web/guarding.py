"""Forms that are open to everybody: their stamp in the page, and what came back with it.

No cookie guards these forms, as readers get none. The stamp shows that a page of ours was asked for, and a browser says
from which site a form is sent. Nothing is done in the name of whoever is signed in: such a view asks for no actor.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from stemagenda.usecases.guarding import LONGEST_STAMP, Guard
from stemagenda.web.methods import READING, takes
from stemagenda.web.signin import origin_of

#: Names of the two fields; the second looks to a program like one to fill.
STAMP: Final = "stamp"
TRAP: Final = "website"
View = Callable[..., HttpResponse]


def open_form(view: View) -> View:
    """Let everybody read and send a form; its pages are kept by nobody, as each has a stamp of its own.

    Raises:
        PermissionDenied: a browser sends it from another site.
    """

    @takes(*READING, "POST")
    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            raise PermissionDenied
        request._stemagenda_open_form = True  # type: ignore[attr-defined]  # noqa: SLF001  (asked by the tag `guard`)
        response = view(request, **parts)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    opened.csrf_exempt = True  # type: ignore[attr-defined]
    return opened


def guard_of(request: HttpRequest, *, form: str) -> Guard:
    """What came along with a form that was sent."""
    return Guard(
        form=form,
        stamp=request.POST.get(STAMP, "")[:LONGEST_STAMP],
        trap=request.POST.get(TRAP, "")[:200],
        origin=origin_of(request),
    )


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site's page sends this. Programs, and old browsers, say nothing."""
    origin = request.headers.get("Origin", "")
    if origin:
        return not _is_ours(request, origin)
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def _is_ours(request: HttpRequest, origin: str) -> bool:
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        said = urlsplit(origin)
    except ValueError:
        return False
    return said.scheme == request.scheme and said.netloc == request.get_host()
