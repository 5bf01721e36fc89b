"""Building a report: read once, compose, write each format, and read every file again before it is handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeVar

from stemagenda.core.reports import rereading
from stemagenda.core.reports.document import Document, Passage
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.book import reader as book_reader
from stemagenda.outputs.book import writer as book_writer
from stemagenda.outputs.docx import reader as docx_reader
from stemagenda.outputs.docx import writer as docx_writer
from stemagenda.outputs.html import reader as html_reader
from stemagenda.outputs.html import writer as html_writer
from stemagenda.outputs.pdf import reader as pdf_reader
from stemagenda.outputs.pdf import writer as pdf_writer
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import Actor, can_build_reports, check
from stemagenda.usecases.reports.composing import check_kind, compose
from stemagenda.usecases.reports.material import Material, material, truths
from stemagenda.usecases.reports.passages import written


def _book_lost(*, document: Document, content: bytes) -> tuple[rereading.Missing, ...]:
    said = book_reader.read(content=content)
    return rereading.missing_in_tables(document=document, text=said.tables, listed=said.figures)


def _lost(read: Callable[..., str]) -> Callable[..., tuple[rereading.Missing, ...]]:
    return lambda *, document, content: rereading.missing(document=document, text=read(content=content))


#: suffix -> what writes a document, and what reads a file again and names the figures it does not hold
FORMATS: Final[Mapping[str, tuple[Callable[..., bytes], Callable[..., tuple[rereading.Missing, ...]]]]] = {
    "pdf": (pdf_writer.write, _lost(pdf_reader.text)),
    "docx": (docx_writer.write, _lost(docx_reader.text)),
    "html": (html_writer.write, _lost(html_reader.text)),
    "xlsx": (book_writer.write, _book_lost),
}


#: What is being done, step by step, and in the end what was made.
T = TypeVar("T")
Steps = Generator[str, None, T]


@dataclass(frozen=True, kw_only=True)
class Order:
    """Which report is wanted: of an edition, or of a day (today where neither is given).

    `subject` is the code of the indicator, action or meeting that a sheet is about.
    """

    kind: str
    language: Language
    formats: tuple[str, ...]
    subject: str = ""
    edition: str = ""
    as_of: date | None = None


@dataclass(frozen=True, kw_only=True)
class BuiltFile:
    """One finished file. `digest` is its SHA-256."""

    suffix: str
    content: bytes
    digest: str


@dataclass(frozen=True, kw_only=True)
class Built:
    """A finished report: its value, its files, and what people had written for it, by place."""

    document: Document
    files: tuple[BuiltFile, ...]
    passages: Mapping[str, str]


def build(
    *,
    kind: str,
    language: Language,
    formats: Iterable[str],
    actor: Actor,
    now: datetime,
    subject: str = "",
    edition: str = "",
    as_of: date | None = None,
    progress: Callable[[str], None] = lambda step: None,  # noqa: ARG005  (nobody listens)
) -> Built:
    """Build a report of an edition, or of a day (today where none is given). `progress` hears each step's name.

    Raises:
        NotAllowed: the actor may not have this report built.
        Refused: no such kind, subject, format or edition; or a finished file does not say what the store says.
        NothingLoaded: before the first load.
    """
    order = Order(kind=kind, language=language, formats=tuple(formats), subject=subject, edition=edition, as_of=as_of)
    return finished(building(order=order, actor=actor, now=now), progress=progress)


def building(*, order: Order, actor: Actor, now: datetime) -> Steps[Built]:
    """Build a report step by step: names each step before it begins, then gives what was built.

    Whoever stops listening stops the work: nothing is left of it.
    """
    check_kind(kind=order.kind, subject=order.subject)
    is_sheet = bool(order.subject)
    check(is_sheet or can_build_reports(actor), "only members and editors have reports built")
    wanted = tuple(dict.fromkeys(order.formats))
    _check_request(formats=wanted, edition=order.edition, as_of=order.as_of, today=now.date())
    the_agenda()  # before the first load there is no step to take
    yield "read"
    found = material(edition=order.edition, as_of=order.as_of or now.date())
    passages = {} if is_sheet else written(kind=order.kind, edition=order.edition, language=order.language)
    yield "compose"
    document = compose(
        kind=order.kind, material=found, language=order.language, subject=order.subject, passages=passages
    )
    if is_sheet:
        document = _without_invitations(document)
    truth = material(edition=order.edition, as_of=found.as_of)
    _refuse(_untrue(document, truth))
    files = []
    for suffix in wanted:
        yield suffix
        files.append(_file(document, suffix))
    return Built(document=document, files=tuple(files), passages=passages)


def finished(steps: Steps[T], *, progress: Callable[[str], None]) -> T:
    """Take every step, telling `progress` its name; what was made."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            made: T = end.value
            return made
        progress(step)


def _without_invitations(document: Document) -> Document:
    """A sheet is made for everybody: nobody is invited to write in it."""
    blocks = tuple(block for block in document.blocks if not isinstance(block, Passage))
    return replace(document, blocks=blocks)


def _file(document: Document, suffix: str) -> BuiltFile:
    write, lost_in = FORMATS[suffix]
    content = write(document=document)
    lost = lost_in(document=document, content=content)
    _refuse([_problem(suffix, f"the finished file does not hold {item.figure.key} as {item.written}") for item in lost])
    return BuiltFile(suffix=suffix, content=content, digest=hashlib.sha256(content).hexdigest())


def _untrue(document: Document, truth: Material) -> list[Problem]:
    """The figures of a document that a second reading of the store does not confirm."""
    values = truths(truth)
    return [
        _problem("figure", f"the store does not hold {figure.key} as {written}")
        for written, figure in document.written_figures
        if values.get(figure.key) != figure.value
    ]


def _check_request(*, formats: tuple[str, ...], edition: str, as_of: date | None, today: date) -> None:
    wrong = []
    if not formats or set(formats) - FORMATS.keys():
        wrong.append(_problem("format", "no such format", f"Choose from: {', '.join(FORMATS)}"))
    if edition and as_of:
        wrong.append(_problem("as_of", "an edition has its own day", "Name an edition or a day, not both"))
    if as_of and not date(2000, 1, 1) <= as_of <= today:
        wrong.append(_problem("as_of", f"{as_of} lies before 2000 or in the future", "Choose a day up to today"))
    _refuse(wrong)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _problem(place: str, message: str, remedy: str = "Report this: nothing was handed out") -> Problem:
    return Problem(file="report", place=place, message=message, remedy=remedy)
