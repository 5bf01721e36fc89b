"""One action over the years as a drawing: a block for each year's stage, a line from start to end, milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stemagenda.core.reports.action_words import STAGE_WORDS
from stemagenda.core.text import Language, format_date
from stemagenda.usecases.action_list import Row
from stemagenda.web.catalogue import words

#: Wide enough for a drawn year; the sheet of styles gives the columns of the table the same width.
YEAR: Final = 72
LINE: Final = 32
_MIDDLE: Final = LINE // 2


def drawn_line(*, row: Row, years: Sequence[int], on: date, language: Language) -> SafeString:
    """The drawing of one action; its name says the same in words."""
    width = YEAR * len(years)
    return format_html(
        '<svg class="gantt" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}{}{}{}</svg>',
        "; ".join(_said(row, language)) or words("actions.nothing_by_year", language=language),
        width,
        LINE,
        width,
        LINE,
        _today(on, years, language),
        _span(row, years),
        _stages(row, years, language),
        _milestones(row, years, language),
    )


def _said(row: Row, language: Language) -> Iterator[str]:
    for year, stage in sorted(row.stages.items()):
        yield f"{year} {STAGE_WORDS[stage].to(language)}"
    if row.starts:
        yield words("action.since", language=language, day=format_date(row.starts, language=language))
    if row.ends:
        yield words("actions.until", language=language, day=format_date(row.ends, language=language))
    for name, due, _ in row.milestones:
        yield f"{name} ({format_date(due, language=language)})"


def _stages(row: Row, years: Sequence[int], language: Language) -> SafeString:
    return format_html_join(
        "",
        '<rect class="gantt-stage is-{}" x="{}" y="{}" width="{}" height="14"><title>{} {}</title></rect>',
        (
            (stage, YEAR * (year - years[0]) + 3, _MIDDLE - 7, YEAR - 5, year, STAGE_WORDS[stage].to(language))
            for year, stage in sorted(row.stages.items())
            if year in years
        ),
    )


def _span(row: Row, years: Sequence[int]) -> SafeString | str:
    """From start to end; an open end runs off the drawing, an open start begins before it."""
    if row.starts is None and row.ends is None:
        return ""
    first = _place(row.starts, years) if row.starts else 0
    last = _place(row.ends, years) if row.ends else YEAR * len(years)
    return format_html(
        '<line class="gantt-span{}" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        "" if row.starts and row.ends else " is-open",
        first,
        last,
        _MIDDLE + 11,
        _MIDDLE + 11,
    )


def _milestones(row: Row, years: Sequence[int], language: Language) -> SafeString:
    return format_html_join(
        "",
        '<path class="gantt-mark{}" d="M{} {}l5 6l-5 6l-5 -6z"><title>{} ({})</title></path>',
        (
            (" is-met" if met else "", _place(due, years), _MIDDLE - 6, name, format_date(due, language=language))
            for name, due, met in row.milestones
            if due.year in years
        ),
    )


def _today(on: date, years: Sequence[int], language: Language) -> SafeString | str:
    if on.year not in years:
        return ""
    return format_html(
        '<line class="gantt-today" x1="{0}" x2="{0}" y1="-8" y2="{1}"><title>{2}</title></line>',
        _place(on, years),
        LINE + 8,
        words("actions.today", language=language),
    )


def _place(day: date, years: Sequence[int]) -> int:
    """Where a day stands; before the first year at the edge, after the last one at the other."""
    exact = YEAR * (day.year - years[0] + (day.timetuple().tm_yday - 1) / 366)
    return round(min(max(exact, 0), YEAR * len(years)))
