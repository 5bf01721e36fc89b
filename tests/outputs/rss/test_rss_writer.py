"""RSS 2.0: what the specification asks for is there, and no text becomes an element, here or in a reader's HTML."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.outputs.feeds import Entry, Feed
from stemagenda.outputs.rss.writer import write

NOW = datetime(2026, 11, 1, 10, 0, 0, 123, tzinfo=ZoneInfo("Europe/Brussels"))
SELF = "{http://www.w3.org/2005/Atom}link"


def entry(**changed: Any) -> Entry:
    values: dict[str, Any] = {
        "key": ("change", "nl", "action", "AK-01"),
        "title": "Titel",
        "language": "nl",
        "author": "UGent",
        "updated": NOW,
        "url": "https://example.org/nl/acties/AK-01/",
        "summary": "12 cijfers",
        "topics": (("actions", "Acties"),),
    }
    return Entry(**{**values, **changed})


def made(*entries: Entry, **changed: Any) -> ET.Element:
    values: dict[str, Any] = {
        "key": ("changes", "nl"),
        "title": "Wat is nieuw",
        "about": "Alles",
        "language": "nl",
        "own": "https://example.org/nl/wat-is-nieuw.rss?about=actions&about=x",
        "page": "https://example.org/nl/wat-is-nieuw/",
        "updated": NOW,
    }
    rss = ET.fromstring(write(feed=Feed(**{**values, **changed}), entries=entries))
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    [channel] = rss
    return channel


def test_a_feed_has_what_the_specification_asks_for() -> None:
    channel = made(entry(), entry(key=("b",)))
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name)
    own = channel.find(SELF)
    assert own is not None
    assert own.get("href", "").endswith("?about=actions&about=x")
    items = channel.findall("item")
    for item in items:
        assert {"title", "link", "guid", "pubDate", "description", "category"} <= {child.tag for child in item}
        written = item.findtext("pubDate") or ""
        assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000", written)
        assert parsedate_to_datetime(written) == NOW.astimezone(UTC).replace(microsecond=0)
    names = [item.find("guid") for item in items]
    assert [name is not None and name.get("isPermaLink") for name in names] == ["false", "false"]
    assert len({item.findtext("guid") for item in items}) == 2


@pytest.mark.parametrize(
    ("written", "title", "description"),
    [
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("3 < 4 & 5 > 2", "3 < 4 & 5 > 2", "3 &lt; 4 &amp; 5 &gt; 2"),
        ("]]> \x00\x0b\ud800\u202e🚀", "]]> 🚀", "]]&gt; 🚀"),
        ("&amp;", "&amp;", "&amp;amp;"),
    ],
)
def test_neither_xml_nor_html_is_made_of_a_text(written: str, title: str, description: str) -> None:
    [item] = made(entry(title=written, summary=written)).findall("item")
    assert (item.findtext("title"), item.findtext("description")) == (title, description)


@given(written=st.text(max_size=120))
def test_every_text_is_escaped(written: str) -> None:
    channel = made(
        entry(title=written, author=written, summary=written, url=written, topics=((written, written),)),
        title=written,
        about=written,
        own=written,
    )
    [item] = channel.findall("item")
    assert len(item) == 7
    assert all(len(child) == 0 for child in item)


def test_an_empty_feed_is_valid_and_no_time_goes_without_a_zone() -> None:
    assert made().findall("item") == []
    with pytest.raises(ValueError, match="zone"):
        made(entry(updated=(NOW + timedelta(days=1)).replace(tzinfo=None)))
