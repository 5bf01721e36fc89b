"""`stemagenda network`: what the page says, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_network_comes_for_people_and_for_programs(loaded_state: Path, run: Run) -> None:
    assert loaded_state.exists()
    shown = run("network", "--language", "en", "--as-of", "2024-12-31")
    assert shown.returncode == 0, shown.stderr
    assert "actors, " in shown.stdout
    assert "Fragmentation" in shown.stdout
    assert "Department of Education and Training" in shown.stdout
    document = json.loads(run("network", "--as-of", "2021-12-31", "--json").stdout)
    assert document["as_of"] == "2021-12-31"
    assert document["measures"]["pillars"] is None
    assert document["by_year"]["density"]["grey_reason"] == "one_point"
    assert {"clusters", "bridges", "isolated", "meet", "lacking"} <= set(document)
