"""`stemagenda changes`: what changed since a day, by topic, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_changes_come_for_people_and_for_programs(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    shown = run("changes", "--since", "2024-07-05", "--about", "lights", "--language", "en")
    assert shown.returncode == 0, shown.stderr
    assert "Light changed" in shown.stdout
    document = json.loads(run("changes", "--since", "2024-07-05", "--about", "indicator/RG2-WIS", "--json").stdout)
    assert {item["kind"] for item in document["changes"]} <= {"light", "release"}
    assert all("indicator/RG2-WIS" in item["about"] for item in document["changes"])
    refused = run("changes", "--since", "2024-07-05", "--about", "strand/daadkrcht")
    assert refused.returncode == 2
    assert "Choose one of: strand/daadkracht" in refused.stderr
