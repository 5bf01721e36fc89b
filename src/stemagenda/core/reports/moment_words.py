"""Moments of policy beside a figure, in words: what, when, the figures before and after, and what it does not prove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.indicators.definition import Unit
from stemagenda.core.indicators.standing import StandingPoint
from stemagenda.core.reports.action_words import STAGE_WORDS
from stemagenda.core.reports.sentences import difference_written, written
from stemagenda.core.text import Language, Text, format_date
from stemagenda.core.timeline.moments import Beside, Moment, MomentKind, NotCompared, Reading

KIND_WORDS: Final[Mapping[MomentKind, Text]] = {
    "development": Text("beleidsontwikkeling", "policy development"),
    "decision": Text("beslissing", "decision"),
    "action": Text("actie", "action"),
    "meeting": Text("vergadering", "meeting"),
}
CAVEAT: Final = Text(
    "Ervoor en erna is nog geen oorzaak en gevolg. Een cijfer verandert ook door ander beleid, door wie meedoet aan het"
    " onderzoek en door toeval. Hier staat alleen wat in de tijd op elkaar volgt.",
    "Before and after is not cause and effect. A figure also changes by other policy, by who takes part in the survey"
    " and by chance. This only shows what follows what in time.",
)
BEFORE: Final = Text("Ervoor", "Before")
AFTER: Final = Text("Erna", "After")
DIFFERENCE: Final = Text("Verschil", "Difference")
_STARTS: Final = Text("start", "start")
_READINGS: Final[Mapping[Reading, Text]] = {
    "moved": Text("meer dan de marge van het knipperlicht", "more than the margin of the light"),
    "within": Text("binnen de marge van het knipperlicht", "within the margin of the light"),
    "uncertain": Text("niet zeker, want de cijfers zijn afgerond", "not certain, because the figures are rounded"),
}
_NOT_COMPARED: Final[Mapping[NotCompared, Text]] = {
    "no_points": Text(
        "Te weinig punten: geen cijfer gaat over een periode die er helemaal voor of helemaal na ligt.",
        "Not enough points: no figure is about a period that lies wholly before or wholly after it.",
    ),
    "no_before": Text(
        "Te weinig punten: geen cijfer gaat over een periode die er helemaal voor ligt.",
        "Not enough points: no figure is about a period that lies wholly before it.",
    ),
    "no_after": Text(
        "Te weinig punten: er is nog geen cijfer over een periode die er helemaal na ligt.",
        "Not enough points: there is no figure yet about a period that lies wholly after it.",
    ),
    "break": Text(
        "Niet te vergelijken: tussen beide veranderde de definitie of de meting.",
        "Not to be compared: the definition or the measurement changed in between.",
    ),
    "bound": Text(
        "Niet te vergelijken: een van beide is alleen een onder- of bovengrens.",
        "Not to be compared: one of the two is only a lower or upper limit.",
    ),
}


def when(*, moment: Moment, language: Language) -> str:
    """The day, the month or the year of a moment, as exactly as it is known."""
    if moment.precision == "year":
        return str(moment.last.year)
    day = format_date(moment.last, language=language)
    return day if moment.precision == "day" else day.partition(" ")[2]


def label(*, moment: Moment, language: Language) -> str:
    """A moment in one line: its time, its title, and the stage it went into."""
    said = f"{when(moment=moment, language=language)}: {moment.title.to(language)}"
    return f"{said} ({stage(moment=moment, language=language)})" if stage(moment=moment, language=language) else said


def stage(*, moment: Moment, language: Language) -> str:
    """What a development or action went into; the start of an action of which the day is known."""
    if moment.stage:
        return STAGE_WORDS[moment.stage].to(language).lower()
    return _STARTS.to(language) if moment.kind == "action" else ""


def figure(*, point: StandingPoint, unit: Unit, unit_label: str, language: Language) -> str:
    """A figure with its period: 17,3 % (2018)."""
    value = written(value=point.chosen.value, unit=unit, language=language)
    return f"{value}{'' if unit == 'share' else f' {unit_label}'} ({point.period})"


def beside_words(*, beside: Beside, unit: Unit, unit_label: str, language: Language) -> tuple[tuple[str, str], ...]:
    """(label, text) for the figure before, the one after and their difference; what is lacking says why."""
    sides = ((BEFORE, beside.before), (AFTER, beside.after))
    told = [
        (name.to(language), figure(point=point, unit=unit, unit_label=unit_label, language=language))
        for name, point in sides
        if point is not None
    ]
    return (*told, (DIFFERENCE.to(language), difference_words(beside=beside, unit=unit, language=language)))


def difference_words(*, beside: Beside, unit: Unit, language: Language) -> str:
    """The difference and what it is worth, or why there is none."""
    if beside.difference is None:
        return _NOT_COMPARED[beside.not_compared].to(language)
    moved = difference_written(value=beside.difference, unit=unit, language=language)
    return f"{moved}; {_READINGS[beside.reading].to(language)}"
