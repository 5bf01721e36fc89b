"""Loading a list of STEM academies. The lists here are made for the tests: no academy in them is real."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.usecases.working import COORDINATOR

from stemagenda.core.validation import Refused
from stemagenda.store.models import AuditRow, RecordVersionRow
from stemagenda.usecases.academies import academies, academies_document, academies_file, load_academies
from stemagenda.usecases.permissions import OPERATOR, NotAllowed

HEAD = """# title: Verzonnen lijst voor een test
# publisher: Testers
# published: 2026-06-01
# rank: primary
# url: https://voorbeeld.be/lijst
# licence: CC0
nis;municipality;provider;offer;since;url
"""
ROWS = "44021;Gent;Alfa vzw;Robots;2019;https://voorbeeld.be\n44021;Gent;Beta vzw;;;\n71072;Hasselt;Alfa vzw;;;\n"


def load(rows: str = ROWS, *, now: datetime, head: str = HEAD) -> int:
    return load_academies(name="lijst.csv", content=(head + rows).encode(), actor=OPERATOR, now=now).covered


def refused(rows: str, *, now: datetime, head: str = HEAD) -> list[str]:
    with pytest.raises(Refused) as found:
        load(rows, now=now, head=head)
    assert not RecordVersionRow.objects.filter(kind="academies").exists()
    return [f"{item.place}: {item.message}" for item in found.value.problems]


def test_a_list_holds_from_the_day_it_was_published(loaded: datetime) -> None:
    before = academies(on=date(2026, 11, 30))
    assert before.listed is None
    assert academies_document(found=before, on=date(2026, 11, 30))["covered"] is None
    assert load(now=loaded) == 2
    assert academies(on=date(2026, 5, 31)).listed is None
    found = academies(on=date(2026, 6, 1))
    assert (found.covered, found.total) == (2, 285)
    said = academies_file(found=found, language="nl").decode("utf-8-sig").splitlines()
    assert len(said) == 1 + 3 + 283
    assert any("Gent" in line and "Beta vzw" in line for line in said)
    document = academies_document(found=found, on=date(2026, 6, 1))
    assert sum(len(item["without"]) for item in document["provinces"]) == 283


def test_the_same_file_changes_nothing_and_an_older_one_is_refused(loaded: datetime) -> None:
    load(now=loaded)
    load(now=loaded)
    newer = HEAD.replace("2026-06-01", "2026-07-01")
    assert load("44021;Gent;Alfa vzw;;;\n", now=loaded, head=newer) == 1
    assert (academies(on=date(2026, 6, 30)).covered, academies(on=date(2026, 7, 1)).covered) == (2, 1)
    assert AuditRow.objects.filter(verb="load_academies").count() == 2
    with pytest.raises(Refused, match="before the list that is there"):
        load(now=loaded)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("73040;Kortessem;A;;;\n", "'73040' is Kortessem, which is part of Hasselt since 2025"),
        ("21004;Brussel;A;;;\n", "'21004' is no municipality of the Flemish Region"),
        ("44021;Aalst;A;;;\n", "'44021' is Gent, and the row says 'Aalst'"),
        ("44021;Gent;;;;\n", "column provider: is blank"),
        ("44021;Gent;A;;1850;\n", "1850 is no year in which one began"),
        ("44021;Gent;A;;vorig jaar;\n", "column since: 'vorig jaar' is no whole number"),
        ("44021;Gent;A;;;http://a.be\n", "column url: is no address of a page"),
        ("44021;Gent;A;;;https://[\n", "is no web address"),
        ("44021;Gent;=1+1;;;\n", "column provider: "),
        ("44021;Gent;A;;;\n44021;gent;a;;;\n", "row 9: says the same as an earlier row"),
        ("", "names no academy"),
        ("44021;Gent\n", "row 8: "),
    ],
)
def test_what_is_wrong_is_named_by_its_row_and_nothing_is_stored(loaded: datetime, rows: str, said: str) -> None:
    assert any(said in item for item in refused(rows, now=loaded)), refused(rows, now=loaded)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nis;", "code;", "has no column 'nis'"),
        (";offer", ";aanbod", "'aanbod' is no column, or stands there twice"),
        ("2026-06-01", "2031-01-01", "2031-01-01 lies in the future"),
        ("# licence: CC0\n", "", "'licence' is missing"),
    ],
)
def test_what_is_wrong_above_the_rows_is_named(loaded: datetime, old: str, new: str, said: str) -> None:
    assert any(said in item for item in refused(ROWS, now=loaded, head=HEAD.replace(old, new)))


def test_only_the_operator_loads(loaded: datetime) -> None:
    with pytest.raises(NotAllowed):
        load_academies(name="a.csv", content=(HEAD + ROWS).encode(), actor=COORDINATOR, now=loaded)
