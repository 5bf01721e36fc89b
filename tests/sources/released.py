"""A second, plain reading of release files and definitions: the csv module and nothing of the product."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "stemagenda" / "sources"
INDICATORS = ROOT / "src" / "stemagenda" / "agendas" / "stem-agenda-2030" / "indicators"
FIGURES = ROOT.parent / "shared" / "data" / "figures.csv"


@dataclass(frozen=True)
class Released:
    """One release file: its metadata lines and its rows, all as text."""

    source: str
    path: Path
    metadata: dict[str, str]
    rows: list[dict[str, str]]


def release(path: Path) -> Released:
    lines = path.read_text(encoding="utf-8").splitlines()
    above = [line for line in lines if line.startswith("#")]
    pairs = [line.lstrip("# ").split(": ", 1) for line in above]
    return Released(
        source=path.parent.parent.name,
        path=path,
        metadata={pair[0]: pair[1] for pair in pairs if len(pair) == 2},
        rows=list(csv.DictReader(lines[len(above) :])),
    )


def releases() -> list[Released]:
    return [release(path) for path in sorted(SOURCES.glob("*/releases/*.csv"))]


def indicators() -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(INDICATORS.glob("*/indicator.toml"))]


def units() -> dict[tuple[str, str], str]:
    """The unit of every declared (indicator, series)."""
    return {
        (indicator["code"], series["code"]): series.get("unit", indicator["unit"])
        for indicator in indicators()
        for series in indicator.get("series", [])
    }


def figures() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def period_of(figure: dict[str, str]) -> str:
    """The canonical period; a figure whose source names no year stands under its year of publication."""
    found = re.match(r"(\d{4})(?:-(\d{4}))?", figure["period"])
    if not found:
        return figure["publication_year"]
    return f"{found[1]}-{found[2][2:]}" if found[2] else found[1]
