"""The drawings of a page: charts of the use cases, drawn for wide and for small screens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from stemagenda.core.text import Language
from stemagenda.outputs.svg import line
from stemagenda.outputs.svg.words import explain
from stemagenda.usecases.charting import breakdown_charts, indicator_chart
from stemagenda.usecases.indicators import IndicatorPage
from stemagenda.usecases.moments import Shown
from stemagenda.usecases.views import SeriesView


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A chart drawn twice, wide and narrow, with the sentences that explain its marks; `numbers` stand in it."""

    wide: SafeString
    narrow: SafeString
    notes: tuple[str, ...]
    numbers: frozenset[int]


def drawn_chart(*, page: IndicatorPage, language: Language, on: date, moments: Iterable[Shown] = ()) -> Drawn:
    """Draw the chart of the series in view for wide and for small screens."""
    chart = indicator_chart(page=page, language=language, on=on, moments=moments)
    # The writer escapes every text; a test feeds it hostile labels.
    return Drawn(
        wide=mark_safe(line.write(chart=chart, language=language, width=760, height=400, key="wide")),  # noqa: S308
        narrow=mark_safe(line.write(chart=chart, language=language, width=340, height=320, key="narrow")),  # noqa: S308
        notes=explain(chart=chart, language=language),
        numbers=frozenset(mark.number for mark in chart.marks),
    )


def small_charts(*, page: IndicatorPage, language: Language) -> tuple[tuple[SeriesView, SafeString], ...]:
    """The breakdowns as small multiples on one scale: each with its drawing."""
    return tuple(
        (
            view,
            mark_safe(  # noqa: S308
                line.write(chart=chart, language=language, width=260, height=170, key=f"m{number}", small=True)
            ),
        )
        for number, (view, chart) in enumerate(breakdown_charts(page=page, language=language))
    )
