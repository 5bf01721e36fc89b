"""Where figures come from: each source, its releases, each figure of a release, the untouched file."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.store.kept import add, observation, release
from tests.usecases.synthetic import write_release

from stemagenda.sources.finding import releases_of, sources
from stemagenda.store import releases
from stemagenda.usecases.importing import import_release
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.sources import release_file, release_page, source_part, source_parts

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def test_every_source_is_there_with_all_its_files(loaded: datetime) -> None:
    parts = source_parts(on=TODAY)
    assert [part.source.name for part in parts] == sorted(sources())
    for part in parts:
        assert len(part.releases) == sum(1 for _ in releases_of(part.source))
        assert {item.heading.source for item in part.releases} <= {part.source.name}
        days = [item.heading.published for item in part.releases]
        assert days == sorted(days, reverse=True)
        assert source_part(name=part.source.name, on=TODAY) == part


def test_a_source_without_figures_is_shown_empty(loaded: datetime) -> None:
    part = source_part(name="cursisten", on=TODAY)
    assert part is not None
    assert part.releases == ()
    assert part.source.covers == ("RG6",)


def test_a_release_is_unknown_the_day_before_it_was_published(loaded: datetime) -> None:
    newest = releases.releases()[0].heading
    for on, known in ((newest.published, True), (newest.published - timedelta(days=1), False)):
        part = source_part(name=newest.source, on=on)
        assert part is not None
        assert any(item.heading == newest for item in part.releases) is known
    assert all(not part.releases for part in source_parts(on=date(2000, 1, 1)))


def test_every_figure_of_every_release_is_on_its_page_in_the_order_of_the_file(loaded: datetime) -> None:
    for stored in releases.releases():
        page = release_page(source=stored.heading.source, code=stored.heading.code, on=TODAY)
        assert page is not None
        assert page.release == stored
        assert len(page.rows) == stored.observations
        rows = [row.observation.row for row in page.rows]
        assert rows == sorted(rows)  # a table with years in columns has several figures in one row


def test_the_file_is_kept_untouched(loaded: datetime) -> None:
    for source in sources().values():
        for path in releases_of(source):
            stored = next(r for r in releases.releases(source=source.name) if r.file_name == path.name)
            assert release_file(source=source.name, code=stored.heading.code, on=TODAY) == (
                path.name,
                path.read_bytes(),
            )
            assert hashlib.sha256(path.read_bytes()).hexdigest() == stored.digest


def test_the_file_is_unknown_the_day_before_it_was_published(loaded: datetime) -> None:
    heading = releases.releases()[0].heading
    for on, known in ((heading.published, True), (heading.published - timedelta(days=1), False)):
        assert (release_file(source=heading.source, code=heading.code, on=on) is not None) is known


def test_what_does_not_exist_is_none(loaded: datetime) -> None:
    assert source_part(name="pizza", on=TODAY) is None
    assert release_page(source="pisa", code="nowhere", on=TODAY) is None
    assert release_page(source="pizza", code="2013-pisa-2012-vlaanderen", on=TODAY) is None
    assert release_file(source="pisa", code="nowhere", on=TODAY) is None


def test_a_figure_whose_series_was_dropped_from_the_agenda_is_left_out(loaded: datetime) -> None:
    add(release(observation(indicator="RG2-WIS", series="pisa"), observation(indicator="RG99", series="x")))
    page = release_page(source="pisa", code="r", on=TODAY)
    assert page is not None
    assert [row.observation.indicator for row in page.rows] == ["RG2-WIS"]


def test_a_file_that_is_no_release_of_this_agenda_is_refused(loaded: datetime, tmp_path: Path) -> None:
    before = releases.counts()
    with pytest.raises(Exception, match="there is no indicator 'I1'"):
        import_release(
            source="stem_monitor", path=write_release(tmp_path / "a.csv", indicators=1), actor=OPERATOR, now=NOW
        )
    assert releases.counts() == before
