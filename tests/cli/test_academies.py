"""`stemagenda academies`: load a list made for the test, and see the coverage."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.usecases.test_academies import HEAD, ROWS


def test_a_list_is_loaded_and_shown(loaded_state: Path, run: Run, tmp_path: Path) -> None:
    assert loaded_state.exists()
    assert "No list was loaded" in run("academies", "show").stdout
    file = tmp_path / "lijst.csv"
    file.write_text(HEAD + ROWS.replace("44021;Gent;Alfa", "44021;Aalst;Alfa"), encoding="utf-8")
    refused = run("academies", "load", str(file))
    assert (refused.returncode, "'44021' is Gent" in refused.stderr) == (2, True)
    file.write_text(HEAD + ROWS, encoding="utf-8")
    done = run("academies", "load", str(file))
    assert "3 academies in 2 municipalities: Verzonnen lijst voor een test." in done.stdout, done.stderr
    assert "loaded already" in run("academies", "load", str(file)).stdout
    assert "2 of 285 municipalities" in run("academies", "show").stdout
    assert json.loads(run("academies", "show", "--json").stdout)["covered"] == 2
