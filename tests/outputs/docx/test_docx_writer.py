"""The report in Word: real styles, a filled table of contents, links, words for drawings; texts stay texts."""

import io
import zipfile
from dataclasses import replace
from functools import cache

import docx
import pytest
from tests.outputs.report_sample import HOSTILE, document, drawing

from stemagenda.core.reports.document import Paragraph, plain
from stemagenda.core.reports.rereading import missing
from stemagenda.outputs.docx import reader, writer


@cache
def made() -> bytes:
    return writer.write(document=document())


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        return file.read(name).decode()


def test_word_finds_its_styles() -> None:
    file = docx.Document(io.BytesIO(made()))
    styles = [paragraph.style.name for paragraph in file.paragraphs if paragraph.style is not None]
    for name in (
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Body Text",
        "List Bullet",
        "Caption",
        "Lead",
    ):
        assert name in styles, name
    assert styles.count("Redactionele passage") == 3
    assert [table.style.name for table in file.tables if table.style] == ["Report Table"] * 2
    core = file.core_properties
    assert (core.title, core.language, core.created.isoformat()) == (
        document().title,
        "nl-BE",
        "2026-11-22T00:00:00+00:00",
    )


def test_contents_are_filled_and_open_without_a_question() -> None:
    body = part("word/document.xml")
    assert 'TOC \\o "1-3"' in body
    assert body.count('<w:hyperlink w:anchor="r_tabellen"') == 2
    assert "updateFields" not in part("word/settings.xml")
    assert "NUMPAGES" in part("word/footer1.xml")
    assert body.count("<w:tblHeader/>") == 2


def test_links_lead_out_only_where_they_may() -> None:
    relations = part("word/_rels/document.xml.rels")
    assert "https://www.vlaanderen.be/stem?a=1&amp;b=2" in relations
    assert "javascript" not in relations


def test_a_drawing_is_vector_with_dots_for_older_programs() -> None:
    body = part("word/document.xml")
    assert "asvg:svgBlip" in body
    assert body.count(drawing().alternative) == 2
    svg = part("word/media/drawing1.svg")
    assert "Stemagenda" not in svg
    assert "paint-order" not in svg
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        assert [name for name in file.namelist() if name.endswith(".png")]


def test_every_text_comes_out_as_written_and_every_figure_is_found() -> None:
    said = reader.text(content=made())
    for text in (*HOSTILE[:9], "nul\ufffdteken en \ufffd half"):
        assert text in said
    assert missing(document=document(), text=said) == ()
    lost = missing(document=document(), text=said.replace("1.234", "1.243"))
    assert [found.written for found in lost] == ["1.234"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert writer.write(document=document()) == made()


def test_a_report_without_headings_has_no_contents() -> None:
    small = replace(document("en"), blocks=(Paragraph(runs=plain("Text")), *document().blocks[-1:]), subtitle="")
    said = reader.text(content=writer.write(document=small))
    assert "Contents" not in said
    assert "Table 1" in said


def test_a_sheet_has_its_title_above_its_text_and_numbers_on_every_page() -> None:
    sheet = docx.Document(io.BytesIO(writer.write(document=replace(document(), has_contents=False))))
    said = [paragraph.text for paragraph in sheet.paragraphs]
    assert said[:4] == [
        f"STEM-agenda 2030 · {document().subtitle}",
        document().title,
        document().stand,
        "Stand van zaken",
    ]
    first = sheet.paragraphs[3].paragraph_format
    assert not first.page_break_before
    assert not sheet.sections[0].different_first_page_header_footer


@pytest.mark.parametrize("svg", ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<svg viewBox="0 0 1 1"'])
def test_an_unreadable_drawing_is_a_named_problem(svg: str) -> None:
    with pytest.raises(ValueError, match="drawing"):
        writer.write(document=replace(document(), blocks=(replace(drawing(), svg=svg),)))
