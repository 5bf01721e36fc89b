"""A report as a Word document with real styles, which an official goes on editing.

The table of contents is a field that is filled already, without page numbers: Word asks a question when a file wants
its fields refreshed on opening, and a report should open quietly. Refreshing it (F9) keeps it right after editing.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final, assert_never

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm

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
)
from stemagenda.outputs import report_words as words
from stemagenda.outputs.docx import styles
from stemagenda.outputs.docx.mark_up import (
    NAMESPACES,
    Linking,
    bookmark,
    escape,
    paragraph,
    runs,
    text_run,
)
from stemagenda.outputs.docx.mark_up import (
    field as word_field,
)
from stemagenda.outputs.leading import leading
from stemagenda.outputs.letters import clean
from stemagenda.outputs.links import anchors
from stemagenda.outputs.raster import dots

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
#: the width between the margins, in twentieths of a point, and in the unit of drawings
_WIDTH: Final = 9015
_WIDTH_EMU: Final = _WIDTH * 635
_DOTS: Final = 800
#: a table of so many rows or fewer is not cut in two
_SMALL_TABLE: Final = 8
#: with more headings than this the table of contents shows two levels
_MANY_HEADINGS: Final = 60
#: Word draws a stroke over its letters where other programs draw it under them
_HALO: Final = re.compile(r' paint-order="stroke" stroke="#FFFFFF" stroke-width="4" stroke-linejoin="round"')
_FAMILY: Final = re.compile(r'font-family="[^"]*Stemagenda Sans[^"]*"')
_BOX: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_STYLES: Final = {"body": "BodyText", "lead": "Lead", "small": "Small", "note": "Note"}


@dataclass
class _Writing:
    """What the parts of one document share while it is written."""

    document: Document
    file: Any
    linking: Linking
    count: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> int:
        """Return the next number of a kind of thing."""
        self.count[kind] = self.count.get(kind, 0) + 1
        return self.count[kind]


def write(*, document: Document) -> bytes:
    """Return the document as the bytes of a Word file; the same document gives the same bytes.

    Raises:
        ValueError: a drawing cannot be drawn.
    """
    file = docx.Document()
    _prepare(file, document)
    linking = Linking(known=anchors(document), relate=_relating(file))
    writing = _Writing(document=document, file=file, linking=linking)
    parts = [*_front(document), *_blocks(writing)]
    made = parse_xml(f"<w:body {NAMESPACES}>{''.join(parts)}</w:body>")
    body = file.element.body
    ending = body.sectPr
    for element in list(body):
        if element is not ending:
            body.remove(element)
    for element in list(made):
        ending.addprevious(element)
    stream = io.BytesIO()
    file.save(stream)
    return _same_every_time(stream)


def _prepare(file: Any, document: Document) -> None:
    part = file.part
    part._styles_part._element = parse_xml(styles.styles(document.language).encode())  # noqa: SLF001 - no public way
    part.numbering_part._element = parse_xml(styles.numbering().encode())  # noqa: SLF001
    # words are divided in tables only: see the styles
    file.settings.element.find(qn("w:defaultTabStop")).addnext(parse_xml(f"<w:autoHyphenation {NAMESPACES}/>"))
    package = part.package
    for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    core = file.core_properties
    core.title, core.subject, core.author = (
        clean(text)[:255] for text in (document.title, document.subtitle, document.author)
    )
    core.last_modified_by, core.comments, core.keywords = (
        core.author,
        clean(document.stand)[:255],
        clean(document.edition)[:255],
    )
    core.language, core.revision = words.LANGUAGE_TAGS[document.language], 1
    core.created = core.modified = datetime.combine(document.published, time())
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(27),
        Mm(24),
        Mm(28),
        Mm(27),
    )
    section.header_distance, section.footer_distance = Mm(14), Mm(12)
    section.different_first_page_header_footer = document.has_contents
    _fill(section.header, paragraph(text_run(document.title) + _TAB + text_run(document.edition), style="Header"))
    page = f"{words.PAGE.to(document.language)} "
    of = f" {words.OF.to(document.language)} "
    numbers = text_run(page) + word_field("PAGE", "1") + text_run(of) + word_field("NUMPAGES", "1")
    _fill(section.footer, paragraph(text_run(document.stand) + _TAB + numbers, style="Footer"))


_TAB: Final = "<w:r><w:tab/></w:r>"


def _fill(place: Any, content: str) -> None:
    place.is_linked_to_previous = False
    element = place._element  # noqa: SLF001 - python-docx offers no way to put XML in
    for child in list(element):
        element.remove(child)
    element.append(_parsed(content))


def _parsed(content: str) -> Any:
    return parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>")[0]


def _relating(file: Any) -> Any:
    found: dict[str, str] = {}

    def relate(address: str) -> str:
        if address not in found:
            found[address] = file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return found[address]

    return relate


def _above(document: Document) -> list[str]:
    """Return what stands above the text of a sheet: its title has no page of its own."""
    kind = f"{document.author} · {document.subtitle}" if document.subtitle else document.author
    return [
        paragraph(text_run(kind), style="Author"),
        paragraph(
            text_run(document.title, properties='<w:sz w:val="44"/><w:szCs w:val="44"/>'),
            style="Title",
            more='<w:spacing w:before="360" w:after="120"/>',
        ),
        paragraph(text_run(document.stand), style="Stand"),
    ]


def _front(document: Document) -> list[str]:
    language = document.language
    if not document.has_contents:
        return _above(document)
    parts = [
        paragraph(text_run(document.author), style="Author"),
        paragraph(text_run(document.title), style="Title"),
        *([paragraph(text_run(document.subtitle), style="Subtitle")] if document.subtitle else []),
        paragraph(text_run(document.stand), style="Stand"),
    ]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    if headings:
        title = paragraph(text_run(words.CONTENTS.to(language)), style="TOCHeading", more="<w:pageBreakBefore/>")
        parts += [title, *_contents(headings)]
    return parts


_PAGE_BREAK: Final = paragraph('<w:r><w:br w:type="page"/></w:r>')


def _contents(headings: list[Heading]) -> list[str]:
    """Return the table of contents as a field that is filled already; of two levels where there are many headings."""
    depth = 2 if len(headings) > _MANY_HEADINGS else 3
    shown = [heading for heading in headings if heading.level <= depth]
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{depth}" \\h \\z \\n \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = []
    for index, heading in enumerate(shown):
        name = bookmark(heading.anchor)
        entry = f'<w:hyperlink w:anchor="{name}" w:history="1">{text_run(heading.text)}</w:hyperlink>'
        content = (start if index == 0 else "") + entry + (end if index == len(shown) - 1 else "")
        lines.append(paragraph(content, style=f"TOC{heading.level}"))
    return lines


def _blocks(writing: _Writing) -> list[str]:
    """Return the blocks; a break before a heading belongs to that heading, so that no empty line heads the page."""
    parts = []
    broken = writing.document.has_contents
    for block, leads in zip(writing.document.blocks, leading(writing.document), strict=True):
        if isinstance(block, PageBreak):
            broken = True
        elif isinstance(block, Heading):
            parts.append(_heading(block, number=writing.next("bookmark"), broken=broken))
            broken = False
        else:
            parts.append((_PAGE_BREAK if broken else "") + _block(block, writing=writing, leads=leads))
            broken = False
    return parts


def _block(block: Block, *, writing: _Writing, leads: bool) -> str:
    """Return a block; a paragraph that leads to the next block stays on its page."""
    match block:
        case Paragraph():
            more = "<w:keepNext/>" if leads else ""
            return paragraph(runs(block.runs, linking=writing.linking), style=_STYLES[block.style], more=more)
        case Bullets():
            return "".join(paragraph(runs(item, linking=writing.linking), style="ListBullet") for item in block.items)
        case ReportTable():
            return _table(block, writing=writing)
        case Drawing():
            return _drawing(block, writing=writing)
        case Passage():
            return _passage(block, document=writing.document, leads=leads)
        case Heading() | PageBreak():
            raise AssertionError("headings and breaks are written by the caller")
        case _:
            assert_never(block)


def _heading(heading: Heading, *, number: int, broken: bool) -> str:
    name = bookmark(heading.anchor)
    content = (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{text_run(heading.text)}<w:bookmarkEnd w:id="{number}"/>'
    )
    more = '<w:pageBreakBefore/><w:spacing w:before="0"/>' if broken else ""
    return paragraph(content, style=f"Heading{heading.level}", more=more)


def _passage(passage: Passage, *, document: Document, leads: bool) -> str:
    parts = [part.strip() for part in re.split(r"\n\s*\n", passage.text) if part.strip()]
    more = "<w:keepNext/>" if leads else ""
    if not parts and passage.invitation:
        invited = f"{words.TO_WRITE.to(document.language)}: {passage.invitation}"
        return paragraph(
            text_run(invited, properties='<w:i/><w:color w:val="555B62"/>'), style="EditorialPassage", more=more
        )
    return "".join(paragraph(text_run(part), style="EditorialPassage", more=more) for part in parts)


#: Word joins two tables without a paragraph between them
_AFTER_TABLE: Final = paragraph("", more='<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>')


def _caption(kind: str, text: str, *, writing: _Writing) -> str:
    word = (words.TABLE if kind == "table" else words.FIGURE).to(writing.document.language)
    number = word_field(f"SEQ {word} \\* ARABIC", str(writing.next(kind)))
    return paragraph(text_run(f"{word} ", properties="<w:b/>") + number + text_run(f" {text}"), style="Caption")


def _table(table: ReportTable, *, writing: _Writing) -> str:
    total = sum(max(column.width, 0.01) for column in table.columns)
    widths = [round(_WIDTH * max(column.width, 0.01) / total) for column in table.columns]
    right = ['<w:jc w:val="right"/>' if column.kind == "number" else "" for column in table.columns]

    def cell(index: int, content: str, *, more: str = "") -> str:
        inside = paragraph(content, style="TableText", more=more + right[index])
        return f'<w:tc><w:tcPr><w:tcW w:w="{widths[index]}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'

    head = "".join(
        cell(index, text_run(column.title, properties="<w:b/><w:bCs/>"), more="<w:keepNext/>")
        for index, column in enumerate(table.columns)
    )
    whole = table.rows[:-1] if len(table.rows) <= _SMALL_TABLE else ()
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            cell(index, runs(content, linking=writing.linking), more="<w:keepNext/>" if number < len(whole) else "")
            for index, content in enumerate(row)
        )
        + "</w:tr>"
        for number, row in enumerate(table.rows)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'{_caption("table", table.caption, writing=writing)}<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" '
        'w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(table.caption)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
        f"{paragraph(text_run(table.note), style='Note') if table.note else _AFTER_TABLE}"
    )


def _drawing(drawing: Drawing, *, writing: _Writing) -> str:
    box = _BOX.search(drawing.svg)
    if box is None:
        raise ValueError("a drawing needs a viewBox that starts at 0 0")
    share = min(max(drawing.width, 0.05), 1.0)
    width = round(_WIDTH_EMU * share)
    height = round(width * float(box[2]) / float(box[1]))
    number = writing.next("drawing")
    picture, _ = writing.file.part.get_or_add_image(io.BytesIO(dots(drawing.svg, width=round(_DOTS * share))))
    vector = _FAMILY.sub('font-family="Calibri, Carlito, Arial, sans-serif"', _HALO.sub("", drawing.svg))
    part = Part(
        PackURI(f"/word/media/drawing{number}.svg"), "image/svg+xml", vector.encode(), writing.file.part.package
    )
    vectors = writing.file.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    said = escape(drawing.alternative)
    inline = (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{escape(words.FIGURE.to(writing.document.language))} {number}" descr="{said}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="drawing{number}.svg" descr="{said}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip r:embed="{vectors}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return paragraph(inline, style="Drawing") + (
        _caption("figure", drawing.caption, writing=writing) if drawing.caption else ""
    )


def _same_every_time(stream: io.BytesIO) -> bytes:
    """Return the file without the moments at which it was made, its members in a fixed order."""
    result = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as kept:
        for member in made.infolist():
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(member))
    return result.getvalue()
