"""A report as HTML: one file that carries everything, or the part of a page that shows it on the site."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from html import escape as _escape
from importlib.resources import files
from typing import Final, assert_never

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
from stemagenda.core.text import Language
from stemagenda.outputs import report_words as words
from stemagenda.outputs.html.drawing import inline
from stemagenda.outputs.letters import clean, seen
from stemagenda.outputs.lights import FILLED, HOLLOW
from stemagenda.outputs.links import anchors, followed

_RING: Final = (
    '<circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" stroke-width="1.7" stroke-dasharray="2.2 1.507"/>'
)
_FACES: Final = (
    ("Sans", "sans-400", 400),
    ("Sans", "sans-600", 600),
    ("Serif", "serif-400", 400),
    ("Serif", "serif-600", 600),
)


def write(*, document: Document) -> bytes:
    """Return the report as one HTML file: style, letters and drawings inside, no scripts, nothing fetched."""
    language = document.language
    subtitle = f'<p class="subtitle">{_text(document.subtitle)}</p>' if document.subtitle else ""
    page = (
        f'<!doctype html>\n<html lang="{words.LANGUAGE_TAGS[language]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{_text(document.author)}">'
        f'<meta name="description" content="{_text(document.subtitle)}">'
        f"<title>{_text(seen(document.title))}</title><style>{_faces()}{_style()}</style></head>\n"
        f'<body><header class="front"><p class="author">{_text(document.author)}</p>'
        f"<h1>{_text(seen(document.title))}</h1>{subtitle}"
        f'<p class="stand">{_text(document.stand)}</p></header>\n'
        f'{contents(document=document)}<main class="report">{fragment(document=document)}</main>\n'
        f'<footer class="end"><p>{_text(document.title)}'
        f" · {_text(document.stand)}</p></footer>"
        "</body></html>\n"
    )
    return page.encode()


def fragment(*, document: Document) -> str:
    """Return the blocks for inside a page of the site: headings from h2 on, no title, no table of contents."""
    known = anchors(document)
    numbers: Counter[str] = Counter()
    return "\n".join(
        _block(block, known=known, language=document.language, numbers=numbers) for block in document.blocks
    )


def contents(*, document: Document) -> str:
    """Return the table of contents, or an empty text where the document asks for none."""
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.level < 3]
    if not document.has_contents or not headings:
        return ""
    lines = "".join(
        f'<li class="level-{heading.level}"><a href="#{heading.anchor}">{_text(heading.text)}</a></li>'
        for heading in headings
    )
    name = words.CONTENTS.to(document.language)
    return f'<nav class="contents" aria-label="{name}"><h2>{name}</h2><ul>{lines}</ul></nav>\n'


def _text(text: str) -> str:
    return _escape(clean(text), quote=True)


def _lines(text: str) -> str:
    return _text(text).replace("\n", "<br>")


def _block(  # noqa: PLR0911 - one for each kind
    block: Block, *, known: frozenset[str], language: Language, numbers: Counter[str]
) -> str:
    match block:
        case Heading():
            return f'<h{block.level + 1} id="{block.anchor}">{_text(seen(block.text))}</h{block.level + 1}>'
        case Paragraph():
            kind = f' class="{block.style}"' if block.style != "body" else ""
            return f"<p{kind}>{_runs(block.runs, known=known)}</p>"
        case Bullets():
            items = "".join(f"<li>{_runs(item, known=known)}</li>" for item in block.items)
            return f"<ul>{items}</ul>"
        case ReportTable():
            return _table(block, known=known, number=_numbered(words.TABLE.to(language), numbers))
        case Drawing():
            return _drawing(block, number=_numbered(words.FIGURE.to(language), numbers) if block.caption else "")
        case Passage():
            return _passage(block, language=language)
        case PageBreak():
            return '<div class="page-break"></div>'
        case _:
            assert_never(block)


def _passage(passage: Passage, *, language: Language) -> str:
    parts = [part.strip() for part in re.split(r"\n\s*\n", passage.text) if part.strip()]
    if parts:
        return f'<div class="passage">{"".join(f"<p>{_lines(part)}</p>" for part in parts)}</div>'
    if not passage.invitation:
        return ""
    return f'<p class="invitation">{words.TO_WRITE.to(language)}: {_lines(passage.invitation)}</p>'


def _numbered(word: str, numbers: Counter[str]) -> str:
    """Return the next number of a kind of thing, as its caption begins."""
    numbers[word] += 1
    return f'<span class="counted">{word} {numbers[word]}</span> '


def _table(table: ReportTable, *, known: frozenset[str], number: str) -> str:
    kinds = [' class="number"' if column.kind == "number" else "" for column in table.columns]
    head = "".join(
        f'<th scope="col"{kind}>{_text(column.title)}</th>' for kind, column in zip(kinds, table.columns, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{_runs(cell, known=known)}</td>" for kind, cell in zip(kinds, row, strict=True))
        + "</tr>"
        for row in table.rows
    )
    note = f'<p class="note">{_lines(table.note)}</p>' if table.note else ""
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{_text(table.caption)}">'
        f"<table><caption>{number}{_lines(table.caption)}"
        f"</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _drawing(drawing: Drawing, *, number: str) -> str:
    """Return a drawing that keeps its letters legible: where it is wider than the screen, it is moved sideways."""
    caption = f"<figcaption>{number}{_lines(drawing.caption)}</figcaption>" if drawing.caption else ""
    size = "narrow" if drawing.width < 0.6 else "full"
    drawn = inline(drawing.svg, alternative=clean(drawing.alternative))
    name = _text(drawing.caption or drawing.alternative)
    return (
        f'<figure class="drawing {size}"><div class="wide" tabindex="0" role="group" aria-label="{name}">{drawn}</div>'
        f"{caption}</figure>"
    )


def _runs(runs: Runs, *, known: frozenset[str]) -> str:
    return "".join(_run(run, known=known) for run in runs)


def _run(run: Run, *, known: frozenset[str]) -> str:
    written = _lines(run.text)
    if run.figure is not None:
        written = f'<data value="{run.figure.value!r}" data-figure="{_text(run.figure.key)}">{written}</data>'
    if run.language:
        written = f'<span lang="{run.language}">{written}</span>'
    if run.strong:
        written = f"<strong>{written}</strong>"
    if run.soft:
        written = f'<span class="soft">{written}</span>'
    link = followed(run.link, known=known)
    if link:
        written = f'<a href="{_text(link)}">{written}</a>'
    return _light(run) + written


def _light(run: Run) -> str:
    if run.glyph is None:
        return ""
    if run.glyph == "grey":
        shape = _RING
    elif run.hollow:
        shape = f'<path d="{HOLLOW[run.glyph]}" fill="none" stroke="currentColor" stroke-width="1.7"/>'
    else:
        shape = f'<path d="{FILLED[run.glyph]}"/>'
    look = f'class="glyph is-{run.glyph}" viewBox="0 0 16 16" fill="currentColor"'
    return f'<svg {look} aria-hidden="true">{shape}</svg>\u00a0'


@cache
def _style() -> str:
    return files("stemagenda.outputs.html").joinpath("report.css").read_text(encoding="utf-8")


@cache
def _faces() -> str:
    """Return the letters as data, so that the file looks the same everywhere."""
    faces = []
    for family, name, weight in _FACES:
        letters = files("stemagenda.outputs").joinpath(f"fonts/{name}.woff2").read_bytes()
        source = f"url(data:font/woff2;base64,{b64encode(letters).decode()}) format('woff2')"
        faces.append(f"@font-face{{font-family:'Stemagenda {family}';font-weight:{weight};src:{source}}}")
    return "".join(faces)
