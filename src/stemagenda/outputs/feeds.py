"""What every feed holds, whichever format it is written in: entries with names that stay, in clean text."""

from __future__ import annotations

import re
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
    """One entry. `key` names it for ever (see `identity`); `language` is that of the title.

    `topics` are pairs of a code and its name.
    """

    key: tuple[str, ...]
    title: str
    language: str
    author: str
    updated: datetime
    url: str
    summary: str
    topics: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed without its entries.

    Attributes:
        key: names the feed for ever.
        title: of the feed.
        about: what it holds, in a sentence.
        language: of everything but the entries' titles.
        own: the feed's own address.
        page: the address of the page that shows the same.
        updated: when the newest entry was; of an empty feed, when it began.
    """

    key: tuple[str, ...]
    title: str
    about: str
    language: str
    own: str
    page: str
    updated: datetime


def identity(*parts: str) -> str:
    """A name for an entry or a feed that holds for ever, on whichever host it is served (RFC 4122, by name)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join(('stemagenda', *parts)))}"


def in_universal_time(when: datetime) -> datetime:
    """The same moment in UTC.

    Raises:
        ValueError: it has no zone.
    """
    if when.tzinfo is None:
        raise ValueError("a time in a feed needs its zone")
    return when.astimezone(UTC)


def text(written: str) -> str:
    """A text as XML takes it."""
    return escape(_UNWRITABLE.sub("", written))


def quoted(written: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    return quoteattr(_UNWRITABLE.sub("", written))
