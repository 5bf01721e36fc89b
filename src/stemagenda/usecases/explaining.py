"""Why a light is what it is, in finished sentences: the same for a page, a terminal and a report."""

from __future__ import annotations

from dataclasses import dataclass

from stemagenda.core.indicators.target_track import all_methods
from stemagenda.core.period import Period
from stemagenda.core.reports import sentences
from stemagenda.core.text import Language
from stemagenda.usecases.indicators import IndicatorPage
from stemagenda.usecases.views import SeriesView

#: Growth rates are kept as fractions and shown in per cent.
_GROWTH = ("observed", "required")


@dataclass(frozen=True, kw_only=True)
class MethodOpinion:
    """What one method says: its own verdict in its own scale, and the colour it amounts to (empty when undefined)."""

    name: str
    verdict: str
    colour: str
    numbers: tuple[tuple[str, float | str], ...]
    counts: bool


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Every sentence and number behind a light."""

    how_sure: tuple[str, ...]
    opinions: tuple[MethodOpinion, ...]
    agreement: str
    trend: str
    projection: str
    target: tuple[str, ...]
    track: str
    stale: str


def verdict_of(*, view: SeriesView, language: Language, doubt: bool = True) -> str:
    """The verdict of a series in sentences; empty for a series without a light. `doubt` adds that rounding decides."""
    light, window = view.light, view.window
    if light is None:
        return ""
    return sentences.verdict(
        colour=light.computed,
        reason=view.standing.reason,
        uncertain=doubt and view.standing.uncertain,
        unit=view.series.unit,
        first=(window.first, window.first_value) if window else None,
        last=(window.last, window.last_value) if window else None,
        first_mark=_mark(view, window.first) if window else "",
        last_mark=_mark(view, window.last) if window else "",
        language=language,
    )


def _mark(view: SeriesView, period: Period) -> sentences.Mark:
    point = view.standing.point(period.code)
    if point is None:
        return ""
    if point.chosen.bound:
        return "above" if point.chosen.bound == "above" else "below"
    return "about" if point.chosen.approximate else ""


def explanation(*, page: IndicatorPage, language: Language) -> Explanation:
    """Put the stored verdict of the shown series into words."""
    return explained(view=page.shown, language=language)


def explained(*, view: SeriesView, language: Language) -> Explanation:
    """Put the stored verdict of a series into words."""
    verdict = view.standing.verdict
    latest = view.latest
    stale = (
        sentences.stale(latest=latest.period, language=language) if view.light and view.light.stale and latest else ""
    )
    if verdict is None:
        return Explanation(
            how_sure=(), opinions=(), agreement="", trend="", projection="", target=(), track="", stale=stale
        )
    unit = view.series.unit
    agreed = verdict.get("agreement") or {}
    track = verdict.get("target_track") or {}
    target = view.target
    return Explanation(
        how_sure=sentences.how_sure(light=verdict["light"], unit=unit, language=language),
        # PostgreSQL keeps no order of keys in a document.
        opinions=tuple(_opinion(name, found) for name in all_methods() if (found := verdict["methods"].get(name))),
        agreement=sentences.agreement(agree=agreed["agree"], of=agreed["of"], language=language)
        if agreed.get("of")
        else "",
        trend=sentences.trend(found=verdict["trend"], points=verdict["trend"]["points"], unit=unit, language=language)
        if verdict["trend"]["slope"] is not None
        else "",
        projection=sentences.projection(found=verdict["projection"], unit=unit, language=language)
        if verdict["projection"]["value"] is not None
        else "",
        target=sentences.target_sentence(value=target[0], period=target[1], track=track, unit=unit, language=language)
        if target
        else (),
        track=track.get("verdict") or "",
        stale=stale,
    )


def _opinion(name: str, found: dict[str, object]) -> MethodOpinion:
    colour = str(found.get("direction") or "")
    answer = found.get(all_methods()[name].VERDICT)
    said = "" if answer is None else answer if isinstance(answer, str) else f"score_{answer}"
    numbers = tuple(
        (key, item * 100 if key in _GROWTH else item)
        for key, item in sorted(found.items())
        if key not in {"verdict", "symbol", "direction"}
        and isinstance(item, int | float)
        and not isinstance(item, bool)
    )
    return MethodOpinion(name=name, verdict=said, colour=colour, numbers=numbers, counts=bool(colour))
