"""The figures of one series as a table to take away: every published value with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from stemagenda.core.indicators.standing import Value
from stemagenda.core.observation import ReleaseHeading
from stemagenda.core.reports.table import Cell, Column, Table
from stemagenda.core.text import Language, Text
from stemagenda.store import releases
from stemagenda.usecases.indicators import IndicatorPage
from stemagenda.usecases.views import SeriesView

#: The columns, the same in every language, so that a program reads both files alike. `counts` tells on which of the
#: values published for a period the light rests; the others contradict or repeat it.
COLUMNS: Final = (
    Column(title="indicator"),
    Column(title="series"),
    Column(title="period"),
    Column(title="value", kind="number"),
    Column(title="unit"),
    Column(title="half_width", kind="number"),
    Column(title="standard_error", kind="number"),
    Column(title="sample_size", kind="number"),
    Column(title="approximate"),
    Column(title="bound"),
    Column(title="status"),
    Column(title="counts"),
    Column(title="where"),
    Column(title="note"),
    Column(title="source"),
    Column(title="release"),
    Column(title="publisher"),
    Column(title="published", kind="date"),
    Column(title="published_precision"),
    Column(title="rank"),
    Column(title="url"),
    Column(title="licence"),
    Column(title="as_of", kind="date"),
    Column(title="cite_as"),
    Column(title="row", kind="number"),
    Column(title="lineage"),
)
_LABELS: Final = {
    "indicator": Text("Indicator", "Indicator"),
    "series": Text("Reeks", "Series"),
    "definition": Text("Definitie", "Definition"),
    "measures_not": Text("Meet niet", "Does not measure"),
    "unit": Text("Eenheid", "Unit"),
    "breaks": Text("Nieuwe definitie vanaf", "New definition from"),
    "note": Text("Opmerking", "Note"),
    "as_of": Text("Zoals bekend op", "As known on"),
    "cite_as": Text("Citeer als", "Cite as"),
    "licence": Text("Licentie", "Licence"),
    "columns": Text("Kolommen", "Columns"),
}
_LICENCE: Final = Text(
    "De cijfers blijven van hun uitgever; per rij staat zijn licentie. Vermeld de bron als u ze overneemt.",
    "The figures remain their publisher's; each row names its licence. Name the source when you reuse them.",
)
_COLUMN_NOTE: Final = Text(
    "half_width: halve afrondingsstap; counts: op dit cijfer rust het licht; published_precision: year betekent dat"
    " alleen het jaar bekend is; rank: primary is de maker van de statistiek, secondary haalt ze aan.",
    "half_width: half the rounding step; counts: the light rests on this figure; published_precision: year means that"
    " only the year is known; rank: primary made the statistic, secondary quotes it.",
)


def series_table(
    *, page: IndicatorPage, on: date, language: Language, cite_as: str, lineage_of: Callable[[str], str]
) -> Table:
    """Every value published by `on` for the series in view, oldest period first: one query.

    `cite_as` is the permanent address of the series on that day; `lineage_of` gives that of a period's lineage.
    `language` is that of title and notes only.
    """
    headings = {(item.heading.source, item.heading.code): item.heading for item in releases.releases(on=on)}
    view = page.shown
    return Table(
        title=f"{page.indicator.code} {view.series.code}",
        columns=COLUMNS,
        rows=tuple(_rows(view, headings, on=on, cite_as=cite_as, lineage_of=lineage_of)),
        notes=_notes(page, on=on, language=language, cite_as=cite_as),
    )


def _rows(
    view: SeriesView,
    headings: Mapping[tuple[str, str], ReleaseHeading],
    *,
    on: date,
    cite_as: str,
    lineage_of: Callable[[str], str],
) -> Iterable[tuple[Cell, ...]]:
    for point in view.standing.points:
        for value in (point.chosen, *point.others):
            yield (
                view.indicator.code,
                view.series.code,
                point.period.code,
                *_value_cells(value, view, counts=value is point.chosen),
                *_release_cells(value, headings.get((value.source, value.release))),
                on,
                cite_as,
                value.row,
                lineage_of(point.period.code),
            )


def _value_cells(value: Value, view: SeriesView, *, counts: bool) -> tuple[Cell, ...]:
    return (
        value.value,
        view.series.unit,
        value.half_width,
        value.standard_error,
        value.sample_size,
        "yes" if value.approximate else "no",
        value.bound,
        value.status,
        "yes" if counts else "no",
        value.where,
        value.note,
    )


def _release_cells(value: Value, heading: ReleaseHeading | None) -> tuple[Cell, ...]:
    return (
        value.source,
        value.release,
        value.publisher,
        value.published,
        value.precision,
        value.rank,
        heading.url if heading else "",
        heading.licence if heading else "",
    )


def _notes(page: IndicatorPage, *, on: date, language: Language, cite_as: str) -> tuple[tuple[str, str], ...]:
    indicator, series = page.indicator, page.shown.series
    breaks = "; ".join(f"{item.period}: {item.reason.to(language)}" for item in series.breaks)
    notes = (
        ("indicator", f"{indicator.code} {indicator.title.to(language)}"),
        ("series", f"{series.code}: {series.title.to(language)}"),
        ("definition", indicator.definition.to(language)),
        ("measures_not", indicator.measures_not.to(language)),
        ("unit", series.unit_label.to(language)),
        ("breaks", breaks),
        ("note", series.note.to(language) if series.note else ""),
        ("as_of", on.isoformat()),
        ("cite_as", cite_as),
        ("licence", _LICENCE.to(language)),
        ("columns", _COLUMN_NOTE.to(language)),
    )
    return tuple((_LABELS[key].to(language), text) for key, text in notes if text)
