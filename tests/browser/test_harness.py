"""The harness itself: a planted fault in a page is found, so a clean page means something."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import NewPage, Watch
from workshop.running import Site

FAULTY = """<!doctype html><html><head><title>Fout</title></head><body>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<p style="color:#ccc;background:#fff">te bleek om te lezen</p><input></body></html>"""


def answer(page: Page, server: Site, html: str) -> None:
    """Answer one address of the site with this page, without the site knowing."""

    def handle(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html; charset=utf-8", body=html)

    page.route(f"{server.address}planted", handle)
    page.goto(f"{server.address}planted")


def test_axe_finds_planted_faults(page: Page, server: Site, axe: Callable[[Page], list[str]]) -> None:
    answer(page, server, FAULTY)
    found = "\n".join(axe(page))
    for rule in ("image-alt", "html-has-lang", "color-contrast", "label"):
        assert rule in found


def test_console_errors_and_third_parties_are_seen(new_page: NewPage, server: Site, watch: Watch) -> None:
    page = new_page()
    page.route("**/elsewhere.js", lambda route: route.abort())
    answer(
        page,
        server,
        "<title>x</title><script>console.error('planted')</script><script src='//other.example/elsewhere.js'></script>",
    )
    page.wait_for_load_state("networkidle")
    assert any("planted" in problem for problem in watch.problems)
    assert any("third party" in problem for problem in watch.problems)
    watch.problems.clear()


def test_browser_is_a_current_chromium(chromium: Browser) -> None:
    assert int(chromium.version.split(".")[0]) >= 120


def test_home_answers_without_scripts(new_page: NewPage, server: Site) -> None:
    page = new_page(java_script_enabled=False)
    answered = page.goto(server.address)
    assert answered is not None
    assert answered.status == 200
    expect(page.locator("main h1")).to_have_count(1)


def test_first_administrator_is_printed_once(server: Site) -> None:
    """The password stands in the output of the first start and nowhere on disk."""
    assert server.address.rstrip("/") in server.said
