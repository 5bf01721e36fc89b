"""The letter of a reminder: every line there, in both languages, and no room for anybody else's lines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.reports.wording import strangers

from stemagenda.core.text import LANGUAGES, Text
from stemagenda.outputs.mail.lines import WIDTH
from stemagenda.outputs.mail.words import WORDS
from stemagenda.outputs.mail.writer import Announced, LateSource, Letter, Reminder, StaleFigure, compose

LATE = LateSource(key="late/pisa", title=Text("PISA", "PISA"), publisher="UGent", since=date(2026, 1, 1), days=326)
STALE = StaleFigure(
    key="stale/RG1/a", code="RG1", title=Text("Vertrouwen", "Trust"), period="2018", since=date(2024, 12, 31)
)
NEXT = Announced(
    key="next/vdab/2026-12",
    title=Text("Knelpuntberoepen", "Shortage occupations"),
    publisher="VDAB",
    last=date(2026, 12, 31),
    precision="month",
)


def letter(**changed: Any) -> Letter:
    values: dict[str, Any] = {"on": date(2026, 11, 22), "late": (), "stale": (), "announced": (), "days_ahead": 14}
    return compose(reminder=Reminder(**{**values, **changed}))


def test_every_part_is_there_in_dutch_and_in_english() -> None:
    found = letter(late=(LATE,), stale=(STALE,), announced=(NEXT,), site=Text("https://e.org/nl/", "https://e.org/en/"))
    assert found.subject == "Monitor STEM-agenda: 1 bron te laat, 1 cijfer verouderd, 1 vrijgave op komst"
    dutch, english = found.body.replace("\n  ", " ").split("--------")
    for line in (
        "TE LAAT",
        "- PISA (UGent): te laat sinds 1 januari 2026 (326 dagen)",
        "- RG1 Vertrouwen: laatste cijfer van 2018, verouderd sinds 31 december 2024",
        "- Knelpuntberoepen (VDAB): december 2026",
        "De hele kalender: https://e.org/nl/",
    ):
        assert line in dutch.splitlines()
    for line in (
        "LATE",
        "- PISA (UGent): late since 1 January 2026 (326 days)",
        "- RG1 Trust: latest figure of 2018, stale since 31 December 2024",
        "- Shortage occupations (VDAB): December 2026",
        "The whole calendar: https://e.org/en/",
    ):
        assert line in english.splitlines()


def test_a_part_without_news_is_left_out() -> None:
    found = letter(stale=(STALE, STALE))
    assert found.subject == "Monitor STEM-agenda: 2 cijfers verouderd"
    assert "TE LAAT" not in found.body
    assert "OP KOMST" not in found.body
    assert "https://" not in found.body


@pytest.mark.parametrize(
    ("precision", "time", "written"),
    [("day", "", "3 december 2026"), ("day", "09:30", "3 december 2026 om 09:30 uur"), ("year", "", "2026")],
)
def test_a_day_is_told_as_precisely_as_it_is_known(precision: Any, time: str, written: str) -> None:
    item = Announced(
        key="k", title=Text("A", "A"), publisher="B", last=date(2026, 12, 3), precision=precision, time=time
    )
    assert f"- A (B): {written}\n" in letter(announced=(item,)).body


@given(title=st.text(min_size=1, max_size=200).filter(str.strip), publisher=st.text(max_size=80))
def test_nobody_else_s_words_begin_a_line_or_reach_the_subject(title: str, publisher: str) -> None:
    item = LateSource(key="k", title=Text(title, title), publisher=publisher, since=date(2026, 1, 1), days=1)
    found = letter(late=(item,))
    assert found.subject == "Monitor STEM-agenda: 1 bron te laat"
    plain = letter(late=(LATE,))
    heads = {line for line in plain.body.splitlines() if not line.startswith(("- ", "  "))}
    assert {line for line in found.body.splitlines() if not line.startswith(("- ", "  "))} <= heads
    assert all(sign == "\n" or sign.isprintable() or sign.isspace() or ord(sign) > 127 for sign in found.body)


def test_lines_are_short() -> None:
    found = letter(late=(LATE,) * 3, stale=(STALE,), announced=(NEXT,))
    assert max(len(line) for line in found.body.splitlines()) <= WIDTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_other_language(language: Any) -> None:
    assert not {
        key: odd
        for key, text in WORDS.items()
        if key != "english_below" and (odd := strangers(text.to(language), language=language))
    }
