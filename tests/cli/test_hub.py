"""`stemagenda hub`: the queue in codes, for people and for programs, without a word of who asked."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.usecases.hub.hubbing import ASKED, asked, step

from stemagenda.cli.hub import show_hub


def test_an_empty_queue_and_a_filter_that_is_none(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    shown = run("hub", "--state", "new")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines()[0] == "0 questions of 0."
    refused = run("hub", "--state", "gone")
    assert refused.returncode == 2
    assert '"gone" is none we know' in refused.stderr


def test_codes_for_people_and_programs(loaded: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    step(asked(loaded), "assign", now=loaded, entity="vdab")
    asked(loaded)
    show_hub(as_json=False, chosen={"state": ()})
    shown = capsys.readouterr().out
    assert "2 questions of 2." in shown
    assert "State: New 1, Assigned 1" in shown
    show_hub(as_json=True, chosen={"state": ("assigned",)})
    told = capsys.readouterr().out
    (only,) = json.loads(told)["requests"]
    assert (only["code"], only["entity"], only["answered_at"]) == ("HV-2026-0001", "vdab", None)
    assert ASKED.question[:20] not in shown + told
    assert "school.be" not in shown + told
