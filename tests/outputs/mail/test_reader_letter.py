"""Letters to readers: in one language, narrow, every other word kept on its own line, the way out last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.core.reports.wording import strangers

from stemagenda.core.text import LANGUAGES, Language
from stemagenda.outputs.mail.lines import WIDTH
from stemagenda.outputs.mail.reader_letter import (
    MOST_LINES,
    AskedLetter,
    Line,
    NewsLetter,
    Part,
    ReaderLinks,
    compose_asked,
    compose_news,
    stop_address,
)
from stemagenda.outputs.mail.reader_words import READER_WORDS

LINKS = ReaderLinks(
    manage="https://e.org/m/", stop="https://e.org/s/", confirm="https://e.org/c/", add="https://e.org/a/"
)
DAY = date(2026, 11, 30)
ASKED = AskedLetter(on=DAY, language="nl", topics=("Acties", "Nieuws"), rhythm="weekly", links=LINKS)
NEWS = NewsLetter(
    since=date(2026, 11, 23),
    on=DAY,
    until=date(2028, 11, 29),
    language="nl",
    parts=(
        Part(
            head="Acties\r\n\r\nBcc: a@b.example",
            lines=(
                Line(text="Nieuwe actie: Wiskunde\nhttps://evil.example/\u202e", url="https://e.org/1/"),
                Line(text="Actie ingetrokken: Chemie", detail="Was dubbel."),
            ),
        ),
    ),
    links=LINKS,
    all_changes="https://e.org/all/",
)


def narrow(text: str) -> bool:
    return all(len(line) <= WIDTH for line in text.splitlines() if "https://" not in line)


@pytest.mark.parametrize(
    ("language", "subject"), [("nl", "bevestig uw abonnement"), ("en", "confirm your subscription")]
)
def test_to_confirm(language: Language, subject: str) -> None:
    letter = compose_asked(letter=replace(ASKED, language=language))
    assert letter.subject.endswith(f": {subject}")
    assert "\n  https://e.org/c/\n" in letter.body
    assert "https://e.org/a/" not in letter.body
    assert stop_address(text=letter.body) == "https://e.org/s/"
    assert narrow(letter.body)


def test_that_there_is_one_already() -> None:
    letter = compose_asked(letter=replace(ASKED, is_known=True, rhythm="monthly"))
    assert letter.subject == "Monitor STEM-agenda: u hebt al een abonnement"
    assert "\n  https://e.org/a/\n" in letter.body
    assert "https://e.org/c/" not in letter.body
    assert stop_address(text=letter.body) == "https://e.org/s/"


def test_what_changed() -> None:
    letter = compose_news(letter=NEWS)
    assert letter.subject == "Monitor STEM-agenda: 2 wijzigingen"
    lines = letter.body.splitlines()
    assert "ACTIES BCC: A@B.EXAMPLE" in lines
    assert "- Nieuwe actie: Wiskunde https://evil.example/" in lines
    assert "- Actie ingetrokken: Chemie Was dubbel." in lines
    assert lines[-1] == "  https://e.org/s/"
    assert "https://e.org/all/" not in letter.body
    assert "van 23 november 2026 tot en met 30 november 2026" in " ".join(lines)
    assert narrow(letter.body)


@pytest.mark.parametrize(("more", "said"), [(1, "and 1 other change"), (2, "and 2 other changes")])
def test_a_long_list_is_counted(more: int, said: str) -> None:
    lines = tuple(Line(text=f"Nr {number}") for number in range(MOST_LINES + more))
    letter = compose_news(letter=replace(NEWS, language="en", parts=(Part(head="Actions", lines=lines),)))
    assert f"- {said}\n" in letter.body
    assert letter.body.count("\n- Nr ") == MOST_LINES
    assert "All changes: https://e.org/all/" in letter.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_holds_words_of_the_other_language(language: Language) -> None:
    assert not {key for key, text in READER_WORDS.items() if strangers(text.to(language), language=language)}
