"""Codes: every one in a release is declared somewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, get_args

from stemagenda.core.indicators.rules.inspection import MOST_PROBLEMS, Claim, Inspection, rows
from stemagenda.core.observation import STATUSES, Bound
from stemagenda.core.validation import Problem

_STATUSES: Final = frozenset(STATUSES)
_BOUNDS: Final = frozenset(get_args(Bound))


def indicators_are_known(inspection: Inspection) -> Iterator[Problem]:
    """Every indicator code is declared; otherwise the nearest one is suggested. One problem a code, not a row."""
    found: dict[str, list[int]] = defaultdict(list)
    for item in inspection.release.observations:
        if item.indicator not in inspection.indicators:
            found[item.indicator].append(item.row)
    for number, (code, where) in enumerate(found.items()):
        near = _near(code, inspection.indicators) if number < MOST_PROBLEMS else ""
        remedy = near or "Declare it in the agenda's folder first, or use a declared code."
        yield inspection.problem(rows(where), f"there is no indicator '{code}'", remedy)


def series_are_known(inspection: Inspection) -> Iterator[Problem]:
    """Every series is declared under its indicator. A series that belongs to another indicator is said to."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for item in inspection.release.observations:
        key = (item.indicator, item.series)
        if item.indicator in inspection.indicators and key not in inspection.series:
            found[key].append(item.row)
    for number, ((indicator, code), where) in enumerate(found.items()):
        remedy = _series_remedy(inspection, indicator, code) if number < MOST_PROBLEMS else ""
        yield inspection.problem(rows(where), f"{indicator} has no series '{code}'", remedy or "Declare it first.")


def _series_remedy(inspection: Inspection, indicator: str, code: str) -> str:
    declared = [series.code for series in inspection.indicators[indicator].series]
    if near := _near(code, declared):
        return near
    elsewhere = sorted(owner for owner, series in inspection.series if series == code)
    if elsewhere:
        return f"A series of that code belongs to {', '.join(elsewhere[:3])}."
    known = ", ".join(declared[:8]) + (", ..." if len(declared) > 8 else "")
    return f"Declared are {known}." if declared else ""


def the_source_is_the_indicators(inspection: Inspection) -> Iterator[Problem]:
    """An indicator's series declare their sources; a source that none of them names is probably the wrong folder."""
    for code, claim in _first_of_each(inspection).items():
        known = {series.source for series in inspection.indicators[code].series}
        if inspection.release.source not in known:
            message = f"comes from source '{inspection.release.source}'; {code} has {', '.join(sorted(known))}"
            yield inspection.warning(claim.observation, message, "Check which source the file belongs to.")


def statuses_are_known(inspection: Inspection) -> Iterator[Problem]:
    """A status is one of the SDMX codes, a bound one of ours: nothing else has words on a page."""
    odd: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for item in inspection.release.observations:
        if item.status not in _STATUSES:
            odd["status", item.status] += 1
            first.setdefault(("status", item.status), item.row)
        if item.bound not in _BOUNDS:
            odd["bound", item.bound] += 1
            first.setdefault(("bound", item.bound), item.row)
    for (kind, code), number in odd.items():
        known = ", ".join(STATUSES) if kind == "status" else "above, below, or nothing"
        times = f" ({number:,} values)" if number > 1 else ""
        message = f"there is no {kind} '{code}'{times}"
        yield inspection.problem(f"row {first[kind, code]}", message, f"Known are {known}.")


def _first_of_each(inspection: Inspection) -> Mapping[str, Claim]:
    """The first claim of each indicator."""
    found: dict[str, Claim] = {}
    for (code, _), claims in inspection.by_series.items():
        found.setdefault(code, claims[0])
    return found


def _near(code: str, known: Sequence[str] | Mapping[str, object]) -> str:
    near = get_close_matches(code, list(known), n=1)
    return f"Did you mean '{near[0]}'?" if near else ""
