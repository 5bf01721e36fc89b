"""What is wrong with a practice as a person wrote it; codes that lead nowhere are found elsewhere, for all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stemagenda.core.practices.contact import contact_problem
from stemagenda.core.practices.pictures import picture_problems
from stemagenda.core.practices.practice import BUNDLING, Practice
from stemagenda.core.validation import Problem

LONGEST_TITLE: Final = 200
LONGEST_SUMMARY: Final = 600
LONGEST_TEXT: Final = 5_000
MOST_ITEMS: Final = 100
EARLIEST, LATEST = 1950, 2060
_TEXTS: Final = ("description", "evaluation", "results", "funding", "cost")
_LISTS: Final = ("reach", "objectives", "organisations", "actions", "practices", "links", "pictures", "transitions")


def problems(practice: Practice) -> Iterator[Problem]:
    """Everything wrong with a practice."""
    if not practice.title.nl.strip():
        yield _problem("title", "is empty", "Give a Dutch title")
    yield from _lengths(practice)
    yield from _years(practice)
    yield from _addresses(practice)
    yield from _lines(practice)
    yield from picture_problems(pictures=practice.pictures)
    yield from _bundle(practice)


def _lengths(practice: Practice) -> Iterator[Problem]:
    texts = {"title": (practice.title, LONGEST_TITLE), "summary": (practice.summary, LONGEST_SUMMARY)}
    texts |= {name: (getattr(practice, name), LONGEST_TEXT) for name in _TEXTS}
    for place, (text, longest) in texts.items():
        length = max(len(text.nl), len(text.en))
        if length > longest:
            yield _problem(place, f"has {length:,} characters, more than {longest:,}", "Shorten it")
        if text.en.strip() and not text.nl.strip():
            yield _problem(place, "has no Dutch text", "Write it in Dutch too")
    for number, answer in enumerate(practice.quality, 1):
        if len(answer.evidence) > LONGEST_TEXT:
            length = len(answer.evidence)
            yield _problem(f"quality[{number}]", f"has {length:,} characters, more than {LONGEST_TEXT:,}", "Shorten it")
    for name in _LISTS:
        if len(getattr(practice, name)) > MOST_ITEMS:
            yield _problem(name, f"has more than {MOST_ITEMS} lines", "Split the practice")


def _years(practice: Practice) -> Iterator[Problem]:
    for place in ("starts", "published"):
        year = getattr(practice, place)
        if year is not None and not EARLIEST <= year <= LATEST:
            yield _problem(place, f"has a year outside {EARLIEST} to {LATEST}", "Correct the year")


def _addresses(practice: Practice) -> Iterator[Problem]:
    places = {f"links[{number}]": item.url for number, item in enumerate(practice.links, 1)}
    places |= {
        f"pictures[{number}]": item.url or "-" for number, item in enumerate(practice.pictures, 1) if not item.family
    }
    for place, url in places.items():
        if url and not url.startswith(("https://", "http://")):
            yield _problem(place, "has an address that is no web address", "Begin it with https://")
    problem = contact_problem(contact=practice.contact)
    if problem is not None:
        yield problem


def _lines(practice: Practice) -> Iterator[Problem]:
    for number, item in enumerate(practice.links, 1):
        if not item.title.strip():
            yield _problem(f"links[{number}]", "has no words", "Say what stands there")
    for number, reached in enumerate(practice.reach, 1):
        if not reached.what.nl.strip():
            yield _problem(f"reach[{number}]", "does not say what was counted", "Write for instance: gastlessen")
    named = [item.entity for item in practice.organisations]
    if len(set(named)) < len(named):
        yield _problem("organisations", "an organisation stands there twice", "Give each organisation one role")


def _bundle(practice: Practice) -> Iterator[Problem]:
    if practice.practices and practice.kind not in BUNDLING:
        yield _problem(
            "practices", "only a campaign or a platform brings practices together", "Choose another kind, or none"
        )
    if practice.code and practice.code in practice.practices:
        yield _problem("practices", "names itself", "Take it out")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="practice", place=place, message=message, remedy=remedy)
