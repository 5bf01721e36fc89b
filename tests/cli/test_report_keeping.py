"""Reports by command: kept once, listed, compared; what cannot be says so and changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner, Result

from stemagenda.cli.main import main
from stemagenda.cli.outcomes import Outcome
from stemagenda.store import records
from stemagenda.store.models import ReportRow
from stemagenda.store.passages import Spot
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.editions import freeze_edition
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.records import value_of
from stemagenda.usecases.reports import keeping
from stemagenda.usecases.reports.passages import write_passage


def ask(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"COLUMNS": "200"})


@pytest.fixture
def proef(loaded: datetime, monkeypatch: pytest.MonkeyPatch) -> str:
    """A frozen edition whose reports are kept as reading versions only, which is quick."""
    monkeypatch.setattr(keeping, "FORMATS", ("html",))
    freeze_edition(name="proef", note="", as_of=None, actor=OPERATOR, now=loaded)
    return "proef"


def test_a_report_is_kept_with_what_people_wrote_listed_and_compared(loaded: datetime, proef: str) -> None:
    assert "No report is kept yet" in ask("reports").output
    spot = Spot(kind="interim", edition="", place="foreword", language="nl")
    write_passage(spot=spot, text="Voorwoord.", seen=0, actor=OPERATOR, now=loaded)
    said = ask("keep-report", "interim", proef, "--with-passages")
    assert said.exit_code == Outcome.FINE, said.output
    assert "is kept, and public from now on" in said.stdout
    assert "taken over from the next report: 1" in said.stderr
    row = ReportRow.objects.get()
    assert proef in ask("reports").stdout
    (listed,) = json.loads(ask("reports", "--json").stdout)["reports"]
    assert (listed["kind"], listed["edition"], listed["digest"]) == ("interim", proef, row.digest)
    assert listed["files"] == {file.suffix: file.digest for file in row.files.all()}
    assert "Nothing changed" in ask("report-diff", "interim", proef).stdout
    version = records.version(kind="action", code="OK-01")
    assert version is not None
    moved = replace(value_of(version), status="on-track", status_reason="Loopt.", status_on=loaded.date())
    save_action(action=moved, seen=version.number, note="", actor=OPERATOR, now=loaded + timedelta(hours=1))
    write_passage(spot=spot, text="Nieuw.", seen=1, actor=OPERATOR, now=loaded)
    told = ask("report-diff", "interim")
    assert "Actions:\n  OK-01: " in told.stdout
    assert "Passages:\n  foreword" in told.stdout
    found = json.loads(ask("report-diff", "interim", proef, "now", "--json").stdout)
    assert found["counts"]["actions"] == 1
    assert found["from"]["edition"] == proef


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("keep-report", "interim", "nooit"), "no edition called 'nooit'"),
        (("keep-report", "action", "proef"), "a sheet is not kept"),
        (("report-diff", "interim", "nooit"), "Keep one first"),
    ],
)
def test_what_cannot_be_is_refused_in_words(proef: str, words: tuple[str, ...], told: str) -> None:
    said = ask(*words)
    assert said.exit_code == Outcome.REFUSED
    assert told in said.stderr
    assert not ReportRow.objects.exists()


def test_a_damaged_report_is_not_compared(proef: str) -> None:
    assert ask("keep-report", "overview", proef).exit_code == Outcome.FINE
    ReportRow.objects.update(document=b"x")
    said = ask("report-diff", "overview", proef)
    assert said.exit_code == Outcome.ENVIRONMENT
    assert "its fingerprint differs" in said.stderr
