"""Needs by region and transition: exact for those who help, protected for everybody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from stemagenda.core.hub.needs import DIMENSIONS, NOT_STATED, SMALLEST, Dimension, Tally, counted, protected
from stemagenda.core.hub.request import ASKERS, HELP_KINDS, REGIONS_ASKED
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports.hub_words import ASKER_WORDS, HELP_KIND_WORDS, NEED_WORDS
from stemagenda.core.reports.table import Column
from stemagenda.core.text import Language, Text
from stemagenda.outputs.csv import writer as csv_writer
from stemagenda.store import hub as store
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import Actor, can_triage_help, check

#: How a count below the smallest is written in files.
SMALL: Final = f"<{SMALLEST}"
#: An average of fewer ratings says more of one asker than of the hub.
FEWEST_RATINGS: Final = 5
FORMATS: Final = ("csv", "json")
PROTECTION: Final = (
    f"1 to {SMALLEST - 1} is written {SMALL}; higher counts are rounded down to a multiple of {SMALLEST}"
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Counts as a reader may see them; None for a small one."""

    asked: int | None = 0
    answered: int | None = 0
    unmet: int | None = 0


@dataclass(frozen=True, kw_only=True)
class NeedRow:
    """One region, transition, kind of help or kind of asker, with its counts."""

    code: str
    label: Text
    counts: Shown


@dataclass(frozen=True, kw_only=True)
class Needs:
    """All counts of a day. `crossed` are needs not met, by (region, transition).

    `satisfaction` is the average mark (1 to 5), None where too few gave one. `is_exact`: nothing was protected.
    """

    on: date
    is_exact: bool
    total: Shown
    rows: Mapping[Dimension, tuple[NeedRow, ...]]
    crossed: Mapping[tuple[str, str], int | None]
    satisfaction: float | None
    ratings: int | None

    @property
    def is_empty(self) -> bool:
        """Whether nobody asked anything yet."""
        return self.total.asked == 0


def public_needs(*, on: date) -> Needs:
    """The needs as everybody may see them."""
    return _needs(on=on, is_exact=False)


def exact_needs(*, on: date, actor: Actor) -> Needs:
    """The needs as they are.

    Raises:
        NotAllowed: for whoever does not hand on questions.
    """
    check(can_triage_help(actor), "only the STEMhub sees small counts")
    return _needs(on=on, is_exact=True)


def unmet_by_transition(*, on: date) -> Mapping[str, int | None]:
    """Needs that are not met, by transition, as everybody may see them; only where there are any."""
    found = counted(needs=store.needs(), on=on).by["transition"]
    return {code: protected(tally.unmet) for code, tally in found.items() if tally.unmet}


def needs_document(*, found: Needs) -> dict[str, Any]:
    """The needs as plain values for JSON; a small count is the text "<5"."""
    return {
        "as_of": found.on.isoformat(),
        "protection": PROTECTION,
        "total": _plain(found.total),
        "satisfaction": found.satisfaction,
        "ratings": _written(found.ratings),
        **{
            name: [
                {"code": row.code, "label": {"nl": row.label.nl, "en": row.label.en}, **_plain(row.counts)}
                for row in rows
            ]
            for name, rows in found.rows.items()
        },
        "unmet_by_region_and_transition": [
            {"region": region, "transition": transition, "unmet": _written(count)}
            for (region, transition), count in found.crossed.items()
        ],
    }


def needs_csv(*, found: Needs, language: Language) -> bytes:
    """The needs as CSV, one row a value of a dimension, and one for each region and transition with a need not met."""
    columns = tuple(
        Column(title=NEED_WORDS[name].to(language), kind="text")
        for name in ("dimension", "code", "value", "asked", "answered", "unmet")
    )
    return csv_writer.write(columns=columns, rows=_rows(found, language))


def _rows(found: Needs, language: Language) -> Iterator[tuple[str, ...]]:
    labels = {row.code: row.label.to(language) for rows in found.rows.values() for row in rows}
    for dimension, rows in found.rows.items():
        for row in rows:
            yield (
                NEED_WORDS[dimension].to(language),
                row.code,
                row.label.to(language),
                *map(str, _plain(row.counts).values()),
            )
    for (region, transition), count in found.crossed.items():
        both = f"{NEED_WORDS['region'].to(language)} x {NEED_WORDS['transition'].to(language)}"
        yield both, f"{region} x {transition}", f"{labels[region]} x {labels[transition]}", "", "", str(_written(count))


def _needs(*, on: date, is_exact: bool) -> Needs:
    found = counted(needs=store.needs(), on=on)
    shown = (lambda count: count) if is_exact else protected
    marks = store.satisfaction()
    enough = bool(marks) if is_exact else len(marks) >= FEWEST_RATINGS
    return Needs(
        on=on,
        is_exact=is_exact,
        total=_shown(found.total, is_exact=is_exact),
        rows={
            dimension: tuple(
                NeedRow(
                    code=code, label=label, counts=_shown(found.by[dimension].get(code, Tally()), is_exact=is_exact)
                )
                for code, label in values
            )
            for dimension, values in _labels().items()
        },
        crossed={place: shown(tally.unmet) for place, tally in sorted(found.crossed.items()) if tally.unmet},
        satisfaction=round(sum(marks) / len(marks), 1) if enough else None,
        ratings=shown(len(marks)),
    )


def _labels() -> Mapping[Dimension, tuple[tuple[str, Text], ...]]:
    """Every value there is to count by, in the order of the form."""
    transitions = [(item.code, item.title) for item in the_agenda().transitions]
    found: dict[Dimension, tuple[tuple[str, Text], ...]] = {
        "region": tuple((code, REGIONS[code]) for code in REGIONS_ASKED),
        "transition": (*transitions, (NOT_STATED, NEED_WORDS["none"])),
        "kind": tuple((code, HELP_KIND_WORDS[code]) for code in HELP_KINDS),
        "asker": tuple((code, ASKER_WORDS[code]) for code in ASKERS),
    }
    return {dimension: found[dimension] for dimension in DIMENSIONS}


def _shown(tally: Tally, *, is_exact: bool) -> Shown:
    return Shown(**{name: count if is_exact else protected(count) for name, count in vars(tally).items()})


def _plain(shown: Shown) -> dict[str, int | str]:
    return {name: _written(count) for name, count in vars(shown).items()}


def _written(count: int | None) -> int | str:
    return SMALL if count is None else count
