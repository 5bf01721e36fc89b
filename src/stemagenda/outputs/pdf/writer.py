"""A report as PDF: tagged, meant for PDF/UA-1, set by Typst with our own template and letters.

Every text goes to the template as a value, never as markup, so nothing in it is ever run. The same document gives the
same bytes: the only day in the file is the document's own.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, Final, assert_never

import typst

from stemagenda.core.reports.document import (
    Block,
    Bullets,
    Document,
    Drawing,
    Heading,
    PageBreak,
    Paragraph,
    Passage,
    ReportTable,
    Run,
    Runs,
)
from stemagenda.outputs import report_words as words
from stemagenda.outputs.leading import leading
from stemagenda.outputs.letters import drawable, folder, seen
from stemagenda.outputs.lights import COLOURS
from stemagenda.outputs.links import anchors, followed

Value = dict[str, Any]
#: a word longer than this may be cut anywhere, after every so many signs
_LONG_WORD: Final = re.compile(r"\S{36,}")
_PART: Final = re.compile(r"(\S{12})(?=\S)")
#: a figure up to this length is never cut over two lines
_LONGEST_FIGURE: Final = 24
#: with more headings than this the table of contents shows two levels
_MANY_HEADINGS: Final = 60


class NotSetError(ValueError):
    """The document could not be set as PDF; the message says why."""


def write(*, document: Document) -> bytes:
    """Return the document as a tagged PDF.

    Raises:
        NotSetError: Typst refuses the document, most likely a drawing it cannot read.
    """
    template = files("stemagenda.outputs.pdf").joinpath("template.typ").read_bytes()
    moment = datetime.combine(document.published, time(), UTC)
    try:
        return typst.compile(
            template,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(_values(document), ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=moment,
        )
    except typst.TypstError as problem:
        raise NotSetError(f"the report could not be set as PDF: {problem}") from problem


@cache
def _fonts() -> typst.Fonts:
    """Read the fonts once: our own letters only, whatever the machine has."""
    with folder() as place:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[place])


def _values(document: Document) -> Value:
    known = anchors(document)
    language = document.language
    headings = sum(isinstance(block, Heading) for block in document.blocks)
    return {
        "title": seen(_text(document.title)),
        "subtitle": _text(document.subtitle),
        "stand": _text(document.stand),
        "edition": _text(document.edition),
        "author": _text(document.author),
        "language": language,
        "region": "BE" if language == "nl" else "GB",
        "day": [document.published.year, document.published.month, document.published.day],
        "contents": document.has_contents,
        "toc": document.has_contents and headings > 0,
        "depth": 2 if headings > _MANY_HEADINGS else 3,
        "words": {
            "contents": words.CONTENTS.to(language),
            "page": words.PAGE.to(language),
            "of": words.OF.to(language),
            "table": words.TABLE.to(language),
            "figure": words.FIGURE.to(language),
            "write": words.TO_WRITE.to(language),
        },
        "colours": COLOURS,
        "blocks": [
            _block(block, known=known, leads=leads)
            for block, leads in zip(document.blocks, leading(document), strict=True)
        ],
    }


def _block(block: Block, *, known: frozenset[str], leads: bool) -> Value:  # noqa: PLR0911 - one for each kind
    """Return a block; one that leads to the next stays on its page."""
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "text": seen(_text(block.text)), "anchor": block.anchor}
        case Paragraph():
            return {
                "is": "paragraph",
                "style": block.style,
                "leads": leads,
                "runs": _runs(block.runs, known=known),
            }
        case Bullets():
            return {"is": "bullets", "items": [_runs(item, known=known) for item in block.items]}
        case ReportTable():
            return _table(block, known=known)
        case Drawing():
            return {
                "is": "drawing",
                "svg": block.svg,
                "alternative": drawable(block.alternative),
                "caption": _text(block.caption),
                "width": min(max(block.width, 0.05), 1.0) * 100,
            }
        case Passage():
            paragraphs = [_text(part) for part in re.split(r"\n\s*\n", block.text.strip()) if part.strip()]
            invitation = _text(block.invitation)
            return {"is": "passage", "leads": leads, "paragraphs": paragraphs, "invitation": invitation}
        case PageBreak():
            return {"is": "break"}
        case _:
            assert_never(block)


def _table(table: ReportTable, *, known: frozenset[str]) -> Value:
    return {
        "is": "table",
        "caption": _text(table.caption),
        "note": _text(table.note),
        "columns": [
            {
                "title": _text(column.title),
                "number": column.kind == "number",
                "width": max(column.width, 0.01),
            }
            for column in table.columns
        ],
        "rows": [[_runs(cell, known=known) for cell in row] for row in table.rows],
    }


def _runs(runs: Runs, *, known: frozenset[str]) -> list[Value]:
    return [_run(run, known=known) for run in runs]


def _run(run: Run, *, known: frozenset[str]) -> Value:
    """Return a run with only what it has, so that a long table stays small."""
    value: Value = {"t": _text(run.text)}
    if run.strong:
        value["strong"] = True
    if run.soft:
        value["soft"] = True
    if run.figure is not None and len(run.text) <= _LONGEST_FIGURE:
        value["whole"] = True
    if run.glyph is not None:
        value |= {"glyph": run.glyph, "hollow": run.hollow}
    if run.language is not None:
        value["language"] = run.language
    link = followed(run.link, known=known)
    if link:
        value["anchor" if link.startswith("#") else "link"] = link.removeprefix("#")
    return value


def _text(text: str) -> str:
    """Return a text that can be set: known signs, and places to cut words no line could hold."""
    return _LONG_WORD.sub(lambda found: _PART.sub("\\1\u200b", found.group()), drawable(text))
