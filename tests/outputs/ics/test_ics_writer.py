"""iCalendar files, read back by a second, slow reader of RFC 5545 that allows nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outputs.ics.reading import read

from stemagenda.outputs.ics.writer import Event, write

STAMP = datetime(2026, 11, 1, 10, 0, tzinfo=ZoneInfo("Europe/Brussels"))


def event(**changed: Any) -> Event:
    values: dict[str, Any] = {
        "uid": "one@stemagenda",
        "first": date(2026, 12, 3),
        "last": date(2026, 12, 3),
        "title": "Cijfers",
        "about": "Uitleg",
        "url": "https://example.org/nl/",
        "is_tentative": False,
    }
    return Event(**{**values, **changed})


def made(*events: Event, name: str = "Kalender", language: Any = "nl") -> bytes:
    return write(
        events=events, name=name, about="Wat komt", url="https://example.org/k.ics", stamp=STAMP, language=language
    )


def test_the_calendar_says_what_it_is() -> None:
    found = read(made())
    assert found.value("VERSION") == "2.0"
    assert found.value("PRODID")
    assert found.value("NAME") == found.value("X-WR-CALNAME") == "Kalender"
    assert found.parts == []


def test_a_day_is_a_whole_day() -> None:
    [found] = read(made(event())).parts
    assert found.line("DTSTART") == ({"VALUE": "DATE"}, "20261203")
    assert found.line("DTEND") == ({"VALUE": "DATE"}, "20261204")
    assert found.line("SUMMARY") == ({"LANGUAGE": "nl"}, "Cijfers")
    assert found.value("STATUS") == "CONFIRMED"
    assert found.value("TRANSP") == "TRANSPARENT"


def test_a_month_ends_with_the_first_day_of_the_next() -> None:
    [found] = read(made(event(first=date(2026, 12, 1), last=date(2026, 12, 31), is_tentative=True))).parts
    assert (found.value("DTSTART"), found.value("DTEND")) == ("20261201", "20270101")
    assert found.value("STATUS") == "TENTATIVE"


def test_a_moment_is_written_in_utc() -> None:
    moment = datetime(2026, 12, 3, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    [found] = read(made(event(moment=moment, language="en"))).parts
    assert found.line("DTSTART") == ({}, "20261203T083000Z")
    assert found.line("SUMMARY")[0] == {"LANGUAGE": "en"}
    assert not found.has("DTEND")


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert made(event()) == made(event())
    [found] = read(made(event())).parts
    assert found.value("DTSTAMP") == "20261101T090000Z"


@pytest.mark.parametrize(
    "stranger", ["\r\nATTENDEE:mailto:x@example.org", "a\nBEGIN:VALARM", "\rX:y", "\u2028X:y", "\x0bX"]
)
def test_nobody_else_s_words_become_a_property(stranger: str) -> None:
    content = made(event(title=f"Titel{stranger}", uid=f"u{stranger}", url=f"https://e.org/{stranger}"), name=stranger)
    found = read(content)
    [inside] = found.parts
    assert set(inside.names) == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "STATUS", "TRANSP", "CLASS",
    }  # fmt: skip
    assert "ATTENDEE" not in found.names


@given(title=st.text(max_size=300), about=st.text(max_size=400))
def test_every_text_comes_back_and_every_line_fits(title: str, about: str) -> None:
    content = made(event(title=title, about=about))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    [found] = read(content).parts
    for written, name in ((title, "SUMMARY"), (about, "DESCRIPTION")):
        plain = re.sub(r"\r\n?", "\n", written)
        kept = "".join(
            sign
            for sign in plain
            if sign == "\n"
            or not (
                ord(sign) < 32
                or 127 <= ord(sign) < 160
                or 0xD800 <= ord(sign) < 0xE000
                or sign in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
            )
        )
        assert found.value(name) == kept


def test_an_event_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        made(event(last=date(2026, 12, 2)))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        made(event(moment=datetime(2026, 12, 3, 9, 30, tzinfo=UTC).replace(tzinfo=None)))


def test_a_cancelled_event_is_struck_out_and_has_its_place() -> None:
    [found] = read(made(event(is_cancelled=True, is_tentative=True, place="Zaal 1; Brussel, 2de", url=""))).parts
    assert found.value("STATUS") == "CANCELLED"
    assert found.line("LOCATION") == ({"LANGUAGE": "nl"}, "Zaal 1; Brussel, 2de")
    assert not found.has("URL")
