"""The page of STEM academies: without a list it says what is missing, with one it shows who has none."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from django.test import Client
from tests.markup import problems_in
from tests.usecases.test_academies import load
from tests.web.seated import read, text

NL, EN = "/nl/stem-academies/", "/en/stem-academies/"


@pytest.mark.parametrize(
    ("address", "said"), [(NL, "Er is nog geen lijst per gemeente"), (EN, "no list by municipality")]
)
def test_without_a_list_nothing_is_said_of_any_municipality(
    loaded: datetime, reader: Client, address: str, said: str
) -> None:
    page = read(reader, address)
    assert said in page
    assert "221" in page
    assert "Blankenberge" not in page
    assert problems_in(page) == []
    assert reader.get(f"{address}download.csv/").status_code == 404


def test_with_a_list_the_municipalities_without_one_are_named(loaded: datetime, reader: Client) -> None:
    load(now=loaded)
    page = read(reader, NL)
    assert problems_in(page) == []
    said = text(page)
    assert "2 van de 285 gemeenten hebben een STEM-academie." in said
    assert "Gent: 2 STEM-academies" in said
    assert "Alfa vzw: Robots sinds 2019" in said
    assert "Blankenberge: geen STEM-academie in de lijst" in said
    assert "Verzonnen lijst voor een test" in said
    assert "2 of the 285 municipalities" in text(read(reader, EN))
    assert json.loads(read(reader, f"{NL}download.json"))["covered"] == 2
    assert reader.get(f"{NL}download.csv").content.startswith(b"\xef\xbb\xbf")
    assert "Er is nog geen lijst" in read(reader, f"{NL}?as_of=2026-05-31")
    assert f'href="{NL}"' in read(reader, "/nl/praktijken/stem-academies/")
