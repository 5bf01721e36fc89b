"""`stemagenda practices`: the list and the counts of the page, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_list_comes_for_people_and_for_programs(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    shown = run("practices", "--language", "en", "--kind", "publication", "--kind", "campaign")
    assert shown.returncode == 0, shown.stderr
    assert "4 practices of 12" in shown.stdout
    assert "not stated" in shown.stdout
    assert "Gender focus: " in shown.stdout
    document = json.loads(run("practices", "--evidence", "monitored", "--json").stdout)
    assert [item["code"] for item in document["practices"]] == ["stem-ondernemers-voor-de-klas"]
    refused = run("practices", "--level", "kleuters")
    assert refused.returncode == 2
    assert '"kleuters" is none we know. Choose one of: primary' in refused.stderr
