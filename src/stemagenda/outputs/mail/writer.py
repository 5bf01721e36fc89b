"""A reminder as a letter in plain text: Dutch first, English below.

Nothing that somebody else wrote reaches the subject, and in the body it stays on its own line: a title can forge
neither a header nor a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from stemagenda.core.observation import Precision
from stemagenda.core.text import LANGUAGES, Language, Text, format_date, format_number
from stemagenda.outputs.mail.lines import clean, wrapped
from stemagenda.outputs.mail.words import WORDS


@dataclass(frozen=True, kw_only=True)
class LateSource:
    """A source whose expected release was not taken in."""

    key: str
    title: Text
    publisher: str
    since: date
    days: int


@dataclass(frozen=True, kw_only=True)
class StaleFigure:
    """An indicator's series whose latest figure is older than two cycles."""

    key: str
    code: str
    title: Text
    period: str
    since: date


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A release that its publisher announced, or that was taken in before its moment: the title and the day, no more.

    `last` with `precision` is the day, month or year; `time` the hour (09:30), empty where none is known.
    """

    key: str
    title: Text
    publisher: str
    last: date
    precision: Precision
    time: str = ""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """What there is to say on a day. `site` is the address of the calendar in each language, empty where unknown."""

    on: date
    late: tuple[LateSource, ...]
    stale: tuple[StaleFigure, ...]
    announced: tuple[Announced, ...]
    days_ahead: int
    site: Text | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """What each line is about: a reminder of the same is not repeated for a while."""
        return (
            *(item.key for item in self.late),
            *(item.key for item in self.stale),
            *(item.key for item in self.announced),
        )


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter ready to be sent."""

    subject: str
    body: str


def compose(*, reminder: Reminder) -> Letter:
    """Write the letter: each part only where there is something to say."""
    dutch, english = ("\n".join(_paragraphs(reminder, language)) for language in LANGUAGES)
    return Letter(subject=_subject(reminder), body=f"{dutch}\n\n{'-' * 8}\n\n{english}\n")


def counted(reminder: Reminder, *, language: Language) -> tuple[str, ...]:
    """How much of each there is: "1 bron te laat", "2 cijfers verouderd"."""
    counts = (("late", len(reminder.late)), ("stale", len(reminder.stale)), ("announced", len(reminder.announced)))
    return tuple(
        _word(f"{kind}_{'one' if count == 1 else 'many'}", language, count=count) for kind, count in counts if count
    )


def parts(reminder: Reminder, *, language: Language) -> Iterator[str]:
    """Everything there is to say, part by part, with the address of the calendar."""
    yield from _part("late", reminder.late, language, _late)
    yield from _part("stale", reminder.stale, language, _stale)
    yield from _part("announced", reminder.announced, language, _announced, days=reminder.days_ahead)
    yield ""
    if reminder.site is not None:
        yield f"{_word('more', language)} {clean(reminder.site.to(language))}"


def _subject(reminder: Reminder) -> str:
    return f"{_word('name', 'nl')}: {', '.join(counted(reminder, language='nl'))}"


def _paragraphs(reminder: Reminder, language: Language) -> Iterator[str]:
    yield wrapped(_word("lede", language, day=format_date(reminder.on, language=language)))
    if language == "nl":
        yield _word("english_below", language)
    yield from parts(reminder, language=language)
    yield wrapped(_word("stop", language))


def _part(
    kind: str, items: tuple[object, ...], language: Language, line: Callable[..., str], **values: object
) -> Iterator[str]:
    if items:
        yield from ("", _word(f"{kind}_head", language).upper(), wrapped(_word(f"{kind}_about", language, **values)))
        yield from (wrapped(line(item, language), bullet=True) for item in items)


def _late(item: LateSource, language: Language) -> str:
    said = _word(
        "days_one" if item.days == 1 else "days_many",
        language,
        count=format_number(item.days, language=language, decimals=0),
        day=format_date(item.since, language=language),
    )
    return f"{_named(item.title, item.publisher, language)}: {said}"


def _stale(item: StaleFigure, language: Language) -> str:
    said = _word("stale_since", language, period=item.period, day=format_date(item.since, language=language))
    return f"{clean(item.code)} {clean(item.title.to(language))}: {said}"


def _announced(item: Announced, language: Language) -> str:
    day = format_date(item.last, language=language)
    when = {"day": day, "month": day.split(" ", 1)[1], "year": str(item.last.year)}[item.precision]
    said = _word("at", language, day=when, time=item.time) if item.time else when
    return f"{_named(item.title, item.publisher, language)}: {said}"


def _named(title: Text, publisher: str, language: Language) -> str:
    return f"{clean(title.to(language))} ({clean(publisher)})"


def _word(key: str, language: Language, **values: object) -> str:
    text = WORDS[key].to(language)
    return text.format(**values) if values else text
