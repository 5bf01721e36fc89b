"""One series in a report: its light and verdict, its chart, how sure that is, its target and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stemagenda.core.reports import method_words, report_sentences
from stemagenda.core.reports.document import Block, Drawing, Paragraph, ReportTable, Run, Runs, plain
from stemagenda.outputs.svg import line
from stemagenda.outputs.svg.static import static
from stemagenda.usecases.charting import series_chart, with_moments
from stemagenda.usecases.explaining import Explanation, explained, verdict_of
from stemagenda.usecases.moments import Shown
from stemagenda.usecases.reports.beside import told_moments
from stemagenda.usecases.reports.parts import Writing, heading, joined, labelled
from stemagenda.usecases.views import SeriesView, window

#: A line needs two points.
_FEWEST_POINTS = 2
#: So many figures from elsewhere fit in a sentence.
_MOST_BESIDE = 6
#: The drawing's own units; letters are sized for this width.
_WIDTH, _HEIGHT = 760, 290


def series_part(
    writing: Writing, view: SeriesView, *, level: int = 3, moments: tuple[Shown, ...] = ()
) -> Iterator[Block]:
    """Everything a report says of one series; `moments` are numbered in its picture and told below it."""
    title = f"{view.indicator.code} {view.title.to(writing.language)}"
    yield heading(level, title, "series", view.indicator.code, view.series.code)
    yield verdict(writing, view)
    yield from drawing(writing, view, moments=moments)
    yield from told_moments(writing, view, moments)
    yield from reasons(writing, view)


def verdict(writing: Writing, view: SeriesView) -> Paragraph:
    """The light, and the verdict in a sentence."""
    said = verdict_of(view=view, language=writing.language)
    light = writing.light(view, strong=True)
    return Paragraph(runs=(*light, Run(text=". " if light else ""), *writing.with_figures(said, view, view.window)))


def drawing(writing: Writing, view: SeriesView, *, moments: tuple[Shown, ...] = ()) -> Iterator[Drawing]:
    """The chart of a series; none for fewer than two figures."""
    if len(view.standing.points) < _FEWEST_POINTS:
        return
    drawn = series_chart(
        view=view,
        comparators=(),
        starts=writing.material.content.agenda.starts,
        language=writing.language,
        on=writing.material.as_of,
    )
    breaks = zip(drawn.breaks, view.series.breaks, strict=True)
    short = (replace(mark, note=f"{writing.word('break').lower()} {item.period}") for mark, item in breaks)
    chart = with_moments(chart=replace(drawn, breaks=tuple(short)), moments=moments, language=writing.language)
    key = f"{view.indicator.code}-{view.series.code}".lower()
    yield Drawing(
        svg=static(line.write(chart=chart, language=writing.language, width=_WIDTH, height=_HEIGHT, key=key)),
        alternative=chart.description,
        caption=chart.measure,
    )


def reasons(writing: Writing, view: SeriesView) -> Iterator[Block]:
    """How the figure evolved, how sure that is, the target, and the sources, each in a small paragraph."""
    found = explained(view=view, language=writing.language)
    if view.window is not None:
        yield labelled(writing.word("evolution"), *_windows(writing, view))
    sure = " ".join(part for part in (*found.how_sure, found.agreement, found.trend, found.stale) if part)
    if sure and view.window is not None:
        yield labelled(writing.word("how_sure"), Run(text=sure))
    yield from _target(writing, view, found)
    yield from _breaks(writing, view)
    yield from _sources(writing, view)
    if view.light is not None and view.light.colour == "grey":
        yield from _missing(writing, view)


def _windows(writing: Writing, view: SeriesView) -> Iterator[Run]:
    language = writing.language
    names = {"nl": ("lange periode, ", "; korte periode, "), "en": ("long period, ", "; short period, ")}[language]
    short = window(view.standing, name="short")
    is_one = short is None or (view.window is not None and short.first == view.window.first)
    for name, found in zip(names, (view.window, None if is_one else short), strict=True):
        if found is not None:
            told = report_sentences.span(first=found.first, last=found.last, language=language)
            yield Run(text=f"{name}{told}: ")
            yield writing.difference(view, found)
    yield Run(text=".")


def _target(writing: Writing, view: SeriesView, found: Explanation) -> Iterator[Block]:
    if view.target is None:
        return
    track = method_words.TRACKS.get(found.track, method_words.NO_TRACK).to(writing.language)
    declared = next((item for item in view.series.targets if (item.value, item.period) == view.target), None)
    reference = f" {declared.reference.to(writing.language)}" if declared else ""
    needed = f" {found.target[1]}" if len(found.target) > 1 else ""
    yield labelled(writing.word("target"), *writing.target(view), Run(text=f".{needed} {track}{reference}"))


def _breaks(writing: Writing, view: SeriesView) -> Iterator[Block]:
    """Why the figures before and after a period cannot be compared."""
    for item in view.series.breaks if view.standing.points else ():
        yield labelled(f"{writing.word('break')} {item.period}", Run(text=item.reason.to(writing.language)))


def _sources(writing: Writing, view: SeriesView) -> Iterator[Block]:
    """The publishers of the figures, and the periods in which sources contradict each other."""
    if not view.standing.points:
        return
    named = dict.fromkeys(point.chosen.publisher for point in view.standing.points)
    yield labelled(writing.word("source"), Run(text=f"{'; '.join(named)}."))
    disputed = [point for point in view.standing.points if point.contradicted]
    if disputed:
        yield labelled(writing.word("disagreement"), Run(text=f"{', '.join(str(p.period) for p in disputed)}."))


def _missing(writing: Writing, view: SeriesView) -> Iterator[Block]:
    """Who publishes what is not there, when, and the related figures there are."""
    publisher = view.indicator.publisher.to(writing.language)
    yield labelled(writing.word("who_publishes"), Run(text=f"{publisher}."))
    if view.indicator.next_figure is not None:
        yield labelled(writing.word("next_figure"), Run(text=view.indicator.next_figure.to(writing.language)))
    proxies = related(writing, view.indicator.code, "proxy")
    if proxies:
        yield related_table(writing, view.indicator.code, proxies, note=report_sentences.PROXIES.to(writing.language))


def related(writing: Writing, indicator: str, *roles: str) -> tuple[SeriesView, ...]:
    """The other series of an indicator that have figures."""
    return tuple(
        view for view in writing.material.others if view.indicator.code == indicator and view.series.role in roles
    )


def beside(writing: Writing, view: SeriesView) -> Iterator[Block]:
    """The latest figure of the same measurement elsewhere, and of its parts.

    Nothing where several series of the indicator come from one measurement: what belongs to which is not declared.
    """
    alike = [
        other
        for other in writing.material.views
        if other.indicator.code == view.indicator.code and _measured(other) == _measured(view)
    ]
    if len(alike) > 1:
        return
    for key, role in (("elsewhere", "comparator"), ("parts", "breakdown")):
        found = [item for item in related(writing, view.indicator.code, role) if _measured(item) == _measured(view)]
        if found:
            listed = joined(_named_latest(writing, item) for item in found[:_MOST_BESIDE])
            yield labelled(writing.word(key), *listed, Run(text="."))


def _measured(view: SeriesView) -> tuple[str, str, str]:
    series = view.series
    return series.source, series.level, series.unit


def _named_latest(writing: Writing, view: SeriesView) -> Runs:
    latest = view.standing.points[-1]
    title = view.series.title.to(writing.language)
    return (Run(text=f"{title} "), writing.figure(view, latest), Run(text=f" ({latest.period})"))


def related_table(
    writing: Writing, code: str, views: tuple[SeriesView, ...], *, caption: str = "", note: str = ""
) -> ReportTable:
    """The latest figure of several series."""
    return ReportTable(
        caption=f"{caption or writing.word('related_figures')}: {code}",
        columns=writing.columns(("what", 7), ("figure", 2, "number"), ("period", 1.6), ("publisher", 4)),
        rows=tuple(_latest(writing, view) for view in views),
        note=note,
    )


def _latest(writing: Writing, view: SeriesView) -> tuple[Runs, ...]:
    latest = view.standing.points[-1]
    label = view.series.unit_label.to(writing.language)
    title = view.series.title.to(writing.language)
    return (
        plain(title if view.series.unit == "share" else f"{title} ({label})"),
        (writing.figure(view, latest),),
        plain(str(latest.period)),
        plain(latest.chosen.publisher),
    )
