"""Adding an indicator touches one folder, and it stands on every page that should name it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.conftest import run_in
from tests.docs.test_examples import blocks
from tests.house.tree import ROOT, SRC

SHIPPED = SRC / "agendas" / "stem-agenda-2030"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_one_folder_is_enough(tmp_path: Path, loaded_state: Path) -> None:
    agenda = tmp_path / "stem-agenda-2030"
    shutil.copytree(SHIPPED, agenda)
    [block] = [block for block in blocks(ROOT / "docs" / "how-to" / "add-an-indicator.md") if block.kind == "file"]
    path = tmp_path / block.word
    path.parent.mkdir()
    path.write_text(block.text, encoding="utf-8")
    assert files(agenda) - files(SHIPPED) == {"indicators/RG7-VB/indicator.toml"}

    before = json.loads(run_in(loaded_state, "status", "--json").stdout)
    assert run_in(loaded_state, "load", str(agenda)).returncode == 0
    after = json.loads(run_in(loaded_state, "status", "--json").stdout)
    assert after["indicators"] == before["indicators"] + 1
    assert after["series"] == before["series"] + 1
    assert after["grey_reasons"]["no_data"] == before["grey_reasons"]["no_data"] + 1
    assert after["releases"] == before["releases"]
    assert "RG7-VB" in run_in(loaded_state, "show").stdout


def test_it_stands_on_the_pages(tmp_path: Path, loaded: object) -> None:
    """The home page, its strand, its result area and its own page name it, from the same load."""
    from datetime import date

    from tests.conftest import LOADED_AT

    from stemagenda.usecases import indicators, monitor
    from stemagenda.usecases.loading import load_everything
    from stemagenda.usecases.permissions import OPERATOR

    agenda = tmp_path / "stem-agenda-2030"
    shutil.copytree(SHIPPED, agenda)
    [block] = [block for block in blocks(ROOT / "docs" / "how-to" / "add-an-indicator.md") if block.kind == "file"]
    (tmp_path / block.word).parent.mkdir()
    (tmp_path / block.word).write_text(block.text, encoding="utf-8")
    load_everything(folder=agenda, actor=OPERATOR, now=LOADED_AT)

    on = date(2026, 1, 1)
    home = monitor.home(on=on)
    assert "RG7-VB" in {row.indicator.code for row in home.all_rows}
    assert "RG7-VB" in {row.indicator.code for row in home.unassessed}
    area = monitor.area_page(code="RG7", on=on)
    assert area is not None
    assert [row.indicator.code for row in area.part.rows] == ["RG7-VB"]
    page = indicators.indicator_page(code="RG7-VB", series=None, on=on)
    assert page is not None
    assert page.shown.light is not None
    assert (page.shown.light.colour, page.shown.light.reason) == ("grey", "no_data")
