"""The lineage page: every step is there, in both languages, on every day, and nothing a source wrote is run."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.markup import problems_in
from tests.usecases.traced import FETCHED, history, keep, sample

from stemagenda.core.observation import Step
from stemagenda.core.period import Period
from stemagenda.core.text import LANGUAGES
from stemagenda.store.models import ReleaseRow
from stemagenda.store.releases import Arrival
from stemagenda.usecases.assessing import reassess
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.web.addresses import address

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
WHERE = {"code": "RG11", "series": "totaal", "period": "2022"}


def text(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200, where
    found: str = response.content.decode()
    assert not problems_in(found)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_the_way_is_there(loaded: datetime, reader: Client, language) -> None:
    history(loaded)
    said = text(reader, address("lineage", language=language, **WHERE))
    for part in ("11,1" if language == "nl" else "11.1", "cel F41", "2024.xlsx", FETCHED, "statbel 1", "els"):
        assert part in said
    for step in ("Rijen geteld", "Deel gedeeld") if language == "nl" else ("Rows counted", "Part divided"):
        assert step in said
    for value in ("10,4", "10,5", "99,1") if language == "nl" else ("10.4", "10.5", "99.1"):
        assert value in said
    assert "&lt;b&gt;mis&lt;/b&gt;" in said


def test_the_day_travels_along(loaded: datetime, reader: Client) -> None:
    history(loaded)
    said = text(reader, address("lineage", language="nl", as_of="2024-01-01", **WHERE))
    assert "10,5" in said
    assert "11,1" not in said
    for link in said.split('<main id="inhoud"')[1].split("</main>")[0].split('href="')[1:]:
        here = link.split('"')[0]
        assert not here.startswith("/") or "as_of=2024-01-01" in here


def test_a_figure_that_is_gone_shows_what_was_said(loaded: datetime, reader: Client) -> None:
    history(loaded)
    ReleaseRow.objects.filter(source="statbel", superseded_at__isnull=True).update(superseded_at=loaded)
    reassess(actor=OPERATOR, now=loaded + timedelta(days=1))
    said = text(reader, address("lineage", language="nl", **WHERE))
    assert "niet meer van kracht" in said
    assert "11,1" in said


def test_what_a_source_writes_is_never_run(loaded: datetime, reader: Client) -> None:
    steps = (Step("select", (("table", EVIL), ("where", EVIL))),)
    seen = {"note": EVIL, "where": EVIL, "steps": steps}
    made = sample("2023", 10.4, date(2023, 9, 1), b"a", seen=seen, title=EVIL, publisher=EVIL, note=EVIL, licence=EVIL)
    fetched = Arrival(retrieved_at=loaded, retrieved_from=EVIL, reason=EVIL)
    keep(made, b"a", now=loaded, arrival=fetched)
    again = replace(made, digest="f" * 64, reader=EVIL)
    keep(again, b"b", now=loaded + timedelta(hours=1), arrival=fetched)
    reassess(actor=OPERATOR, now=loaded + timedelta(hours=2))
    for where in (
        address("lineage", language="nl", **WHERE),
        address("release", language="nl", source="statbel", release="2023"),
        address("series", language="en", code="RG11", series="totaal"),
    ):
        said = reader.get(where).content.decode()
        assert "&lt;script&gt;alert(1)" in said
        assert "<script>alert" not in said
        assert "<img src=x" not in said


@pytest.mark.parametrize(
    "path",
    [
        "/nl/herkomst/RG99/totaal/2022/",
        "/nl/herkomst/RG2-WIS/pizza/2018/",
        "/nl/herkomst/RG2-WIS/pisa/1999/",
        "/en/lineage/RG2-WIS/pisa/x/",
        "/en/lineage/RG2-WIS/pisa/9999/",
        "/en/lineage/RG2-WIS/%3Cscript%3E/2018/",
        "/en/lineage/file/" + "0" * 64,
        "/en/lineage/file/x",
        "/nl/herkomst/RG2-WIS/pisa/2018/?as_of=2001-01-01",
    ],
)
def test_what_does_not_exist_is_said(loaded: datetime, reader: Client, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_a_period_may_be_written_in_full(loaded: datetime, reader: Client) -> None:
    assert reader.get("/nl/herkomst/RG3-SO/def2012/2018-2019/").status_code == 200


def test_publications_that_contradict_one_another_stand_side_by_side(loaded: datetime, reader: Client) -> None:
    keep(sample("een", 10.4, date(2023, 9, 1), b"a", dataset=""), b"a", now=loaded)
    keep(sample("twee", 12.4, date(2023, 9, 1), b"b", dataset="", rank="secondary"), b"b", now=loaded)
    reassess(actor=OPERATOR, now=loaded)
    said = text(reader, address("lineage", language="nl", **WHERE))
    assert "10,4" in said
    assert "12,4" in said
    assert "spreken bronnen elkaar tegen" in said
    assert "haalt het cijfer aan" in said
    assert "<details open>" in said
    assert address("release", language="nl", source="statbel", release="twee") + "#r41" in said


def test_old_files_stay_and_withdrawn_ones_do_not(loaded: datetime, reader: Client) -> None:
    history(loaded)
    for content, status in ((b"a", 200), (b"ccc", 200), (b"dddd", 404)):
        response = reader.get(address("kept_file", language="en", digest=hashlib.sha256(content).hexdigest()))
        assert response.status_code == status
        if status == 200:
            assert response.content == content
            assert response.headers["Content-Disposition"].startswith("attachment")


def test_each_value_on_the_pages_leads_to_its_lineage(loaded: datetime, reader: Client) -> None:
    there = address("lineage", language="nl", code="RG2-WIS", series="pisa", period="2018")
    assert there in text(reader, "/nl/indicatoren/RG2-WIS/pisa/")
    said = text(reader, "/nl/bronnen/pisa/2019-pisa-2018-vlaanderen/")
    assert there in said
    assert "Wat dit bestand draagt" in said


def test_downloads_carry_row_and_lineage(loaded: datetime, reader: Client) -> None:
    content = reader.get("/en/indicators/RG2-WIS/pisa/download.csv").content.decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(content)):
        assert int(row["row"]) > 1
        response = reader.get(row["lineage"].removeprefix("http://testserver"))
        assert response.status_code == 200
        assert f"as_of={row['as_of']}" in row["lineage"]


def test_a_page_takes_few_queries(loaded: datetime) -> None:
    counts = set()
    for period in ("2009", "2012", "2018"):
        with CaptureQueriesContext(connection) as captured:
            Client().get(address("lineage", language="nl", code="RG2-WIS", series="pisa", period=period))
        counts.add(len(captured))
    assert len(counts) == 1
    assert counts.pop() <= 10


def test_a_row_with_several_values_is_one_place(loaded: datetime, reader: Client) -> None:
    """A table with a column a year gives all of them from one row; an address has room for one."""
    made = sample("2023", 10.4, date(2023, 9, 1), b"a")
    beside = replace(made.observations[0], period=Period("year", 2021), value=9.9)
    keep(replace(made, observations=(*made.observations, beside)), b"a", now=loaded)
    reassess(actor=OPERATOR, now=loaded)
    said = text(reader, address("release", language="nl", source="statbel", release="2023"))
    assert said.count('id="r41"') == 1
    for period in ("2021", "2022"):
        assert address("lineage", language="nl", **{**WHERE, "period": period}) in said
