"""The words of the product: read from glossary.toml, and written as GLOSSARY.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stemagenda.agendas.files import read_toml
from stemagenda.agendas.findings import Findings, Place
from stemagenda.agendas.references import check_codes
from stemagenda.agendas.schema import BAD, Field, Record, Schema, code, read_table, tables, text, words
from stemagenda.core.text import Text
from stemagenda.core.validation import Refused

GLOSSARY: Final = "glossary.toml"
_TERM: Final[Schema] = {
    "code": Field(code(r"[A-Za-z][A-Za-z ]*", "ResultArea")),
    "nl": Field(words, remedy="Add the word as the screen shows it in Dutch"),
    "en": Field(words, remedy="Add the word as the screen shows it in English"),
    "explanation": Field(text),
}
_SCHEMA: Final[Schema] = {"terms": Field(tables(_TERM))}
_HEAD: Final = """# Glossary

Every domain word: its name in code, the word on the Dutch and on the English screen, and what it means. This page is
written from `src/stemagenda/agendas/glossary.toml` by `python -m stemagenda.agendas.glossary > GLOSSARY.md`; change
the words there. A test compares the two.

| code | Nederlands | English | English meaning | Nederlandse uitleg |
|---|---|---|---|---|
"""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word: `code` is its name in code, `word` what the screen shows."""

    code: str
    word: Text
    explanation: Text


def read_glossary(folder: Path = Path(__file__).parent) -> tuple[Term, ...]:
    """Read glossary.toml in a folder: the terms in order of their Dutch word.

    Raises:
        Refused: with every problem in the file.
    """
    found = Findings()
    value = read_toml(folder, GLOSSARY, found)
    record: Record = {} if value is None else read_table(_SCHEMA, value, Place(GLOSSARY), found)
    if record.get("terms", BAD) is not BAD:
        check_codes(record["terms"], found)
    if found.problems:
        raise Refused(found.problems)
    terms = (
        Term(code=item["code"], word=Text(nl=item["nl"], en=item["en"]), explanation=item["explanation"])
        for item in record["terms"]
    )
    return tuple(sorted(terms, key=lambda term: term.word.nl.casefold()))


def glossary_markdown(terms: tuple[Term, ...]) -> str:
    """Write the terms as the Markdown page GLOSSARY.md."""
    rows = (
        f"| {term.code} | {term.word.nl} | {term.word.en} | {term.explanation.en} | {term.explanation.nl} |"
        for term in terms
    )
    return _HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(glossary_markdown(read_glossary()))
