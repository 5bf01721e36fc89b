"""A feed of entries as Atom (RFC 4287). The bytes follow from the arguments alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from stemagenda.outputs.feeds import Entry, Feed, identity, in_universal_time, quoted, text


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
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoted(feed.language)}>',
            f"<id>{identity(*feed.key)}</id>",
            f"<title>{text(feed.title)}</title>",
            f"<subtitle>{text(feed.about)}</subtitle>",
            f"<updated>{_moment(feed.updated)}</updated>",
            # Who made an entry stands with the entry; this is for a feed that has none yet.
            f"<author><name>{text(feed.title)}</name></author>",
            f'<link rel="self" type="application/atom+xml" href={quoted(feed.own)}/>',
            f'<link rel="alternate" type="text/html" hreflang={quoted(feed.language)} href={quoted(feed.page)}/>',
            "",
        ]
    ).encode()
    for entry in entries:
        yield _entry(entry, language=feed.language).encode()
    yield b"</feed>\n"


def _entry(entry: Entry, *, language: str) -> str:
    topics = "".join(f"<category term={quoted(code)} label={quoted(name)}/>" for code, name in entry.topics)
    return (
        f"<entry><id>{identity(*entry.key)}</id>"
        f"<title xml:lang={quoted(entry.language)}>{text(entry.title)}</title>"
        f"<author><name>{text(entry.author)}</name></author>"
        f"<updated>{_moment(entry.updated)}</updated>"
        f'<link rel="alternate" type="text/html" hreflang={quoted(language)} href={quoted(entry.url)}/>'
        f"{topics}"
        f"<summary>{text(entry.summary)}</summary></entry>\n"
    )


def _moment(when: datetime) -> str:
    return f"{in_universal_time(when):%Y-%m-%dT%H:%M:%SZ}"
