"""Remembered pages: one query, never outdated, never somebody else's."""

from __future__ import annotations

import gzip
import threading
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.store.audit import record_write
from stemagenda.web.middleware import pages
from stemagenda.web.middleware.pages import Memory, Page, PageMemory, accepts_gzip, has_it_already

NOW = datetime(2026, 11, 1, tzinfo=UTC)
factory = RequestFactory()


class View:
    """Counts how often a page is drawn."""

    def __init__(self, make=lambda request: HttpResponse("pagina " * 200)) -> None:
        self.drawn = 0
        self.make = make

    def __call__(self, request):
        self.drawn += 1
        return self.make(request)


def queries(call):
    with CaptureQueriesContext(connection) as captured:
        response = call()
    return response, len(captured)


@pytest.mark.django_db
def test_a_remembered_page_costs_one_query_and_is_drawn_once() -> None:
    view = View()
    memory = PageMemory(view)
    first = memory(factory.get("/nl/"))
    again, count = queries(lambda: memory(factory.get("/nl/")))
    assert (view.drawn, count) == (1, 1)
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_remembered_real_page_costs_one_query(loaded: datetime, reader: Client) -> None:
    first = reader.get("/nl/")
    again, count = queries(lambda: reader.get("/nl/"))
    assert first.status_code == 200
    assert count == 1
    assert again.content == first.content


@pytest.mark.django_db
def test_a_write_makes_every_page_new() -> None:
    view = View()
    memory = PageMemory(view)
    memory(factory.get("/nl/"))
    record_write(verb="test", subject="x", actor="y", now=NOW)
    memory(factory.get("/nl/"))
    assert view.drawn == 2


@pytest.mark.django_db
def test_a_new_day_makes_every_page_new(monkeypatch: pytest.MonkeyPatch) -> None:
    view = View()
    memory = PageMemory(view)
    monkeypatch.setattr(pages, "now", lambda: datetime(2026, 11, 1, 23, 59, tzinfo=UTC))
    memory(factory.get("/nl/"))
    monkeypatch.setattr(pages, "now", lambda: datetime(2026, 11, 2, 0, 0, tzinfo=UTC))
    memory(factory.get("/nl/"))
    assert view.drawn == 2


@pytest.mark.django_db
def test_a_write_during_drawing_is_seen_by_the_next_reader() -> None:
    def draw(request):
        record_write(verb="test", subject="x", actor="y", now=NOW)
        return HttpResponse("half old, half new")

    view = View(draw)
    memory = PageMemory(view)
    memory(factory.get("/nl/"))
    memory(factory.get("/nl/"))
    assert view.drawn == 2


@pytest.mark.django_db
def test_order_of_the_query_does_not_matter_but_values_do() -> None:
    view = View()
    memory = PageMemory(view)
    memory(factory.get("/nl/?a=1&b=2"))
    memory(factory.get("/nl/?b=2&a=1"))
    assert view.drawn == 1
    for other in ("/nl/?a=2&b=1", "/nl/", "/nl/?a=1&a=2&b=2", "/nl/?a=1&b=", "/nl/?a=1%26b=2"):
        memory(factory.get(other))
    assert view.drawn == 6


@pytest.mark.django_db
def test_hosts_and_schemes_have_pages_of_their_own(settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    view = View()
    memory = PageMemory(view)
    memory(factory.get("/nl/"))
    memory(factory.get("/nl/", headers={"host": "elders.example"}))
    memory(factory.get("/nl/", secure=True))
    assert view.drawn == 3


@pytest.mark.django_db
def test_head_shares_the_page_of_get() -> None:
    view = View()
    memory = PageMemory(view)
    page = memory(factory.get("/nl/"))
    head = memory(factory.head("/nl/"))
    assert view.drawn == 1
    assert head.headers["Content-Length"] == page.headers["Content-Length"] == str(len(page.content))


def test_head_of_a_real_page_has_no_body(loaded: datetime, reader: Client) -> None:
    page, head = reader.get("/nl/woordenlijst/"), reader.head("/nl/woordenlijst/")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Length"] == page.headers["Content-Length"]
    assert head.headers["ETag"] == page.headers["ETag"]


@pytest.mark.django_db
def test_who_has_the_page_gets_only_that_news() -> None:
    memory = PageMemory(View())
    page = memory(factory.get("/nl/"))
    tag = page.headers["ETag"]
    for written in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        short = memory(factory.get("/nl/", headers={"if-none-match": written}))
        assert (short.status_code, short.content) == (304, b"")
        assert short.headers["ETag"] == tag
        assert short.headers["Cache-Control"] == page.headers["Cache-Control"]
        assert "Content-Type" not in short.headers
    assert memory(factory.get("/nl/", headers={"if-none-match": '"x"'})).status_code == 200


@pytest.mark.django_db
def test_compressed_and_plain_are_one_page_with_two_tags() -> None:
    view = View()
    memory = PageMemory(view)
    plain = memory(factory.get("/nl/"))
    packed = memory(factory.get("/nl/", headers={"accept-encoding": "br, gzip"}))
    assert view.drawn == 1
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content)
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.django_db
def test_small_answers_and_pictures_stay_as_they_are() -> None:
    for make in (lambda _: HttpResponse("kort"), lambda _: HttpResponse(b"\x89PNG" * 500, content_type="image/png")):
        response = PageMemory(View(make))(factory.get("/x", headers={"accept-encoding": "gzip"}))
        assert "Content-Encoding" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["session=abc", "session="])
def test_who_may_be_signed_in_passes_by(cookie: str) -> None:
    view = View()
    memory = PageMemory(view)
    memory(factory.get("/nl/"))
    for _ in range(2):
        response = memory(factory.get("/nl/", headers={"cookie": cookie}))
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in response.headers
    assert view.drawn == 3


@pytest.mark.django_db
def test_authorization_passes_by() -> None:
    view = View()
    memory = PageMemory(view)
    for _ in range(2):
        memory(factory.get("/nl/", headers={"authorization": "Basic eDp5"}))
    assert view.drawn == 2


@pytest.mark.django_db
def test_a_page_with_somebodys_form_token_is_not_remembered() -> None:
    """With the cookie already there, Django sets none again: the token would travel to strangers."""
    view = View()
    memory = PageMemory(view)
    for _ in range(2):
        response = memory(factory.get("/nl/", headers={"cookie": "csrf=abc"}))
        assert response.headers["Cache-Control"] == "private, no-store"
    assert view.drawn == 2
    memory(factory.get("/nl/"))
    assert memory(factory.get("/nl/", headers={"cookie": "csrf=abc"})).status_code == 200
    assert view.drawn == 3, "what everybody may see is also for who has the cookie"


def _with_cookie(_):
    response = HttpResponse("x")
    response.set_cookie("a", "b")
    return response


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        _with_cookie,
        lambda _: HttpResponse("x", status=500),
        lambda _: HttpResponse("x", status=403),
        lambda _: HttpResponse("x", status=302, headers={"Location": "/"}),
        lambda _: HttpResponse("x", content_type="application/x-unknown"),
        lambda _: HttpResponse("x", headers={"Cache-Control": "no-store"}),
        lambda _: HttpResponse("x", headers={"Cache-Control": "private"}),
        lambda _: HttpResponse(b"x" * (pages.LARGEST_PAGE + 1)),
    ],
)
def test_what_is_not_for_everybody_is_kept_by_nobody(make) -> None:
    view = View(make)
    memory = PageMemory(view)
    for _ in range(2):
        assert memory(factory.get("/nl/")).headers["Cache-Control"] == "private, no-store"
    assert view.drawn == 2


@pytest.mark.django_db
def test_forms_that_are_sent_pass_by() -> None:
    view = View()
    memory = PageMemory(view)
    for _ in range(2):
        memory(factory.post("/nl/"))
    assert view.drawn == 2


@pytest.mark.django_db
def test_a_few_missing_pages_are_remembered_without_a_tag() -> None:
    view = View(lambda _: HttpResponse("weg", status=404))
    memory = PageMemory(view)
    for _ in range(2):
        response = memory(factory.get("/nl/weg/"))
        assert response.status_code == 404
        assert "ETag" not in response.headers
    assert view.drawn == 1
    for number in range(300):
        memory(factory.get(f"/nl/{number}/"))
    assert len(memory.missing) == pages.MOST_MISSING
    assert len(memory.found) == 0


@pytest.mark.django_db
def test_a_flood_of_queries_stays_within_the_bounds(settings) -> None:
    settings.PAGE_MEMORY_BYTES = 50_000
    memory = PageMemory(View())
    for number in range(200):
        memory(factory.get(f"/nl/?x={number}"))
    assert memory.found.bytes <= 50_000
    assert 5 < len(memory.found) < 25


@pytest.mark.django_db
def test_memory_can_be_switched_off(settings) -> None:
    settings.PAGE_MEMORY_BYTES = 0
    view = View()
    memory = PageMemory(view)
    _, count = queries(lambda: [memory(factory.get("/nl/")) for _ in range(2)])
    assert (view.drawn, count) == (2, 0)


@pytest.mark.django_db
def test_static_files_pass_without_a_query() -> None:
    _, count = queries(lambda: PageMemory(View())(factory.get("/static/css/site.css")))
    assert count == 0


@pytest.mark.django_db
def test_other_headers_of_the_page_are_kept() -> None:
    view = View(lambda _: JsonResponse({"a": 1}, headers={"Content-Disposition": 'attachment; filename="a.json"'}))
    memory = PageMemory(view)
    memory(factory.get("/a"))
    again = memory(factory.get("/a"))
    assert again.headers["Content-Type"] == "application/json"
    assert again.headers["Content-Disposition"] == 'attachment; filename="a.json"'


def test_threads_share_the_memory_without_losing_count() -> None:
    memory = Memory(most_bytes=100_000, most_pages=50)
    faults: list[BaseException] = []

    def work(offset: int) -> None:
        try:
            for number in range(2_000):
                memory.put((number * 7 + offset) % 120, page(size=number % 3_000))
                memory.get(number % 120)
        except BaseException as fault:  # noqa: BLE001  (a thread's fault must reach the test)
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(offset,)) for offset in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert memory.bytes == sum(kept.size for kept in memory._pages.values()) <= 100_000
    assert len(memory) <= 50


def test_many_who_ask_for_one_page_at_once_wait_for_one_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "version", lambda: 1)
    started, go_on = threading.Event(), threading.Event()

    def draw(_):
        started.set()
        assert go_on.wait(10)
        return HttpResponse("pagina")

    view, answers = View(draw), []
    memory = PageMemory(view)
    readers = [threading.Thread(target=lambda: answers.append(memory(factory.get("/nl/")))) for _ in range(6)]
    for reader in readers:
        reader.start()
    assert started.wait(10)
    other = PageMemory(View())(factory.get("/en/"))
    go_on.set()
    for reader in readers:
        reader.join(10)
    assert other.status_code == 200
    assert [answer.content for answer in answers] == [b"pagina"] * 6
    assert view.drawn == 1
    assert not memory._drawing


def test_a_page_that_fails_leaves_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "version", lambda: 1)

    def draw(_):
        raise RuntimeError("broken")

    memory = PageMemory(View(draw))
    for _ in range(2):
        with pytest.raises(RuntimeError):
            memory(factory.get("/nl/"))
    assert not memory._drawing


def page(size: int) -> Page:
    return Page(status=200, headers={}, body=b"x" * size, compressed=b"", digest="d")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5_000), st.booleans()), max_size=60))
def test_memory_against_a_slow_list(steps) -> None:
    """The same as a plain list of pages, the one asked for last at its end."""
    memory, kept = Memory(most_bytes=12_000, most_pages=4), []
    for key, size, is_put in steps:
        if is_put:
            memory.put(key, page(size))
            kept = [item for item in kept if item[0] != key] + [(key, size)]
            while len(kept) > 4 or sum(size + 2_000 for _, size in kept) > 12_000:
                kept.pop(0)
        else:
            found = memory.get(key)
            assert (found is None) == (key not in dict(kept))
            kept = [item for item in kept if item[0] != key] + [item for item in kept if item[0] == key]
        assert list(memory._pages) == [key for key, _ in kept]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("gzip", True),
        ("GZIP;q=0.5, br", True),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("gzip;q=onzin", False),
        ("br", False),
        ("", False),
    ],
)
def test_accepts_gzip(written: str, expected: bool) -> None:
    assert accepts_gzip(written) is expected


@given(st.text(max_size=80))
def test_headers_of_any_kind_are_survived(written: str) -> None:
    accepts_gzip(written)
    assert not has_it_already(written.replace("t", "").replace("*", ""), '"tag"')
