"""Totals and their parts, where a release gives a total and all of its parts by sex or by form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from stemagenda.core.indicators.definition import Series
from stemagenda.core.indicators.rules.inspection import Inspection, written
from stemagenda.core.observation import Observation
from stemagenda.core.period import Period
from stemagenda.core.validation import Problem

#: Breakdowns whose parts are all there is: only of these is a total the sum.
COMPLETE: Final[Mapping[str, tuple[frozenset[str], ...]]] = {
    "sex": (frozenset({"female", "male"}),),
    "form": (
        frozenset({"aso", "tso", "kso", "bso"}),
        frozenset({"doorstroomfinaliteit", "dubbele-finaliteit", "arbeidsmarktfinaliteit"}),
    ),
}
#: The indicator itself and its parts are one family; other series stand among their own kind.
FAMILY: Final = {"indicator": "own", "breakdown": "own"}
_NOISE: Final = 1e-9


def totals_fit_their_parts(inspection: Inspection) -> Iterator[Problem]:
    """A count is the sum of its parts within rounding; a share lies between its smallest and its largest part.

    Two series in one place (another definition of the same thing) leave open which is the total: nothing is said then.
    """
    codes = {code for code, _ in inspection.by_series}
    for code in (code for code in inspection.indicators if code in codes):
        given = [series for series in inspection.indicators[code].series if (code, series.code) in inspection.by_series]
        for dimension, complete in COMPLETE.items():
            for total, parts in _wholes(given, dimension, complete):
                yield from _misfits(inspection, code, total, parts)


def _wholes(
    given: Sequence[Series], dimension: str, complete: Sequence[frozenset[str]]
) -> Iterator[tuple[Series, Sequence[Series]]]:
    """Each total among these series, with its parts."""
    alike: dict[tuple[str, ...], dict[str, list[Series]]] = defaultdict(lambda: defaultdict(list))
    for series in given:
        if series.unit in {"count", "share"}:
            alike[_all_but(series, dimension)][getattr(series, dimension)].append(series)
    for by_code in alike.values():
        for codes in complete:
            found = [by_code.get(code, []) for code in ("total", *sorted(codes))]
            if all(len(series) == 1 for series in found):
                yield found[0][0], [series[0] for series in found[1:]]


def _all_but(series: Series, dimension: str) -> tuple[str, ...]:
    other = "form" if dimension == "sex" else "sex"
    family = FAMILY.get(series.role, series.role)
    return family, series.area, series.level, series.unit, series.unit_label.nl, getattr(series, other)


def _misfits(inspection: Inspection, code: str, total: Series, parts: Sequence[Series]) -> Iterator[Problem]:
    columns = [_by_period(inspection, code, series) for series in (total, *parts)]
    for period, whole in columns[0].items():
        pieces = [column[period] for column in columns[1:] if period in column]
        if len(pieces) < len(parts) or any(item.bound or item.approximate for item in (whole, *pieces)):
            continue
        if said := _said(whole, pieces, total.unit):
            names = ", ".join(f"{item.series} {written(item.value)}" for item in pieces)
            yield inspection.warning(whole, f"{said} ({names})", "Check the total and its parts.")


def _by_period(inspection: Inspection, code: str, series: Series) -> Mapping[Period, Observation]:
    return {claim.observation.period: claim.observation for claim in inspection.by_series[code, series.code]}


def _said(whole: Observation, pieces: Sequence[Observation], unit: str) -> str:
    """What does not fit; nothing where it does."""
    if unit == "count":
        together = sum(item.value for item in pieces)
        room = whole.half_width + sum(item.half_width for item in pieces)
        if abs(whole.value - together) > room + _NOISE * max(abs(together), 1.0):
            return f"is {written(whole.value)}, but its parts add up to {written(round(together, 9))}"
        return ""
    low = min(item.value - item.half_width for item in pieces) - whole.half_width - _NOISE
    high = max(item.value + item.half_width for item in pieces) + whole.half_width + _NOISE
    if low <= whole.value <= high:
        return ""
    return f"is {written(whole.value)}, outside the range of its parts"
