"""A letter to a member: what calls for their attention, and once a week what changed. In one language, plain text.

Nothing that somebody else wrote reaches the subject, and in the body it stays on its own line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

from stemagenda.core.governance.news import DecisionNews, LightNews, News
from stemagenda.core.governance.notices import NOTICE_KINDS, Notice
from stemagenda.core.reports.sentences import colour_word
from stemagenda.core.text import Language, Text, format_date, format_number
from stemagenda.outputs.mail.lines import shortened, wrapped
from stemagenda.outputs.mail.member_words import MEMBER_WORDS, NOTICE_WORDS
from stemagenda.outputs.mail.writer import Letter, Reminder, counted, parts

#: A part with more lines than this names the first ones and counts the others.
MOST_LINES: Final = 12
_LONGEST_TITLE, _LONGEST_DECISION = 140, 240


@dataclass(frozen=True, kw_only=True)
class Links:
    """Where the site's pages stand, in each language; `{code}` is filled in."""

    calendar: Text
    action: Text
    actions: Text
    follow_ups: Text
    decisions: Text
    indicator: Text
    messages: Text
    question: Text


@dataclass(frozen=True, kw_only=True)
class MemberLetter:
    """What there is to say to a member on a day. `links` is None where the site's own address is not known.

    `sources` is what the people who load figures are told, for a member who is one of them.
    """

    on: date
    language: Language
    notices: tuple[Notice, ...] = ()
    news: News | None = None
    sources: Reminder | None = None
    links: Links | None = None


def compose_for_member(*, letter: MemberLetter) -> Letter:
    """Write the letter: each part only where there is something to say."""
    lines = (*_head(letter), *_notices(letter), *_sources(letter), *_news(letter), *_foot(letter))
    return Letter(subject=_subject(letter), body="\n".join(lines) + "\n")


def _subject(letter: MemberLetter) -> str:
    said = []
    if letter.notices:
        said.append(_count("points", len(letter.notices), letter.language))
    if letter.sources is not None:
        said += counted(letter.sources, language=letter.language)
    if letter.news:
        said.append(_word("news", letter.language))
    return f"{_word('name', letter.language)}: {', '.join(said)}"


def _head(letter: MemberLetter) -> Iterator[str]:
    yield wrapped(_word("lede", letter.language, day=format_date(letter.on, language=letter.language)))


def _notices(letter: MemberLetter) -> Iterator[str]:
    for kind in NOTICE_KINDS:
        of_kind = [notice for notice in letter.notices if notice.kind == kind]
        if of_kind:
            head, about, line = (text.to(letter.language) for text in NOTICE_WORDS[kind])
            yield from ("", head.upper(), wrapped(about))
            each, whole = _pages(kind, letter.links)
            told = [(_notice(line, notice, letter.language), notice.code if each else "") for notice in of_kind]
            yield from _lines(told, each=each, whole=whole, language=letter.language)


def _pages(kind: str, links: Links | None) -> tuple[Text | None, Text | None]:
    """Where each notice of a kind leads, and where all of them do."""
    if links is None:
        return None, None
    if kind.startswith("follow-up"):
        return None, links.follow_ups
    if kind.startswith("help"):
        return links.question, None
    return links.action, links.actions


def _notice(line: str, notice: Notice, language: Language) -> str:
    return line.format(
        title=shortened(notice.title.to(language), most=_LONGEST_TITLE),
        detail=shortened(notice.detail, most=_LONGEST_TITLE),
        day=format_date(notice.day, language=language) if notice.day else "",
        days=format_number(notice.days, language=language, decimals=0),
    )


def _sources(letter: MemberLetter) -> Iterator[str]:
    if letter.sources is not None:
        yield from parts(letter.sources, language=letter.language)


def _news(letter: MemberLetter) -> Iterator[str]:
    news, links, language = letter.news, letter.links, letter.language
    if not news:
        return
    yield from ("", _word("news_head", language, day=format_date(news.since, language=language)).upper())
    for change in ("new", "changed", "withdrawn"):
        titles = [
            (shortened(item.title.to(language), most=_LONGEST_TITLE), item.code)
            for item in news.actions
            if item.change == change
        ]
        each = links.action if links and change != "withdrawn" else None
        yield from _part(change, titles, each=each, whole=links.actions if links else None, language=language)
    decided = [(_decision(item, language), "") for item in news.decisions]
    yield from _part("decisions", decided, each=None, whole=links.decisions if links else None, language=language)
    turned = [(_light(item, language), item.indicator) for item in news.lights]
    yield from _part("lights", turned, each=links.indicator if links else None, whole=None, language=language)


def _part(
    head: str, told: Sequence[tuple[str, str]], *, each: Text | None, whole: Text | None, language: Language
) -> Iterator[str]:
    if told:
        yield from ("", _word(head, language))
        yield from _lines(told, each=each, whole=whole, language=language)


def _lines(
    told: Sequence[tuple[str, str]], *, each: Text | None, whole: Text | None, language: Language
) -> Iterator[str]:
    """Each line with the address of its page below it, or all of them with one address."""
    for line, code in told[:MOST_LINES]:
        yield wrapped(line, bullet=True)
        if each is not None:
            yield "  " + each.to(language).replace("{code}", quote(code, safe=""))
    more = len(told) - MOST_LINES
    if more > 0:
        yield wrapped(_count("more", more, language), bullet=True)
    if whole is not None and (each is None or more > 0):
        yield "  " + whole.to(language)


def _decision(item: DecisionNews, language: Language) -> str:
    day = format_date(item.on, language=language)
    when = {"day": day, "month": day.split(" ", 1)[1], "year": str(item.on.year)}[item.precision]
    text = shortened(item.text.to(language), most=_LONGEST_DECISION)
    return _word("decided", language, by=shortened(item.by.to(language), most=80), day=when, text=text)


def _light(item: LightNews, language: Language) -> str:
    before, after = (colour_word(colour=colour, language=language).lower() for colour in (item.before, item.after))
    return _word("turned", language, title=item.title.to(language), before=before, after=after)


def _foot(letter: MemberLetter) -> Iterator[str]:
    yield from ("", "-- ", wrapped(_word("stop", letter.language)))
    if letter.links is not None:
        yield f"{_word('choose', letter.language)} {letter.links.messages.to(letter.language)}"


def _count(kind: str, count: int, language: Language) -> str:
    written = format_number(count, language=language, decimals=0)
    return _word(f"{kind}_{'one' if count == 1 else 'many'}", language, count=written)


def _word(key: str, language: Language, **values: object) -> str:
    text = MEMBER_WORDS[key].to(language)
    return text.format(**values) if values else text
