"""Counts of everything kept: those of the note and the interim report, and sums that fit."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from stemagenda.store import assessments
from stemagenda.store.assessments import Override
from stemagenda.store.audit import version
from stemagenda.store.models import ObservationRow, ReleaseRow
from stemagenda.usecases.monitor import home
from stemagenda.usecases.network import network
from stemagenda.usecases.status import has_been_loaded, status

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def override(colour: str) -> None:
    assessments.add_override(
        override=Override(
            number=0,
            indicator="RG2-WIS",
            series="timss",
            colour=colour,
            reason="Een reden die iemand kan nagaan.",
            author="redacteur",
            made_at=NOW,
            valid_from=TODAY,
            expires=TODAY + timedelta(days=30),
            withdrawn_at=None,
        )
    )


def test_the_framework_and_the_indicators_are_complete(loaded: datetime) -> None:
    found = status(on=TODAY)
    assert found["agenda"] == "stem-agenda-2030"
    assert found["strands"] == 4
    assert found["objectives"] == {"strategic": 4, "tactical": 11, "operational": 32}
    assert found["result_areas"] == 12
    assert found["quality_criteria"] == 4
    assert found["indicators"] == 25
    assert found["indicators_by_group"] == {"agenda": 17, "vario": 8}
    assert found["releases"] == ReleaseRow.objects.count()
    assert found["observations"] == ObservationRow.objects.count()
    assert found["writes"] == version() > 0
    assert has_been_loaded()


def test_the_sums_fit(loaded: datetime) -> None:
    for on in (date(2000, 1, 1), date(2014, 1, 1), TODAY):
        found, shown = status(on=on), home(on=on).summary
        assert found["as_of"] == on.isoformat()
        assert sum(found["lights"].values()) == shown.total
        assert sum(found["grey_reasons"].values()) == found["lights"]["grey"] == shown.grey_total
        assert found["stale"] == shown.stale_total
        assert sum(found["series_by_role"].values()) == found["series"] >= found["series_with_figures"]
        for colour in ("green", "orange", "red"):
            assert found["lights"][colour] == shown.fresh[colour] + shown.stale[colour]
    assert found["actors"] == network(on=TODAY).measures.actors


def test_it_is_plain_json(loaded: datetime) -> None:
    found = status(on=TODAY)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_an_override_is_counted_and_moves_a_light(loaded: datetime) -> None:
    before = status(on=TODAY)["lights"]
    override("orange")
    found = status(on=TODAY)
    assert found["overrides"] == 1
    assert found["lights"] == {**before, "red": before["red"] - 1, "orange": before["orange"] + 1}


def test_a_light_switched_off_by_an_editor_is_counted_under_a_reason(loaded: datetime) -> None:
    override("grey")
    found = status(on=TODAY)
    assert sum(found["grey_reasons"].values()) == found["lights"]["grey"]


def test_releases_are_counted_as_of_the_day(loaded: datetime) -> None:
    found = status(on=date(2000, 1, 1))
    assert (found["releases"], found["observations"]) == (0, 0)


@pytest.mark.django_db
def test_before_the_first_load_everything_is_zero() -> None:
    found = status(on=TODAY)
    assert found["agenda"] is None
    assert found["objectives"] == {"strategic": 0, "tactical": 0, "operational": 0}
    assert found["lights"] == dict.fromkeys(("green", "orange", "red", "grey"), 0)
    assert not any(value for key, value in found.items() if isinstance(value, int))
    assert not has_been_loaded()
