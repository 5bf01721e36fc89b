"""Actions over the years as a drawing: a bar from start to end where both are known, stages by year, milestones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stemagenda.core.reports.action_words import STAGE_WORDS
from stemagenda.core.text import Language
from stemagenda.usecases.action_list import Row
from stemagenda.web.catalogue import words

LABEL: Final = 330
YEAR: Final = 76
LINE: Final = 30
TOP: Final = 34
#: Characters of a title that fit before its bar.
_FITS: Final = 44


def drawn_gantt(*, rows: Sequence[Row], years: Sequence[int], on: date, language: Language) -> SafeString:
    """The drawing, as wide as it needs to be; a table beside it says the same."""
    width, height = LABEL + YEAR * len(years) + 10, TOP + LINE * len(rows) + 12
    first = years[0]
    return format_html(
        '<svg class="gantt" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}{}{}</svg>',
        words("actions.gantt_about", language=language, count=len(rows)),
        width,
        height,
        width,
        height,
        _grid(years, height),
        format_html_join("", "{}", ((_line(number, row, first, language),) for number, row in enumerate(rows))),
        _today(on, first, len(years), height, language),
    )


def _grid(years: Iterable[int], height: int) -> SafeString:
    return format_html_join(
        "",
        '<line class="gantt-grid" x1="{0}" x2="{0}" y1="24" y2="{1}"/>'
        '<text class="gantt-year" x="{2}" y="16">{3}</text>',
        ((LABEL + YEAR * place, height, LABEL + YEAR * place + 6, year) for place, year in enumerate(years)),
    )


def _line(number: int, row: Row, first: int, language: Language) -> SafeString:
    middle = TOP + LINE * number + LINE // 2
    title = row.title.to(language)
    label = title if len(title) <= _FITS else f"{title[: _FITS - 1].rstrip()}…"
    stages = format_html_join(
        "",
        '<rect class="gantt-stage is-{}" x="{}" y="{}" width="{}" height="14"><title>{} {}</title></rect>',
        (
            (stage, LABEL + YEAR * (year - first) + 2, middle - 7, YEAR - 4, year, STAGE_WORDS[stage].to(language))
            for year, stage in sorted(row.stages.items())
            if year >= first
        ),
    )
    span = (
        format_html(
            '<line class="gantt-span" x1="{}" x2="{}" y1="{}" y2="{}"/>',
            _place(row.starts, first),
            _place(row.ends, first),
            middle + 10,
            middle + 10,
        )
        if row.starts and row.ends
        else ""
    )
    marks = format_html_join(
        "",
        '<path class="gantt-mark{}" d="M{} {}l5 6l-5 6l-5 -6z"><title>{}</title></path>',
        ((" is-met" if met else "", _place(due, first), middle - 6, name) for name, due, met in row.milestones),
    )
    return format_html(
        '<text class="gantt-label" x="0" y="{}"><tspan class="gantt-code">{}</tspan> {}</text>{}{}{}',
        middle + 5,
        row.code,
        label,
        stages,
        span,
        marks,
    )


def _today(on: date, first: int, count: int, height: int, language: Language) -> SafeString | str:
    if not first <= on.year < first + count:
        return ""
    place = _place(on, first)
    return format_html(
        '<line class="gantt-today" x1="{0}" x2="{0}" y1="24" y2="{1}"><title>{2}</title></line>',
        place,
        height,
        words("actions.today", language=language),
    )


def _place(day: date, first: int) -> int:
    return round(LABEL + YEAR * (day.year - first + (day.timetuple().tm_yday - 1) / 366))
