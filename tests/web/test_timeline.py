"""The pages of the policy timeline: filters in the address, entries, comparing, files, and what nobody knows."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from django.test import Client
from tests.markup import problems_in

from stemagenda.usecases import timeline as usecase

LIST = ("/nl/beleidstijdlijn/", "/en/policy-timeline/")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    usecase._known.cache_clear()


def text(reader: Client, address: str, *, status: int = 200) -> str:
    answer = reader.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("address", LIST)
def test_the_list_has_every_entry_every_filter_and_their_counts(loaded: datetime, reader: Client, address: str) -> None:
    page = text(reader, address)
    assert page.count('name="item"') == 16
    assert page.count('class="facet"') == 8
    assert not problems_in(page)


def test_filters_stand_in_the_address_and_can_be_taken_away_one_by_one(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/beleidstijdlijn/?type=strategy&body=ministerie-werk&q=agenda")
    assert page.count('name="item"') == 1
    assert "STEM-agenda 2030" in page
    assert 'href="/nl/beleidstijdlijn/?type=strategy&amp;q=agenda"' in page
    assert 'href="/nl/beleidstijdlijn/?body=ministerie-werk&amp;q=agenda"' in page


def test_filters_without_result_say_so(loaded: datetime, reader: Client) -> None:
    assert "Geen ontwikkeling voldoet" in text(reader, "/nl/beleidstijdlijn/?type=strategy&stage=pilot")


def test_the_day_travels_along(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/beleidstijdlijn/?as_of=2026-10-01")
    assert 'name="item"' not in page
    assert 'name="as_of" value="2026-10-01"' in page


@pytest.mark.parametrize("query", ["stage=klaar", "type=%3Cscript%3E", "body=niemand"])
def test_a_filter_nobody_knows_is_a_bad_request_in_words(loaded: datetime, reader: Client, query: str) -> None:
    page = text(reader, f"/nl/beleidstijdlijn/?{query}", status=400)
    assert "Deze filter bestaat niet" in page
    assert "<script>" not in page


@pytest.mark.parametrize("page", ["0", "-1", "99999", "999999999999", "x"])
def test_a_page_that_is_none_shows_one_that_is(loaded: datetime, reader: Client, page: str) -> None:
    assert text(reader, f"/nl/beleidstijdlijn/?page={page}").count('name="item"') == 16


@pytest.mark.parametrize(
    ("address", "said", "unstated"),
    [
        ("/nl/beleidstijdlijn/stem-agenda-2030/", "43768", False),
        ("/en/policy-timeline/stem-agenda-2030/", "Approved/Agreed", False),
        ("/nl/beleidstijdlijn/duaal-leren/", "Dit is een werktitel", True),
        ("/en/policy-timeline/actieplan-levenslang-leren/", "AK-05", True),
    ],
)
def test_an_entry_says_what_is_stated_and_what_is_not(
    loaded: datetime, reader: Client, address: str, said: str, unstated: bool
) -> None:
    page = text(reader, address)
    assert said in page
    assert not problems_in(page)
    assert ("Geen fase vermeld" in page or "No stage stated" in page) is unstated


def test_an_entry_that_is_none_is_not_found(loaded: datetime, reader: Client) -> None:
    text(reader, "/nl/beleidstijdlijn/geen/", status=404)


def test_entries_stand_side_by_side(loaded: datetime, reader: Client) -> None:
    page = text(reader, "/nl/beleidstijdlijn-vergelijken/?item=duaal-leren&item=innovet&item=geen")
    assert page.count('scope="col"') == 2
    assert not problems_in(page)
    assert "Kies hierboven" in text(reader, "/nl/beleidstijdlijn-vergelijken/")
    many = "&".join(f"item={code}" for code in ("duaal-leren", "innovet", "digisprong", "mobiliteit", "eindtermen"))
    assert text(reader, f"/nl/beleidstijdlijn-vergelijken/?{many}").count('scope="col"') == 4


@pytest.mark.parametrize(
    ("suffix", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")]
)
def test_what_was_found_can_be_taken_away(loaded: datetime, reader: Client, suffix: str, start: bytes) -> None:
    answer = reader.get(f"/nl/beleidstijdlijn/download.{suffix}?type=strategy&item=stem-agenda-2030")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith('attachment; filename="stem-timeline-')


def test_data_hold_the_same_list_and_counts(loaded: datetime, reader: Client) -> None:
    document = json.loads(text(reader, "/nl/beleidstijdlijn/download.json?type=strategy"))
    assert document["found"] == 2
    assert document["counts"]["type"]["regulation"] == 7
    text(reader, "/nl/beleidstijdlijn/download.odt/", status=404)


def test_too_much_for_a_document_is_said(loaded: datetime, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemagenda.usecases.timeline_files.MOST_IN_DOCUMENT", 3)
    assert "Te veel voor één document" in text(reader, "/nl/beleidstijdlijn/download.pdf", status=400)


def test_what_was_filtered_travels_into_a_document(loaded: datetime, reader: Client) -> None:
    page = reader.get("/nl/beleidstijdlijn/?type=strategy&q=leren").content.decode()
    form = page.partition('id="vergelijk"')[2].partition("</form>")[0]
    assert '<input type="hidden" name="type" value="strategy">' in form
    assert '<input type="hidden" name="q" value="leren">' in form


def test_a_long_list_leaves_as_a_stream(loaded: datetime, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reader.get("/nl/beleidstijdlijn/download.csv")
    monkeypatch.setattr("stemagenda.web.timeline.LONG", 3)
    monkeypatch.setattr("stemagenda.outputs.csv.writer.PIECE", 200)
    streamed = Client().get("/nl/beleidstijdlijn/download.csv")
    parts = list(streamed.streaming_content)  # type: ignore[attr-defined]
    assert len(parts) > 5
    assert b"".join(parts) == whole.content
    assert streamed["Content-Disposition"] == whole["Content-Disposition"]
    assert streamed["Content-Security-Policy"] == whole["Content-Security-Policy"]
