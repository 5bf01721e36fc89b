"""Atom feeds: what RFC 4287 asks for is there, and nobody else's words become an element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.outputs.atom.writer import pieces, write
from stemagenda.outputs.feeds import Entry, Feed, identity

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOW = datetime(2026, 11, 1, 10, 0, tzinfo=ZoneInfo("Europe/Brussels"))


def entry(**changed: Any) -> Entry:
    values: dict[str, Any] = {
        "key": ("pisa", "r"),
        "title": "Titel",
        "language": "nl",
        "author": "UGent",
        "updated": NOW,
        "url": "https://example.org/nl/bronnen/pisa/r/",
        "summary": "12 cijfers",
    }
    return Entry(**{**values, **changed})


def made(*entries: Entry, **changed: Any) -> ET.Element:
    values: dict[str, Any] = {
        "key": ("releases", "nl"),
        "title": "Vrijgaven",
        "about": "Wat kwam",
        "language": "nl",
        "own": "https://example.org/nl/vrijgaven.atom",
        "page": "https://example.org/nl/bronnen/",
        "updated": NOW,
    }
    return ET.fromstring(write(feed=Feed(**{**values, **changed}), entries=entries))


def text(element: ET.Element, name: str) -> str:
    [found] = element.findall(f"{ATOM}{name}")
    return found.text or ""


def test_a_feed_has_what_the_standard_asks_for() -> None:
    feed = made(entry())
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(XML_LANG) == "nl"
    assert text(feed, "title") == "Vrijgaven"
    assert text(feed, "updated") == "2026-11-01T09:00:00Z"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "https://example.org/nl/vrijgaven.atom", "alternate": "https://example.org/nl/bronnen/"}
    [found] = feed.findall(f"{ATOM}entry")
    for name in ("id", "title", "updated", "summary"):
        assert text(found, name)
    assert text(found.findall(f"{ATOM}author")[0], "name") == "UGent"
    ids = [text(feed, "id"), text(found, "id")]
    assert len(set(ids)) == 2
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", item) for item in ids)


def test_a_name_holds_for_ever_and_for_one_thing() -> None:
    # Another name would show every entry as a new one to everybody who follows the feed.
    assert identity("release", "pisa", "a") == "urn:uuid:a6b91af2-6486-5881-bc65-d276e5f15e91"
    assert identity("a", "b") != identity("a", "c")


def test_an_empty_feed_is_valid() -> None:
    feed = made()
    assert text(feed.findall(f"{ATOM}author")[0], "name")
    assert feed.findall(f"{ATOM}entry") == []


def test_no_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        made(entry(updated=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)))


@given(written=st.text(max_size=200))
def test_every_text_is_escaped(written: str) -> None:
    feed = made(
        entry(title=written, author=written, summary=written, language=written, url=written),
        title=written,
        own=written,
    )
    [found] = feed.findall(f"{ATOM}entry")
    assert [child.tag.removeprefix(ATOM) for child in found] == ["id", "title", "author", "updated", "link", "summary"]
    assert len(found.findall(f"{ATOM}title")[0]) == 0


def test_a_title_that_is_mark_up_stays_a_title() -> None:
    [found] = made(entry(title="<script>alert(1)</script> & ]]>", summary='"><link/>')).findall(f"{ATOM}entry")
    assert text(found, "title") == "<script>alert(1)</script> & ]]>"
    assert text(found, "summary") == '"><link/>'


def test_topics_are_categories_and_a_long_feed_comes_in_pieces() -> None:
    [found] = made(entry(topics=(("strand/a", "Een & twee"),))).findall(f"{ATOM}entry")
    [topic] = found.findall(f"{ATOM}category")
    assert (topic.get("term"), topic.get("label")) == ("strand/a", "Een & twee")
    asked: list[int] = []

    def endless() -> Iterator[Entry]:
        while True:
            asked.append(1)
            yield entry()

    feed = Feed(key=("a",), title="t", about="a", language="nl", own="o", page="p", updated=NOW)
    written = pieces(feed=feed, entries=endless())
    assert next(written).startswith(b"<?xml")
    assert next(written).startswith(b"<entry>")
    assert len(asked) == 1
