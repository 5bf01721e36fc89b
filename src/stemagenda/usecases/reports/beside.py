"""Policy beside a series in a report: the numbered moments of its picture, with the figures before and after."""

from __future__ import annotations

from collections.abc import Iterator

from stemagenda.core.reports import moment_words
from stemagenda.core.reports.document import Block, Bullets, Run, Runs
from stemagenda.usecases.moments import MomentQuery, Shown, moments_of
from stemagenda.usecases.reports.parts import Writing, said
from stemagenda.usecases.views import SeriesView


def moments_beside(writing: Writing, view: SeriesView) -> tuple[Shown, ...]:
    """What people linked to the indicator; nothing in a report of an edition, whose content was frozen."""
    if writing.material.edition:
        return ()
    return moments_of(view=view, query=MomentQuery(), on=writing.material.as_of).shown


def told_moments(writing: Writing, view: SeriesView, moments: tuple[Shown, ...]) -> Iterator[Block]:
    """Each moment with its number, and what before and after do not prove."""
    if moments:
        yield Bullets(items=tuple(_told(writing, view, shown) for shown in moments))
        yield said(moment_words.CAVEAT.to(writing.language))


def _told(writing: Writing, view: SeriesView, shown: Shown) -> Runs:
    language, found = writing.language, shown.beside
    runs = [Run(text=f"{shown.number}. {moment_words.label(moment=shown.moment, language=language)}. ")]
    for name, point in ((moment_words.BEFORE, found.before), (moment_words.AFTER, found.after)):
        if point is not None:
            runs += [Run(text=f"{name.to(language)}: "), writing.figure(view, point), Run(text=f" ({point.period}). ")]
    runs.append(Run(text=moment_words.difference_words(beside=found, unit=view.series.unit, language=language)))
    return tuple(runs)
