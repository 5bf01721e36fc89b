"""The page of search: kinds with their counts, records where they stand, a mistyped word, hostile words."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.usecases.working import COORDINATOR
from tests.web.seated import browser

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.practices.practice import Practice
from stemagenda.usecases.actions.editing import create_action
from stemagenda.usecases.practice_submissions import submit_practice


def text(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    page = answer.content.decode()
    assert not problems_in(page)
    return page


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/nl/zoeken/?q=duaal+lesgeven", 'href="/nl/acties/DK-09/"'),
        ("/en/search/?q=advisory+committee", 'href="/en/governance/raadgevend-comite/"'),
        ("/nl/zoeken/?q=schriftelijke+procedure", 'href="/nl/vergaderingen/ambtelijk-comite-2022-06-21/"'),
        ("/nl/zoeken/?q=krachtlijnen+doelen", 'href="/nl/beslissingen/#krachtlijnen-2022"'),
        ("/nl/zoeken/?q=digisprong", 'href="/nl/beleidstijdlijn/digisprong/"'),
        ("/nl/zoeken/?q=pisa+2012", 'href="/nl/bronnen/pisa/2013-pisa-2012-vlaanderen/"'),
        ("/nl/zoeken/?q=duaal&as_of=2025-01-01", 'href="/nl/acties/DK-09/?as_of=2025-01-01"'),
    ],
)
def test_a_find_leads_to_where_it_stands(loaded: datetime, reader: Client, address: str, link: str) -> None:
    assert link in text(reader, address)


def test_kinds_are_counted_and_can_be_chosen(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/zoeken/?q=duaal")
    assert 'href="/nl/zoeken/?q=duaal&amp;kind=action"' in page
    only = text(reader, "/nl/zoeken/?q=duaal&kind=action")
    assert 'id="soort-action"' in only
    assert 'id="soort-development"' not in only
    assert 'id="soort-development"' in text(reader, "/nl/zoeken/?q=duaal&kind=%3Cb%3E")


def test_a_mistyped_word_is_said(loaded: datetime, reader: Client) -> None:
    assert "“wiskumde” staat nergens" in text(reader, "/nl/zoeken/?q=wiskumde")


def test_hostile_words_stay_words(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/zoeken/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


def test_drafts_are_marked_and_never_remembered(loaded: datetime, reader: Client) -> None:
    action = Action(code="", title=Wording(nl="Zonnebloemproef"), strand="daadkracht")
    create_action(action=action, actor=COORDINATOR, now=loaded)
    practice = Practice(code="", title=Wording(nl="Zonnebloemkamp"), kind="practice", summary=Wording(nl="Een kamp."))
    code = submit_practice(practice=practice, seen=0, actor=COORDINATOR, now=loaded).code
    address = "/nl/zoeken/?q=zonnebloem"
    assert "Zonnebloem" not in text(reader, address)
    member = browser("coordinator")
    page = text(member, address)
    assert page.count("niet openbaar") == 2
    assert f'href="/nl/praktijken/{code}/voorstel/"' in page
    assert member.get(address).headers["Cache-Control"] == "private, no-store"
    for other in (reader, browser("guest")):
        assert "Zonnebloem" not in text(other, address)
    assert "Zonnebloem" not in text(member, f"{address}&as_of=2025-01-01")
