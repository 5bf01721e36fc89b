"""What the kinds of report have in common: what is being written, cells, headings and columns in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.indicators.standing import StandingPoint
from stemagenda.core.reports import glyphs, report_places, report_sentences, report_words, sentences
from stemagenda.core.reports.document import (
    Block,
    CellKind,
    Figure,
    Heading,
    Paragraph,
    Passage,
    ReportColumn,
    Run,
    Runs,
    plain,
)
from stemagenda.core.text import Language
from stemagenda.usecases.reports.material import Material
from stemagenda.usecases.views import SeriesView, Window

_LEADING: Final = re.compile(r"\d*")
_BESIDE: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A report while it is written: what is known, in which language, about what, and what people wrote for it."""

    material: Material
    language: Language
    subject: str = ""
    passages: Mapping[str, str] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """One of the words of reports."""
        return report_words.WORDS[key].to(self.language)

    def passage(self, *place: str) -> Passage:
        """A place where people write; an edition shows no invitation."""
        name = anchor(*place)
        invitation = "" if self.material.edition else report_places.invitation(place=name, language=self.language)
        return Passage(place=name, text=self.passages.get(name, ""), invitation=invitation)

    def columns(self, *keys: tuple[str, float] | tuple[str, float, CellKind]) -> tuple[ReportColumn, ...]:
        """Columns with their widths, of text where nothing else is said."""
        return tuple(
            ReportColumn(title=self.word(key), width=width, kind=kind[0] if kind else "text")
            for key, width, *kind in keys
        )

    def named(self, code: str) -> Runs:
        """The name of an entity or a body, or its code where nothing has that code."""
        return self.worded(self.material.names[code]) if code in self.material.names else plain(code)

    def worded(self, wording: Wording) -> Runs:
        """A text people wrote, marked where it is not in the report's language."""
        written = wording.written_in(self.language)
        return (Run(text=wording.to(self.language), language=None if written == self.language else written),)

    def dutch(self, text: str) -> Runs:
        """A text that was written in Dutch only."""
        return (Run(text=text, language=None if self.language == "nl" else "nl"),)

    def or_not_stated(self, runs: Runs) -> Runs:
        """What is there, or that nothing is stated."""
        there = any(run.text for run in runs)
        return runs if there else (Run(text=report_sentences.NOT_STATED.to(self.language), soft=True),)

    def figure(self, view: SeriesView, point: StandingPoint) -> Run:
        """A figure as written, with which one it is."""
        value = point.chosen.value
        written = sentences.written(value=value, unit=view.series.unit, language=self.language)
        return figure_run(view, point.period.code, value, written=written, language=self.language)

    def difference(self, view: SeriesView, window: Window, *, unit: bool = True) -> Run:
        """The difference between two figures with its sign, and with its unit where asked for."""
        value = window.difference
        written = sentences.difference_written(value=value, unit=view.series.unit, language=self.language)
        written = written if unit else written.partition(" ")[0]
        between = f"{window.first.code}>{window.last.code}"
        return figure_run(view, between, value, written=written, language=self.language)

    def target(self, view: SeriesView) -> Runs:
        """The target in force with its period; nothing where there is none."""
        if view.target is None:
            return ()
        value, period = view.target
        written = sentences.written(value=value, unit=view.series.unit, language=self.language)
        return (
            figure_run(view, f"target {period.code}", value, written=written, language=self.language),
            Run(text=f" ({period})"),
        )

    def with_figures(self, sentence: str, view: SeriesView, window: Window | None) -> Runs:
        """A sentence in which the two compared figures are known for what they are."""
        if window is None:
            return plain(sentence)
        ends = ((window.first.code, window.first_value), (window.last.code, window.last_value))
        runs: list[Run] = []
        rest = sentence
        for period, value in ends:
            written = sentences.written(value=value, unit=view.series.unit, language=self.language)
            found = re.search(rf"(?<![\d.,]){re.escape(written)}(?!\d)", rest)  # no 20 within 2012
            if found is None:
                break
            figure = figure_run(view, period, value, written=written, language=self.language)
            runs += [Run(text=rest[: found.start()]), figure]
            rest = rest[found.end() :]
        return (*runs, Run(text=rest))

    def light(self, view: SeriesView, *, strong: bool = False) -> Runs:
        """A light as sign and words; nothing for a series without one."""
        light = view.light
        if light is None:
            return ()
        said = glyphs.words(light.colour, language=self.language, uncertain=light.uncertain, stale=light.stale)
        return (Run(text=said, glyph=light.colour, hollow=light.uncertain, strong=strong),)

    def day(self, day: date | None, precision: str = "day") -> str:
        """A day, month or year in words; empty where none is known."""
        return report_sentences.dated(day=day, precision=precision, language=self.language) if day else ""


def figure_run(view: SeriesView, period: str, value: float, *, written: str, language: Language) -> Run:
    """A number as written, with which figure of the store it stands for."""
    mark = "," if language == "nl" else "."
    decimals = len(_LEADING.match(written.partition(mark)[2])[0])  # type: ignore[index]  # it matches nothing at least
    figure = Figure(
        indicator=view.indicator.code, series=view.series.code, period=period, value=value, decimals=decimals
    )
    return Run(text=written, figure=figure)


def anchor(*place: str) -> str:
    """A name for a place: small letters, digits and hyphens."""
    return _BESIDE.sub("-", "-".join(place).lower()).strip("-")


def heading(level: int, text: str, *place: str) -> Heading:
    """A heading; its anchor is made from where it stands."""
    return Heading(level=level, text=text, anchor=anchor(*place))  # type: ignore[arg-type]  # callers write 1 to 3


def said(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(runs=plain(text))


def joined(parts: Iterable[Runs]) -> Runs:
    """Several texts in one cell, with commas between them."""
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs.append(Run(text=", "))
        runs += part
    return tuple(runs)


def labelled(label: str, *runs: Run) -> Paragraph:
    """A small paragraph that begins with what it is about."""
    return Paragraph(runs=(Run(text=f"{label}: ", strong=True), *runs), style="small")


def lines(parts: Iterable[str]) -> Runs:
    """Several texts in one cell, a line each."""
    return plain("\n".join(part for part in parts if part))


def written_part(writing: Writing, place: str) -> tuple[Block, ...]:
    """A part that people write alone; without its heading where an edition leaves it empty."""
    passage = writing.passage(place)
    is_empty = not (passage.text or passage.invitation)
    return (passage,) if is_empty else (heading(1, writing.word(place), place), passage)
