"""From a number to its file and back: what counts, what stands beside it, what was said before, what rests on it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.usecases.traced import FETCHED, STEPS, history, keep, sample

from stemagenda.core.period import Period
from stemagenda.store import releases
from stemagenda.store.models import ReleaseRow
from stemagenda.usecases.assessing import reassess
from stemagenda.usecases.indicators import indicator_page
from stemagenda.usecases.lineage import Lineage, kept_file, known_periods, lineage, uses_of, why_beside
from stemagenda.usecases.lineage_documents import file_document, lineage_document
from stemagenda.usecases.permissions import OPERATOR

TODAY = date(2026, 11, 1)
YEAR = Period("year", 2022)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def rg11(on: date = TODAY) -> Lineage:
    found = lineage(indicator="RG11", period=YEAR, on=on)
    assert found is not None
    return found


def test_a_typed_figure_leads_to_its_row_and_file(loaded: datetime) -> None:
    found = lineage(indicator="RG2-WIS", period=Period("year", 2012), on=TODAY)
    assert found is not None
    assert found.chosen is not None
    assert found.series.code == "pisa"
    kept = releases.release(source="pisa", code=found.chosen.release.heading.code)
    assert kept is not None
    assert found.chosen.release.digest == kept[0].digest
    assert found.chosen.value in kept[1]
    assert found.chosen.way == "typed"
    assert found.chosen.value.steps == ()
    name, content = kept_file(digest=kept[0].digest, on=TODAY) or ("", b"")
    assert name == found.chosen.release.file_name
    assert len(content) == found.chosen.release.size
    assert f",{found.chosen.value.value:g}," in content.decode().splitlines()[found.chosen.value.row - 1]


def test_every_shipped_figure_has_its_lineage_as_the_page_shows_it(loaded: datetime) -> None:
    page = indicator_page(code="RG2-WIS", series="pisa", on=TODAY)
    assert page is not None
    for point in page.table:
        found = lineage(indicator="RG2-WIS", series="pisa", period=point.period, on=TODAY)
        assert found is not None
        assert found.chosen is not None
        assert found.chosen.value.value == point.chosen.value
        assert len(found.others) == len(point.others)
        assert all(other.reason for other in found.others)
        assert found.contradicted == point.contradicted


def test_a_publishers_own_file_that_came_with_the_program(loaded: datetime) -> None:
    keep(sample("2023", 10.4, date(2023, 9, 1), b"a"), b"a", now=loaded)
    ReleaseRow.objects.filter(source="statbel").update(is_shipped=True)
    found = uses_of(source="statbel", code="2023", on=TODAY)
    assert found is not None
    assert found.way == "shipped"


def test_what_was_said_before_stays(loaded: datetime) -> None:
    history(loaded)
    found = rg11()
    assert found.chosen is not None
    assert found.chosen.value.value == 11.1
    assert found.chosen.value.steps == STEPS
    assert found.chosen.way == "fetched"
    assert found.chosen.release.retrieved_from == FETCHED
    assert found.others == ()
    told = {item.value.value: item.release.ending for item in found.earlier}
    assert {value: ending.fate for value, ending in told.items() if ending} == {
        99.1: "withdrawn",
        10.5: "replaced",
        10.4: "superseded",
    }
    assert told[99.1] is not None
    assert told[99.1].reason == "<b>mis</b>"
    assert told[10.5] is not None
    assert (told[10.5].on, told[10.5].by) == (date(2024, 9, 1), "2024")


def test_on_an_earlier_day_the_earlier_release_counts(loaded: datetime) -> None:
    history(loaded)
    found = rg11(date(2024, 8, 31))
    assert found.chosen is not None
    assert found.chosen.value.value == 10.5
    assert found.chosen.way == "brought"
    assert [item.value.value for item in found.earlier] == [10.4]
    assert lineage(indicator="RG11", period=YEAR, on=date(2023, 8, 31)) is None


def test_a_figure_that_was_withdrawn_altogether_is_still_traced(loaded: datetime) -> None:
    history(loaded)
    ReleaseRow.objects.filter(source="statbel", superseded_at__isnull=True).update(superseded_at=loaded)
    reassess(actor=OPERATOR, now=loaded + timedelta(days=1))
    found = rg11()
    assert found.chosen is None
    assert found.resting == ()
    assert len(found.earlier) == 4


def test_what_waits_for_its_moment_is_nowhere(loaded: datetime) -> None:
    keep(sample("2023", 10.4, date(2023, 9, 1), b"a"), b"a", now=loaded)
    ReleaseRow.objects.filter(source="statbel").update(is_pending=True)
    reassess(actor=OPERATOR, now=loaded)
    assert lineage(indicator="RG11", period=YEAR, on=TODAY) is None
    assert known_periods(indicator="RG11", on=TODAY).get("totaal") is None
    assert uses_of(source="statbel", code="2023", on=TODAY) is None
    assert uses_of(digest=digest(b"a"), on=TODAY) is None
    assert kept_file(digest=digest(b"a"), on=TODAY) is None


def test_lights_that_rest_on_a_figure(loaded: datetime) -> None:
    def parts(period: str) -> set[str]:
        found = lineage(indicator="RG2-WIS", series="pisa", period=Period.parse(period), on=TODAY)
        assert found is not None
        assert {item.view.series.code for item in found.resting} <= {"pisa"}
        return {part for item in found.resting for part in item.parts}

    page = indicator_page(code="RG2-WIS", series="pisa", on=TODAY)
    assert page is not None
    assert page.shown.window is not None
    assert page.short_window is not None
    assert "latest" in parts(page.shown.window.last.code)
    assert "reference" in parts(page.shown.window.first.code)
    assert "previous" in parts(page.short_window.first.code)


def test_a_proxy_leaves_a_light_grey(loaded: datetime) -> None:
    periods = known_periods(indicator="RG1", on=TODAY)["belang-erkend"]
    found = lineage(indicator="RG1", series="belang-erkend", period=periods[-1], on=TODAY)
    assert found is not None
    assert [(item.view.series.code, item.parts) for item in found.resting] == [("totaal", ("proxy",))]


def test_women_and_men_carry_the_gap(loaded: datetime) -> None:
    page = indicator_page(code="VARIO-DIPL", series=None, on=TODAY)
    assert page is not None
    assert page.gap is not None
    found = lineage(indicator="VARIO-DIPL", series="vrouwen", period=page.gap.found.period, on=TODAY)
    assert found is not None
    assert "gap" in {part for item in found.resting for part in item.parts}


@pytest.mark.parametrize(
    ("indicator", "series", "period"),
    [("RG99", None, 2018), ("RG2-WIS", "pizza", 2018), ("RG2-WIS", "pisa", 1999), ("RG6", None, 2018)],
)
def test_what_nobody_ever_said_is_none(loaded: datetime, indicator: str, series: str | None, period: int) -> None:
    assert lineage(indicator=indicator, series=series, period=Period("year", period), on=TODAY) is None


def test_neighbours_of_a_period(loaded: datetime) -> None:
    found = lineage(indicator="RG2-WIS", series="pisa", period=Period("year", 2012), on=TODAY)
    assert found is not None
    assert (str(found.before), str(found.after)) == ("2009", "2015")


def test_a_figure_takes_the_same_queries_whatever_there_is(loaded: datetime) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert lineage(indicator="RG11", period=YEAR, on=TODAY)
        return len(captured)

    keep(sample("2023", 10.4, date(2023, 9, 1), b"a"), b"a", now=loaded)
    reassess(actor=OPERATOR, now=loaded)
    once = count()
    history(loaded)
    assert count() == once <= 8


def test_why_one_value_goes_before_another(loaded: datetime) -> None:
    page = indicator_page(code="RG2-WIS", series="pisa", on=TODAY)
    assert page is not None
    chosen = replace(page.table[0].chosen, rank="primary", approximate=False, bound="", half_width=0.5)
    for reason, changes in {
        "secondary": {"rank": "secondary", "approximate": True},
        "loose": {"bound": "above"},
        "older": {"published": chosen.published - timedelta(days=1)},
        "rounded": {"half_width": 5.0},
        "same_day": {},
    }.items():
        assert why_beside(chosen=chosen, other=replace(chosen, **changes)) == reason  # type: ignore[arg-type]


def test_a_file_leads_to_every_number_that_uses_it(loaded: datetime) -> None:
    history(loaded)
    found = uses_of(digest=digest(b"ccc"), on=TODAY)
    assert found is not None
    assert [item.value.value for item in found.counting] == [11.1]
    assert found.unused == ()
    ((view, periods),) = found.lights
    assert (view.indicator.code, view.series.code) == ("RG11", "totaal")
    assert periods == ((YEAR, ("only",)),)


@pytest.mark.parametrize(("content", "use"), [(b"a", "superseded"), (b"bb", "replaced"), (b"dddd", "withdrawn")])
def test_a_file_that_no_longer_counts_says_what_does(loaded: datetime, content: bytes, use: str) -> None:
    history(loaded)
    found = uses_of(digest=digest(content), on=TODAY)
    assert found is not None
    assert found.counting == ()
    assert found.lights == ()
    assert [(item.use, item.first and item.first.value) for item in found.unused] == [(use, 11.1)]


def test_values_beside_those_of_another_source_say_why(loaded: datetime) -> None:
    stored = releases.release(source="pisa", code="2019-pisa-2018-vlaanderen")
    found = uses_of(source="pisa", code="2019-pisa-2018-vlaanderen", on=TODAY)
    assert stored is not None
    assert found is not None
    assert [item.value for item in found.values] == list(stored[1])
    assert found.unused
    assert {item.reason for item in found.unused} == {"older"}
    assert all(item.first and item.first.release != found.release.heading.code for item in found.unused)


def test_every_shipped_file_leads_back_to_what_the_series_show(loaded: datetime) -> None:
    """Each value counts or says why not: there is no third possibility, and the counting ones are those in view."""
    for stored in releases.releases(source="pisa"):
        found = uses_of(source="pisa", code=stored.heading.code, on=TODAY)
        assert found is not None
        assert len(found.values) == stored.observations
        assert all(item.reason for item in found.unused)
        for item in found.counting:
            assert item.first is not None
            assert (item.first.release, item.first.value) == (stored.heading.code, item.value.value)


def test_a_series_nobody_declares_is_said(loaded: datetime) -> None:
    odd = replace(sample("2023", 1.0, date(2023, 9, 1), b"a").observations[0], series="weg", row=42)
    keep(sample("2023", 10.4, date(2023, 9, 1), b"a", more=(odd,)), b"a", now=loaded)
    reassess(actor=OPERATOR, now=loaded)
    found = uses_of(source="statbel", code="2023", on=TODAY)
    assert found is not None
    assert [item.use for item in found.values] == ["counts", "undeclared"]


def test_a_digest_may_be_cut_short(loaded: datetime) -> None:
    whole = releases.releases(source="pisa")[0].digest
    for written in (whole, whole[:8], whole[:12].upper()):
        found = uses_of(digest=written, on=TODAY)
        assert found is not None
        assert found.release.digest == whole
    for written in (whole[:7], "zzzzzzzz", "0" * 64, ""):
        assert uses_of(digest=written, on=TODAY) is None
    assert uses_of(digest=whole, on=date(2000, 1, 1)) is None


def test_a_file_takes_the_same_queries_whatever_it_holds(loaded: datetime) -> None:
    counts = set()
    for stored in releases.releases(source="pisa"):
        with CaptureQueriesContext(connection) as captured:
            uses_of(source="pisa", code=stored.heading.code, on=TODAY)
        counts.add(len(captured))
    assert len(counts) == 1
    assert counts.pop() <= 9


def test_files_are_handed_out_unless_they_were_withdrawn(loaded: datetime) -> None:
    history(loaded)
    assert kept_file(digest=digest(b"a"), on=TODAY) == ("2023.xlsx", b"a")
    assert kept_file(digest=digest(b"dddd"), on=TODAY) is None
    assert kept_file(digest=digest(b"a"), on=date(2023, 8, 31)) is None


def test_documents_are_plain_json_with_everything_in_them(loaded: datetime) -> None:
    history(loaded)
    number = json.loads(json.dumps(lineage_document(found=rg11()), allow_nan=False))
    assert number["value"]["file"] == {"name": "2024.xlsx", "sha256": digest(b"ccc"), "bytes": 3}
    assert number["value"]["steps"] == [
        {"kind": "count", "column": "aantal", "rows": 214},
        {"kind": "share", "by": "totaal"},
    ]
    assert number["value"]["place"] == {"where": "blad 1, cel F41", "row": 41}
    assert number["value"]["release"]["reader"] == "statbel 1"
    assert number["value"]["arrival"]["recorded_by"] == "els"
    assert [item["ended"]["fate"] for item in number["earlier"]] == ["withdrawn", "replaced", "superseded"]
    assert [item["as"] for item in number["rests_on_it"]] == [["only"]]
    used = uses_of(digest=digest(b"bb"), on=TODAY)
    assert used is not None
    file = json.loads(json.dumps(file_document(found=used), allow_nan=False))
    assert (file["counting"], file["not_counting"], file["lights"]) == (0, 1, [])
    assert file["values"][0]["counts_instead"]["value"] == 11.1
