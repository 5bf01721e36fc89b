"""The styles of a report in Word. They are Word's own styles where it has them, so that its tools go on working."""

from __future__ import annotations

from typing import Final

from stemagenda.core.text import Language, Text
from stemagenda.outputs.docx.mark_up import NAMESPACES
from stemagenda.outputs.lights import COLOURS
from stemagenda.outputs.report_words import LANGUAGE_TAGS

PASSAGE: Final = Text("Redactionele passage", "Editorial passage")
_INK, _SOFT, _LINE, _EDGE, _ACCENT = (COLOURS[name][1:] for name in ("ink", "soft", "line", "edge", "accent"))
_TEXT: Final = "Calibri"
_HEADING: Final = "Georgia"


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _style(
    identity: str,
    name: str,
    *,
    paragraph: str = "",
    letters: str = "",
    based: str = "Normal",
    following: str = "",
    more: str = "",
) -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    default = ' w:default="1"' if identity == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identity}"><w:name w:val="{name}"/>{parent}{after}{more}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _space(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _letters(size: float, *, colour: str = _INK, font: str = "", bold: bool = False, italic: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    slant = "<w:i/><w:iCs/>" if italic else '<w:i w:val="0"/><w:iCs w:val="0"/>'
    half = round(size * 2)
    fonts = _fonts(font) if font else ""
    return f'{fonts}{weight}{slant}<w:color w:val="{colour}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _heading(level: int, *, size: float, before: int, font: str = _HEADING, border: str = "") -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        paragraph=f'<w:keepNext/><w:keepLines/>{border}{_space(before, 120, 252)}<w:outlineLvl w:val="{level - 1}"/>',
        letters=_letters(size, font=font, bold=True),
        following="BodyText",
    )


def _rule(side: str, *, colour: str, size: int, space: int) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/></w:pBdr>'


def styles(language: Language) -> str:
    """Return the whole styles part."""
    tag = LANGUAGE_TAGS[language]
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {NAMESPACES}><w:docDefaults>'
        f'<w:rPrDefault><w:rPr>{_fonts(_TEXT)}<w:color w:val="{_INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        + "".join((*_text_styles(language), *_contents_styles(), _character_styles(), _table_style()))
        + "</w:styles>"
    )


def _text_styles(language: Language) -> tuple[str, ...]:
    tabs = '<w:tabs><w:tab w:val="right" w:pos="9015"/></w:tabs>'
    return (
        _style("Normal", "Normal", paragraph=f"<w:widowControl/><w:suppressAutoHyphens/>{_space(0, 120)}", based=""),
        _style("Title", "Title", paragraph=f"<w:keepLines/>{_space(2600, 240, 240)}",
               letters=_letters(34, font=_HEADING, bold=True), following="Subtitle"),
        _style("Subtitle", "Subtitle", paragraph=_space(0, 900, 252),
               letters=_letters(15, colour=_SOFT, font=_HEADING)),
        _style("Author", "Author", letters=_letters(11, bold=True),
               paragraph=_rule("bottom", colour=_INK, size=12, space=8) + _space(0, 0)),
        _style("Stand", "Stand", letters=_letters(10, colour=_SOFT), paragraph=_space(60, 60)),
        _heading(1, size=20, before=480, border=_rule("top", colour=_INK, size=12, space=8)),
        _heading(2, size=14, before=360),
        _heading(3, size=11, before=280, font=_TEXT),
        _style("BodyText", "Body Text", paragraph=_space(0, 140)),
        _style("Lead", "Lead", paragraph=_space(60, 220), letters=_letters(13, font=_HEADING)),
        _style("Small", "Small", letters=_letters(9)),
        _style("Note", "Note", letters=_letters(9, colour=_SOFT), paragraph=_space(60, 200)),
        _style("EditorialPassage", PASSAGE.to(language), based="BodyText",
               paragraph=_rule("left", colour=_EDGE, size=8, space=8) + _space(0, 140)),
        _style("ListBullet", "List Bullet", based="BodyText", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'
               + _space(0, 60) + "<w:contextualSpacing/>"),
        _style("Caption", "caption", letters=_letters(9.5), paragraph=f"<w:keepNext/>{_space(240, 80)}",
               following="BodyText"),
        _style("Drawing", "Drawing", paragraph=f"<w:keepNext/>{_space(200, 0, 240)}"),
        _style("TableText", "Table Text", letters=_letters(9),
               paragraph=f'<w:suppressAutoHyphens w:val="0"/>{_space(30, 30, 240)}'),
        _style("Header", "header", letters=_letters(8.5, colour=_SOFT),
               paragraph=_rule("bottom", colour=_LINE, size=4, space=4) + tabs + _space(0, 0)),
        _style("Footer", "footer", letters=_letters(8.5, colour=_SOFT),
               paragraph=_rule("top", colour=_LINE, size=4, space=4) + tabs + _space(0, 0)),
    )  # fmt: skip


def _contents_styles() -> tuple[str, ...]:
    heading = _style("TOCHeading", "TOC Heading", paragraph=f"<w:keepNext/>{_space(0, 240)}",
                     letters=_letters(20, font=_HEADING, bold=True))  # fmt: skip
    levels = [
        _style(f"TOC{level}", f"toc {level}", letters=_letters(10.5 if level < 3 else 9.5, bold=level == 1),
               paragraph=f'<w:tabs><w:tab w:val="right" w:pos="9015"/></w:tabs>{_space(120 if level == 1 else 0, 40)}'
               f'<w:ind w:left="{(level - 1) * 240}"/>')
        for level in (1, 2, 3)
    ]  # fmt: skip
    return heading, *levels


def _character_styles() -> str:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="{_ACCENT}"/><w:u w:val="single"/></w:rPr>'
        '</w:style><w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    )


def _table_style() -> str:
    def side(name: str, colour: str, size: int) -> str:
        return f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"{side('top', _INK, 6)}{side('bottom', _INK, 6)}{side('insideH', _LINE, 4)}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>{side("top", _INK, 6)}'
        f'{side("bottom", _INK, 6)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def numbering() -> str:
    """Return the numbering part: one kind of list, with a dash."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering {NAMESPACES}>'
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
