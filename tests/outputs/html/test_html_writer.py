"""The report as one HTML file: good markup, nothing that runs or fetches, every figure found again."""

from dataclasses import replace

import pytest
from tests.markup import problems_in
from tests.outputs.report_sample import document, drawing

from stemagenda.core.reports.document import Paragraph, plain
from stemagenda.core.reports.rereading import missing
from stemagenda.outputs.html import reader, writer


def test_the_markup_is_good() -> None:
    page = writer.write(document=document()).decode()
    assert [fault for fault in problems_in(page) if "says '{" not in fault] == []
    assert "<script" not in page
    assert "javascript:" not in page
    assert "http" not in page.replace("https://www.vlaanderen.be/stem?a=1&amp;b=2", "")


def test_every_figure_is_found_again() -> None:
    said = reader.text(content=writer.write(document=document()))
    assert missing(document=document(), text=said) == ()
    assert "<script>alert(1)</script> &amp; </w:t></w:r> ]]>" in said
    assert "streefcijfer" not in said
    assert len(missing(document=document(), text=said.replace("0,05", "0,06"))) == 1


def test_a_part_of_a_page_has_no_title_and_no_frame() -> None:
    part = writer.fragment(document=document())
    assert "<h1" not in part
    assert '<h2 id="stand">' in part
    assert 'aria-label="Het aandeel stijgt' in part


def test_what_a_drawing_brings_along_is_left_out() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="x()"><script>x()</script><!-- x -->'
        '<image href="http://x"/><path d="M0 0" fill="url(http://x)" stroke="#000"/>tekst</svg>'
    )
    page = writer.fragment(document=replace(document(), blocks=(replace(drawing(), svg=svg, caption="", width=0.4),)))
    assert '<path d="M0 0" stroke="#000"></path>tekst' in page
    for word in ("onload", "script", "http", "figcaption"):
        assert word not in page
    with pytest.raises(ValueError, match="no SVG"):
        writer.fragment(document=replace(document(), blocks=(replace(drawing(), svg="<svg"),)))


def test_a_report_without_headings_has_no_contents() -> None:
    small = replace(document("en"), blocks=(Paragraph(runs=plain("Text")),), subtitle="")
    page = writer.write(document=small).decode()
    assert "Contents" not in page
    assert '<html lang="en-GB">' in page
