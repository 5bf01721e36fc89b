"""Downloads: right type and name, the day respected, nothing that a browser or a spreadsheet would run."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from openpyxl import load_workbook

from stemagenda.store.models import ReleaseRow
from stemagenda.usecases import downloads, indicators
from stemagenda.web.asking import now
from stemagenda.web.downloads import attached

BASE = "/nl/indicatoren/RG2-WIS/pisa/download."
KINDS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def rows(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("suffix", KINDS)
def test_every_kind_is_a_file_to_keep(loaded: datetime, reader: Client, suffix: str) -> None:
    response = reader.get(f"{BASE}{suffix}?as_of=2024-07-05")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == KINDS[suffix]
    assert response.headers["Content-Disposition"] == f'attachment; filename="stem-RG2-WIS-pisa-2024-07-05.{suffix}"'
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_csv_says_where_each_figure_comes_from(loaded: datetime, reader: Client) -> None:
    found = rows(reader.get(f"{BASE}csv"))
    first = found[0]
    assert (first["indicator"], first["series"], first["period"], first["value"]) == ("RG2-WIS", "pisa", "2009", "13.5")
    assert first["counts"] == "yes"
    assert first["publisher"]
    assert first["url"].startswith("http")
    assert first["licence"]
    assert date.fromisoformat(first["published"])
    assert {row["rank"] for row in found} <= {"primary", "secondary"}
    assert all(float(row["value"]) >= 0 for row in found)
    assert first["cite_as"] == f"http://testserver/nl/indicatoren/RG2-WIS/pisa/?as_of={first['as_of']}"


def test_the_permanent_address_works(loaded: datetime, reader: Client) -> None:
    where = rows(reader.get(f"{BASE}csv?as_of=2024-07-05"))[0]["cite_as"]
    assert reader.get(where.removeprefix("http://testserver")).status_code == 200


def test_a_download_shows_what_was_known_on_the_day(loaded: datetime, reader: Client) -> None:
    then = rows(reader.get(f"{BASE}csv?as_of=2014-01-01"))
    assert then
    assert {row["period"] for row in then} == {"2009", "2012"}
    assert max(row["published"] for row in then) <= "2014-01-01"


def test_each_period_counts_once(loaded: datetime, reader: Client) -> None:
    counted = [row["period"] for row in rows(reader.get(f"{BASE}csv")) if row["counts"] == "yes"]
    assert len(counted) == len(set(counted))


def test_the_workbook_holds_the_same_figures_and_says_what_they_are(loaded: datetime, reader: Client) -> None:
    found = rows(reader.get(f"{BASE}csv"))
    book = load_workbook(io.BytesIO(reader.get(f"{BASE}xlsx").content))
    head, *lines = book.worksheets[0].iter_rows(values_only=True)
    assert [float(row["value"]) for row in found] == [line[head.index("value")] for line in lines]
    notes = dict(list(book["Info"].iter_rows(values_only=True))[1:])
    assert notes["Indicator"].startswith("RG2-WIS")
    assert notes["Definitie"]
    assert notes["Zoals bekend op"] == found[0]["as_of"]


def test_notes_are_in_the_language_of_the_address(loaded: datetime, reader: Client) -> None:
    book = load_workbook(io.BytesIO(reader.get("/en/indicators/RG2-WIS/pisa/download.xlsx").content))
    assert "Definition" in dict(list(book["Info"].iter_rows(values_only=True))[1:])


def test_pictures_can_be_read(loaded: datetime, reader: Client) -> None:
    drawing = ET.fromstring(reader.get(f"{BASE}svg").content)
    assert drawing.find("{http://www.w3.org/2000/svg}title") is not None
    assert reader.get(f"{BASE}png").content.startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(
    "path",
    [
        BASE + "exe",
        BASE + "CSV",
        "/nl/indicatoren/RG2-WIS/bestaat-niet/download.csv",
        "/nl/indicatoren/RG99/pisa/download.csv",
        "/nl/bronnen/pisa/bestaat-niet/bestand",
        "/nl/bronnen/bestaat-niet/x/bestand",
    ],
)
def test_what_does_not_exist_is_said_helpfully(loaded: datetime, reader: Client, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    assert b"<h1>" in response.content


def test_a_series_without_figures_gives_an_empty_table_and_no_picture(loaded: datetime, reader: Client) -> None:
    before = "?as_of=2001-01-01"
    assert rows(reader.get(f"{BASE}csv{before}")) == []
    assert reader.get(f"{BASE}xlsx{before}").status_code == 200
    assert reader.get(f"{BASE}png{before}").status_code == 404


def test_a_wrong_day_is_said(loaded: datetime, reader: Client) -> None:
    assert reader.get(f"{BASE}csv?as_of=x").status_code == 400


def test_a_release_comes_back_byte_for_byte(loaded: datetime, reader: Client) -> None:
    row = ReleaseRow.objects.filter(superseded_at=None).order_by("pk").first()
    response = reader.get(f"/en/sources/{row.source}/{row.code}/file")
    assert hashlib.sha256(response.content).hexdigest() == hashlib.sha256(bytes(row.content)).hexdigest()
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_file_is_nowhere_before_its_day(loaded: datetime, reader: Client) -> None:
    row = ReleaseRow.objects.filter(superseded_at=None).order_by("pk").first()
    row.published = now().date() + timedelta(days=1)
    row.save()
    for path in (f"/nl/bronnen/{row.source}/{row.code}/bestand", f"/en/sources/{row.source}/{row.code}/file"):
        assert reader.get(path).status_code == 404


def test_a_kept_file_is_never_run_here(loaded: datetime, reader: Client) -> None:
    row = ReleaseRow.objects.filter(superseded_at=None).order_by("pk").first()
    row.content, row.file_name = b"<script>alert(1)</script>", 'x";\r\nSet-Cookie: a=b; filename="kwaad.html'
    row.save()
    response = reader.get(f"/nl/bronnen/{row.source}/{row.code}/bestand")
    assert response.headers["Content-Disposition"] == 'attachment; filename="x-Set-Cookie-a-b-filename-kwaad.html"'
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert not response.cookies


@pytest.mark.parametrize("name", ["", "...", "\x00", "../../etc/passwd", "grafiek één.csv"])
def test_file_names_are_plain(name: str) -> None:
    written = attached(b"", name=name, kind="text/csv").headers["Content-Disposition"]
    plain = written.split('"')[1]
    assert plain
    assert not set(plain) & set('/\\"\x00\r\n')
    assert not plain.startswith(".")


def test_formulas_in_figures_stay_text(loaded: datetime) -> None:
    from stemagenda.outputs.csv.writer import write

    page = indicators.indicator_page(code="RG2-WIS", series="pisa", on=date(2024, 7, 5))
    assert page is not None
    point = page.shown.standing.points[0]
    evil = replace(
        point, chosen=replace(point.chosen, note='=HYPERLINK("http://elders.example")', publisher="@SUM(A1)")
    )
    shown = replace(page.shown, standing=replace(page.shown.standing, points=(evil,)))
    table = downloads.series_table(
        page=replace(page, shown=shown),
        on=date(2024, 7, 5),
        language="nl",
        cite_as="http://testserver/",
        lineage_of=lambda period: f"http://testserver/{period}",
    )
    written = next(csv.DictReader(io.StringIO(write(columns=table.columns, rows=table.rows).decode("utf-8-sig"))))
    assert written["note"].startswith("'=")
    assert written["publisher"].startswith("'@")
