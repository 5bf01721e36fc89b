"""`stemagenda events`: the list and one event, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_list_and_one_event_come_for_people_and_for_programs(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    shown = run("events", "list", "--language", "en", "--year", "2025")
    assert shown.returncode == 0, shown.stderr
    assert "1 event of 3" in shown.stdout
    assert "February 2025" in shown.stdout
    document = json.loads(run("events", "list", "state", "--json").stdout)
    assert [item["code"] for item in document["events"]] == ["state-of-the-stem-2022"]
    one = json.loads(run("events", "show", "state-of-the-stem-2022", "--json").stdout)
    assert (one["where"], one["capacity"], one["outcomes"]) == ("Vlaams Parlement", None, [])
    assert "3 oktober 2022" in run("events", "show", "state-of-the-stem-2022").stdout


def test_an_event_nobody_knows_is_named_with_those_there_are(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    refused = run("events", "show", "congres")
    assert refused.returncode == 2
    assert "netwerkdag-impact-2025" in refused.stderr
    early = run("events", "show", "congres", "--as-of", "2020-01-01")
    assert "No event was public on that day" in early.stderr
