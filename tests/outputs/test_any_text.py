"""Whatever people write, every format is made of it, and every figure around it is found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.outputs.report_sample import number

from stemagenda.core.reports.document import (
    Bullets,
    Document,
    Heading,
    Paragraph,
    Passage,
    ReportColumn,
    ReportTable,
    Run,
    plain,
)
from stemagenda.core.reports.rereading import missing, missing_in_tables
from stemagenda.outputs.book import reader as book_reader
from stemagenda.outputs.book import writer as book_writer
from stemagenda.outputs.docx import reader as docx_reader
from stemagenda.outputs.docx import writer as docx_writer
from stemagenda.outputs.html import reader as html_reader
from stemagenda.outputs.html import writer as html_writer
from stemagenda.outputs.pdf import reader as pdf_reader
from stemagenda.outputs.pdf import writer as pdf_writer

#: Signs that mean something to Typst, HTML, XML or a workbook, of other scripts, unseen ones, and halves of signs.
SIGNS = (
    "#$*_`~@<>&\"'\\[]{}()=+-%/|^!?:;,.0123456789 \n\t\r\x00\x0b\x1b\x85\u00ad\u200b\u202e\u2066\ufeff\ufffe\ud800"
    "é€漢אع😀🏳"
)
TEXTS = st.lists(
    st.one_of(
        st.text(alphabet=SIGNS, max_size=60),
        st.text(max_size=40),
        st.sampled_from(["#panic()", "</w:t>", "]]>", "<script>", "=1+1", "{{ x }}", "$x$", "javascript:x", "%PDF"]),
    ),
    max_size=6,
).map("".join)


def document(title: str, text: str) -> Document:
    """A report in which people's texts stand everywhere a text can stand, with figures between them."""
    rows = ((plain(title), (number("13,5\u202f%", 13.5),)), (plain(text), (number("1.234", 1234.0, decimals=0),)))
    return Document(
        kind="action", title=title, subtitle=text[:80], stand="Werkversie", language="nl", edition="Werkversie",
        as_of=date(2026, 11, 22), published=date(2026, 11, 22), subject="XX-01",
        blocks=(
            Heading(level=1, text=title, anchor="titel"),
            Paragraph(runs=(Run(text=f"{text} : "), number("17,3\u202f%", 17.3), Run(text=f" : {title}", link=text))),
            Passage(place="foreword", text=text),
            Passage(place="conclusion", invitation=title),
            Bullets(items=(plain(text), (number("\u22123,8", -3.8), Run(text=f" : {title}", glyph="red")))),
            ReportTable(
                caption=title, columns=(ReportColumn(title=text[:40]), ReportColumn(title="%", kind="number")),
                rows=rows, sheet=title, note=text,
            ),
        ),
    )  # fmt: skip


@settings(max_examples=6)
@given(title=TEXTS, text=TEXTS)
@example(title="#let x = [*vet*] $ y ] ) }", text="<b>&amp;</b> ]]> \x00 \ud83d 😀 " + "lang " * 1000)
@example(title="", text="שלום " * 200)
def test_any_text_can_be_written_and_the_figures_are_found_again(title: str, text: str) -> None:
    made = document(title, text)
    assert missing(document=made, text=html_reader.text(content=html_writer.write(document=made))) == ()
    assert missing(document=made, text=docx_reader.text(content=docx_writer.write(document=made))) == ()
    book = book_reader.read(content=book_writer.write(document=made))
    assert missing_in_tables(document=made, text=book.tables, listed=book.figures) == ()


@settings(max_examples=4)
@given(title=TEXTS, text=TEXTS)
@example(title="#let x = [*vet*] $ y ] ) }", text="<b>&amp;</b> ]]> \x00 \ud83d 😀 " + "lang " * 1000)
@example(title="", text="שלום عليكم " * 200)
def test_any_text_can_be_set_as_pdf(title: str, text: str) -> None:
    for made in (document(title, text), replace(document(title, text), has_contents=False)):
        assert missing(document=made, text=pdf_reader.text(content=pdf_writer.write(document=made))) == ()
