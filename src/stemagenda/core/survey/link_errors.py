"""Link errors that stand in a published table, beside those the agenda declares.

Putting two cycles of a test on one scale has an error of its own. Publishers print it as a row of the table ("Link
error 2018-2022"). A light takes it from the definition of the series, where it is reviewed like every other threshold.
So a figure that comes in a file changes no light by itself: it travels with the latest figure of its series, as a step
of that figure's derivation, and is compared here with what is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from stemagenda.core.indicators.definition import Indicator, LinkError
from stemagenda.core.indicators.timeline import LIT_ROLES
from stemagenda.core.observation import Observation, Release, Step
from stemagenda.core.period import Period
from stemagenda.core.validation import Problem

_KEY: Final = re.compile(r"link error (\d{4})-(\d{4})")
#: Two link errors that differ less than this are the same one, printed with fewer decimals.
SAME: Final = 0.005


@dataclass(frozen=True, kw_only=True)
class LinkErrorRead:
    """One link error as a table gives it for a series: in the unit of the series, between two cycles."""

    indicator: str
    series: str
    first: Period
    second: Period
    value: float
    row: int


def link_error_step(*, first: Period, second: Period, value: float, row: int) -> Step:
    """Return the step that carries a link error with a figure."""
    key = f"link error {first.code}-{second.code}"
    return Step("select", (("key", key), ("value", value), ("where", f"row {row}")))


def link_errors_of(*, release: Release) -> tuple[LinkErrorRead, ...]:
    """Return the link errors that came with the figures of a release."""
    return tuple(found for item in release.observations for step in item.steps for found in _read(item, step))


def _read(observation: Observation, step: Step) -> Iterator[LinkErrorRead]:
    values = dict(step.values)
    match = _KEY.fullmatch(str(values.get("key", "")))
    if step.kind == "select" and match:
        yield LinkErrorRead(
            indicator=observation.indicator,
            series=observation.series,
            first=Period("year", int(match[1])),
            second=Period("year", int(match[2])),
            value=float(values["value"]),
            row=int(str(values["where"]).removeprefix("row ")),
        )


def link_error_warnings(*, release: Release, indicators: Mapping[str, Indicator]) -> Iterator[Problem]:
    """Warn of every link error in a release that is not declared, or is declared with another value.

    Only series with a light of their own use one. The remedy is the line of TOML that declares it. A series that is not
    declared at all is for other rules to say.
    """
    declared = {
        (code, series.code): series.link_errors
        for code, indicator in indicators.items()
        for series in indicator.series
        if series.role in LIT_ROLES
    }
    for found in link_errors_of(release=release):
        if (found.indicator, found.series) not in declared:
            continue
        known = _same_pair(found, declared[found.indicator, found.series])
        if known is not None and abs(known.value - found.value) <= SAME:
            continue
        yield Problem(
            file=f"{release.source}/{release.code}",
            place=f"row {found.row}",
            message=_message(found, known),
            remedy=_remedy(found, known),
            importance="warning",
        )


def _same_pair(found: LinkErrorRead, declared: tuple[LinkError, ...]) -> LinkError | None:
    pair = (found.first, found.second)
    return next((link for link in declared if (link.first, link.second) == pair), None)


def _message(found: LinkErrorRead, known: LinkError | None) -> str:
    what = (
        f"gives a link error of {found.value:g} between {found.first} and {found.second}"
        f" for {found.indicator} / {found.series}"
    )
    return f"{what}, which is not declared" if known is None else f"{what}; declared is {known.value:g}"


def _remedy(found: LinkErrorRead, known: LinkError | None) -> str:
    line = f'{{ first = "{found.first}", second = "{found.second}", value = {found.value:g} }}'
    where = f"indicators/{found.indicator}/indicator.toml, under the series {found.series}"
    verb = "Add to" if known is None else "Where the table is right, correct in"
    return f"{verb} {where}: link_errors = [{line}]."
