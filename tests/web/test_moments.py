"""Policy beside a chart on the page: the list has the picture's numbers, the address holds the choice."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.web.kept_forms import edit, form
from tests.web.seated import browser

from stemagenda.usecases import moments as usecase

PAGE = "/nl/indicatoren/RG3-SO/"
CHOICE = "marks=wide&mark=development/stem-agenda-2030&mark=decision/regeerakkoord-2024&mark=decision/%3Cb%3E"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    usecase._known.cache_clear()


def text(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_nothing_linked_is_said_and_others_are_offered(loaded: datetime, reader: Client) -> None:
    page = text(reader, PAGE)
    assert "Nog niemand koppelde" in page
    assert "c-number" not in page
    assert '<option value="decision/regeerakkoord-2024">september 2024 · beslissing · ' in page
    assert not problems_in(page)


def test_the_numbers_of_list_and_picture_are_the_same(loaded: datetime, reader: Client) -> None:
    page = text(reader, f"{PAGE}?{CHOICE}&as_of=2026-11-01")
    told = re.findall(r'class="moment-number">.*?</span>(\d)</span>', page)
    drawn = re.findall(r'class="c-number".*?>(\d)</text>', page)
    assert told == [str(number) for number in range(1, len(told) + 1)]
    assert sorted(drawn) == sorted(told * 2)  # wide and narrow
    assert "geen oorzaak en gevolg" in page
    assert "Te weinig punten" in page
    assert "Niet gevonden op deze dag: decision/&lt;b&gt;" in page
    assert 'name="as_of" value="2026-11-01"' in page
    assert 'value="development/stem-agenda-2030" checked' in page
    assert "download.svg?marks=wide&amp;mark=development%2Fstem-agenda-2030" in page
    assert not problems_in(page)


def test_the_picture_to_take_away_has_the_chosen_moments(loaded: datetime, reader: Client) -> None:
    picture = text(
        reader, f"{PAGE}{re.findall('RG3-SO/([^/]+)/download', text(reader, PAGE))[0]}/download.svg?{CHOICE}"
    )
    assert "c-number" in picture
    assert "september 2024: Het regeerakkoord" in picture


@pytest.mark.parametrize(
    "query", ["marks=none", "marks=none&mark=", "marks=wat&mark=&mark=%20", "marks=linked&" + "mark=x&" * 60]
)
def test_whatever_stands_in_the_address_is_answered(loaded: datetime, reader: Client, query: str) -> None:
    page = text(reader, f"{PAGE}?{query}")
    assert "c-number" not in page
    assert ("U koos om geen beleid" in page) == query.startswith("marks=none")


def test_a_coordinator_links_an_indicator_with_the_reasoning_and_both_pages_show_it(
    loaded: datetime, reader: Client
) -> None:
    keeper, address = browser("coordinator"), edit("development", "duaal-leren")
    given = {
        **form(keeper, address),
        "years.0.year": "2019",
        "years.0.stage": "implementation",
        "indicators.indicator": ["RG3-SO", ""],
        "indicators.reasoning": ["", ""],
    }
    refused = keeper.post(address, given)
    assert refused.status_code == 422
    assert "heeft geen redenering" in refused.content.decode()
    given["indicators.reasoning"] = ["Leren op de werkvloer trekt aan.", ""]
    assert keeper.post(address, given).status_code == 302
    assert form(keeper, address)["indicators.indicator"][0] == "RG3-SO"
    assert 'href="/nl/indicatoren/RG3-SO/#beleid"' in text(reader, "/nl/beleidstijdlijn/duaal-leren/")
    page = text(reader, PAGE)
    assert "Leren op de werkvloer trekt aan." in page
    assert "2019 · beleidsontwikkeling · uitvoering" in page
