"""The list of actions and its other views, from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.web.seated import COORDINATOR, browser, read, text

from stemagenda.core.actions.action import Milestone, YearStage
from stemagenda.store import records
from stemagenda.store.models import PairMarkRow
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.records import value_of
from stemagenda.web.asking import now

LISTS = ("/nl/acties/", "/nl/acties-bord/", "/nl/acties-tijdlijn/", "/nl/dekking/")


def change(code: str, **fields: object) -> None:
    """A coordinator changes what is followed up: public at once."""
    found = records.version(kind="action", code=code)
    assert found is not None
    action = replace(value_of(found), **fields)
    save_action(action=action, seen=found.number, actor=COORDINATOR, now=now())


def test_the_list_holds_every_action_under_its_strand(loaded: datetime, reader: Client) -> None:
    page = read(reader, "/nl/acties/")
    assert page.count("data-row>") == 42
    assert "42 acties" in page
    assert [int(count) for count in re.findall(r'<h3>.*?facet-count">(\d+)<', page)] == [4, 14, 13, 11]
    assert "Duaal lesgeven verder uitproberen" in page
    assert 'name="code"' not in page, "nothing to tick for visitors"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=duaal", 2),
        ("strand=overtuigingskracht", 4),
        ("strand=overtuigingskracht&strand=daadkracht", 15),
        ("stage=pilot&strand=daadkracht", 1),
        ("stage=-", 32),
        ("stage=nonsense", 0),
        ("q=%3Cscript%3E", 0),
        ("page=99", 42),
        ("page=x&order=nonsense&state=draft", 0),
    ],
)
def test_filters_are_the_address(loaded: datetime, reader: Client, query: str, count: int) -> None:
    page = read(reader, f"/nl/acties/?{query}")
    assert page.count("data-row>") == count
    assert f"{count} actie" in page
    assert "<script>" not in page.split("<main")[1]
    if not count:
        assert "Geen actie voldoet aan deze filters" in page


def test_a_chosen_filter_can_be_taken_away_and_goes_along_to_the_other_views(loaded: datetime, reader: Client) -> None:
    page = read(reader, "/nl/acties/?strand=daadkracht&stage=pilot&order=title")
    assert 'href="/nl/acties/?stage=pilot&amp;order=title"' in page
    assert 'href="/nl/acties-bord/?strand=daadkracht&amp;stage=pilot&amp;order=title"' in page
    assert "Fase: Proefproject" in text(page)
    for address in LISTS[1:3]:
        other = text(read(reader, f"{address}?strand=daadkracht&stage=pilot").split("<main")[1])
        assert "DK-09" in other
        assert "IK-06" not in other


def test_another_order_has_no_groups(loaded: datetime, reader: Client) -> None:
    page = read(reader, "/en/actions/?order=title")
    titles = re.findall(r'class="action-title"[^>]*>(?:<span[^>]*>)?([^<]+)<', page)
    assert len(titles) == 42
    assert "<h3>" not in page.split("<main")[1]


def test_the_list_of_a_day_before_there_was_one_is_empty(loaded: datetime, reader: Client) -> None:
    assert "0 acties" in read(reader, "/nl/acties/?as_of=2019-01-01")
    board = read(reader, "/nl/acties-bord/?as_of=2019-01-01")
    assert "AK-01" not in board


def test_members_see_drafts_and_the_step_they_are_in(loaded: datetime, reader: Client) -> None:
    found = records.version(kind="action", code="IK-06")
    assert found is not None
    action = replace(value_of(found), lead="vdab")
    save_action(action=action, seen=found.number, actor=COORDINATOR, now=now())
    assert "Ontwerptekst" not in text(read(reader, "/nl/acties/"))
    page = text(read(browser("lead"), "/nl/acties/?state=draft"))
    assert "1 actie" in page
    assert "VDAB" in page
    assert "Ontwerptekst" in page


def test_the_board_shows_the_latest_year_with_stages_and_any_other_one(loaded: datetime, reader: Client) -> None:
    assert "Acties naar fase in 2024" in read(reader, "/nl/acties-bord/")
    change("AK-01", stages=(YearStage(year=2022, stage="design"),))
    page = text(read(reader, "/nl/acties-bord/?year=2022"))
    assert "Acties naar fase in 2022" in page
    assert "Ontwerp 1" in page
    assert "Fase in 2022 niet vermeld 41" in page
    for wrong in ("year=1900", "year=x", "year=²", "year=99999999"):
        assert "Acties naar fase in 2024" in read(reader, f"/nl/acties-bord/?{wrong}")


def test_the_timeline_says_in_words_what_it_draws(loaded: datetime, reader: Client) -> None:
    change(
        "AK-01",
        stages=(YearStage(year=2022, stage="design"), YearStage(year=2040, stage="completed")),
        milestones=(
            Milestone(title="Rapport <b>klaar</b>", due=date(2025, 6, 30), met=date(2025, 7, 1)),
            Milestone(title="Ooit", due=date(2045, 1, 1)),
        ),
    )
    page = read(reader, "/nl/acties-tijdlijn/")
    line = page[page.index("AK-01") : page.index("AK-02")]
    assert 'aria-label="2022 Ontwerp; 2040 Voltooid; Rapport &lt;b&gt;klaar&lt;/b&gt; (30 juni 2025);' in line
    assert line.count("<rect") == 1, "2040 lies outside the agenda"
    assert line.count("gantt-mark") == 1
    assert "gantt-mark is-met" in line
    assert "gantt-today" in line
    assert "gantt-span" not in line


@pytest.mark.parametrize(
    ("starts", "ends", "drawn"),
    [
        (date(2021, 1, 1), date(2022, 1, 1), ("", "0", "72")),
        (date(2019, 5, 1), None, (" is-open", "0", "720")),
        (None, date(2030, 12, 31), (" is-open", "0", "720")),
    ],
)
def test_the_timeline_draws_from_start_to_end(
    loaded: datetime, starts: date | None, ends: date | None, drawn: tuple[str, str, str]
) -> None:
    found = records.version(kind="action", code="AK-01")
    assert found is not None
    save_action(
        action=replace(value_of(found), starts=starts, ends=ends), seen=found.number, actor=COORDINATOR, now=now()
    )
    page = read(browser("coordinator"), "/nl/acties-tijdlijn/")
    assert re.findall(r'gantt-span( is-open)?" x1="(\d+)" x2="(\d+)"', page) == [drawn]


@pytest.mark.parametrize("by", ["entity", "pillar", "transition", "target_group", "policy_domain", "nonsense"])
def test_coverage_counts_and_names_the_empty_cells(loaded: datetime, reader: Client, by: str) -> None:
    page = read(reader, f"/nl/dekking/?by={by}")
    assert "OD 2.3.3" in page[page.index("Doelstellingen zonder actie") :]
    assert "Wat acties niet vermelden" in page
    assert "Indicator" in page
    matrix = page[page.index("<table") : page.index("</table>")]
    assert matrix.count('<th scope="row">') == 32
    if by in {"pillar", "nonsense"}:
        assert re.search(r'href="/nl/acties/\?objective=OD\+1.2.1&amp;pillar=knowledge" title="OK-0[^"]*">2<', matrix)


@pytest.mark.parametrize("address", LISTS)
def test_every_list_is_there_in_english_and_as_of_a_day(loaded: datetime, reader: Client, address: str) -> None:
    page = read(reader, address)
    other = re.search(r'hreflang="en" href="[^"]*?(/en/[^"]*)"', page)
    assert other is not None
    assert 'lang="en"' in read(reader, other[1])
    assert "zoals bekend" in read(reader, f"{address}?as_of=2025-01-31").lower()


def test_overlap_is_for_members_and_they_say_what_a_pair_is(loaded: datetime, reader: Client) -> None:
    assert reader.get("/nl/overlap/").headers["Location"].startswith("/nl/aanmelden/?next=")
    assert browser("guest").get("/nl/overlap/").status_code == 403
    committee = browser("committee")
    page = read(committee, "/nl/overlap/")
    assert page.index("DK-09-IK-06") < page.index("AK-03-AK-05")
    given = {
        "first": "DK-09",
        "second": "IK-06",
        "verdict": "complementary",
        "reason": "Het een volgt op het <b>ander</b>.",
    }
    assert committee.post("/nl/overlap/", given).headers["Location"] == "/nl/overlap/"
    judged = text(read(committee, "/nl/overlap/").split("Beoordeelde paren")[1])
    assert "Het een volgt op het <b>ander</b>." in judged
    assert "<b>ander" not in read(committee, "/nl/overlap/")
    assert "IK-06" in text(read(reader, "/nl/acties/DK-09/").split("Verband met andere acties")[1])


@pytest.mark.parametrize("wrong", [{"verdict": ""}, {"reason": " "}, {"reason": "x" * 2_500}, {"second": "XX-99"}])
def test_a_judgement_that_says_too_little_is_not_kept(loaded: datetime, wrong: dict[str, str]) -> None:
    given = {"first": "DK-09", "second": "IK-06", "verdict": "overlap", "reason": "Zelfde scholen.", **wrong}
    response = browser("committee").post("/nl/overlap/", given)
    assert response.status_code == 422
    assert "Het oordeel is niet bewaard" in response.content.decode()
    if wrong == {"verdict": ""}:
        assert "Zelfde scholen." in response.content.decode(), "what was typed is still there"
    assert not PairMarkRow.objects.exists()


def test_members_without_the_right_do_not_judge(loaded: datetime) -> None:
    given = {"first": "DK-09", "second": "IK-06", "verdict": "overlap", "reason": "Zelfde scholen."}
    guest = browser("guest")
    assert guest.post("/nl/overlap/", given).status_code == 403
    assert not PairMarkRow.objects.exists()


def test_themes_of_the_outlook_stand_with_their_transitions_and_source(loaded: datetime, reader: Client) -> None:
    page = reader.get("/nl/vooruitblik/").content.decode()
    assert page.count('<section class="section" id="') == 7
    assert "Groene en digitale transitie" in page
    assert "Tussentijds rapport 2024" in page
    assert not problems_in(page)
    assert "Op die dag was nog geen thema bekend" in reader.get("/nl/vooruitblik/?as_of=2023-01-01").content.decode()
    assert "No action in the register yet" in reader.get("/en/outlook/").content.decode()
