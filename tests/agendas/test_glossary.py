"""GLOSSARY.md and glossary.toml say the same, and every domain class has its word."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemagenda.agendas.glossary import glossary_markdown, read_glossary
from stemagenda.core.validation import Refused

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_written_from_the_terms() -> None:
    assert (ROOT / "GLOSSARY.md").read_text(encoding="utf-8") == glossary_markdown(read_glossary())


def test_every_domain_class_has_a_word() -> None:
    terms = {term.code for term in read_glossary()}
    assert {"Agenda", "Strand", "Objective", "ResultArea", "QualityCriterion", "Transition", "Document"} <= terms
    assert {"Indicator", "Series", "Observation", "Release", "Rule", "Break", "Target", "LinkError"} <= terms
    assert {"Light", "Track", "Tolerance", "HalfWidth", "Stale", "Proxy", "AsOf", "Rank", "Uncertain"} <= terms


def test_no_cell_breaks_the_table() -> None:
    for term in read_glossary():
        cells = (term.code, term.word.nl, term.word.en, term.explanation.nl, term.explanation.en)
        assert not any("|" in cell or "\n" in cell for cell in cells)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[[terms]]\ncode = "Light"\nnl = "licht"\nen = "light"\n', "glossary.toml: terms[1].explanation: is missing"),
        ("terms = 1", "glossary.toml: terms: "),
        ("terms", "glossary.toml: "),
        ("", "glossary.toml: terms: is missing"),
    ],
)
def test_a_bad_glossary_is_named(tmp_path: Path, content: str, line: str) -> None:
    (tmp_path / "glossary.toml").write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=line.replace("[", r"\[")):
        read_glossary(tmp_path)
