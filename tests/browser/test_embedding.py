"""A piece of this site in the frame of another one: it shows, a page does not, and axe finds nothing in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from workshop.running import Site

PIECES = ("nl/insluiten/licht/RG2-WIS/", "nl/insluiten/grafiek/RG2-WIS/", "en/embed/policy-timeline/")


@pytest.fixture
def elsewhere(server: Site) -> Iterator[str]:
    """Another site, on a port of its own, with pieces and a page of this one in frames."""
    frames = "".join(
        f'<iframe src="{server.address}{path}?colours=light" width="300" height="400"></iframe>'
        for path in (*PIECES, "nl/indicatoren/RG2-WIS/")
    )

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Elders</title>{frames}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_port}/"
        other.shutdown()


def test_pieces_show_in_a_frame_elsewhere_and_pages_do_not(chromium: Browser, elsewhere: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(elsewhere)
    for number in range(len(PIECES)):
        piece = page.frame_locator("iframe").nth(number)
        expect(piece.locator("h1")).to_be_visible()
        expect(piece.locator("footer a")).to_be_visible()
        assert piece.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") == 0
    expect(page.frame_locator("iframe").nth(len(PIECES)).locator(".masthead")).to_have_count(0)
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("path", PIECES)
def test_axe_finds_nothing_in_a_piece(page: Page, server: Site, axe: Callable[[Page], list[str]], path: str) -> None:
    for colours in ("light", "dark"):
        page.goto(f"{server.address}{path}?colours={colours}")
        assert axe(page) == []
