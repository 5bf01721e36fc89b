"""Where a link of a report may lead: the web, a mailbox, or a heading of the same report. Nothing else is followed."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from stemagenda.core.reports.document import Document, Heading

_UNFIT: Final = re.compile(r"[\x00-\x20\x7f-\xa0\"<>\\^`{|}\u2000-\u200f\u2028-\u202f\ud800-\udfff\ufffe\uffff]")
LONGEST: Final = 2000


def anchors(document: Document) -> frozenset[str]:
    """Return the anchors of all headings."""
    return frozenset(block.anchor for block in document.blocks if isinstance(block, Heading))


def followed(link: str, *, known: frozenset[str]) -> str:
    """Return the link if it may be followed, else an empty text.

    A link within the report is "#" with an anchor that is there.
    """
    if link.startswith("#"):
        return link if link[1:] in known else ""
    if not link or len(link) > LONGEST or _UNFIT.search(link):
        return ""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and parts.hostname:
        return link
    return link if parts.scheme == "mailto" and parts.path else ""
