"""What `load` says has changed."""

from __future__ import annotations

from pathlib import Path

from tests.agendas.small import FRAMEWORK, INDICATOR, spoil, write

from stemagenda.agendas.comparison import Loaded, differences
from stemagenda.agendas.loading import read_agenda


def loaded(folder: Path, *, framework: str = FRAMEWORK, **indicators: str) -> Loaded:
    folder.mkdir()
    return read_agenda(write(folder, framework=framework, **indicators))


def test_the_first_time_everything_is_new(tmp_path: Path) -> None:
    new = loaded(tmp_path / "new")
    assert differences(old=None, new=new) == ("added: agenda mini with 1 indicators",)


def test_nothing_changed(tmp_path: Path) -> None:
    assert differences(old=loaded(tmp_path / "old"), new=loaded(tmp_path / "new")) == ()


def test_every_kind_of_change_has_its_line(tmp_path: Path) -> None:
    framework = spoil(FRAMEWORK, 'en = "Power"', 'en = "Might"')
    framework = spoil(framework, "ends = 2030-12-31", "ends = 2031-12-31")
    framework = spoil(framework, 'code = "energy"', 'code = "climate"')
    indicator = spoil(INDICATOR, "since = 2024-07-05", "since = 2025-01-01")
    indicator = spoil(indicator, 'objectives = ["SD 1", "TD 1.1"]', "objectives = []")
    indicator = spoil(indicator, "value = 120", "value = 130")
    indicator = spoil(
        indicator, 'period = "2015-16"\nreason = {nl = "Anders', 'period = "2015-16"\nreason = {nl = "Nieuw'
    )
    second = spoil(INDICATOR, 'code = "RG1"', 'code = "RG1-B"')
    old = loaded(tmp_path / "old")
    new = loaded(tmp_path / "new", framework=framework, RG1=indicator, **{"RG1-B": second})
    assert differences(old=old, new=new) == (
        "changed: agenda mini: ends: 2030-12-31 -> 2031-12-31",
        "changed: strand kracht: title.en: Power -> Might",
        "removed: transition energy",
        "added: transition climate",
        "changed: indicator RG1: objectives: SD 1, TD 1.1 -> nothing",
        "removed: indicator RG1, rule 2024-07-05",
        "added: indicator RG1, rule 2025-01-01",
        "changed: indicator RG1, series oud, break 2015-16: reason.nl: Anders geteld -> Nieuw geteld",
        "removed: indicator RG1, series nieuw, target 2030 2023-12-31 120.0",
        "added: indicator RG1, series nieuw, target 2030 2023-12-31 130.0",
        "added: indicator RG1-B",
    )
    assert "removed: indicator RG1-B" in differences(old=new, new=old)


def test_another_order_is_said(tmp_path: Path) -> None:
    start, middle = INDICATOR.index('[[series]]\ncode = "oud"'), INDICATOR.index('[[series]]\ncode = "nieuw"')
    turned = INDICATOR[:start] + INDICATOR[middle:] + INDICATOR[start:middle]
    old, new = loaded(tmp_path / "old"), loaded(tmp_path / "new", RG1=turned)
    assert differences(old=old, new=new) == ("changed: indicator RG1, series: another order",)


def test_long_texts_are_cut(tmp_path: Path) -> None:
    new = loaded(tmp_path / "new", framework=spoil(FRAMEWORK, "Een kleine agenda", "woord " * 50))
    (line,) = differences(old=loaded(tmp_path / "old"), new=new)
    assert line.startswith("changed: agenda mini: summary.nl: Een kleine agenda -> woord woord")
    assert line.endswith("...")
