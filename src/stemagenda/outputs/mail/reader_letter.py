"""Letters to readers without an account: to confirm what was asked, and to tell what changed. In one language, plain.

Whoever asks for a letter to somebody else's address can put no word of their own in it: topics are named in ours. The
last line of each is the address that stops it, from which the header for mail programs follows (RFC 8058).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from stemagenda.core.text import Language, format_date, format_number
from stemagenda.outputs.mail.lines import clean, shortened, wrapped
from stemagenda.outputs.mail.reader_words import READER_WORDS
from stemagenda.outputs.mail.writer import Letter

#: A part with more lines than this names the first ones and counts the others.
MOST_LINES: Final = 15
#: Topics that are named one by one.
MOST_TOPICS: Final = 30
_LONGEST: Final = 240


@dataclass(frozen=True, kw_only=True)
class ReaderLinks:
    """Whole addresses of the reader's own pages. `add` is `manage` with more topics chosen, not yet kept."""

    manage: str
    stop: str
    confirm: str
    add: str


@dataclass(frozen=True, kw_only=True)
class AskedLetter:
    """What was asked for an address; `is_known`: it has a subscription already. Topics are names in the language."""

    on: date
    language: Language
    topics: tuple[str, ...]
    rhythm: Literal["weekly", "monthly"]
    links: ReaderLinks
    is_known: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """One change: the headline, what there is to say beside it, and its page; both may be empty."""

    text: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What changed in one topic."""

    head: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class NewsLetter:
    """What changed in somebody's topics since a day. `all_changes` is the page with the whole list, or empty."""

    since: date
    on: date
    until: date
    language: Language
    parts: tuple[Part, ...]
    links: ReaderLinks
    all_changes: str = ""


def compose_asked(*, letter: AskedLetter) -> Letter:
    """Write the letter that asks to confirm, or tells that there is a subscription already."""
    subject = _word("known_subject" if letter.is_known else "confirm_subject", letter.language)
    return _letter(subject, (*_asked(letter), *_asked_foot(letter)), letter.language)


def compose_news(*, letter: NewsLetter) -> Letter:
    """Write the letter that tells what changed."""
    count = sum(len(part.lines) for part in letter.parts)
    subject = _count("news_subject", count, letter.language)
    return _letter(subject, (*_news(letter), *_news_foot(letter)), letter.language)


def stop_address(*, text: str) -> str:
    """The address that stops these letters: the last line of each."""
    return text.rstrip("\n").rpartition("\n")[2].strip()


def _letter(subject: str, lines: Sequence[str], language: Language) -> Letter:
    return Letter(subject=f"{_word('name', language)}: {subject}", body="\n".join(lines) + "\n")


def _asked(letter: AskedLetter) -> Iterator[str]:
    language = letter.language
    day = format_date(letter.on, language=language)
    yield wrapped(_word("known" if letter.is_known else "confirm", language, day=day))
    if letter.is_known:
        yield from ("", wrapped(_word("known_change", language)), "", f"  {letter.links.add}")
    else:
        yield from ("", f"  {letter.links.confirm}", "", wrapped(_word("confirm_until", language)))
    yield from ("", _word("asked", language).upper())
    yield from (wrapped(shortened(topic, most=_LONGEST), bullet=True) for topic in letter.topics[:MOST_TOPICS])
    yield from ("", _word(f"often_{letter.rhythm}", language))


def _asked_foot(letter: AskedLetter) -> Iterator[str]:
    key = "stop" if letter.is_known else "stop_asked"
    yield from ("", "-- ", wrapped(_word(key, letter.language)), f"  {letter.links.stop}")


def _news(letter: NewsLetter) -> Iterator[str]:
    language = letter.language
    since, day = (format_date(when, language=language) for when in (letter.since, letter.on))
    yield wrapped(_word("news", language, since=since, day=day))
    is_cut = False
    for part in letter.parts:
        yield from ("", clean(part.head).upper())
        for line in part.lines[:MOST_LINES]:
            yield from _line(line)
        more = len(part.lines) - MOST_LINES
        if more > 0:
            is_cut = True
            yield wrapped(_count("more", more, language), bullet=True)
    if is_cut and letter.all_changes:
        yield from ("", f"{_word('all', language)} {letter.all_changes}")


def _line(line: Line) -> Iterator[str]:
    said = " ".join(shortened(text, most=_LONGEST) for text in (line.text, line.detail) if text)
    yield wrapped(said, bullet=True)
    if line.url:
        yield f"  {line.url}"


def _news_foot(letter: NewsLetter) -> Iterator[str]:
    language = letter.language
    yield from ("", "-- ", wrapped(_word("until", language, day=format_date(letter.until, language=language))))
    yield from (wrapped(_word("manage", language)), f"  {letter.links.manage}")
    yield from (wrapped(_word("stop", language)), f"  {letter.links.stop}")


def _count(kind: str, count: int, language: Language) -> str:
    written = format_number(count, language=language, decimals=0)
    return _word(f"{kind}_{'one' if count == 1 else 'many'}", language, count=written)


def _word(key: str, language: Language, **values: object) -> str:
    text = READER_WORDS[key].to(language)
    return text.format(**values) if values else text
