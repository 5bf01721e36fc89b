"""The numbers in README are those of the program."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.conftest import run_in
from tests.house.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_numbers_are_true(loaded_state: Path) -> None:
    counts = json.loads(run_in(loaded_state, "status", "--json").stdout)
    assert f"**{counts['indicators']} indicators**" in README
    assert f"**{counts['observations']} figures from {counts['releases']} documents**" in README
    assert f"{counts['result_areas']} result areas" in README
    levels = counts["objectives"]
    told = f"{levels['strategic']} strategic, {levels['tactical']} tactical and {levels['operational']} operational"
    assert told in " ".join(README.split())
    assert counts["indicators_by_group"] == {"agenda": 17, "vario": 8}


def test_what_is_missing_is_told_as_it_is(loaded_state: Path) -> None:
    from_status = run_in(loaded_state, "show", "--language", "en").stdout.splitlines()
    agenda = [line for line in from_status if re.match(r"RG\d", line)]
    without = {line.split()[0] for line in agenda if "no figure loaded yet" in line}
    others = {line.split()[0] for line in agenda if "related figures only" in line}
    words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    told = (
        f"{words[len(without)].capitalize()} indicators of the agenda have no published figure we could find, "
        f"{words[len(others)]} more only figures that measure something else"
    )
    assert told in " ".join(README.split())


def test_six_other_methods_are_told() -> None:
    from stemagenda.core.indicators.target_track import all_methods

    assert len(all_methods()) - 1 == 6
    assert "what six other methods say" in " ".join(README.split())
