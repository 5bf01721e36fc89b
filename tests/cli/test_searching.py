"""`stemagenda search`: what the page finds, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_finds_come_for_people_and_for_programs(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    shown = run("search", "duaal", "lesgevem")
    assert shown.returncode == 0, shown.stderr
    assert "'lesgevem' stands nowhere; searched for 'lesgeven'." in shown.stdout
    assert "DK-09" in shown.stdout
    document = json.loads(run("search", "duaal", "lesgeven", "--kind", "action", "--json").stdout)
    assert {find["kind"] for find in document["finds"]} == {"action"}
    assert document["counts"]["action"] == len(document["finds"])


def test_an_unknown_kind_is_named_with_those_there_are(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    refused = run("search", "duaal", "--kind", "acties")
    assert refused.returncode == 2
    assert "There is no kind 'acties'." in refused.stderr
