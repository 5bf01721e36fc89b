"""The verdict in plain sentences, the same on a page, in a report, in the API and in a terminal.

Pure: numbers and codes in, Dutch or English out. Dutch is written first; English says the same, it is no translation
word by word. Every function takes `language` and returns finished sentences, without markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from stemagenda.core.indicators.definition import Unit
from stemagenda.core.period import Period
from stemagenda.core.reports.glyphs import WORDS
from stemagenda.core.text import Language, Text, format_number, format_percent

_SUBJECT: Final[dict[str, dict[Language, str]]] = {
    "share": {"nl": "Het aandeel", "en": "The share"},
    "count": {"nl": "Het aantal", "en": "The number"},
    "score": {"nl": "De score", "en": "The score"},
    "rate": {"nl": "Het cijfer", "en": "The figure"},
}
#: glyphs.py holds the words; asked for here by the code of the colour
_WORD: Final[dict[str, Text]] = {str(colour): word for colour, word in WORDS.items()}
_MEANING: Final[dict[str, dict[Language, str]]] = {
    "green": {"nl": "Dat gaat de goede kant uit", "en": "That is the right way"},
    "red": {"nl": "Dat gaat de verkeerde kant uit", "en": "That is the wrong way"},
}
_LOWER_IS_BETTER: Final[dict[Language, str]] = {"nl": "lager is beter", "en": "lower is better"}
_GREY: Final[dict[str, dict[Language, str]]] = {
    "no_data": {"nl": "Er is nog geen cijfer geladen.", "en": "No figure has been loaded yet."},
    "one_point": {
        "nl": "Er is maar één cijfer. Daaruit blijkt geen evolutie.",
        "en": "There is only one figure. It cannot show a change.",
    },
    "break": {
        "nl": "De definitie of de meting is gewijzigd. Er zijn nog geen twee cijfers die u mag vergelijken.",
        "en": "The definition or the measurement changed. There are no two figures yet that may be compared.",
    },
    "proxy_only": {
        "nl": "Er zijn alleen verwante cijfers: die meten iets anders en tellen niet als deze indicator.",
        "en": "There are related figures only: they measure something else and do not count as this indicator.",
    },
    "undefined": {"nl": "De regel geeft hier geen uitkomst.", "en": "The rule gives no outcome here."},
    "": {"nl": "Een redacteur heeft dit licht uitgezet.", "en": "An editor switched this light off."},
}
_GREY_SHORT: Final[dict[str, dict[Language, str]]] = {
    "no_data": {"nl": "nog geen cijfer geladen", "en": "no figure loaded yet"},
    "one_point": {"nl": "maar één cijfer", "en": "only one figure"},
    "break": {"nl": "definitie of meting gewijzigd", "en": "definition or measurement changed"},
    "proxy_only": {"nl": "alleen verwante cijfers", "en": "related figures only"},
    "undefined": {"nl": "de regel geeft geen uitkomst", "en": "the rule gives no outcome"},
    "": {"nl": "uitgezet door een redacteur", "en": "switched off by an editor"},
}


Mark = Literal["", "about", "above", "below"]
_MARK: Final[dict[str, dict[Language, str]]] = {
    "": {"nl": "", "en": ""},
    "about": {"nl": "ongeveer ", "en": "about "},
    "above": {"nl": "minstens ", "en": "at least "},
    "below": {"nl": "hoogstens ", "en": "at most "},
}


def colour_word(*, colour: str, language: Language) -> str:
    """The word that always stands with a colour."""
    return _WORD[colour].to(language)


def grey_words(*, reason: str, language: Language) -> str:
    """Why a light is grey, in a few words."""
    return _GREY_SHORT[reason][language]


def written(*, value: float, unit: Unit, language: Language, decimals: int | None = None) -> str:
    """A value with its sign: a share as 17,3 %, anything else as a number."""
    if unit == "share":
        return format_percent(value, language=language, decimals=decimals)
    return _number(value, unit=unit, language=language, decimals=decimals)


def _number(value: float, *, unit: Unit, language: Language, decimals: int | None = None, sign: bool = False) -> str:
    """A number without its sign; counts are whole for a reader, whatever a calculation made of them."""
    digits = 0 if unit == "count" else decimals
    return format_number(value, language=language, decimals=digits, sign=sign)


def difference_written(*, value: float, unit: Unit, language: Language) -> str:
    """A difference with its sign: +3,5 procentpunt, −17 punten, +1.200."""
    number = _number(value, unit=unit, language=language, sign=True)
    if unit == "share":
        return f"{number} {'procentpunt' if language == 'nl' else 'percentage points'}"
    if unit == "score":
        one = abs(value) == 1
        return f"{number} {('punt' if one else 'punten') if language == 'nl' else ('point' if one else 'points')}"
    return number


def verdict(
    *,
    colour: str,
    reason: str,
    uncertain: bool,
    unit: Unit,
    first: tuple[Period, float] | None,
    last: tuple[Period, float] | None,
    language: Language,
    first_mark: Mark = "",
    last_mark: Mark = "",
) -> str:
    """The verdict in one or two sentences. `colour` is the computed one: it tells which way is better.

    A mark says that the source gave a value loosely: about so much, at least or at most so much.
    """
    if colour == "grey" or first is None or last is None:
        return _GREY[reason if reason in _GREY else ""][language]
    subject = _SUBJECT[unit][language]
    a = _MARK[first_mark][language] + written(value=first[1], unit=unit, language=language)
    b = _MARK[last_mark][language] + written(value=last[1], unit=unit, language=language)
    if colour == "orange":
        kept = (
            f"{subject} bleef ongeveer gelijk: {a} in {first[0]} en {b} in {last[0]}."
            if language == "nl"
            else f"{subject} stayed about equal: {a} in {first[0]} and {b} in {last[0]}."
        )
        return _doubt(kept, uncertain=uncertain, language=language)
    rose = last[1] > first[1]
    if language == "nl":
        moved = f"{subject} {'steeg' if rose else 'daalde'} van {a} in {first[0]} naar {b} in {last[0]}."
    else:
        moved = f"{subject} {'rose' if rose else 'fell'} from {a} in {first[0]} to {b} in {last[0]}."
    meaning = _MEANING[colour][language]
    if rose == (colour == "red"):
        meaning = f"{meaning}: {_LOWER_IS_BETTER[language]}"
    return _doubt(f"{moved} {meaning}.", uncertain=uncertain, language=language)


def _doubt(sentence: str, *, uncertain: bool, language: Language) -> str:
    if not uncertain:
        return sentence
    more = (
        "Omdat de cijfers afgerond zijn, is dat niet zeker."
        if language == "nl"
        else "Because the figures are rounded, this is not certain."
    )
    return f"{sentence} {more}"


def how_sure(*, light: Mapping[str, Any], unit: Unit, language: Language) -> tuple[str, ...]:
    """The rule with its numbers, and the value at which the verdict would flip. `light` as in the light document."""
    if light["difference"] is None or light["threshold"] is None:
        return ()
    difference = difference_written(value=light["difference"], unit=unit, language=language)
    threshold = _number(light["threshold"], unit=unit, language=language)
    sentences = [
        f"Het verschil is {difference}; de drempel is {threshold}."
        if language == "nl"
        else f"The difference is {difference}; the threshold is {threshold}."
    ]
    if light["statistic"] is not None:
        z = format_number(light["statistic"], language=language)
        sentences.append(
            f"De drempel volgt uit de standaardfouten (z = {z}, 95 % zekerheid)."
            if language == "nl"
            else f"The threshold follows from the standard errors (z = {z}, 95% confidence)."
        )
    if light["flips_at"] is not None and light.get("flips_to"):
        at = written(value=light["flips_at"], unit=unit, language=language)
        word = _FLIP[light["flips_to"]][language]
        sentences.append(
            f"Het licht zou {word} worden bij {at}." if language == "nl" else f"The light would turn {word} at {at}."
        )
    return tuple(sentences)


_FLIP: Final[dict[str, dict[Language, str]]] = {
    "green": {"nl": "groen", "en": "green"},
    "orange": {"nl": "oranje", "en": "orange"},
    "red": {"nl": "rood", "en": "red"},
}


def agreement(*, agree: int, of: int, language: Language) -> str:
    """How many of the other methods reach the same verdict."""
    if of == 1:
        same = bool(agree)
        if language == "nl":
            return f"De enige methode met een uitkomst is het {'eens' if same else 'niet eens'} met het licht."
        return f"The only method with an outcome {'agrees' if same else 'does not agree'} with the light."
    if agree in {0, of}:
        if language == "nl":
            told = f"Alle {of} methodes zijn" if agree else f"Geen van de {of} methodes is"
            return f"{told} het eens met het licht."
        told = f"All {of} methods agree" if agree else f"Not one of the {of} methods agrees"
        return f"{told} with the light."
    if language == "nl":
        return f"{agree} van de {of} methodes {'is het' if agree == 1 else 'zijn het'} eens met het licht."
    return f"{agree} of {of} methods agree{'s' if agree == 1 else ''} with the light."


def trend(*, found: Mapping[str, Any], points: int, unit: Unit, language: Language) -> str:
    """The trend over all comparable points, with its interval and its caveat."""
    slope = difference_written(value=found["slope"], unit=unit, language=language)
    low, high = (_number(found[name], unit=unit, language=language) for name in ("low", "high"))
    p = _p_value(found["p_value"], language)
    if language == "nl":
        return (
            f"Over {points} vergelijkbare punten is de helling {slope} per jaar "
            f"(95 %-interval {low} tot {high}; Kendall {p}). "
            "Opeenvolgende jaren hangen samen: zo’n toets slaat vaker vals alarm dan de beloofde 5 %."
        )
    return (
        f"Over {points} comparable points the slope is {slope} a year "
        f"(95% interval {low} to {high}; Kendall {p}). "
        "Successive years are related: such a test raises more false alarms than the 5% it promises."
    )


def _p_value(value: float, language: Language) -> str:
    smallest = 0.001
    if value < smallest:
        return f"p < {format_number(smallest, language=language, decimals=3)}"
    return f"p = {format_number(value, language=language, decimals=3)}"


def projection(*, found: Mapping[str, Any], unit: Unit, language: Language) -> str:
    """Where the series would be in the target year if it went on like this, with its interval."""
    value, low, high = (
        written(value=found[name], unit=unit, language=language, decimals=1) for name in ("value", "low", "high")
    )
    if language == "nl":
        reached = f"komt de reeks in {found['period']} uit op {value}"
        return f"Gaat de trend zo verder, dan {reached} (80 %-interval {low} tot {high})."
    reached = f"the series reaches {value} in {found['period']}"
    return f"If the trend goes on like this, {reached} (80% interval {low} to {high})."


def target_sentence(
    *, value: float, period: Period, track: Mapping[str, Any], unit: Unit, language: Language
) -> tuple[str, ...]:
    """The target and what is still needed."""
    goal = written(value=value, unit=unit, language=language)
    sentences = [f"Streefcijfer: {goal} in {period}." if language == "nl" else f"Target: {goal} in {period}."]
    needed = track.get("needed_per_year")
    if needed and track.get("verdict") not in {None, "achieved"}:
        change = difference_written(value=needed, unit=unit, language=language)
        sentences.append(
            f"Daarvoor is elk jaar {change} nodig." if language == "nl" else f"That takes {change} every year."
        )
    return tuple(sentences)


def stale(*, latest: Period, language: Language) -> str:
    """That the latest figure is old."""
    if language == "nl":
        return f"Het cijfer van {latest} is meer dan twee metingen oud. Lees het niet als de stand van vandaag."
    return f"The figure for {latest} is more than two cycles old. Do not read it as today’s state."
