"""Periods: of one kind, not before their time, without holes, in the order in which releases came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from stemagenda.core.indicators.rules.inspection import Claim, Inspection, listed
from stemagenda.core.observation import ReleaseHeading
from stemagenda.core.period import Period
from stemagenda.core.validation import Problem

#: Roles of series that lights and comparisons rest on.
WHOLE: Final = ("indicator", "breakdown", "comparator")


def periods_are_of_one_kind(inspection: Inspection) -> Iterator[Problem]:
    """Within one release, a series has calendar years or school years, not both."""
    for claims in inspection.by_series.values():
        if len(kinds := Counter(claim.observation.period.kind for claim in claims)) < 2:
            continue
        usual = kinds.most_common(1)[0][0]
        odd = next(claim.observation for claim in claims if claim.observation.period.kind != usual)
        words = "calendar years" if usual == "year" else "school years"
        yield inspection.error(odd, f"stands among {words}", "Write all periods of the series in one way.")


def values_follow_their_period(inspection: Inspection) -> Iterator[Problem]:
    """A value cannot be published before its period starts, unless it is a forecast (status F)."""
    published = inspection.release.published
    for item in inspection.release.observations:
        # Years are enough for nearly all of them, and cheaper than days.
        if item.period.first_year >= published.year and item.period.start > published and item.status != "F":
            message = f"was published on {published.isoformat()}, before that period began"
            yield inspection.error(item, message, "Check the period and the publication date; a forecast has status F.")


def no_period_is_skipped(inspection: Inspection) -> Iterator[Problem]:
    """A series that keeps its cycle within the release has no hole in it.

    Only where most steps of at least two keep the cycle: a publication that quotes a few years is no series with a
    hole. A period that another release gave already is no hole either. Proxies and related figures are quoted where
    they turn up; nothing rests on their being complete.
    """
    for key, claims in inspection.ordered.items():
        if claims[0].series.role not in WHOLE:
            continue
        if missing := _missing(claims, {item.period for item in inspection.past.get(key, ())}):
            cycle = claims[0].series.cycle_years
            every = "every year" if cycle == 1 else f"every {cycle} years"
            after = next(claim.observation for claim in claims if missing[0] < claim.observation.period)
            message = f"comes after a hole: {listed(missing)} missing from a series of {every}"
            yield inspection.warning(after, message, "Check whether the file is complete; leave it so if it is.")


def _missing(claims: Sequence[Claim], known: set[Period]) -> list[Period]:
    cycle = claims[0].series.cycle_years
    periods = [claim.observation.period for claim in claims]
    steps = list(pairwise(periods))
    wide = [(before, after) for before, after in steps if after.first_year - before.first_year > cycle]
    kept = sum(after.first_year - before.first_year == cycle for before, after in steps)
    if not wide or kept < 2 or kept <= len(steps) / 2:
        return []
    holes = [
        Period(before.kind, year)
        for before, after in wide
        for year in range(before.first_year + cycle, after.first_year, cycle)
    ]
    return [period for period in holes if period not in known]


def releases_come_in_order(inspection: Inspection) -> Iterator[Problem]:
    """A release that was published before a known one of its dataset is not the newest word: probably a wrong date."""
    release = inspection.release
    if not release.dataset:
        return
    newer: ReleaseHeading | None = None
    for key in inspection.by_series:
        for figure in inspection.history.get(key, ()):
            known = figure.release
            same = known.source == release.source and known.dataset == release.dataset and known.code != release.code
            if same and known.published > (newer.published if newer else release.published):
                newer = known
    if newer is not None:
        message = (
            f"was published on {release.published.isoformat()}, but {newer.source}/{newer.code} of the same dataset"
            f" ({release.dataset}) came out on {newer.published.isoformat()}"
        )
        remedy = "Check the publication date. Figures in force stay those of the newer release."
        yield inspection.problem("", message, remedy, "warning")
