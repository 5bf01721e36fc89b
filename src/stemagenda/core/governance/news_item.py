"""Frozen values for one item of news that the agenda's coordinators bring, and what is wrong with one as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from stemagenda.core.actions.action import NOTHING_SAID, DocumentLink, Wording
from stemagenda.core.governance.references import Namespace, Reference
from stemagenda.core.observation import Precision
from stemagenda.core.validation import Problem

EARLIEST, LATEST = date(2000, 1, 1), date(2060, 12, 31)
LONGEST_TITLE: Final = 300
LONGEST_SUMMARY: Final = 1_000
LONGEST_TEXT: Final = 20_000
MOST_LINKS: Final = 60
_BETWEEN: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True)
class NewsItem:
    """One item. `description` is the whole text: paragraphs with an empty line between them, no mark-up.

    `on` is the day of the news itself, as exactly as `precision` says. `body`, `objectives`, `actions`, `indicators`
    and `practices` are the codes of what it is about; `source` the document that reports it, where one does.
    """

    code: str
    title: Wording
    on: date
    precision: Precision = "day"
    summary: Wording = NOTHING_SAID
    description: Wording = NOTHING_SAID
    body: str = ""
    objectives: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    source: str = ""
    source_place: str = ""

    def references(self) -> Iterator[Reference]:
        """Every code it names; its source is found as that of every record."""
        yield Reference("body", self.body, "body")
        named: tuple[tuple[str, Namespace], ...] = (
            ("objectives", "objective"),
            ("actions", "action"),
            ("indicators", "indicator"),
            ("practices", "practice"),
        )
        for name, namespace in named:
            for number, code in enumerate(getattr(self, name), 1):
                yield Reference(f"{name}[{number}]", code, namespace)


def paragraphs(written: str) -> tuple[str, ...]:
    """The paragraphs of a text."""
    return tuple(part.strip() for part in _BETWEEN.split(written.replace("\r\n", "\n")) if part.strip())


def problems(item: NewsItem) -> Iterator[Problem]:
    """Everything wrong with an item; codes that lead nowhere are found elsewhere."""
    if not item.title.nl.strip():
        yield _problem("title", "is empty", "Give a Dutch text")
    if not item.summary.nl.strip():
        yield _problem("summary", "is empty", "Give a Dutch text")
    for place, longest in (("title", LONGEST_TITLE), ("summary", LONGEST_SUMMARY), ("description", LONGEST_TEXT)):
        text: Wording = getattr(item, place)
        length = max(len(text.nl), len(text.en))
        if length > longest:
            yield _problem(place, f"has {length:,} characters, more than {longest:,}", "Shorten it")
    if not EARLIEST <= item.on <= LATEST:
        yield _problem("on", f"{item.on.isoformat()} lies outside 2000 to 2060", "Correct the year")
    if len(item.documents) > MOST_LINKS:
        said = f"has {len(item.documents)} lines; {MOST_LINKS} is the most"
        yield _problem("documents", said, "Leave some out, or link a document")
    for number, document in enumerate(item.documents, 1):
        if not document.title.strip():
            yield _problem(f"documents[{number}]", "a document has no title", "Say what the document is")
        if document.url and not document.url.startswith(("https://", "http://")):
            yield _problem(f"documents[{number}]", "has an address that is no web address", "Begin it with https://")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="news", place=place, message=message, remedy=remedy)
