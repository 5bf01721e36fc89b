"""How much a request may bring: decided by its announced size, before a byte of it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from stemagenda.core.text import LANGUAGES
from stemagenda.formats.pictures import LIMITS_OF_PICTURES
from stemagenda.usecases import uploads
from stemagenda.usecases.exchange import workbook_in
from stemagenda.web import failures
from stemagenda.web.addresses import address

#: Room for the other fields of a form and the lines between its parts.
BESIDE: Final = 100_000
#: Where a file can be given, and the largest there.
_UPLOADS: Final = {
    address(page, language=language): most
    for page, most in (
        ("import", uploads.LARGEST),
        ("actions_import", workbook_in.LARGEST),
        ("practice_new", LIMITS_OF_PICTURES.file_bytes),
    )
    for language in LANGUAGES
}
#: The form of a practice takes a picture; its address has a code in it.
_OF_A_PRACTICE: Final = re.compile(
    "|".join(
        address("practice_edit", language=language, code="CODE").replace("CODE", "[^/]+") for language in LANGUAGES
    )
)
#: Parts of a query that are read. Many actions can be named together on one page only.
MOST_PARTS: Final = 100
_MANY_PARTS: Final = {address("action_bulk", language=language): 600 for language in LANGUAGES}


class Sizes:
    """Refuses what is larger than any form of ours; only signed-in people may send a file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let a request pass, or answer 413, or 400 where its query has too many parts."""
        if announced(request) > largest(request):
            return failures.too_large(request)
        parts = request.META.get("QUERY_STRING", "").count("&") + 1
        if parts > _MANY_PARTS.get(request.path_info, MOST_PARTS):
            return failures.bad_request(request)
        return self.get_response(request)


def announced(request: HttpRequest) -> int:
    """The size a request says it has; 0 where it says none."""
    written = request.META.get("CONTENT_LENGTH") or "0"
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else 0


def largest(request: HttpRequest) -> int:
    """Bytes that this request may have."""
    plain = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
    return (_upload(request.path_info, otherwise=plain) if is_known else plain) + BESIDE


def _upload(path: str, *, otherwise: int) -> int:
    if _OF_A_PRACTICE.fullmatch(path):
        return LIMITS_OF_PICTURES.file_bytes
    return _UPLOADS.get(path, otherwise)
