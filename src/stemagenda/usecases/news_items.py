"""News as readers find it: the newest first, an item with what it is about. As public on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.news_item import NewsItem, paragraphs
from stemagenda.core.text import Language
from stemagenda.store import records
from stemagenda.usecases.changes import topics_on
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.records import value_of

KIND: Final = "news"
PAGE: Final = 20


@dataclass(frozen=True, kw_only=True)
class NewsPage:
    """A page of the list, the newest news first."""

    items: tuple[NewsItem, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class NewsItemPage:
    """One item with the things it is about: (page, code, name). `source` names the document that reports it."""

    item: NewsItem
    about: tuple[tuple[str, str, Wording], ...]
    source: Wording | None
    source_url: str
    since: date

    def paragraphs(self, language: Language) -> tuple[str, ...]:
        """The text in paragraphs."""
        return paragraphs(self.item.description.to(language))


def news_page(*, on: date, page: int = 1) -> NewsPage:
    """The news as it was public on a day: one query."""
    found: list[NewsItem] = [value_of(version) for version in records.public_bodies(kind=KIND, on=on)]
    found.sort(key=lambda item: (item.on, item.code), reverse=True)
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(page, 1), pages)
    first = (number - 1) * PAGE
    return NewsPage(items=tuple(found[first : first + PAGE]), total=len(found), page=number, pages=pages)


def news_item_page(*, code: str, on: date) -> NewsItemPage | None:
    """One item as it was public on a day; None where there was none."""
    stored = records.public_version(kind=KIND, code=code, on=on)
    if stored is None:
        return None
    item: NewsItem = value_of(stored)
    document = next((found for found in the_agenda().documents if found.code == item.source), None)
    return NewsItemPage(
        item=item,
        about=tuple(_about(item, on)),
        source=Wording(nl=document.title.nl, en=document.title.en) if document else None,
        source_url=document.url if document else "",
        since=stored.since,
    )


def _about(item: NewsItem, on: date) -> Iterator[tuple[str, str, Wording]]:
    """What it is about, as far as that is public on the day."""
    names = topics_on(on=on).names
    for reference in item.references():
        name = names.get(f"{reference.namespace}/{reference.code}")
        if name is not None:
            yield reference.namespace, reference.code, name
