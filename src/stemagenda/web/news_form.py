"""The form of an item of news to its record. What cannot be read is named, and what was typed is kept."""

from __future__ import annotations

from dataclasses import replace

from stemagenda.core.governance.meeting import PRECISIONS, stands_for
from stemagenda.core.governance.news_item import NewsItem
from stemagenda.web.governance_forms import Entry, read_documents


def read_news(entry: Entry, *, before: NewsItem) -> NewsItem:
    """An item; the practices and the document that a loaded one names stay as they were."""
    precision = entry.one_of("precision", PRECISIONS, otherwise="day")
    on = entry.needed_day("on")
    return replace(
        before,
        title=entry.wording("title"),
        on=stands_for(on=on, precision=precision),
        precision=precision,
        summary=entry.wording("summary"),
        description=entry.wording("description"),
        body=entry.code("body"),
        objectives=entry.codes("objectives"),
        actions=entry.codes("actions"),
        indicators=entry.codes("indicators"),
        documents=tuple(read_documents(entry, "documents")),
    )
