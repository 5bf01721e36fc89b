"""Cells of instruments' tables: stored once until they change, known as of every day, refused when they occur twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.store.kept import NOW, release

from stemagenda.core.observation import Datum
from stemagenda.store import instruments, releases
from stemagenda.store.models import DatumRow
from stemagenda.store.staging import Counts, Repeated, staging, withdraw_cells

pytestmark = pytest.mark.django_db
Table = dict[tuple[str, str], float | None]


def bring(code: str, day: date, table: Table) -> tuple[Counts, int]:
    """Take in a table as the release of a day; what the comparison said, and the release's number."""
    made = release(code=code, content=code.encode(), published=day, dataset="d")
    with staging() as cells:
        batch = [Datum(key, period, value, 1, "", row) for row, ((key, period), value) in enumerate(table.items(), 2)]
        cells.add(batch[:1])
        cells.add(batch[1:])
        counts = cells.compare(source="pisa", dataset="d")
        with transaction.atomic():
            releases.add_release(release=made, content=b"x", file_name="f", is_shipped=False, actor="a", now=NOW)
            number = releases.number_of(source="pisa", code=code)
            cells.store(source="pisa", dataset="d", release=number, known_from=day)
    return counts, number


def known(day: date) -> Table:
    return {(cell.key, cell.period): cell.value for cell in instruments.cells(source="pisa", dataset="d", on=day)}


FIRST: Table = {("A.BE2", "2019"): 1.0, ("A.BE2", "2020"): 2.0, ("A.NL", "2019"): None}
SECOND: Table = {("A.BE2", "2019"): 1.0, ("A.BE2", "2020"): 2.5, ("A.DE", "2019"): 4.0}


def test_a_second_release_stores_only_what_is_not_as_before() -> None:
    assert bring("a", date(2024, 1, 1), FIRST)[0] == Counts(new=3)
    assert bring("b", date(2025, 1, 1), SECOND)[0] == Counts(new=1, changed=1, unchanged=1, vanished=1)
    assert DatumRow.objects.count() == 5
    assert known(date(2023, 12, 31)) == {}
    assert known(date(2024, 6, 1)) == FIRST
    assert known(date(2025, 1, 1)) == SECOND
    unchanged = next(c for c in instruments.cells(source="pisa", dataset="d", on=date(2026, 1, 1)) if c.value == 1.0)
    assert (unchanged.release, unchanged.row, unchanged.known_from) == ("a", 2, date(2024, 1, 1))


def test_a_withdrawn_release_leaves_the_table_as_it_was() -> None:
    bring("a", date(2024, 1, 1), FIRST)
    _, number = bring("b", date(2025, 1, 1), SECOND)
    made = release(code="w", content=b"w", published=date(2025, 2, 1))
    releases.add_release(release=made, content=b"w", file_name="f", is_shipped=False, actor="a", now=NOW)
    withdrawal = releases.number_of(source="pisa", code="w")
    withdraw_cells(release=number, withdrawal=withdrawal, on=date(2025, 2, 1))
    assert known(date(2025, 2, 1)) == FIRST
    assert known(date(2025, 1, 15)) == SECOND


def test_a_cell_that_occurs_twice_is_named_with_both_rows_and_nothing_is_stored() -> None:
    with staging() as cells:
        cells.add([Datum("A.BE2", "2019", 1.0, 0, "", 2), Datum("A.NL", "2019", 1.0, 0, "", 3)])
        cells.add([Datum("A.BE2", "2019", 1.0, 0, "", 9)])
        with pytest.raises(Repeated) as found:
            cells.compare(source="pisa", dataset="d")
    assert found.value.cells == (("A.BE2", "2019", 2, 9),)
    assert DatumRow.objects.count() == 0


def test_cells_of_an_older_release_do_not_change_what_was_known() -> None:
    bring("b", date(2025, 1, 1), SECOND)
    bring("a", date(2024, 1, 1), FIRST)
    assert known(date(2025, 1, 1)) == SECOND
    assert known(date(2024, 6, 1)) == {}


def test_nothing_is_left_of_a_staging_that_broke_off() -> None:
    def breaks_off() -> None:
        with staging() as cells:
            cells.add([Datum("A.BE2", "2019", 1.0, 0, "", 2)])
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk"):
        breaks_off()
    with staging() as cells:
        assert cells.compare(source="pisa", dataset="d") == Counts()
    with connection.cursor() as cursor, pytest.raises(Exception, match="staged_cell"), transaction.atomic():
        cursor.execute("SELECT * FROM staged_cell")


TABLES = st.dictionaries(
    st.tuples(st.sampled_from(["A", "B", "C"]), st.sampled_from(["2019", "2020"])),
    st.sampled_from([None, 0.0, 1.5, 2.0]),
    min_size=1,
    max_size=6,
)


class TestAnyHistory(TestCase):
    """Against the obvious: a list of whole tables, each with its day."""

    @settings(max_examples=30)
    @given(st.lists(TABLES, min_size=1, max_size=5))
    def test_every_day_knows_the_table_of_its_newest_release(self, tables: list[Table]) -> None:
        days = [date(2020 + number, 1, 1) for number in range(len(tables))]
        for number, (day, table) in enumerate(zip(days, tables, strict=True)):
            bring(f"r{number}", day, table)
        for day, table in zip(days, tables, strict=True):
            assert known(day) == table
            for period in ("2019", "2020"):
                found = dict(instruments.values_of_period(source="pisa", dataset="d", period=period, on=day))
                assert found == {key: value for (key, at), value in table.items() if at == period}
