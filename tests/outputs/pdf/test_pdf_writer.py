"""The report as PDF: tagged, in its language, with a way in; hostile texts stay texts; every figure is read again."""

import io
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader
from tests.outputs.report_sample import HOSTILE, document, drawing

from stemagenda.core.reports.document import Heading, Paragraph, plain
from stemagenda.core.reports.rereading import missing, normalised
from stemagenda.outputs.pdf import reader, writer


@cache
def made() -> bytes:
    return writer.write(document=document())


def file() -> PdfReader:
    return PdfReader(io.BytesIO(made()))


def elements(kind: str) -> list[Any]:
    found, waiting = [], [file().root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if node.get("/S") == kind:
                found.append(node)
            if "/K" in node:
                waiting.append(node["/K"])
    return found


def test_the_file_says_what_it_is() -> None:
    root = file().root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-BE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    information = file().metadata
    assert information is not None
    assert (information.title, information.author) == (document().title, "STEM-agenda 2030")
    assert information.get("/CreationDate") == "D:20261122000000Z"


def test_headings_are_bookmarks_and_tables_have_heads() -> None:
    outline = file().outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles[-3:] == ["Stand van zaken", "Tabellen", '#pagebreak() <b>$"\\']
    heads = elements("/TH")
    assert len(heads) == 5
    assert all(any(a.get_object().get("/Scope") == "/Column" for a in as_list(head["/A"])) for head in heads)
    assert len(elements("/Table")) == 2


def as_list(value: Any) -> list[Any]:
    value = value.get_object()
    return list(value) if isinstance(value, list) else [value]


def test_a_drawing_is_vector_and_has_words() -> None:
    figures = [element for element in elements("/Figure") if "/Alt" in element]
    assert [figure["/Alt"] for figure in figures] == [drawing().alternative]
    assert not [page for page in file().pages if page.images]


def test_every_text_comes_out_as_written() -> None:
    said = normalised(reader.text(content=made()))
    for text in (*HOSTILE[:6], "en een raket [rocket]", "nul\ufffdteken en \ufffd half"):
        assert normalised(text) in said
    assert said.replace(" ", "").count("w" * 10_000) == 1


def test_headers_footers_and_drawings_are_not_read() -> None:
    said = reader.text(content=made())
    assert "pagina" not in said
    assert "streefcijfer" not in said


def test_every_figure_is_found_again_and_a_changed_one_is_missed() -> None:
    assert missing(document=document(), text=reader.text(content=made())) == ()
    other = replace(document(), title="x")
    changed = writer.write(document=replace(other, blocks=tuple(b for b in other.blocks if not isinstance(b, Heading))))
    assert missing(document=other, text=reader.text(content=changed)) == ()
    said = reader.text(content=made()).replace("17,3", "17,8", 1)
    assert [found.written for found in missing(document=document(), text=said)] == ["17,3\u202f%"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert writer.write(document=document()) == made()


def test_a_page_has_no_empty_head_and_english_has_its_words() -> None:
    small = replace(document("en"), blocks=(Paragraph(runs=plain("Text")),), subtitle="")
    pages = PdfReader(io.BytesIO(writer.write(document=small))).pages
    assert len(pages) == 2
    assert "page 2 of 2" in pages[1].extract_text()


def test_an_unreadable_drawing_is_a_named_problem() -> None:
    broken = replace(document(), blocks=(replace(drawing(), svg="<svg"),))
    with pytest.raises(writer.NotSetError, match="could not be set"):
        writer.write(document=broken)
