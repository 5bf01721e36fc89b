"""What goes with a page beyond itself: the topic it is about, the feeds of that topic, the card beside a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode

from stemagenda.core.text import Language
from stemagenda.web.addresses import address
from stemagenda.web.catalogue import words

#: suffix -> media type, in the order in which they are offered
FORMATS: Final[Mapping[str, str]] = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
#: What each is called.
NAMES: Final[Mapping[str, str]] = {"atom": "Atom", "rss": "RSS"}
#: page -> the topic that it is about; `{code}` is filled in with the part of that name
_TOPICS: Final[Mapping[str, str]] = {
    "strand": "strand/{code}",
    "area": "area/{code}",
    "objective": "objective/{code}",
    "indicator": "indicator/{code}",
    "series": "indicator/{code}",
    "source": "source/{source}",
    "body": "body/{code}",
    "action": "action/{code}",
    "practice": "practice/{code}",
    "development": "development/{code}",
    "actor": "entity/{code}",
    **dict.fromkeys(("indicators", "compare"), "lights"),
    "sources": "figures",
    **dict.fromkeys(("actions", "actions_board", "actions_gantt", "coverage", "outlook"), "actions"),
    **dict.fromkeys(("governance", "decisions", "follow_ups", "advices"), "governance"),
    **dict.fromkeys(("network", "actors"), "network"),
    **dict.fromkeys(("news", "news_item"), "news"),
    **dict.fromkeys(("events", "event"), "events"),
    "timeline": "timeline",
    "practices": "practices",
    **dict.fromkeys(("editions", "edition", "reports", "report"), "editions"),
}
#: Pages of which the feed is that of everything.
_EVERYTHING: Final = frozenset({"home", "whats_new", "follow", "objectives"})


#: Pages with a card of their own -> its kind.
_CARDS: Final[Mapping[str, str]] = {
    **{kind: kind for kind in ("strand", "area", "indicator", "practice")},
    "series": "indicator",
}


def card_address(here: str, *, language: Language, parts: Mapping[str, str]) -> str:
    """The address of the picture that a network shows beside a link to a page."""
    kind = _CARDS.get(here)
    if kind is None:
        return address("card", language=language)
    query = urlencode({"series": parts["series"]}) if "series" in parts else ""
    return address("card_of", language=language, query=query, kind=kind, code=parts["code"])


def topic_of(here: str, *, parts: Mapping[str, str]) -> str:
    """The topic a page is about; empty where it is about none, or about everything."""
    return _TOPICS[here].format(**parts) if here in _TOPICS else ""


def mail_address(here: str, *, language: Language, parts: Mapping[str, str]) -> str:
    """Where to ask for e-mail about the one thing that a page is about; empty on lists and forms."""
    topic = topic_of(here, parts=parts)
    return address("subscribe", language=language, query=urlencode({"topic": topic})) if "/" in topic else ""


def feed_address(*, suffix: str, language: Language, about: Iterable[str] = (), query: str = "") -> str:
    """The address of a feed on some topics, or on what a query of the list asks."""
    wanted = "&".join(part for part in (urlencode([("about", topic) for topic in about]), query) if part)
    return address("changes_feed", language=language, suffix=suffix, query=wanted)


def feeds_of(here: str, *, language: Language, parts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The feeds that belong to a page: (media type, title, address). A program that reads feeds finds them by these."""
    topic = topic_of(here, parts=parts)
    if not topic and here not in _EVERYTHING:
        return []
    title = words("changes.feed_here" if topic else "changes.feed_all", language=language)
    return [
        (
            kind,
            f"{title} ({NAMES[suffix]})",
            feed_address(suffix=suffix, language=language, about=[topic] if topic else []),
        )
        for suffix, kind in FORMATS.items()
    ]
