"""One report beside the previous one of its kind: which figures, lights, actions, points and passages differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from stemagenda.core.editions.comparing import LightChange, compare
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.core.reports.document import Document
from stemagenda.core.reports.report_changes import (
    ActionDifference,
    FigureDifference,
    PassageDifference,
    action_differences,
    figure_differences,
    follow_up_differences,
    passage_differences,
)
from stemagenda.core.reports.report_places import place_name
from stemagenda.core.text import Language, Text
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import reports as store
from stemagenda.store.codec import encode
from stemagenda.store.reports import ReportName
from stemagenda.usecases.permissions import Actor, can_build_reports, check
from stemagenda.usecases.reports.composing import check_kind, compose
from stemagenda.usecases.reports.material import Material, material, truths
from stemagenda.usecases.reports.passages import written

#: What stands for the report as it would be built today.
NEXT: Final = "now"
#: Which lists a kind of report has; figures and passages are compared in each.
_LIGHTS: Final = frozenset({"measurement", "interim"})
_ACTIONS: Final = frozenset({"overview", "interim", "cedefop"})
_FOLLOW_UPS: Final = frozenset({"interim"})
#: The lists that are counted, in the order of the page.
COUNTED: Final = ("lights", "figures", "actions", "closed", "opened", "passages")


@dataclass(frozen=True, kw_only=True)
class ReportSide:
    """One of the two that are compared. `edition` is empty for the report as it would be built today."""

    edition: str
    as_of: date


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """A figure that differs, with its series in words."""

    change: FigureDifference
    title: Text


@dataclass(frozen=True, kw_only=True)
class PassageLine:
    """A passage that differs, with its place in words."""

    change: PassageDifference
    name: str


@dataclass(frozen=True, kw_only=True)
class ReportComparison:
    """Two reports of one kind and language, and everything that differs."""

    kind: str
    language: Language
    before: ReportSide
    after: ReportSide
    lights: tuple[LightChange, ...]
    figures: tuple[FigureLine, ...]
    actions: tuple[ActionDifference, ...]
    closed: tuple[FollowUp, ...]
    opened: tuple[FollowUp, ...]
    passages: tuple[PassageLine, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each list."""
        return {name: len(getattr(self, name)) for name in COUNTED}

    @property
    def has_changes(self) -> bool:
        """Whether anything differs."""
        return any(self.counts.values())


def compare_reports(
    *, kind: str, language: Language, before: str, after: str, actor: Actor, now: datetime
) -> ReportComparison:
    """Compare kept reports by the names of their editions; "now" is the report as it would be built today.

    Without `before` it is compared with the kept report that came before `after`.

    Raises:
        NotAllowed: "now" is asked for by somebody who may not have reports built.
        Refused: no such kind or kept report, or the first is later than the second.
        ReportDamaged: what is stored of one is not what was built.
        NothingLoaded: before the first load.
    """
    check_kind(kind=kind, subject="")
    after = after or NEXT
    earlier = before or _previous(kind=kind, language=language, to=after)
    old, was = _side(kind, language, earlier, actor=actor, now=now)
    new, now_is = _side(kind, language, after, actor=actor, now=now)
    if was.as_of > now_is.as_of:
        raise Refused([_problem("order", "the first report is later than the second", "Name the earlier one first")])
    return _compared(kind, language, before=(old, was), after=(new, now_is))


def comparison_document(*, comparison: ReportComparison) -> dict[str, Any]:
    """A comparison as JSON's types: the two sides, the counts, every list."""
    return {
        "kind": comparison.kind,
        "language": comparison.language,
        "from": _side_document(comparison.before),
        "to": _side_document(comparison.after),
        "counts": comparison.counts,
        "lights": [
            {
                "indicator": item.indicator,
                "series": item.series,
                "before": item.before.colour,
                "after": item.after.colour,
            }
            for item in comparison.lights
        ],
        "figures": [encode(item.change) for item in comparison.figures],
        "actions": encode(comparison.actions),
        "closed": [item.code for item in comparison.closed],
        "opened": [item.code for item in comparison.opened],
        "passages": [encode(item.change) for item in comparison.passages],
    }


def _compared(
    kind: str, language: Language, *, before: tuple[Document, Material], after: tuple[Document, Material]
) -> ReportComparison:
    (old, was), (new, now_is) = before, after
    lights = compare(before=was.content, after=now_is.content, definitions=()).lights if kind in _LIGHTS else ()
    closed, opened = follow_up_differences(before=was.follow_ups, after=now_is.follow_ups)
    return ReportComparison(
        kind=kind,
        language=language,
        before=ReportSide(edition=was.edition, as_of=was.as_of),
        after=ReportSide(edition=now_is.edition, as_of=now_is.as_of),
        lights=lights,
        figures=tuple(
            FigureLine(change=item, title=_title(item, was, now_is))
            for item in figure_differences(before=old, after=new, known_before=truths(was), known_after=truths(now_is))
        ),
        actions=action_differences(before=was.actions, after=now_is.actions) if kind in _ACTIONS else (),
        closed=closed if kind in _FOLLOW_UPS else (),
        opened=opened if kind in _FOLLOW_UPS else (),
        passages=tuple(
            PassageLine(change=item, name=place_name(place=item.place, language=language))
            for item in passage_differences(before=old, after=new)
        ),
    )


def _side(kind: str, language: Language, wanted: str, *, actor: Actor, now: datetime) -> tuple[Document, Material]:
    if wanted == NEXT:
        check(can_build_reports(actor), "only members and editors read a report before it is kept")
        found = material(edition="", as_of=now.date())
        passages = written(kind=kind, edition="", language=language)
        return compose(kind=kind, material=found, language=language, passages=passages), found
    heading = store.kept(name=ReportName(kind=kind, language=language, edition=wanted))
    document = store.document(key=heading.key) if heading else None
    if document is None:
        raise Refused([_unknown(kind, language, wanted)])
    return document, material(edition=wanted, as_of=document.as_of)


def _previous(*, kind: str, language: Language, to: str) -> str:
    """The edition of the kept report before the one named."""
    found = [
        item.name.edition
        for item in store.reports(is_kept=True)
        if (item.name.kind, item.name.language) == (kind, language)
    ]
    later = found[found.index(to) + 1 :] if to in found else found
    if not later:
        raise Refused(
            [_problem("before", "there is no earlier kept report of this kind to compare with", "Keep one first")]
        )
    return later[0]


def _title(change: FigureDifference, *sides: Material) -> Text:
    for side in reversed(sides):
        found = side.content.series.get((change.indicator, change.series))
        if found is not None:
            indicator, series = found
            if len(indicator.series) == 1:
                return indicator.title
            return Text(nl=f"{indicator.title.nl} ({series.title.nl})", en=f"{indicator.title.en} ({series.title.en})")
    return Text(nl=change.indicator, en=change.indicator)


def _side_document(side: ReportSide) -> dict[str, str | None]:
    return {"edition": side.edition or None, "as_of": side.as_of.isoformat()}


def _unknown(kind: str, language: Language, wanted: str) -> Problem:
    known = [
        item.name.edition
        for item in store.reports(is_kept=True)
        if (item.name.kind, item.name.language) == (kind, language)
    ]
    return _problem(
        "edition",
        f"no report of this kind and language is kept with edition '{wanted[:60]}'",
        f"Choose one of: {', '.join(known)}" if known else "Keep one first",
    )


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="report", place=place, message=message, remedy=remedy)
