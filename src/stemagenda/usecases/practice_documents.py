"""Practices as a document to hand on, in PDF or Word: one of them, or a selection."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from stemagenda.core.actions.action import Wording
from stemagenda.core.practices.contact import contact_address
from stemagenda.core.practices.practice import Practice
from stemagenda.core.practices.stated import unstated
from stemagenda.core.reports import practice_words
from stemagenda.core.reports.action_words import EVIDENCE_WORDS, MET_WORDS, PARTNER_ROLE_WORDS
from stemagenda.core.reports.document import (
    Block,
    Bullets,
    Document,
    Drawing,
    Heading,
    Paragraph,
    ReportColumn,
    ReportTable,
    Run,
    Runs,
    plain,
)
from stemagenda.core.text import Language, Text, format_date
from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.docx import writer as docx_writer
from stemagenda.outputs.pdf import writer as pdf_writer
from stemagenda.usecases.pictures import ShownPicture, large_picture
from stemagenda.usecases.practice_files import reach_words
from stemagenda.usecases.practices import PracticePage, PracticeRow, practice_page

#: A document of more practices than this is a list: data formats take them all.
MOST_IN_DOCUMENT: Final = 60
DOCUMENT_FORMATS: Final = {"pdf": pdf_writer.write, "docx": docx_writer.write}
_TEXTS: Final = ("description", "results", "evaluation", "funding", "cost")
_UNFIT: Final = re.compile(r"[^a-z0-9]+")
#: The share of a page's width that a picture of these proportions takes.
_WIDE, _TALL = 0.55, 0.33


@dataclass(frozen=True, kw_only=True)
class _Said:
    """Words in one language. `level` is where headings begin: below the title of one, or of each practice."""

    language: Language
    level: Literal[1, 2]

    def word(self, name: str) -> str:
        """A field or heading."""
        return practice_words.WORDS[name].to(self.language)

    def text(self, wording: Wording) -> Runs:
        """A text of people, marked where it is in the other language."""
        written = wording.written_in(self.language)
        return (Run(text=wording.to(self.language), language=None if written == self.language else written),)

    def coded(self, words: Mapping[str, Text], codes: Iterable[str]) -> str:
        """Codes in words."""
        return "; ".join(words[code].to(self.language) for code in codes)

    def heading(self, name: str, practice: Practice) -> Heading:
        """A heading within a practice."""
        anchor = _UNFIT.sub("-", f"{practice.code}-{name}".lower()).strip("-")
        return Heading(level=self.level, text=self.word(name), anchor=anchor)


def practice_document(*, code: str, suffix: str, language: Language, on: date) -> bytes | None:
    """One practice as a document, as it was public on a day; None where there was none.

    Raises:
        Refused: no such format.
    """
    found = practice_page(code=code, on=on, language=language)
    return None if found is None else _written([found], suffix=suffix, language=language, on=on)


def practices_in_document(
    *, rows: Sequence[PracticeRow], chosen: Sequence[str], suffix: str, language: Language, on: date
) -> bytes:
    """The chosen practices of those found, or all of them where none was chosen, one after another.

    Raises:
        Refused: no such format, none to write, or too many for a document.
    """
    codes = [row.code for row in rows if not chosen or row.code in chosen]
    if not codes or len(codes) > MOST_IN_DOCUMENT:
        message = f"has {len(codes):,} practices; from 1 to {MOST_IN_DOCUMENT} fit"
        raise Refused([_problem("document", message, "Choose fewer, or take the workbook")])
    pages = [page for code in codes if (page := practice_page(code=code, on=on, language=language))]
    return _written(pages, suffix=suffix, language=language, on=on)


def document_of(*, pages: Sequence[PracticePage], language: Language, on: date) -> Document:
    """The document: a sheet for one practice, a booklet with contents for several."""
    single = pages[0].practice if len(pages) == 1 else None
    said = _Said(language=language, level=1 if single else 2)
    kind = practice_words.KIND_WORDS[single.kind].to(language) if single else ""
    return Document(
        kind="practices",
        title=single.title.to(language) if single else said.word("practices"),
        subtitle=kind or said.word("subtitle"),
        stand=f"{said.word('as_of')} {format_date(on, language=language)}",
        language=language,
        edition="",
        as_of=on,
        published=on,
        blocks=tuple(block for page in pages for block in _blocks(page, said)),
        has_contents=single is None,
        subject=single.code if single else "",
    )


def _written(pages: Sequence[PracticePage], *, suffix: str, language: Language, on: date) -> bytes:
    if suffix not in DOCUMENT_FORMATS:
        known = ", ".join(DOCUMENT_FORMATS)
        raise Refused([_problem("format", "no such format", f"Choose from: {known}")])
    return DOCUMENT_FORMATS[suffix](document=document_of(pages=pages, language=language, on=on))


def _blocks(page: PracticePage, said: _Said) -> Iterator[Block]:
    practice = page.practice
    if said.level > 1:
        anchor = _UNFIT.sub("-", practice.code.lower()).strip("-")
        yield Heading(level=1, text=practice.title.to(said.language), anchor=anchor)
    if practice.summary.nl:
        yield Paragraph(runs=said.text(practice.summary), style="lead")
    yield said.heading("facts", practice)
    yield ReportTable(
        caption=f"{said.word('facts')}: {practice.title.to(said.language)}",
        columns=(ReportColumn(title=said.word("field"), width=2), ReportColumn(title=said.word("said"), width=5)),
        rows=tuple((plain(said.word(name)), runs) for name, runs in _facts(page, said)),
    )
    for shown in page.pictures:
        yield _drawing(shown, said)
    for name in _TEXTS:
        wording: Wording = getattr(practice, name)
        if wording.nl:
            yield said.heading(name, practice)
            yield Paragraph(runs=said.text(wording))
    yield from _listed(page, said)
    yield from _review(page, said)
    if missing := unstated(practice=practice):
        names = ", ".join(said.word(name)[:1].lower() + said.word(name)[1:] for name in missing)
        yield Paragraph(runs=plain(f"{said.word('unstated')}: {names}."), style="small")
    if page.source:
        place = f", {practice.source_place}" if practice.source_place else ""
        link = Run(text=page.source.title.to(said.language), link=page.source.url)
        yield Paragraph(runs=(Run(text=f"{said.word('source')}: "), link, Run(text=f"{place}.")), style="small")


def _facts(page: PracticePage, said: _Said) -> Iterator[tuple[str, Runs]]:
    practice, language = page.practice, said.language
    yield "kind", plain(practice_words.KIND_WORDS[practice.kind].to(language))
    if practice.evidence:
        level = practice_words.EVIDENCE_LEVEL_WORDS[practice.evidence].to(language)
        yield "evidence", plain(f"{level}. {practice_words.EVIDENCE_MEANINGS[practice.evidence].to(language)}")
    coded = {
        "reach": "; ".join(reach_words(reached=item, language=language) for item in practice.reach),
        "organisations": "; ".join(
            f"{page.names.get(item.entity, Wording(nl=item.entity)).to(language)}"
            + (f" ({PARTNER_ROLE_WORDS[item.role].to(language)})" if item.role != "partner" else "")
            for item in practice.organisations
        ),
        "levels": said.coded(practice_words.LEVEL_WORDS, practice.levels),
        "target_groups": said.coded(practice_words.PRACTICE_GROUP_WORDS, practice.target_groups),
        "gender": practice_words.GENDER_WORDS[practice.gender].to(language) if practice.gender else "",
        "transitions": "; ".join(item.title.to(language) for item in page.transitions),
        "objectives": "; ".join(f"{item.code} {item.title.to(language)}" for item in page.objectives),
        "actions": "; ".join(f"{code} {title.to(language)}" for code, title in page.actions),
        "starts": str(practice.starts or ""),
        "published": str(practice.published or ""),
    }
    for name, text in coded.items():
        if text:
            yield name, plain(text)
    if link := contact_address(contact=practice.contact):
        yield "contact", (Run(text=practice.contact, link=link),)


def _listed(page: PracticePage, said: _Said) -> Iterator[Block]:
    practice = page.practice
    if page.bundled:
        yield said.heading("bundle", practice)
        yield Bullets(items=tuple(said.text(row.title) for row in page.bundled))
    links = [
        *(Run(text=item.title.to(said.language), link=item.url) for item in page.documents),
        *(Run(text=item.title, link=item.url) for item in practice.links),
        *(Run(text=item.alternative.to(said.language), link=item.url) for item in page.linked_pictures),
    ]
    if links:
        yield said.heading("links", practice)
        yield Bullets(items=tuple((link,) for link in links))


def _review(page: PracticePage, said: _Said) -> Iterator[Block]:
    if not page.practice.quality:
        return
    names: dict[str, Text | Wording] = {**EVIDENCE_WORDS}
    names |= {item.code: item.title for item in page.agenda.quality_criteria}
    yield said.heading("quality", page.practice)
    yield ReportTable(
        caption=f"{said.word('quality')}: {page.practice.title.to(said.language)}",
        columns=tuple(
            ReportColumn(title=said.word(name), width=width)
            for name, width in (("criterion", 2), ("met", 1), ("shown_by", 4))
        ),
        rows=tuple(
            (
                plain(names[item.criterion].to(said.language) if item.criterion in names else item.criterion),
                plain(MET_WORDS[item.met].to(said.language)),
                plain(item.evidence),
            )
            for item in page.practice.quality
        ),
    )


def _drawing(shown: ShownPicture, said: _Said) -> Drawing:
    picture, size = shown.picture, shown.large
    content = base64.b64encode(large_picture(shown=shown)).decode()
    licence = f", {practice_words.LICENCE_SHORT[picture.licence].to(said.language)}" if picture.licence else ""
    credit = f"{said.word('picture')}: {picture.credit}{licence}."
    caption = picture.caption.to(said.language).rstrip(".")
    return Drawing(
        svg=(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {size.height}" '
            f'width="{size.width}" height="{size.height}"><image width="{size.width}" height="{size.height}" '
            f'href="data:image/jpeg;base64,{content}"/></svg>'
        ),
        alternative=picture.alternative.to(said.language),
        caption=f"{caption}. {credit}" if caption else credit,
        width=_WIDE if size.width >= size.height else _TALL,
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="practices", place=place, message=message, remedy=remedy)
