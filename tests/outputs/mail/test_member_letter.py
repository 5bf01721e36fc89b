"""The letter to a member: every part there, in their own language, and no room for anybody else's lines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.reports.wording import strangers

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.news import ActionNews, DecisionNews, LightNews, News
from stemagenda.core.governance.notices import NOTICE_KINDS, Notice, NoticeKind
from stemagenda.core.text import LANGUAGES, Language, Text
from stemagenda.outputs.mail.lines import WIDTH, shortened
from stemagenda.outputs.mail.member_letter import MOST_LINES, Links, MemberLetter, compose_for_member
from stemagenda.outputs.mail.member_words import MEMBER_WORDS, NOTICE_WORDS
from stemagenda.outputs.mail.writer import LateSource, Letter, Reminder

DAY = date(2026, 11, 23)
TITLE = Wording(nl="Duaal leren", en="Dual learning")
LINKS = Links(
    calendar=Text("https://e.org/nl/kalender/", "https://e.org/en/calendar/"),
    action=Text("https://e.org/nl/acties/{code}/", "https://e.org/en/actions/{code}/"),
    actions=Text("https://e.org/nl/acties/", "https://e.org/en/actions/"),
    follow_ups=Text("https://e.org/nl/werkpunten/", "https://e.org/en/follow-up-points/"),
    decisions=Text("https://e.org/nl/beslissingen/", "https://e.org/en/decisions/"),
    indicator=Text("https://e.org/nl/indicatoren/{code}/", "https://e.org/en/indicators/{code}/"),
    messages=Text("https://e.org/nl/mijn-berichten/", "https://e.org/en/my-messages/"),
    question=Text("https://e.org/nl/stemhub/vragen/{code}/", "https://e.org/en/stemhub/questions/{code}/"),
)
NEWS = News(
    since=date(2026, 11, 16),
    actions=(
        ActionNews(change="new", code="a", title=TITLE),
        ActionNews(change="changed", code="b", title=TITLE),
        ActionNews(change="withdrawn", code="c", title=TITLE),
    ),
    decisions=(
        DecisionNews(
            code="d", text=Wording(nl="Het rapport."), by=Wording(nl="Comité"), on=date(2026, 11, 5), precision="month"
        ),
    ),
    lights=(LightNews(indicator="RG2-WIS", title=Text("Wiskunde", "Maths"), before="orange", after="red"),),
)
SOURCES = Reminder(
    on=DAY,
    late=(
        LateSource(key="late/pisa", title=Text("PISA", "PISA"), publisher="UGent", since=date(2026, 1, 1), days=326),
    ),
    stale=(),
    announced=(),
    days_ahead=14,
    site=LINKS.calendar,
)


def notice(kind: NoticeKind = "milestone-late", **changed: Any) -> Notice:
    values = {"key": kind, "code": "proef", "title": TITLE, "detail": "Rapport", "day": date(2026, 11, 1), "days": 181}
    return Notice(kind=kind, **{**values, **changed})


def letter(language: Language = "nl", **changed: Any) -> Letter:
    return compose_for_member(letter=MemberLetter(on=DAY, language=language, **changed))


def lines(found: Letter) -> list[str]:
    return found.body.splitlines()


def test_everything_that_calls_for_attention_is_told_with_its_page() -> None:
    found = letter(notices=tuple(notice(kind) for kind in reversed(NOTICE_KINDS)), links=LINKS)
    assert found.subject == "Monitor STEM-agenda: 11 punten vragen uw aandacht"
    told = lines(found)
    heads = [told.index(NOTICE_WORDS[kind][0].nl.upper()) for kind in NOTICE_KINDS]
    assert heads == sorted(heads)
    start = told.index("- Duaal leren: ‘Rapport’, gepland op 1 november 2026")
    assert told[start + 1] == "  https://e.org/nl/acties/proef/"
    start = told.index("- Duaal leren: af te werken tegen 1 november 2026")
    assert told[start + 1] == "  https://e.org/nl/werkpunten/"
    assert "- Duaal leren: al 181 dagen niets genoteerd" in told
    assert told.count("  https://e.org/nl/stemhub/vragen/proef/") == 3
    assert told[-1] == "Mijn berichten: https://e.org/nl/mijn-berichten/"


def test_the_same_in_english() -> None:
    found = letter("en", notices=(notice(), notice("silent")), news=NEWS, links=LINKS)
    assert found.subject == "STEM agenda monitor: 2 items for your attention, what changed"
    assert "- Dual learning: ‘Rapport’, planned on 1 November 2026" in lines(found)
    assert "  https://e.org/en/actions/proef/" in lines(found)
    assert "- Maths: wrong way (was: stays equal)" in lines(found)
    assert "- Comité, November 2026: Het rapport." in lines(found)


def test_what_changed_is_told_part_by_part() -> None:
    found = letter(news=NEWS, links=LINKS)
    assert found.subject == "Monitor STEM-agenda: wat er veranderde"
    told = lines(found)
    assert "WAT ER VERANDERDE SINDS 16 NOVEMBER 2026" in told
    for head, line, link in (
        ("Nieuwe acties", "- Duaal leren", "  https://e.org/nl/acties/a/"),
        ("Gewijzigde acties", "- Duaal leren", "  https://e.org/nl/acties/b/"),
        ("Ingetrokken acties", "- Duaal leren", "  https://e.org/nl/acties/"),
        ("Beslissingen", "- Comité, november 2026: Het rapport.", "  https://e.org/nl/beslissingen/"),
        (
            "Knipperlichten die veranderden",
            "- Wiskunde: verkeerde kant (was: blijft gelijk)",
            "  https://e.org/nl/indicatoren/RG2-WIS/",
        ),
    ):
        start = told.index(head)
        assert told[start + 1 : start + 3] == [line, link]


@pytest.mark.parametrize(("precision", "written"), [("day", "5 november 2026"), ("year", "2026")])
def test_a_decision_is_dated_as_precisely_as_it_is_known(precision: Any, written: str) -> None:
    decision = DecisionNews(code="d", text=TITLE, by=Wording(nl="X"), on=date(2026, 11, 5), precision=precision)
    assert f"- X, {written}: Duaal leren" in lines(letter(news=News(since=DAY, decisions=(decision,))))


def test_who_loads_figures_hears_of_both() -> None:
    found = letter(notices=(notice(),), sources=SOURCES, news=NEWS, links=LINKS)
    assert found.subject == "Monitor STEM-agenda: 1 punt vraagt uw aandacht, 1 bron te laat, wat er veranderde"
    assert "- PISA (UGent): te laat sinds 1 januari 2026 (326 dagen)" in lines(found)
    assert "De hele kalender: https://e.org/nl/kalender/" in lines(found)


def test_without_an_address_of_the_site_there_are_no_links() -> None:
    found = letter(notices=(notice(), notice("follow-up-near")), news=NEWS)
    assert "https://" not in found.body
    assert "coördinator" in found.body


@pytest.mark.parametrize(("more", "said"), [(1, "- en nog 1 andere"), (30, "- en nog 30 andere")])
def test_a_long_part_names_the_first_and_counts_the_others(more: int, said: str) -> None:
    found = letter(notices=tuple(notice(title=Wording(nl=f"Actie {n}")) for n in range(MOST_LINES + more)), links=LINKS)
    told = lines(found)
    assert sum(line.startswith("- Actie") for line in told) == MOST_LINES
    assert told[told.index(said) + 1] == "  https://e.org/nl/acties/"
    assert found.subject == f"Monitor STEM-agenda: {MOST_LINES + more} punten vragen uw aandacht"


@given(title=st.text(min_size=1, max_size=300).filter(str.strip), detail=st.text(max_size=300))
def test_nobody_else_s_words_begin_a_line_or_reach_the_subject(title: str, detail: str) -> None:
    found = letter(notices=(notice(title=Wording(nl=title), detail=detail),))
    assert found.subject == "Monitor STEM-agenda: 1 punt vraagt uw aandacht"
    own = {line for line in lines(letter(notices=(notice(),))) if not line.startswith(("- ", "  "))}
    assert {line for line in lines(found) if not line.startswith(("- ", "  "))} <= own
    assert all(sign == "\n" or sign.isprintable() or sign.isspace() or ord(sign) > 127 for sign in found.body)


def test_lines_are_short_and_long_titles_are_cut() -> None:
    found = letter(notices=tuple(notice(kind, title=Wording(nl="woord " * 200)) for kind in NOTICE_KINDS), news=NEWS)
    assert max(len(line) for line in lines(found)) <= WIDTH
    assert found.body.count("woord") < len(NOTICE_KINDS) * 30
    assert shortened("a b", most=3) == "a b"
    assert shortened("a bcd", most=3) == "a…"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_other_language(language: Any) -> None:
    texts = [*MEMBER_WORDS.values(), *(text for three in NOTICE_WORDS.values() for text in three)]
    assert not [odd for text in texts if (odd := strangers(text.to(language), language=language))]
    assert set(NOTICE_WORDS) == set(NOTICE_KINDS)
