"""A feed of entries as Atom (RFC 4287). The bytes follow from the arguments alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

#: What XML 1.0 cannot hold, and what turns the direction of writing.
_UNWRITABLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry. `key` names it for ever (see `identity`); `language` is that of the title."""

    key: tuple[str, ...]
    title: str
    language: str
    author: str
    updated: datetime
    url: str
    summary: str


def identity(*parts: str) -> str:
    """A name for an entry or a feed that holds for ever, on whichever host it is served (RFC 4122, by name)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join(('stemagenda', *parts)))}"


def write(
    *,
    entries: Iterable[Entry],
    key: tuple[str, ...],
    title: str,
    about: str,
    language: str,
    own: str,
    page: str,
    updated: datetime,
) -> bytes:
    """Return a feed as the bytes of an XML file.

    Args:
        entries: newest first.
        key: names the feed for ever.
        title: of the feed.
        about: what it holds, in a sentence.
        language: of everything but the entries' titles.
        own: the feed's own address.
        page: the address of the page that shows the same.
        updated: when the newest entry was; of an empty feed, when it began.

    Raises:
        ValueError: a time has no zone.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(language)}>',
        f"<id>{identity(*key)}</id>",
        f"<title>{_text(title)}</title>",
        f"<subtitle>{_text(about)}</subtitle>",
        f"<updated>{_moment(updated)}</updated>",
        # Who made an entry stands with the entry; this is for a feed that has none yet.
        f"<author><name>{_text(title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(own)}/>',
        f'<link rel="alternate" type="text/html" hreflang={_quoted(language)} href={_quoted(page)}/>',
    ]
    lines += [_entry(entry, language=language) for entry in entries]
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(entry: Entry, *, language: str) -> str:
    return (
        f"<entry><id>{identity(*entry.key)}</id>"
        f"<title xml:lang={_quoted(entry.language)}>{_text(entry.title)}</title>"
        f"<author><name>{_text(entry.author)}</name></author>"
        f"<updated>{_moment(entry.updated)}</updated>"
        f'<link rel="alternate" type="text/html" hreflang={_quoted(language)} href={_quoted(entry.url)}/>'
        f"<summary>{_text(entry.summary)}</summary></entry>"
    )


def _moment(when: datetime) -> str:
    if when.tzinfo is None:
        raise ValueError("a time in a feed needs its zone")
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _text(written: str) -> str:
    return escape(_UNWRITABLE.sub("", written))


def _quoted(written: str) -> str:
    return quoteattr(_UNWRITABLE.sub("", written))
