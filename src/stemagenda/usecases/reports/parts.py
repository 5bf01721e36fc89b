"""What the kinds of report have in common: cells, headings and columns in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.indicators.standing import StandingPoint
from stemagenda.core.reports import report_sentences, sentences
from stemagenda.core.reports.document import Figure, Heading, Paragraph, ReportColumn, Run, Runs, plain
from stemagenda.core.text import Language
from stemagenda.usecases.views import SeriesView

_BESIDE: Final = re.compile(r"[^a-z0-9]+")


def word(key: str, language: Language) -> str:
    """One of the words of reports."""
    return report_sentences.WORDS[key].to(language)


def heading(level: int, text: str, *place: str) -> Heading:
    """A heading; its anchor is made from where it stands."""
    anchor = _BESIDE.sub("-", "-".join(place).lower()).strip("-")
    return Heading(level=level, text=text, anchor=anchor)  # type: ignore[arg-type]  # callers write 1 to 3


def said(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(runs=plain(text))


def worded(wording: Wording, language: Language) -> Runs:
    """A text people wrote, marked where it is not in the report's language."""
    written = wording.written_in(language)
    return (Run(text=wording.to(language), language=None if written == language else written),)


def or_not_stated(runs: Runs, language: Language) -> Runs:
    """What is there, or that nothing is stated."""
    return runs if any(run.text for run in runs) else (Run(text=report_sentences.NOT_STATED.to(language), soft=True),)


def joined(parts: Iterable[Runs]) -> Runs:
    """Several texts in one cell, with commas between them."""
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs.append(Run(text=", "))
        runs += part
    return tuple(runs)


def figure_run(view: SeriesView, point: StandingPoint, language: Language) -> Run:
    """A figure as written, with which one it is."""
    unit = view.series.unit
    return Run(
        text=sentences.written(value=point.chosen.value, unit=unit, language=language),
        figure=Figure(
            indicator=view.indicator.code,
            series=view.series.code,
            period=point.period.code,
            value=point.chosen.value,
            decimals=0 if unit == "count" else -1,
        ),
    )


def columns(language: Language, *keys: tuple[str, float]) -> tuple[ReportColumn, ...]:
    """Columns of text with their widths."""
    return tuple(ReportColumn(title=word(key, language), width=width) for key, width in keys)
