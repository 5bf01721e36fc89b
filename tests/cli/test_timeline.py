"""`stemagenda timeline`: the list and the counts of the page, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_list_comes_for_people_and_for_programs(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    shown = run("timeline", "--language", "en", "--type", "strategy")
    assert shown.returncode == 0, shown.stderr
    assert "2 developments of 16" in shown.stdout
    assert "Implementation (2025)" in shown.stdout
    assert "Flemish Ministry of Education and Training 2" in shown.stdout
    document = json.loads(run("timeline", "--type", "strategy", "--stage", "implementation", "--json").stdout)
    assert (document["found"], document["filters"]) == (1, {"type": ["strategy"], "stage": ["implementation"]})
    assert [item["number"] for item in document["developments"]] == ["43768"]


def test_a_value_nobody_knows_is_named_with_those_there_are(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    refused = run("timeline", "--stage", "klaar")
    assert refused.returncode == 2
    assert '"klaar" is none we know. Choose one of: design' in refused.stderr
