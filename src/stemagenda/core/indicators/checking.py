"""A release against the definitions it claims to belong to, and against what was published before it.

A file may be read without fault and still not fit: a share of 154, a code nobody declared, a value published before its
period began, a total that is not its parts. Each rule is one function under `rules/`; `RULES` is the list. An error
keeps the release out; a warning is shown and the release comes in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.indicators.rules import codes, parts, periods, scale, steps, values
from stemagenda.core.indicators.rules.inspection import MOST_PROBLEMS, History, Inspection, Rule
from stemagenda.core.observation import Release
from stemagenda.core.validation import Importance, Problem

#: Every rule, in the order in which their problems are shown.
RULES: Final[tuple[Rule, ...]] = (
    codes.indicators_are_known,
    codes.series_are_known,
    codes.statuses_are_known,
    values.shares_lie_between_0_and_100,
    values.counts_and_rates_are_not_negative,
    periods.periods_are_of_one_kind,
    periods.values_follow_their_period,
    periods.releases_come_in_order,
    codes.the_source_is_the_indicators,
    values.half_widths_are_plausible,
    values.approximate_values_have_a_width,
    values.standard_errors_are_plausible,
    values.values_respect_the_limit,
    scale.units_are_the_series_own,
    scale.decimals_have_not_slipped,
    steps.steps_are_like_those_before,
    steps.breaks_are_declared,
    parts.totals_fit_their_parts,
    periods.no_period_is_skipped,
)
_NO_HISTORY: Final[History] = MappingProxyType({})


def check(
    *, release: Release, indicators: Mapping[str, Indicator], history: History = _NO_HISTORY
) -> tuple[Problem, ...]:
    """Return what does not fit between a release and the definitions: errors and warnings, in the order of the rules.

    `history` holds the figures in force before this release, by (indicator code, series code); without it the rules
    look at the release alone. At most `MOST_PROBLEMS` of each importance are written out, followed by the number left
    out.
    """
    inspection = Inspection(release, indicators, history)
    kept: list[Problem] = []
    counted: Counter[Importance] = Counter()
    for rule in RULES:
        for problem in rule(inspection):
            counted[problem.importance] += 1
            if counted[problem.importance] <= MOST_PROBLEMS:
                kept.append(problem)
    for importance, number in counted.items():
        if number > MOST_PROBLEMS:
            more = f"has {number - MOST_PROBLEMS:,} more {'problems' if importance == 'error' else 'warnings'}"
            kept.append(inspection.problem("", more, "Mend the ones above first.", importance))
    return tuple(kept)
