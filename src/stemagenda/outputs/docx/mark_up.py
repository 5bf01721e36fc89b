"""Writing WordprocessingML as text: runs, links, fields. Every text is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape as _escape

from stemagenda.core.reports.document import Run, Runs
from stemagenda.core.reports.glyphs import sign
from stemagenda.outputs.letters import clean
from stemagenda.outputs.lights import COLOURS
from stemagenda.outputs.links import followed
from stemagenda.outputs.report_words import LANGUAGE_TAGS

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)


@dataclass(frozen=True, kw_only=True)
class Linking:
    """What links need: the anchors there are, and how an address becomes a relationship."""

    known: frozenset[str]
    relate: Callable[[str], str]


def escape(text: str) -> str:
    """Return the text safe in an element or a quoted attribute."""
    return _escape(clean(text), {'"': "&quot;"})


def bookmark(anchor: str) -> str:
    """Return the name of a heading's bookmark; Word allows forty signs, no hyphens."""
    return f"r_{anchor.replace('-', '_')}"[:40]


def paragraph(content: str, *, style: str = "", more: str = "") -> str:
    """Return a paragraph around runs that are written already."""
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{name}{more}</w:pPr>" if name or more else ""
    return f"<w:p>{properties}{content}</w:p>"


def text_run(text: str, *, properties: str = "") -> str:
    """Return a run; line ends become line breaks."""
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(text).split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{pieces}</w:r>"


def runs(all_of: Runs, *, linking: Linking) -> str:
    """Return the runs of a paragraph or cell."""
    return "".join(_run(run, linking=linking) for run in all_of)


def _run(run: Run, *, linking: Linking) -> str:
    link = followed(run.link, known=linking.known)
    style = '<w:rStyle w:val="Hyperlink"/>' if link else ""
    strong = "<w:b/><w:bCs/>" if run.strong else ""
    soft = f'<w:color w:val="{COLOURS["soft"][1:]}"/>' if run.soft and not link else ""
    language = f'<w:lang w:val="{LANGUAGE_TAGS[run.language]}"/>' if run.language else ""
    written = text_run(run.text, properties=style + strong + soft + language)
    if link.startswith("#"):
        written = f'<w:hyperlink w:anchor="{bookmark(link[1:])}" w:history="1">{written}</w:hyperlink>'
    elif link:
        written = f'<w:hyperlink r:id="{linking.relate(link)}" w:history="1">{written}</w:hyperlink>'
    return _light(run) + written


def _light(run: Run) -> str:
    if run.glyph is None:
        return ""
    font = "".join(
        ("<w:rFonts", *(f' w:{kind}="Segoe UI Symbol"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")), "/>")
    )
    colour = f'<w:color w:val="{COLOURS[run.glyph][1:]}"/>'
    return text_run(f"{sign(run.glyph, uncertain=run.hollow)}\u00a0", properties=f"{font}<w:noProof/>{colour}")


def field(instruction: str, shown: str) -> str:
    """Return a field that Word computes, with what it shows until then."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{text_run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
