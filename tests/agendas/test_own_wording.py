"""Our texts are our own: no eight words in a row stand in the documents we read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stemagenda.agendas.loading import AGENDAS

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
LENGTH = 8
ADDRESSES = {"url", "source_url"}
#: What is not ours to word: how a document wants to be cited, what documents, organisations and practices are called.
NAMES = re.compile(r"\.cite_as|\.reading\[\d+\]\.title|\.entities\[\d+\]\.title\.\w+|\.practices\[\d+\]\.title\.\w+")


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)}


def texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ADDRESSES:
                yield from texts(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from texts(inner, f"{place}[{number}]")
    elif isinstance(value, str):
        yield place, value


def test_runs_are_found() -> None:
    assert ("a", "b", "c", "d", "e", "f", "g", "h") in runs("A b, c d: e f (g) h i")


def test_no_sentence_is_taken_from_the_documents() -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"{SEEDS} is not here: the documents are not part of this repository")
    theirs = set[tuple[str, ...]]()
    for path in SEEDS.glob("*.txt"):
        theirs |= runs(path.read_text(encoding="utf-8"))
    copied = [
        f"{path.relative_to(AGENDAS)}{place}: {' '.join(min(runs(text) & theirs))}"
        for path in sorted(AGENDAS.rglob("*.toml"))
        for place, text in texts(tomllib.loads(path.read_text(encoding="utf-8")), "")
        if runs(text) & theirs and not NAMES.search(place)
    ]
    assert copied == []
