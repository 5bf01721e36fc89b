"""The pages of practices: filters in the address, a practice, files, objectives, and what nobody knows."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from django.test import Client
from tests.markup import problems_in

from stemagenda.usecases import practices as usecase


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    usecase._known.cache_clear()
    usecase._comparable.cache_clear()
    usecase._READ.forget()


def text(reader: Client, address: str, *, status: int = 200) -> str:
    answer = reader.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/nl/praktijken/", "/en/practices/"])
def test_the_list_has_every_practice_every_filter_and_their_counts(
    loaded: datetime, reader: Client, address: str
) -> None:
    page = text(reader, address)
    assert page.count('<div class="practice-proof">') == 12
    assert page.count('class="facet"') == 9
    assert not problems_in(page)


def test_filters_stand_in_the_address_and_can_be_taken_away(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/praktijken/?kind=practice&evidence=monitored&q=gastles")
    assert page.count('<div class="practice-proof">') == 1
    assert "ongeveer 200 gastlessen (2018-2020)" in page
    assert 'href="/nl/praktijken/?kind=practice&amp;q=gastles"' in page
    assert "Geen praktijk voldoet" in text(reader, "/nl/praktijken/?kind=campaign&evidence=evaluated")


@pytest.mark.parametrize("query", ["evidence=sterk", "kind=%3Cscript%3E", "organisation=niemand"])
def test_a_filter_nobody_knows_is_a_bad_request_in_words(loaded: datetime, reader: Client, query: str) -> None:
    page = text(reader, f"/nl/praktijken/?{query}", status=400)
    assert "dat praktijken niet hebben" in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/nl/praktijken/stemhelden/", ("Wat dit samenbrengt", "WiSTEM", "medetrekker", "Ouders", "Niet vermeld:")),
        (
            "/en/practices/stemhelden/",
            ("What this brings together", "co-lead", "Parents", "Description and objectives"),
        ),
        ("/nl/praktijken/stem-ondernemers-voor-de-klas/", ("Gevolgd", "OD 1.1.2", "IK-07", "70 procent", "Lijkt op")),
        ("/en/practices/stem-actieplan-2012/", ("STEM action plan 2012-2020", "Dutch", "Publication", "2012")),
    ],
)
def test_a_practice_says_what_is_stated_and_what_is_not(
    loaded: datetime, reader: Client, address: str, said: tuple[str, ...]
) -> None:
    page = text(reader, address)
    assert [words for words in said if words not in page] == []
    assert not problems_in(page)


def test_a_publication_is_not_asked_for_reach_or_cost(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/praktijken/persbericht-stemhelden/")
    assert "Niet vermeld: beschrijving en doelen, verschenen, links." in " ".join(page.split())


def test_a_practice_in_english_has_no_dutch_headings(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/en/practices/stemhelden/")
    assert "Beschrijving" not in page
    assert "Campagne" not in page
    timeline = text(reader, "/en/policy-timeline/stem-agenda-2030/")
    assert "<h2>Background</h2>" in timeline


def test_a_practice_that_is_none_is_not_found(loaded: datetime, reader: Client) -> None:
    text(reader, "/nl/praktijken/geen/", status=404)
    text(reader, "/nl/praktijken/stemhelden/?as_of=2026-10-01", status=404)


def test_an_objective_leads_to_the_practices_that_serve_it(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/doelstellingen/OD%201.2.1/")
    assert "Praktijken die deze doelstelling dienen" in page
    assert 'href="/nl/praktijken/stem-academies/"' in page
    assert "Praktijken die deze doelstelling dienen" not in text(reader, "/nl/doelstellingen/OD%204.1.4/")


@pytest.mark.parametrize(("suffix", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_what_was_found_can_be_taken_away(loaded: datetime, reader: Client, suffix: str, start: bytes) -> None:
    answer = reader.get(f"/nl/praktijken/download.{suffix}?kind=campaign")
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith('attachment; filename="stem-practices-')


def test_data_hold_the_same_list_and_counts(loaded: datetime, reader: Client) -> None:
    document = json.loads(text(reader, "/nl/praktijken/download.json?kind=campaign"))
    assert (document["found"], document["counts"]["kind"]["platform"]) == (1, 3)
    text(reader, "/nl/praktijken/download.odt/", status=404)


def test_one_or_some_can_be_taken_away_as_a_document(loaded: datetime, reader: Client) -> None:
    assert 'formaction="/nl/praktijken/download.pdf?kind=campaign"' in text(reader, "/nl/praktijken/?kind=campaign")
    assert 'href="/en/practices/stemhub/download.docx"' in text(reader, "/en/practices/stemhub/")
    some = reader.get("/nl/praktijken/download.docx?item=stemhub&item=stemhelden")
    one = reader.get("/en/practices/stemhub/download.pdf")
    assert (some.content[:2], one.content[:4]) == (b"PK", b"%PDF")
    assert one["Content-Disposition"].startswith('attachment; filename="stem-stemhub-')
    assert "1 tot 60 praktijken" in text(reader, "/nl/praktijken/download.pdf?item=geen", status=400)
    text(reader, "/nl/praktijken/geen/download.pdf", status=404)
    text(reader, "/nl/praktijken/stemhub/download.odt/", status=404)


def test_actions_and_developments_lead_to_practices_and_back(loaded: datetime, reader: Client) -> None:
    assert 'href="/nl/acties/OK-02/"' in text(reader, "/nl/praktijken/stem-academies/")
    assert 'href="/nl/praktijken/stem-academies/"' in text(reader, "/nl/acties/OK-02/")


def test_a_long_list_leaves_as_a_stream(loaded: datetime, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reader.get("/nl/praktijken/download.csv")
    monkeypatch.setattr("stemagenda.web.practices.LONG", 3)
    streamed = Client().get("/nl/praktijken/download.csv")
    assert b"".join(streamed.streaming_content) == whole.content  # type: ignore[attr-defined]
    assert streamed["Content-Disposition"] == whole["Content-Disposition"]
