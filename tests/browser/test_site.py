"""Every page that can be reached: valid HTML, no dead link, Dutch numbers, all words without scripts, no cookie.

These tests run together, so that the site is walked once.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from tests.browser.conftest import NewPage
from tests.markup import problems_in
from workshop.running import Site

from stemagenda.core.text import Language
from stemagenda.web.addresses import address

pytestmark = pytest.mark.xdist_group("site")

AT_MOST = 4000
LANGUAGES: tuple[Language, ...] = ("nl", "en")
PARTS: dict[str, dict[str, str]] = {"indicator": {"code": "RG2-WIS"}}
#: Files that are drawn or set when somebody asks for them, which takes up to a second: one of every kind is asked for.
MADE = re.compile(r"\.(?:png|svg|xlsx|pdf|docx)$")
#: The page behind each of some 500 figures is read in Dutch; in English, where only the words differ, one in ten.
FIGURE = re.compile(r"/en/lineage/.*/\d+/$")


class Links(HTMLParser):
    """The addresses that a page leads to, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.to: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"a", "link"} and given.get("href"):
            self.to.append(str(given["href"]))
        if tag in {"img", "script"} and given.get("src"):
            self.to.append(str(given["src"]))
        if given.get("id"):
            self.anchors.add(str(given["id"]))


def kind_of(target: str) -> str:
    """What two addresses have in common that lead to the same kind of thing: language, first part, depth, ending."""
    parts = urlsplit(target).path.split("/")
    return "/".join([*parts[:3], str(len(parts)), target.rsplit(".", 1)[-1]])


def is_left_out(target: str, kinds: Counter[str]) -> bool:
    """Whether enough of this kind were asked for."""
    if MADE.search(target):
        kinds[kind_of(target)] += 1
        return kinds[kind_of(target)] > 1
    if FIGURE.search(target):
        kinds["figure"] += 1
        return kinds["figure"] % 10 != 1
    return False


@cache
def crawl(home: str) -> dict[str, tuple[int, str, str]]:
    """Address to (status, kind of content, text) of everything that leads on from the home pages, without queries."""
    seen: dict[str, tuple[int, str, str]] = {}
    known: set[str] = set()
    kinds: Counter[str] = Counter()
    waiting = [urljoin(home, f"/{language}/") for language in LANGUAGES]
    known.update(waiting)
    while waiting and len(seen) < AT_MOST:
        here = waiting.pop()
        try:
            with urllib.request.urlopen(here, timeout=30) as answer:
                kind = answer.headers.get_content_type()
                text = answer.read().decode("utf-8", "replace") if kind == "text/html" else ""
                seen[here] = (answer.status, kind, text)
        except urllib.error.HTTPError as refusal:
            seen[here] = (refusal.code, "", "")
            continue
        found = Links()
        found.feed(text)
        for link in found.to:
            target = urldefrag(urljoin(here, link)).url
            if target.startswith(home) and not urlsplit(target).query and target not in known:
                known.add(target)
                if not is_left_out(target, kinds):
                    waiting.append(target)
    return seen


def test_no_link_is_dead(server: Site) -> None:
    dead = {place: status for place, (status, _, _) in crawl(server.address).items() if status != 200}
    assert not dead
    assert 100 < len(crawl(server.address)) < AT_MOST


def test_no_anchor_is_dead(server: Site) -> None:
    anchors: dict[str, set[str]] = {}
    pointed: set[tuple[str, str, str]] = set()
    for place, (_, _, text) in crawl(server.address).items():
        found = Links()
        found.feed(text)
        anchors[place] = found.anchors
        for link in found.to:
            target, fragment = urldefrag(urljoin(place, link))
            if fragment and target in crawl(server.address):
                pointed.add((place, target, fragment))
    dead = [
        f"{place} -> {target}#{fragment}"
        for place, target, fragment in pointed
        if fragment not in anchors.get(target, ())
    ]
    assert not dead, "\n".join(sorted(dead)[:40])


def test_every_page_is_valid_html(server: Site) -> None:
    pages = {place: text for place, (_, kind, text) in crawl(server.address).items() if kind == "text/html"}
    found = [f"{place}: {problem}" for place, text in pages.items() for problem in problems_in(text)]
    assert not found, f"{len(found)} in {len(pages)} pages:\n" + "\n".join(found[:40])


def test_dutch_pages_write_dutch_numbers(server: Site) -> None:
    """No decimal point before a percent sign, no English month, in the words a Dutch reader sees."""
    wrong = re.compile(r"\b\d+\.\d{1,2}\s?%|\b\d{1,2} (January|February|March|May|June|July|August|October) \d{4}")
    found = []
    for place, (_, kind, text) in crawl(server.address).items():
        if kind == "text/html" and urlsplit(place).path.startswith("/nl/"):
            left_out = r"<(script|style|title)\b.*?</\1>|<[^>]*\blang=\"en\".*?</|<[^>]+>"
            words = re.sub(left_out, " ", text, flags=re.DOTALL)
            found += [f"{place}: {hit.group()}" for hit in wrong.finditer(words)]
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize("kind", ["home", "indicator", "indicators", "sources", "calendar"])
def test_everything_is_there_without_scripts(new_page: NewPage, kind: str) -> None:
    where = address(kind, language="nl", **PARTS.get(kind, {}))
    without, with_scripts = new_page(java_script_enabled=False), new_page()
    without.goto(where)
    with_scripts.goto(where)
    words = re.compile(r"\s+")
    plain, rich = (words.sub(" ", page.locator("main").inner_text()) for page in (without, with_scripts))
    assert len(plain) > 200
    assert len(plain) >= 0.9 * len(rich)


def test_first_visit_is_private(new_page: NewPage) -> None:
    """No cookie at all for a reader; third parties and console errors fail every test here anyway."""
    page = new_page()
    page.goto("/nl/")
    page.goto(address("indicator", language="nl", code="RG2-WIS"))
    assert {cookie.get("name") for cookie in page.context.cookies()} <= {"session", "csrf", "language"}
