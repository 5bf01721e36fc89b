"""A feed of entries as RSS 2.0 (rssboard.org/rss-specification). The bytes follow from the arguments alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from html import escape as as_html
from typing import Final

from stemagenda.outputs.feeds import Entry, Feed, identity, in_universal_time, quoted, text

#: Where many readers would see the start of a tag in what is plain text.
_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")


def write(*, feed: Feed, entries: Iterable[Entry]) -> bytes:
    """Return a feed, its entries newest first, as the bytes of an XML file.

    Raises:
        ValueError: a time has no zone.
    """
    return b"".join(pieces(feed=feed, entries=entries))


def pieces(*, feed: Feed, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The same file piece by piece, one an entry: a long feed never stands in memory as a whole.

    Raises:
        ValueError: a time has no zone.
    """
    yield "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
            "<channel>",
            f"<title>{_title(feed.title)}</title>",
            f"<link>{text(feed.page)}</link>",
            f"<description>{_html(feed.about)}</description>",
            f"<language>{text(feed.language)}</language>",
            f"<lastBuildDate>{_moment(feed.updated)}</lastBuildDate>",
            f'<atom:link rel="self" type="application/rss+xml" href={quoted(feed.own)}/>',
            "",
        ]
    ).encode()
    for entry in entries:
        yield _item(entry).encode()
    yield b"</channel>\n</rss>\n"


def _item(entry: Entry) -> str:
    topics = "".join(f"<category>{text(name)}</category>" for _, name in entry.topics)
    return (
        f"<item><title>{_title(entry.title)}</title>"
        f"<link>{text(entry.url)}</link>"
        f'<guid isPermaLink="false">{identity(*entry.key)}</guid>'
        f"<pubDate>{_moment(entry.updated)}</pubDate>"
        f"<dc:creator>{text(entry.author)}</dc:creator>"
        f"{topics}"
        f"<description>{_html(entry.summary)}</description></item>\n"
    )


def _moment(when: datetime) -> str:
    return format_datetime(in_universal_time(when).replace(microsecond=0))


def _title(written: str) -> str:
    """A title is plain text, but some readers take it for HTML: what would start a tag is shown as a sign to both."""
    return text(_TAG.sub("&lt;", written))


def _html(written: str) -> str:
    """A description is HTML, so a text is escaped twice: once as HTML, once as XML."""
    return text(as_html(written, quote=False))
