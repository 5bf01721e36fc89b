"""Page memory: a public page is drawn once for each state of the store and each day, then answered from memory.

A remembered page costs one query: the number of writes so far. Every write moves that number, so nothing outdated is
ever shown; day and number are part of the key. What is remembered:

- answers 200 and (a few) 404 of public types, without a cookie being set,
- asked without a session or form cookie: a page that carries somebody's form token never enters.

People who are signed in pass by the memory, and their pages are kept by nobody (`no-store`).
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_http_date_safe

from stemagenda.store.audit import version
from stemagenda.web.asking import now
from stemagenda.web.methods import READING
from stemagenda.web.middleware.moments import HEALTH

MOST_BYTES: Final = 64_000_000
MOST_PAGES: Final = 4_000
#: Unknown addresses are endless; a few are enough to serve a broken link that many people follow.
MOST_MISSING: Final = 100
LARGEST_PAGE: Final = 4_000_000
PUBLIC: Final = "public, max-age=0, must-revalidate"
PRIVATE: Final = "private, no-store"
_TEXT: Final = frozenset(
    {
        "text/html",
        "text/plain",
        "text/csv",
        "text/calendar",
        "image/svg+xml",
        "application/atom+xml",
        "application/rss+xml",
        "application/json",
        "application/xml",
    }
)
_PACKED: Final = frozenset(
    {
        "image/png",
        "image/jpeg",
        "application/pdf",
        "application/octet-stream",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
#: Below this a packet is not saved by compressing.
_WORTH_COMPRESSING: Final = 600
#: Headers that belong to a new answer (RFC 9110, section 15.4.5) or to the body left out of it.
_NOT_IN_304: Final = frozenset({"content-length", "content-type", "content-encoding", "content-disposition"})


@dataclass(frozen=True, kw_only=True)
class Page:
    """One remembered answer. `compressed` is empty where compressing does not help."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    compressed: bytes
    digest: str

    @property
    def size(self) -> int:
        """Bytes it takes in memory, about."""
        return len(self.body) + len(self.compressed) + 2_000


class Memory:
    """A bounded store of pages; the one asked for least recently leaves first. Threads share it.

    The size is counted in bytes and in pages.
    """

    def __init__(self, *, most_bytes: int, most_pages: int) -> None:
        self._most_bytes, self._most_pages = most_bytes, most_pages
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Page | None:
        """The page of a key, or None."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Page) -> None:
        """Remember a page, and forget others until there is room."""
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self._bytes > self._most_bytes or len(self._pages) > self._most_pages:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= gone.size

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def bytes(self) -> int:
        """Bytes in use."""
        return self._bytes


class PageMemory:
    """Answers public pages from memory. `PAGE_MEMORY_BYTES` in the settings sets its size; 0 switches it off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        size: int = getattr(settings, "PAGE_MEMORY_BYTES", MOST_BYTES)
        self.is_on = size > 0
        self.found = Memory(most_bytes=size, most_pages=MOST_PAGES)
        self.missing = Memory(most_bytes=size // 16, most_pages=MOST_MISSING)
        self._drawing: dict[Hashable, Lock] = {}
        self._guard = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, or draw the page and remember it where it is public."""
        if request.path_info.startswith((settings.STATIC_URL, HEALTH)):
            return self.get_response(request)
        if request.method not in READING or is_personal(request):
            return _kept_by_nobody(self.get_response(request))
        # Read before the page is drawn: a write in between leaves it under the number of before, never asked for again.
        key = key_of(request) if self.is_on else None
        if key is None:
            return self._draw(request, None)
        page = self._remembered(key)
        if page is not None:
            return answer(request, page)
        # After a write many ask for the same page at once: one draws it, the others wait for that.
        with self._one_at_a_time(key):
            page = self._remembered(key)
            return answer(request, page) if page is not None else self._draw(request, key)

    @contextmanager
    def _one_at_a_time(self, key: Hashable) -> Iterator[None]:
        with self._guard:
            turn = self._drawing.setdefault(key, Lock())
        try:
            with turn:
                yield
        finally:
            with self._guard:
                self._drawing.pop(key, None)

    def _remembered(self, key: Hashable) -> Page | None:
        return self.found.get(key) or self.missing.get(key)

    def _draw(self, request: HttpRequest, key: Hashable | None) -> HttpResponseBase:
        response = self.get_response(request)
        page = page_of(request, response)
        if page is None:
            return response if _is_stream_for_all(response) else _kept_by_nobody(response)
        if key is not None:
            (self.found if page.status == 200 else self.missing).put(key, page)
        return answer(request, page)


def is_personal(request: HttpRequest) -> bool:
    """Whether the answer may depend on who asks."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META


def key_of(request: HttpRequest) -> Hashable:
    """What a page depends on: address with its query in fixed order, state of the store, day. One query."""
    query = urlencode(sorted(request.GET.lists()), doseq=True)
    return request.scheme, request.get_host(), request.path_info, query, version(), now().date()


def page_of(request: HttpRequest, response: HttpResponseBase) -> Page | None:
    """The page of an answer that everybody may see, or None."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    control = response.headers.get("Cache-Control", "")
    if (
        not isinstance(response, HttpResponse)
        or response.status_code not in {200, 404}
        or response.cookies
        # With the form cookie present, Django puts a form's token in the page without setting a cookie again.
        or settings.CSRF_COOKIE_NAME in request.COOKIES
        or kind not in _TEXT | _PACKED
        or "no-store" in control
        or "private" in control
        or len(response.content) > LARGEST_PAGE
    ):
        return None
    body = response.content
    compressed = b""
    if kind in _TEXT and len(body) > _WORTH_COMPRESSING:
        # No secret of a visitor stands in a public page, so its size tells an onlooker nothing (BREACH).
        compressed = gzip.compress(body, compresslevel=6, mtime=0)
        patch_vary_headers(response, ["Accept-Encoding"])
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-length"}
    return Page(
        status=response.status_code,
        headers=headers if "immutable" in control else {**headers, "Cache-Control": PUBLIC},
        body=body,
        compressed=compressed,
        digest=hashlib.sha256(body).hexdigest()[:32],
    )


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """The page as this reader wants it: compressed or not, or only "you have it already"."""
    packed = bool(page.compressed) and accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    tag = f'"{page.digest}{"-gzip" if packed else ""}"'
    if page.status == 200 and is_known(request, tag=tag, changed=page.headers.get("Last-Modified", "")):
        kept = {name: value for name, value in page.headers.items() if name.lower() not in _NOT_IN_304}
        response = HttpResponse(status=304, headers={**kept, "ETag": tag})
        del response.headers["Content-Type"]
        return response
    body = page.compressed if packed else page.body
    response = HttpResponse(body, status=page.status, headers=dict(page.headers))
    response.headers["Content-Length"] = str(len(body))
    if page.status == 200:
        response.headers["ETag"] = tag
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def accepts_gzip(written: str) -> bool:
    """Whether an Accept-Encoding header takes gzip (RFC 9110, section 12.5.3)."""
    weights: dict[str, float] = {}
    for item in written.lower().split(","):
        name, _, parameter = item.partition(";")
        weight = parameter.strip().removeprefix("q=")
        try:
            weights[name.strip()] = float(weight) if weight else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def has_it_already(written: str, tag: str) -> bool:
    """Whether an If-None-Match header names this tag; weak tags compare like strong ones (RFC 9110, section 13.1.2)."""
    return written.strip() == "*" or tag in {item.strip().removeprefix("W/") for item in written.split(",")}


def is_known(request: HttpRequest, *, tag: str, changed: str) -> bool:
    """Whether a reader has this page already: by its tag, or without one by the moment it last `changed`, if told."""
    named = request.META.get("HTTP_IF_NONE_MATCH", "")
    if named:
        return has_it_already(named, tag)
    since, moment = (parse_http_date_safe(text) for text in (request.META.get("HTTP_IF_MODIFIED_SINCE", ""), changed))
    return since is not None and moment is not None and moment <= since


def _is_stream_for_all(response: HttpResponseBase) -> bool:
    """Whether a view says itself that everybody may keep its answer, which is too long to remember, or no page."""
    return (response.streaming or response.status_code == 304) and response.headers.get("Cache-Control") == PUBLIC


def _kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Cache-Control"] = PRIVATE
    return response
