"""Events as an iCalendar file (RFC 5545): CR LF, lines of at most 75 octets, UTF-8, times in UTC.

The bytes follow from the arguments alone, so the same events at the same state of the store give the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from stemagenda.core.text import Language

#: Octets in a line, its end not counted (section 3.1).
LONGEST_LINE: Final = 75
#: Control characters have no place in a text; what turns the direction of writing could disguise one.
_UNWRITABLE: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MEANT: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
#: Characters that an address may hold (RFC 3986); all others would end the value or begin another one.
_NOT_IN_ADDRESS: Final = re.compile(r"[^A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~%-]")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event: a moment, also one that lasts (`until`), or whole days from `first` up to and including `last`.

    `uid` stays the same while it is the same event, also when its day moves. `is_tentative` marks a day that nobody
    announced; `is_cancelled` an event that calendars are to strike out. `language` is that of the title where it
    differs from the calendar's. An empty `place` or `url` is left out.
    """

    uid: str
    first: date
    last: date
    title: str
    about: str
    url: str
    is_tentative: bool
    moment: datetime | None = None
    language: str = ""
    is_cancelled: bool = False
    place: str = ""
    until: datetime | None = None


def write(*, events: Iterable[Event], name: str, about: str, url: str, stamp: datetime, language: Language) -> bytes:
    """Return the events as the bytes of an .ics file.

    Args:
        events: in the order in which they are written.
        name: the name of the calendar, as calendar programs show it.
        about: what it holds, in a sentence.
        url: the file's own address.
        stamp: when what it tells was last changed; never the present moment, so that the file can be compared.
        language: of titles and explanations.

    Raises:
        ValueError: an event ends before it begins, or a time has no zone.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//stemagenda//stemagenda//{language.upper()}",
        "CALSCALE:GREGORIAN",
        # The name stands in RFC 7986; most programs still read the older property.
        f"NAME;LANGUAGE={language}:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"DESCRIPTION;LANGUAGE={language}:{_text(about)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        f"SOURCE;VALUE=URI:{_address(url)}",
    ]
    for event in events:
        lines += _event(event, stamp=_utc(stamp), language=language)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: Event, *, stamp: str, language: Language) -> Iterator[str]:
    if event.last < event.first:
        raise ValueError("an event cannot end before it begins")
    yield from ("BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{stamp}")
    if event.moment is not None:
        yield f"DTSTART:{_utc(event.moment)}"
        if event.until is not None:
            yield f"DTEND:{_utc(event.until)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
        # The end is the first day that no longer belongs to it (section 3.6.1).
        yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"
    status: Literal["CANCELLED", "TENTATIVE", "CONFIRMED"] = "TENTATIVE" if event.is_tentative else "CONFIRMED"
    if event.is_cancelled:
        status = "CANCELLED"
    yield f"SUMMARY;LANGUAGE={event.language or language}:{_text(event.title)}"
    yield f"DESCRIPTION;LANGUAGE={language}:{_text(event.about)}"
    if event.place:
        yield f"LOCATION;LANGUAGE={language}:{_text(event.place)}"
    if event.url:
        yield f"URL:{_address(event.url)}"
    # It fills nobody's day.
    yield from (f"STATUS:{status}", "TRANSP:TRANSPARENT", "CLASS:PUBLIC", "END:VEVENT")


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a time in a calendar needs its zone")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(written: str) -> str:
    """A text value (section 3.3.11): line ends become one sign, separators lose their meaning."""
    return _UNWRITABLE.sub("", written.replace("\r\n", "\n").replace("\r", "\n")).translate(_MEANT)


def _address(written: str) -> str:
    return _NOT_IN_ADDRESS.sub("", written)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, the following ones after a space; no character is cut in two."""
    piece = ""
    size = 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += width
    yield piece
