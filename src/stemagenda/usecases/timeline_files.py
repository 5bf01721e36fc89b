"""The policy timeline to take away: as data (JSON, CSV, workbook) and as a document (PDF, Word)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.reports.action_words import STAGE_WORDS
from stemagenda.core.reports.development_words import (
    AREA_WORDS,
    LEARNER_WORDS,
    PRIORITY_WORDS,
    SUBSYSTEM_WORDS,
    THEME_WORDS,
    TYPE_WORDS,
    WORDS,
)
from stemagenda.core.reports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    ReportColumn,
    ReportTable,
    Run,
    Runs,
    plain,
)
from stemagenda.core.reports.report_sentences import NOT_STATED
from stemagenda.core.reports.table import Cell, Column, Table
from stemagenda.core.text import Language, format_date
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.csv import writer as csv_writer
from stemagenda.outputs.docx import writer as docx_writer
from stemagenda.outputs.pdf import writer as pdf_writer
from stemagenda.outputs.xlsx import writer as xlsx_writer
from stemagenda.usecases.timeline import Names, Timeline, TimelineRow, developments

#: A document of more entries than this is a list: data formats take them all.
MOST_IN_DOCUMENT: Final = 60
DATA_FORMATS: Final = ("json", "csv", "xlsx")
DOCUMENT_FORMATS: Final[dict[str, Callable[..., bytes]]] = {"pdf": pdf_writer.write, "docx": docx_writer.write}


def timeline_document(*, found: Timeline, on: date) -> dict[str, Any]:
    """What was asked, what was found and what each further filter would leave, as plain values for JSON."""
    return {
        "as_of": on.isoformat(),
        "words": found.query.words,
        "filters": {name: list(values) for name, values in found.query.chosen.items()},
        "total": found.total,
        "found": len(found.found),
        "counts": {facet: dict(counts) for facet, counts in found.counts.items()},
        "developments": [_entry(row) for row in found.found],
    }


def timeline_table(*, found: Timeline, language: Language, on: date) -> Table:
    """One row an entry, one column a year: what a spreadsheet wants."""
    years = found.years
    return Table(
        title=WORDS["timeline"].to(language),
        columns=_columns(years, language),
        notes=((WORDS["as_of"].to(language), format_date(on, language=language)),),
        rows=tuple(_rows(found, years, language)),
    )


def timeline_pieces(*, found: Timeline, language: Language) -> Iterator[bytes]:
    """The table as CSV, some rows at a time: what was found may be long."""
    years = found.years
    return csv_writer.pieces(columns=_columns(years, language), rows=_rows(found, years, language))


def _columns(years: Sequence[int], language: Language) -> tuple[Column, ...]:
    names = ("code", "number", "title", "type", "stage", "bodies", "target_groups", "themes", "priorities")
    titles = (*(WORDS[name].to(language) for name in names), *(str(year) for year in years))
    return tuple(Column(title=title) for title in titles)


def _rows(found: Timeline, years: Sequence[int], language: Language) -> Iterator[tuple[Cell, ...]]:
    said = _Words(found.names, language)
    for row in found.found:
        yield (
            row.code,
            row.number,
            row.title.to(language),
            said.one(TYPE_WORDS, row.type),
            said.one(STAGE_WORDS, row.stage),
            said.bodies(row.bodies),
            said.all(LEARNER_WORDS, row.target_groups),
            said.all(THEME_WORDS, row.themes),
            said.all(PRIORITY_WORDS, row.priorities),
            *(said.one(STAGE_WORDS, row.stages.get(year, "")) for year in years),
        )


def timeline_file(*, found: Timeline, chosen: Sequence[str], suffix: str, language: Language, on: date) -> bytes:
    """A file of the entries found; a document of the chosen ones, or of all found where none was chosen.

    Raises:
        Refused: no such format, or too many entries for a document.
    """
    if suffix == "csv":
        table = timeline_table(found=found, language=language, on=on)
        return csv_writer.write(columns=table.columns, rows=table.rows)
    if suffix == "xlsx":
        return xlsx_writer.write(sheets=[timeline_table(found=found, language=language, on=on)])
    if suffix not in DOCUMENT_FORMATS:
        known = ", ".join((*DATA_FORMATS, *DOCUMENT_FORMATS))
        raise Refused([_problem("format", "no such format", f"Choose from: {known}")])
    codes = [row.code for row in found.found if not chosen or row.code in chosen]
    if len(codes) > MOST_IN_DOCUMENT:
        message = f"has {len(codes):,} entries, more than {MOST_IN_DOCUMENT}"
        raise Refused([_problem("document", message, "Choose fewer, or take the workbook")])
    whole = developments(codes=codes, on=on)
    return DOCUMENT_FORMATS[suffix](
        document=entries_document(entries=whole, names=found.names, language=language, on=on)
    )


def entries_document(*, entries: Sequence[PolicyDevelopment], names: Names, language: Language, on: date) -> Document:
    """The entries one after another, each with the fields of Cedefop's tool; what is not stated says so."""
    return Document(
        kind="timeline",
        title=WORDS["timeline"].to(language),
        subtitle=WORDS["subtitle"].to(language),
        stand=WORDS["stand"].to(language).format(day=format_date(on, language=language)),
        language=language,
        edition="",
        as_of=on,
        published=on,
        blocks=tuple(block for entry in entries for block in _blocks(entry, _Words(names, language))),
        has_contents=len(entries) > 1,
    )


class _Words:
    """Codes in the words of one language."""

    def __init__(self, names: Names, language: Language) -> None:
        self.names, self.language = names, language

    def one(self, table: Any, code: str) -> str:
        """One code; nothing for none."""
        return table[code].to(self.language) if code else ""

    def all(self, table: Any, codes: Iterable[str]) -> str:
        """Several codes, with semicolons between them."""
        return "; ".join(table[code].to(self.language) for code in codes)

    def bodies(self, codes: Iterable[str]) -> str:
        """Names of bodies."""
        return "; ".join(self.names.get(code, Wording(nl=code)).to(self.language) for code in codes)

    def text(self, wording: Wording) -> Runs:
        """A text of people, marked where it is in the other language."""
        written = wording.written_in(self.language)
        return (Run(text=wording.to(self.language), language=None if written == self.language else written),)

    def word(self, key: str) -> str:
        """One of the timeline's own words."""
        return WORDS[key].to(self.language)


def _blocks(entry: PolicyDevelopment, said: _Words) -> Iterator[Block]:
    yield Heading(level=1, text=entry.title.to(said.language), anchor=entry.code)
    if not entry.has_own_title:
        yield Paragraph(runs=plain(said.word("working_title")), style="small")
    yield ReportTable(
        caption=f"{said.word('facts')}: {entry.title.to(said.language)}",
        columns=(ReportColumn(title=said.word("field"), width=2), ReportColumn(title=said.word("said"), width=5)),
        rows=tuple((plain(said.word(name)), _stated(text, said)) for name, text in _facts(entry, said)),
    )
    for name in ("background", "goals", "description"):
        wording: Wording = getattr(entry, name)
        yield Heading(level=2, text=said.word(name), anchor=f"{entry.code}-{name}")
        yield Paragraph(runs=said.text(wording) if wording.nl else _stated("", said))
    yield Heading(level=2, text=said.word("years"), anchor=f"{entry.code}-years")
    if entry.years:
        yield Bullets(
            items=tuple(
                (
                    Run(text=f"{item.year} {STAGE_WORDS[item.stage].to(said.language)}. ", strong=True),
                    *said.text(item.text),
                )
                for item in sorted(entry.years, key=lambda item: item.year)
            )
        )
    else:
        yield Paragraph(runs=_stated("", said))
    if entry.reading:
        yield Heading(level=2, text=said.word("reading"), anchor=f"{entry.code}-reading")
        yield Bullets(items=tuple((Run(text=item.title, link=item.url, language="en"),) for item in entry.reading))
    if entry.cite_as:
        yield Heading(level=2, text=said.word("cite"), anchor=f"{entry.code}-cite")
        yield Paragraph(runs=(Run(text=entry.cite_as, link=entry.url, language="en"),))


def _facts(entry: PolicyDevelopment, said: _Words) -> Iterator[tuple[str, str]]:
    yield "number", entry.number
    yield "type", said.one(TYPE_WORDS, entry.type)
    yield "area", said.one(AREA_WORDS, entry.area)
    yield "bodies", said.bodies(entry.bodies)
    yield "target_groups", said.all(LEARNER_WORDS, entry.target_groups)
    yield "themes", said.all(THEME_WORDS, entry.themes)
    yield "priorities", said.all(PRIORITY_WORDS, entry.priorities)
    yield "subsystem", said.all(SUBSYSTEM_WORDS, entry.subsystems)


def _stated(text: str, said: _Words) -> Runs:
    return plain(text) if text else (Run(text=NOT_STATED.to(said.language), soft=True),)


def _entry(row: TimelineRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "number": row.number or None,
        "title": {"nl": row.title.nl, "en": row.title.en},
        "title_is_working_title": not row.has_own_title,
        "type": row.type,
        "area": row.area,
        "stage": row.stage or None,
        "stages": {str(year): stage for year, stage in sorted(row.stages.items())},
        "bodies": list(row.bodies),
        "target_groups": list(row.target_groups),
        "themes": list(row.themes),
        "priorities": list(row.priorities),
        "subsystems": list(row.subsystems),
    }


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="timeline", place=place, message=message, remedy=remedy)
