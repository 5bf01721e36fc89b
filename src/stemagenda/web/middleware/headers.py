"""What surrounds every answer: refusal of requests nobody honest makes, and headers that keep browsers on this site."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from stemagenda.usecases.monitor import NothingLoaded
from stemagenda.web import failures
from stemagenda.web.asking import language_of
from stemagenda.web.methods import READING, allowed

#: Characters. Our longest own address has about 250; servers in front of us cut at 4,094 and up.
LONGEST_PATH: Final = 1_000
LONGEST_QUERY: Final = 2_000

CONTENT_POLICY: Final = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
#: Of the pieces that others may show on their sites, and of nothing else: any frame, but no script and no form.
EMBED_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors *"
)
_FEATURES: Final = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
#: Set where the view set nothing of its own.
FIXED: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    # Page memory says otherwise for what everybody may keep.
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class Headers:
    """The outermost layer: every answer passes here, also failures and remembered pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse what cannot be honest, answer the rest, add the headers and the time it took."""
        start = time.perf_counter()
        response = refusal(request) or self.get_response(request)
        if response.status_code == 405 and not getattr(response, "content", b"-"):
            # Django's own answer is an empty page.
            response = failures.wrong_method(request, methods=tuple(response.headers.get("Allow", "").split(", ")))
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if response.headers["Content-Security-Policy"] == EMBED_POLICY:
            # The header has no way to say "any frame" but to be absent.
            del response.headers["X-Frame-Options"]
        response.headers.setdefault("Content-Language", language_of(request))
        response.headers["Server-Timing"] = f"app;dur={(time.perf_counter() - start) * 1000:.2f}"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Before the first load there is nothing to show; that is no fault of the program."""
        return failures.nothing_loaded(request) if isinstance(exception, NothingLoaded) else None


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to a request that is refused before anything looks at it, or None."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return failures.too_long(request)
    if "\x00" in path or "%00" in query:
        return failures.bad_request(request)
    if request.method in READING:
        return None
    # Asked before the views: the check against forged forms would answer 403 to methods no page takes.
    methods = allowed(path)
    if methods is not None and request.method not in methods:
        return failures.wrong_method(request, methods=methods)
    return None
