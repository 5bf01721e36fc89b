"""Every release that ever gave a value, with its file and what became of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.store.kept import NOW, add, later, observation, release

from stemagenda.core.observation import Step
from stemagenda.core.period import Period
from stemagenda.store import lineage
from stemagenda.store.models import ReleaseRow
from stemagenda.store.withdrawals import withdraw

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def said(on: date = TODAY) -> list[tuple[float, str]]:
    found = lineage.said(indicator="RG1", series="a", period=Period("year", 2018), on=on)
    return [(item.observation.value, item.release.ending.fate if item.release.ending else "") for item in found]


def test_steps_and_file_come_back_as_they_went() -> None:
    steps = (Step("sum", (("column", "n"), ("rows", 3), ("value", 1.5))),)
    add(release(observation(steps=steps), reader="pisa 2"), content=b"four")
    (found,) = lineage.said(indicator="RG1", series="a", period=Period("year", 2018), on=TODAY)
    assert found.observation.steps == steps
    assert (found.release.size, found.release.file_name, found.release.recorded_by) == (4, "r.csv", "iemand")
    assert found.release.heading.reader == "pisa 2"
    assert found.release.recorded_at == NOW
    assert found.release.retrieved_at is None


def test_the_newer_file_stands_before_the_one_it_replaced() -> None:
    add(release(), content=b"one")
    add(release(observation(value=18.0), content=b"two"), content=b"two", now=later(1))
    assert said() == [(18.0, ""), (17.3, "superseded")]


def test_releases_of_one_dataset_replace_one_another_on_their_day() -> None:
    for code, year in (("a", 2019), ("c", 2023), ("b", 2021)):
        made = release(observation(value=float(year)), code=code, content=code.encode(), dataset="t")
        add(release(*made.observations, code=code, content=code.encode(), dataset="t", published=date(year, 5, 1)))
    assert said() == [(2023.0, ""), (2021.0, "replaced"), (2019.0, "replaced")]
    found = lineage.said(indicator="RG1", series="a", period=Period("year", 2018), on=date(2022, 1, 1))
    assert [item.release.ended_by(date(2022, 1, 1)) is None for item in found] == [True, False]
    assert [item.observation.value for item in found if item.release.ended_by(date(2021, 5, 1))] == [2019.0]


def test_a_withdrawal_says_who_and_why() -> None:
    add(release())
    withdraw(source="pisa", code="r", reason="verkeerd", seen="", actor="els", now=later(2))
    (found,) = lineage.said(indicator="RG1", series="a", period=Period("year", 2018), on=TODAY)
    ending = found.release.ending
    assert ending is not None
    assert (ending.fate, ending.by, ending.reason, ending.on) == ("withdrawn", "els", "verkeerd", later(2).date())
    assert lineage.content(digest=found.release.digest, on=TODAY) is None


def test_pending_releases_are_nowhere() -> None:
    made = release()
    add(made)
    ReleaseRow.objects.update(is_pending=True)
    assert said() == []
    assert lineage.periods_said(indicator="RG1", on=TODAY) == {}
    assert lineage.kept(source="pisa", code="r", on=TODAY) == ()
    assert lineage.digests_like(beginning=made.digest, on=TODAY) == ()
    assert lineage.content(digest=made.digest, on=TODAY) is None


def test_nothing_is_known_before_it_was_published() -> None:
    made = release()
    add(made)
    before = made.published - timedelta(days=1)
    assert said(before) == []
    assert lineage.kept(digest=made.digest, on=before) == ()
    assert lineage.kept(digest=made.digest, on=made.published)
    assert lineage.content(digest=made.digest, on=before) is None


def test_periods_that_ever_had_a_value() -> None:
    add(release(observation(), observation("2015"), observation("2015", series="b")))
    found = lineage.periods_said(indicator="RG1", on=TODAY)
    assert {code: [str(period) for period in periods] for code, periods in found.items()} == {
        "a": ["2015", "2018"],
        "b": ["2015"],
    }


def test_the_release_in_force_goes_before_an_older_one_of_the_same_file() -> None:
    add(release(code="r"))
    add(release(code="s"))
    add(release(observation(value=1.0), code="r", content=b"two"), content=b"two", now=later(1))
    digest = release().digest
    assert [item.heading.code for item in lineage.kept(digest=digest, on=TODAY)] == ["s", "r"]
    (first, *_) = lineage.kept(source="pisa", code="r", on=TODAY)
    assert [item.value for item in lineage.values_of(number=first.number)] == [1.0]
