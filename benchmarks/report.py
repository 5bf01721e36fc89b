"""Claim: the complete interim report in four formats and one language takes at most 10 s.

The report is that of the shipped agenda, with charts of further series until there are 40: at least 60 pages. Measured
from reading the store to files that were read again and compared: everything a person waits for, program start apart.
The named alternatives, on the same data in the same run:

- each format for itself: the store read, the report composed and its charts drawn anew for every format;
- a PDF a chapter: one run of Typst for every chapter, as one would to join them afterwards.

Seconds are of the processor, which does all of it; by the clock others on the machine count too.

Run: python benchmarks/report.py (or make bench)
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from stemagenda.core.reports.document import Block, Document
    from stemagenda.usecases.reports.material import Material

SECONDS, RUNS, CHARTS, PAGES = 10.0, 3, 40, 60
TODAY = date(2026, 11, 30)


def prepared() -> None:
    """Tables with the shipped agenda, in a state folder of their own."""
    from stemagenda.agendas.loading import AGENDAS  # noqa: PLC0415  (after the settings were given)
    from stemagenda.usecases.loading import load_everything  # noqa: PLC0415
    from stemagenda.usecases.permissions import OPERATOR  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    moment = datetime(2026, 11, 1, 9, tzinfo=UTC)
    load_everything(folder=AGENDAS / "stem-agenda-2030", actor=OPERATOR, now=moment)


def composed() -> tuple[Document, Material]:
    """Read the store and compose the report, charts drawn."""
    from stemagenda.core.reports.document import Drawing, Heading  # noqa: PLC0415
    from stemagenda.usecases.reports.composing import compose  # noqa: PLC0415
    from stemagenda.usecases.reports.evolution import drawing  # noqa: PLC0415
    from stemagenda.usecases.reports.material import material  # noqa: PLC0415
    from stemagenda.usecases.reports.parts import Writing  # noqa: PLC0415

    found = material(edition="", as_of=TODAY)
    document = compose(kind="interim", material=found, language="nl")
    writing = Writing(material=found, language="nl")
    lacking = CHARTS - sum(isinstance(block, Drawing) for block in document.blocks)
    more = [drawn for view in found.others for drawn in drawing(writing, view)][: max(lacking, 0)]
    heading = Heading(level=1, text="Meer reeksen", anchor="meer")
    return replace(document, blocks=(*document.blocks, heading, *more)), found


def checked(document: Document) -> None:
    """Compare every figure with a second reading of the store."""
    from stemagenda.usecases.reports.material import material, truths  # noqa: PLC0415

    values = truths(material(edition="", as_of=TODAY))
    if any(values[figure.key] != figure.value for _, figure in document.written_figures):
        raise AssertionError("the report says what the store does not")


def finished(document: Document, suffix: str) -> bytes:
    """Write a format, read it again, and compare."""
    from stemagenda.usecases.reports.building import FORMATS  # noqa: PLC0415

    write, lost_in = FORMATS[suffix]
    content = write(document=document)
    if lost_in(document=document, content=content):
        raise AssertionError(f"{suffix} lacks figures")
    return content


def together() -> dict[str, bytes]:
    """The way it is done: read and composed once, then every format."""
    document, _ = composed()
    checked(document)
    return {suffix: finished(document, suffix) for suffix in ("pdf", "docx", "html", "xlsx")}


def each_for_itself() -> None:
    """Read, composed and drawn anew for every format."""
    for suffix in ("pdf", "docx", "html", "xlsx"):
        document, _ = composed()
        checked(document)
        finished(document, suffix)


def chapters(document: Document) -> Iterator[tuple[Block, ...]]:
    """The blocks of each chapter."""
    from stemagenda.core.reports.document import Heading  # noqa: PLC0415

    starts = [i for i, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1]
    for start, end in zip(starts, [*starts[1:], len(document.blocks)], strict=True):
        yield document.blocks[start:end]


def pdf_by_chapter(document: Document) -> None:
    """One run of Typst for every chapter."""
    for blocks in chapters(document):
        finished(replace(document, blocks=blocks, has_contents=False), "pdf")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor, and by the clock."""
    used, start = process_time(), perf_counter()
    work()
    return process_time() - used, perf_counter() - start


def main() -> int:
    """Measure, print the table, and answer 1 where the claim does not hold."""
    from pypdf import PdfReader  # noqa: PLC0415

    prepared()
    files = together()
    with tempfile.TemporaryFile() as file:
        file.write(files["pdf"])
        pages = len(PdfReader(file).pages)
    document, _ = composed()
    ways: dict[str, Callable[[], object]] = {
        "four formats from one document": together,
        "each format for itself": each_for_itself,
        "the PDF alone": lambda: finished(document, "pdf"),
        "the PDF, a run of Typst a chapter": lambda: pdf_by_chapter(document),
    }
    runs = [{name: timed(work) for name, work in ways.items()} for _ in range(RUNS)]
    sizes = ", ".join(f"{suffix} {len(content) // 1000} kB" for suffix, content in files.items())
    print(f"{pages} pages, {CHARTS} charts, {len(document.written_figures)} figures; {sizes}; median of {RUNS} runs")
    print(f"{'':<36}{'processor':>11}{'clock':>8}{'ratio':>8}")
    first = median(run["four formats from one document"][0] for run in runs)
    for name in ways:
        used, clock = (median(run[name][place] for run in runs) for place in (0, 1))
        print(f"{name:<36}{used:>11.2f}{clock:>8.2f}{used / first:>8.2f}")
    held = first <= SECONDS and pages >= PAGES
    said = "holds" if held else "does not hold"
    print(f"claim: {PAGES} pages and {CHARTS} charts in four formats within {SECONDS:g} s: {said}")
    return 0 if held else 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"STEMAGENDA_STATE": state, "DJANGO_SETTINGS_MODULE": "stemagenda.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        sys.exit(main())
