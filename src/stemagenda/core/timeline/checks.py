"""What is wrong with a policy development as a person wrote it; codes that lead nowhere are found elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.core.validation import Problem

LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 20_000
LONGEST_REASONING: Final = 5_000
MOST_INDICATORS: Final = 40
EARLIEST, LATEST = 1990, 2060


def problems(development: PolicyDevelopment) -> Iterator[Problem]:
    """Everything wrong with a development."""
    if not development.title.nl.strip():
        yield _problem("title", "is empty", "Give a Dutch text")
    yield from _lengths(development)
    years = [item.year for item in development.years]
    for year in sorted({year for year in years if years.count(year) > 1}):
        yield _problem("years", f"has two lines for {year}", "Keep one line a year")
    if any(not EARLIEST <= year <= LATEST for year in years):
        yield _problem("years", "has a year outside 1990 to 2060", "Correct the year")
    addresses = {"url": development.url, **{f"reading[{n}]": item.url for n, item in enumerate(development.reading, 1)}}
    for place, address in addresses.items():
        if address and not address.startswith(("https://", "http://")):
            yield _problem(place, "has an address that is no web address", "Begin it with https://")
    yield from _links(development)
    if development.number and not (development.number.isascii() and development.number.isdigit()):
        yield _problem("number", "is no number of an entry", "Write the digits of its address at Cedefop")


def _links(development: PolicyDevelopment) -> Iterator[Problem]:
    named = [link.indicator for link in development.indicators]
    if len(named) > MOST_INDICATORS:
        yield _problem("indicators", f"has more than {MOST_INDICATORS} lines", "Keep the ones that matter most")
    for code in sorted({code for code in named if named.count(code) > 1}):
        yield _problem("indicators", f"has {code[:60]} twice", "Keep one line an indicator")
    for number, link in enumerate(development.indicators, 1):
        place = f"indicators[{number}]"
        if not link.reasoning.strip():
            yield _problem(place, "has no reasoning", "Say why this indicator belongs to it")
        elif len(link.reasoning) > LONGEST_REASONING:
            length = len(link.reasoning)
            yield _problem(place, f"has {length:,} characters, more than {LONGEST_REASONING:,}", "Shorten it")


def _lengths(development: PolicyDevelopment) -> Iterator[Problem]:
    texts = {"title": (development.title, LONGEST_TITLE)}
    texts |= {name: (getattr(development, name), LONGEST_TEXT) for name in ("background", "goals", "description")}
    texts |= {f"years[{number}]": (item.text, LONGEST_TEXT) for number, item in enumerate(development.years, 1)}
    for place, (text, longest) in texts.items():
        length = max(len(text.nl), len(text.en))
        if length > longest:
            yield _problem(place, f"has {length:,} characters, more than {longest:,}", "Shorten it")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="development", place=place, message=message, remedy=remedy)
