"""Practices as documents: one as a sheet, a selection as a booklet, with their pictures and what is not stated."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from docx import Document
from pypdf import PdfReader
from tests.formats.test_pictures import written
from tests.usecases.working import EMPLOYEE

from stemagenda.core.actions.action import Wording
from stemagenda.core.practices.pictures import Picture
from stemagenda.core.reports.document import Drawing, Heading
from stemagenda.core.validation import Refused
from stemagenda.usecases.practice_documents import document_of, practice_document, practices_in_document
from stemagenda.usecases.practice_pictures import give_picture
from stemagenda.usecases.practices import PracticePage, PracticeQuery, page_of, practice_page, practices

DAY = date(2026, 11, 30)


def page(code: str = "stemhelden") -> PracticePage:
    found = practice_page(code=code, on=DAY, language="nl")
    assert found is not None
    return found


def illustrated(now: datetime) -> PracticePage:
    family = give_picture(name="a", content=written(size=(800, 600)), actor=EMPLOYEE, now=now)
    picture = Picture(
        family=family,
        alternative=Wording(nl="Een kind filmt een robot"),
        caption=Wording(nl="De opname."),
        credit="VRT",
        licence="cc0",
    )
    changed = replace(page().practice, pictures=(picture,), contact="https://voorbeeld.be/contact")
    return page_of(practice=changed, since=DAY, on=DAY, language="nl")


def test_one_practice_is_a_sheet_with_what_is_stated_and_what_is_not(loaded: datetime) -> None:
    content = practice_document(code="stemhelden", suffix="pdf", language="nl", on=DAY)
    assert content is not None
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    for said in ("#STEMhelden", "Budget en financiering", "WiSTEM²D", "OD 1.1.2", "Niet vermeld: kosten", "Bron: "):
        assert said in text
    assert practice_document(code="nergens", suffix="pdf", language="nl", on=DAY) is None


def test_pictures_go_along_with_their_words(loaded: datetime) -> None:
    document = document_of(pages=[illustrated(loaded)], language="nl", on=DAY)
    (drawing,) = (block for block in document.blocks if isinstance(block, Drawing))
    assert (drawing.alternative, drawing.caption) == ("Een kind filmt een robot", "De opname. Beeld: VRT, CC0.")
    assert "data:image/jpeg;base64," in drawing.svg


def test_a_selection_is_a_booklet_in_the_language_asked(loaded: datetime) -> None:
    found = practices(query=PracticeQuery(), on=DAY, language="en")
    content = practices_in_document(
        rows=found.found, chosen=["stemhelden", "stemhub", "nergens"], suffix="docx", language="en", on=DAY
    )
    titles = [item.text for item in Document(io.BytesIO(content)).paragraphs if item.style.name == "Heading 1"]  # type: ignore[union-attr]
    assert titles == ["#STEMhelden (STEM heroes)", "STEMhub"]
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    whole = document_of(pages=[page(row.code) for row in found.found], language="nl", on=DAY)
    headings = [block for block in whole.blocks if isinstance(block, Heading) and block.level == 1]
    assert len(headings) == found.total
    with pytest.raises(Refused, match="from 1 to 60 fit"):
        practices_in_document(rows=found.found, chosen=["nergens"], suffix="pdf", language="nl", on=DAY)
    with pytest.raises(Refused, match="no such format"):
        practice_document(code="stemhelden", suffix="odt", language="nl", on=DAY)
