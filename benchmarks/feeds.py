"""Claim: 10,000 changes go out as Atom within 2 s on one core, and their memory does not grow with their number.

Measured: the time and the most memory at once of writing the feed piece by piece, as the site sends it. The named
alternatives in the same run: the same bytes joined before they are sent, and a tree of xml.etree written out at the
end. They must say the same.

Run: python -m benchmarks.feeds
"""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import process_time
from xml.etree import ElementTree as ET

from stemagenda.outputs.atom import writer
from stemagenda.outputs.feeds import Entry, Feed, identity

MANY, FEW, SECONDS = 10_000, 1_000, 2.0
#: Of the tree's memory the stream may take so small a part; ten times the changes may cost it so much more.
PART, GROWTH = 50, 3.0
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
ATOM = "http://www.w3.org/2005/Atom"
FEED = Feed(
    key=("changes", "nl"),
    title="Wat is nieuw",
    about="Alles",
    language="nl",
    own="https://example.org/nl/wat-is-nieuw.atom",
    page="https://example.org/nl/wat-is-nieuw/",
    updated=NOW,
)


def entries(count: int) -> Iterator[Entry]:
    """Changes of actions, one an hour, each with three topics."""
    for number in range(count):
        yield Entry(
            key=("change", "nl", "action", str(number)),
            title=f"Actie gewijzigd: Wetenschap & techniek in de klas, deel {number}",
            language="nl",
            author="Monitor STEM-agenda",
            updated=NOW - timedelta(hours=number),
            url=f"https://example.org/nl/acties/AK-{number}/",
            summary="Was ‘blijft gelijk’, is nu ‘versterkt’. " * 3,
            topics=(("actions", "Acties"), ("strand/daadkracht", "Daadkracht"), ("area/RG4", "Resultaatsgebied")),
        )


def streamed(count: int) -> int:
    """Send every piece away as soon as it is there; give how many bytes went out."""
    return sum(len(piece) for piece in writer.pieces(feed=FEED, entries=entries(count)))


def joined(count: int) -> int:
    """The same bytes, all of them at once."""
    return len(writer.write(feed=FEED, entries=entries(count)))


def tree(count: int) -> int:
    """The entries as a tree, written out when it is complete."""
    return len(ET.tostring(_tree(entries(count)), encoding="utf-8"))


def _tree(found: Iterator[Entry]) -> ET.Element:
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": FEED.language})
    for name, said in (("id", identity(*FEED.key)), ("title", FEED.title), ("subtitle", FEED.about)):
        ET.SubElement(feed, f"{{{ATOM}}}{name}").text = said
    for entry in found:
        item = ET.SubElement(feed, f"{{{ATOM}}}entry")
        ET.SubElement(item, f"{{{ATOM}}}id").text = identity(*entry.key)
        ET.SubElement(item, f"{{{ATOM}}}title", {"xml:lang": entry.language}).text = entry.title
        ET.SubElement(ET.SubElement(item, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = entry.author
        ET.SubElement(item, f"{{{ATOM}}}updated").text = f"{entry.updated:%Y-%m-%dT%H:%M:%SZ}"
        link = {"rel": "alternate", "type": "text/html", "hreflang": FEED.language, "href": entry.url}
        ET.SubElement(item, f"{{{ATOM}}}link", link)
        for code, name in entry.topics:
            ET.SubElement(item, f"{{{ATOM}}}category", {"term": code, "label": name})
        ET.SubElement(item, f"{{{ATOM}}}summary").text = entry.summary
    return feed


def says(written: bytes) -> list[tuple[str | None, ...]]:
    """What the entries of a feed say."""
    found = ET.fromstring(written).iter(f"{{{ATOM}}}entry")  # noqa: S314  (written here)
    return [tuple(part.text for part in item) for item in found]


def seconds(way: Callable[[int], int], count: int) -> float:
    """The quickest of three runs."""
    found = []
    for _ in range(3):
        start = process_time()
        way(count)
        found.append(process_time() - start)
    return min(found)


def most(way: Callable[[int], int], count: int) -> float:
    """The most memory at once, in MB."""
    way(10)
    tracemalloc.start()
    way(count)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1_000_000


def main() -> int:
    """Measure, print, judge."""
    few = entries(50)
    if says(writer.write(feed=FEED, entries=entries(50))) != says(ET.tostring(_tree(few), encoding="utf-8")):
        print("the two ways differ: does not hold")
        return 1
    ways = {"piece by piece": streamed, "joined first": joined, "xml.etree": tree}
    times = {name: seconds(way, MANY) for name, way in ways.items()}
    peaks = {name: most(way, MANY) for name, way in ways.items()}
    grown = peaks["piece by piece"] / most(streamed, FEW)
    print(f"{MANY:,} changes as Atom, {streamed(MANY) / 1_000_000:.1f} MB")
    print(f"{'way':<16}{'s':>8}{'ratio':>8}{'MB at once':>12}{'ratio':>8}")
    for name in ways:
        slower, larger = times[name] / times["piece by piece"], peaks[name] / peaks["piece by piece"]
        print(f"{name:<16}{times[name]:>8.2f}{slower:>8.1f}{peaks[name]:>12.2f}{larger:>8.0f}")
    print(f"ten times the changes: {grown:.2f} times the memory")
    holds = (
        times["piece by piece"] <= SECONDS and peaks["xml.etree"] >= PART * peaks["piece by piece"] and grown <= GROWTH
    )
    print(
        f"claim: {MANY:,} changes within {SECONDS:g} s, whatever their number: {'holds' if holds else 'does not hold'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
