"""What a person brought in stays: a later load of the shipped files, or of another agenda, does not undo it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.agendas import small

from stemagenda.agendas.loading import AGENDAS
from stemagenda.core.validation import Refused
from stemagenda.sources.finding import SHIPPED
from stemagenda.store import releases
from stemagenda.usecases import importing, loading, monitor
from stemagenda.usecases.permissions import OPERATOR

CODE = "2013-pisa-2012-vlaanderen"


def test_a_corrected_release_outlives_the_next_load(loaded: datetime, tmp_path: Path) -> None:
    shipped = SHIPPED / "pisa" / "releases" / f"{CODE}.csv"
    corrected = tmp_path / shipped.name
    corrected.write_text(shipped.read_text(encoding="utf-8").replace("2012,15.4,", "2012,15.6,"), encoding="utf-8")
    preview = importing.import_release(source="pisa", path=corrected, actor=OPERATOR, now=loaded + timedelta(hours=1))
    assert preview.outcome == "superseded"

    again = loading.load_everything(
        folder=AGENDAS / "stem-agenda-2030", actor=OPERATOR, now=loaded + timedelta(hours=2)
    )
    assert again.releases["kept"] == 1
    assert not again.changed
    found = releases.release(source="pisa", code=CODE)
    assert found is not None
    assert 15.6 in [item.value for item in found[1]]


def test_a_school_year_does_not_enter_a_series_of_calendar_years(loaded: datetime, tmp_path: Path) -> None:
    """PISA is measured in a calendar year; 2011-12 beside 2012 would pass for another figure."""
    shipped = SHIPPED / "pisa" / "releases" / f"{CODE}.csv"
    wrong = tmp_path / "2019-fout.csv"
    wrong.write_text(shipped.read_text(encoding="utf-8").replace(",pisa,2012,", ",pisa,2011-12,"), encoding="utf-8")
    before = releases.counts()
    with pytest.raises(Refused, match=r"'2011-12' does not fit RG2-WIS / pisa, which has calendar years"):
        importing.import_release(source="pisa", path=wrong, actor=OPERATOR, now=loaded + timedelta(hours=1))
    assert releases.counts() == before


@pytest.mark.django_db
def test_another_agenda_takes_the_place_and_leaves_figures_that_are_not_its_own(tmp_path: Path) -> None:
    now = datetime.fromisoformat("2026-11-22T12:00:00+01:00")
    loading.load_everything(folder=AGENDAS / "stem-agenda-2030", actor=OPERATOR, now=now)
    other = small.write(tmp_path)
    loaded = loading.load_everything(folder=other, actor=OPERATOR, now=now + timedelta(hours=1))
    assert loaded.releases == {}
    agenda = monitor.the_agenda()
    assert agenda.code != "stem-agenda-2030"
    assert [view.indicator.code for view in monitor.home(on=now.date()).all_rows] == ["RG1"]
